"""Rows for other programs: the printed contract of `read --json` and `--csv`.

The columns are described in docs/codebook.md. The same reading gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from herodotus.exports.visible import visible
from herodotus.model import Account, Claim, EventClaim, Failure, Reading
from herodotus.model.columns import COLUMNS, flat

_REPORT = ("report", "report_date", "report_place", "report_url")


def read_record(reading: Reading, account: Account) -> dict[str, Any]:
    """The row for one report that was read: the report, its claims, its account."""
    report = reading.report
    return {
        "id": report.id,
        "report": {
            "sha256": report.sha256,
            "date": report.date.isoformat() if report.date else None,
            "place": report.place,
            "title": report.title,
            "url": report.url,
            "publisher": report.publisher,
            "author": report.author,
        },
        "reader": reading.reader,
        "claims": [claim_record(claim) for claim in reading.claims],
        "account": account.model_dump(mode="json"),
        "failure": None,
    }


def failure_record(failure: Failure) -> dict[str, Any]:
    """The row for one report that could not be read."""
    return {
        "id": failure.id,
        "report": None,
        "claims": [],
        "account": None,
        "failure": {"error": failure.error, "message": failure.message},
    }


def claim_record(claim: Claim) -> dict[str, Any]:  # values are any JSON
    """One claim as flat columns: id and kind first, relations, rule, confidence last.

    A confidence is a matter of hundredths, and is printed so.
    """
    row = flat(claim)
    for name in ("date_start", "date_end"):
        row[name] = row[name].isoformat() if row[name] else None
    if claim.confidence is not None:
        row["confidence"] = round(claim.confidence, 2)
    return row


def json_line(record: dict[str, Any]) -> bytes:
    r"""A record as one line of UTF-8 JSON.

    Half a surrogate pair, which UTF-8 cannot hold, is written as its JSON escape.

    >>> json_line({"text": "dr\u00f4le \ud800"})
    b'{"text": "dr\xc3\xb4le \\ud800"}\n'
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def csv_columns() -> tuple[str, ...]:
    """The columns of the claims table: the report's, then every kind's."""
    return (*_REPORT, *COLUMNS)


def csv_lines(reading: Reading) -> Iterator[bytes]:
    """The claims of one report as lines of CSV, without the header line."""
    report = reading.report
    date = report.date.isoformat() if report.date else None
    known = dict(zip(_REPORT, (report.id, date, report.place, report.url), strict=True))
    for claim in reading.claims:
        row = known | claim_cells(claim)
        yield csv_line([row.get(name) for name in csv_columns()])


def claim_cells(claim: Claim) -> dict[str, Any]:  # values are plain
    """One claim as the cells of a table: what has several values is one text."""
    row = claim_record(claim)
    row["relations"] = " ".join(
        f"{relation.type}:{relation.claim}" for relation in claim.relations
    )
    if isinstance(claim, EventClaim):
        row["initiators"] = _parties(row["initiators"])
        row["targets"] = _parties(row["targets"])
        row["contexts"] = "; ".join(claim.contexts)
    return row


def csv_table(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],  # values are plain
) -> bytes:
    """A whole CSV: the names of the columns, and below them a line a row.

    A character that would act on a screen is named (`visible`).

    >>> csv_table(["low", "high"], [{"high": None, "low": 3}])
    b'low,high\\r\\n3,\\r\\n'
    """
    lines = [csv_line(list(columns))]
    lines += [csv_line(shown(row[name] for name in columns)) for row in rows]
    return b"".join(lines)


def shown(cells: Iterable[Any]) -> list[Any]:  # cells are plain values
    """Cells whose texts act on no screen."""
    return [visible(cell) if isinstance(cell, str) else cell for cell in cells]


def csv_line(
    cells: list[Any] | tuple[Any, ...],  # cells are plain values
    *,
    delimiter: str = ",",
) -> bytes:
    """One line of CSV; unknown is an empty cell, and true and false are words.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> csv_line(["=1+1", 32, None, True])
    b"'=1+1,32,,true\\r\\n"
    """
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerow([_cell(value) for value in cells])
    return out.getvalue().encode("utf-8", "backslashreplace")


def _parties(named: list[dict[str, str | None]]) -> str:
    """Parties in one cell: "Azerbaijan (AZE, MIL); rebels (-, REB)".

    >>> _parties([{"name": "Mali", "country": "MLI", "sector": None}])
    'Mali (MLI, -)'
    """
    return "; ".join(
        f"{party['name']} ({party['country'] or '-'}, {party['sector'] or '-'})"
        for party in named
    )


def _cell(value: Any) -> Any:  # plain values in, plain values out
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value
