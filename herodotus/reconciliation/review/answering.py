"""A reviewer's answer to a question, made a decision: what may be answered, and how."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from herodotus.errors import DecisionProblem
from herodotus.model import Claim, Decision, Verdict
from herodotus.reconciliation.review.decisions import (
    differing,
    last_words,
    same_answer,
    settling,
    standing_of,
    to_take_back,
    undoing,
)
from herodotus.reconciliation.review.editing import wrong_changes


class Answer(BaseModel):
    """What a reviewer answers about a claim."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verdict: Verdict = Field(description="what is held of the claim")
    changes: dict[str, Any] = Field(
        default={}, description="of an edit: the fields that are set anew"
    )
    into: str | None = Field(
        default=None, description="of a merge: the claim that tells the same"
    )
    undoes: str | None = Field(
        default=None,
        description="of an undo: the decision that is taken back; without it, the "
        "reviewer's own last one on this claim, else the one that stands",
    )
    settles: bool = Field(
        default=False,
        description="whether reviewers differ, and all that others hold is taken back",
    )
    note: str | None = Field(
        default=None, max_length=2000, description="a note, kept with the decision"
    )


class Answered(NamedTuple):
    """The decision that an answer comes to, and what has to be kept for it."""

    decision: Decision
    new: tuple[Decision, ...]


def answered(
    answer: Answer,
    claim: Claim,
    decisions: Sequence[Decision],
    *,
    reviewer: str,
    moment: datetime,
) -> Answered:
    """What an answer comes to, given what was decided of the claim before.

    Who gives the same answer again decides nothing anew.

    Raises:
        DecisionProblem: the claim cannot take it; `wrong` says what is wrong, by field.
    """
    _refuse(answer, claim)
    if answer.verdict == "undo":
        undo = _undo(answer, claim, decisions, reviewer=reviewer, moment=moment)
        return Answered(undo, (undo,))
    made = Decision(
        claim=claim.id,
        verdict=answer.verdict,
        reviewer=reviewer,
        moment=moment,
        changes=answer.changes,
        into=answer.into,
        note=answer.note,
    ).identified()
    if answer.settles:
        return _settled(made, decisions)
    for word in last_words(decisions):
        own = word.reviewer == reviewer and word.claim == claim.id
        if own and same_answer(word, made):
            return Answered(word, ())
    return Answered(made, (made,))


def _refuse(answer: Answer, claim: Claim) -> None:
    wrong: dict[str, str] = {}
    if answer.verdict == "edit":
        wrong = wrong_changes(claim, answer.changes)
        if not answer.changes:
            wrong["changes"] = "nothing is changed"
    elif answer.changes:
        wrong["changes"] = "only an edit changes fields"
    if answer.verdict == "merge":
        if not answer.into:
            wrong["into"] = "say which claim tells the same"
        elif answer.into == claim.id:
            wrong["into"] = "a claim cannot be merged into itself"
    elif answer.into is not None:
        wrong["into"] = "only a merge names another claim"
    if answer.undoes is not None and answer.verdict != "undo":
        wrong["undoes"] = "only an undo takes a decision back"
    if answer.settles and answer.verdict in ("undo", "skip"):
        wrong["settles"] = "only an answer settles what reviewers differ on"
    if wrong:
        name, message = next(iter(wrong.items()))
        raise DecisionProblem(f"{name}: {message}", claim=claim.id, wrong=wrong)


def _undo(
    answer: Answer,
    claim: Claim,
    decisions: Sequence[Decision],
    *,
    reviewer: str,
    moment: datetime,
) -> Decision:
    stand = standing_of(claim.id, decisions)
    if answer.undoes is None:
        target = to_take_back(decisions, reviewer=reviewer, claim=claim.id)
    else:
        target = next((one for one in stand if one.id == answer.undoes), None)
    if target is None:
        raise DecisionProblem(
            f"no such decision stands for {claim.id}: look at what was decided of it",
            claim=claim.id,
            wrong={"undoes": "no such decision stands"},
        )
    return undoing(target, reviewer=reviewer, moment=moment, note=answer.note)


def _settled(made: Decision, decisions: Sequence[Decision]) -> Answered:
    if made.claim not in differing(decisions):
        raise DecisionProblem(
            f"no reviewers differ on {made.claim}: there is nothing to settle",
            claim=made.claim,
            wrong={"settles": "no reviewers differ on it"},
        )
    new = settling(
        made, decisions, reviewer=made.reviewer, moment=made.moment, note=made.note
    )
    kept = [*standing_of(made.claim, decisions), *new]
    counts = [one for one in kept if same_answer(one, made)]
    return Answered(counts[-1], tuple(new))
