"""Adding to a ledger, within one transaction; what is there already stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, case, select, update
from sqlalchemy.dialects import postgresql, sqlite

from herodotus.ledger.database import is_postgres
from herodotus.ledger.derived import group_voices, meanings
from herodotus.ledger.keys import Version, newest, reading_key, report_key
from herodotus.ledger.rows import claim_row, refuse_unstorable, report_row
from herodotus.ledger.tables import claims, readings, reports
from herodotus.model import Claim, Reading, Report

#: So many keys are asked for at once; databases limit the length of a question.
CHUNK = 500

#: What a report came with and its key leaves out: of several, the least is kept.
_CAME_WITH = ("id", "date_from", "place_from")


class Added(NamedTuple):
    """What came of adding: new readings, those that were there, the claims of the new.

    >>> Added(new=1, claims=7) + Added(duplicates=1)
    Added(new=1, duplicates=1, claims=7)
    """

    new: int = 0
    duplicates: int = 0
    claims: int = 0

    def __add__(self, other: object) -> Added:
        if not isinstance(other, Added):
            return NotImplemented
        return Added(*(one + two for one, two in zip(self, other, strict=True)))


def add_readings(connection: Connection, given: Iterable[Reading]) -> Added:
    """Add readings, with their reports where these are new; in any order, the same.

    Raises:
        InputError: a text holds what no database can store; nothing is added then.
    """
    kept = datetime.now(UTC)
    named: dict[str, tuple[str, Reading]] = {}
    duplicates = 0
    for reading in given:
        reading = _identified(reading)
        report = report_key(reading.report)
        key = reading_key(report, reading)
        duplicates += key in named
        named.setdefault(key, (report, reading))
    known = _present(connection, readings, named)
    duplicates += len(known)
    new = {key: one for key, one in named.items() if key not in known}
    _add_reports(connection, named.values(), kept)
    _add_readings(connection, new, kept)
    return Added(len(new), duplicates, sum(len(one.claims) for _, one in new.values()))


def insert_new(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows; those whose key is there already are left as they are."""
    if rows:
        dialect = postgresql if is_postgres(connection) else sqlite
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), list(rows))


def chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    """Keys in lists that are short enough for one question."""
    everything = list(keys)
    for start in range(0, len(everything), CHUNK):
        yield everything[start : start + CHUNK]


def came_before(row: Mapping[str, Any], report: Report) -> bool:
    """Whether a row holds already what would be kept of `report`."""
    return all(
        (row[name] or "") <= (getattr(report, name) or "") for name in _CAME_WITH
    )


def mark_current(connection: Connection, keys: Iterable[str]) -> None:
    """Have the newest reading of each of these reports count, and no other."""
    for some in chunks(keys):
        versions: dict[str, list[Version]] = {key: [] for key in some}
        found = select(
            readings.c.report, readings.c.key, readings.c.reader, readings.c.kept
        ).where(readings.c.report.in_(some))
        for report, *version in connection.execute(found):
            versions[report].append(Version(*version))
        counting = {
            report: newest(those).key for report, those in versions.items() if those
        }
        if not counting:
            continue
        connection.execute(
            update(reports)
            .where(reports.c.key.in_(counting))
            .values(reading=case(counting, value=reports.c.key))
        )
        connection.execute(
            update(claims)
            .where(claims.c.report.in_(counting))
            .values(current=claims.c.reading.in_(list(counting.values())))
        )


def _identified(reading: Reading) -> Reading:
    """The reading with an id for each claim, and no claim twice."""
    refuse_unstorable(reading.report)
    sha256 = reading.report.sha256
    named: dict[str, Claim] = {}
    for claim in reading.claims:
        claim = claim if claim.id else claim.identified(sha256)
        named.setdefault(claim.id, claim)
    return reading.model_copy(update={"claims": tuple(named.values())})


def _present(connection: Connection, table: Table, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(keys):
        found.update(
            connection.scalars(select(table.c.key).where(table.c.key.in_(some)))
        )
    return found


def _add_reports(
    connection: Connection, given: Iterable[tuple[str, Reading]], kept: datetime
) -> None:
    """Add the reports that are new; of those that are not, mend what they came with."""
    rows: dict[str, dict[str, Any]] = {}
    for key, reading in given:
        row = report_row(reading.report, key=key, kept=kept)
        if key in rows:
            _merge(rows[key], reading.report)
        else:
            rows[key] = row
    known: dict[str, dict[str, Any]] = {}
    columns = [reports.c.key, *(reports.c[name] for name in _CAME_WITH)]
    for some in chunks(rows):
        found = connection.execute(select(*columns).where(reports.c.key.in_(some)))
        known.update({row["key"]: dict(row) for row in found.mappings()})
    for key, reading in given:
        if key in known and not came_before(known[key], reading.report):
            _merge(known[key], reading.report)
            values = {name: known[key][name] for name in _CAME_WITH}
            connection.execute(
                update(reports).where(reports.c.key == key).values(values)
            )
    new = [row for key, row in sorted(rows.items()) if key not in known]
    if new:
        connection.execute(reports.insert(), new)
        group_voices(connection, {row["key"]: row["text"] for row in new})


def _merge(row: dict[str, Any], report: Report) -> None:
    for name in _CAME_WITH:
        row[name] = min(row[name] or "", getattr(report, name) or "") or None


def _add_readings(
    connection: Connection, new: Mapping[str, tuple[str, Reading]], kept: datetime
) -> None:
    if not new:
        return
    touched = {report for report, _ in new.values()}
    read_before: set[str] = set()
    for some in chunks(touched):
        before = select(readings.c.report).where(readings.c.report.in_(some))
        read_before.update(connection.scalars(before))
    twice = len(touched) < len(new)
    heads: list[dict[str, Any]] = []
    bodies: list[dict[str, Any]] = []
    counting: dict[str, str] = {}
    for key, (report, reading) in sorted(new.items()):
        alone = not twice and report not in read_before
        heads.append(
            {"key": key, "report": report, "reader": reading.reader, "kept": kept}
        )
        bodies.extend(_claim_rows(reading, key, report, kept, current=alone))
        if alone:
            counting[report] = key
    connection.execute(readings.insert(), heads)
    if bodies:
        connection.execute(claims.insert(), bodies)
    for some in chunks(counting):
        connection.execute(
            update(reports)
            .where(reports.c.key.in_(some))
            .values(
                reading=case({key: counting[key] for key in some}, value=reports.c.key)
            )
        )
    mark_current(connection, touched - counting.keys())


def _claim_rows(
    reading: Reading, key: str, report: str, kept: datetime, *, current: bool
) -> Iterator[dict[str, Any]]:
    """A row for each claim, with a value for every column."""
    meant = meanings(reading)
    day = reading.report.date or kept.date()
    for ordinal, claim in enumerate(reading.claims):
        conflict, country = meant.get(claim.id, (None, None))
        yield {
            **_EMPTY,
            **claim_row(claim),
            "reading": key,
            "ordinal": ordinal,
            "report": report,
            "day": day,
            "current": current,
            "conflict": conflict,
            "country": country,
        }


_EMPTY: dict[str, Any] = dict.fromkeys(
    column.name for column in claims.columns if column.computed is None
)
