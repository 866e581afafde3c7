"""How the claims of a scope are spread: over sides, sayers, places, months and days.

What is counted are the claims that `queries.listed` lists, by what the reader found.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Text, cast, func, select

from herodotus.ledger import queries
from herodotus.ledger.scoping import among
from herodotus.ledger.tables import claims, readings, reports
from herodotus.model import Scope
from herodotus.reconciliation.review.decisions import standing

#: So many values of a field are told, those of most claims.
_VALUES = 10


class Facet(NamedTuple):
    """How many claims have which value of a field, most first; of months, by month."""

    name: str
    values: tuple[tuple[str, int], ...]
    others: int  # claims with further values


def facets(
    connection: Connection, scope: Scope, *, names: Collection[str]
) -> list[Facet]:
    """How many claims of a scope have which values of some of its fields.

    A field that the scope asks for itself is counted without that, so that one sees
    what else there is. A month is one of what happened (`since` and `until`).

    Raises:
        ValueError: claims are not counted by such a field.
    """
    return [_facet(connection, scope, name) for name in names]


def days(connection: Connection, scope: Scope) -> list[tuple[date, int]]:
    """How many claims of a scope are about what began on which day, by day."""
    question = (
        select(claims.c.begins, func.count())
        .where(*queries.listed_rows(connection, scope))
        .group_by(claims.c.begins)
        .order_by(claims.c.begins)
    )
    return [(row[0], row[1]) for row in connection.execute(question)]


def readers(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """The reader of the newest reading of each of these reports, by their key."""
    question = (
        select(reports.c.key, readings.c.reader)
        .join(readings, readings.c.key == reports.c.reading)
        .where(among(connection, reports.c.key, keys))
    )
    return {row[0]: row[1] for row in connection.execute(question)}


def _facet(connection: Connection, scope: Scope, name: str) -> Facet:
    if name == "review":
        return _reviewed(connection, scope)
    if name not in _COLUMNS:
        known = ", ".join(NAMES)
        raise ValueError(f"claims are not counted by {name!r}, only by {known}")
    asked = ("since", "until") if name == "month" else (name,)
    freed = scope.model_copy(update=dict.fromkeys(asked))
    value = _COLUMNS[name]
    number = func.count()
    question = (
        select(value, number)
        .select_from(claims)
        .where(*queries.listed_rows(connection, freed), value.is_not(None))
        .group_by(value)
        .order_by(number.desc(), value)
    )
    if name == "publisher":
        question = question.join(reports, reports.c.key == claims.c.report)
    found = [(str(row[0]), int(row[1])) for row in connection.execute(question)]
    if name == "month":
        return Facet(name, tuple(sorted(found)), 0)
    others = sum(number for _, number in found[_VALUES:])
    return Facet(name, tuple(found[:_VALUES]), others)


_COLUMNS: dict[str, ColumnElement[Any]] = {
    "conflict": claims.c.conflict,
    "side": claims.c.about,
    "status": claims.c.victim_status,
    "outcome": claims.c.outcome,
    "kind": claims.c.kind,
    "said_by": claims.c.attributed_to,
    "place": claims.c.place,
    "country": claims.c.country,
    "month": func.substr(cast(claims.c.begins, Text), 1, 7),
    "publisher": reports.c.publisher,
}

#: The fields by which claims are counted.
NAMES = (*_COLUMNS, "review")


def _reviewed(connection: Connection, scope: Scope) -> Facet:
    """By what reviewers decided; what is undecided is `open`."""
    everything = scope.model_copy(update={"review": None})
    rulings = standing(queries.all_decisions(connection))
    found = []
    for verdict, review in _REVIEWS.items():
        if any(one.verdict == verdict for one in rulings.values()):
            those = everything.model_copy(update={"review": review})
            if number := queries.counted(connection, those):
                found.append((review, number))
    undecided = everything.model_copy(update={"review": "open"})
    if number := queries.counted(connection, undecided):
        found.append(("open", number))
    return Facet("review", tuple(found), 0)


_REVIEWS = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "merge": "merged",
}
