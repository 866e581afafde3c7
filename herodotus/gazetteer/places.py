"""Places: where a name is, and how exactly that is known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from herodotus.gazetteer import own
from herodotus.gazetteer.actors import countries
from herodotus.gazetteer.folding import key
from herodotus.gazetteer.own import Pin, pins, when_forgotten
from herodotus.gazetteer.place import Place, kilometres
from herodotus.gazetteer.place_tables import (
    all_tables,
    countries_by_name,
    country_place,
    divisions_by_abbreviation,
    in_tables,
    own_table,
    place_of,
    places_by_hand,
)


def find_place(
    name: str, *, near: frozenset[str] | set[str] | None = None
) -> Place | None:
    """The place of this name, if need be the one in the countries `near`.

    Among places of one name a place of war and its region come before a large town,
    a large town before a small one; a place in `near` before all others.

    >>> find_place("Terter").country, find_place("Tripoli", near={"LBN"}).country
    ('AZE', 'LBN')
    """
    found = _named(key(name))
    if near:
        wanted = _recognised(frozenset(near))
        return next(
            (p for p in found if p.country in wanted), found[0] if found else None
        )
    return found[0] if found else None


@cache
def _recognised(near: frozenset[str]) -> frozenset[str]:
    """Country codes with those of the states that de facto states lie in."""
    within = {country.iso3: country.within for country in countries().values()}
    return near | {within[code] for code in near if within.get(code)}


def places_named(name: str, *, whole: bool = False) -> tuple[Place, ...]:
    """All places of this name, the likeliest first.

    Args:
        whole: only places that bear the whole name, without "province" or "northern"
            taken off it.

    >>> len(places_named("Tripoli")) > 1
    True
    >>> places_named("northern Tripoli", whole=True)
    ()
    """
    return _ranked(key(name)) if whole else _named(key(name))


def is_country(name: str) -> bool:
    """Whether a place name is that of a state.

    >>> is_country("Syria"), is_country("Idlib"), is_country("Kyiv")
    (True, False, False)
    """
    return key(name).removeprefix("the ") in countries_by_name()


def is_demonym(name: str) -> bool:
    """Whether a word is that for a people or what is theirs, and no place name.

    >>> is_demonym("Russian"), is_demonym("Iraqis"), is_demonym("Georgia")
    (True, True, False)
    """
    return key(name) in _demonyms()


@cache
def _demonyms() -> frozenset[str]:
    words = {
        key(word)
        for country in countries().values()
        for word in (*country.adjectives, *country.people)
    }
    return frozenset(words - set(countries_by_name()))


@lru_cache(maxsize=50_000)
def canonical_place(name: str) -> str:
    """A place name under one spelling: "Tərtər" is "Terter"; unknown names as given.

    >>> canonical_place("the Gaza Strip"), canonical_place("Burma")
    ('Gaza', 'Myanmar')
    >>> canonical_place("Helmand province")
    'Helmand'
    """
    plain = key(name).removeprefix("the ")
    known = places_by_hand().get(plain) or _area_known(plain)
    if known:
        return known[0].name
    country = countries_by_name().get(plain)
    return country.actor.name if country else name.strip()


def _area_known(plain: str) -> list[Place]:
    """The region of the hand-made table that "Oudalan province" names."""
    for suffix in _SUFFIXES:
        if plain.endswith(suffix):
            found = places_by_hand().get(plain.removesuffix(suffix), [])
            return [place for place in found if place.precision in (3, 4)]
    return []


def division_abbreviated(words: str) -> Place | None:
    """The first-order division that stands so after a comma: "Tex.", "ON".

    >>> division_abbreviated("Ill.").name, division_abbreviated("Ill")
    ('Illinois', None)
    """
    return divisions_by_abbreviation().get(words)


def is_pinned(name: str) -> bool:
    """Whether a user has decided where this name is."""
    return key(name) in pins()


def place_with_id(geonameid: int) -> Place | None:
    """The place that GeoNames has under this number, if a table here holds it.

    >>> place_with_id(703448).name
    'Kyiv'
    """
    for table in all_tables():
        entry = table.by_geonameid(geonameid)
        if entry is not None:
            return place_of(entry, table)
    return None


def add_places(path: Path) -> int:
    """Load a GeoNames country file, to be used from then on; how many places it has.

    Raises:
        DataFileError: where the file cannot be read or is none of GeoNames'.
    """
    return own.add_places(path, divisions=own_table().divisions)


@lru_cache(maxsize=20_000)
def _named(plain: str) -> tuple[Place, ...]:
    """The places of a looked-up name, the likeliest first; regions by their parts."""
    pinned = _pinned(plain)
    if pinned:
        return (pinned,)
    found = _ranked(plain)
    if found:
        return found
    for prefix in _PREFIXES:
        if plain.startswith(prefix):
            found = _ranked(plain.removeprefix(prefix))
            areas = [p for p in found if p.precision >= 4]
            towns = [p for p in found if p.population > _LARGE] if not areas else []
            return tuple(place._replace(precision=5) for place in areas or towns)
    for suffix in _SUFFIXES:
        if plain.endswith(suffix):
            found = _ranked(plain.removesuffix(suffix))
            return tuple(sorted(found, key=lambda place: place.precision not in (3, 4)))
    for prefix in _KIND_OF:
        if plain.startswith(prefix):
            return _ranked(plain.removeprefix(prefix))
    return ()


when_forgotten(_named.cache_clear)
_KIND_OF = (
    *("province of ", "city of ", "town of ", "state of ", "village of ", "county "),
    *("district of ", "region of ", "island of ", "port of ", "gulf of "),
)

#: Only large towns have parts that news names ("eastern Aleppo").
_LARGE = 50_000

#: Parts of a country or region: its point, but not exactly.
_PREFIXES = (
    *("northern ", "southern ", "eastern ", "western ", "central ", "north ", "south "),
    *("east ", "west ", "northeastern ", "northwestern ", "southeastern ", "greater "),
    *("southwestern ", "north eastern ", "north western ", "south eastern ", "near "),
    *("south western ", "rural ", "upper ", "lower ", "northeast ", "northwest "),
    *("southeast ", "southwest ", "indian ", "pakistani ", "north west ", "inner "),
    *("north east ", "south east ", "south west ", "mainland ", "downtown "),
)
_SUFFIXES = (
    *(" province", " region", " district", " state", " governorate", " county"),
    *(" oblast", " department", " city", " town", " village", " valley", " area"),
    *(" sector", " division", " prefecture", " peninsula", " island", " strip"),
    *(" municipality", " township", " raion", " parish", " borough", " counties"),
)


def _pinned(plain: str) -> Place | None:
    pin = pins().get(plain)
    if pin is None:
        return None
    if pin.geonameid is not None:
        known = place_with_id(pin.geonameid)
        if known is not None:
            return known
    return _by_hand(pin)


def _by_hand(pin: Pin) -> Place:
    """A point that a user gave, in the country of the nearest place of this name."""
    place = Place(pin.name, pin.lat, pin.lon, "", 1, pin.geonameid)
    others = _ranked(key(pin.name))
    nearest = min(others, key=lambda other: kilometres(place, other), default=None)
    if nearest is None or kilometres(place, nearest) > 100:
        return place
    return place._replace(country=nearest.country, admin1=nearest.admin1)


@lru_cache(maxsize=20_000)
def _ranked(plain: str) -> tuple[Place, ...]:
    """The places of a looked-up name, the likeliest first."""
    short = plain.removeprefix("the ")
    towns = in_tables(short)
    for other in () if towns else _respelled(short):
        towns = towns or in_tables(other)
    first = [_with_id(known, towns) for known in places_by_hand().get(short, ())]
    country = countries_by_name().get(short)
    if country:
        first.append(country_place(country))
    towns = [town for town in towns if not any(_is_same(town, one) for one in first)]
    if country:  # "Mexico" is no short form for its capital
        towns = [t for t in towns if t.country != country.iso3 or key(t.name) == short]
    found = [*first, *sorted(towns, key=lambda p: weight(p, short), reverse=True)]
    return tuple(_without_doubles(found))


when_forgotten(_ranked.cache_clear)


def weight(place: Place, plain: str = "") -> float:
    """How often a place is likely meant by its name, in people.

    An area counts for far less than a town of as many, a capital for more; a place that
    bears the name only besides another counts for a third, a district that the name is
    only a part of ("Texas" for Texas County) for next to nothing.
    """
    people = place.population + 300.0
    if place.precision >= 3:
        people = max(people * 0.05, _AREA_WEIGHT.get(place.precision, 0))
    elif place.name in _capitals().get(place.country, ()):
        people *= 10
    if not plain or key(place.name) == plain:
        return people
    return people * (0.03 if place.precision == 3 else 0.2)


#: A province or district counts like a town of at least so many.
_AREA_WEIGHT = {4: 50_000, 3: 5_000}


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    return {country.iso3: country.capitals for country in countries().values()}


def _without_doubles(found: list[Place]) -> Iterator[Place]:
    """Each place once, though two tables hold it."""
    seen: set[int] = set()
    for place in found:
        if place.geonameid is None or place.geonameid not in seen:
            if place.geonameid is not None:
                seen.add(place.geonameid)
            yield place


def _respelled(plain: str) -> Iterator[str]:
    """A name written out, and an Arabic name with its article or without it.

    >>> list(_respelled("mt. pleasant")), list(_respelled("el obeid"))
    (['mount pleasant'], ['obeid'])
    """
    for short, long in _SHORTENED:
        if plain.startswith(short):
            yield plain.replace(short, long, 1)
            return
    if plain.endswith((" co.", " co")):
        yield plain.rpartition(" ")[0] + " county"
    for article in ("al ", "el ", "ar ", "as ", "ash ", "at "):
        if plain.startswith(article):
            yield plain.removeprefix(article)
            return
    yield f"al {plain}"


_SHORTENED = (
    *(("mt. ", "mount "), ("mt ", "mount "), ("ft. ", "fort "), ("ft ", "fort ")),
    *(("st. ", "saint "), ("st ", "saint "), ("saint ", "st. "), ("ste. ", "sainte ")),
    *(("n. ", "north "), ("s. ", "south "), ("e. ", "east "), ("w. ", "west ")),
)


def _is_same(town: Place, known: Place) -> bool:
    """Whether a place of GeoNames is what the hand-made tables hold under the name."""
    if known.precision > 4 or town.country != known.country:
        return False
    if known.precision <= 2:
        return town.precision <= 2 and kilometres(town, known) < 30
    return kilometres(town, known) < 150


def _with_id(known: Place, towns: list[Place]) -> Place:
    """A place of the hand-made table, with what GeoNames adds if it has it too."""
    for town in towns:
        if town.country != known.country or town.precision > known.precision:
            continue
        if abs(town.lat - known.lat) < 0.3 and abs(town.lon - known.lon) < 0.3:
            if known.precision <= 2:
                return known._replace(
                    geonameid=town.geonameid,
                    population=town.population,
                    admin1=town.admin1,
                )
    return known
