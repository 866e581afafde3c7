"""Which figures of a report add up to a total that the report states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.cues import has_cue
from herodotus.reconciliation.figures import is_exact, is_vague, named
from herodotus.reconciliation.within.implied import Tie
from herodotus.reconciliation.within.page import (
    Page,
    number_end,
    number_start,
    position,
)
from herodotus.reconciliation.within.scope import Fit, compare, periods_meet

_MOST_PARTS = 5
_REACH = 12
_OTHER_TELLINGS = ("repeats", "supersedes", "contradicts", "consistent_with")
_MOST_CANDIDATES = 14


def find_sums(
    casualties: Sequence[CasualtyClaim], ties: Iterable[Tie], page: Page
) -> set[Tie]:
    """A `sums` tie from each total to its parts, and `adds_to` between the parts.

    The parts are those that the other relations already place within the total, do not
    overlap, and come to it exactly; few and large ones are preferred, then near ones.
    Where the words themselves give all the parts, they are tied whether or not they
    come to the total.
    """
    ties = set(ties)
    by_id = {claim.id: claim for claim in casualties}
    within: dict[str, list[CasualtyClaim]] = {}
    for kind, source, target in ties:
        if kind == "part_of":
            within.setdefault(target, []).append(by_id[source])
    overlapping = {
        frozenset((source, target))
        for kind, source, target in ties
        if kind != "adds_to"
    }
    retold = {frozenset(tie[1:]) for tie in ties if tie[0] in _OTHER_TELLINGS}
    found: set[Tie] = set()
    for rank, whole in enumerate(casualties):
        candidates = sorted(within.get(whole.id, ()), key=position)
        parts = (
            _told_as_all(whole, candidates, page)
            or _adding_up(whole, candidates, overlapping, page)
            or _told_next(
                whole, casualties[rank + 1 : rank + 1 + _REACH], retold, ties, page
            )
        )
        found |= {("part_of", part.id, whole.id) for part in parts}
        found |= {("sums", whole.id, part.id) for part in parts}
        found |= {
            ("adds_to", later.id, earlier.id)
            for earlier, later in combinations(sorted(parts, key=position), 2)
        }
    return found


def _adding_up(
    whole: CasualtyClaim,
    candidates: Sequence[CasualtyClaim],
    overlapping: set[frozenset[str]],
    page: Page,
) -> tuple[CasualtyClaim, ...]:
    """The fewest, largest and nearest parts that come to the whole."""
    if is_vague(whole):  # "dozens" is no number to come to
        return ()
    stated = named(whole) or 0
    usable = [claim for claim in candidates if not is_vague(claim) and named(claim)]
    nearest = sorted(usable, key=lambda part: (_distance(part, whole), position(part)))
    usable = nearest[:_MOST_CANDIDATES]
    numbers = sorted(named(part) or 0 for part in usable)
    for size in range(2, _MOST_PARTS + 1):
        if not sum(numbers[:size]) <= stated <= sum(numbers[-size:]):
            continue
        sets = [
            parts
            for parts in combinations(usable, size)
            if sum(named(part) or 0 for part in parts) == stated
            and not any(
                frozenset((one.id, other.id)) in overlapping
                for one, other in combinations(parts, 2)
            )
        ]
        if sets:
            return min(sets, key=lambda parts: _preference(parts, whole, page))
    return ()


def _preference(
    parts: tuple[CasualtyClaim, ...], whole: CasualtyClaim, page: Page
) -> tuple[int, int, int, tuple[str, ...]]:
    return (
        sum(not page.same_sentence(part, whole) for part in parts),
        -max(named(part) or 0 for part in parts),
        sum(_distance(part, whole) for part in parts),
        tuple(sorted(part.id for part in parts)),
    )


def _told_as_all(
    whole: CasualtyClaim, candidates: Sequence[CasualtyClaim], page: Page
) -> tuple[CasualtyClaim, ...]:
    """The parts that a sentence gives as all there is: "eight: six men, two women"."""
    told = [
        part
        for part in candidates
        if is_exact(part)
        and position(part) > position(whole)
        and page.same_sentence(part, whole)
        and part.counting != "new"
    ]
    if len(told) < 2 or not is_exact(whole):
        return ()
    gap = page.text[number_end(whole) : number_start(told[0])]
    opened = ":" in gap or "—" in gap or has_cue("exhaustive", gap)
    return tuple(told) if opened else ()


def _told_next(
    whole: CasualtyClaim,
    following: Sequence[CasualtyClaim],
    retold: set[frozenset[str]],
    ties: set[Tie],
    page: Page,
) -> tuple[CasualtyClaim, ...]:
    """The figures right after a total, where they come to it exactly.

    "34 died in three bombings. The first killed 24. Another killed ten." Places and
    words may set these apart from each other; that they make the total shows that they
    are in it. A relation found this way may be overruled.
    """
    if is_vague(whole):
        return ()
    stated = named(whole)
    parts: list[CasualtyClaim] = []
    for claim in following:
        fits = compare(claim, whole) in (Fit.SAME, Fit.NARROWER)
        if not fits or claim.background != whole.background:
            continue
        if frozenset((claim.id, whole.id)) in retold or is_vague(claim):
            continue
        if claim.counting == "new" and whole.counting == "cumulative":
            continue
        if page.same_sentence(claim, whole) or not periods_meet(claim, whole):
            return ()
        if not parts and ("adds_to", claim.id, whole.id) in ties:
            return ()
        parts.append(claim)
        total = sum(named(part) or 0 for part in parts)
        if len(parts) > _MOST_PARTS or total > (stated or 0):
            return ()
        if total == stated:
            return tuple(parts) if len(parts) > 1 else ()
    return ()


def _distance(part: CasualtyClaim, whole: CasualtyClaim) -> int:
    return abs(number_start(part) - number_start(whole))
