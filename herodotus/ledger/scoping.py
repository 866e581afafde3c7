"""What a scope takes in, as conditions on the table of claims.

Names are found by a part of them, whatever their case; a side is the party that the
words mean ("the Azerbaijani side" is Azerbaijan). `since` and `until` ask for what
happened wholly within these days, so that no running total reaches in from before; of
a claim whose days are unknown, the day of its report counts (`begins`, `ends`).

What a reviewer has changed is judged as changed: by `fits`, which says of one claim
what the conditions say of a row.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    any_,
    cast,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from herodotus.gazetteer import resolve_actor, state_of
from herodotus.gazetteer.actors import countries
from herodotus.ledger import search
from herodotus.ledger.rows import about
from herodotus.ledger.tables import claims, reports
from herodotus.model import Claim, Scope, Telling
from herodotus.reconciliation.conflict_names import conflicts_named

Condition = ColumnElement[bool]


class Conditions(NamedTuple):
    """What a scope asks of rows: what no review can change, and what one can."""

    lasting: list[Condition]
    changeable: list[Condition]


def conditions(scope: Scope, connection: Connection) -> Conditions:
    """The conditions on claims of the newest readings that a scope comes to.

    Raises:
        UnknownConflict: no known conflict is called so.
    """
    return Conditions(
        [counts(connection), *_lasting(scope, connection)], _changeable(scope)
    )


def counts(connection: Connection) -> Condition:
    """That a claim is of the newest reading, in the words of the indexes."""
    current = "claims.current"
    if connection.dialect.name == "sqlite":
        current += " = 1"  # as in the index, whose condition has to be met word by word
    return literal_column(current)


def among(
    connection: Connection, column: ColumnElement[str], names: Collection[str]
) -> Condition:
    """That a column holds one of these names, however many they are."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(sorted(names))).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(cast(sorted(names), ARRAY(Text)))


def reports_within(scope: Scope, connection: Connection) -> list[Condition]:
    """The conditions on reports, for what a scope asks of them alone."""
    asked: list[Condition] = []
    if scope.publisher is not None:
        asked.append(_has(reports.c.publisher, scope.publisher))
    if scope.report is not None:
        asked.append(or_(reports.c.key == scope.report, reports.c.id == scope.report))
    if scope.as_of is not None:
        asked.append(reports.c.day <= scope.as_of)
    if scope.text is not None:
        asked.append(search.report_has(reports.c.key, scope.text, connection))
    return asked


def parties_meant(words: str) -> tuple[str, ...]:
    """The names by which a side that is asked for may stand in a claim.

    >>> parties_meant("the Azerbaijani side"), parties_meant("both")
    (('the Azerbaijani side', 'Azerbaijan'), ('both',))
    """
    if words == "both":
        return (words,)
    actor = state_of(words) or resolve_actor(words)
    meant = (actor.side or actor.name) if actor else words
    return tuple(dict.fromkeys((words, meant)))


def country_meant(words: str) -> str:
    """The ISO3 code of a country that is asked for by its code or its name.

    >>> country_meant("aze"), country_meant("Azerbaijan")
    ('AZE', 'AZE')
    """
    state = state_of(words)
    known = countries().get(state.name) if state else None
    return known.iso3 if known else words.upper()


def fits(telling: Telling, scope: Scope) -> bool:
    """Whether a claim has what a scope asks of what a review can change.

    >>> from herodotus.model import Card, CasualtyClaim
    >>> claim = CasualtyClaim(start=0, end=1, evidence="5", text="5", outcome="killed")
    >>> telling = Telling(claim, Card(key="r", id="r", sha256=""), "r")
    >>> fits(telling, Scope(outcome="killed")), fits(telling, Scope(denied=True))
    (True, False)
    """
    claim = telling.claim
    plain = (
        (scope.outcome, getattr(claim, "outcome", None)),
        (scope.status, getattr(claim, "victim_status", None)),
        (scope.background, claim.background),
        (scope.denied, claim.denied),
    )
    begins, ends = days_of(telling)
    return (
        all(wanted is None or wanted == given for wanted, given in plain)
        and (scope.side is None or about(claim) in parties_meant(scope.side))
        and (scope.place is None or holds(claim.place, scope.place))
        and (scope.said_by is None or _is_said_by(claim, scope.said_by))
        and (scope.since is None or (begins is not None and begins >= scope.since))
        and (
            scope.until is None
            or (
                begins is not None
                and ends is not None
                and max(begins, ends) <= scope.until
            )
        )
        and (
            scope.confidence is None
            or (claim.confidence is not None and claim.confidence >= scope.confidence)
        )
    )


