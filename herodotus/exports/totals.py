"""The tolls of one event added up, where a format has room for one figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from herodotus.model import Outcome, Toll, Tolls


class Range(NamedTuple):
    """Low, best and high of all the people counted; `None` is unknown, or open."""

    low: int | None
    best: int | None
    high: int | None


def total(tolls: Iterable[Toll], outcome: Outcome, *, civilians: bool = False) -> Range:
    """What tolls of one outcome come to: the toll of all, or its sides added up.

    A toll that takes in the others is taken as it stands. Where there is none, the
    people of different sides are different people, and are added; those of a side
    that is not stated may be among them, and are passed over where a side is named.
    A part that nobody gives a figure for leaves the top open; it is no zero, and it
    adds nothing to `low` and `best`.

    >>> from herodotus.model import Period
    >>> kind = dict(outcome="killed", period=Period(), status="combatant")
    >>> one = Toll(side="Mali", low=4, best=4, high=4, **kind)
    >>> other = Toll(side="JNIM", low=0, best=None, high=30, **kind)
    >>> total([one, other], "killed")
    Range(low=4, best=4, high=34)
    """
    kept = [toll for toll in tolls if toll.outcome == outcome]
    if civilians:
        kept = [toll for toll in kept if toll.status == "civilian"]
    if not kept:
        return Range(None, None, None)
    both = [toll for toll in kept if toll.side == "both"]
    named = [toll for toll in kept if toll.side not in (None, "both")]
    if any(toll.best is not None for toll in both) or not named:
        groups = _sides(both or kept)
    else:
        groups = _sides(named)
    return added([part for group in groups for part in group])


def added(parts: Sequence[Range]) -> Range:
    """Ranges for different people added up; a part without a top leaves it open."""
    lows = [part.low for part in parts if part.low is not None]
    bests = [part.best for part in parts if part.best is not None]
    highs = [part.high for part in parts if part.high is not None]
    return Range(
        low=sum(lows) if lows else None,
        best=sum(bests) if bests else None,
        high=sum(highs) if len(highs) == len(parts) else None,
    )


def _sides(tolls: list[Toll]) -> list[list[Range]]:
    """The parts of each side: its toll of people of any status, or one a status."""
    sides = dict.fromkeys(toll.side for toll in tolls)
    return [_parts(Tolls(tuple(tolls)).by(side)) for side in sides]


def _parts(tolls: Tolls) -> list[Range]:
    for status in ("mixed", "unknown"):
        whole = [toll for toll in tolls.tolls if toll.status == status]
        if whole and any(toll.best is not None for toll in whole):
            return list(map(_range, whole))
    return list(map(_range, tolls.tolls))


def _range(toll: Toll) -> Range:
    return Range(toll.low, toll.best, toll.high)
