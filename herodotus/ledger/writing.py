"""Adding to a ledger, within one transaction; what is there already stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from herodotus.ledger.database import is_postgres
from herodotus.ledger.inserting import insert_rows
from herodotus.ledger.keys import Version, newest, reading_key, report_key
from herodotus.ledger.rows import claim_row, refuse_unstorable, report_row
from herodotus.ledger.search import Body, Said, index
from herodotus.ledger.tables import claims, readings, reports
from herodotus.ledger.turns import conflicts_of, turn
from herodotus.ledger.voices import join_voices
from herodotus.model import Claim, Reading, Report
from herodotus.model.report import nameless

#: So many keys are asked for at once; databases limit the length of a question.
CHUNK = 500

#: What a report came with and its key leaves out: of several, the least is kept.
_CAME_WITH = ("id", "author", "date_from", "place_from")


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


class Named(NamedTuple):
    """A reading with its key and that of its report."""

    key: str
    report: str
    reading: Reading


#: The rows of claims, by the key of their reading.
Rows = Mapping[str, Sequence[dict[str, Any]]]


def named(reading: Reading) -> Named:
    """A reading with its keys; each claim has an id, and none is there twice.

    Raises:
        InputError: the text holds what no database can store.
    """
    refuse_unstorable(reading.report)
    sha256 = reading.report.sha256
    claims: dict[str, Claim] = {}
    for claim in reading.claims:
        claim = claim if claim.id else claim.identified(sha256)
        claims.setdefault(claim.id, claim)
    reading = reading.model_copy(update={"claims": tuple(claims.values())})
    report = report_key(reading.report)
    return Named(reading_key(report, reading), report, reading)


def known_keys(connection: Connection, given: Iterable[Named]) -> set[str]:
    """The keys of those readings that are there already."""
    return _present(connection, readings, {one.key for one in given})


def claim_rows(one: Named, kept: datetime) -> list[dict[str, Any]]:
    """The claims of a reading as rows, with what follows from them worked out.

    This takes its time and needs no database, so that others may write meanwhile.
    """
    from herodotus.reconciliation.conflicts import assign

    meant = assign(one.reading)
    own = {
        "reading": one.key,
        "report": one.report,
        "day": one.reading.report.date or kept.date(),
        "current": True,
    }
    found = []
    for ordinal, claim in enumerate(one.reading.claims):
        conflict, country = meant[claim.id]
        derived = {"ordinal": ordinal, "conflict": conflict, "country": country}
        found.append({**_EMPTY, **claim_row(claim), **own, **derived})
    return found


_EMPTY: dict[str, Any] = dict.fromkeys(
    column.name for column in claims.columns if column.computed is None
)


def add_named(
    connection: Connection, given: Sequence[Named], rows: Rows, kept: datetime
) -> Added:
    """Add readings, with their reports where these are new; in any order, the same.

    `rows` are those of all readings that were not there a moment ago.
    """
    first = {one.key: one for one in reversed(given)}
    known = _present(connection, readings, first)
    new = [one for key, one in sorted(first.items()) if key not in known]
    changed = _add_reports(connection, given, kept)
    changed |= _add_readings(connection, new, rows, kept)
    if new or changed:
        told = {row["conflict"] for one in new for row in rows[one.key]}
        turn(connection, told | conflicts_of(connection, changed))
    claimed = sum(len(rows[one.key]) for one in new)
    return Added(len(new), len(given) - len(new), claimed)


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
    return all(row[name] == _least(row[name], report, name) for name in _CAME_WITH)


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
        _name_current(connection, counting)
        connection.execute(
            update(claims)
            .where(claims.c.report.in_(counting))
            .values(current=claims.c.reading.in_(list(counting.values())))
        )


def _present(connection: Connection, table: Table, keys: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(keys):
        found.update(
            connection.scalars(select(table.c.key).where(table.c.key.in_(some)))
        )
    return found


def _add_reports(
    connection: Connection, given: Sequence[Named], kept: datetime
) -> set[str]:
    """Add the reports that are new; of those that are not, mend what they came with.

    Returns:
        those that were there and are not what they were: mended, or found to be copies.
    """
    changed: set[str] = set()
    known: dict[str, dict[str, Any]] = {}
    columns = [reports.c.key, *(reports.c[name] for name in _CAME_WITH)]
    for some in chunks({one.report for one in given}):
        found = connection.execute(select(*columns).where(reports.c.key.in_(some)))
        known.update({row["key"]: dict(row) for row in found.mappings()})
    new: dict[str, dict[str, Any]] = {}
    for one in given:
        report = one.reading.report
        if one.report in new:
            _merge(new[one.report], report)
        elif one.report not in known:
            new[one.report] = report_row(report, key=one.report, kept=kept)
        elif not came_before(known[one.report], report):
            _merge(known[one.report], report)
            mended = {name: known[one.report][name] for name in _CAME_WITH}
            its = reports.c.key == one.report
            connection.execute(update(reports).where(its).values(mended))
            changed.add(one.report)
    if new:
        rows = [row for _, row in sorted(new.items())]
        insert_rows(connection, reports, rows)
        bodies = [Body(row["key"], row["title"], row["text"]) for row in rows]
        index(connection, bodies, ())
        moved = join_voices(connection, [(body.report, body.text) for body in bodies])
        changed |= moved.keys() - new.keys()
    return changed


def _merge(row: dict[str, Any], report: Report) -> None:
    for name in _CAME_WITH:
        row[name] = _least(row[name], report, name)


def _least(held: str | None, report: Report, name: str) -> str | None:
    """Of what a row holds and what a report came with, what is to be kept.

    A name that somebody gave goes before one that is a hash of the text.
    """

    def order(value: str) -> tuple[bool, str]:
        return value == nameless(report.sha256), value

    return min(filter(None, (held, getattr(report, name))), key=order, default=None)


def _add_readings(
    connection: Connection, new: Sequence[Named], given: Rows, kept: datetime
) -> set[str]:
    """Add readings with their claims; the reports that had a reading before."""
    if not new:
        return set()
    times = Counter(one.report for one in new)
    again = {report for report, number in times.items() if number > 1}
    for some in chunks(times):
        before = select(readings.c.report).where(readings.c.report.in_(some))
        again.update(connection.scalars(before))
    heads = [
        {"key": key, "report": report, "reader": reading.reader, "kept": kept}
        for key, report, reading in new
    ]
    insert_rows(connection, readings, heads)
    rows = [row for one in new for row in given[one.key]]
    if rows:
        insert_rows(connection, claims, rows)
        words = [Said(row["reading"], row["ordinal"], row["evidence"]) for row in rows]
        index(connection, (), words)
    counting = {one.report: one.key for one in new if one.report not in again}
    _name_current(connection, counting)
    mark_current(connection, again)
    return again


def _name_current(connection: Connection, counting: Mapping[str, str]) -> None:
    """Note with each report which of its readings counts."""
    if counting:
        named = update(reports).where(reports.c.key == bindparam("of"))
        connection.execute(
            named.values(reading=bindparam("counts")),
            [{"of": report, "counts": key} for report, key in counting.items()],
        )