def days_of(telling: Telling) -> tuple[date | None, date | None]:
    """The first and the last day that a claim is about, as the table has them."""
    claim, day = telling.claim, telling.card.day
    return claim.date_start or claim.date_end or day, claim.date_end or day


def _lasting(scope: Scope, connection: Connection) -> list[Condition]:
    asked: list[Condition] = []
    if scope.conflict is not None:
        asked.append(_is_one_of(claims.c.conflict, conflicts_named(scope.conflict)))
    if scope.kind is not None:
        asked.append(claims.c.kind == scope.kind)
    if scope.country is not None:
        asked.append(claims.c.country == country_meant(scope.country))
    if scope.as_of is not None:
        asked.append(claims.c.day <= scope.as_of)
    if scope.text is not None:
        asked.append(search.report_has(claims.c.report, scope.text, connection))
    named = Scope(publisher=scope.publisher, report=scope.report)
    of_reports = reports_within(named, connection)
    if of_reports:
        asked.append(claims.c.report.in_(select(reports.c.key).where(*of_reports)))
    return asked


def _changeable(scope: Scope) -> list[Condition]:
    asked: list[Condition] = []
    if scope.side is not None:
        asked.append(_is_one_of(claims.c.about, parties_meant(scope.side)))
    for wanted, column in (
        (scope.outcome, claims.c.outcome),
        (scope.status, claims.c.victim_status),
        (scope.background, claims.c.background),
        (scope.denied, claims.c.denied),
    ):
        if wanted is not None:
            asked.append(column == wanted)
    if scope.place is not None:
        asked.append(_has(claims.c.place, scope.place))
    if scope.said_by is not None:
        name = scope.said_by
        asked.append(
            or_(_has(claims.c.attributed_to, name), _has(claims.c.speaker, name))
        )
    if scope.since is not None:
        asked.append(claims.c.begins >= scope.since)
    if scope.until is not None:
        asked.append(claims.c.begins <= scope.until)
        asked.append(claims.c.ends <= scope.until)
    if scope.confidence is not None:
        asked.append(claims.c.confidence >= scope.confidence)
    return asked


def _is_one_of(column: ColumnElement[str | None], names: Sequence[str]) -> Condition:
    """That a column is one of these names; of one alone, the index gives the order."""
    return column == names[0] if len(names) == 1 else column.in_(names)


def _has(column: ColumnElement[str | None], words: str) -> Condition:
    """That a column holds some words, whatever their case.

    SQLite knows the case of ASCII letters alone; other letters are tried as given, all
    small, all large, and each word with a capital, which is how names are written.
    """
    forms = _small_forms(words)
    return or_(*(func.lower(column).contains(form, autoescape=True) for form in forms))


def holds(given: str | None, words: str) -> bool:
    """Whether a text has some words, whatever their case, as `_has` finds them.

    >>> holds("Outlet 12", "outlet"), holds(None, "outlet")
    (True, False)
    """
    if given is None:
        return False
    held = {_ascii_lower(given), given.lower()}
    return any(form in one for form in _small_forms(words) for one in held)


@lru_cache(maxsize=64)
def _small_forms(words: str) -> tuple[str, ...]:
    forms = words, words.lower(), words.upper(), words.title()
    return tuple(dict.fromkeys(map(_ascii_lower, forms)))


def _ascii_lower(words: str) -> str:
    if words.isascii():
        return words.lower()
    return "".join(c.lower() if c.isascii() else c for c in words)


def _is_said_by(claim: Claim, words: str) -> bool:
    return holds(claim.attributed_to, words) or holds(claim.speaker, words)
