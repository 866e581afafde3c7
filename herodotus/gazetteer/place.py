"""A place: a point on the map, and how exactly that is known."""

from __future__ import annotations

import math
from typing import NamedTuple


class Place(NamedTuple):
    """A point on the map.

    `precision` is UCDP's where_prec (GED Codebook, 2.2): 1 exact or a town, 2 near
    one, 3 a district, 4 a province, 5 vague, 6 a country, 7 waters. `country` is ISO3;
    `side` the party that governed the place in war, where that is another than it;
    `admin1` the first-order division that it lies in, by name.
    """

    name: str
    lat: float
    lon: float
    country: str
    precision: int
    geonameid: int | None = None
    population: int = 0
    side: str | None = None
    admin1: str = ""


def kilometres(one: Place, other: Place) -> float:
    """The distance between two places, along the ground.

    >>> from herodotus.gazetteer.places import find_place
    >>> round(kilometres(find_place("Kyiv"), find_place("Odesa")), -1)
    440.0
    """
    lat, lat2 = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(other.lon - one.lon)
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
