"""The words behind figures: claims by their ids, as one cites them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from herodotus.ledger.scoping import among, counts
from herodotus.ledger.tables import claims, readings, reports


class Cited(NamedTuple):
    """A claim as evidence: which words, of which report, found by which reader.

    Attributes:
        claim: its id.
        report: the key of the report.
        id: the id that the report came with.
        date: the day of the report, where it is known.
        publisher: who published it.
        start: where the words begin in the text.
        end: where they end.
        quote: the words.
        reader: the version of the reader.
    """

    claim: str
    report: str
    id: str
    date: date | None
    publisher: str | None
    start: int
    end: int
    quote: str
    reader: str


def cited(connection: Connection, ids: Collection[str]) -> dict[str, Cited]:
    """Claims of newest readings, by their id; of one told by several reports, one."""
    question = (
        select(
            claims.c.id,
            claims.c.report,
            reports.c.id,
            reports.c.date,
            reports.c.publisher,
            claims.c.start,
            claims.c.end,
            claims.c.evidence,
            readings.c.reader,
        )
        .join(reports, reports.c.key == claims.c.report)
        .join(readings, readings.c.key == claims.c.reading)
        .where(among(connection, claims.c.id, ids), counts(connection))
        .order_by(claims.c.day.desc(), claims.c.report.desc())
    )
    return {row[0]: Cited(*row) for row in connection.execute(question)}
