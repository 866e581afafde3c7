"""Camps: whom a source speaks for, who stands with whom, and who fights whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache

from herodotus.gazetteer import (
    Conflict,
    armed_group,
    is_de_facto,
    known_conflicts,
    resolve_actor,
    state_of,
)
from herodotus.model import CasualtyClaim, Claim, EventClaim, Telling

#: Reports sum up a war for so long after its end.
_AFTERMATH = timedelta(days=31)
_ROLE = re.compile(r"\(([^)]+)\)$")


@lru_cache(maxsize=65_536)
def party_of(name: str | None) -> str | None:
    """The belligerent that a name speaks for; `None` for nobody in particular.

    An institution or official speaks for its state; whom no table knows stands for
    itself; "rebels" and "both" are nobody in particular.

    >>> party_of("Armenia Ministry of Defence"), party_of("rebels")
    ('Armenia', None)
    >>> party_of("Ilham Aliyev (Azerbaijan president)"), party_of("Red Cross")
    ('Azerbaijan', 'Red Cross')
    """
    if not name or name == "both":
        return None
    role = _ROLE.search(name)
    actor = resolve_actor(role[1] if role else name)
    party = actor.side if actor is not None and actor.side is not None else name
    return party if party[:1].isupper() or party in _parties() else None


def is_state(party: str) -> bool:
    """Whether a party is a state, as UCDP counts them: one with a recognised army.

    >>> is_state("Azerbaijan"), is_state("Nagorno-Karabakh"), is_state("JNIM")
    (True, False, False)
    """
    state = state_of(party)
    return state is not None and state.name == party and not is_de_facto(party)


def is_armed_group(party: str) -> bool:
    """Whether a party bears arms and is no state: a group, a de facto state.

    >>> is_armed_group("JNIM"), is_armed_group("Nagorno-Karabakh")
    (True, True)
    >>> is_armed_group("Red Cross")
    False
    """
    if is_state(party):
        return False
    known = armed_group(party) is not None or party in _parties()
    return known or is_de_facto(party)


class Camps:
    """Who stands with whom, by the known conflicts and by who fights whom."""

    def __init__(self, tellings: Iterable[Telling]):
        self._tellings = tuple(tellings)

    def together(
        self, one: str, other: str, day: date | None, conflict: str | None = None
    ) -> bool:
        """Whether two parties are one, or fight side by side on a day."""
        if one == other:
            return True
        named = _faced_in(conflict, one, other)
        if named is not None:
            return not named
        return _known(_allied(), one, other, day) and not _known(
            _facing(), one, other, day
        )

    def opposed(
        self, one: str, other: str, day: date | None, conflict: str | None = None
    ) -> bool:
        """Whether two parties fight each other on a day."""
        if one == other:
            return False
        named = _faced_in(conflict, one, other)
        if named is not None:
            return named
        if _known(_facing(), one, other, day):
            return True
        if _known(_allied(), one, other, day):
            return False
        return frozenset((one, other)) in self._foes

    @cached_property
    def _foes(self) -> frozenset[frozenset[str]]:
        """The pairs that fight each other by these tellings; seldom asked for."""
        pairs = (_fighting(telling.claim) for telling in self._tellings)
        return frozenset(pair for pair in pairs if pair is not None)


@cache
def conflict_named(name: str) -> Conflict | None:
    """The known conflict of a name."""
    return next((known for known in known_conflicts() if known.name == name), None)


def _faced_in(conflict: str | None, one: str, other: str) -> bool | None:
    """Whether two parties face each other in a conflict; `None` if it lacks either."""
    known = conflict_named(conflict) if conflict else None
    if known is None:
        return None
    if one in known.a or one in known.b:
        if other in known.opponents(one):
            return True
        if other in (known.a if one in known.a else known.b):
            return False
    return None


def _fighting(claim: Claim) -> frozenset[str] | None:
    """The two parties of an attack, by a claim that tells it as it happened."""
    if claim.background or claim.stance in ("denies", "doubts"):
        return None
    if isinstance(claim, EventClaim):
        if claim.plover != "ASSAULT" or claim.modality != "actual":
            return None
        ones = {party_of(party.name) for party in claim.initiators} - {None}
        others = {party_of(party.name) for party in claim.targets} - {None}
        pair = {*ones, *others} if len(ones) == len(others) == 1 else set()
    elif isinstance(claim, CasualtyClaim):
        pair = {party_of(claim.perpetrator), party_of(claim.victim_side)} - {None}
    else:
        return None
    found = frozenset(party for party in pair if party is not None)
    return found if len(found) == 2 else None


def _known(
    table: dict[frozenset[str], list[tuple[date, date]]],
    one: str,
    other: str,
    day: date | None,
) -> bool:
    spans = table.get(frozenset((one, other)), ())
    return any(day is None or start <= day <= end for start, end in spans)


@cache
def _facing() -> dict[frozenset[str], list[tuple[date, date]]]:
    """The times in which two parties face each other."""
    found: dict[frozenset[str], list[tuple[date, date]]] = {}
    for conflict in known_conflicts():
        for one in conflict.a:
            for other in conflict.b:
                found.setdefault(frozenset((one, other)), []).append(_time(conflict))
    return found


@cache
def _allied() -> dict[frozenset[str], list[tuple[date, date]]]:
    """The times in which two parties stand in one camp."""
    found: dict[frozenset[str], list[tuple[date, date]]] = {}
    for conflict in known_conflicts():
        for camp in (conflict.a, conflict.b):
            for one in camp:
                for other in camp:
                    if one != other:
                        found.setdefault(frozenset((one, other)), []).append(
                            _time(conflict)
                        )
    return found


@cache
def _parties() -> frozenset[str]:
    return frozenset(
        party for known in known_conflicts() for party in (*known.a, *known.b)
    )


def _time(conflict: Conflict) -> tuple[date, date]:
    if conflict.end is None:
        return conflict.start, date.max
    return conflict.start, conflict.end + _AFTERMATH
