"""The running toll as it was told: what is a step of it, and what is not."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.model import Step, Telling
from herodotus.reconciliation.series.steps import series
from tests.reconciliation.tellings import day, more, told


def values(tellings: list[Telling]) -> list[tuple[date | None, int | None, bool]]:
    return [(step.as_of, step.low, step.implied) for step in series(tellings)]


def only(tellings: list[Telling]) -> Step:
    (step,) = series(tellings)
    return step


def test_a_running_total_is_a_step_on_the_day_it_stands_at() -> None:
    step = only([told(555, 17, by="Nagorno-Karabakh Ministry of Defence", name="c1")])
    assert (step.as_of, step.low, step.high) == (day(17), 555, 555)
    assert step.said_by == "Nagorno-Karabakh Ministry of Defence"
    assert (step.claim, step.report, step.outlets) == (
        "c1",
        "report 17 Nagorno-Karabakh Ministry of Defence 555",
        1,
    )
    assert (step.side, step.status, step.outcome, step.implied, step.flags) == (
        "Nagorno-Karabakh",
        "combatant",
        "killed",
        False,
        (),
    )


def test_without_a_day_of_its_own_a_total_stands_at_the_day_of_the_report() -> None:
    assert only([told(32, None, published=4)]).as_of == day(4)
    assert only([told(32, None)]).as_of is None


def test_the_rise_since_the_same_party_spoke_last_is_in_the_note() -> None:
    tellings = [told(729, 22), told(927, 26), told(900, 24, by="Azerbaijan")]
    notes = {step.low: step.note for step in series(tellings)}
    assert notes == {
        729: None,
        900: None,
        927: "198 more than on 2020-10-19",
    }
    assert series([told(7, 1), told(7, 2)])[1].note == "the same as on 2020-09-28"


def test_the_reporters_of_two_outlets_are_not_one_voice() -> None:
    tellings = [
        told(9, 1, by=None, publisher="a"),
        told(20, 2, by=None, publisher="b"),
        told(31, 3, by=None, publisher="a"),
    ]
    assert [step.note for step in series(tellings)] == [
        None,
        None,
        "22 more than on 2020-09-28",
    ]


def test_words_that_round_are_in_the_note() -> None:
    step = only([told(31, 26, high=None, text="30-odd fighters")])
    assert (step.low, step.high, step.note) == (31, None, "worded “30-odd”")
    assert only([told(220, 9, approx=True)]).note == "worded “220”"


def test_more_beside_a_total_implies_what_it_was_before() -> None:
    whole = told(32, 1, report="r", name="whole")
    rise = more(15, 1, report="r", name="rise", ties=(("part_of", "whole"),))
    before, after = series([rise, whole])
    assert (before.as_of, before.low, before.high) == (day(0), 17, 17)
    assert before.implied
    assert before.claim == "rise"
    assert before.said_by == "Nagorno-Karabakh officials"
    assert before.note == "implied: 15 more, of 32 in all"
    assert (after.low, after.implied) == (32, False)


def test_another_voice_of_the_same_camp_tells_the_increment() -> None:
    whole = told(32, 1, report="r", by="Nagorno-Karabakh Ministry of Defence")
    armenian = told(2, 1, victim_side="Armenia")  # so that Armenia is a side
    assert values(
        [armenian, whole, more(15, 1, report="r", by="Armenia separatists")]
    ) == [
        (day(1), 2, False),
        (day(0), 17, True),
        (day(1), 32, False),
    ]
    enemy = more(15, 1, report="r", by="Azerbaijan Ministry of Defence")
    assert values([whole, enemy]) == [(day(1), 32, False)]


def test_increments_of_two_days_lead_back_one_by_one() -> None:
    tellings = [
        told(57, 3, report="r"),
        more(15, 2, report="r"),
        more(10, 3, report="r"),
    ]
    assert values(tellings) == [
        (day(1), 32, True),
        (day(2), 47, True),
        (day(3), 57, False),
    ]


def test_two_increments_of_one_day_leave_open_whether_one_holds_the_other() -> None:
    tellings = [
        told(57, 3, report="r"),
        more(10, 3, report="r"),
        more(4, 3, report="r"),
    ]
    before = series(tellings)[0]
    assert (before.low, before.high) == (43, 47)
    assert before.note == "implied: 4 more and 10 more, of 57 in all"


def test_a_total_and_later_increments_imply_what_it_comes_to() -> None:
    tellings = [told(100, 5), more(7, 6), more(7, 6, report="again"), more(5, 8)]
    steps = series(tellings)
    assert [(s.as_of, s.low, s.implied) for s in steps] == [
        (day(5), 100, False),
        (day(6), 107, True),
        (day(8), 112, True),
    ]
    assert steps[1].note == "implied: 7 more, after 100 in all by 2020-10-02"


def test_increments_start_again_from_each_total_and_from_nothing_imply_nothing() -> (
    None
):
    tellings = [more(3, 1), told(100, 5), more(7, 6), told(110, 7), more(5, 8)]
    assert [s.low for s in series(tellings)] == [100, 107, 110, 115]
    assert [s.low for s in series([told(100, 5), more(5, 8, by="Azerbaijan")])] == [100]


def test_only_numbers_given_as_such_are_taken_off() -> None:
    rise = more(15, 1, report="r")
    assert len(series([told(24, 1, high=None, text="dozens", report="r"), rise])) == 1
    assert len(series([told(30, 1, approx=True, report="r"), rise])) == 1
    step = series([told(32, 1, high=None, text="at least 32", report="r"), rise])[0]
    assert (step.low, step.high, step.implied) == (17, None, True)


def test_an_increment_as_large_as_the_total_implies_no_zero() -> None:
    tellings = [told(15, 1, report="r"), more(15, 1, report="r")]
    assert values(tellings) == [(day(1), 15, False)]


def test_an_implied_value_that_is_also_stated_is_a_stated_step() -> None:
    tellings = [told(32, 1, report="r"), more(15, 1, report="r"), told(17, 0)]
    assert values(tellings) == [(day(0), 17, False), (day(1), 32, False)]


def test_the_same_figure_of_one_party_on_one_day_is_one_step() -> None:
    step = only(
        [
            told(555, 17, report="b", by="Nagorno-Karabakh officials", copies=3),
            told(555, 17, report="a", by="Nagorno-Karabakh Ministry of Defence"),
        ]
    )
    assert (step.outlets, step.report) == (4, "a")
    parties = {s.said_by for s in series([told(5, 1), told(5, 1, by="Azerbaijan")])}
    assert parties == {"Nagorno-Karabakh officials", "Azerbaijan"}


def test_a_total_told_again_in_its_own_report_counts_one_outlet() -> None:
    first = told(6, 1, report="r", name="first", by=None)
    again = told(6, 1, report="r", name="again", ties=(("repeats", "first"),))
    step = only([first, again])
    assert (step.outlets, step.claim) == (1, "again")
    assert step.said_by == "Nagorno-Karabakh officials"
    turned = told(6, 1, report="r", name="a", by=None, ties=(("repeats", "b"),))
    assert only([turned, told(6, 1, report="r", name="b")]).claim == "b"


def test_what_is_no_running_total_of_the_whole_makes_no_step() -> None:
    whole = told(90, 5, report="r", name="whole")
    part = told(20, 5, report="r", ties=(("part_of", "whole"),))
    assert values([whole, part]) == [(day(5), 90, False)]
    children: dict[str, Any] = {"victims": "children", "victim_status": "civilian"}
    assert series([told(12, 5, **children)]) == ()
    assert series([told(12, 5, background=True)]) == ()
    assert series([told(12, 5, stance="denies")]) == ()
    assert series([told(12, 40, counting="event")]) == ()
    assert series([told(1, 5, text="a fighter")]) == ()


def test_an_earlier_total_is_a_step_though_a_later_one_holds_its_people() -> None:
    whole = told(90, 5, report="r", name="whole")
    before = told(84, 3, report="r", ties=(("part_of", "whole"),))
    assert values([whole, before]) == [(day(3), 84, False), (day(5), 90, False)]


def test_a_total_within_that_of_both_sides_is_a_step() -> None:
    both = told(40, 1, report="r", name="both", victim_side="both")
    own = told(32, 1, report="r", ties=(("part_of", "both"),))
    assert {step.side: step.low for step in series([both, own])} == {
        "both": 40,
        "Nagorno-Karabakh": 32,
    }


def test_victims_told_one_by_one_are_a_total() -> None:
    said: dict[str, Any] = {"victims": "woman and child", "victim_status": "civilian"}
    assert only([told(2, 1, text="a woman and child", **said)]).low == 2


def test_a_figure_that_its_report_replaces_is_in_the_note_only() -> None:
    old = told(30, 2, report="r", name="old")
    new = told(13, 2, report="r", ties=(("supersedes", "old"),))
    step = only([old, new])
    assert (step.low, step.note) == (13, "in place of 30")


def test_on_the_first_days_of_a_war_the_toll_of_its_region_is_a_total() -> None:
    event: dict[str, Any] = {"counting": "event"}
    assert only([told(16, 0, **event)]).low == 16
    assert series([told(16, 0, conflict=None, **event)]) == ()
    assert series([told(16, 3, **event)]) == ()
    assert series([told(16, 1, date_start=day(1), **event)]) == ()
    town: dict[str, Any] = {"place": "Martakert", "place_precision": 1}
    assert series([told(16, 0, **town, **event)]) == ()
    assert series([told(3, 0, high=None, text="several", **event)]) == ()


def test_a_towns_own_total_is_none_of_the_war() -> None:
    town = told(20, 10, place="Stepanakert", place_precision=1)
    assert [s.low for s in series([told(90, 5), town])] == [90]
    assert [s.low for s in series([told(9, 5), town])] == [9, 20]
    assert [s.low for s in series([town])] == [20]


def test_keys_stand_apart_and_in_order() -> None:
    tellings = [
        told(9, 5, victim_side="Azerbaijan"),
        told(8, 6, conflict=None),
        told(7, 5, outcome="injured"),
        told(6, 4),
    ]
    assert [step.low for step in series(tellings)] == [8, 9, 7, 6]


@st.composite
def wars(draw: st.DrawFn) -> list[Telling]:
    found: list[Telling] = []
    for number in range(draw(st.integers(0, 9))):
        said: dict[str, Any] = {  # any further field of a claim
            "report": f"r{draw(st.integers(0, 4))}",
            "by": draw(
                st.sampled_from(
                    ["Nagorno-Karabakh officials", "Azerbaijan", "Red Cross", None]
                )
            ),
            "name": f"c{number}",
            "approx": draw(st.sampled_from([False, False, True])),
            "ties": draw(
                st.lists(
                    st.tuples(
                        st.sampled_from(["part_of", "repeats", "supersedes"]),
                        st.integers(0, 9).map("c{}".format),
                    ),
                    max_size=2,
                ).map(tuple)
            ),
            "publisher": draw(st.sampled_from(["Wire", None])),
            "counting": draw(st.sampled_from(["cumulative", "new", "event"])),
            "place_precision": draw(st.sampled_from([1, 4, None])),
            "date_start": draw(st.sampled_from([day(0), day(2), None])),
        }
        low = draw(st.integers(0, 60))
        width = draw(st.sampled_from([0, 0, 0, 4, None]))
        on = draw(st.integers(2, 6))
        said["high"] = None if width is None else low + width
        found.append(told(low, on, **said))
    return found


@settings(deadline=None, max_examples=200)
@given(wars(), st.integers())
def test_order_makes_no_difference(tellings: list[Telling], seed: int) -> None:
    shuffled = Random(seed).sample(tellings, len(tellings))
    assert series(shuffled) == series(tellings)
    assert series([*tellings, *shuffled]) == series(tellings)


@settings(deadline=None, max_examples=200)
@given(wars())
def test_steps_are_in_order_and_stand_on_claims(tellings: list[Telling]) -> None:
    steps = series(tellings)
    ids = {telling.claim.id: telling for telling in tellings}
    rank = [
        (s.conflict or "", s.side or "", s.status, s.outcome, s.as_of or date.min)
        for s in steps
    ]
    assert rank == sorted(rank)
    for step in steps:
        assert step.claim in ids
        assert step.low is None or step.high is None or step.low <= step.high
        assert step.implied == (step.note or "").startswith("implied")
        assert step.outlets >= 1


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=40))
def test_every_stated_total_of_a_growing_toll_is_a_step(rises: list[int]) -> None:
    total, tellings = 10, []
    for number, rise in enumerate(rises):
        total += rise
        tellings.append(told(total, number))
    assert [step.low for step in series(tellings)] == [
        t.claim.low for t in tellings if t.claim.kind == "casualty"
    ]
