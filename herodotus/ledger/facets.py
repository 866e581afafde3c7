"""How the claims of a scope are spread: over sides, sayers, places, months and days.

What is counted are the claims that `queries.listed` lists, by what the reader found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from herodotus.ledger import queries
from herodotus.ledger.columns import Within, within
from herodotus.ledger.scoping import among
from herodotus.ledger.tables import claims, reports
from herodotus.model import Scope, Verdict
from herodotus.reconciliation.review.decisions import standing

#: So many values of a field are told, those of most claims.
_VALUES = 10

#: So many rows are counted at once.
_BATCH = 10_000


class Facet(NamedTuple):
    """How many claims have which value of a field, most first; of months, by month."""

    name: str
    values: tuple[tuple[str, int], ...]
    others: int  # claims with further values


class Spread(NamedTuple):
    """How many claims there are in all, by field, and by the day of what happened."""

    total: int
    facets: list[Facet]
    days: list[tuple[date, int]]


def facets(
    connection: Connection, scope: Scope, *, names: Collection[str]
) -> list[Facet]:
    """How many claims of a scope have which values of some of its fields.

    A field that the scope asks for itself is counted without that, so that one sees
    what else there is. A month is one of what happened (`since` and `until`).

    Raises:
        ValueError: claims are not counted by such a field.
    """
    for name in names:
        if name not in NAMES:
            known = ", ".join(NAMES)
            raise ValueError(f"claims are not counted by {name!r}, only by {known}")
    if (those := within(connection, scope)) is not None:
        return [_held(connection, scope, those, name) for name in names]
    free = [name for name in names if not _is_asked(scope, name) and name in _COLUMNS]
    counted = _counted(connection, scope, free) if free else {}
    return [
        _reviewed(connection, scope)
        if name == "review"
        else _facet(
            connection,
            name,
            counted[name]
            if name in counted
            else _counted(connection, _without(scope, name), [name])[name],
        )
        for name in names
    ]


def days(connection: Connection, scope: Scope) -> list[tuple[date, int]]:
    """How many claims of a scope are about what began on which day, by day."""
    those = within(connection, scope)
    if those is not None:
        found: Mapping[Any, int] = those.counted("begins")
    else:
        found = _counted(connection, scope, ["month"])["month"]
    return sorted((_day(day), number) for day, number in found.items())


def spread(connection: Connection, scope: Scope, *, names: Collection[str]) -> Spread:
    """The facets and the days of a scope, and how many claims there are in all."""
    by_day = days(connection, scope)
    total = sum(number for _, number in by_day)
    return Spread(total, facets(connection, scope, names=names), by_day)


#: The columns that fields are counted by, as the driver gives them: a month by its
#: days, an outlet by its reports.
_COLUMNS = {
    "conflict": "conflict",
    "side": "about",
    "status": "victim_status",
    "outcome": "outcome",
    "kind": "kind",
    "said_by": "attributed_to",
    "place": "place",
    "country": "country",
    "month": "begins",
    "publisher": "report",
}

#: The fields by which claims are counted.
NAMES = (*_COLUMNS, "review")


def _held(connection: Connection, scope: Scope, those: Within, name: str) -> Facet:
    """A facet out of the columns in memory."""
    if name == "review":
        return _by_verdict(those)
    if _is_asked(scope, name):
        freer = within(connection, _without(scope, name))
        assert freer is not None, "less is asked for"
        those = freer
    column = "publisher" if name == "publisher" else _COLUMNS[name]
    return _told(name, those.counted(column))


def _is_asked(scope: Scope, name: str) -> bool:
    if name == "month":
        return scope.since is not None or scope.until is not None
    return getattr(scope, name) is not None


def _without(scope: Scope, name: str) -> Scope:
    asked = ("since", "until") if name == "month" else (name,)
    return scope.model_copy(update=dict.fromkeys(asked))


def _counted(
    connection: Connection, scope: Scope, names: Collection[str]
) -> dict[str, Counter[Any]]:
    """How often each value of some columns comes up, in one pass over the rows.

    One column alone the database counts itself, out of an index where it has one.
    """
    rows = queries.listed_rows(connection, scope)
    columns: list[ColumnElement[Any]] = [
        literal_column(f'claims."{_COLUMNS[name]}"') for name in names
    ]
    if len(columns) == 1:
        (one,) = columns
        by_value = select(one, func.count()).select_from(claims).where(*rows)
        found = connection.execute(by_value.group_by(one))
        (name,) = names
        return {name: Counter({row[0]: row[1] for row in found})}
    columnwise: list[Counter[Any]] = [Counter() for _ in names]
    question = select(*columns).select_from(claims).where(*rows)
    streamed = connection.execution_options(stream_results=True, yield_per=_BATCH)
    for batch in streamed.execute(question).partitions(_BATCH):
        for count, values in zip(columnwise, zip(*batch, strict=True), strict=True):
            count.update(values)
    return dict(zip(names, columnwise, strict=True))


def _facet(connection: Connection, name: str, counted: Mapping[Any, int]) -> Facet:
    if name == "publisher":
        counted = _outlets(connection, counted)
    return _told(name, counted)


def _told(name: str, counted: Mapping[Any, int]) -> Facet:
    """The values of a field by which so many claims are counted, as a facet."""
    if name == "month":
        months: Counter[str] = Counter()
        for day, number in counted.items():
            months[str(day)[:7]] += number
        return Facet(name, tuple(sorted(months.items())), 0)
    found = [(str(value), n) for value, n in counted.items() if value is not None]
    found.sort(key=lambda one: (-one[1], one[0]))
    others = sum(number for _, number in found[_VALUES:])
    return Facet(name, tuple(found[:_VALUES]), others)


def _outlets(connection: Connection, counted: Mapping[str, int]) -> Counter[str]:
    """Claims by the outlets of their reports, out of claims by report."""
    question = select(reports.c.key, reports.c.publisher).where(
        among(connection, reports.c.key, counted), reports.c.publisher.is_not(None)
    )
    outlets: Counter[str] = Counter()
    for key, publisher in connection.execute(question):
        outlets[publisher] += counted[key]
    return outlets


def _reviewed(connection: Connection, scope: Scope) -> Facet:
    """By what reviewers decided; what is undecided is `open`."""
    rulings = standing(queries.all_decisions(connection)).values()
    verdicts = {one.verdict for one in rulings}
    found = []
    for verdict, review in (*_REVIEWS.items(), (None, "open")):
        if verdict is None or verdict in verdicts:
            those = scope.model_copy(update={"review": review})
            found.append((review, queries.counted(connection, those)))
    return Facet("review", tuple(one for one in found if one[1]), 0)


def _by_verdict(those: Within) -> Facet:
    counted = {
        review: those.verdicts[verdict] for verdict, review in _REVIEWS.items()
    } | {"open": those.undecided}
    return Facet("review", tuple(one for one in counted.items() if one[1]), 0)


_REVIEWS: dict[Verdict, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "merge": "merged",
}


def _day(day: str | date) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day
