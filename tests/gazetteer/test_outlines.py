"""The outlines of countries: whole, shared at borders, small, and disputed where so."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.gazetteer import known_conflicts
from herodotus.gazetteer.actors import countries
from herodotus.gazetteer.outlines import (
    area_of,
    disputed_ground,
    outlines,
    pack,
    unpack,
)
from herodotus.gazetteer.places import find_place


def test_neighbours_share_the_arcs_of_their_border() -> None:
    known = outlines()
    place = {area.code: number for number, area in enumerate(known.areas)}
    for one, other in (("ARM", "AZE"), ("SDN", "SSD"), ("ISR", "LBN")):
        pair = {place[one], place[other]}
        assert any(pair <= set(sides) for sides in known.sides), (one, other)
    assert all(sides for sides in known.sides)


def test_rings_close() -> None:
    known = outlines()
    for area in known.areas:
        for ring in area.rings:
            points = list(known.points(ring))
            assert points[0] == points[-1], area.name


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("SDN", 32.5, 15.6),
        ("UKR", 30.5, 50.4),
        ("ARM", 44.5, 40.2),
        ("PSE", 34.45, 31.48),
        ("LBN", 35.5, 33.87),
    ],
)
def test_a_capital_lies_in_its_country(code: str, lon: float, lat: float) -> None:
    area = area_of(code)
    assert area is not None
    inside = [ring for ring in area.rings if _within(ring, lon, lat)]
    assert len(inside) == 1


def test_nearly_every_state_has_an_outline() -> None:
    missing = [
        country.actor.name
        for country in countries().values()
        if country.status == "state" and area_of(country.iso3) is None
    ]
    assert missing == []


def test_the_file_stays_small() -> None:
    file = files("herodotus") / "data" / "natural_earth.outlines"
    assert len(file.read_bytes()) < 400_000


def test_a_part_of_a_border_may_be_disputed_and_the_rest_not() -> None:
    ground = {one.name: one for one in disputed_ground()}
    crimea, east = ground["Crimea"].lines, ground["Eastern and southern Ukraine"].lines
    assert crimea
    assert east
    assert not crimea & east


def test_disputed_ground_has_a_line_or_a_circle() -> None:
    for ground in disputed_ground():
        assert ground.lines or ground.circle, ground.name


def test_the_ground_of_karabakh_is_disputed_though_no_line_is_at_hand() -> None:
    place = find_place("Stepanakert")
    assert place is not None
    assert any(conflict.place == "Nagorno-Karabakh" for conflict in known_conflicts())
    circle = next(
        one.circle for one in disputed_ground() if one.name == "Nagorno-Karabakh"
    )
    assert circle is not None
    assert abs(circle[0] - place.lon) < 0.5
    assert abs(circle[1] - place.lat) < 0.5


_GRID = st.tuples(st.integers(-36_000, 36_000), st.integers(-18_000, 18_000))


@given(st.lists(_GRID))
def test_packing_loses_nothing_on_the_grid(points: list[tuple[int, int]]) -> None:
    degrees = [(lon / 200, lat / 200) for lon, lat in points]
    assert list(unpack(pack(degrees, scale=200), scale=200)) == degrees


def _within(ring: tuple[int, ...], lon: float, lat: float) -> bool:
    points = list(outlines().points(ring))
    crossed = False
    for (x, y), (u, v) in pairwise(points):
        if (y > lat) != (v > lat) and lon < (u - x) * (lat - y) / (v - y) + x:
            crossed = not crossed
    return crossed
