"""What does not add up among running totals: flagged, and nothing else is."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.model import Flag, Telling
from herodotus.reconciliation.series.flags import FLAGS, find_flags
from herodotus.reconciliation.series.steps import series
from tests.reconciliation.series.test_steps import wars
from tests.reconciliation.tellings import more, told

CODEBOOK = Path(__file__).parents[3] / "docs" / "codebook.md"


def totals(*numbers: int) -> list[Telling]:
    """A party's totals, day by day; each claim is named by its number."""
    return [told(n, day, name=str(n)) for day, n in enumerate(numbers)]


def found(tellings: list[Telling]) -> list[tuple[str, tuple[str, ...]]]:
    return [(flag.type, flag.claims) for flag in find_flags(tellings)]


def only(tellings: list[Telling]) -> Flag:
    (flag,) = find_flags(tellings)
    return flag


def test_a_toll_that_grows_has_no_flag() -> None:
    assert find_flags(totals(244, 555, 729, 927, 974)) == ()
    assert find_flags(totals(7, 7, 7)) == ()
    assert find_flags([]) == ()


def test_a_total_that_falls() -> None:
    flag = only(totals(700, 760, 750))
    assert (flag.type, flag.claims) == ("total_falls", ("760", "750"))
    assert flag.note == (
        "Nagorno-Karabakh officials: 760 by 2020-09-28, 750 by 2020-09-29"
    )


def test_a_total_that_falls_far_with_nothing_to_support_either() -> None:
    assert found(totals(557, 55)) == [("total_falls", ("557", "55"))]


def test_two_parties_may_disagree() -> None:
    assert find_flags([told(90, 1), told(60, 2, by="Azerbaijan")]) == ()
    outlets = [told(90, 1, by=None, publisher="a"), told(60, 2, by=None, publisher="b")]
    assert find_flags(outlets) == ()
    assert found([told(90, 1, by=None, name="x"), told(60, 2, by=None, name="y")]) == [
        ("total_falls", ("x", "y"))
    ]


def test_a_correction_in_words_is_no_fall() -> None:
    old = told(760, 2, report="r", name="old")
    anew = told(750, 2, report="r", ties=(("supersedes", "old"),))
    assert find_flags([told(760, 1), old, anew]) == ()
    worded = told(750, 2, evidence="revised down the toll to 750", end=28)
    assert find_flags([told(760, 1), worded, told(751, 3)]) == ()
    assert found([told(760, 1, name="a"), told(750, 2, name="b")]) == [
        ("total_falls", ("a", "b"))
    ]


def test_a_mistyped_total_that_its_neighbours_do_not_support() -> None:
    flag = only(totals(554, 5555, 557))
    assert (flag.type, flag.claims) == ("lone_outlier", ("5555", "554", "557"))
    assert found(totals(727, 74, 745)) == [("lone_outlier", ("74", "727", "745"))]
    assert found(totals(743, 780, 748)) == [("total_falls", ("780", "748"))]
    assert found(totals(743, 754, 748)) == [("lone_outlier", ("754", "743", "748"))]


def test_a_mistyped_total_at_an_end_of_the_series() -> None:
    assert found(totals(5550, 557, 560)) == [("lone_outlier", ("5550", "557"))]
    assert found(totals(557, 560, 56)) == [("lone_outlier", ("56", "560"))]


def test_small_numbers_fall_and_are_not_mistyped() -> None:
    assert found(totals(5, 2, 8)) == [("total_falls", ("5", "2"))]


def test_a_recount_is_a_fall_and_no_typo() -> None:
    flags = found(totals(900, 950, 40, 45, 50))
    assert flags == [("total_falls", ("950", "40"))]


def test_a_typo_beside_the_right_figure_of_the_same_day() -> None:
    tellings = [
        told(727, 1),
        told(745, 2),
        told(74, 2, name="typo"),
        told(760, 3),
    ]
    flag = only(tellings)
    assert (flag.type, flag.claims[0]) == ("lone_outlier", "typo")


def test_two_totals_of_one_day() -> None:
    assert found([told(90, 2, name="a"), told(93, 2, name="b"), told(99, 3)]) == [
        ("totals_differ", ("a", "b"))
    ]
    assert find_flags([told(90, 2), told(88, 2, approx=True)]) == ()
    assert find_flags([told(90, 2), told(60, 2, high=None)]) == ()


def test_open_and_ranged_totals_fall_only_out_of_their_bounds() -> None:
    def loose(low: int, high: int | None, on: int) -> Telling:
        return told(low, on, high=high, name="loose", text=f"{low}-odd fighters")

    assert find_flags([told(36, 1), loose(31, None, 2), told(40, 3)]) == ()
    assert found([told(36, 1, name="a"), loose(20, 30, 2)]) == [
        ("total_falls", ("a", "loose"))
    ]
    assert found([loose(50, None, 2), told(40, 3, name="a")]) == [
        ("total_falls", ("loose", "a"))
    ]


def test_increments_that_are_more_than_the_rise() -> None:
    tellings = [
        told(100, 1, name="a"),
        more(7, 2, name="b"),
        more(9, 4, name="c"),
        told(110, 5, name="d"),
    ]
    flag = only(tellings)
    assert (flag.type, flag.claims) == ("increment_misfit", ("a", "b", "c", "d"))
    assert flag.note == (
        "Nagorno-Karabakh officials: 100 by 2020-09-28, then 16 more; "
        "but 110 by 2020-10-02"
    )
    assert find_flags([*tellings[:2], *tellings[3:]]) == ()


