"""A map's ground: a frame of the world, and the outlines that lie in it, as paths.

The projection is equirectangular with the middle of the frame true to scale, which is
honest enough from a town to a continent. Paths are of whole numbers, two to a pixel.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from herodotus.gazetteer.outlines import (
    Box,
    around,
    disputed_ground,
    outlines,
)

#: Kilometres in a degree of latitude.
_DEGREE = 111.2

#: The units of a frame that make a pixel.
UNITS = 2

#: The width of a frame, in units.
WIDTH = 900 * UNITS

#: How high a frame may be, as a part of its width.
_FLAT, _TALL = 0.44, 0.8

#: No frame shows less ground than so many degrees of latitude, or more than these.
_LEAST, _MOST = 0.6, 150.0

#: Around what is to be seen, so much is left, as a part of it.
_MARGIN = 0.14

#: Of an outline, points nearer to each other than this are one, in units.
_GRAIN = 1.4

XY = tuple[int, int]


class Frame(NamedTuple):
    """The ground that a map shows: its box, in degrees, and its size, in units."""

    west: float
    south: float
    east: float
    north: float

    @property
    def height(self) -> int:
        """The height, in units; the width is `WIDTH`."""
        return round((self.north - self.south) * self.scale)

    @property
    def scale(self) -> float:
        """Units to a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self._narrowing)

    @property
    def kilometre(self) -> float:
        """Units to a kilometre."""
        return self.scale / _DEGREE

    @property
    def _narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return _narrowing((self.south + self.north) / 2)

    def point(self, lon: float, lat: float) -> XY:
        """Where a point lies on the map, from its upper left corner.

        >>> Frame(40, 30, 60, 40).point(40, 40)
        (0, 0)
        """
        across = (lon - self.west) * self._narrowing * self.scale
        return round(across), round((self.north - lat) * self.scale)

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies on the map."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def zoomed(self, factor: float) -> Frame:
        """The same middle with so many times the ground."""
        wide = (self.east - self.west) * factor / 2
        high = (self.north - self.south) * factor / 2
        lon, lat = (self.west + self.east) / 2, (self.south + self.north) / 2
        return framed((lon - wide, lat - high, lon + wide, lat + high), margin=0)

    def moved(self, *, right: float = 0, up: float = 0) -> Frame:
        """As much ground elsewhere: moved by parts of its width and height."""
        across = (self.east - self.west) * right
        along = (self.north - self.south) * up
        along = max(min(along, 84 - self.north), -84 - self.south)
        return Frame(
            self.west + across,
            self.south + along,
            self.east + across,
            self.north + along,
        )

    def words(self) -> str:
        """The frame as an address has it: "34.1,29.9,36.2,33.4"."""
        return ",".join(f"{edge:.5g}" for edge in self)


class Shape(NamedTuple):
    """An area of the ground, as a path."""

    code: str
    name: str
    path: str


class DisputedShape(NamedTuple):
    """Disputed ground: dashed lines, or a circle (x, y, radius) about there."""

    name: str
    note: str
    path: str
    circle: tuple[int, int, int] | None


class Ground(NamedTuple):
    """What lies in a frame: land, borders that nobody disputes, and disputed ground."""

    land: tuple[Shape, ...]
    lines: str
    disputed: tuple[DisputedShape, ...]


#: All of the inhabited world.
WORLD = Frame(-170, -58, 180, 78)


def framed(box: Box, *, margin: float = _MARGIN) -> Frame:
    """A frame of a pleasant shape around a box.

    >>> frame = framed((34, 31, 35, 32))
    >>> frame.holds(34.5, 31.5), 900 <= frame.height <= 1440
    (True, True)
    """
    west, south, east, north = box
    south, north = max(south, -80.0), min(north, 82.0)
    narrow = _narrowing((south + north) / 2)
    high = min(max((north - south) * (1 + 2 * margin), _LEAST), _MOST)
    wide = max((east - west) * (1 + 2 * margin) * narrow, high / _TALL)
    high = min(max(high, wide * _FLAT), _MOST)
    lon, lat = (west + east) / 2, (south + north) / 2
    across = min(wide / narrow, 360.0) / 2
    return Frame(lon - across, lat - high / 2, lon + across, lat + high / 2)


def frame_of(words: str) -> Frame | None:
    """The frame that `Frame.words` gives; none where the words are no such frame.

    >>> frame_of("30,30,36,33").words(), frame_of("34,30,36"), frame_of("9,9,1,1")
    ('30,30,36,33', None, None)
    """
    try:
        west, south, east, north = map(float, words.split(","))
    except ValueError:
        return None
    known = all(map(math.isfinite, (west, south, east, north)))
    if not known or not (-540 <= west < east <= 540 and -90 <= south < north <= 90):
        return None
    return framed((west, south, east, north), margin=0)


