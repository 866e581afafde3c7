"""Which of several places a name means, decided for all names of a report together.

Every name has candidates. A candidate is the likelier, the more people live there, the
more of the other names' candidates lie in its country, its first-order division and
around it, and the oftener the report names the country's people or institutions.
"Paris, Texas" adds that the first lies in the second. The beliefs about all names are
weighed against each other a few times over until they settle (mean field); the cost
grows with the number of candidates only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from herodotus.gazetteer import Place, kilometres
from herodotus.gazetteer.places import weight

#: How much a factor of e in people counts, and in what else lies in the same country,
#: in the same division and within about a hundred kilometres. Set by trial on reports
#: of local and of world news; all within a factor of two do about as well.
_PEOPLE = 0.55
_COUNTRY = 1.5
_DIVISION = 1.5
_AROUND = 1.2
_EVIDENCE = 1.0
#: What it counts that the report says that the one lies in the other.
_INSIDE = 5.0
_ROUNDS = 5
#: Of so many namesakes the likeliest are weighed.
_CANDIDATES = 60
#: Places of war come before their namesakes, a state before the towns named like it.
_KNOWN, _REGION, _STATE = 3e5, 3e6, 3e8


@dataclass
class Naming:
    """One name of a report, with the places that it may mean."""

    name: str
    candidates: Sequence[Place]
    count: float = 1.0
    beliefs: list[float] = field(default_factory=list)

    @property
    def best(self) -> Place | None:
        """The place that is believed in most."""
        if not self.candidates:
            return None
        return self.candidates[
            max(range(len(self.beliefs)), key=self.beliefs.__getitem__)
        ]


def choose(
    namings: Sequence[Naming],
    *,
    inside: Iterable[tuple[int, int]] = (),
    evidence: Mapping[str, float] | None = None,
) -> None:
    """Give each naming its beliefs.

    Args:
        inside: pairs of namings of which the first is said to lie in the second.
        evidence: how often each country (ISO3) is named otherwise.
    """
    said: dict[str, float] = {
        iso3: _EVIDENCE * math.log1p(n) for iso3, n in (evidence or {}).items()
    }
    priors = []
    for naming in namings:
        if len(naming.candidates) > _CANDIDATES:
            likely = sorted(naming.candidates, key=lambda p: -_prior(p, naming.name))
            naming.candidates = likely[:_CANDIDATES]
        prior = [
            _PEOPLE * _prior(place, naming.name) + said.get(place.country, 0.0)
            for place in naming.candidates
        ]
        priors.append(prior)
        naming.beliefs = _normal(prior)
    if all(len(naming.candidates) < 2 for naming in namings):
        return
    pairs = [
        (one, other, _compatible(namings[one], namings[other]))
        for one, other in inside
        if one != other
    ]
    for _ in range(_ROUNDS):
        bonus = _bonus(namings, pairs)
        shares = [_shares(naming) for naming in namings]
        total: dict[object, float] = {}
        for share in shares:
            for where, belief in share.items():
                total[where] = total.get(where, 0.0) + belief
        for number, naming in enumerate(namings):
            if len(naming.candidates) < 2:
                continue
            scores = []
            for i, place in enumerate(naming.candidates):
                score = priors[number][i] + bonus.get((number, i), 0.0)
                scores.append(score + _support(place, total, shares[number]))
            naming.beliefs = _normal(scores)


def _prior(place: Place, name: str) -> float:
    people = weight(place, name)
    if place.precision == 6:
        people = max(people, _STATE)
    elif place.geonameid is None and not place.population and place.precision >= 4:
        people = max(people, _REGION if not place.admin1 else 0.0)
    elif place.side or (place.geonameid is None and place.precision <= 2):
        people = max(people, _KNOWN)
    return math.log(people)


def _normal(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


def _square(place: Place) -> tuple[int, int]:
    return round(place.lat), round(place.lon * math.cos(math.radians(place.lat)))


def _shares(naming: Naming) -> dict[object, float]:
    """What a naming adds to its candidates' countries, divisions and squares."""
    found: dict[object, float] = {}
    strength = math.sqrt(naming.count)
    for place, belief in zip(naming.candidates, naming.beliefs, strict=True):
        part = belief * strength
        if place.country:
            found[place.country] = found.get(place.country, 0.0) + part
        if place.admin1:
            division = place.country, place.admin1
            found[division] = found.get(division, 0.0) + part
        if place.precision <= 3:
            square = _square(place)
            found[square] = found.get(square, 0.0) + part
    return found


def _support(
    place: Place, total: Mapping[object, float], own: Mapping[object, float]
) -> float:
    """How much of what the other names may mean lies with a place."""

    def others(where: object) -> float:
        return max(0.0, total.get(where, 0.0) - own.get(where, 0.0))

    score = _COUNTRY * math.log1p(others(place.country)) if place.country else 0.0
    if place.admin1:
        score += _DIVISION * math.log1p(2 * others((place.country, place.admin1)))
    if place.precision <= 3:
        lat, lon = _square(place)
        near = sum(
            others((lat + north, lon + east))
            for north in (-1, 0, 1)
            for east in (-1, 0, 1)
        )
        score += _AROUND * math.log1p(2 * near)
    return score


def _compatible(small: Naming, large: Naming) -> list[tuple[int, int]]:
    """The candidates of which one can lie in the other."""
    return [
        (i, j)
        for i, place in enumerate(small.candidates)
        for j, region in enumerate(large.candidates)
        if lies_in(place, region)
    ]


def lies_in(place: Place, region: Place) -> bool:
    """Whether one place can lie in another, as far as countries and points tell.

    >>> from herodotus.gazetteer import find_place
    >>> lies_in(find_place("Tripoli", near={"LBN"}), find_place("Lebanon"))
    True
    """
    if region.precision <= 2 or place.precision >= region.precision:
        return False
    if region.precision in (5, 7) or not region.country:
        return kilometres(place, region) < 1500
    if place.country != region.country:
        return False
    if region.precision == 6:
        return True
    if region.admin1 and place.admin1 and region.admin1 != place.admin1:
        return False
    if region.precision == 3:
        return kilometres(place, region) < 120
    if region.admin1 and place.admin1:
        return True
    return kilometres(place, region) < 400


def _bonus(
    namings: Sequence[Naming],
    pairs: Iterable[tuple[int, int, list[tuple[int, int]]]],
) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    for small, large, compatible in pairs:
        for i, j in compatible:
            one = found.get((small, i), 0.0)
            found[small, i] = max(one, _INSIDE * namings[large].beliefs[j])
            other = found.get((large, j), 0.0)
            found[large, j] = max(other, _INSIDE * max(0.2, namings[small].beliefs[i]))
    return found
