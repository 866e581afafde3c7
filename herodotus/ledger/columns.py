"""The claims that count as columns in memory, to count them by their fields at once.

A page with facets asks ten questions of the same claims, each of which a database
answers by going through them anew. Here the fields by which claims are chosen and
counted are held as numbers, a list of them for each field, for as long as the ledger
stays as it is; what a scope asks is decided once for each value that there is. What
comes out is what `queries.listed_rows` takes in. Claims stand in the order of lists by
day, so that the first of any scope are known too.
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from heapq import nsmallest
from operator import eq
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from herodotus.ledger import queries, turns
from herodotus.ledger.scoping import (
    country_meant,
    counts,
    holds,
    parties_meant,
    reports_within,
)
from herodotus.ledger.tables import claims, reports
from herodotus.model import Scope, Telling, Verdict
from herodotus.reconciliation.conflict_names import conflicts_named
from herodotus.reconciliation.review.decisions import standing

#: Of a ledger with more claims than this the database counts, for memory's sake.
MOST = 400_000

#: So many states of ledgers are held at once.
_HELD = 2

#: For each, so many answers of a kind are held too.
_ASKED_LAST = 32

#: So many claims are looked up one by one.
_PAGE = 500

_BATCH = 10_000

#: What is held of each claim; beside it, its outlet.
_COLUMNS = (
    *("report", "reading", "id", "day", "conflict", "country", "kind", "about"),
    *("victim_status", "outcome", "attributed_to", "speaker", "place"),
    *("begins", "ends", "background", "denied", "confidence"),
)

Kept = TypeVar("Kept")
Wanted = Callable[[Any], bool]  # of any value that a column holds


class Column:
    """A field of all claims: a number for each, and the values that they stand for."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.codes = array("I")
        self._known: dict[Any, int] = {}
        self._rows: list[array[int]] | None = None

    def add(self, values: Iterable[Any]) -> None:
        """Add the values of further claims."""
        known = self._known
        for value in values:
            code = known.get(value)
            if code is None:
                code = known[value] = len(self.values)
                self.values.append(value)
            self.codes.append(code)

    def meeting(self, wanted: Wanted) -> list[int]:
        """The numbers of the values that are wanted."""
        return [code for code, value in enumerate(self.values) if wanted(value)]

    def rows(self, codes: Iterable[int]) -> list[int]:
        """The claims that have one of these."""
        if self._rows is None:
            found = [array("I") for _ in self.values]
            for row, code in enumerate(self.codes):
                found[code].append(row)
            self._rows = found
        return [row for code in codes for row in self._rows[code]]

    def count(self, rows: Sequence[int]) -> dict[Any, int]:
        """How many of some claims have which value."""
        if len(rows) == len(self.codes):
            found = Counter(self.codes)
        else:
            found = Counter(map(self.codes.__getitem__, rows))
        return {self.values[code]: number for code, number in found.items()}


