"""Claims as one flat table: the columns of `claims`, and who tells each of them.

CSV and Parquet hold the same columns with the same words. What has several values in
one claim (relations, parties, contexts) is a text in one cell, so that a table can be
joined, sorted and written on by R, pandas or a spreadsheet; the nested form is that of
`herodotus claims --json`.
"""

from __future__ import annotations

from typing import Any

from herodotus.exports.record import claim_cells
from herodotus.exports.view import View
from herodotus.model import Telling
from herodotus.model.columns import TELLING_COLUMNS, flat_telling

#: What an export adds: where to look a claim up, and under which policy.
EXPORT = ("permalink", "policy")

#: The columns of the table of claims, in their order.
COLUMNS: tuple[str, ...] = (*TELLING_COLUMNS, *EXPORT)


def row(telling: Telling, view: View) -> dict[str, Any]:  # values are plain
    """One claim as a row: dates as dates, unknown as `None`, lists as text."""
    claim = telling.claim
    cells: dict[str, Any] = dict.fromkeys(COLUMNS)
    return (
        cells
        | flat_telling(telling)
        | claim_cells(claim)
        | {"date_start": claim.date_start, "date_end": claim.date_end}
        | {"permalink": view.permalink(claim.id), "policy": view.policy}
    )
