"""Questions to a ledger: which claims a scope takes in, with their reports.

Only the newest reading of a report counts. What reviewers decided is applied here, for
accounts (`tellings`) as for lists (`listed`): a rejected claim is out, and an edited
one is in the scope, or not, by what it says now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
)

from herodotus.ledger.built import (
    REPORT,
    Known,
    columns_for,
    known_from,
    tellings_of,
)
from herodotus.ledger.cursor import beyond
from herodotus.ledger.rows import decision_of
from herodotus.ledger.scoping import (
    Condition,
    among,
    conditions,
    counts,
    fits,
    reports_within,
)
from herodotus.ledger.search import evidence_has
from herodotus.ledger.tables import claims, decisions, reports
from herodotus.model import Card, Decision, Scope, Telling
from herodotus.model.columns import KINDS
from herodotus.reconciliation.review.decisions import decided, edited, standing
from herodotus.reconciliation.voices.folding import fold, said

#: So many claims are put together at once when they are listed.
BATCH = 1000


def tellings(
    connection: Connection, scope: Scope, *, kinds: Collection[str] = tuple(KINDS)
) -> list[Telling]:
    """The claims of a scope, decisions applied, copies within a voice told once.

    Args:
        connection: to the ledger.
        scope: which claims are meant.
        kinds: the kinds of claim that are looked at; a question that needs only some
            is answered sooner.
    """
    which = chosen(connection, scope)
    found = _fetched(connection, which.where, kinds=kinds)
    if which.rulings and scope.review not in ("rejected", "merged"):
        found = decided(found, which.rulings.values())
    return fold(found)


def told(connection: Connection, scope: Scope) -> list[Telling]:
    """The claims of a scope as they were read, whatever reviewers decided; by day."""
    asked = conditions(scope.model_copy(update={"review": None}), connection)
    return _fetched(connection, and_(*asked.lasting, *asked.changeable), ordered=True)


def told_near(
    connection: Connection,
    keys: Collection[str],
    *,
    kinds: Collection[str] = tuple(KINDS),
    since: date | None = None,
) -> list[Telling]:
    """The claims of some reports, and those that they stand beside, as they were read.

    Beside them stand those of their copies, and those of the wars that they tell of
    (outside wars, of the countries): of these kinds, and that began on this day or
    later, or that a reviewer has judged, which may have changed the day.
    """
    theirs = and_(counts(connection), among(connection, claims.c.report, keys))
    voices = select(reports.c.voice).where(among(connection, reports.c.key, keys))
    copies = select(reports.c.key).where(reports.c.voice.in_(voices))
    wars = select(claims.c.conflict, claims.c.country).where(theirs).distinct()
    beside = [
        claims.c.conflict == conflict
        if conflict is not None
        else and_(
            claims.c.conflict.is_(None), claims.c.country.is_not_distinct_from(it)
        )
        for conflict, it in connection.execute(wars)
    ]
    limits: list[Condition] = [claims.c.kind.in_(sorted(kinds))]
    if since is not None:
        judged = claims.c.id.in_(select(decisions.c.claim))
        limits.append(or_(claims.c.begins >= since, judged))
    where = or_(claims.c.report.in_(copies), and_(or_(false(), *beside), *limits))
    return _fetched(connection, and_(counts(connection), where), ordered=True)


def named(connection: Connection, ids: Collection[str]) -> dict[str, Telling]:
    """The claims with these ids as reviewers would have them, the earliest of each."""
    where = and_(counts(connection), among(connection, claims.c.id, ids))
    rulings = standing(all_decisions(connection))
    found: dict[str, Telling] = {}
    for telling in _fetched(connection, where, ordered=True):
        if telling.claim.id not in found:
            found[telling.claim.id] = _as_ruled(telling, rulings=rulings)
    return found


def listed(
    connection: Connection,
    scope: Scope,
    *,
    sort: str,
    limit: int | None = None,
    offset: int = 0,
    after: tuple[str, str] | None = None,
) -> Iterator[Telling]:
    """The claims of a scope, one by one, each report's own; see `SORTS` for orders.

    Copies are not folded but counted: how many reports of the voice tell the same.
    With `after`, the key of a report and the id of a claim of it, the list begins
    behind that one.
    """
    which = chosen(connection, scope)
    columns = columns_for(KINDS)
    order = _order(connection, scope, sort)
    question = (
        _raw(columns)
        .where(*_listed_rows(connection, scope, which))
        .order_by(*order)
        .offset(offset or None)
        .limit(limit)
    )
    if after is not None:
        question = question.where(beyond(connection, order, after))
    streamed = connection.execution_options(stream_results=True, yield_per=BATCH)
    for rows in streamed.execute(question).partitions(BATCH):
        known = _known(connection, {row[0] for row in rows})
        found = tellings_of(rows, columns, known)
        if scope.review not in ("rejected", "merged"):
            found = [_as_ruled(telling, rulings=which.rulings) for telling in found]
        yield from _with_copies(connection, found, scope)


def listed_keys(
    connection: Connection, scope: Scope, keys: Sequence[tuple[str, str]]
) -> Iterator[Telling]:
    """Claims by reading and id, in this order, as `listed` has those of a scope."""
    columns = ("reading", *columns_for(KINDS))
    ids = among(connection, claims.c.id, {id for _, id in keys})
    place = columns.index("id")
    rows = connection.execute(_raw(columns).where(counts(connection), ids)).all()
    by_key = {(row[0], row[place]): row[1:] for row in rows}
    chosen_rows = [by_key[key] for key in keys]
    known = _known(connection, {row[0] for row in chosen_rows})
    found = tellings_of(chosen_rows, columns[1:], known)
    rulings = standing(all_decisions(connection))
    found = [_as_ruled(telling, rulings=rulings) for telling in found]
    yield from _with_copies(connection, found, scope)


def counted(
    connection: Connection,
    scope: Scope,
    *,
    sort: str = "date",
    after: tuple[str, str] | None = None,
) -> int:
    """How many claims `listed` lists."""
    rows = listed_rows(connection, scope)
    if after is not None:
        rows.append(beyond(connection, _order(connection, scope, sort), after))
    question = select(func.count()).select_from(claims).where(*rows)
    return connection.scalar(question) or 0


def listed_rows(connection: Connection, scope: Scope) -> list[Condition]:
    """The conditions on the claims that `listed` lists."""
    return _listed_rows(connection, scope, chosen(connection, scope))


def cards(connection: Connection, scope: Scope) -> list[Card]:
    """The reports of a scope, by day, without their texts.

    A scope that asks for nothing of claims takes in reports without any.
    """
    where = cards_within(connection, scope)
    question = raw_reports().where(*where).order_by(reports.c.day, reports.c.key)
    return [known_from(row).card for row in connection.execute(question)]


def cards_within(connection: Connection, scope: Scope) -> list[Condition]:
    """The conditions on the reports of a scope."""
    where = reports_within(scope, connection)
    of_reports = {"as_of", "publisher", "report", "text"}
    if scope.model_dump(exclude=of_reports, exclude_none=True):
        told = select(claims.c.report).where(chosen(connection, scope).where)
        where.append(reports.c.key.in_(told))
    return where


def all_decisions(connection: Connection) -> list[Decision]:
    """Every decision, in the order in which they were made."""
    made = select(decisions).order_by(decisions.c.moment, decisions.c.id)
    return [decision_of(row) for row in connection.execute(made).mappings()]


class Chosen(NamedTuple):
    """The condition on the claims of a scope; the decisions that stand, by claim."""

    where: Condition
    rulings: dict[str, Decision]


def chosen(connection: Connection, scope: Scope) -> Chosen:
    """Which claims a scope takes in, what reviewers changed judged as changed.

    Raises:
        UnknownConflict: no known conflict is called so.
    """
    rulings = standing(all_decisions(connection))
    asked = conditions(scope, connection)
    where = and_(*asked.lasting, *asked.changeable)
    changed = altered(rulings)
    if changed and asked.changeable:
        them = among(connection, claims.c.id, changed)
        fitting = refitted(connection, scope, rulings)
        where = or_(
            and_(*asked.lasting, *asked.changeable, not_(them)),
            and_(*asked.lasting, among(connection, claims.c.id, fitting)),
        )
    if scope.review is not None:
        where = and_(where, _reviewed(connection, scope.review, rulings))
    return Chosen(where, rulings)


def altered(rulings: dict[str, Decision]) -> set[str]:
    """The claims that reviewers may have changed, by the decisions that stand."""
    changing = ("accept", "edit")
    return {claim for claim, one in rulings.items() if one.verdict in changing}


def refitted(
    connection: Connection, scope: Scope, rulings: dict[str, Decision]
) -> set[str]:
    """Those of them that have, as changed, what a scope asks."""
    lasting = conditions(scope, connection).lasting
    them = among(connection, claims.c.id, altered(rulings))
    before = _fetched(connection, and_(*lasting, them))
    after = map(partial(_as_ruled, rulings=rulings), before)
    return {telling.claim.id for telling in after if fits(telling, scope)}


_VERDICTS = {
    "accepted": "accept",
    "rejected": "reject",
    "edited": "edit",
    "merged": "merge",
}


def _reviewed(
    connection: Connection, review: str, rulings: dict[str, Decision]
) -> Condition:
    if review == "open":
        return not_(among(connection, claims.c.id, rulings))
    verdict = _VERDICTS[review]
    these = [claim for claim, one in rulings.items() if one.verdict == verdict]
    return among(connection, claims.c.id, these)


def _listed_rows(
    connection: Connection, scope: Scope, which: Chosen
) -> list[Condition]:
    """That a listed claim has not been rejected or merged, unless that is asked for."""
    if scope.review is not None:
        return [which.where]
    gone = [
        claim
        for claim, one in which.rulings.items()
        if one.verdict in ("reject", "merge")
    ]
    if not gone:
        return [which.where]
    return [which.where, not_(among(connection, claims.c.id, gone))]


def _as_ruled(telling: Telling, *, rulings: dict[str, Decision]) -> Telling:
    ruling = rulings.get(telling.claim.id)
    if ruling is None:
        return telling
    return telling._replace(claim=edited(telling.claim, ruling))


def _fetched(
    connection: Connection,
    where: Condition,
    *,
    kinds: Collection[str] = tuple(KINDS),
    ordered: bool = False,
) -> list[Telling]:
    """The tellings of all rows that meet a condition."""
    columns = columns_for(kinds)
    question = _raw(columns).where(where)
    if len(kinds) < len(KINDS):
        question = question.where(claims.c.kind.in_(sorted(kinds)))
    if ordered:
        question = question.order_by(
            claims.c.day, claims.c.report, claims.c.ordinal, claims.c.reading
        )
    rows = connection.execute(question).all()
    return tellings_of(rows, columns, _known(connection, {row[0] for row in rows}))


def _raw(columns: Iterable[str]) -> Select[*tuple[Any, ...]]:
    """The columns of claims as the driver gives them."""
    names: list[ColumnElement[Any]] = [
        literal_column(f'claims."{name}"') for name in columns
    ]
    return select(*names).select_from(claims)


def raw_reports() -> Select[*tuple[Any, ...]]:
    """The columns of reports as the driver gives them, for `known_from`."""
    names: list[ColumnElement[Any]] = [
        literal_column(f'reports."{name}"') for name in REPORT
    ]
    return select(*names).select_from(reports)


def _known(connection: Connection, keys: Collection[str]) -> dict[str, Known]:
    """The cards and voices of the reports with these keys."""
    question = raw_reports().where(among(connection, reports.c.key, keys))
    return {row[0]: known_from(row) for row in connection.execute(question)}


def _with_copies(
    connection: Connection, found: list[Telling], scope: Scope
) -> Iterable[Telling]:
    """The tellings, each with how many reports of its voice tell the same."""
    voices = {telling.voice for telling in found}
    several = (
        select(reports.c.voice)
        .where(among(connection, reports.c.voice, voices))
        .group_by(reports.c.voice)
        .having(func.count() > 1)
    )
    where: list[Condition] = [reports.c.voice.in_(several)]
    if scope.as_of is not None:
        where.append(reports.c.day <= scope.as_of)
    keys = connection.scalars(select(reports.c.key).where(*where)).all()
    if not keys:
        return found
    theirs = among(connection, claims.c.report, keys)
    beside = _fetched(connection, and_(counts(connection), theirs))
    tellers: dict[tuple[object, ...], set[str]] = {}
    for telling in beside:
        tellers.setdefault(said(telling), set()).add(telling.card.key)
    return [
        telling._replace(copies=max(1, len(tellers.get(said(telling), ()))))
        for telling in found
    ]


def _order(connection: Connection, scope: Scope, sort: str) -> list[ColumnElement[Any]]:
    """The order of a list; what is unknown comes last, and ties have an order too."""
    name = sort.removeprefix("-")
    if name == "match":
        first = _matching(connection, scope)
    else:
        first = [
            part
            for column in _SORTS[name]
            for part in _turned(column, down=sort.startswith("-"))
        ]
    rest = (claims.c.begins, *_TIES)
    return [*first, *(column for column in rest if column not in set(_SORTS[name]))]


def _turned(column: ColumnElement[Any], *, down: bool) -> list[ColumnElement[Any]]:
    order = column.desc() if down else column.asc()
    if column in (claims.c.begins, claims.c.day, claims.c.kind):
        return [order]  # never unknown
    return [column.is_(None), order]


def _matching(connection: Connection, scope: Scope) -> list[ColumnElement[Any]]:
    """Claims whose own words are asked for, before those of their reports."""
    if scope.text is None:
        return []
    own = evidence_has(claims.c.reading, claims.c.ordinal, scope.text, connection)
    return [case((own, 0), else_=1)]


#: What decides where all else is the same.
_TIES = (claims.c.day, claims.c.report, claims.c.ordinal)

#: The order of lists by day.
BY_DAY = (claims.c.begins, claims.c.ends, *_TIES)

_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "date": (claims.c.begins, claims.c.ends),
    "reported": (claims.c.day,),
    "number": (claims.c.low, claims.c.high),
    "confidence": (claims.c.confidence,),
    "place": (claims.c.place,),
    "side": (claims.c.about,),
    "said_by": (claims.c.attributed_to, claims.c.speaker),
    "conflict": (claims.c.conflict,),
    "kind": (claims.c.kind,),
    "match": (),
}

#: The orders of lists. `date` is that of the events, `reported` that of the reports,
#: `match` puts claims whose own words were asked for before those of their reports.
SORTS = tuple(_SORTS)