@lru_cache(maxsize=64)
def ground(frame: Frame) -> Ground:
    """The outlines in a frame."""
    known = outlines()
    room = _with_margin(frame)
    thin: dict[int, list[XY]] = {}

    def arc(number: int) -> list[XY]:
        plain = number if number >= 0 else ~number
        if plain not in thin:
            thin[plain] = _thinned([frame.point(*one) for one in known.arcs[plain]])
        return thin[plain] if number >= 0 else thin[plain][::-1]

    land = []
    for area in known.areas:
        paths = []
        for ring in area.rings:
            boxes = [known.boxes[one if one >= 0 else ~one] for one in ring]
            if _meet(around(boxes), room):
                points = [point for one in ring for point in arc(one)]
                paths.append(_closed(_clipped(points, frame)))
        if any(paths):
            land.append(Shape(area.code, area.name, "".join(paths)))
    seen = [number for number, box in enumerate(known.boxes) if _meet(box, room)]
    dashed = {number for one in disputed_ground() for number in one.lines}
    plain = "".join(
        _open(arc(number), frame) for number in seen if number not in dashed
    )
    return Ground(tuple(land), plain, tuple(_disputed(frame, seen, arc)))


def _disputed(
    frame: Frame, seen: Iterable[int], arc: Callable[[int], list[XY]]
) -> Iterator[DisputedShape]:
    there = set(seen)
    for one in disputed_ground():
        numbers = sorted(one.lines & there)
        path = "".join(_open(arc(number), frame) for number in numbers)
        circle = None
        if one.circle is not None:
            lon, lat, kilometres = one.circle
            radius = round(kilometres * frame.kilometre)
            if frame.holds(lon, lat) and radius > 3 * UNITS:
                circle = (*frame.point(lon, lat), radius)
        if path or circle:
            yield DisputedShape(one.name, one.note, path, circle)


def _narrowing(lat: float) -> float:
    return max(math.cos(math.radians(lat)), 0.05)


def _with_margin(frame: Frame) -> Box:
    across = (frame.east - frame.west) * 0.03
    along = (frame.north - frame.south) * 0.03
    return (
        frame.west - across,
        frame.south - along,
        frame.east + across,
        frame.north + along,
    )


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2]
        and other[0] <= one[2]
        and one[1] <= other[3]
        and other[1] <= one[3]
    )


def _thinned(points: Sequence[XY]) -> list[XY]:
    """Without points that lie on the last one; the ends stay."""
    kept = [points[0]]
    for point in points[1:-1]:
        if math.dist(point, kept[-1]) >= _GRAIN * UNITS:
            kept.append(point)
    if len(points) > 1:
        kept.append(points[-1])
    return kept


def _clipped(points: list[XY], frame: Frame) -> list[XY]:
    """What of a ring lies on the map and a little beyond (Sutherland and Hodgman)."""
    out = WIDTH // 40
    right, foot = WIDTH + out, frame.height + out
    edges = ((0, -out, 1), (0, right, -1), (1, -out, 1), (1, foot, -1))
    for axis, edge, sign in edges:
        if all((point[axis] - edge) * sign >= 0 for point in points):
            continue
        kept: list[XY] = []
        for before, here in zip([*points[-1:], *points], points, strict=False):
            inside = (here[axis] - edge) * sign >= 0
            if inside != ((before[axis] - edge) * sign >= 0):
                kept.append(_crossing(before, here, axis=axis, edge=edge))
            if inside:
                kept.append(here)
        points = kept
    return points


def _crossing(one: XY, other: XY, *, axis: int, edge: int) -> XY:
    part = (edge - one[axis]) / (other[axis] - one[axis])
    rest = round(one[1 - axis] + part * (other[1 - axis] - one[1 - axis]))
    return (edge, rest) if axis == 0 else (rest, edge)


def _closed(points: Sequence[XY]) -> str:
    """A ring as a path; nothing where too little of it is left."""
    path = _steps(points)
    return f"{path}z" if len(points) > 2 and path else ""


def _open(points: Sequence[XY], frame: Frame) -> str:
    """A line as a path: its runs that are on the map or lead there."""
    out = WIDTH // 40

    def near(point: XY) -> bool:
        return (
            -out <= point[0] <= WIDTH + out and -out <= point[1] <= frame.height + out
        )

    paths, run = [], list[XY]()
    for place, point in enumerate(points):
        neighbours = points[max(place - 1, 0) : place + 2]
        if any(map(near, neighbours)):
            run.append(point)
        elif run:
            paths.append(_steps(run))
            run = []
    paths.append(_steps(run))
    return "".join(paths)


def _steps(points: Sequence[XY]) -> str:
    """Points as a path of steps: "M10 12l3-4 0 8".

    >>> _steps([(10, 12), (13, 8), (13, 8), (13, 16)])
    'M10 12l3-4 0 8'
    """
    if len(points) < 2:
        return ""
    steps, last = [], points[0]
    for point in points[1:]:
        if point != last:
            across, down = point[0] - last[0], point[1] - last[1]
            steps.append(f"{across}{down}" if down < 0 else f"{across} {down}")
            last = point
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}" if steps else ""
