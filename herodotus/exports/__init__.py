"""Claims and accounts in the forms that other people and programs read."""
