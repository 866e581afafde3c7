"""Places: where a name is, and how exactly that is known."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from herodotus.gazetteer.actors import Country, countries, state_of
from herodotus.gazetteer.folding import key
from herodotus.gazetteer.tables import listed, rows


class Place(NamedTuple):
    """A point on the map.

    `precision` is UCDP's where_prec (GED Codebook, 2.2): 1 exact or a town, 2 near
    one, 3 a district, 4 a province, 5 vague, 6 a country, 7 waters. `country` is ISO3;
    `side` the party that governed the place in war, where that is another than it.
    """

    name: str
    lat: float
    lon: float
    country: str
    precision: int
    geonameid: int | None = None
    population: int = 0
    side: str | None = None


def find_place(
    name: str, *, near: frozenset[str] | set[str] | None = None
) -> Place | None:
    """The place of this name, if need be the one in the countries `near`.

    Among places of one name a place of war and its region come before a large town,
    a large town before a small one; a place in `near` before all others.

    >>> find_place("Terter").country, find_place("Tripoli", near={"LBN"}).country
    ('AZE', 'LBN')
    """
    return _find(key(name), _recognised(frozenset(near or ())))


@cache
def _recognised(near: frozenset[str]) -> frozenset[str]:
    """Country codes with those of the states that de facto states lie in."""
    within = {country.iso3: country.within for country in countries().values()}
    return near | {within[code] for code in near if within.get(code)}


def places_named(name: str) -> tuple[Place, ...]:
    """All places of this name, the likeliest first.

    >>> len(places_named("Tripoli")) > 1
    True
    """
    return _ranked(key(name), frozenset())


def is_country(name: str) -> bool:
    """Whether a place name is that of a state.

    >>> is_country("Syria"), is_country("Idlib"), is_country("Kyiv")
    (True, False, False)
    """
    return key(name).removeprefix("the ") in _country_names()


def canonical_place(name: str) -> str:
    """A place name under one spelling: "Tərtər" is "Terter"; unknown names as given.

    >>> canonical_place("the Gaza Strip"), canonical_place("Burma")
    ('Gaza', 'Myanmar')
    """
    plain = key(name).removeprefix("the ")
    known = _known_places().get(plain)
    if known:
        return known.name
    country = _country_names().get(plain)
    return country.actor.name if country else name.strip()


def country_of(name: str, *, near: frozenset[str] | set[str] | None = None) -> str:
    """The ISO3 code of the country that a place lies in; empty where unknown.

    >>> country_of("Mogadishu")
    'SOM'
    """
    place = find_place(name, near=near)
    return place.country if place else ""


@cache
def _find(plain: str, near: frozenset[str]) -> Place | None:
    found = _ranked(plain, near)
    if found:
        return found[0]
    for prefix in _PREFIXES:
        if plain.startswith(prefix):
            found = _ranked(plain.removeprefix(prefix), near)
            return found[0]._replace(precision=5) if found else None
    for suffix in _SUFFIXES:
        if plain.endswith(suffix):
            found = _ranked(plain.removesuffix(suffix), near)
            return _as_area(found) if found else None
    return None


#: Parts of a country or region: its point, but not exactly.
_PREFIXES = (
    *("northern ", "southern ", "eastern ", "western ", "central ", "north ", "south "),
    *("east ", "west ", "northeastern ", "northwestern ", "southeastern ", "greater "),
    *("southwestern ", "north eastern ", "north western ", "south eastern ", "near "),
    *("south western ", "rural ", "upper ", "lower ", "northeast ", "northwest "),
    *("southeast ", "southwest ", "indian ", "pakistani "),
)
_SUFFIXES = (
    *(" province", " region", " district", " state", " governorate", " county"),
    *(" oblast", " department", " city", " town", " village", " valley", " area"),
    *(" sector", " division", " prefecture", " peninsula", " island", " strip"),
)


def _as_area(found: tuple[Place, ...]) -> Place:
    """Of places of one name a province or district, if there is one."""
    areas = [place for place in found if place.precision in (3, 4)]
    return areas[0] if areas else found[0]


@cache
def _ranked(plain: str, near: frozenset[str]) -> tuple[Place, ...]:
    """The places of a looked-up name, the likeliest first."""
    short = plain.removeprefix("the ")
    towns = _in_table(short) or _in_table(_other_article(short))
    first: list[Place] = []
    known = _known_places().get(short)
    if known:
        first.append(_with_id(known, towns))
    country = _country_names().get(short)
    if country:
        first.append(_country_place(country))

    def weight(place: Place) -> float:
        people = max(place.population, _AREA_WEIGHT.get(place.precision, 0))
        return people if key(place.name) == short else people * 0.3

    found = [*first, *sorted(towns, key=weight, reverse=True)]
    return tuple(
        sorted(found, key=lambda place: bool(near) and place.country not in near)
    )


#: A province or district counts like a town of so many, where names are equal.
_AREA_WEIGHT = {4: 50_000, 3: 5_000}


def _other_article(plain: str) -> str:
    """An Arabic name with its article, or without it."""
    for article in ("al ", "el ", "ar ", "as ", "ash ", "at "):
        if plain.startswith(article):
            return plain.removeprefix(article)
    return f"al {plain}"


def _with_id(known: Place, towns: list[Place]) -> Place:
    """A place of the hand-made table, with GeoNames' id if that has it too."""
    for town in towns:
        near = abs(town.lat - known.lat) < 0.3 and abs(town.lon - known.lon) < 0.3
        if near and town.precision <= known.precision <= 2:
            return known._replace(geonameid=town.geonameid, population=town.population)
    return known


