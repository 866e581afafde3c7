"""Is a ledger whole? And if what is derived in it is not: making that anew.

Everything that can be worked out again is: the hash of each text, the words at each
claim's place, the ids and keys, which reading counts, whose copy a report is, which
conflict and country a claim is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, bindparam, create_engine, select, update

from herodotus.ledger import search
from herodotus.ledger.database import is_postgres
from herodotus.ledger.keys import (
    Version,
    failure_key,
    newest,
    reading_key,
    report_key,
)
from herodotus.ledger.rows import about, claim_of, decision_of, failure_of, report_of
from herodotus.ledger.tables import (
    bands,
    claims,
    decisions,
    failures,
    metadata,
    readings,
    reports,
    sketches,
)
from herodotus.ledger.turns import turn_all
from herodotus.ledger.voices import join_anew, join_voices
from herodotus.ledger.writing import chunks, mark_current
from herodotus.model import Reading, Report, fingerprint

if TYPE_CHECKING:
    from herodotus.reconciliation.conflicts import Placed

_BATCH = 200


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with a ledger, one sentence each; nothing, where it is whole."""
    yield from _of_the_file(connection)
    voices = _voices(connection)
    for rows in _reports(connection):
        held = _readings(connection, [row["key"] for row in rows])
        for row in rows:
            yield from _of_report(row, voices[row["key"]])
            yield from _of_readings(row, held.get(row["key"], {}))
    yield from _of_decisions(connection)
    yield from _of_failures(connection)


def refresh(connection: Connection) -> None:
    """Make all that is derived anew, by the rules of this version."""
    from herodotus.reconciliation.conflicts import assign

    for rows in _reports(connection):
        keys = [row["key"] for row in rows]
        held = _readings(connection, keys)
        for row in rows:
            for version, found in held.get(row["key"], {}).items():
                reading = _reading(row, version, found)
                meant = assign(reading)
                _rewrite(connection, version, reading, meant)
        mark_current(connection, keys)
    join_anew(connection)
    search.rebuild(connection)
    turn_all(connection)


def _of_the_file(connection: Connection) -> Iterator[str]:
    if is_postgres(connection):
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"the file: {said}"
    for table, *_, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"the file: a row of {table} names a row of {other} that is not there"


def _reports(connection: Connection) -> Iterator[list[RowMapping]]:
    """The reports in batches, by key."""
    after = ""
    while True:
        question = (
            select(reports)
            .where(reports.c.key > after)
            .order_by(reports.c.key)
            .limit(_BATCH)
        )
        rows = list(connection.execute(question).mappings())
        if not rows:
            return
        yield rows
        after = rows[-1]["key"]


def _readings(
    connection: Connection, keys: list[str]
) -> dict[str, dict[Version, list[RowMapping]]]:
    """By report: the claims of each of its readings."""
    found: dict[str, dict[Version, list[RowMapping]]] = {}
    by_key: dict[str, list[RowMapping]] = {}
    heads = select(readings).where(readings.c.report.in_(keys))
    for head in connection.execute(heads).mappings():
        version = Version(head["key"], head["reader"], head["kept"])
        by_key[version.key] = []
        found.setdefault(head["report"], {})[version] = by_key[version.key]
    rows = select(claims).where(claims.c.report.in_(keys)).order_by(claims.c.ordinal)
    for row in connection.execute(rows).mappings():
        by_key[row["reading"]].append(row)
    return found


def _reading(row: RowMapping, version: Version, found: Iterable[RowMapping]) -> Reading:
    return Reading(
        report=report_of(row),
        reader=version.reader,
        claims=tuple(claim_of(claim) for claim in found),
    )


def _of_report(row: RowMapping, voice: str) -> Iterator[str]:
    name = f"report {row['id']} ({row['key']})"
    if row["sha256"] != fingerprint(row["text"]):
        yield f"{name}: its text is not the one that was stored (its hash differs)"
    if row["key"] != report_key(report_of(row)):
        yield f"{name}: its key is not the hash of what it says"
    if row["day"] != (row["date"] or row["kept"].date()):
        yield f"{name}: its day is not that of its date"
    if row["voice"] != voice:
        yield f"{name}: counts with the voice {row['voice']}, and belongs to {voice}"


