"""Where wars are fought and by whom: the places and parties of the known conflicts.

A place is known to a war by its own name, its province's or its country's; the country
of a claim's place is that of the name, where the claim says that it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from herodotus.gazetteer import (
    Conflict,
    canonical_place,
    find_place,
    is_country,
    known_conflicts,
    places_named,
)
from herodotus.gazetteer.folding import key
from herodotus.model import Claim

#: A whole country, as a place [UCDP GED codebook, where_prec 6].
_COUNTRY = 6
_NEAR = 0.5  # degrees


class Ground(NamedTuple):
    """A place as the gazetteer knows it, and the country that it lies in."""

    name: str | None
    country: str | None


def grounds_of(claims: Iterable[Claim]) -> dict[str, Ground]:
    """Where each claim is, by its id.

    A village that the gazetteer knows elsewhere, or not at all, is put by its reader at
    the point of the town or country around it: that is what stands for it then.
    """
    found = {}
    around: dict[tuple[float | None, float | None], Ground] = {}
    lost = []
    for claim in claims:
        place, point = claim.place, (claim.lat, claim.lon)
        country = _country(place, *point) if place else None
        found[claim.id] = ground = Ground(place if country else None, country)
        if country and claim.lat is not None:
            around.setdefault(point, ground)
        elif place and not country and claim.lat is not None:
            lost.append((claim.id, point))
    for claim_id, point in lost:
        name = _states_by_point().get(point)
        state = Ground(name, _country(name, *point)) if name else found[claim_id]
        found[claim_id] = around.get(point, state)
    return found


@cache
def _states_by_point() -> dict[tuple[float | None, float | None], str]:
    names = {name for c in known_conflicts() for name in (c.place, *c.places)}
    places = {name: find_place(name) for name in sorted(names | belligerents())}
    return {
        (place.lat, place.lon): name
        for name, place in places.items()
        if place is not None and is_country(name)
    }


@lru_cache(maxsize=50_000)
def _country(place: str, lat: float | None, lon: float | None) -> str | None:
    """The country of a place: of that name, the one where the claim says it is."""
    named = places_named(place)
    if lat is None or lon is None:
        return named[0].country if named else None
    near = [(abs(p.lat - lat) + abs(p.lon - lon), n) for n, p in enumerate(named)]
    if not near:
        return None
    off, number = min(near)
    return named[number].country or None if off < _NEAR else None


@cache
def belligerents() -> frozenset[str]:
    """Every party to a known war, by its name."""
    return frozenset(
        party for conflict in known_conflicts() for party in (*conflict.a, *conflict.b)
    )


@cache
def conflicts_by_name() -> dict[str, Conflict]:
    """The known wars by their names."""
    return {conflict.name: conflict for conflict in known_conflicts()}


@cache
def parties_to(name: str) -> frozenset[str]:
    """The parties to a known war, of both sides."""
    conflict = conflicts_by_name()[name]
    return frozenset((*conflict.a, *conflict.b))


def is_local(conflict: Conflict, place: str | None) -> bool:
    """Whether a place is the theatre of a war, more exactly than by its country."""
    if place is None:
        return False
    where = {key(name) for name in names_around(place)}
    listed = {key(name) for name in (conflict.place, *conflict.places)}
    return any(not _is_state(name) for name in where & listed)


@lru_cache(maxsize=20_000)
def _is_state(name: str) -> bool:
    """Whether a name is a whole country's, and not that of a land within one.

    The gazetteer knows "Nagorno-Karabakh" as a party with a land of its own; that land
    is a region all the same [UCDP GED codebook, where_prec 4].
    """
    found = find_place(name)
    return is_country(name) and (found is None or found.precision >= _COUNTRY)


@lru_cache(maxsize=20_000)
def is_inside(name: str, place: str) -> bool | None:
    """Whether a place lies in the countries of a war; `None` where nobody knows it."""
    found = find_place(place)
    if found is None:
        return None
    return found.country in _theatre(name)


@cache
def _theatre(name: str) -> frozenset[str]:
    """The countries that a war is fought in: of its places and principal parties."""
    conflict = conflicts_by_name()[name]
    names = (conflict.place, *conflict.places, conflict.a[0], conflict.b[0])
    return frozenset(
        place.country for place in map(find_place, names) if place is not None
    )


@lru_cache(maxsize=20_000)
def lies_in(place: str | None, party: str) -> bool:
    """Whether a place lies in the land that a party is called after."""
    found = find_place(place) if place else None
    land = find_place(party)
    return found is not None and land is not None and found.country == land.country


@lru_cache(maxsize=20_000)
def names_around(place: str) -> frozenset[str]:
    """The names by which wars may know a place: its own, its province's, its country's.

    A place that another party held counts as that party's land too.
    """
    names = {place, canonical_place(place)}
    found = find_place(place)
    if found is not None:
        names |= {found.admin1, found.side or ""}
        names.add(_country_names().get(found.country, ""))
    return frozenset(filter(None, names))


@cache
def _country_names() -> dict[str, str]:
    """The states that wars are fought in or by, by ISO3."""
    names = {name for c in known_conflicts() for name in (c.place, *c.places)}
    found = {}
    for name in sorted(names | belligerents()):
        place = find_place(name) if _is_state(name) else None
        if place is not None:
            found[place.country] = canonical_place(name)
    return found
