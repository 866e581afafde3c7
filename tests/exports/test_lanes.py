"""Lanes of a timeline, and the line of growth: what is told, where it is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from herodotus.exports.growth import lines
from herodotus.exports.lanes import LEFT, RIGHT, WIDTH, Timeline, timeline
from herodotus.model import Card, CasualtyClaim, EventClaim, Step, Telling

CARD = Card(key="k", id="r", sha256="s")


def day(number: int) -> date:
    return date(2020, 10, number)


def step(low: int, number: int | None, **said: Any) -> Step:
    fields: dict[str, Any] = {
        "as_of": None if number is None else day(number),
        "low": low,
        "high": low,
        "said_by": "Nagorno-Karabakh officials",
        "claim": f"c{low}",
        "report": "r",
        "side": "Nagorno-Karabakh",
        "status": "combatant",
    }
    return Step(**{**fields, **said})


def dead(number: int, on: int, **said: Any) -> Telling:
    fields: dict[str, Any] = {
        "id": f"d{number}",
        "outcome": "killed",
        "low": number,
        "high": number,
        "text": str(number),
        "counting": "event",
        "victim_side": "Azerbaijan",
        "date_start": day(on),
        "date_end": day(on),
    }
    claim = CasualtyClaim(start=0, end=1, evidence="x", **{**fields, **said})
    return Telling(claim, CARD, "v")


def deed(on: int, **said: Any) -> Telling:
    fields: dict[str, Any] = {
        "acled_event_type": "Battles",
        "date_start": day(on),
        "date_end": day(on),
    }
    claim = EventClaim(start=0, end=1, evidence="x", **{**fields, **said})
    return Telling(claim, CARD, "v")


def drawn(tellings: list[Telling], steps: list[Step]) -> Timeline:
    found = timeline(tellings, steps)
    assert found is not None
    return found


def test_each_side_has_a_lane_and_conduct_its_rows() -> None:
    found = drawn([dead(3, 5), deed(6)], [step(58, 2), step(84, 4)])
    assert [lane.side for lane in found.lanes] == ["Nagorno-Karabakh", "Azerbaijan"]
    assert [row.name for row in found.conduct] == ["Battles"]
    assert [len(curve.steps) for curve in found.lanes[0].curves] == [2]
    assert len(found.lanes[1].dots) == 1


def test_a_status_or_a_teller_of_its_own_is_a_line_of_its_own() -> None:
    steps = [
        step(58, 2),
        step(9, 3, status="civilian"),
        step(70, 3, said_by="Azerbaijan Ministry of Defence"),
    ]
    (lane,) = drawn([], steps).lanes
    assert [curve.number for curve in lane.curves] == [1, 2, 3]


def test_days_run_from_left_to_right() -> None:
    found = drawn([], [step(58, 2), step(84, 4), step(99, 9)])
    xs = [found.days.x(day(number)) for number in (2, 4, 9)]
    assert xs == sorted(xs)
    assert xs[0] > LEFT
    assert xs[-1] < WIDTH - RIGHT
    assert [tick.x for tick in found.ticks] == sorted(tick.x for tick in found.ticks)


def test_the_dead_of_one_day_are_one_dot_as_large_as_the_largest_figure() -> None:
    found = drawn([dead(3, 5), dead(12, 5), dead(3, 6)], [])
    (one, other) = found.lanes[0].dots
    assert one.radius > other.radius
    assert one.claims == ("d12", "d3")
    assert "12 killed" in one.words
    assert "3 killed" in one.words


def test_history_denials_and_wide_periods_are_no_dots() -> None:
    given = [
        dead(3, 5),
        dead(30, 5, background=True),
        dead(40, 5, stance="denies"),
        dead(50, 1, date_end=date(2020, 12, 1)),
        deed(5, modality="future"),
    ]
    found = drawn(given, [])
    assert [dot.claims for dot in found.lanes[0].dots] == [("d3",)]
    assert found.conduct == ()


def test_long_spans_are_counted_by_weeks() -> None:
    late = dead(5, 2, date_start=date(2021, 11, 1), date_end=date(2021, 11, 1))
    found = drawn([dead(3, 5), dead(4, 6), late], [])
    assert found.days.bin == 7
    first = found.lanes[0].dots[0]
    assert first.claims == ("d4", "d3")
    assert first.until - first.since == timedelta(days=6)
    assert found.days.unit == "week"


def test_nothing_with_a_day_is_no_timeline() -> None:
    assert timeline([], [step(58, None)]) is None
    assert timeline([dead(3, 5, date_start=None, date_end=None)], []) is None


def test_a_line_of_growth_goes_through_what_is_stated() -> None:
    steps = [step(58, 2), step(70, 3, implied=True), step(84, 4), step(7, None)]
    (line,) = lines(steps)
    assert [dot.implied for dot in line.dots] == [False, True, False]
    assert line.path.count("V") == 1
    assert line.words.startswith("2 Oct 2020: 58, Nagorno-Karabakh officials; 3 Oct")
    assert "70, implied" in line.words


def test_a_line_of_very_many_steps_has_dots_at_its_ends_alone() -> None:
    first = day(1)
    steps = [
        step(place, 1, as_of=first + timedelta(days=place)) for place in range(1, 90)
    ]
    (line,) = lines(steps)
    assert [dot.claim for dot in line.dots] == ["c1", "c89"]
    assert line.path.count("V") == 88


def test_one_step_is_no_growth() -> None:
    assert lines([step(58, 2)]) == ()


def test_a_toll_of_zero_is_a_line_on_the_ground() -> None:
    (line,) = lines([step(0, 2), step(0, 3)])
    assert line.path == "M5.0 51.0H275.0V51.0"