def _of_readings(
    row: RowMapping, held: dict[Version, list[RowMapping]]
) -> Iterator[str]:
    name = f"report {row['id']} ({row['key']})"
    counting = newest(held).key if held else None
    if row["reading"] != counting:
        yield f"{name}: its reading {row['reading']} counts, and {counting} is newer"
    for version, found in held.items():
        yield from _of_reading(row, version, found, current=version.key == counting)


def _of_reading(
    row: RowMapping, version: Version, found: list[RowMapping], *, current: bool
) -> Iterator[str]:
    from herodotus.reconciliation.conflicts import assign

    report: Report = report_of(row)
    reading = _reading(row, version, found)
    if version.key != reading_key(row["key"], reading):
        yield f"reading {version.key}: its key is not the hash of its claims"
    meant = assign(reading)
    for claim, held in zip(reading.claims, found, strict=True):
        name = f"claim {claim.id} of report {report.id}"
        if report.text[claim.start : claim.end] != claim.evidence:
            yield f"{name}: its words do not stand at {claim.start} in the text"
        if claim.id != claim.identified(report.sha256).id:
            yield f"{name}: its id is not the hash of what it says"
        if held["report"] != row["key"] or held["day"] != row["day"]:
            yield f"{name}: stands with another report or day"
        if held["current"] != current:
            yield f"{name}: {'does not count' if current else 'counts'}, wrongly"
        derived = (held["conflict"], held["country"], held["about"])
        anew = (*meant[claim.id], about(claim))
        if derived != anew:
            yield f"{name}: is filed under {_listed(derived)}, not {_listed(anew)}"


def _listed(values: Iterable[str | None]) -> str:
    return ", ".join(value or "nothing" for value in values)


def _voices(connection: Connection) -> dict[str, str]:
    """The voice of each report, worked out anew beside the ledger."""
    aside = create_engine("sqlite://")
    metadata.create_all(aside, [reports, sketches, bands])
    with aside.begin() as other:
        for rows in _reports(connection):
            other.execute(
                reports.insert(), [{**row, "voice": row["key"]} for row in rows]
            )
            join_voices(other, [(row["key"], row["text"]) for row in rows])
        found = {
            row.key: row.voice
            for row in other.execute(select(reports.c.key, reports.c.voice))
        }
    aside.dispose()
    return found


def _of_decisions(connection: Connection) -> Iterator[str]:
    made = [
        decision_of(row) for row in connection.execute(select(decisions)).mappings()
    ]
    ids = {one.id for one in made}
    named = {one.claim for one in made} | {one.into for one in made if one.into}
    known: set[str] = set()
    for some in chunks(named):
        known.update(
            connection.scalars(select(claims.c.id).where(claims.c.id.in_(some)))
        )
    for one in made:
        if one.id != one.identified().id:
            yield f"decision {one.id}: its id is not the hash of what it says"
        for claim in filter(None, (one.claim, one.into)):
            if claim not in known:
                yield f"decision {one.id}: is of a claim that is not there, {claim}"
        if one.undoes and one.undoes not in ids:
            yield f"decision {one.id}: takes back one that is not there, {one.undoes}"


def _of_failures(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(failures)).mappings():
        if row["key"] != failure_key(failure_of(row)):
            yield f"failure {row['key']}: its key is not the hash of what it says"


def _rewrite(
    connection: Connection,
    version: Version,
    reading: Reading,
    meant: Mapping[str, Placed],
) -> None:
    rows = [
        {
            "its_reading": version.key,
            "its_id": claim.id,
            "conflict": meant[claim.id][0],
            "country": meant[claim.id][1],
            "about": about(claim),
        }
        for claim in reading.claims
    ]
    if rows:
        its = (
            claims.c.reading == bindparam("its_reading"),
            claims.c.id == bindparam("its_id"),
        )
        names = ("conflict", "country", "about")
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        connection.execute(update(claims).where(*its).values(values), rows)