def test_an_increment_beside_a_total_that_rises_less() -> None:
    tellings = [
        told(28, 0, name="a"),
        told(32, 1, report="r", name="c"),
        more(15, 1, report="r", name="b"),
    ]
    assert found(tellings) == [("increment_misfit", ("a", "b", "c"))]


def test_an_increment_larger_than_its_total() -> None:
    tellings = [
        told(32, 1, report="r", name="c"),
        more(40, 1, report="r", name="b"),
    ]
    flag = only(tellings)
    assert (flag.type, flag.claims) == ("increment_misfit", ("b", "c"))
    assert flag.note == "40 more, beside 32 in all"


def test_the_same_increment_told_a_day_later_counts_once() -> None:
    assert find_flags([told(100, 1), more(7, 2), more(7, 3), told(110, 4)]) == ()


def test_a_sub_count_larger_than_its_whole() -> None:
    whole = told(14, 1, report="r", name="whole", counting="event")
    part = told(20, 1, report="r", name="part", ties=(("part_of", "whole"),))
    flag = only([whole, part])
    assert (flag.type, flag.claims) == ("part_exceeds_whole", ("part", "whole"))
    assert flag.note == "20, as part of 14"
    fits = told(12, 1, report="r", name="part", ties=(("part_of", "whole"),))
    assert find_flags([whole, fits]) == ()


def test_a_sub_count_in_the_words_of_its_whole() -> None:
    words = "14 people, including 20 children"
    said: dict[str, Any] = {
        "report": "r",
        "counting": "event",
        "victim_status": "civilian",
    }
    whole = told(14, 1, name="whole", victims="people", text=words, **said)
    part = told(20, 1, name="part", victims="children", text="20 children", **said)
    claim = part.claim.model_copy(update={"start": 21, "end": 32})
    assert found([whole, part._replace(claim=claim)]) == [
        ("part_exceeds_whole", ("part", "whole"))
    ]
    apart = part.claim.model_copy(update={"start": 90, "end": 101})
    assert find_flags([whole, part._replace(claim=apart)]) == ()


def test_history_is_never_flagged() -> None:
    assert find_flags([told(900, 1, background=True), told(40, 2)]) == ()


def test_the_steps_of_a_flagged_claim_say_so() -> None:
    flags = {step.claim: step.flags for step in series(totals(554, 5555, 557))}
    assert flags["5555"] == ("lone_outlier",)


def test_the_codebook_lists_every_type_of_flag_and_no_other() -> None:
    own = re.search(r"(?ms)^### Flag\n(.*?)^### ", CODEBOOK.read_text("utf-8"))
    assert own
    listed = dict(re.findall(r"(?m)^\| `(\w+)` \| (.+?) \|$", own[1]))
    fields = set(Flag.model_fields)
    assert {k: v for k, v in listed.items() if k not in fields} == FLAGS


@st.composite
def growing(draw: st.DrawFn) -> list[int]:
    """A toll that grows by less than a fifth from day to day."""
    total, numbers = draw(st.integers(100, 900)), []
    for _ in range(draw(st.integers(1, 20))):
        numbers.append(total)
        total += draw(st.integers(0, total // 5))
    return numbers


@settings(deadline=None, max_examples=150)
@given(growing(), st.booleans())
def test_a_consistent_series_gives_no_flags(numbers: list[int], beside: bool) -> None:
    tellings = totals(*numbers)
    for place, (before, after) in enumerate(pairwise(numbers), start=1):
        if after > before:
            report = f"report {place} Nagorno-Karabakh officials {after}"
            where = report if beside else None
            tellings.append(more(after - before, place, report=where))
    assert find_flags(tellings) == ()


@settings(deadline=None, max_examples=150)
@given(growing(), st.data())
def test_a_typo_gives_exactly_one_lone_outlier(
    numbers: list[int], data: st.DataObject
) -> None:
    numbers = [numbers[0], *numbers, numbers[-1]]
    place = data.draw(st.integers(1, len(numbers) - 2))
    digits = str(numbers[place])
    at = data.draw(st.integers(0, len(digits) - 1))
    doubled = digits[: at + 1] + digits[at:]
    dropped = digits[:at] + digits[at + 1 :]
    before, after = numbers[place - 1], numbers[place + 1]
    # Nobody writes "01"; and 73 between 145 and 173 may be a fall as well as a typo.
    forms = [
        form
        for form in (doubled, dropped)
        if form[0] != "0" and not before < 2 * int(form) < 4 * after
    ]
    typed = int(data.draw(st.sampled_from(forms)))
    tellings = [
        told(typed if spot == place else number, spot, name=f"c{spot}")
        for spot, number in enumerate(numbers)
    ]
    flag = only(tellings)
    assert (flag.type, flag.claims[0]) == ("lone_outlier", f"c{place}")


@settings(deadline=None, max_examples=150)
@given(wars(), st.integers())
def test_order_makes_no_difference(tellings: list[Telling], seed: int) -> None:
    shuffled = Random(seed).sample(tellings, len(tellings))
    assert find_flags(shuffled) == find_flags(tellings)
    assert find_flags([*tellings, *shuffled]) == find_flags(tellings)


@settings(deadline=None, max_examples=150)
@given(wars())
def test_flags_are_of_known_types_and_name_claims(tellings: list[Telling]) -> None:
    ids = {telling.claim.id for telling in tellings}
    for flag in find_flags(tellings):
        assert flag.type in FLAGS
        assert flag.note
        assert len(flag.claims) >= 2
        assert set(flag.claims) <= ids
