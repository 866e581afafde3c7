"""Accounts: low, best and high under a policy, side by side, with the reasons."""
