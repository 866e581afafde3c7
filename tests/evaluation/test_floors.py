"""The gate of quality: what breaks a floor, and that a floor is never lowered."""

from __future__ import annotations

from pathlib import Path

from evaluation.floors import Floor, complaints, load_floors, raised, save_floors
from evaluation.measure import Measure, Target, targets

SHARE = {"killed": Target(least=0.76, aim=0.9)}
FAULTS = {"false claims": Target(whole=True, lower=True)}


def test_a_share_below_its_pin_is_named_with_both_figures() -> None:
    said = complaints(
        [Measure("killed", 0.79, "a")], {"killed": Floor(0.8, "a")}, SHARE
    )
    assert said == ["killed: 0.79 is below the pinned floor 0.8"]


def test_more_faults_than_pinned_are_a_breach_and_fewer_are_not() -> None:
    floors = {"false claims": Floor(1, "a")}
    assert complaints([Measure("false claims", 2, "a")], floors, FAULTS)
    assert not complaints([Measure("false claims", 0, "a")], floors, FAULTS)


def test_other_gold_is_a_breach_even_with_a_better_figure() -> None:
    (said,) = complaints(
        [Measure("killed", 0.99, "b")], {"killed": Floor(0.8, "a")}, SHARE
    )
    assert "gold or its scorer" in said
    assert "floors.toml" in said


def test_a_floor_that_is_not_measured_is_a_breach() -> None:
    assert complaints([], {"killed": Floor(0.8, "a")}, SHARE) == [
        "killed: has a floor, but was not measured"
    ]


def test_raising_raises_and_never_lowers() -> None:
    floors = {"killed": Floor(0.8, "a"), "false claims": Floor(1, "a")}
    wanted = SHARE | FAULTS
    worse = [Measure("killed", 0.7, "a"), Measure("false claims", 3, "a")]
    assert raised(worse, floors, wanted) == floors
    better = [Measure("killed", 0.9, "a"), Measure("false claims", 0, "a")]
    now = raised(better, floors, wanted)
    assert 0.8 < now["killed"].pin <= 0.9
    assert now["false claims"].pin == 0


def test_raising_leaves_a_floor_alone_whose_gold_changed() -> None:
    floors = {"killed": Floor(0.8, "a")}
    assert raised([Measure("killed", 0.95, "b")], floors, SHARE) == floors


def test_a_raised_floor_holds_for_the_very_figure_it_came_from() -> None:
    for value in (0.0031, 0.5, 0.82345, 1.0):
        measures = [Measure("killed", value, "a")]
        assert not complaints(measures, raised(measures, {}, SHARE), SHARE)


def test_floors_survive_writing_and_reading(tmp_path: Path) -> None:
    floors = {"reports: count and outcome, F1": Floor(0.8123, "ab" * 32)}
    save_floors(floors, tmp_path / "floors.toml")
    assert load_floors(tmp_path / "floors.toml") == floors


def test_every_pinned_measure_has_a_line_in_the_table_of_targets() -> None:
    assert set(load_floors()) <= set(targets())