class Columns:
    """All claims that count, by their fields."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._columns = columns
        self._length = len(columns["id"].codes)
        self.asked_last: OrderedDict[str, Within] = OrderedDict()
        self.reports_last: OrderedDict[str, frozenset[str]] = OrderedDict()

    def chosen(self, asked: Mapping[str, Wanted]) -> Sequence[int]:
        """The claims that meet what is asked of their fields."""
        wanted = {name: self._columns[name].meeting(one) for name, one in asked.items()}
        if not wanted:
            return range(self._length)
        first = min(wanted, key=lambda name: len(wanted[name]))
        rows = self._columns[first].rows(wanted.pop(first))
        for name, codes in wanted.items():
            held, those = self._columns[name].codes, frozenset(codes)
            rows = [row for row in rows if held[row] in those]
        return rows

    def count(self, name: str, rows: Sequence[int]) -> dict[Any, int]:
        """How many of some claims have which value of a field."""
        return self._columns[name].count(rows)

    def ids(self, ids: Collection[str]) -> Iterator[tuple[int, str]]:
        """The claims with these ids, each with its own; copies have the same."""
        column = self._columns["id"]
        codes = frozenset(column.meeting(ids.__contains__))
        for row, code in enumerate(column.codes):
            if code in codes:
                yield row, column.values[code]

    def key(self, row: int) -> tuple[str, str]:
        """The reading and the id of a claim, which no other claim has."""
        reading, id = self._columns["reading"], self._columns["id"]
        return reading.values[reading.codes[row]], id.values[id.codes[row]]


class Within(NamedTuple):
    """The claims of a scope among all columns, and how they were decided.

    What was counted of them is kept.
    """

    columns: Columns
    listed: Sequence[int]
    verdicts: Counter[Verdict]
    undecided: int
    known: dict[str, dict[Any, int]]

    def counted(self, name: str) -> dict[Any, int]:
        """How many of the listed claims have which value of a field."""
        if name not in self.known:
            self.known[name] = self.columns.count(name, self.listed)
        return self.known[name]


def within(connection: Connection, scope: Scope, *, read: bool = True) -> Within | None:
    """The claims that `queries.listed` lists; `None` where only the database can say.

    That is so where decisions are asked for, and of very large ledgers.

    Raises:
        UnknownConflict: no known conflict is called so.
    """
    if scope.review is not None:
        return None
    columns = columns_of(connection, read=read)
    if columns is None:
        return None
    question = scope.model_dump_json()
    return _once(
        columns.asked_last, question, lambda: _within(connection, scope, columns)
    )


def _once(
    last: OrderedDict[str, Kept], question: str, make: Callable[[], Kept]
) -> Kept:
    """An answer as it was made before, else as it is made now, for next time."""
    found = last.get(question)
    if found is None:
        found = last[question] = make()
        if len(last) > _ASKED_LAST:
            with suppress(KeyError):  # another thread was first
                last.popitem(last=False)
    return found


def first_by_day(
    connection: Connection, scope: Scope, *, limit: int, offset: int = 0
) -> Iterator[Telling] | None:
    """What `queries.listed` lists by day, if it can be had without looking for it."""
    those = within(connection, scope, read=False)
    if those is None or limit > _PAGE:
        return None
    rows = nsmallest(offset + limit, those.listed)[offset:]
    return queries.listed_keys(connection, scope, list(map(those.columns.key, rows)))


def _within(connection: Connection, scope: Scope, columns: Columns) -> Within:
    lasting = dict(_lasting(scope, connection, columns))
    changeable = dict(_changeable(scope))
    rows = columns.chosen(lasting | changeable)
    rulings = standing(queries.all_decisions(connection))
    if not rulings:
        return Within(columns, rows, Counter(), len(rows), {})
    if changeable:
        changed = queries.altered(rulings)
        fitting = queries.refitted(connection, scope, rulings) if changed else set()
        out = {row for row, _ in columns.ids(changed)}
        back = {row for row, _ in columns.ids(fitting)}
        again = back.intersection(columns.chosen(lasting))
        rows = [*(row for row in rows if row not in out), *again]
    ruled = {row: rulings[id].verdict for row, id in columns.ids(rulings)}
    verdicts: Counter[Verdict] = Counter(ruled[row] for row in rows if row in ruled)
    gone = ("reject", "merge")
    listed = [row for row in rows if ruled.get(row) not in gone]
    return Within(columns, listed, verdicts, len(rows) - verdicts.total(), {})


def columns_of(connection: Connection, *, read: bool) -> Columns | None:
    """The columns of a ledger as it is; `None` where it is too large.

    Reading them takes as long as some questions to the database: without `read` there
    are none where nobody had them read.
    """
    state = turns.state(connection)
    with _lock:
        if state not in _held:
            if not read:
                return None
            _held[state] = _read(connection)
            while len(_held) > _HELD:
                _held.popitem(last=False)
        _held.move_to_end(state)
        return _held[state]


_held: OrderedDict[str, Columns | None] = OrderedDict()
_lock = Lock()


def _read(connection: Connection) -> Columns | None:
    where = counts(connection)
    number = connection.scalar(select(func.count()).select_from(claims).where(where))
    if (number or 0) > MOST:
        return None
    fields: list[ColumnElement[Any]] = [
        literal_column(f'claims."{name}"') for name in _COLUMNS
    ]
    question = (
        select(*fields, reports.c.publisher)
        .where(where, claims.c.report == reports.c.key)
        .order_by(*queries.BY_DAY)
    )
    columns = {name: Column() for name in (*_COLUMNS, "said_by", "publisher")}
    streamed = connection.execution_options(stream_results=True, yield_per=_BATCH)
    for batch in streamed.execute(question).partitions(_BATCH):
        parts = dict(
            zip((*_COLUMNS, "publisher"), zip(*batch, strict=True), strict=True)
        )
        for name in ("begins", "ends", "day"):
            parts[name] = tuple(map(_as_day, parts[name]))
        for name in ("background", "denied"):
            parts[name] = tuple(map(bool, parts[name]))
        parts["said_by"] = tuple(
            zip(parts["attributed_to"], parts["speaker"], strict=True)
        )
        for name, values in parts.items():
            columns[name].add(values)
    return Columns(columns)


def _lasting(
    scope: Scope, connection: Connection, columns: Columns
) -> Iterator[tuple[str, Wanted]]:
    if scope.conflict is not None:
        yield "conflict", frozenset(conflicts_named(scope.conflict)).__contains__
    if scope.kind is not None:
        yield "kind", partial(eq, scope.kind)
    if scope.country is not None:
        yield "country", partial(eq, country_meant(scope.country))
    if scope.publisher is not None:
        yield "publisher", partial(holds, words=scope.publisher)
    if scope.text is not None or scope.report is not None:
        alone = Scope(text=scope.text, report=scope.report)

        def found() -> frozenset[str]:
            named = reports_within(alone, connection)
            question = select(reports.c.key).where(*named)
            return frozenset(connection.scalars(question))

        last = columns.reports_last
        keys = _once(last, alone.model_dump_json(), found)
        yield "report", keys.__contains__
    as_of = scope.as_of
    if as_of is not None:
        yield "day", lambda day: day <= as_of


def _changeable(scope: Scope) -> Iterator[tuple[str, Wanted]]:
    since, until, said_by, least = (
        scope.since,
        scope.until,
        scope.said_by,
        scope.confidence,
    )
    if scope.side is not None:
        yield "about", parties_meant(scope.side).__contains__
    for name, wanted in (
        ("outcome", scope.outcome),
        ("victim_status", scope.status),
        ("background", scope.background),
        ("denied", scope.denied),
    ):
        if wanted is not None:
            yield name, partial(eq, wanted)
    if scope.place is not None:
        yield "place", partial(holds, words=scope.place)
    if said_by is not None:
        yield "said_by", lambda both: any(holds(one, said_by) for one in both)
    if since is not None or until is not None:
        first, last = since or date.min, until or date.max
        yield "begins", lambda day: first <= day <= last
    if until is not None:
        yield "ends", lambda day: day <= until
    if least is not None:
        yield "confidence", lambda sure: sure is not None and sure >= least


def _as_day(day: str | date) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day
