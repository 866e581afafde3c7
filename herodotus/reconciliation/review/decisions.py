"""What reviewers have decided, applied to claims: views change, the claims do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from herodotus.errors import DecisionProblem
from herodotus.model import Claim, Decision, Telling, Verdict

#: What an edit may not touch: where the words stand and what kind of claim it is.
FIXED = frozenset(
    {"id", "kind", "start", "end", "evidence", "relations", "rule", "confidence"}
)


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that counts for each claim: the last that nobody has taken back.

    A skip decides nothing. An undo may itself be undone. Of two reviewers the later
    one counts; `differing` says where they disagree.
    """
    return {
        claim: made[-1]
        for claim, made in _by_claim(decisions).items()
        if made[-1].verdict != "skip"
    }


def differing(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Claims of which reviewers hold different things, with each one's last word."""
    found = {}
    for claim, made in _by_claim(decisions).items():
        last = {one.reviewer: one for one in made if one.verdict != "skip"}
        held = {(one.verdict, str(one.changes), one.into) for one in last.values()}
        if len(held) > 1:
            found[claim] = tuple(last[reviewer] for reviewer in sorted(last))
    return found


def decided(
    tellings: Iterable[Telling], decisions: Iterable[Decision]
) -> list[Telling]:
    """The tellings as reviewers would have them.

    A rejected claim is left out, an edited one says what the reviewer set and keeps its
    id and its words, an accepted or edited one is sure (confidence 1). A claim merged
    into another is left out too, and its reports count as copies of the other's; where
    the other is not among the tellings, it stays.
    """
    tellings = list(tellings)
    rulings = standing(decisions)
    here = {telling.claim.id for telling in tellings}
    merged: dict[str, int] = {}
    kept: list[Telling] = []
    for telling in tellings:
        ruling = rulings.get(telling.claim.id)
        if ruling is None:
            kept.append(telling)
            continue
        target = _end_of_merges(telling.claim.id, rulings)
        if ruling.verdict == "merge" and target in here:
            if target is not None:
                merged[target] = merged.get(target, 0) + telling.copies
        elif ruling.verdict != "reject":
            kept.append(telling._replace(claim=edited(telling.claim, ruling)))
    return [
        telling._replace(copies=telling.copies + merged.pop(telling.claim.id, 0))
        for telling in kept
    ]


def edited(claim: Claim, ruling: Decision) -> Claim:
    """The claim as one decision would have it; its id and words stay.

    Raises:
        DecisionProblem: the decision changes what may not be changed, or sets a value
            that a claim of this kind cannot have.
    """
    if ruling.verdict not in ("accept", "edit"):
        return claim
    wrong = [name for name in ruling.changes if name in FIXED]
    wrong += [name for name in ruling.changes if name not in type(claim).model_fields]
    if wrong:
        raise DecisionProblem(
            f"{', '.join(sorted(wrong))} of a {claim.kind} claim cannot be edited",
            claim=claim.id,
            fields=tuple(sorted(wrong)),
        )
    values = {**claim.model_dump(), **ruling.changes, "confidence": 1.0}
    try:
        return type(claim).model_validate(values)
    except ValidationError as problem:
        first = problem.errors()[0]
        field = ".".join(map(str, first["loc"])) or "the claim"
        raise DecisionProblem(
            f"{field} cannot be set so: {first['msg']}", claim=claim.id
        ) from problem


def verdict_of(claim: str, decisions: Iterable[Decision]) -> Verdict | None:
    """What counts for one claim, or `None` while it is open."""
    ruling = standing(decisions).get(claim)
    return ruling.verdict if ruling else None


def _by_claim(decisions: Iterable[Decision]) -> dict[str, Sequence[Decision]]:
    """The decisions that stand, by claim, in the order in which they were made."""
    ordered = sorted({one.id: one for one in decisions}.values(), key=_made)
    taken_back: set[str] = set()
    for one in reversed(ordered):
        if one.verdict == "undo" and one.id not in taken_back and one.undoes:
            taken_back.add(one.undoes)
    found: dict[str, list[Decision]] = {}
    for one in ordered:
        if one.verdict != "undo" and one.id not in taken_back:
            found.setdefault(one.claim, []).append(one)
    return dict(found)


def _made(one: Decision) -> tuple[object, str]:
    return one.moment, one.id


def _end_of_merges(claim: str, rulings: dict[str, Decision]) -> str | None:
    """Where a claim ends up: merged into one that is itself merged, and so on.

    Reviewers who merge two claims into each other leave both where they are.
    """
    seen = {claim}
    while (ruling := rulings.get(claim)) and ruling.verdict == "merge" and ruling.into:
        claim = ruling.into
        if claim in seen:
            return None
        seen.add(claim)
    return claim
