"""Marks on a map: circles as large as the figures, rings, shaded areas, names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from herodotus.exports.atlas import UNITS, WIDTH, Frame
from herodotus.exports.spots import Spot

#: The radius of the largest circle or ring on a map, and of the smallest.
_LARGEST, _SMALLEST = 34 * UNITS, 3.5 * UNITS

#: So many places have their name on the map, and so many of them on a small screen.
_NAMED, _NAMED_SMALL = 14, 6

#: The height of a name, and the usual width of a letter, in units.
_LINE, _LETTER = 13 * UNITS, 7.4 * UNITS

#: On a small screen names are so many times as large.
_SMALL_SCREEN = 1.9


class Mark(NamedTuple):
    """A spot as it is drawn, in units.

    `best` and `high` are the radii of the circle and of the ring around it; `high` is 0
    where there is none. `open` is set where the top is not known. `area` is the radius
    of the shaded ground, 0 for none. `label` is where the name stands, if it does.
    """

    number: int
    spot: Spot
    x: int
    y: int
    best: int
    high: int
    open: bool
    area: int
    label: Label | None = None


class Label(NamedTuple):
    """A name on the map: its point, and on which side of it the name runs.

    `always` is set where there is room for it on a small screen too.
    """

    x: int
    y: int
    anchor: str
    words: str
    always: bool


class Key(NamedTuple):
    """A circle of the legend: what figure it is as large as."""

    radius: int
    figure: int


def marks(spots: Sequence[Spot], frame: Frame) -> tuple[Mark, ...]:
    """The marks of those spots that lie in the frame, in their order.

    `number` is the place of the spot in the list, from 1 on.
    """
    shown = [
        (number, spot)
        for number, spot in enumerate(spots, start=1)
        if frame.holds(spot.lon, spot.lat)
    ]
    largest = max((_top(spot) for _, spot in shown), default=0)
    found = [_mark(number, spot, frame, largest=largest) for number, spot in shown]
    return tuple(_named(found, frame))


def keys(marks: Iterable[Mark]) -> tuple[Key, ...]:
    """Circles for the legend: of round figures, the largest first."""
    tops = [_top(mark.spot) for mark in marks]
    largest = max(tops, default=0)
    if largest < 1:
        return ()
    figures = dict.fromkeys(_round(largest * part) for part in (1.0, 0.25, 0.04))
    return tuple(Key(_radius(figure, largest=largest), figure) for figure in figures)


def _mark(number: int, spot: Spot, frame: Frame, *, largest: int) -> Mark:
    low, best, high = spot.range
    shown = best if best is not None else low or 0
    top = high if high is not None and high > shown else 0
    x, y = frame.point(spot.lon, spot.lat)
    return Mark(
        number,
        spot,
        x,
        y,
        best=_radius(shown, largest=largest),
        high=_radius(top, largest=largest) if top else 0,
        open=high is None and shown > 0,
        area=round(spot.reach * frame.kilometre),
    )


def _radius(figure: int, *, largest: int) -> int:
    """The radius of a circle whose area stands for a figure; 0 is drawn as a dot."""
    if figure < 1 or largest < 1:
        return 0
    return round(max(_LARGEST * math.sqrt(figure / largest), _SMALLEST))


def _top(spot: Spot) -> int:
    return max(spot.range.best or 0, spot.range.high or 0, spot.range.low or 0)


def _round(figure: float) -> int:
    """A round figure no larger than this.

    >>> [_round(n) for n in (14_532, 480, 7, 0.3)]
    [10000, 200, 5, 1]
    """
    if figure < 2:
        return 1
    power: int = 10 ** int(math.log10(figure))
    return max(n * power for n in (1, 2, 5) if n * power <= figure)


def _named(marks: Sequence[Mark], frame: Frame) -> list[Mark]:
    """The marks, and the largest with their names where these hide nothing.

    First those that have room on a small screen, then what fits between on a large one.
    """
    circles: list[_Room] = [
        (mark.x - mark.best, mark.y - mark.best, mark.x + mark.best, mark.y + mark.best)
        for mark in marks
    ]
    labels: dict[int, Label] = {}
    large, small = list(circles), list(circles)
    for always, most in ((True, _NAMED_SMALL), (False, _NAMED)):
        for mark in marks:
            words = (mark.spot.place or mark.spot.name)[:40]
            known = {label.words for label in labels.values()}
            if not words or words in known or len(labels) >= most:
                continue
            taken = small if always else large
            label = _label(mark, words, taken, frame, always=always)
            if label is not None:
                labels[mark.number] = label
                small.append(_room(label, _SMALL_SCREEN))
                large.append(_room(label, 1))
    return [mark._replace(label=labels.get(mark.number)) for mark in marks]


_Room = tuple[float, float, float, float]


def _label(
    mark: Mark, words: str, taken: Sequence[_Room], frame: Frame, *, always: bool
) -> Label | None:
    scale = _SMALL_SCREEN if always else 1.0
    gap = mark.best + 4 * UNITS
    middle = mark.y + _LINE // 3
    below = mark.y + gap + round(_LINE * scale * 0.75)
    choices = (
        Label(mark.x + gap, middle, "start", words, always),
        Label(mark.x - gap, middle, "end", words, always),
        Label(mark.x, mark.y - gap, "middle", words, always),
        Label(mark.x, below, "middle", words, always),
    )
    for label in choices:
        room = _room(label, scale)
        inside = room[0] >= 0 and room[2] <= WIDTH and room[1] >= 0
        if inside and room[3] <= frame.height:
            if not any(_meet(room, other) for other in taken):
                return label
    return None


def _room(label: Label, scale: float) -> _Room:
    wide = len(label.words) * _LETTER * scale
    left = {"start": 0.0, "end": wide, "middle": wide / 2}[label.anchor]
    west = label.x - left
    return west, label.y - _LINE * scale, west + wide, label.y + _LINE * scale / 4


def _meet(one: _Room, other: _Room) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )
