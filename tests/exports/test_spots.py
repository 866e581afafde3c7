"""Spots on a map: no place is drawn more exactly than it is known."""

from __future__ import annotations

from typing import Any

import pytest

from herodotus.exports.atlas import WIDTH, framed
from herodotus.exports.map_marks import keys, marks
from herodotus.exports.spots import Spot, spots
from herodotus.exports.totals import Range
from herodotus.model import Episode, Period, Toll


def toll(low: int | None, best: int | None, high: int | None, **said: Any) -> Toll:
    fields: dict[str, Any] = {
        "side": "Azerbaijan",
        "status": "civilian",
        "outcome": "killed",
        "period": Period(),
    }
    return Toll(low=low, best=best, high=high, **{**fields, **said})


def episode(name: str, precision: int | None, *tolls: Toll, **said: Any) -> Episode:
    known: dict[str, Any] = {
        "place": name,
        "country": "AZE",
        "lat": 40.37,
        "lon": 47.13,
        "place_precision": precision,
    }
    number = said.pop("number", 1)
    return Episode(id=f"{name}-{number}", tolls=tolls, **{**known, **said})


@pytest.mark.parametrize(
    ("precision", "drawn", "reaches"),
    [
        (1, "place", False),
        (2, "near", True),
        (3, "area", True),
        (4, "area", True),
        (5, "area", True),
        (6, "country", False),
        (7, "area", True),
    ],
)
def test_precision_decides_how_a_place_is_drawn(
    precision: int, drawn: str, reaches: bool
) -> None:
    ((spot,), nowhere) = spots([episode("Barda", precision, toll(4, 4, 4))], "killed")
    assert (spot.drawn, spot.reach > 0) == (drawn, reaches)
    assert nowhere == ()


def test_a_point_of_unknown_precision_is_no_exact_one() -> None:
    ((spot,), _) = spots([episode("Barda", None, toll(4, 4, 4))], "killed")
    assert spot.drawn == "area"


def test_events_of_one_place_add_up_and_open_ones_leave_the_top_open() -> None:
    given = [
        episode("Barda", 1, toll(4, 5, 6)),
        episode("Barda", 1, toll(10, 10, None), number=2),
    ]
    ((spot,), _) = spots(given, "killed")
    assert spot.range == Range(14, 15, None)
    assert spot.episodes == ("Barda-1", "Barda-2")
    assert spot.figure == "14 or more, best 15"


def test_one_point_known_more_and_less_exactly_is_two_spots() -> None:
    given = [
        episode("Barda", 1, toll(4, 4, 4)),
        episode("Barda", 3, toll(9, 9, 9), number=2),
    ]
    found, _ = spots(given, "killed")
    assert [(spot.precision, spot.range.best) for spot in found] == [(3, 9), (1, 4)]


def test_without_a_point_the_country_stands_and_without_a_country_nothing() -> None:
    given = [
        episode("Nowhere", None, toll(3, 3, 3), lat=None, lon=None),
        episode("Nowhere", None, toll(3, 3, 3), lat=None, lon=None, country=None),
    ]
    ((spot,), nowhere) = spots(given, "killed")
    assert (spot.place, spot.drawn, spot.name) == (None, "country", "Azerbaijan")
    assert nowhere == (given[1],)


def test_nobody_claimed_is_unknown_and_not_zero() -> None:
    silent = toll(0, None, 0)
    ((spot,), _) = spots([episode("Barda", 1, silent)], "killed")
    assert spot.range == Range(None, None, None)
    assert spot.figure == "not known"


def test_a_country_takes_its_ground_and_a_very_wide_one_does_not() -> None:
    ((small,), _) = spots([episode("x", 6, toll(1, 1, 1))], "killed")
    ((wide,), _) = spots([episode("x", 6, toll(1, 1, 1), country="RUS")], "killed")
    assert small.box[2] - small.box[0] > 5
    assert wide.box[2] - wide.box[0] < 1


def spot(name: str, low: int | None, best: int | None, high: int | None) -> Spot:
    return Spot(name, "AZE", 40.37, 47.13, 1, Range(low, best, high), ())


FRAME = framed((46, 39, 49, 42))


def test_the_area_of_a_circle_is_its_figure() -> None:
    one, other = marks([spot("a", 400, 400, 400), spot("b", 100, 100, 100)], FRAME)
    assert one.best == 2 * other.best
    assert (one.high, one.open) == (0, False)


def test_high_is_a_ring_and_an_open_top_is_marked() -> None:
    (ringed,) = marks([spot("a", 4, 4, 40)], FRAME)
    assert ringed.high > ringed.best > 0
    (opened,) = marks([spot("a", 4, 4, None)], FRAME)
    assert (opened.high, opened.open) == (0, True)
    (nothing,) = marks([spot("a", None, None, None)], FRAME)
    assert (nothing.best, nothing.high, nothing.open) == (0, 0, False)


def test_what_lies_outside_is_not_drawn_and_keeps_its_number() -> None:
    inside = spot("a", 4, 4, 4)
    outside = inside._replace(lon=2.0)
    assert [mark.number for mark in marks([outside, inside], FRAME)] == [2]


def test_names_hide_neither_each_other_nor_the_edge() -> None:
    crowd = [
        spot(f"place {place}", 9, 9, 9)._replace(lon=46.5 + place * 0.05)
        for place in range(30)
    ]
    labels = [mark.label for mark in marks(crowd, FRAME) if mark.label]
    assert 0 < len(labels) < 30
    rooms = sorted((label.y, label.x) for label in labels)
    assert len(set(rooms)) == len(rooms)
    assert all(0 <= label.x <= WIDTH for label in labels)


def test_the_legend_has_round_figures_no_larger_than_the_largest() -> None:
    drawn = marks([spot("a", 3654, 3654, 3654)], FRAME)
    found = keys(drawn)
    assert [key.figure for key in found] == [2000, 500, 100]
    assert found[0].radius < drawn[0].best
    assert keys(marks([spot("a", None, None, None)], FRAME)) == ()
