"""Where and when an episode is coded: point, days, division of its country."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from herodotus.exports.states import state_named
from herodotus.gazetteer import Place, find_place, kilometres
from herodotus.gazetteer.actors import countries
from herodotus.model import Episode

#: A place of the same name that is further away than this, in km, is another one.
_NEAR = 30.0


class Point(NamedTuple):
    """Where an event is coded, and how exactly (`where_prec`)."""

    name: str
    lat: float
    lon: float
    precision: int


def country_of(episode: Episode) -> str | None:
    """The country of an episode, else that of the one state that takes part in it."""
    if episode.country is not None:
        return episode.country
    named = (state_named(party) for party in (*episode.a, *episode.b))
    codes = {state.iso3 for state in named if state is not None}
    return codes.pop() if len(codes) == 1 else None


def point_of(episode: Episode) -> Point | None:
    """The point of the place, else that of the country (`where_prec` 6)."""
    if episode.lat is not None and episode.lon is not None:
        name = episode.place or ""
        return Point(name, episode.lat, episode.lon, episode.place_precision or 5)
    code = country_of(episode)
    for name, country in countries().items():
        if country.iso3 == code:
            return Point(name, country.lat, country.lon, 6)
    return None


def days_of(episode: Episode) -> tuple[date, date] | None:
    """The first and last possible day; of an open period, its one known day."""
    start = episode.date_start or episode.date_end
    end = episode.date_end or episode.date_start
    return None if start is None or end is None else (min(start, end), max(start, end))


def division(point: Point, country: str | None) -> str | None:
    """The first-order division that a point lies in, where the gazetteer knows it.

    >>> division(Point("Donetsk", 48.0, 37.8, 1), "UKR")
    'Donetsk'
    """
    found = known_place(point.name, point.lat, point.lon, country=country)
    if found is None:
        return None
    return found.admin1 or (found.name if found.precision == 4 else None)


def known_place(
    name: str, lat: float | None, lon: float | None, *, country: str | None
) -> Place | None:
    """The gazetteer's place of this name, where it is the one at this point.

    >>> known_place("Terter", 40.3, 46.9, country="AZE").geonameid
    584871
    >>> known_place("Terter", -40.3, 46.9, country="AZE") is None
    True
    """
    if not name or lat is None or lon is None:
        return None
    found = find_place(name, near={country} if country else None)
    if found is None:
        return None
    meant = found._replace(lat=lat, lon=lon)
    return found if kilometres(found, meant) <= _NEAR else None
