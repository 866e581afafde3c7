"""Which claims may tell of the same people as another: what it can be merged into."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from herodotus.model import Claim, Telling

#: What claims of the same have in common, whose difference tells them apart.
_SAME = ("victim_status", "low", "high", "place", "item", "by", "action", "plover")

_NEVER = 10**6


def alike(
    telling: Telling, among: Iterable[Telling], *, limit: int = 9
) -> list[Telling]:
    """The claims that may tell of the same as this one, the likeliest first.

    They are of its kind and conflict, about the same side, and of the same outcome.
    """
    claim = telling.claim
    others = [
        other
        for other in among
        if other.claim.id != claim.id
        and other.conflict == telling.conflict
        and _about(other.claim) == _about(claim)
    ]
    return heapq.nsmallest(limit, others, key=lambda other: _apart(telling, other))


def _about(claim: Claim) -> tuple[object, ...]:
    said = claim.__dict__
    side = said.get("victim_side") or said.get("side") or said.get("owner_side")
    return claim.kind, side, said.get("outcome")


def _apart(one: Telling, other: Telling) -> tuple[int, int, str]:
    """How far two claims are apart: in what they say, in days, and then by name."""
    mine, theirs = one.claim.__dict__, other.claim.__dict__
    told = sum(mine.get(name) != theirs.get(name) for name in _SAME)
    here, there = _day(one), _day(other)
    days = abs(here - there) if here and there else _NEVER
    return told, days, other.claim.id


def _day(telling: Telling) -> int:
    day = telling.claim.date_end or telling.card.day
    return day.toordinal() if day else 0
