"""The ledger: what was read, kept; the only folder that speaks SQL."""
