"""Where people died, as a map may show it: spots with figures, no falser than known.

A spot is a place with a precision of UCDP (`where_prec`), and that decides how it is
drawn: a filled circle is the place itself; a hollow one is a place nearby; where only a
district, a province or a country is known, an area is shaded and the circle is broken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from herodotus.exports.places import point_of
from herodotus.exports.totals import Range, added, total
from herodotus.exports.visible import one_line
from herodotus.gazetteer.actors import countries
from herodotus.gazetteer.outlines import Box, area_of, outlines
from herodotus.model import Episode, Outcome

Drawn = Literal["place", "near", "area", "country"]

#: What each code of precision says of a point, by UCDP's codebook.
PRECISIONS = {
    1: "the place itself",
    2: "within about 25 km of it",
    3: "somewhere in the district",
    4: "somewhere in the province or region",
    5: "somewhere along a line or in a wide area",
    6: "somewhere in the country",
    7: "at sea or in the air",
}

#: How far, in km, the shading reaches where no outline is at hand; 2 is UCDP's own, the
#: others are about as large as such areas are. It is no border.
_REACH = {2: 25, 3: 35, 4: 75, 5: 100, 7: 150}

_DEGREE = 111.2

#: A country of more degrees than this from west to east is very wide.
_WIDE = 30


class Spot(NamedTuple):
    """What happened at one place, as exactly as it is known.

    `place` is none where no more than the country is known. `killed` is the range of
    the outcome that was asked for; `episodes` are the ids of the events.
    """

    place: str | None
    country: str | None
    lat: float
    lon: float
    precision: int
    range: Range
    episodes: tuple[str, ...]

    @property
    def drawn(self) -> Drawn:
        """How a map draws it."""
        if self.precision == 1:
            return "place"
        if self.precision == 2:
            return "near"
        return "country" if self.precision == 6 else "area"

    @property
    def name(self) -> str:
        """The place and its country, in words."""
        country = country_name(self.country)
        return ", ".join(one_line(part) for part in (self.place, country) if part)

    @property
    def known(self) -> str:
        """How exactly the place is known, in words."""
        return PRECISIONS[self.precision]

    @property
    def reach(self) -> int:
        """How far around the point it may be, in km; 0 where it is the place itself."""
        return _REACH.get(self.precision, 0)

    @property
    def figure(self) -> str:
        """The range in words: "8", "8 to 14, best 12", "5 or more"."""
        return in_words(self.range)

    @property
    def box(self) -> Box:
        """The ground that it takes on a map: that of its country, if no more is known.

        A country that is very wide does not decide what a map shows.
        """
        area = area_of(self.country or "") if self.drawn == "country" else None
        if area is not None:
            whole = outlines().box(area)
            if whole[2] - whole[0] <= _WIDE:
                return whole
        up = max(self.reach, 4) / _DEGREE
        across = up / max(math.cos(math.radians(self.lat)), 0.05)
        return self.lon - across, self.lat - up, self.lon + across, self.lat + up


def spots(
    episodes: Iterable[Episode], outcome: Outcome
) -> tuple[tuple[Spot, ...], tuple[Episode, ...]]:
    """The spots of events, the largest first, and the events that lie nowhere known.

    An event whose place has no known point stands for its country, where that is known.
    """
    found: dict[tuple[object, ...], list[Episode]] = {}
    nowhere = []
    for episode in episodes:
        point = point_of(episode)
        if point is None:
            nowhere.append(episode)
            continue
        precision = point.precision if point.precision in PRECISIONS else 5
        place = point.name if precision != 6 and episode.lat is not None else None
        key = (place, episode.country, point.lat, point.lon, precision)
        found.setdefault(key, []).append(episode)
    made = [_spot(key, group, outcome) for key, group in found.items()]
    made.sort(key=lambda spot: (-_size(spot), spot.name))
    return tuple(made), tuple(nowhere)


def in_words(range: Range) -> str:
    """A range in words.

    >>> in_words(Range(8, 8, 8)), in_words(Range(8, 12, 14))
    ('8', '8 to 14, best 12')
    >>> in_words(Range(8, 8, None)), in_words(Range(0, None, 40))
    ('8 or more', 'up to 40')
    """
    low, best, high = range
    if best is None and not low:
        return f"up to {high:,}" if high else "not known"
    least = low if low is not None else best
    if high is None:
        tail = f", best {best:,}" if best is not None and best != least else ""
        return f"{least:,} or more{tail}"
    if least == high:
        return f"{high:,}"
    tail = f", best {best:,}" if best is not None else ""
    return f"{least:,} to {high:,}{tail}"


def country_name(code: str | None) -> str | None:
    """The name of a country by its code; the code where it is not known.

    >>> country_name("LBN"), country_name("QQQ"), country_name(None)
    ('Lebanon', 'QQQ', None)
    """
    if code is None:
        return None
    known = (one.actor.name for one in countries().values() if one.iso3 == code)
    return next(known, code)


def _spot(key: tuple[object, ...], group: Sequence[Episode], outcome: Outcome) -> Spot:
    first = group[0]
    point = point_of(first)
    assert point is not None  # they were put together by their point
    told = [total(episode.tolls, outcome) for episode in group]
    known = [one for one in told if one != Range(None, None, None)]
    return Spot(
        place=first.place if key[0] else None,
        country=first.country,
        lat=point.lat,
        lon=point.lon,
        precision=point.precision if point.precision in PRECISIONS else 5,
        range=_unless_nothing(added(known)),
        episodes=tuple(episode.id for episode in group),
    )


def _unless_nothing(range: Range) -> Range:
    """A range; unknown where nobody claims anybody, but nobody says that none died."""
    if range.best is None and not range.low and not range.high:
        return Range(None, None, None)
    return range


def _size(spot: Spot) -> int:
    return max(spot.range.best or 0, spot.range.high or 0, spot.range.low or 0)
