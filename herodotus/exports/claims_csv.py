"""CSV of claims: one line a claim, with its words and a link back to them."""

from __future__ import annotations

from datetime import date

from herodotus.exports.claims_table import COLUMNS, row
from herodotus.exports.record import csv_line
from herodotus.exports.view import Exported, View


def export_csv(view: View) -> Exported:
    """All claims of a view as CSV, in the order of the view.

    UTF-8, a comma between cells, unknown as an empty cell. A text that a spreadsheet
    would run as a formula gets an apostrophe before it.
    """
    lines = [csv_line(COLUMNS)]
    for telling in view.tellings:
        cells = row(telling, view)
        lines.append(csv_line([_cell(cells[name]) for name in COLUMNS]))
    return Exported(b"".join(lines))


def _cell(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
