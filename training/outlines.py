"""Make the outlines of countries that ship with the package, from Natural Earth.

    python -m training.outlines countries-10m.json

The file is that of the package `world-atlas` 2.0.2: Natural Earth's countries at 1:10m
(version 4.1.0, public domain) as a topology, in which neighbours share the arc of their
border. Arcs are made coarser by the least area that a point spans (Visvalingam and
Whyatt 1993), coasts more than borders; small islands go, but no whole country.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from herodotus.gazetteer.outlines import LonLat, pack
from herodotus.gazetteer.tables import rows

TARGET = Path(__file__).parents[1] / "herodotus" / "data" / "natural_earth.outlines"
HEADER = """\
# Outlines of countries and territories, for orientation on maps.
# Source: Natural Earth 4.1.0, 1:10m Admin 0 countries, public domain
# (naturalearthdata.com), through world-atlas 2.0.2; made coarser for this project.
# The lines are Natural Earth's de facto ones. They imply no view on the status of any
# place; disputed_ground.toml names those that are drawn as disputed.
# Made by: python -m training.outlines
# Format: herodotus/gazetteer/outlines.py
"""
#: Points lie on a grid of so many lines a degree.
SCALE = 200
#: A point that spans less ground than this goes, in square degrees at the equator.
BORDER, COAST = 0.00008, 0.0007
#: An island smaller than this goes, in the same measure.
ISLAND = 0.008
#: A ring no larger than this keeps more of its points.
SMALL = 0.5
#: Not drawn: nobody fights there, and a flat map has no room for it.
LEFT_OUT = {"Antarctica"}
#: Areas without a code of ISO 3166 have that of countries.tsv.
OWN_CODES = {"Kosovo": "XKX", "Somaliland": "XSL", "N. Cyprus": "XNC"}

Ring = Sequence[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topology", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    topology = json.loads(options.topology.read_text())
    arcs = _degrees(topology)
    areas = _areas(topology["objects"]["countries"]["geometries"], arcs)
    numbers, coarse = _coarser(areas, arcs)
    head = {
        "scale": SCALE,
        "areas": [
            [
                code,
                name,
                [[_renumbered(arc, numbers) for arc in ring] for ring in rings],
            ]
            for code, name, rings in areas
        ],
    }
    lines = [json.dumps(head, separators=(",", ":"))]
    lines += [pack(arc, scale=SCALE) for arc in coarse]
    options.target.write_text(HEADER + "\n".join(lines) + "\n", encoding="ascii")
    size, points = options.target.stat().st_size, sum(map(len, coarse))
    print(f"{len(areas)} areas, {points} points, {size / 1000:.0f} kB")


def _areas(
    shapes: Iterable[dict[str, Any]],  # geometries of TopoJSON
    arcs: list[list[LonLat]],
) -> list[tuple[str, str, list[Ring]]]:
    """Each area with its code, name and rings; those of one code are one."""
    found: dict[str, tuple[str, str, list[Ring]]] = {}
    for shape in sorted(shapes, key=lambda shape: -len(_rings(shape))):
        name = shape["properties"]["name"]
        if name not in LEFT_OUT:
            code = _code(shape)
            area = found.setdefault(code or name, (code, name, []))
            area[2].extend(_kept(_rings(shape), arcs))
    return sorted(found.values(), key=lambda area: (area[0] == "", area[0], area[1]))


def _degrees(topology: dict[str, Any]) -> list[list[LonLat]]:  # TopoJSON
    (across, up), (west, south) = (
        topology["transform"][name] for name in ("scale", "translate")
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for right, above in arc:
            x, y = x + right, y + above
            points.append((x * across + west, y * up + south))
        arcs.append(points)
    return arcs


def _rings(shape: dict[str, Any]) -> list[Ring]:  # a geometry of TopoJSON
    if shape["type"] == "Polygon":
        return list(shape["arcs"])
    return [ring for polygon in shape["arcs"] for ring in polygon]


def _kept(rings: list[Ring], arcs: list[list[LonLat]]) -> list[Ring]:
    """The rings without small islands; the largest stays in any case."""
    sizes = {place: _size(_points(ring, arcs)) for place, ring in enumerate(rings)}
    largest = max(sizes, key=lambda place: sizes[place])
    return [
        ring
        for place, ring in enumerate(rings)
        if place == largest or sizes[place] >= ISLAND
    ]


def _coarser(
    areas: Iterable[tuple[str, str, list[Ring]]], arcs: list[list[LonLat]]
) -> tuple[dict[int, int], list[list[LonLat]]]:
    """The arcs that are used, made coarser, and their new numbers."""
    used: dict[int, int] = {}
    tight: set[int] = set()
    for _, _, rings in areas:
        for ring in rings:
            small = _size(_points(ring, arcs)) < SMALL
            for arc in {_plain(arc) for arc in ring}:
                used[arc] = used.get(arc, 0) + 1
                if small:
                    tight.add(arc)
    numbers = {arc: place for place, arc in enumerate(sorted(used))}
    found = []
    for arc in sorted(used):
        border = used[arc] > 1 or arc in tight
        found.append(_simplified(arcs[arc], least=BORDER if border else COAST))
    return numbers, found


def _simplified(points: list[LonLat], *, least: float) -> list[LonLat]:
    """Without points that span less than the least area with their neighbours."""
    before = [place - 1 for place in range(len(points))]
    after = [place + 1 for place in range(len(points))]
    gone = [False] * len(points)
    last = len(points) - 1
    closed = points[0] == points[-1]

    def span(place: int) -> float:
        corners = (points[before[place]], points[place], points[after[place]])
        return _size(corners)

    waiting = [(span(place), place) for place in range(1, last)]
    sizes = {place: size for size, place in waiting}
    heapq.heapify(waiting)
    left = len(points)
    while waiting:
        size, place = heapq.heappop(waiting)
        if gone[place] or sizes[place] != size:
            continue
        if size >= least or (closed and left <= 4):
            break
        gone[place] = True
        left -= 1
        one, other = before[place], after[place]
        after[one], before[other] = other, one
        for near in (one, other):
            if 0 < near < last:
                sizes[near] = max(size, span(near))
                heapq.heappush(waiting, (sizes[near], near))
    return [point for place, point in enumerate(points) if not gone[place]]


def _size(points: Sequence[LonLat]) -> float:
    """The area of a ring in square degrees, as large as they are at the equator."""
    twice = 0.0
    for place, (lon, lat) in enumerate(points):
        next_lon, next_lat = points[(place + 1) % len(points)]
        twice += lon * next_lat - next_lon * lat
    middle = sum(lat for _, lat in points) / len(points)
    return abs(twice) / 2 * math.cos(math.radians(middle))


def _points(ring: Ring, arcs: list[list[LonLat]]) -> list[LonLat]:
    found: list[LonLat] = []
    for arc in ring:
        found += arcs[arc] if arc >= 0 else arcs[~arc][::-1]
    return found


def _renumbered(arc: int, numbers: dict[int, int]) -> int:
    return numbers[arc] if arc >= 0 else ~numbers[~arc]


def _plain(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _code(shape: dict[str, Any]) -> str:  # a geometry of TopoJSON
    """The code of ISO 3166 with three letters, by way of the number."""
    from babel.core import get_global

    known = get_global("territory_aliases")
    three = {
        codes[0]: name
        for name, codes in known.items()
        if len(name) == 3 and name.isalpha() and len(codes) == 1
    }
    three |= {row["iso2"]: row["iso3"] for row in rows("countries.tsv") if row["iso2"]}
    two = known.get(shape.get("id", ""), [""])[0]
    return OWN_CODES.get(shape["properties"]["name"]) or three.get(two, "")


if __name__ == "__main__":
    main()
