"""Attacks as several reports tell them: which tolls of events are about one event.

Tolls of one place on the same days are of one attack. A toll of a region, or of no
place, holds those of its towns on that day where it is not smaller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from herodotus.reconciliation.across.words import Word

#: The longest time, in days, over which reports of one attack reach.
_LONGEST = 3


@dataclass(slots=True, eq=False)
class Entry:
    """What one report has from one party about one attack; several groups add up."""

    words: list[Word]

    @property
    def low(self) -> int:
        """The lowest number."""
        return sum(word.low for word in self.words)

    @property
    def figure(self) -> int:
        """The number that is named."""
        return sum(word.figure for word in self.words)

    @property
    def head(self) -> Word:
        """Its first word."""
        return self.words[0]


@dataclass(slots=True, eq=False)
class Cluster:
    """One attack, or one period, as all its tellers have it.

    Attributes:
        start: its first day.
        end: its last.
        place: the town; `None` for a region or no place.
        words: all that is told of it, in the order of the reports.
        inside: what else tells of some of these people only.
        running: whether it is a running total of its own, of a town or since a day.
    """

    start: int
    end: int
    place: str | None
    words: list[Word]
    inside: list[Word] = field(default_factory=list)
    running: bool = False

    def newest(self) -> list[Entry]:
        """What each party tells last, the parties in the order of their first words.

        Within one report the figures that tell nothing again add up.
        """
        reports: dict[tuple[str | None, str], list[Word]] = {}
        for word in self.words:
            reports.setdefault((word.party, word.card), []).append(word)
        last: dict[str | None, Entry] = {}
        for (party, _), told in reports.items():
            groups = _groups(told)
            before = last.get(party)
            if before is not None and _says_less(groups, before):
                continue
            last[party] = Entry(groups)
        return list(last.values())


def clusters_of(words: Iterable[Word]) -> list[Cluster]:
    """The attacks and periods of one line, by day; sub-counts are in none.

    The words must be in the order of their reports.
    """
    towns: dict[str | None, list[Word]] = {}
    spans: dict[tuple[str | None, int, int], list[Word]] = {}
    for word in words:
        if word.detail or word.old:
            continue
        if word.kind == "event":
            towns.setdefault(word.place, []).append(word)
        elif word.kind == "span":
            key = (word.place, word.start or word.day, word.day)
            spans.setdefault(key, []).append(word)
    found = [
        Cluster(start, end, place, told) for (place, start, end), told in spans.items()
    ]
    wide = list(_by_day(None, towns.pop(None, [])))
    narrow = [
        cluster for place, told in towns.items() for cluster in _by_day(place, told)
    ]
    found += _nested(wide, narrow)
    return sorted(found, key=_rank)


def counted(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Without the attacks and periods that a longer period holds."""
    longest_first = sorted(
        clusters,
        key=lambda c: (c.start - c.end, not c.running, c.place or "", _rank(c)),
    )
    kept: list[Cluster] = []
    spans: list[Cluster] = []
    for cluster in longest_first:
        holder = next((span for span in spans if _holds(span, cluster)), None)
        if holder is not None:
            holder.inside += [*cluster.words, *cluster.inside]
            continue
        kept.append(cluster)
        if cluster.running or cluster.end - cluster.start > _LONGEST:
            spans.append(cluster)
    return sorted(kept, key=_rank)


def first_day(word: Word) -> int:
    """The first day that a word may count."""
    return word.day if word.start is None else min(word.start, word.day)


def _by_day(place: str | None, words: Sequence[Word]) -> Iterator[Cluster]:
    """The words of one place in groups of days that meet."""
    days: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        days.setdefault((first_day(word), word.day), []).append(word)
    open_one: Cluster | None = None
    for (start, end), told in sorted(days.items(), key=lambda item: item[0]):
        if open_one is not None and _same_days(open_one, start, end, told):
            open_one.words += told
            open_one.end = max(open_one.end, end)
            continue
        if open_one is not None:
            yield _in_order(open_one)
        open_one = Cluster(start, end, place, list(told))
    if open_one is not None:
        yield _in_order(open_one)


def _same_days(cluster: Cluster, start: int, end: int, told: Sequence[Word]) -> bool:
    """Whether days meet; the night between two days may be told as either."""
    if start <= cluster.end:
        return end - cluster.start <= _LONGEST
    if start > cluster.end + 1:
        return False
    figures = {word.figure for word in cluster.words if word.figure > 1}
    return all(word.figure in figures for word in told)


def _nested(wide: list[Cluster], narrow: list[Cluster]) -> list[Cluster]:
    """Attacks on towns and tolls of regions on the same days, put together.

    A region's toll equal to one town's is that town's; one that is not smaller than
    all towns together holds them; a smaller one tells of some of them.
    """
    by_day: dict[int, list[Cluster]] = {}
    for cluster in narrow:
        for day in range(cluster.start, cluster.end + 1):
            by_day.setdefault(day, []).append(cluster)
    found: list[Cluster] = []
    gone: set[int] = set()
    for region in wide:
        towns = {
            id(town): town
            for day in range(region.start, region.end + 1)
            for town in by_day.get(day, ())
            if id(town) not in gone
        }
        if not towns:
            found.append(region)
            continue
        figure = max(entry.figure for entry in region.newest())
        tolls = {
            key: max(entry.figure for entry in town.newest())
            for key, town in towns.items()
        }
        same = next((key for key in towns if tolls[key] == figure), None)
        if same is not None:
            town = towns[same]
            town.words = sorted([*town.words, *region.words], key=_order)
        elif figure >= sum(tolls.values()):
            gone |= set(towns)
            region.inside += [word for town in towns.values() for word in town.words]
            found.append(region)
        else:
            largest = max(
                towns.values(), key=lambda town: (tolls[id(town)], town.start)
            )
            largest.inside += region.words
    return found + [town for town in narrow if id(town) not in gone]


def _groups(told: list[Word]) -> list[Word]:
    """The words of one report that count different people of one attack."""
    if len(told) == 1:
        return told
    here = {word.id for word in told}
    again: set[str] = set()
    beside: set[str] = set()
    for word in told:
        for tie in word.claim.relations:
            if tie.claim not in here:
                continue
            if tie.type == "adds_to":
                beside |= {word.id, tie.claim}
            else:
                again.add(word.id)
    first = max(
        (word for word in told if word.id not in again), key=_weight, default=told[0]
    )
    return [
        word
        for word in told
        if word is first or (word.id in beside and word.id not in again)
    ]


def _says_less(groups: list[Word], before: Entry) -> bool:
    """Whether a party's later words are only vaguer than those before."""
    if not all(word.vague or word.high > word.low for word in groups):
        return False
    return before.head.exact and sum(word.low for word in groups) <= before.figure


def _holds(span: Cluster, other: Cluster) -> bool:
    if not (span.start <= other.start and other.end <= span.end):
        return False
    return span.place in (None, other.place)


def _in_order(cluster: Cluster) -> Cluster:
    cluster.words.sort(key=_order)
    return cluster


def _weight(word: Word) -> tuple[object, ...]:
    return word.exact, not word.vague, word.figure, word.order


def _order(word: Word) -> tuple[object, ...]:
    return word.order


def _rank(cluster: Cluster) -> tuple[object, ...]:
    head = cluster.words[0]
    return cluster.start, cluster.end, cluster.place or "", head.order
