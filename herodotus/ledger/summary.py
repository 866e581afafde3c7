"""What a ledger holds, in a few figures."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text

from herodotus.ledger.database import is_postgres
from herodotus.ledger.tables import claims, decisions, failures, readings, reports


class Summary(NamedTuple):
    """The figures of a ledger.

    Attributes:
        version: of its tables.
        size: its bytes on the disk.
        reports: how many.
        voices: how many are left where copies count as one.
        claims: of the readings that count.
        decisions: of reviewers.
        failures: reports that could not be read.
        readers: how many readings each reader made.
        first: the day of the earliest report.
        last: the day of the latest report.
    """

    version: str
    size: int
    reports: int
    voices: int
    claims: int
    decisions: int
    failures: int
    readers: dict[str, int]
    first: date | None
    last: date | None


def summed_up(connection: Connection) -> Summary:
    """The figures of a ledger as it is now."""
    version = connection.scalar(text("SELECT version_num FROM herodotus_version"))
    first, last, number, voices = connection.execute(
        select(
            func.min(reports.c.day),
            func.max(reports.c.day),
            func.count(),
            func.count(reports.c.voice.distinct()),
        )
    ).one()
    by_reader = (
        select(readings.c.reader, func.count())
        .group_by(readings.c.reader)
        .order_by(readings.c.reader)
    )
    current = select(func.count()).select_from(claims).where(claims.c.current)
    return Summary(
        version=str(version),
        size=_size(connection),
        reports=number,
        voices=voices,
        claims=connection.scalar(current) or 0,
        decisions=connection.scalar(select(func.count()).select_from(decisions)) or 0,
        failures=connection.scalar(select(func.count()).select_from(failures)) or 0,
        readers={row[0]: row[1] for row in connection.execute(by_reader)},
        first=first,
        last=last,
    )


def _size(connection: Connection) -> int:
    if is_postgres(connection):
        size = "SELECT pg_database_size(current_database())"
    else:
        size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    return int(connection.scalar(text(size)) or 0)
