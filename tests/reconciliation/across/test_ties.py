"""Relations between reports: totals through time, parties against parties, attacks."""

from __future__ import annotations

from random import Random
from typing import Any

from herodotus.model import Relation, Telling
from herodotus.reconciliation import relate_across
from tests.reconciliation.tellings import day, more, told

BAKU: dict[str, Any] = {"victim_side": "Azerbaijan", "victim_status": "civilian"}
GANJA: dict[str, Any] = {
    **BAKU,
    "counting": "event",
    "place": "Ganja",
    "place_precision": 1,
    "date_start": day(20),
    "perpetrator": "Armenia",
}


def _ties(*tellings: Telling) -> set[tuple[str, str, str]]:
    found = relate_across(tellings)
    assert relate_across(tellings[::-1]) == found[::-1]
    return {
        (telling.claim.id, tie.type, tie.claim)
        for telling in found
        for tie in telling.claim.relations
    }


def test_a_later_total_of_a_party_supersedes_the_one_before() -> None:
    ties = _ties(
        told(244, 9, name="a"), told(555, 17, name="b"), told(729, 22, name="c")
    )
    assert ties == {("b", "supersedes", "a"), ("c", "supersedes", "b")}


def test_officials_and_ministry_are_one_party() -> None:
    ministry = "Nagorno-Karabakh Ministry of Defence"
    ties = _ties(told(244, 9, name="a"), told(555, 17, by=ministry, name="b"))
    assert ties == {("b", "supersedes", "a")}


def test_the_total_of_a_day_told_again_repeats() -> None:
    ties = _ties(
        told(555, 17, report="r1", name="a"),
        told(555, 17, report="r2", name="b"),
        told(555, 17, report="r3", name="c", published=18),
    )
    assert ties == {("b", "repeats", "a"), ("c", "repeats", "a")}


def test_less_exact_words_do_not_replace_a_figure_they_agree_with() -> None:
    over = told(31, 26, high=None, text="31 or more", name="b")
    assert _ties(told(36, 22, name="a"), over) == {("b", "consistent_with", "a")}


def test_two_parties_on_one_day_agree_or_contradict() -> None:
    own = told(729, 22, name="a")
    near = told(700, 22, by="Red Cross", high=None, text="700 or more", name="b")
    far = told(400, 22, by="Red Cross", name="c")
    assert _ties(own, near) == {("b", "consistent_with", "a")} or _ties(own, near) == {
        ("a", "consistent_with", "b")
    }
    assert {
        (kind, {one, other} == {"a", "c"}) for one, kind, other in _ties(own, far)
    } == {("contradicts", True)}


def test_a_later_higher_total_of_another_party_contradicts_nothing() -> None:
    earlier = told(400, 20, by="Red Cross", name="a")
    assert _ties(earlier, told(729, 21, name="b")) == set()


def test_a_lower_total_the_day_after_contradicts() -> None:
    earlier = told(729, 20, name="a")
    later = told(400, 21, by="Red Cross", name="b")
    assert _ties(earlier, later) == {("b", "contradicts", "a")}
    much_later = told(400, 40, by="Red Cross", name="b")
    assert _ties(earlier, much_later) == set()


def test_an_increment_is_part_of_the_next_total_and_adds_to_the_last() -> None:
    ties = _ties(
        told(532, 16, name="before"),
        more(23, 17, name="more"),
        told(555, 17, name="now"),
    )
    assert {
        ("more", "part_of", "now"),
        ("more", "adds_to", "before"),
        ("now", "supersedes", "before"),
    } == ties


def test_one_attack_by_several_reports() -> None:
    ties = _ties(
        told(12, 20, by="Azerbaijan", name="first", report="r1", **GANJA),
        told(12, 20, by="Azerbaijan", name="again", report="r2", **GANJA),
        told(13, 20, by="Azerbaijan", name="later", report="r3", published=21, **GANJA),
        told(5, 20, by="Armenia", name="foe", report="r4", published=21, **GANJA),
    )
    assert ("again", "repeats", "first") in ties
    assert ("later", "supersedes", "again") in ties
    assert ("foe", "contradicts", "later") in ties


def test_an_attack_lies_in_the_total_that_takes_in_its_day() -> None:
    attack = told(13, 20, by="Azerbaijan", name="attack", **GANJA)
    before = told(47, 19, by="Azerbaijan", name="before", **BAKU)
    after = told(60, 22, by="Azerbaijan", name="after", **BAKU)
    assert _ties(attack, before, after) == {
        ("attack", "part_of", "after"),
        ("after", "supersedes", "before"),
    }


def test_attacks_on_two_towns_have_nothing_to_do_with_each_other() -> None:
    elsewhere = {**GANJA, "place": "Barda"}
    one = told(13, 20, by="Azerbaijan", name="one", **GANJA)
    assert _ties(one, told(21, 20, by="Azerbaijan", name="other", **elsewhere)) == set()


def test_the_total_of_both_sides_is_the_sum_of_the_sides() -> None:
    wide: dict[str, Any] = {"victim_side": "both", "victim_status": "mixed"}
    ties = _ties(
        told(32, 1, name="fighters"),
        told(8, 1, by="Azerbaijan", name="civilians", **BAKU),
        told(40, 1, by=None, name="all", **wide),
    )
    assert ties == {
        ("fighters", "part_of", "all"),
        ("civilians", "part_of", "all"),
        ("all", "sums", "fighters"),
        ("all", "sums", "civilians"),
    }


def test_wars_are_kept_apart() -> None:
    here, there = told(10, 1, name="a"), told(20, 2, name="b", conflict="another war")
    assert _ties(here, there) == set()


def test_relations_within_a_report_stay_as_they_are() -> None:
    part = told(15, 9, name="part", report="r1", ties=(("part_of", "whole"),))
    whole = told(32, 9, name="whole", report="r1")
    later = told(40, 10, name="later", report="r2")
    found = {t.claim.id: t.claim.relations for t in relate_across([part, whole, later])}
    assert found["part"] == (Relation(type="part_of", claim="whole"),)
    assert found["whole"] == ()
    assert found["later"] == (Relation(type="supersedes", claim="whole"),)


def test_history_has_no_relations_to_the_news() -> None:
    old = told(6000, 9, name="old", background=True)
    assert _ties(old, told(244, 9, name="new")) == set()


def test_the_order_of_the_reports_is_nothing() -> None:
    tellings = [
        *(told(10 * n, n, report=f"r{n}", name=f"t{n}") for n in range(1, 12)),
        *(told(10 * n, n, by=None, report=f"q{n}", name=f"q{n}") for n in range(3, 9)),
        *(more(3, n, name=f"m{n}") for n in range(2, 14, 2)),
        told(13, 20, by="Azerbaijan", name="attack", **GANJA),
    ]
    want = _ties(*tellings)
    for seed in range(10):
        assert _ties(*Random(seed).sample(tellings, len(tellings))) == want
