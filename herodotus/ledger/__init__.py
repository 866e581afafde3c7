"""The ledger: what was read, kept; the only folder that speaks SQL."""

from __future__ import annotations

from herodotus.ledger.database import default_ledger
from herodotus.ledger.keys import report_key
from herodotus.ledger.ledger import Ledger
from herodotus.ledger.loading import Loaded, load
from herodotus.ledger.writing import Added

__all__ = ["Added", "Ledger", "Loaded", "default_ledger", "load", "report_key"]
