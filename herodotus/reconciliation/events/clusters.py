"""Clusters: claims that are about one event, while they are being gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from herodotus.model import (
    CasualtyClaim,
)
from herodotus.reconciliation.camps import Camps
from herodotus.reconciliation.events.sightings import (
    Sighting,
    is_attack,
)
from herodotus.reconciliation.figures import named


class Cluster:
    """Claims that are about one event, while they are being gathered."""

    def __init__(self, first: Sighting):
        self.members: list[Sighting] = []
        self.parties: set[str] = set()
        self.asides: dict[str, str] = {}
        self.spot, self.is_town = first.spot, first.is_town
        self.is_exact = first.is_exact
        self.start, self.end = first.start, first.end
        self.add(first)

    def add(self, seen: Sighting) -> None:
        """Put a claim in."""
        self.members.append(seen)
        self.parties |= seen.parties
        self.is_exact = self.is_exact or seen.is_exact
        if isinstance(seen.telling.claim, CasualtyClaim) or is_attack(seen):
            self.asides.setdefault(seen.telling.card.key, seen.aside)

    def takes(self, seen: Sighting, camps: Camps) -> bool:
        """Whether a claim can be about this event, by its parties and its words."""
        if self.asides.get(seen.telling.card.key, seen.aside) != seen.aside:
            return False
        if not seen.parties or not self.parties or seen.parties & self.parties:
            return True
        day, conflict = seen.end, seen.telling.conflict
        return any(
            camps.together(one, other, day, conflict)
            or camps.opposed(one, other, day, conflict)
            for one in seen.parties
            for other in self.parties
        )


def days_of(cluster: Cluster) -> Iterator[date]:
    """The days that its claims are about, some more than once."""
    for member in cluster.members:
        yield from each_day(member)


def each_day(one: Sighting) -> Iterator[date]:
    """The days from the first to the last of a claim."""
    if one.end is None:
        return
    day = one.start or one.end
    while day <= one.end:
        yield day
        day += timedelta(days=1)


def counting(cluster: Cluster) -> int:
    """How many of its claims count people."""
    return sum(counts_people(member) for member in cluster.members)


def counts_people(one: Sighting) -> bool:
    """Whether a claim counts people."""
    return isinstance(one.telling.claim, CasualtyClaim)


def is_overflow(whole: Sighting, towns: Iterable[Cluster]) -> bool:
    """Whether towns count more people than the toll that is meant to hold them."""
    claim = whole.telling.claim
    if not isinstance(claim, CasualtyClaim):
        return False
    most = claim.high if claim.high is not None else named(claim)
    if most is None:
        return False
    told = 0
    for town in towns:
        figures = [
            named(other) or 0
            for other in (member.telling.claim for member in town.members)
            if isinstance(other, CasualtyClaim) and other.outcome == claim.outcome
        ]
        told += max(figures, default=0)
    return told > most


def has_figure(cluster: Cluster, one: Sighting) -> bool:
    """Whether a claim of the cluster tells the same figure."""
    claim = one.telling.claim
    if not isinstance(claim, CasualtyClaim):
        return False
    wanted = claim.outcome, named(claim)
    return any(
        isinstance(other, CasualtyClaim) and (other.outcome, named(other)) == wanted
        for other in (member.telling.claim for member in cluster.members)
    )


def no_rival_asides(one: Cluster, other: Cluster) -> bool:
    """Whether no report sets the two apart as two attacks."""
    return all(
        other.asides.get(report, aside) == aside for report, aside in one.asides.items()
    )
