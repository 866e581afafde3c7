"""The reports of a ledger as a shelf: looked along page by page, taken one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, and_, func, or_, select

from herodotus.errors import NotInLedger
from herodotus.ledger import queries
from herodotus.ledger.built import REPORT, known_from
from herodotus.ledger.conflicts_seen import ConflictSeen, conflicts_seen
from herodotus.ledger.rows import decision_of, report_of
from herodotus.ledger.scoping import among, counts
from herodotus.ledger.tables import claims, decisions, readings, reports
from herodotus.model import Card, Claim, Decision, Reading, Report, Scope
from herodotus.reconciliation.review.decisions import (
    decided,
    differing,
    edited,
    standing,
)

#: A place on the shelf: the day of a report, and its key.
Place = tuple[date, str]

#: So many characters of a report are its opening.
_OPENING = 160

#: So many readings are looked at for one that was read last: it may have several.
_TIMES = 4


class Shelved(NamedTuple):
    """A report on the shelf.

    Attributes:
        card: the report, without its text.
        claims: how many claims its newest reading has.
        carriers: how many other reports have the same words.
        opening: its first words, by which one without a title is known.
    """

    card: Card
    claims: int
    carriers: int
    opening: str

    @property
    def place(self) -> Place:
        """Where it stands; what comes after it is asked for by this."""
        return self.card.day or date.max, self.card.key


class Held(NamedTuple):
    """A report taken from the shelf, with what is known of it.

    Attributes:
        card: the report without its text, with its key.
        reading: its newest reading, claims edited as reviewers would have them; those
            that they rejected or merged are there too.
        counted: the claims that count: those without the rejected and merged.
        rulings: the decision that stands, by the id of its claim.
        differing: the claims of which reviewers hold different things.
        conflicts: the known conflicts that its claims are about.
        carriers: other reports with the same words, by day; not more than asked.
        copies: how many of those there are in all.
    """

    card: Card
    reading: Reading
    counted: tuple[Claim, ...]
    rulings: dict[str, Decision]
    differing: frozenset[str]
    conflicts: tuple[str, ...]
    carriers: tuple[Card, ...]
    copies: int


class Shelf:
    """The reports of a ledger; `Ledger.shelf` is it."""

    def __init__(
        self, connect: Callable[[], AbstractContextManager[Connection]], where: str
    ) -> None:
        self._connect = connect
        self._where = where

    def page(
        self, scope: Scope, *, limit: int, after: Place | None = None
    ) -> list[Shelved]:
        """So many reports of a scope, the newest first; those after a place.

        A scope that asks for nothing of claims takes in reports without any.

        Raises:
            UnknownConflict: no known conflict is called so.
        """
        with self._connect() as connection:
            where = queries.cards_within(connection, scope)
            if after is not None:
                day, key = after
                below = and_(reports.c.day == day, reports.c.key > key)
                where.append(or_(reports.c.day < day, below))
            question = (
                queries.raw_reports()
                .where(*where)
                .order_by(reports.c.day.desc(), reports.c.key)
                .limit(limit)
            )
            return _shelved(connection, connection.execute(question).all())

    def count(self, scope: Scope) -> int:
        """How many reports of a scope there are.

        Raises:
            UnknownConflict: no known conflict is called so.
        """
        with self._connect() as connection:
            where = queries.cards_within(connection, scope)
            question = select(func.count()).select_from(reports).where(*where)
            return connection.scalar(question) or 0

    def readers(self, keys: Collection[str]) -> dict[str, str]:
        """Who made the newest readings of these reports, by their keys."""
        with self._connect() as connection:
            question = (
                select(reports.c.key, readings.c.reader)
                .join(readings, readings.c.key == reports.c.reading)
                .where(among(connection, reports.c.key, keys))
            )
            return {row[0]: row[1] for row in connection.execute(question)}

    def newcomers(self, *, limit: int) -> list[Shelved]:
        """The reports that were read last, the newest first."""
        came = (
            select(readings.c.report)
            .order_by(readings.c.kept.desc(), readings.c.report)
            .limit(limit * _TIMES)
        )
        with self._connect() as connection:
            keys = list(dict.fromkeys(connection.scalars(came)))[:limit]
            question = queries.raw_reports().where(reports.c.key.in_(keys))
            found = _shelved(connection, connection.execute(question).all())
        return sorted(found, key=lambda one: keys.index(one.card.key))

    def conflicts(self) -> list[ConflictSeen]:
        """The conflicts that there are claims about, that of most claims first."""
        with self._connect() as connection:
            return conflicts_seen(connection)

    def take(self, name: str, *, carriers: int) -> Held:
        """The report with this key or id, with its newest reading.

        Args:
            name: its key, or the id that it came with.
            carriers: how many other reports with the same words are named.

        Raises:
            NotInLedger: there is none.
        """
        with self._connect() as connection:
            row = report_named(connection, name, where=self._where)
            return _held(connection, row, carriers=carriers)


def report_named(connection: Connection, name: str, *, where: str) -> RowMapping:
    """The row of the report with this key or, where there is none, this id.

    Raises:
        NotInLedger: there is none.
    """
    question = (
        select(reports)
        .where(or_(reports.c.key == name, reports.c.id == name))
        .order_by(reports.c.key != name, reports.c.day, reports.c.key)
        .limit(1)
    )
    row = connection.execute(question).mappings().first()
    if row is None:
        raise NotInLedger(
            f"{where} holds no report {name}: check its id", where=where, report=name
        )
    return row


def _held(connection: Connection, row: RowMapping, *, carriers: int) -> Held:
    report: Report = report_of(row)
    card, voice = known_from([row[column] for column in REPORT])
    told = [
        telling
        for telling in queries.told(connection, Scope(report=card.key))
        if telling.card.key == card.key  # another's id may be this one's key
    ]
    asked = select(readings.c.reader).where(readings.c.key == row["reading"])
    made = _decided(connection, {telling.claim.id for telling in told})
    rulings = standing(made)
    reading = Reading.model_construct(
        report=report,
        reader=connection.scalar(asked) or "",
        claims=tuple(_as_ruled(telling.claim, rulings) for telling in told),
    )
    return Held(
        card=card,
        reading=reading,
        counted=tuple(telling.claim for telling in decided(told, made)),
        rulings=rulings,
        differing=frozenset(differing(made)),
        conflicts=tuple(dict.fromkeys(t.conflict for t in told if t.conflict)),
        carriers=_carriers(connection, card.key, voice, limit=carriers),
        copies=_sizes(connection, {voice})[voice] - 1,
    )


def _as_ruled(claim: Claim, rulings: Mapping[str, Decision]) -> Claim:
    ruling = rulings.get(claim.id)
    return claim if ruling is None else edited(claim, ruling)


def _carriers(
    connection: Connection, key: str, voice: str, *, limit: int
) -> tuple[Card, ...]:
    """The other reports of a voice."""
    question = (
        queries.raw_reports()
        .where(reports.c.voice == voice, reports.c.key != key)
        .order_by(reports.c.day, reports.c.key)
        .limit(limit)
    )
    return tuple(known_from(row).card for row in connection.execute(question))


def _decided(connection: Connection, ids: Collection[str]) -> tuple[Decision, ...]:
    """What reviewers decided of these claims, in order."""
    question = (
        select(decisions)
        .where(among(connection, decisions.c.claim, ids))
        .order_by(decisions.c.moment, decisions.c.id)
    )
    found = connection.execute(question).mappings()
    return tuple(decision_of(row) for row in found)


def _shelved(connection: Connection, rows: Sequence[Sequence[Any]]) -> list[Shelved]:
    known = [known_from(row) for row in rows]
    keys = {one.card.key for one in known}
    told = _claims(connection, keys)
    voices = _sizes(connection, {one.voice for one in known})
    openings = _openings(connection, keys)
    return [
        Shelved(card, told.get(card.key, 0), voices[voice] - 1, openings[card.key])
        for card, voice in known
    ]


def _claims(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    """How many claims the newest readings of these reports have."""
    question = (
        select(claims.c.report, func.count())
        .where(among(connection, claims.c.report, keys), counts(connection))
        .group_by(claims.c.report)
    )
    return {row[0]: row[1] for row in connection.execute(question)}


def _openings(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """The first words of these reports, behind a header or dateline."""
    opening = func.substr(reports.c.text, reports.c.body_start + 1, _OPENING)
    question = select(reports.c.key, opening).where(
        among(connection, reports.c.key, keys)
    )
    return {key: " ".join(text.split()) for key, text in connection.execute(question)}


def _sizes(connection: Connection, voices: Collection[str]) -> dict[str, int]:
    """How many reports have these voices."""
    question = (
        select(reports.c.voice, func.count())
        .where(among(connection, reports.c.voice, voices))
        .group_by(reports.c.voice)
    )
    return {row[0]: row[1] for row in connection.execute(question)}
