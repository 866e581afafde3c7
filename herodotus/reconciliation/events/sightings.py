"""Sightings: claims as they stand in place, time and parties, to be put together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from herodotus.gazetteer import canonical_place, find_place
from herodotus.model import (
    CasualtyClaim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
    Telling,
)
from herodotus.reconciliation.camps import party_of
from herodotus.reconciliation.cues import has_cue

#: UCDP's `where_prec` 1 is an exact location, 2 its surroundings.
_TOWN = 2
#: The precision that the region of an unknown village can lend it.
_OF_ITS_REGION = (None, 3, 4)
#: Spots nearer to each other than this are one, under whatever names, in kilometres.
_NEAR = 5.0
#: A casualty that may have happened on any day of more than a month is of no event.
_MONTH = timedelta(days=31)
#: An attack told of more days than these, or of a whole country, is the war itself.
_ATTACK_DAYS = timedelta(days=6)
_FRONT_DAYS = timedelta(days=2)
_FRONT = 5


class Sighting(NamedTuple):
    """One claim where it stands.

    `spot` names the town, or the region where no town is told; `is_town` says which,
    and `is_exact` whether its point is known. `name` is the place as told. `is_open`
    marks a day that is but the last on which it can have been, that of the news.
    `aside` is set for what a report tells of another attack than the one before.
    """

    telling: Telling
    name: str
    spot: str
    is_town: bool
    is_exact: bool
    is_open: bool
    start: date | None
    end: date | None
    parties: frozenset[str]
    aside: str

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.telling.claim.id


def sightings(tellings: Sequence[Telling]) -> list[Sighting]:
    """The claims that an episode can be about, each with its place and its days."""
    asides = _asides(tellings)
    spots = _spots(tellings)
    return [
        _sighting(telling, spots, asides.get(telling.claim.id, ""))
        for telling in tellings
        if not telling.claim.background
        and telling.claim.stance not in ("denies", "doubts")
    ]


def is_anchor(seen: Sighting) -> bool:
    """Whether a claim makes an episode by itself: people hurt, or an attack.

    Running totals make none, and no more does fighting that is told of a whole country
    or of weeks.
    """
    claim = seen.telling.claim
    if seen.end is None:
        return False
    length = seen.end - (seen.start or seen.end)
    if isinstance(claim, CasualtyClaim):
        return claim.counting != "cumulative" and length < _MONTH
    if not is_attack(seen):
        return False
    if seen.is_town:
        return length <= _ATTACK_DAYS
    return (claim.place_precision or 7) <= _FRONT and length <= _FRONT_DAYS


def is_attack(seen: Sighting) -> bool:
    """Whether a claim tells of an attack as it happened."""
    claim = seen.telling.claim
    return (
        isinstance(claim, EventClaim)
        and claim.plover == "ASSAULT"
        and claim.modality == "actual"
    )


def in_town(telling: Telling) -> bool:
    """Whether a claim names one spot: UCDP's `where_prec` 1 or 2, or a village.

    A village that the gazetteer does not know has the point of its region.
    """
    claim = telling.claim
    if claim.place is None:
        return False
    if (claim.place_precision or 7) <= _TOWN:
        return True
    return (
        claim.place_precision in _OF_ITS_REGION
        and claim.place[:1].isupper()
        and find_place(claim.place) is None
    )


def touch(one: Telling, other: Telling) -> bool:
    """Whether the words of two claims of one report overlap."""
    if one.card.key != other.card.key:
        return False
    first, second = one.claim, other.claim
    return first.start < second.end and second.start < first.end


def _sighting(telling: Telling, spots: dict[str, str], aside: str) -> Sighting:
    claim = telling.claim
    place = canonical_place(claim.place) if claim.place else ""
    town = in_town(telling)
    end = claim.date_end or claim.date_start or telling.card.day
    return Sighting(
        telling,
        place,
        spots.get(_name(telling), place) if town else place,
        town,
        (claim.place_precision or 7) <= _TOWN,
        claim.date_start is None,
        claim.date_start or end,
        end,
        _parties(telling),
        aside,
    )


def _parties(telling: Telling) -> frozenset[str]:
    claim = telling.claim
    names: list[str | None]
    if isinstance(claim, CasualtyClaim):
        names = [claim.perpetrator, claim.victim_side]
    elif isinstance(claim, EventClaim):
        names = [party.name for party in (*claim.initiators, *claim.targets)]
    elif isinstance(claim, MaterielClaim):
        names = [claim.perpetrator, claim.owner_side]
    elif isinstance(claim, ControlClaim):
        names = [claim.by]
    elif isinstance(claim, NondisclosureClaim):
        names = [claim.side]
    found = {party_of(name) for name in names}
    return frozenset(name for name in found if name is not None)


def _asides(tellings: Iterable[Telling]) -> dict[str, str]:
    """The claims of another attack than that told first: "in another attack"."""
    reports: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if isinstance(telling.claim, CasualtyClaim | EventClaim):
            reports[telling.card.key].append(telling)
    found: dict[str, str] = {}
    for mine in reports.values():
        mine.sort(key=lambda one: (one.claim.start, one.claim.end, one.claim.id))
        cued = [one for one in mine[1:] if has_cue("elsewhere", one.claim.evidence)]
        for first in cued:
            head = found.get(first.claim.id, first.claim.id)
            for other in mine:
                if touch(first, other):
                    found.setdefault(other.claim.id, head)
    return found


def _name(telling: Telling) -> str:
    """A town by its name and country: two towns of one name stay apart."""
    claim = telling.claim
    point = ""
    if _has_point(telling):
        point = f"{claim.lat:.0f} {claim.lon:.0f}"
    return f"{canonical_place(claim.place or '')}|{point}"


def _has_point(telling: Telling) -> bool:
    """Whether the point is the spot's own, and not that of its region."""
    claim = telling.claim
    known = claim.lat is not None and claim.lon is not None
    return known and (claim.place_precision or 7) <= _TOWN


def _spots(tellings: Iterable[Telling]) -> dict[str, str]:
    """Each town with the one that stands for it: the most told within five kilometres.

    Which town stands for its neighbours follows from the claims, not from their order.
    """
    told: dict[str, int] = defaultdict(int)
    points: dict[str, tuple[float, float]] = {}
    for telling in tellings:
        if in_town(telling):
            name, claim = _name(telling), telling.claim
            told[name] += 1
            if _has_point(telling):
                point = claim.lat or 0.0, claim.lon or 0.0
                points[name] = min(points.get(name, point), point)
    heads: dict[tuple[int, int], list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for name in sorted(told, key=lambda name: (-told[name], name)):
        head = _head_near(name, points, heads)
        if head is None:
            head = name
            if name in points:
                heads[_cell(points[name])].append(name)
        found[name] = head
    return found


def _head_near(
    name: str,
    points: dict[str, tuple[float, float]],
    heads: dict[tuple[int, int], list[str]],
) -> str | None:
    if name not in points:
        return None
    row, column = _cell(points[name])
    wide = math.ceil(1 / max(math.cos(math.radians(points[name][0])), 0.05))
    near = [
        (_kilometres(points[name], points[head]), head)
        for north in (row - 1, row, row + 1)
        for east in range(column - wide, column + wide + 1)
        for head in heads.get((north, east), ())
    ]
    near = [found for found in near if found[0] <= _NEAR]
    return min(near)[1] if near else None


def _cell(point: tuple[float, float]) -> tuple[int, int]:
    """The cell of a grid of about five kilometres; narrower towards the poles."""
    return math.floor(point[0] / 0.05), math.floor(point[1] / 0.05)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians(one[0]))
    return math.hypot(north, east)
