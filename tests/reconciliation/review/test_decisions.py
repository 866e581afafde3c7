"""What reviewers decide changes what is counted, and nothing that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.errors import DecisionProblem
from herodotus.model import Card, CasualtyClaim, Decision, Telling, Verdict
from herodotus.reconciliation.review.decisions import (
    decided,
    differing,
    edited,
    settling,
    standing,
    to_take_back,
    undoing,
)

NOON = datetime(2020, 10, 1, 12, tzinfo=UTC)


def telling(name: str, figure: int = 5, *, copies: int = 1) -> Telling:
    claim = CasualtyClaim(
        id=name,
        start=0,
        end=6,
        evidence="killed",
        outcome="killed",
        text=str(figure),
        low=figure,
        high=figure,
    )
    card = Card(key=f"r-{name}", id=name, sha256="0" * 64)
    return Telling(claim, card, f"r-{name}", copies=copies)


def decision(
    claim: str, verdict: Verdict, minute: int = 0, /, by: str = "ann", **more: Any
) -> Decision:
    moment = NOON + timedelta(minutes=minute)
    made = Decision(claim=claim, verdict=verdict, reviewer=by, moment=moment, **more)
    return made.identified()


def verdict_of_a(made: Sequence[Decision]) -> Verdict | None:
    ruling = standing(made).get("a")
    return ruling.verdict if ruling else None


def ids(tellings: Sequence[Telling]) -> list[str]:
    return [one.claim.id for one in tellings]


def test_a_rejected_claim_is_left_out_and_an_accepted_one_is_sure() -> None:
    one, other = telling("a"), telling("b")
    kept = decided([one, other], [decision("a", "reject"), decision("b", "accept")])
    assert ids(kept) == ["b"]
    assert kept[0].claim.confidence == 1
    assert other.claim.confidence is None


def test_an_edit_sets_fields_and_keeps_id_and_words() -> None:
    changed = decision("a", "edit", changes={"low": 7, "high": 9})
    (kept,) = decided([telling("a")], [changed])
    assert isinstance(kept.claim, CasualtyClaim)
    assert (kept.claim.low, kept.claim.high, kept.claim.id) == (7, 9, "a")
    assert kept.claim.evidence == "killed"


@pytest.mark.parametrize(
    "changes", [{"evidence": "x"}, {"side": "Mali"}, {"low": 9, "high": 7}, {"low": -1}]
)
def test_an_edit_that_makes_no_claim_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(DecisionProblem, match="a"):
        edited(telling("a").claim, decision("a", "edit", changes=changes))


def test_a_merged_claim_counts_as_copies_of_the_other() -> None:
    kept = decided(
        [telling("a", copies=2), telling("b"), telling("c")],
        [decision("a", "merge", into="b"), decision("b", "merge", 1, into="c")],
    )
    assert [(one.claim.id, one.copies) for one in kept] == [("c", 4)]


def test_claims_merged_into_each_other_or_into_nothing_here_stay() -> None:
    round_about = [
        decision("a", "merge", into="b"),
        decision("b", "merge", 1, into="a"),
    ]
    assert ids(decided([telling("a"), telling("b")], round_about)) == ["a", "b"]
    gone = [decision("a", "merge", into="elsewhere")]
    assert ids(decided([telling("a")], gone)) == ["a"]


def test_an_undo_takes_back_and_can_be_taken_back() -> None:
    reject = decision("a", "reject")
    undo = decision("a", "undo", 1, undoes=reject.id)
    again = decision("a", "undo", 2, undoes=undo.id)
    assert verdict_of_a([reject]) == "reject"
    assert verdict_of_a([reject, undo]) is None
    assert verdict_of_a([reject, undo, again]) == "reject"


def test_a_skip_decides_nothing() -> None:
    assert standing([decision("a", "skip")]) == {}


def test_of_one_reviewer_the_later_decision_counts() -> None:
    made = [decision("a", "accept"), decision("a", "reject", 1)]
    assert verdict_of_a(made) == "reject"
    assert differing(made) == {}


def test_a_skip_unseats_no_decision() -> None:
    made = [decision("a", "accept"), decision("a", "skip", 1, by="bea")]
    assert verdict_of_a([*made, decision("a", "skip", 2)]) == "accept"


def test_where_two_reviewers_differ_the_claim_stands_as_it_was_read() -> None:
    first = decision("a", "reject")
    second = decision("a", "edit", 1, by="bea", changes={"low": 1})
    assert verdict_of_a([first, second]) is None
    assert decided([telling("a")], [first, second]) == [telling("a")]
    assert [one.reviewer for one in differing([first, second])["a"]] == ["ann", "bea"]


def test_reviewers_who_hold_the_same_do_not_differ() -> None:
    changes = {"low": 1, "high": 2}
    turned = {"high": 2, "low": 1}
    made = [
        decision("a", "edit", changes=changes),
        decision("a", "edit", 1, by="bea", changes=turned),
    ]
    assert differing(made) == {}
    assert standing(made)["a"].reviewer == "bea"
    other = decision("a", "edit", 2, by="cem", changes={"low": 1})
    assert len(differing([*made, other])["a"]) == 3


def test_a_reviewer_gives_way_by_deciding_as_the_other_did() -> None:
    made = [decision("a", "accept"), decision("a", "reject", 1, by="bea")]
    made.append(decision("a", "reject", 2))
    assert differing(made) == {}
    assert verdict_of_a(made) == "reject"


def test_a_third_answer_settles_nothing_of_itself() -> None:
    made = [decision("a", "accept"), decision("a", "reject", 1, by="bea")]
    third = decision("a", "reject", 2, by="cem")
    assert verdict_of_a([*made, third]) is None


@pytest.mark.parametrize("kept", [0, 1])
def test_settling_takes_back_what_is_held_otherwise(kept: int) -> None:
    made = [decision("a", "accept"), decision("a", "reject", 1, by="bea")]
    later = NOON + timedelta(hours=1)
    settled = settling(made[kept], made, reviewer="cem", moment=later, note="told so")
    assert [(one.verdict, one.undoes, one.reviewer) for one in settled] == [
        ("undo", made[1 - kept].id, "cem")
    ]
    after = [*made, *settled]
    assert standing(after)["a"] == made[kept]
    assert differing(after) == {}
    assert settling(made[kept], after, reviewer="dan", moment=later) == []


def test_settling_leaves_no_earlier_word_of_who_is_overruled() -> None:
    made = [
        decision("a", "edit", changes={"low": 1}),
        decision("a", "reject", 1),
        decision("a", "accept", 2, by="bea"),
    ]
    settled = settling(made[2], made, reviewer="cem", moment=NOON + timedelta(hours=1))
    assert standing([*made, *settled])["a"] == made[2]


def test_an_answer_that_nobody_gave_may_settle_too_and_be_taken_back() -> None:
    made = [decision("a", "accept"), decision("a", "reject", 1, by="bea")]
    new = decision("a", "edit", 2, changes={"low": 1})
    later = NOON + timedelta(hours=1)
    settled = settling(new, made, reviewer="cem", moment=later)
    assert [one.verdict for one in settled] == ["undo", "undo", "edit"]
    after = [*made, *settled]
    assert standing(after)["a"].reviewer == "cem"
    undone = [
        undoing(one, reviewer="cem", moment=later + timedelta(minutes=place))
        for place, one in enumerate(settled)
    ]
    assert [one.reviewer for one in differing([*after, *undone])["a"]] == ["ann", "bea"]


def test_an_undo_takes_back_ones_own_last_word_before_anothers() -> None:
    mine, theirs = decision("a", "accept"), decision("a", "reject", 1, by="bea")
    elsewhere = decision("b", "reject", 2)
    made = [mine, theirs, elsewhere]
    assert to_take_back(made, reviewer="ann") == elsewhere
    assert to_take_back(made, reviewer="ann", claim="a") == mine
    assert to_take_back(made, reviewer="cem", claim="a") == theirs
    assert to_take_back(made, reviewer="cem") is None
    undo = undoing(elsewhere, reviewer="ann", moment=NOON + timedelta(minutes=3))
    assert to_take_back([*made, undo], reviewer="ann") == mine


@given(st.permutations(["accept", "reject", "merge"]), st.permutations("abc"))
def test_who_came_first_makes_no_difference_where_reviewers_differ(
    verdicts: list[Verdict], reviewers: list[str]
) -> None:
    made = [
        decision("a", verdict, minute, by=reviewer)
        for minute, (verdict, reviewer) in enumerate(
            zip(verdicts, reviewers, strict=True)
        )
    ]
    assert standing(made) == {}
    assert {one.reviewer for one in differing(made)["a"]} == set("abc")


@given(st.randoms(use_true_random=False), st.integers(0, 6))
def test_the_order_in_which_decisions_are_kept_makes_no_difference(
    luck: Any, many: int
) -> None:
    verdicts: list[Verdict] = ["accept", "reject", "skip"]
    made = [
        decision(luck.choice("ab"), luck.choice(verdicts), minute)
        for minute in range(many)
    ]
    made += [
        decision(one.claim, "undo", 10 + place, undoes=one.id)
        for place, one in enumerate(made)
        if luck.random() < 0.3
    ]
    shuffled = luck.sample(made, len(made))
    tellings = [telling("a"), telling("b")]
    assert decided(tellings, shuffled) == decided(tellings, made)
    assert decided(tellings, made + made) == decided(tellings, made)
