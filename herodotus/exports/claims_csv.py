"""CSV of claims: one line a claim, with its words and a link back to them."""

from __future__ import annotations

from herodotus.exports.claims_table import COLUMNS, row
from herodotus.exports.record import csv_table
from herodotus.exports.view import Exported, View


def export_csv(view: View) -> Exported:
    """All claims of a view as CSV, in the order of the view.

    UTF-8, a comma between cells, unknown as an empty cell. A text that a spreadsheet
    would run as a formula gets an apostrophe before it.
    """
    rows = (row(telling, view) for telling in view.tellings)
    return Exported(csv_table(COLUMNS, rows))
