"""Alerts: what new claims change that somebody wants to be told of."""
