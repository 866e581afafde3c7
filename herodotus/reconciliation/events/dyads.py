"""Dyads: who fights whom in an event, and which of UCDP's types of violence it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from herodotus.gazetteer import noun_sector
from herodotus.model import CasualtyClaim, EventClaim, MaterielClaim, Telling
from herodotus.model.episode import ViolenceType
from herodotus.reconciliation.camps import (
    Camps,
    conflict_named,
    is_armed_group,
    is_state,
    party_of,
)

#: What UCDP writes for the side that is attacked in one-sided violence.
CIVILIANS = "civilians"

#: Fire from afar between two who fight a war: its civilian dead are of that war.
_FROM_AFAR = frozenset({"shelling", "missile or rocket", "air strike", "drone strike"})
_AFAR_MODES = frozenset({"heavy-weapons", "aerial", "drone"})


#: PLOVER's sectors of those who bear arms against a state or each other.
_ARMED = frozenset({"REB", "UAF", "SPY", "PRM", "CRM"})


class Dyad(NamedTuple):
    """The parties of an event, a state first, and its type of violence."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    type: ViolenceType | None


def dyad(tellings: Sequence[Telling], camps: Camps) -> Dyad:
    """The two sides of an event by its claims.

    Where a known conflict has the parties, its camps decide; else who attacks stands
    against who suffers. Only the parties that the claims name are given.

    Type 3, one-sided: all who are hurt are civilians, by the deed of one side; but
    civilians hit by fire from afar, or by one state in a war with another, count with
    that war.
    Type 1 where a state takes part, 2 where none does and both sides are known.
    """
    doers, sufferers = _roles(tellings)
    conflict, day = main_conflict(tellings), _day(tellings)
    one, other = _camps(doers, sufferers, camps, conflict=conflict, day=day)
    others = _unnamed_doers(tellings) if not doers else ()
    if _is_one_sided(tellings, doers, sufferers, camps, unnamed=bool(others)):
        by_name = sorted(doers, key=lambda party: (-doers[party], party))
        return Dyad(tuple(by_name) or others, (CIVILIANS,), 3)
    if others and not other:
        other = others
    if other and not _has_state(one) and _has_state(other):
        one, other = other, one
    return Dyad(one, other, _type(one, other, conflict))


def _roles(tellings: Iterable[Telling]) -> tuple[Counter[str], Counter[str]]:
    """Who is said to do it, and who to suffer it; how often."""
    doers: Counter[str] = Counter()
    sufferers: Counter[str] = Counter()
    for claim in (telling.claim for telling in tellings):
        if isinstance(claim, CasualtyClaim):
            _count(doers, [claim.perpetrator])
            _count(sufferers, [claim.victim_side])
        elif isinstance(claim, MaterielClaim):
            _count(doers, [claim.perpetrator])
            _count(sufferers, [claim.owner_side])
        elif isinstance(claim, EventClaim) and claim.plover == "ASSAULT":
            _count(doers, [party.name for party in claim.initiators])
            _count(sufferers, [party.name for party in claim.targets])
    return doers, sufferers


