"""Running totals, party by party: which one stands, and what has been added since.

A chain is what one party tells of one line of an account, by the day as of which it
counts. The newest total stands; an older exact one stands beside it where the newer
wording ("over 30" after 36) agrees with it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from herodotus.reconciliation.across.words import Word
from herodotus.reconciliation.figures import OPEN


@dataclass(slots=True, eq=False)
class Point:
    """One figure of one party as of one day, however many reports tell it.

    `within` is the total that a report puts an increment in, whoever's word that is.
    """

    words: list[Word]
    within: int = OPEN

    @property
    def head(self) -> Word:
        """The word that tells it first."""
        return self.words[0]

    @property
    def day(self) -> int:
        """The day as of which it counts."""
        return self.words[0].day


@dataclass(slots=True, eq=False)
class Chain:
    """The totals and increments of one party, each sorted by day."""

    party: str | None
    totals: list[Point] = field(default_factory=list)
    increments: list[Point] = field(default_factory=list)

    def standing(self) -> tuple[Point, ...]:
        """The newest total, and an older exact one that it agrees with."""
        return _standing(self.totals)

    def since(self) -> list[Point]:
        """The increments after the newest total, each once.

        One that would lift the total above the one that its own report puts it in is
        left out: "40 more, which brings it to 874" adds nothing to 8,340.
        """
        if not self.totals:
            return list(self.increments)
        found = []
        last, worth = self.totals[-1].day, self.totals[-1].head.low
        for point in self.increments:
            if point.day > last and worth + point.head.low <= point.within:
                found.append(point)
                worth += point.head.low
        return found

    def total_by(self, day: int) -> Point | None:
        """The total that stood on a day."""
        place = bisect_right(self.totals, day, key=_day)
        return self.totals[place - 1] if place else None

    def total_from(self, day: int) -> Point | None:
        """The first total of a day or of a later one."""
        place = bisect_right(self.totals, day - 1, key=_day)
        return self.totals[place] if place < len(self.totals) else None


def chains_of(words: Iterable[Word]) -> dict[str | None, Chain]:
    """The chains of a line's totals and increments; sub-counts are in none.

    The words must be of one scope and in the order of their reports.
    """
    totals: dict[tuple[object, ...], Point] = {}
    increments: dict[tuple[object, ...], Point] = {}
    words = list(words)
    wholes = {(w.card, w.id): w.high for w in words if w.kind == "total"}
    for word in words:
        if word.kind == "total":
            if word.detail or word.old:
                continue
            points = totals
        elif word.kind == "new":
            points = increments
        else:
            continue
        key = (word.party, word.day, word.low, word.high, word.exact)
        point = points.get(key)
        if point is None:
            points[key] = Point([word])
        else:
            point.words.append(word)
        if points is increments:
            points[key].within = min(points[key].within, _within(word, wholes))
    found: dict[str | None, Chain] = {}
    for point in sorted(totals.values(), key=_rank):
        chain = found.setdefault(point.head.party, Chain(point.head.party))
        chain.totals.append(point)
    for point in sorted(increments.values(), key=_rank):
        chain = found.setdefault(point.head.party, Chain(point.head.party))
        chain.increments.append(point)
    return found


def agrees(one: Word, other: Word) -> bool:
    """Whether two figures can both be right: they overlap, or one is rounded."""
    if one.low <= other.high and other.low <= one.high:
        return True
    if not (one.claim.approx or other.claim.approx):
        return False
    return abs(one.figure - other.figure) * 10 <= max(one.figure, other.figure)


def _within(word: Word, wholes: Mapping[tuple[str, str], int]) -> int:
    """The least of the totals that a word is part of by its own report."""
    return min(
        (
            wholes.get((word.card, tie.claim), OPEN)
            for tie in word.claim.relations
            if tie.type == "part_of"
        ),
        default=OPEN,
    )


def _standing(totals: Sequence[Point]) -> tuple[Point, ...]:
    """The last total; where it is no exact number, the last exact one it agrees with.

    Of several as of one day the exact ones are the last, and the highest of these: a
    running total grows through the day.
    """
    if not totals:
        return ()
    last = totals[-1]
    if last.head.exact:
        return (last,)
    for older in reversed(totals[:-1]):
        if not agrees(older.head, last.head):
            break
        if older.head.exact:
            return last, older
    return (last,)


def _rank(point: Point) -> tuple[object, ...]:
    head = point.head
    return (
        head.day,
        head.exact,
        not head.vague,
        head.low,
        min(head.high, OPEN),
        head.order,
    )


def _day(point: Point) -> int:
    return point.words[0].day
