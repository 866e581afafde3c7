"""The ground of a map: frames of a pleasant shape, paths that stay in them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from herodotus.exports.atlas import WIDTH, WORLD, Frame, frame_of, framed, ground

CAUCASUS = framed((43, 38, 50, 42))


def corners(path: str) -> list[tuple[int, int]]:
    """The points that a path runs through."""
    found: list[tuple[int, int]] = []
    for run in re.findall(r"M([^M]+)", path):
        start, _, steps = run.rstrip("z").partition("l")
        x, y = map(int, start.split())
        found.append((x, y))
        numbers = [int(one) for one in re.findall(r"-?\d+", steps)]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            found.append((x, y))
    return found


_DEGREES = st.tuples(
    st.floats(-170, 170), st.floats(-70, 70), st.floats(0, 40), st.floats(0, 30)
)


@given(_DEGREES)
def test_a_frame_holds_what_it_is_made_for(box: tuple[float, ...]) -> None:
    west, south, wide, high = box
    east, north = west + wide, min(south + high, 80.0)
    frame = framed((west, south, east, north))
    assert frame.holds(west, south)
    assert frame.holds(east, north)
    assert 0.4 * WIDTH <= frame.height <= 0.9 * WIDTH


@given(_DEGREES)
def test_an_address_gives_the_frame_again(box: tuple[float, ...]) -> None:
    west, south, wide, high = box
    frame = framed((west, south, west + wide, min(south + high, 80.0)))
    again = frame_of(frame.words())
    assert again is not None
    assert abs(again.west - frame.west) < 0.2
    assert abs(again.height - frame.height) < 0.1 * WIDTH


def test_no_path_runs_far_out_of_the_frame() -> None:
    shown = ground(CAUCASUS)
    paths = [area.path for area in shown.land] + [shown.lines]
    for x, y in (corner for path in paths for corner in corners(path)):
        assert -WIDTH <= x <= 2 * WIDTH
        assert -WIDTH <= y <= CAUCASUS.height + WIDTH
    land = [corner for area in shown.land for corner in corners(area.path)]
    assert max(x for x, _ in land) <= WIDTH * 1.03


def test_a_country_lies_around_its_own_middle() -> None:
    (armenia,) = [area for area in ground(CAUCASUS).land if area.code == "ARM"]
    xs, ys = zip(*corners(armenia.path), strict=True)
    x, y = CAUCASUS.point(44.95, 40.2)
    assert min(xs) < x < max(xs)
    assert min(ys) < y < max(ys)


def test_disputed_lines_are_not_drawn_as_borders() -> None:
    shown = ground(CAUCASUS)
    names = {one.name for one in shown.disputed}
    assert {"Nagorno-Karabakh", "Border of Armenia and Azerbaijan"} <= names
    (line,) = [one for one in shown.disputed if one.name.startswith("Border of")]
    assert line.path
    assert line.path not in shown.lines


def test_the_world_is_small_enough_for_a_page() -> None:
    shown = ground(WORLD)
    size = sum(len(area.path) for area in shown.land) + len(shown.lines)
    assert len(shown.land) > 170
    assert size < 150_000


def test_moving_and_zooming_keep_the_shape() -> None:
    frame = Frame(40, 35, 50, 42)
    assert frame.moved(right=0.5).west == 45
    assert frame.moved(up=9).north <= 84.001
    closer = frame.zoomed(0.5)
    assert closer.east - closer.west < 6
    assert abs((closer.west + closer.east) / 2 - 45) < 0.01
