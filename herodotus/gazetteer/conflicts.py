"""Known conflicts: which war a report is about, who its sides are, since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from herodotus.gazetteer.folding import key
from herodotus.gazetteer.own import when_forgotten
from herodotus.gazetteer.places import canonical_place
from herodotus.gazetteer.tables import listed, rows


class Conflict(NamedTuple):
    """A war, or a phase of one in which a running toll counts from `start`.

    `a` and `b` are its sides, parties by canonical name, the principal one first;
    `end` is `None` while it goes on.
    """

    name: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    place: str
    places: tuple[str, ...]
    start: date
    end: date | None

    def opponents(self, party: str) -> tuple[str, ...]:
        """The parties of the other side; none for a stranger.

        >>> conflicts_for({"Azerbaijan"}, set(), date(2020, 10, 1))[0].opponents(
        ...     "Azerbaijan"
        ... )
        ('Nagorno-Karabakh', 'Armenia')
        """
        if party in self.a:
            return self.b
        return self.a if party in self.b else ()


def conflicts_for(
    actors: Iterable[str], places: Iterable[str], day: date | None
) -> tuple[Conflict, ...]:
    """The conflicts that actors and places point to on a day, the likeliest first.

    Both sides named count for more than one, a side for more than a place, and of
    equals the phase that began last comes first. A day may be up to a month past the
    end: reports sum up. Without a day all wars since 1945 are open.

    >>> [c.name for c in conflicts_for({"Israel"}, {"Gaza"}, date(2021, 5, 15))][0]
    'Gaza fighting of May 2021'
    """
    ranked = _ranked(frozenset(actors), frozenset(places))
    if day is None:
        return tuple(conflict for conflict, _, _ in ranked)
    return tuple(one for one, first, last in ranked if first <= day <= last)


@lru_cache(maxsize=20_000)
def _ranked(
    named: frozenset[str], places: frozenset[str]
) -> tuple[tuple[Conflict, date, date], ...]:
    """All conflicts that parties and places point to, with the days that are theirs."""
    where = {key(canonical_place(place)) for place in places} | {
        key(place) for place in places
    }
    of_parties, of_places = _by_party(), _by_place()
    numbers = {n for party in named for n in of_parties.get(party, ())}
    numbers |= {n for place in where for n in of_places.get(place, ())}
    found = [known_conflicts()[number] for number in sorted(numbers)]
    found.sort(key=lambda one: (_rank(one, named, where), one.start), reverse=True)
    return tuple((one, one.start, _last(one)) for one in found)


when_forgotten(_ranked.cache_clear)


@cache
def known_conflicts() -> tuple[Conflict, ...]:
    """All conflicts of the data file, in its order."""
    return tuple(
        Conflict(
            row["name"],
            listed(row["side_a"]),
            listed(row["side_b"]),
            row["place"],
            listed(row["places"]),
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"]) if row["end"] else None,
        )
        for row in rows("conflicts.tsv")
    )


@cache
def _by_party() -> dict[str, list[int]]:
    """The conflicts of each party, by their numbers in the data file."""
    found: dict[str, list[int]] = {}
    for number, conflict in enumerate(known_conflicts()):
        for party in {*conflict.a, *conflict.b}:
            found.setdefault(party, []).append(number)
    return found


@cache
def _by_place() -> dict[str, list[int]]:
    """The conflicts of each place, its name as looked up."""
    found: dict[str, list[int]] = {}
    for number, conflict in enumerate(known_conflicts()):
        for place in {key(name) for name in (conflict.place, *conflict.places)}:
            found.setdefault(place, []).append(number)
    return found


_AFTERMATH = timedelta(days=31)


def _last(conflict: Conflict) -> date:
    return conflict.end + _AFTERMATH if conflict.end else date.max


def _rank(
    conflict: Conflict, named: frozenset[str], where: set[str]
) -> tuple[int, int, int, int]:
    """How well a conflict fits: sides named, first parties, its place, all parties."""
    sides = bool(named & set(conflict.a)) + bool(named & set(conflict.b))
    leading = (conflict.a[0] in named) + (conflict.b[0] in named)
    place = 2 if key(conflict.place) in where else 0
    if not place and any(key(other) in where for other in conflict.places):
        place = 1
    parties = len(named & {*conflict.a, *conflict.b})
    return sides, leading, place, parties
