"""Herodotus reads reports of armed conflict and keeps a ledger of claims."""
