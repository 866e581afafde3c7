"""A report in, its claims out. Pure: no database, no network, no other report."""

from herodotus.reading.reader import READER, Reader

__all__ = ["READER", "Reader"]
