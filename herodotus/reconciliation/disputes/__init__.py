"""Disputes: figures, ground and blame that cannot both be right."""