@cache
def _known_places() -> dict[str, Place]:
    """The regions, fronts and villages of the hand-made table."""
    found: dict[str, Place] = {}
    for row in rows("places.tsv"):
        place = Place(
            row["name"],
            float(row["lat"]),
            float(row["lon"]),
            row["country"],
            int(row["precision"]),
            side=row["side"] or None,
        )
        for name in (row["name"], *listed(row["aliases"])):
            found[key(name).removeprefix("the ")] = place
    return found


@cache
def _country_names() -> dict[str, Country]:
    found = {}
    for country in countries().values():
        if country.actor.name == "Palestinians":
            continue
        for name in (country.actor.name, *country.aliases):
            if name[0].isupper() or name.startswith("the "):
                found[key(name).removeprefix("the ")] = country
    return {
        name: country
        for name, country in found.items()
        if state_of(name) and not name.endswith(("separatists", "forces", "rebels"))
    }


def _country_place(country: Country) -> Place:
    whole = country.status in ("state", "former") or not country.within
    return Place(
        country.actor.name,
        country.lat,
        country.lon,
        country.within or country.iso3,
        6 if whole else 4,
        side=country.actor.name if country.within else None,
    )


# --- the table of towns --------------------------------------------------------------


class _Table(NamedTuple):
    places: bytes
    names: bytes


@cache
def _table() -> _Table:
    data = gzip.decompress(
        (files("herodotus") / "data" / "geonames.tsv.gz").read_bytes()
    )
    _, places, names = data.split(b"\n\n", 2)
    return _Table(places + b"\n", names)


@cache
def _iso3() -> dict[str, str]:
    return {
        country.iso2: country.iso3 for country in countries().values() if country.iso2
    }


def _in_table(plain: str) -> list[Place]:
    """The places of a looked-up name: a search by halves in the sorted second part."""
    names = _table().names
    wanted = plain.encode() + b"\t"
    low, high = 0, len(names)
    while low < high:
        middle = names.rfind(b"\n", 0, (low + high) // 2) + 1
        middle = max(middle, low)
        end = names.find(b"\n", middle)
        line = names[middle : end if end >= 0 else len(names)]
        if line.startswith(wanted):
            return [_read_place(int(start)) for start in line.split(b"\t")[1].split()]
        if line.split(b"\t", 1)[0] < plain.encode():
            low = middle + len(line) + 1
        else:
            high = middle
    return []


def _read_place(start: int) -> Place:
    places = _table().places
    line = places[start : places.index(b"\n", start)].decode()
    name, lat, lon, iso2, precision, population, geonameid = line.split("\t")
    return Place(
        name,
        float(lat),
        float(lon),
        _iso3().get(iso2, ""),
        int(precision),
        int(geonameid) if geonameid else None,
        int(population),
    )
