"""How the claims of lost weapons, vehicles and ships stand to each other.

Two relations only, and each where hardly anything but the figures could differ: a loss
told again `repeats`, and two sources that cannot both be right `contradicts`. There is
no account of materiel: what is said stands side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from herodotus.model import MaterielClaim
from herodotus.reconciliation.within.implied import Tie

#: Fates that one report may give one wreck: a drone shot down is a drone destroyed.
_WRECKED = frozenset({"destroyed", "shot down"})


def find_materiel_ties(claims: Sequence[MaterielClaim]) -> frozenset[Tie]:
    """The relations between materiel claims, each from the later to the earlier."""
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.id))
    groups: dict[tuple[str, str | None, str, bool], list[MaterielClaim]] = {}
    for claim in ordered:
        fate = "destroyed" if claim.fate in _WRECKED else claim.fate
        key = claim.item, claim.owner_side, fate, claim.background
        groups.setdefault(key, []).append(claim)
    return frozenset(tie for group in groups.values() for tie in _ties(group))


def _ties(group: Sequence[MaterielClaim]) -> Iterator[Tie]:
    """The relations within a group that shares item, owner and fate.

    A claim is compared with the last of each voice only, so that a long
    list of losses costs no more than its length.
    """
    latest: dict[str | None, MaterielClaim] = {}
    for later in group:
        for voice, earlier in latest.items():
            if earlier.end > later.start or not _may_be_same(earlier, later):
                continue
            if voice == later.attributed_to or None in (voice, later.attributed_to):
                if _says_same(earlier, later):
                    yield "repeats", later.id, earlier.id
            elif _differ(earlier, later):
                yield "contradicts", later.id, earlier.id
        latest[later.attributed_to] = later


def _may_be_same(earlier: MaterielClaim, later: MaterielClaim) -> bool:
    """Whether neither place, nor time, nor the owner left open tells two losses apart.

    Without an owner the item alone says too little; a place or period that only one of
    them has may be that of the other.
    """
    if earlier.owner_side is None:
        return False
    if earlier.place and later.place and earlier.place != later.place:
        return False
    starts = [c.date_start for c in (earlier, later) if c.date_start]
    ends = [c.date_end for c in (earlier, later) if c.date_end]
    return not starts or not ends or max(starts) <= min(ends)


def _differ(earlier: MaterielClaim, later: MaterielClaim) -> bool:
    """Whether two sources cannot both be right about one and the same loss."""
    if "denies" in (earlier.stance, later.stance):
        return earlier.stance != later.stance
    days = earlier.date_start, earlier.date_end, earlier.place
    if None in days or days != (later.date_start, later.date_end, later.place):
        return False
    exact = _is_exact(earlier) and _is_exact(later)
    return exact and earlier.low != later.low


def _says_same(earlier: MaterielClaim, later: MaterielClaim) -> bool:
    same = (earlier.low, earlier.high) == (later.low, later.high)
    return same and earlier.stance == later.stance


def _is_exact(claim: MaterielClaim) -> bool:
    return claim.low is not None and claim.low == claim.high and not claim.approx
