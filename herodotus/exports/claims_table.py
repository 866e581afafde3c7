"""Claims as one flat table: the columns of `claims`, and who tells each of them.

CSV and Parquet hold the same columns with the same words. What has several values in
one claim (relations, parties, contexts) is a text in one cell, so that a table can be
joined, sorted and written on by R, pandas or a spreadsheet; the nested form is that of
`herodotus claims --json`.
"""

from __future__ import annotations

from typing import Any

from herodotus.exports.record import claim_cells, csv_columns
from herodotus.exports.view import View
from herodotus.model import Telling

#: What the report is, after the columns that `read --csv` has of it.
REPORT = (
    "report_title",
    "report_publisher",
    "report_agency",
    "report_key",
    "report_sha256",
)

#: What a ledger knows of a claim beyond its report.
LEDGER = ("voice", "copies", "conflict", "country", "permalink", "policy")

DATES = ("report_date", "date_start", "date_end")
NUMBERS = (
    "start",
    "end",
    "low",
    "high",
    "place_precision",
    "date_precision",
    "copies",
)
DECIMALS = ("lat", "lon", "confidence")
YES_OR_NO = ("background", "denied", "approx", "presupposed", "reciprocal")


def columns() -> tuple[str, ...]:
    """The columns of the table of claims, in their order.

    >>> columns()[:2], columns()[-2:]
    (('report', 'report_date'), ('permalink', 'policy'))
    """
    ours = csv_columns()
    of_report = [name for name in ours if name.startswith("report")]
    return (*of_report, *REPORT, *ours[len(of_report) :], *LEDGER)


def row(telling: Telling, view: View) -> dict[str, Any]:  # values are plain
    """One claim as a row: dates as dates, unknown as `None`, lists as text."""
    claim, card = telling.claim, telling.card
    cells: dict[str, Any] = dict.fromkeys(columns())
    cells |= claim_cells(claim)
    cells |= {
        "date_start": claim.date_start,
        "date_end": claim.date_end,
        "report": card.id,
        "report_date": card.date,
        "report_place": card.place,
        "report_url": card.url,
        "report_title": card.title,
        "report_publisher": card.publisher,
        "report_agency": card.agency,
        "report_key": card.key,
        "report_sha256": card.sha256,
        "voice": telling.voice,
        "copies": telling.copies,
        "conflict": telling.conflict,
        "country": telling.country,
        "permalink": view.permalink(claim.id),
        "policy": view.policy,
    }
    return cells
