"""Across reports: totals through time, attacks told by many, totals of totals."""
