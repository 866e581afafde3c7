"""Relations that follow from others, and are left out."""

from __future__ import annotations

from collections.abc import Sequence

from herodotus.model import CasualtyClaim, RelationType

#: A relation between two claims: its type, whose it is, and whom it names.
Tie = tuple[RelationType, str, str]


def most_direct(ties: set[Tie]) -> set[Tie]:
    """Without what other relations imply.

    That is: parts of parts, parts of a figure told again or replaced by another whole,
    and the disagreement or correction of a part where its whole has it.
    """
    wholes: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    newer: dict[str, set[str]] = {}
    told_before: dict[str, set[str]] = {}
    for kind, source, target in ties:
        if kind == "part_of":
            wholes.setdefault(source, set()).add(target)
            parts.setdefault(target, set()).add(source)
        elif kind == "supersedes":
            newer.setdefault(target, set()).add(source)
        elif kind == "repeats":
            told_before.setdefault(source, set()).add(target)
    disputed = {frozenset(tie[1:]) for tie in ties if tie[0] == "contradicts"}

    def is_implied(tie: Tie) -> bool:
        kind, one, other = tie
        if kind == "contradicts":
            return any(
                frozenset((whole, rival)) in disputed
                for part, rival in ((one, other), (other, one))
                for whole in wholes.get(part, ())
            )
        others = wholes.get(one, set()) - {other}
        replacing = newer.get(other, set())
        if kind == "supersedes":
            return not others.isdisjoint(replacing)
        held = told_before.get(other, set()) | parts.get(other, set()) | replacing
        return kind == "part_of" and not others.isdisjoint(held)

    return {tie for tie in ties if not is_implied(tie)}


def one_to_one(ties: set[Tie], casualties: Sequence[CasualtyClaim]) -> set[Tie]:
    """Without a second claim that tells the same one again beside the first.

    "A lawyer and his wife were shot. John died on the spot, Mary in hospital": of the
    two who are told of afterwards only one can be the lawyer.
    """
    rank = {claim.id: place for place, claim in enumerate(casualties)}
    beside = {frozenset(tie[1:]) for tie in ties if tie[0] == "adds_to"}
    told: dict[str, list[str]] = {}
    for kind, source, target in ties:
        if kind in ("repeats", "consistent_with"):
            told.setdefault(target, []).append(source)
    dropped = {
        (later, target)
        for target, sources in told.items()
        for later in sources
        if any(
            frozenset((later, first)) in beside and rank[first] < rank[later]
            for first in sources
        )
    }
    return {
        tie
        for tie in ties
        if tie[0] not in ("repeats", "consistent_with") or tie[1:] not in dropped
    }