def _unnamed_doers(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """Who is said to do it where no party is named: "gunmen", "rebels"."""
    names: set[str | None] = set()
    for claim in (telling.claim for telling in tellings):
        if isinstance(claim, CasualtyClaim):
            names.add(claim.perpetrator)
        elif isinstance(claim, EventClaim) and claim.plover == "ASSAULT":
            names |= {party.name for party in claim.initiators}
    return tuple(sorted(name for name in names if name and _is_armed(name)))


def _is_armed(name: str) -> bool:
    words = name.split()
    return bool(words) and noun_sector(words[-1].lower()) in _ARMED


def _count(roles: Counter[str], names: Iterable[str | None]) -> None:
    for name in names:
        party = party_of(name)
        if party is not None and (is_state(party) or is_armed_group(party)):
            roles[party] += 1


def _camps(
    doers: Counter[str],
    sufferers: Counter[str],
    camps: Camps,
    *,
    conflict: str | None,
    day: date | None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = sorted({*doers, *sufferers})
    known = conflict_named(conflict) if conflict else None
    if known is not None:
        one = [name for name in known.a if name in names]
        other = [name for name in known.b if name in names]
    else:
        one, other = [], []
    left = [name for name in names if name not in one and name not in other]
    left.sort(key=lambda name: (-(doers[name] + sufferers[name]), name))
    for name in left:
        _enlist(name, one, other, camps, doers, conflict=conflict, day=day)
    if not one:
        one, other = other, one
    if known is None and not _has_state(one) and not _has_state(other):
        one, other = sorted((one, other), key=lambda camp: (not camp, sorted(camp)))
    return tuple(one), tuple(other)


def _enlist(
    name: str,
    one: list[str],
    other: list[str],
    camps: Camps,
    doers: Counter[str],
    *,
    conflict: str | None,
    day: date | None,
) -> None:
    """Put a party into the camp that it stands with."""
    for camp, enemy in ((one, other), (other, one)):
        if any(camps.together(name, ally, day, conflict) for ally in camp):
            camp.append(name)
            return
        if any(camps.opposed(name, foe, day, conflict) for foe in enemy):
            camp.append(name)
            return
    if not one:
        one.append(name)
    elif not other and bool(doers[name]) != any(doers[ally] for ally in one):
        other.append(name)


def _is_one_sided(
    tellings: Sequence[Telling],
    doers: Counter[str],
    sufferers: Counter[str],
    camps: Camps,
    *,
    unnamed: bool,
) -> bool:
    if not (doers or unnamed) or not _only_civilians(tellings):
        return False
    day, conflict = _day(tellings), main_conflict(tellings)
    if not doers:
        return True
    first, *others = sorted(doers)
    if any(not camps.together(first, other, day, conflict) for other in others):
        return False
    fought = any(
        camps.opposed(doer, victim, day, conflict)
        for doer in doers
        for victim in sufferers
    )
    states = _has_state(doers) and _has_state(sufferers)
    return not (fought and (states or _from_afar(tellings)))


def _only_civilians(tellings: Iterable[Telling]) -> bool:
    claims = [telling.claim for telling in tellings]
    if any(isinstance(claim, MaterielClaim) for claim in claims):
        return False
    hurt = [claim for claim in claims if isinstance(claim, CasualtyClaim)]
    events = [claim for claim in claims if isinstance(claim, EventClaim)]
    if any(event.reciprocal for event in events):
        return False
    if hurt:
        return all(claim.victim_status == "civilian" for claim in hurt)
    targets = [party for event in events for party in event.targets]
    return bool(targets) and all(party.sector == "CVL" for party in targets)


def _from_afar(tellings: Iterable[Telling]) -> bool:
    claims = [telling.claim for telling in tellings]
    return any(
        (isinstance(claim, CasualtyClaim) and claim.cause in _FROM_AFAR)
        or (isinstance(claim, EventClaim) and claim.plover_mode in _AFAR_MODES)
        for claim in claims
    )


def _type(
    one: Sequence[str], other: Sequence[str], conflict: str | None
) -> ViolenceType | None:
    if one and other:
        return 1 if _has_state(one) or _has_state(other) else 2
    known = conflict_named(conflict) if conflict else None
    if known is None:
        return None
    return 1 if _has_state(known.a) or _has_state(known.b) else 2


def _has_state(camp: Iterable[str]) -> bool:
    return any(is_state(party) for party in camp)


def main_conflict(tellings: Iterable[Telling]) -> str | None:
    """The conflict that most of the claims are about."""
    told = Counter(one.conflict for one in tellings if one.conflict is not None)
    return min(told, key=lambda name: (-told[name], name), default=None)


def _day(tellings: Iterable[Telling]) -> date | None:
    days = [one.claim.date_end for one in tellings if one.claim.date_end is not None]
    return max(days, default=None)
