"""Totals that take in others: of both sides, of soldiers and civilians together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations

from herodotus.reconciliation.across.chains import Point
from herodotus.reconciliation.across.survey import Survey
from herodotus.reconciliation.across.words import Line, Word
from herodotus.reconciliation.within.implied import Tie

#: A part may be as of so many days before the whole.
_CLOSE = 1

_MOST_PARTS = 5
_MOST_CANDIDATES = 10


def ties_of_wholes(one: Survey) -> Iterator[Tie]:
    """The parts of wide totals by line and day; `sums` where they come to it.

    Per line only the total that stood on the day of the whole is looked at.
    """
    points = {
        line: sorted(
            (point for chain in tally.chains for point in chain.totals),
            key=lambda point: (point.day, point.head.voice == "own", point.head.order),
        )
        for line, tally in one.tallies.items()
    }
    days = {line: [point.day for point in told] for line, told in points.items()}
    for whole_line, wholes in points.items():
        below = [line for line in points if points[line] and _within(line, whole_line)]
        if not below:
            continue
        for whole in wholes:
            parts = []
            for line in below:
                place = bisect_right(days[line], whole.day)
                part = points[line][place - 1] if place else None
                if part is not None and part.day >= whole.day - _CLOSE:
                    parts.append((line, part))
            yield from _parts_of(whole.head, parts)


def _within(part: Line, whole: Line) -> bool:
    """Whether the people of one line are among those of another."""
    if part == whole or part.outcome != whole.outcome:
        return False
    sides = whole.side == "both" or part.side == whole.side
    statuses = whole.status == "mixed" or part.status == whole.status
    return sides and statuses


def _parts_of(whole: Word, parts: Sequence[tuple[Line, Point]]) -> Iterator[Tie]:
    for _, part in parts:
        head = part.head
        apart = head.card != whole.card and not head.vague
        if apart and head.low <= whole.high and head.figure <= whole.figure:
            yield "part_of", head.id, whole.id
    for found in _adding_up(whole, parts)[:1]:
        for word in found:
            yield "sums", whole.id, word.id
            if word.card != whole.card:
                yield "part_of", word.id, whole.id


def _adding_up(
    whole: Word, parts: Sequence[tuple[Line, Point]]
) -> list[tuple[Word, ...]]:
    """Exact totals of lines that do not overlap and come to the whole; fewest first."""
    if not whole.exact or any(tie.type == "sums" for tie in whole.claim.relations):
        return []
    usable = [
        (line, point.head)
        for line, point in parts
        if point.head.exact and 0 < point.head.low < whole.low
    ][:_MOST_CANDIDATES]
    for size in range(2, min(_MOST_PARTS, len(usable)) + 1):
        found = [
            tuple(head for _, head in chosen)
            for chosen in combinations(usable, size)
            if sum(head.low for _, head in chosen) == whole.low
            and not any(
                _overlap(one, other) for (one, _), (other, _) in combinations(chosen, 2)
            )
        ]
        if found:
            return found
    return []


def _overlap(one: Line, other: Line) -> bool:
    """Whether two lines may count the same people."""
    sides = one.side == other.side or None in (one.side, other.side)
    sides = sides or "both" in (one.side, other.side)
    wide = ("mixed", "unknown")
    statuses = one.status == other.status or one.status in wide or other.status in wide
    return sides and statuses
