"""Series: a running toll as it was told, and what in it does not add up."""
