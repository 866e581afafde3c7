"""Folding copies: what one voice says in many outlets, it says once.

Within one voice (`Telling.voice`) the claims of several reports that say the same are
one: that of the earliest report stands for all, and counts how many reports tell it.
Claims that differ, be it by one soldier or one day, are all kept. What a report says
twice itself is left alone: the relations within the report tell what is a repetition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from herodotus.model import Claim, Relation, Telling


def fold(tellings: Iterable[Telling]) -> list[Telling]:
    """The tellings, those of copies folded into the earliest; in any order the same.

    A relation to a claim that is folded away points to the one that stands for it.
    """
    given = list(tellings)
    once = len({(t.card.key, t.claim.id) for t in given}) == len(given)
    carriers = Counter(voice for voice, _ in {(t.voice, t.card.key) for t in given})
    groups: dict[tuple[object, ...], list[Telling]] = {}
    kept: list[Telling] = []
    for telling in given:
        if once and carriers[telling.voice] == 1:
            kept.append(telling)
        else:
            groups.setdefault(said(telling), []).append(telling)
    instead: dict[str, str] = {}
    for group in groups.values():
        if len(group) == 1:
            kept += group
            continue
        first = min(group, key=_when)
        stands = [telling for telling in group if telling.card.key == first.card.key]
        stand = min(stands, key=_where)
        copies = len({telling.card.key for telling in group})
        copies = max(copies, *(telling.copies for telling in group))
        kept += (telling._replace(copies=copies) for telling in _once(stands))
        for telling in group:
            if telling.card.key != first.card.key:
                instead[telling.claim.id] = stand.claim.id
    if instead:
        kept = [_pointing(telling, instead) for telling in kept]
    return sorted(kept, key=_when)


# What a claim says, but for where its words stand and how they are put. A field that a
# kind has not is left out.
_EVERY = (
    "place",
    "date_start",
    "date_end",
    "background",
    "attributed_to",
    "stance",
)
_SAID = {
    "casualty": attrgetter(
        *_EVERY,
        "outcome",
        "low",
        "high",
        "approx",
        "counting",
        "victim_side",
        "victim_status",
        "perpetrator",
    ),
    "nondisclosure": attrgetter(*_EVERY, "outcome", "side", "victim_status"),
    "materiel": attrgetter(
        *_EVERY, "item", "low", "high", "approx", "owner_side", "perpetrator", "fate"
    ),
    "control": attrgetter(*_EVERY, "action", "by", "presupposed"),
    "event": attrgetter(
        *_EVERY,
        "plover",
        "plover_mode",
        "cameo",
        "acled_event_type",
        "acled_sub_event_type",
        "contexts",
        "reciprocal",
        "modality",
    ),
}


def said(telling: Telling) -> tuple[object, ...]:
    claim = telling.claim
    said = (telling.voice, claim.kind, _SAID[claim.kind](claim))
    if claim.kind == "event":
        return (*said, _names(claim.initiators), _names(claim.targets))
    return said


def _names(parties: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(attrgetter("name"), parties))


def _when(telling: Telling) -> tuple[date, str, int, int, str, str]:
    """Order of tellings: by day, an unknown one last, then by report and words."""
    card = telling.card
    return (card.day or date.max, card.key, *_where(telling), telling.voice)


def _where(telling: Telling) -> tuple[int, int, str]:
    claim = telling.claim
    return claim.start, claim.end, claim.id


def _once(tellings: list[Telling]) -> Iterable[Telling]:
    """The tellings, one a claim: of a claim given twice it is the same."""
    return {telling.claim.id: telling for telling in tellings}.values()


def _pointing(telling: Telling, instead: dict[str, str]) -> Telling:
    claim: Claim = telling.claim
    if not any(relation.claim in instead for relation in claim.relations):
        return telling
    relations = [
        Relation(type=relation.type, claim=instead.get(relation.claim, relation.claim))
        for relation in claim.relations
    ]
    told = tuple(dict.fromkeys(r for r in relations if r.claim != claim.id))
    return telling._replace(claim=claim.model_copy(update={"relations": told}))
