"""Outlines of countries, for maps that are drawn without a network.

They are Natural Earth's de facto lines, made coarser: good for finding one's way on a
map, not for saying whose a place is. Two countries share the arc that is their border,
so a border is drawn once, and may be drawn as disputed (`disputed_ground.toml`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from herodotus.gazetteer.tables import toml

#: A point: longitude and latitude in degrees.
LonLat = tuple[float, float]

#: West, south, east, north, in degrees.
Box = tuple[float, float, float, float]

_FILE = "natural_earth.outlines"

#: The first sign of the encoding, and how many bits each carries.
_FIRST, _BITS = 63, 5


class Area(NamedTuple):
    """A country or territory: its rings are arcs by number, `~n` turned round."""

    code: str
    name: str
    rings: tuple[tuple[int, ...], ...]


class Disputed(NamedTuple):
    """Ground whose status is disputed, and how a map shows that.

    `lines` are arcs that are dashed; `circle` (longitude, latitude, kilometres) stands
    about where no line is at hand.
    """

    name: str
    note: str
    lines: frozenset[int] = frozenset()
    circle: tuple[float, float, float] | None = None


class Outlines(NamedTuple):
    """All areas, and the arcs that they are made of, each with its box."""

    areas: tuple[Area, ...]
    arcs: tuple[tuple[LonLat, ...], ...]
    boxes: tuple[Box, ...]
    sides: tuple[tuple[int, ...], ...]

    def box(self, area: Area) -> Box:
        """The box around an area.

        >>> west, south, east, north = outlines().box(area_of("ARM"))
        >>> 43 < west < east < 47, 38 < south < north < 42
        (True, True)
        """
        boxes = [self.boxes[_plain(arc)] for ring in area.rings for arc in ring]
        return around(boxes)

    def points(self, ring: Iterable[int]) -> Iterator[LonLat]:
        """The points of a ring, one arc after another."""
        for number in ring:
            arc = self.arcs[_plain(number)]
            yield from arc if number >= 0 else reversed(arc)


@cache
def outlines() -> Outlines:
    """The outlines that come with the package."""
    text = (files("herodotus") / "data" / _FILE).read_text(encoding="ascii")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    head = json.loads(lines[0])
    scale = head["scale"]
    arcs = tuple(tuple(unpack(line, scale=scale)) for line in lines[1:])
    areas = tuple(
        Area(code, name, tuple(tuple(ring) for ring in rings))
        for code, name, rings in head["areas"]
    )
    sides: list[list[int]] = [[] for _ in arcs]
    for place, area in enumerate(areas):
        for number in {_plain(arc) for ring in area.rings for arc in ring}:
            sides[number].append(place)
    return Outlines(
        areas, arcs, tuple(map(_box, arcs)), tuple(tuple(side) for side in sides)
    )


@cache
def area_of(code: str) -> Area | None:
    """The area with this code of `countries.tsv`; none for one without an outline.

    >>> area_of("SDN").name, area_of("XNK")
    ('Sudan', None)
    """
    return next((area for area in outlines().areas if area.code == code), None)


@cache
def disputed_ground() -> tuple[Disputed, ...]:
    """The ground that a map has to show as disputed."""
    return tuple(
        Disputed(
            name=entry["name"],
            note=entry["note"],
            lines=frozenset(_lines(entry)),
            circle=_circle(entry["circle"]) if "circle" in entry else None,
        )
        for entry in toml("disputed_ground.toml")["ground"]
    )


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes.

    >>> around([(1, 2, 3, 4), (0, 3, 2, 6)])
    (0, 2, 3, 6)
    """
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def pack(points: Iterable[LonLat], *, scale: int) -> str:
    """Points as one line of ASCII: steps of 1/scale degrees, five bits a sign.

    >>> pack([(46.5, 40.25), (46.52, 40.25)], scale=200)
    'gdQcvNG?'
    """
    signs: list[str] = []
    last = (0, 0)
    for lon, lat in points:
        here = round(lon * scale), round(lat * scale)
        for now, before in zip(here, last, strict=True):
            step = now - before
            rest = (step << 1) if step >= 0 else ~(step << 1)
            while rest >= 1 << _BITS:
                signs.append(chr((rest & 31 | 32) + _FIRST))
                rest >>= _BITS
            signs.append(chr(rest + _FIRST))
        last = here
    return "".join(signs)


def unpack(line: str, *, scale: int) -> Iterator[LonLat]:
    """The points of a line that `pack` made.

    >>> list(unpack("gdQcvNG?", scale=200))
    [(46.5, 40.25), (46.52, 40.25)]
    """
    numbers: list[int] = []
    rest = shift = 0
    for sign in line:
        bits = ord(sign) - _FIRST
        rest |= (bits & 31) << shift
        shift += _BITS
        if bits < 32:
            numbers.append(~(rest >> 1) if rest & 1 else rest >> 1)
            rest = shift = 0
    lon = lat = 0
    for place in range(0, len(numbers), 2):
        lon += numbers[place]
        lat += numbers[place + 1]
        yield lon / scale, lat / scale


def _plain(arc: int) -> int:
    """The number of an arc, whichever way it is taken."""
    return arc if arc >= 0 else ~arc


def _box(arc: tuple[LonLat, ...]) -> Box:
    lons, lats = [lon for lon, _ in arc], [lat for _, lat in arc]
    return min(lons), min(lats), max(lons), max(lats)


def _lines(entry: dict[str, Any]) -> Iterator[int]:  # an entry of the data file
    """The arcs of disputed areas and borders; of borders those that lie `within`."""
    known = outlines()
    place = {area.code or area.name: number for number, area in enumerate(known.areas)}
    edges = {place[name] for name in entry.get("areas", ())}
    pairs = [{place[one], place[two]} for one, two in entry.get("borders", ())]
    room = tuple(entry.get("within", (-180, -90, 180, 90)))
    for number, sides in enumerate(known.sides):
        if edges & set(sides):
            yield number
        elif any(pair <= set(sides) for pair in pairs):
            west, south, east, north = known.boxes[number]
            if room[0] <= west and east <= room[2]:
                if room[1] <= south and north <= room[3]:
                    yield number


def _circle(numbers: Iterable[float]) -> tuple[float, float, float]:
    lon, lat, kilometres = numbers
    return lon, lat, kilometres
