"""An answer becomes a decision, or is refused with what is wrong, field by field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from herodotus.errors import DecisionProblem
from herodotus.model import CasualtyClaim, Decision
from herodotus.reconciliation.review.answering import Answer, Answered, answered
from herodotus.reconciliation.review.decisions import standing

NOON = datetime(2020, 10, 1, 12, tzinfo=UTC)
CLAIM = CasualtyClaim(
    id="a", start=0, end=6, evidence="killed", outcome="killed", text="5", low=5, high=5
)


def answer(
    made: list[Decision], by: str = "ann", *, minute: int = 0, **said: Any
) -> Answered:
    moment = NOON + timedelta(minutes=minute)
    return answered(Answer(**said), CLAIM, made, reviewer=by, moment=moment)


def wrong(made: list[Decision], **said: Any) -> dict[str, str]:
    with pytest.raises(DecisionProblem) as problem:
        answer(made, **said)
    found: dict[str, str] = problem.value.wrong
    return found


def test_an_answer_is_signed_and_dated() -> None:
    found = answer([], verdict="accept", note="seen")
    assert found.new == (found.decision,)
    assert (found.decision.reviewer, found.decision.moment) == ("ann", NOON)
    assert (found.decision.note, len(found.decision.id)) == ("seen", 16)


def test_the_same_answer_again_decides_nothing_anew() -> None:
    first = answer([], verdict="accept")
    again = answer([first.decision], verdict="accept", minute=1)
    assert again == Answered(first.decision, ())
    assert answer([first.decision], "bea", verdict="accept", minute=1).new


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"verdict": "edit"}, "changes"),
        ({"verdict": "edit", "changes": {"evidence": "x"}}, "evidence"),
        ({"verdict": "edit", "changes": {"low": 9}}, "low"),
        ({"verdict": "edit", "changes": {"outcome": "eaten"}}, "outcome"),
        ({"verdict": "accept", "changes": {"low": 1}}, "changes"),
        ({"verdict": "merge"}, "into"),
        ({"verdict": "merge", "into": "a"}, "into"),
        ({"verdict": "reject", "into": "b"}, "into"),
        ({"verdict": "reject", "undoes": "b"}, "undoes"),
        ({"verdict": "undo"}, "undoes"),
        ({"verdict": "undo", "undoes": "nothing"}, "undoes"),
        ({"verdict": "skip", "settles": True}, "settles"),
        ({"verdict": "accept", "settles": True}, "settles"),
    ],
)
def test_what_a_claim_cannot_take_is_refused_at_its_field(
    said: dict[str, Any], field: str
) -> None:
    assert list(wrong([], **said)) == [field]


def test_an_undo_takes_back_the_decision_that_is_named() -> None:
    mine = answer([], verdict="accept").decision
    theirs = answer([mine], "bea", verdict="reject", minute=1).decision
    made = [mine, theirs]
    assert answer(made, verdict="undo", minute=2).decision.undoes == mine.id
    named = answer(made, verdict="undo", undoes=theirs.id, minute=2).decision
    assert standing([*made, named])["a"] == mine
    assert list(wrong([*made, named], verdict="undo", undoes=theirs.id)) == ["undoes"]


def test_an_answer_settles_what_two_reviewers_differ_on() -> None:
    mine = answer([], verdict="accept").decision
    theirs = answer([mine], "bea", verdict="reject", minute=1).decision
    made = [mine, theirs]
    kept = answer(made, "cem", verdict="reject", settles=True, minute=2)
    assert kept.decision == theirs
    assert [one.undoes for one in kept.new] == [mine.id]
    third = answer(
        made, "cem", verdict="edit", changes={"low": 4}, settles=True, minute=2
    )
    assert third.decision.reviewer == "cem"
    assert standing([*made, *third.new])["a"] == third.decision
