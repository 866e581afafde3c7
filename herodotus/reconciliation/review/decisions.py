"""What reviewers have decided, applied to claims: views change, the claims do not.

A reviewer's last word on a claim is the last decision that nobody has taken back; a
skip decides nothing. Where all who judged a claim hold the same, that counts. Where
they differ, neither counts, whoever came first: the claim stands as it was read, until
one of them gives way, by deciding as the other did, or somebody settles it, by taking
back all answers but one (`settling`). So a second reviewer, who judges without knowing
the first one's answer, overturns nothing unawares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from herodotus.errors import DecisionProblem
from herodotus.model import Claim, Decision, Telling

#: What an edit may not touch: where the words stand and what kind of claim it is.
FIXED = frozenset(
    {"id", "kind", "start", "end", "evidence", "relations", "rule", "confidence"}
)


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that counts for each claim; none where reviewers differ.

    Of several who hold the same it is the last.
    """
    return {
        claim: words[-1]
        for claim, words in _last_words(decisions).items()
        if all(same_answer(words[-1], one) for one in words)
    }


def differing(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Claims of which reviewers hold different things, with each one's last word.

    The words are in the order in which they were spoken.
    """
    return {
        claim: tuple(words)
        for claim, words in _last_words(decisions).items()
        if not all(same_answer(words[-1], one) for one in words)
    }


def settling(
    answer: Decision,
    decisions: Iterable[Decision],
    *,
    reviewer: str,
    moment: datetime,
    note: str | None = None,
) -> list[Decision]:
    """What a reviewer decides so that one answer counts, and no other does.

    All that was held otherwise of the claim is taken back, and stays in the ledger as
    every decision does; an answer that nobody holds yet is made.
    """
    signed: dict[str, Any] = {"reviewer": reviewer, "moment": moment, "note": note}
    made = [
        one
        for one in _by_claim(decisions).get(answer.claim, ())
        if one.verdict != "skip"
    ]
    settled = [undoing(one, **signed) for one in made if not same_answer(one, answer)]
    if not any(same_answer(one, answer) for one in made):
        new = answer.model_copy(update={**signed, "undoes": None})
        settled.append(new.identified())
    return settled


def last_words(decisions: Iterable[Decision]) -> list[Decision]:
    """What each reviewer holds of each claim; without skips and what is taken back."""
    return [word for words in _last_words(decisions).values() for word in words]


def same_answer(one: Decision, other: Decision) -> bool:
    """Whether two decisions hold the same of a claim."""
    return (one.verdict, one.changes, one.into) == (
        other.verdict,
        other.changes,
        other.into,
    )


def standing_of(claim: str, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions on one claim that nobody has taken back, in order."""
    return tuple(_by_claim(decisions).get(claim, ()))


def skipped_by(reviewer: str | None, decisions: Iterable[Decision]) -> set[str]:
    """The claims that a reviewer, or anybody, has skipped, and that none has judged."""
    return {
        claim
        for claim, made in _by_claim(decisions).items()
        if all(one.verdict == "skip" for one in made)
        and any(reviewer in (None, one.reviewer) for one in made)
    }


def to_take_back(
    decisions: Iterable[Decision], *, reviewer: str, claim: str | None = None
) -> Decision | None:
    """What an undo by this reviewer takes back: their last decision that stands.

    Of one claim it may be another's, where the reviewer has said nothing of it.
    """
    made = [
        one
        for name, some in _by_claim(decisions).items()
        for one in some
        if claim in (None, name)
    ]
    own = [one for one in made if one.reviewer == reviewer]
    others = [one for one in made if one.verdict != "skip" and claim is not None]
    return max(own or others, key=_made, default=None)


def undoing(
    one: Decision, *, reviewer: str, moment: datetime, note: str | None = None
) -> Decision:
    """The decision that takes another one back."""
    return Decision(
        claim=one.claim,
        verdict="undo",
        reviewer=reviewer,
        moment=moment,
        undoes=one.id,
        note=note,
    ).identified()


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


def _last_words(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Each reviewer's last word on each claim, in the order in which they were said."""
    found: dict[str, list[Decision]] = {}
    for claim, made in _by_claim(decisions).items():
        last = {one.reviewer: one for one in made if one.verdict != "skip"}
        if last:
            found[claim] = sorted(last.values(), key=_made)
    return found


def _made(one: Decision) -> tuple[datetime, str]:
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
