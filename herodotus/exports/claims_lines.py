"""Claims of a ledger as lines for other programs: the rows of `herodotus claims`."""

from __future__ import annotations

from datetime import date
from typing import Any

from herodotus.exports.record import claim_cells, csv_line, json_line
from herodotus.model import Telling
from herodotus.model.columns import TELLING_COLUMNS, flat_telling


def telling_record(telling: Telling) -> dict[str, Any]:  # values are any JSON
    """One claim with its report, as `--json` prints it."""
    row = flat_telling(telling)
    if telling.claim.confidence is not None:
        row["confidence"] = round(telling.claim.confidence, 2)
    return {name: _plain(value) for name, value in row.items()}


def telling_json(telling: Telling) -> bytes:
    """One claim as a line of JSON Lines."""
    return json_line(telling_record(telling))


def telling_csv(telling: Telling) -> bytes:
    """One claim as a line of CSV, below `csv_header`; lists are text in one cell."""
    row = telling_record(telling) | claim_cells(telling.claim)
    return csv_line([row.get(name) for name in TELLING_COLUMNS])


def csv_header() -> bytes:
    """The first line of the CSV: the names of the columns."""
    return csv_line(TELLING_COLUMNS)


def _plain(value: Any) -> Any:  # any field of a claim or card
    return value.isoformat() if isinstance(value, date) else value
