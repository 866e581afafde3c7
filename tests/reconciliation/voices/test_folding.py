"""What one voice says in many outlets, it says once."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from herodotus.model import (
    Card,
    CasualtyClaim,
    ControlClaim,
    EventClaim,
    Party,
    Relation,
    Telling,
)
from herodotus.reconciliation.voices.folding import fold


def card(key: str, day: int | None = 1) -> Card:
    when = date(2020, 10, day) if day else None
    return Card(key=key, id=key, sha256=key, date=when)


def killed(low: int, report: Card, *, voice: str = "v", **said: Any) -> Telling:
    """A telling of so many killed, its words where no other report has them."""
    start = said.pop("start", ord(report.key[0]))
    claim = CasualtyClaim(
        start=start,
        end=start + 9,
        evidence="the words",
        text=str(low),
        low=low,
        high=low,
        outcome="killed",
        **said,
    ).identified(report.key)
    return Telling(claim, report, voice)


def _number(telling: Telling) -> int | None:
    assert isinstance(telling.claim, CasualtyClaim)
    return telling.claim.low


def test_copies_are_one_claim_of_the_earliest_report() -> None:
    late, early, middle = card("a", 3), card("b", 1), card("c", 2)
    (only,) = fold([killed(7, late), killed(7, early), killed(7, middle)])
    assert (only.card, only.copies) == (early, 3)


def test_of_one_day_the_least_key_stands() -> None:
    (only,) = fold([killed(7, card("b")), killed(7, card("a"))])
    assert only.card.key == "a"


def test_a_report_of_an_unknown_day_stands_for_no_other() -> None:
    (only,) = fold([killed(7, card("a", None)), killed(7, card("b", 9))])
    assert only.card.key == "b"


def test_another_voice_is_another_claim() -> None:
    told = [killed(7, card("a")), killed(7, card("b"), voice="w")]
    assert [telling.copies for telling in fold(told)] == [1, 1]


def test_claims_that_differ_stay() -> None:
    base: dict[str, Any] = {
        "counting": "cumulative",
        "victim_side": "Armenia",
        "victim_status": "combatant",
        "attributed_to": "Armenia Ministry of Defence",
        "place": "Vardenis",
        "date_end": date(2020, 10, 1),
    }
    changes: list[dict[str, Any]] = [
        {"counting": "new"},
        {"victim_side": "Azerbaijan"},
        {"victim_status": "civilian"},
        {"attributed_to": None},
        {"place": "Hadrut"},
        {"date_end": date(2020, 10, 2)},
        {"approx": True},
        {"stance": "denies"},
        {"background": True},
    ]
    first = killed(7, card("a"), **base)
    for change in changes:
        assert len(fold([first, killed(7, card("b"), **{**base, **change})])) == 2
    assert len(fold([first, killed(8, card("b"), **base)])) == 2
    assert len(fold([first, killed(7, card("b"), **base)])) == 1


def test_how_it_is_put_makes_no_difference() -> None:
    told = [
        killed(7, card("a"), victims="soldiers", speaker="A. Speaker", confidence=0.5),
        killed(7, card("b"), victims="servicemen", attribution_cue="said"),
    ]
    assert len(fold(told)) == 1


def test_what_one_report_says_twice_is_left_to_its_relations() -> None:
    first = card("a", 1)
    twice = [killed(7, first, start=5), killed(7, first, start=50)]
    kept = fold([*twice, killed(7, card("b", 2))])
    assert [(telling.card.key, telling.copies) for telling in kept] == [
        ("a", 2),
        ("a", 2),
    ]


def test_a_claim_given_twice_is_one_report() -> None:
    once = killed(7, card("a"))
    (only,) = fold([once, once])
    assert only.copies == 1


def test_relations_point_to_the_claim_that_stands() -> None:
    part, copied = killed(3, card("a", 1)), killed(3, card("b", 2))
    sums = (Relation(type="sums", claim=copied.claim.id),)
    whole = killed(9, card("b", 2), relations=sums)
    kept = {_number(told): told.claim for told in fold([part, copied, whole])}
    assert kept[9].relations == (Relation(type="sums", claim=part.claim.id),)


def test_ground_and_events_fold_by_who_did_what() -> None:
    def ground(report: Card, by: str) -> Telling:
        claim = ControlClaim(
            start=1, end=2, evidence="x", action="captured", by=by, place="Jabrayil"
        )
        return Telling(claim.identified(report.key), report, "v")

    def strike(report: Card, name: str) -> Telling:
        claim = EventClaim(
            start=1,
            end=2,
            evidence="x",
            plover="ASSAULT",
            initiators=(Party(name=name),),
        )
        return Telling(claim.identified(report.key), report, "v")

    one, two = card("a"), card("b")
    same = [ground(one, "Azerbaijan"), ground(two, "Azerbaijan")]
    assert [telling.copies for telling in fold(same)] == [2]
    assert len(fold([*same, ground(two, "Armenia")])) == 2
    assert len(fold([strike(one, "Armenia"), strike(two, "Armenia")])) == 1
    assert len(fold([strike(one, "Armenia"), strike(two, "Azerbaijan")])) == 2


_TOLD = st.builds(
    lambda low, key, voice, start: killed(
        low, card(key, ord(key) - 96), voice=voice, start=start
    ),
    st.integers(1, 3),
    st.sampled_from("abcde"),
    st.sampled_from("vw"),
    st.integers(1, 3),
)


@given(st.lists(_TOLD, max_size=20), st.randoms())
def test_folding_depends_on_no_order_and_folds_once(
    told: list[Telling], chance: Random
) -> None:
    kept = fold(told)
    chance.shuffle(told)
    assert fold(told) == kept
    assert fold(kept) == kept
    said = {(telling.voice, _number(telling)) for telling in told}
    assert {(telling.voice, _number(telling)) for telling in kept} == said
