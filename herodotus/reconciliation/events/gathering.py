"""Gathering: claims put together that are about one event.

Of one town and one day, by parties that can be those of one fight, claims are about one
event, whichever reports they stand in. What is told of a region joins the event of a
town only where the same report ties the two; else it is an event of its own, of the
region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from herodotus.model import (
    CasualtyClaim,
    EventClaim,
    NondisclosureClaim,
    Telling,
)
from herodotus.reconciliation.camps import Camps
from herodotus.reconciliation.disputes.contested import days_apart
from herodotus.reconciliation.events.clusters import (
    Cluster,
    counting,
    counts_people,
    days_of,
    each_day,
    has_figure,
    is_overflow,
    no_rival_asides,
)
from herodotus.reconciliation.events.sightings import (
    Sighting,
    is_anchor,
    is_attack,
    sightings,
    touch,
)

#: Relations of claims that count the same people.
_SAME = frozenset({"repeats", "supersedes", "contradicts", "consistent_with"})

#: Those that hold also where two reports tell of different days.
_SAME_FOR_SURE = _SAME - {"consistent_with"}

#: Those and the relation of a part to what holds it.
_HELD = _SAME | {"part_of"}

#: Days by which two reports of one event may differ.
_SLACK = 2

#: Days by which the announcement of losses may follow the event.
_ANNOUNCED = 7

#: How many claims of a report before it a claim may overlap.
_REACH = 60


def gather(tellings: Sequence[Telling], camps: Camps) -> list[list[Sighting]]:
    """Groups of claims, each about one event, from tellings that stand in order."""
    seen = sightings(tellings)
    gathering = _Gathering(seen, camps)
    anchors = [one for one in seen if is_anchor(one)]
    frames = [one for one in anchors if is_attack(one) and not one.is_exact]
    told = [one for one in anchors if one.is_exact or not is_attack(one)]
    gathering.place([one for one in told if one.is_town])
    gathering.join_across_days()
    gathering.place_regions([one for one in told if not one.is_town])
    gathering.place_frames(frames)
    gathering.attach(seen)
    return gathering.groups()


class _Gathering:
    """The clusters of a set of claims, with what finds them again."""

    def __init__(self, seen: Sequence[Sighting], camps: Camps):
        self.camps = camps
        self.by_id = {one.id: one for one in seen}
        self.home: dict[str, Cluster] = {}
        self.clusters: list[Cluster] = []
        self.days: dict[tuple[str, bool, date], list[Cluster]] = defaultdict(list)
        self.named: dict[str, set[str]] = defaultdict(set)
        self.reports: dict[str, list[Sighting]] = defaultdict(list)
        for one in seen:
            self.reports[one.telling.card.key].append(one)
        self.rank = {
            one.id: place
            for mine in self.reports.values()
            for place, one in enumerate(mine)
        }
        self.parts: dict[str, list[str]] = defaultdict(list)
        for one in seen:
            for tie in one.telling.claim.relations:
                if tie.type == "part_of":
                    self.parts[tie.claim].append(one.id)
                elif tie.type == "sums":
                    self.parts[one.id].append(tie.claim)

    def place(self, anchors: Iterable[Sighting]) -> None:
        """Put claims into clusters: the most exact days first, people before attacks.

        What was announced on a day goes with the event that it is tied to, if any.
        """
        ordered = sorted(anchors, key=_most_exact)
        for one in ordered:
            if not one.is_open:
                self._put(one, self._tied(one, _HELD) or self._best(one))
        waiting = [one for one in ordered if one.is_open]
        while True:
            left = []
            for one in waiting:
                cluster = self._tied(one, _HELD)
                if cluster is None:
                    left.append(one)
                else:
                    self._put(one, cluster)
            if len(left) == len(waiting):
                break
            waiting = left
        for one in waiting:
            self._put(one, self._tied(one, _HELD) or self._best(one))

    def join_across_days(self) -> None:
        """Join clusters of one town whose days differ where a figure is the same."""
        for one in sorted(self.by_id.values(), key=lambda seen: seen.id):
            mine = self.home.get(one.id)
            for tie in one.telling.claim.relations:
                other = self.home.get(tie.claim)
                if mine is None or other is None or mine is other:
                    continue
                if tie.type not in _SAME_FOR_SURE or mine.spot != other.spot:
                    continue
                days = days_apart((mine.start, mine.end), (other.start, other.end))
                if days <= _SLACK and no_rival_asides(mine, other):
                    mine = self._join(mine, other)

    def place_regions(self, anchors: Sequence[Sighting]) -> None:
        """Claims about regions: with the town that they are tied to, else apart.

        A toll of the region whose parts are events of several towns is left out: its
        people are counted there. Where those are more than the toll, some are told
        twice, and all is one event of the region.
        """
        alone = []
        for one in sorted(anchors, key=_most_exact):
            towns = self._towns_of_parts(one)
            if len(towns) > 1 and not is_overflow(one, towns):
                continue
            if towns:
                first, *others = towns
                if not all(self._all_parts_of(one, town) for town in towns):
                    continue
                for other in others:
                    first = self._join(first, other)
                self._put(one, first)
                continue
            found = self._tied(one, _HELD)
            if found is None:
                alone.append(one)
            else:
                self._put(one, found)
        self.place(alone)

    def place_frames(self, attacks: Iterable[Sighting]) -> None:
        """Fighting told of no exact place: with the event that it is the frame of."""
        for one in sorted(attacks, key=_most_exact):
            cluster = self._tied(one, _HELD) or self._best(one) or self._same_fight(one)
            self._put(one, cluster)

    def _towns_of_parts(self, whole: Sighting) -> list[Cluster]:
        homes = (self.home.get(part) for part in self.parts.get(whole.id, ()))
        towns = {id(home): home for home in homes if home is not None and home.is_town}
        return list(towns.values())

    def _same_fight(self, one: Sighting) -> Cluster | None:
        """The event of the report, of no exact place either, that has its parties."""
        found: dict[int, Cluster] = {}
        for other in self.reports[one.telling.card.key]:
            home = self.home.get(other.id)
            if home is None or home.is_exact:
                continue
            days = days_apart((one.start, one.end), (home.start, home.end))
            if days or not home.takes(one, self.camps):
                continue
            if one.parties & home.parties or not one.parties:
                found[id(home)] = home
        return max(found.values(), key=counting, default=None)

    def attach(self, seen: Iterable[Sighting]) -> None:
        """What stands near an event: arms lost, ground, silence, raised tolls."""
        for one in seen:
            if one.id in self.home:
                continue
            cluster = self._beside(one)
            if cluster is not None:
                self._put(one, cluster)

    def groups(self) -> list[list[Sighting]]:
        """The members of each cluster, in the order of the reports."""
        order = {claim: place for place, claim in enumerate(self.by_id)}
        return [
            sorted(cluster.members, key=lambda one: order[one.id])
            for cluster in self.clusters
            if cluster.members
        ]

    def _put(self, one: Sighting, cluster: Cluster | None) -> None:
        if cluster is None:
            cluster = self._new(one)
        else:
            cluster.add(one)
        self.home[one.id] = cluster
        if one.is_town:
            self.named[one.name].add(one.spot)

    def _new(self, one: Sighting) -> Cluster:
        cluster = Cluster(one)
        self.clusters.append(cluster)
        for day in each_day(one):
            self.days[one.spot, one.is_town, day].append(cluster)
        return cluster

    def _join(self, one: Cluster, other: Cluster) -> Cluster:
        for member in other.members:
            one.add(member)
            self.home[member.id] = one
        for day in days_of(other):
            key = other.spot, other.is_town, day
            self.days[key] = [
                one if cluster is other else cluster for cluster in self.days[key]
            ]
        starts = [day for day in (one.start, other.start) if day is not None]
        ends = [day for day in (one.end, other.end) if day is not None]
        one.start, one.end = min(starts, default=None), max(ends, default=None)
        other.members = []
        return one

    def _best(self, one: Sighting) -> Cluster | None:
        """The cluster of the same spot and days: one with the figure, else the last."""
        found = self._meeting(one)
        if len(found) > 1 and isinstance(one.telling.claim, CasualtyClaim):
            same = [cluster for cluster in found if has_figure(cluster, one)]
            if not same and one.start != one.end:
                return None
            found = same or found[:1]
        elif len(found) > 1 and one.start == one.end:
            found = found[:1]
        return found[-1] if found else None

    def _meeting(self, one: Sighting) -> list[Cluster]:
        found: dict[int, Cluster] = {}
        for day in each_day(one):
            for spot in self._spots_of(one):
                for cluster in self.days.get((*spot, day), ()):
                    if cluster.members and cluster.takes(one, self.camps):
                        found.setdefault(id(cluster), cluster)
        return list(found.values())

    def _spots_of(self, one: Sighting) -> Iterator[tuple[str, bool]]:
        """Where to look for its event: a region may bear the name of its town."""
        yield one.spot, one.is_town
        if not one.is_town and one.spot:
            for spot in sorted(self.named.get(one.spot, ())):
                yield spot, True

    def _tied(self, one: Sighting, types: frozenset[str]) -> Cluster | None:
        """The cluster that a relation or overlapping words tie a claim to."""
        for tie in sorted(one.telling.claim.relations, key=lambda tie: tie.claim):
            home = self.home.get(tie.claim)
            if tie.type in types and home is not None and self._may_join(one, home):
                return home
        for other in self._overlapping(one):
            home = self.home.get(other.id)
            if home is not None and self._may_join(one, home):
                return home
        return None

    def _may_join(self, one: Sighting, cluster: Cluster) -> bool:
        if one.is_exact and cluster.is_exact and one.spot != cluster.spot:
            return False
        days = days_apart((one.start, one.end), (cluster.start, cluster.end))
        slack = 0 if one.telling.card.key in cluster.asides else _SLACK
        if one.is_open and one.end and cluster.start and cluster.start <= one.end:
            slack = _ANNOUNCED
        return days <= slack and cluster.takes(one, self.camps)

    def _overlapping(self, one: Sighting) -> Iterator[Sighting]:
        mine, place = self.reports[one.telling.card.key], self.rank[one.id]
        for other in mine[max(0, place - _REACH) : place + _REACH]:
            if other is not one and touch(one.telling, other.telling):
                yield other

    def _all_parts_of(self, whole: Sighting, cluster: Cluster) -> bool:
        """Whether a town's event is told only as a part of a larger toll."""
        parts = set(self.parts[whole.id])
        counted = [m for m in cluster.members if counts_people(m)]
        return all(m.id in parts or _is_within(m, parts) for m in counted)

    def _beside(self, one: Sighting) -> Cluster | None:
        claim = one.telling.claim
        if isinstance(claim, CasualtyClaim):
            return self._raised(one)
        if isinstance(claim, NondisclosureClaim):
            return self._only_one_of(one)
        if isinstance(claim, EventClaim):
            if claim.modality != "actual" or claim.plover not in _NEAR_AN_ATTACK:
                return None
        tied = self._tied(one, frozenset())
        if tied is not None or not one.spot:
            return tied
        found = self._meeting(one) if _is_short(one) else []
        return found[-1] if found else None

    def _raised(self, one: Sighting) -> Cluster | None:
        """The event whose toll so far a running total is: that of one town's attack.

        It is tied to the event by its words, or by a relation to a figure of it.
        """
        claim = one.telling.claim
        if not one.is_town or one.end is None:
            return None
        for other in self._overlapping(one):
            home = self.home.get(other.id)
            if home is None or not is_attack(other):
                continue
            if home.spot == one.spot and home.takes(one, self.camps):
                return home
        for tie in sorted(claim.relations, key=lambda tie: tie.claim):
            home = self.home.get(tie.claim)
            if tie.type not in _SAME_FOR_SURE or home is None:
                continue
            if home.spot == one.spot and _is_short(one):
                return home
        return None

    def _only_one_of(self, one: Sighting) -> Cluster | None:
        """The one event of the report that the side has a part in."""
        homes = {
            id(self.home[other.id]): self.home[other.id]
            for other in self.reports[one.telling.card.key]
            if other.id in self.home
        }
        if len(homes) != 1:
            return None
        cluster = next(iter(homes.values()))
        days = days_apart((one.start, one.end), (cluster.start, cluster.end))
        return cluster if one.parties & cluster.parties and days <= _SLACK else None


#: Events that belong to an attack which they are told with.
_NEAR_AN_ATTACK = frozenset({"ASSAULT", "ACCUSE", "COERCE"})


def _most_exact(one: Sighting) -> tuple[int, bool, date, str, int, str]:
    """Order of placing: exact days first, people before attacks; total."""
    length = 0 if one.end is None or one.start is None else (one.end - one.start).days
    claim = one.telling.claim
    first = one.end or date.min
    return length, is_attack(one), first, one.telling.card.key, claim.start, one.id


def _is_short(one: Sighting) -> bool:
    if one.start is None or one.end is None:
        return False
    return one.end - one.start <= timedelta(days=6)


def _is_within(one: Sighting, parts: set[str]) -> bool:
    """Whether a figure is a part of one of these, or tells it again."""
    return any(
        tie.claim in parts and tie.type in _SAME | {"part_of"}
        for tie in one.telling.claim.relations
    )
