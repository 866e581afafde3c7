"""The claim that would move an account furthest is asked about first."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from herodotus.model import Card, CasualtyClaim, Decision, Telling, Verdict
from herodotus.reconciliation.review.queue import (
    Progress,
    Question,
    progress,
    questions,
    second_questions,
)

NOON = datetime(2023, 8, 1, 12, tzinfo=UTC)


def telling(
    name: str, figure: int, *, sure: float | None = None, **more: Any
) -> Telling:
    fields = {
        "victim_side": "Mali",
        "victim_status": "civilian",
        "place": f"Place of {name}",
        "place_precision": 1,
        "date_start": date(2023, 7, 1),
        "date_end": date(2023, 7, 1),
    } | more
    claim = CasualtyClaim(
        id=name,
        start=0,
        end=6,
        evidence="killed",
        outcome="killed",
        text=str(figure),
        low=figure,
        high=figure,
        confidence=sure,
        **fields,
    )
    card = Card(key=f"r{name}", id=name, sha256="0" * 64, date=date(2023, 7, 2))
    return Telling(claim, card, f"r{name}", "Mali War")


def decision(claim: str, verdict: Verdict, by: str = "ann") -> Decision:
    return Decision(claim=claim, verdict=verdict, reviewer=by, moment=NOON).identified()


def names(asked: list[Question]) -> list[str]:
    return [question.telling.claim.id for question in asked]


def test_the_largest_of_equally_doubtful_claims_comes_first() -> None:
    asked = list(questions([telling("a", 3), telling("b", 40), telling("c", 9)]))
    assert names(asked) == ["b", "c", "a"]
    assert [question.movement for question in asked] == [40, 9, 3]


def test_a_doubtful_small_claim_comes_before_a_sure_large_one() -> None:
    asked = list(questions([telling("a", 10, sure=0.1), telling("b", 40, sure=0.9)]))
    assert names(asked) == ["a", "b"]
    assert "the reader is not sure of it" in asked[0].why


def test_a_claim_that_only_repeats_another_moves_nothing() -> None:
    same: dict[str, Any] = {"place": "Ber"}
    asked = list(questions([telling("a", 10, **same), telling("b", 10, **same)]))
    assert [question.movement for question in asked] == [0, 0]


def test_what_is_decided_is_not_asked_and_what_was_skipped_comes_last() -> None:
    told = [telling("a", 30), telling("b", 20), telling("c", 10)]
    made = [decision("a", "skip"), decision("b", "accept")]
    assert names(list(questions(told, made))) == ["c", "a"]


def test_what_reviewers_differ_on_is_to_be_settled_and_is_not_asked() -> None:
    told = [telling("a", 30), telling("b", 20)]
    made = [decision("a", "accept"), decision("a", "reject", "bea")]
    assert names(list(questions(told, made))) == ["b"]


def test_a_second_reviewer_is_asked_what_others_have_judged() -> None:
    told = [telling(name, 10 * place) for place, name in enumerate("abcd", 1)]
    made = [
        decision("a", "accept"),
        decision("b", "reject"),
        decision("c", "accept"),
        decision("c", "reject", "bea"),
    ]
    assert names(list(second_questions(told, made, reviewer="cem"))) == ["b", "a"]
    assert names(list(second_questions(told, made, reviewer="ann"))) == []


def test_who_cannot_wait_is_asked_the_furthest_of_those_worked_out() -> None:
    told = [telling("a", 3), telling("b", 40), telling("c", 9, sure=0.99)]
    asked = questions(told, hurried=lambda: True)
    assert {one.telling.claim.id for one in asked} == set("abc")
    patient = names(list(questions(told)))
    assert names(list(questions(told, hurried=lambda: False))) == patient


def test_history_is_not_asked_about() -> None:
    assert list(questions([telling("a", 30_000, background=True)])) == []


def test_progress_counts_the_decisions_that_settle_most() -> None:
    asked = list(questions([telling("a", 90), telling("b", 8), telling("c", 2)]))
    assert progress(asked) == Progress(decisions=1, share=0.9, open=3)
    assert progress(asked, share=0.95).decisions == 2


@given(st.permutations(["a", "b", "c", "d"]), st.lists(st.integers(1, 99), min_size=4))
def test_the_order_of_the_tellings_makes_no_difference(
    order: list[str], figures: list[int]
) -> None:
    told = {
        name: telling(name, figure)
        for name, figure in zip("abcd", figures, strict=False)
    }
    there = list(questions(told.values()))
    assert list(questions([told[name] for name in order])) == there
