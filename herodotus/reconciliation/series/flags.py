"""What does not add up: named, with the claims it is seen in, and never mended.

A flag says that figures of one party cannot all be right as they stand; it does not
say which is wrong. What a report corrects in words is no flag.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise

from herodotus.model import CasualtyClaim, Flag, Telling
from herodotus.reconciliation.cues import has_cue
from herodotus.reconciliation.figures import bounds, named
from herodotus.reconciliation.series.increments import added, backing, by_day
from herodotus.reconciliation.series.running import Figure, Point, Run, runs
from herodotus.reconciliation.within.page import number_start, position
from herodotus.reconciliation.within.scope import is_subgroup

#: Every type of flag, with what it means; docs/codebook.md lists the same.
FLAGS = {
    "total_falls": "a party's running total is lower than its own of an earlier day, "
    "and no words correct it",
    "increment_misfit": "a party's increments are more than its running total rises",
    "lone_outlier": "a running total that those before and after it do not support, "
    "such as one with a digit too many, too few or swapped",
    "totals_differ": "a party gives two different running totals as of one day",
    "part_exceeds_whole": "a sub-count is larger than the count that it is part of",
}

#: Off by far: half or less, double or more, and by so many at least.
_TIMES, _APART = 2, 10


def find_flags(
    tellings: Iterable[Telling], *, of: Container[str] | None = None
) -> tuple[Flag, ...]:
    """All flags of tellings, sorted; the order of tellings makes no difference.

    Args:
        of: the ids of claims; only the runs and reports that hold one are looked at.
    """
    given = tuple(tellings)
    found = [flag for run in runs(given, of=of) for flag in flags_of(run)]
    if of is not None:
        reports = {one.card.key for one in given if one.claim.id in of}
        given = tuple(one for one in given if one.card.key in reports)
    found += part_flags(given)
    return tuple(sorted(found, key=lambda flag: (flag.type, flag.claims, flag.note)))


def flags_of(run: Run) -> list[Flag]:
    """What does not add up among the totals and increments of one run."""
    voices: dict[tuple[str | None, str | None], list[Point]] = {}
    for point in run.totals:
        if point.claim.counting == "cumulative" and point.day is not None:
            voices.setdefault(point.figure.teller, []).append(point)
    told: dict[tuple[str | None, str | None], list[Figure]] = {}
    for figure in run.increments:
        if figure.numbers is not None and figure.day is not None:
            told.setdefault(figure.teller, []).append(figure)
    found = _within_reports(run)
    for voice, points in voices.items():
        found += _of_voice(points, told.get(voice, []))
    return found


def _of_voice(points: Sequence[Point], increments: Sequence[Figure]) -> list[Flag]:
    found: list[Flag] = []
    for stretch in _stretches(points):
        exact = [point for point in stretch if point.is_exact]
        chain = _longest_rise([point.number for point in exact])
        lone = _lone(exact, chain)
        standing = [point for place, point in enumerate(exact) if place not in lone]
        found += [
            _flag("lone_outlier", (exact[place], *beside), _apart)
            for place, beside in lone.items()
        ]
        found += _falls(standing)
        found += _differing(standing)
        found += _loose_falls([p for p in stretch if not p.is_exact], standing)
        found += _misfits(standing, increments)
    return found


def _stretches(points: Sequence[Point]) -> list[list[Point]]:
    """Totals up to each that its own words correct: a new count begins there."""
    found: list[list[Point]] = [[]]
    for point in points:
        if found[-1] and _is_corrected(point, found[-1][-1]):
            found.append([])
        found[-1].append(point)
    return found


def _is_corrected(point: Point, before: Point) -> bool:
    """Whether words say that the figure is lower than what was told before."""
    if point.number >= before.number:
        return False
    return any(
        has_cue("correction", figure.claim.evidence)
        or any((named(old) or 0) > point.number for old in figure.replaced)
        for figure in point.figures
    )


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """The places of the most numbers that never fall; of equals, those nearest by.

    >>> _longest_rise([727, 74, 745]), _longest_rise([554, 5555, 557])
    ([0, 2], [0, 2])
    """
    order = {number: rank for rank, number in enumerate(sorted(set(numbers)), start=1)}
    # Best chain that ends at or below a rank: its length, first number, last place.
    best: list[tuple[int, int, int]] = [(0, 0, -1)] * (len(order) + 1)
    ends: list[tuple[int, int, int]] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        rank, longest = order[number], (0, 0, -1)
        while rank:  # a Fenwick tree of greatest values
            longest = max(longest, best[rank])
            rank -= rank & -rank
        length, first, last = longest
        before.append(last)
        end = length + 1, first if length else number, place
        ends.append((end[0], end[1] - number, place))
        rank = order[number]
        while rank < len(best):
            best[rank] = max(best[rank], end)
            rank += rank & -rank
    chain: list[int] = []
    place = max(ends)[2] if ends else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]


def _lone(
    points: Sequence[Point], chain: Sequence[int]
) -> dict[int, tuple[Point, ...]]:
    """The places of totals that nothing supports, with the totals around them."""
    kept, found = set(chain), {}
    if len(chain) < 2:
        return {}
    for place, point in enumerate(points):
        if place in kept:
            continue
        at = bisect_left(chain, place)
        beside = tuple(points[spot] for spot in chain[max(at - 1, 0) : at + 1])
        next_to = [
            points[spot].number
            for spot in (place - 1, place + 1)
            if 0 <= spot < len(points) and spot not in kept
        ]
        around = [other.number for other in beside]
        far = all(_is_far(point.number, number) for number in [*around, *next_to])
        if far or (len(around) == 2 and _is_swapped(point.number, *around)):
            found[place] = beside
    return found


def _is_far(one: int, other: int) -> bool:
    """Whether two numbers are so far apart that one does not support the other."""
    small, large = sorted((one, other))
    return large >= _TIMES * small and large - small >= _APART


def _is_swapped(number: int, low: int, high: int) -> bool:
    """Whether two neighbouring digits swapped bring a number between two others.

    The two have to be near each other beside what the swap changes: between 700 and
    750 a number comes to lie by chance.

    >>> _is_swapped(754, 743, 748), _is_swapped(760, 700, 750)
    (True, False)
    """
    digits = str(number)
    swapped = (
        int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        for at in range(len(digits) - 1)
    )
    return any(
        low <= other <= high and 3 * (high - low) <= 2 * abs(number - other)
        for other in swapped
    )


def _falls(points: Sequence[Point]) -> list[Flag]:
    return [
        _flag("total_falls", (earlier, later), _apart)
        for earlier, later in pairwise(points)
        if later.number < earlier.number
    ]


def _differing(points: Iterable[Point]) -> list[Flag]:
    days: dict[date | None, list[Point]] = {}
    for point in points:
        days.setdefault(point.day, []).append(point)
    return [
        _flag("totals_differ", tuple(told), _apart)
        for told in days.values()
        if len({point.number for point in told}) > 1
    ]


def _loose_falls(loose: Iterable[Point], exact: Sequence[Point]) -> list[Flag]:
    """Falls to or from "at least 50": below all it allows, or above what follows."""
    days = [point.day or date.min for point in exact]
    highest = list(accumulate(exact, _higher))
    lowest = list(accumulate(reversed(exact), _lower))[::-1]
    found = []
    for point in loose:
        numbers = point.numbers
        if numbers is None:
            continue
        since = bisect_left(days, point.day or date.min)
        until = bisect_right(days, point.day or date.min)
        if since and highest[since - 1].number > numbers[1]:
            found.append(_flag("total_falls", (highest[since - 1], point), _apart))
        if until < len(exact) and lowest[until].number < numbers[0]:
            found.append(_flag("total_falls", (point, lowest[until]), _apart))
    return found


def _higher(one: Point, other: Point) -> Point:
    return one if one.number >= other.number else other


def _lower(one: Point, other: Point) -> Point:
    return one if one.number <= other.number else other


def _misfits(points: Sequence[Point], increments: Sequence[Figure]) -> list[Flag]:
    """Totals that rise less than the increments between them add."""
    told = by_day(increments)
    days = [day for day, _ in told]
    found = []
    for earlier, later in pairwise(points):
        if earlier.day is None or later.day is None or later.number < earlier.number:
            continue
        span = slice(bisect_right(days, earlier.day), bisect_right(days, later.day))
        between = _told_once(told[span])
        more = sum(least for least, _ in between)
        if between and earlier.number + more > later.number:
            figures = [figure for _, figure in between]
            note = (
                f"{_says(earlier)}, then {more:,} more; "
                f"but {later.number:,} by {later.day}"
            )
            claims = (earlier.claim, *(figure.claim for figure in figures), later.claim)
            found.append(_named("increment_misfit", claims, note))
    return found


def _told_once(
    told: Sequence[tuple[date, tuple[Figure, ...]]],
) -> list[tuple[int, Figure]]:
    """What each day adds at least; the same number a day later may be told again."""
    found: list[tuple[int, Figure]] = []
    before: tuple[date, int] | None = None
    for day, figures in told:
        least = added(figures)[0]
        if before != (day - timedelta(days=1), least):
            found.append((least, figures[0]))
        before = day, least
    return found


def _within_reports(run: Run) -> list[Flag]:
    """Increments larger than the total that their own report gives beside them."""
    found = []
    for point, figures in backing(run):
        numbers, least = point.numbers, added(figures)[0]
        one_party = all(figure.party == point.party for figure in figures)
        if one_party and numbers is not None and least > numbers[1]:
            note = f"{least:,} more, beside {point.claim.text} in all"
            claims = (*(figure.claim for figure in figures), point.claim)
            found.append(_named("increment_misfit", claims, note))
    return found


def part_flags(tellings: Iterable[Telling]) -> list[Flag]:
    """Sub-counts larger than the count that they are part of, report by report."""
    reports: dict[str, dict[str, CasualtyClaim]] = {}
    for telling in tellings:
        claim = telling.claim
        if isinstance(claim, CasualtyClaim) and not claim.background:
            reports.setdefault(telling.card.key, {})[claim.id] = claim
    found: dict[tuple[str, str], Flag] = {}
    for report in reports.values():
        if len(report) < 2:
            continue
        for part, whole in _parts(report):
            if bounds(part)[0] > bounds(whole)[1]:
                note = f"{part.text}, as part of {whole.text}"
                flag = _named("part_exceeds_whole", (part, whole), note)
                found[part.id, whole.id] = flag
    return list(found.values())


def _parts(
    report: Mapping[str, CasualtyClaim],
) -> Iterator[tuple[CasualtyClaim, CasualtyClaim]]:
    """Sub-counts and their wholes, by the relations or by the words.

    By the words, a part is a number of children, or another sub-count, that stands in
    the evidence of a count of all: "14 people, including 20 children".
    """
    for claim in report.values():
        for tie in claim.relations:
            if tie.type == "part_of" and tie.claim in report:
                yield claim, report[tie.claim]
    if not _overlapping(report.values()):
        return
    last: CasualtyClaim | None = None
    for claim in sorted(report.values(), key=position):
        if last is not None and claim.outcome == last.outcome:
            inside = last.start <= number_start(claim) < last.end
            if inside and (claim.rule == "part" or is_subgroup(claim, last)):
                yield claim, last
                continue
        last = claim


def _overlapping(claims: Iterable[CasualtyClaim]) -> bool:
    """Whether the words of some claim stand within those of another."""
    reach = -1
    for start, end in sorted([(claim.start, claim.end) for claim in claims]):
        if start < reach:
            return True
        reach = max(reach, end)
    return False


def _flag(
    kind: str, points: Sequence[Point], note: Callable[[Sequence[Point]], str]
) -> Flag:
    return _named(kind, [point.claim for point in points], note(points))


def _named(kind: str, claims: Iterable[CasualtyClaim], note: str) -> Flag:
    ids = tuple(dict.fromkeys(claim.id for claim in claims))
    return Flag(type=kind, claims=ids, note=note)


def _apart(points: Sequence[Point]) -> str:
    """The totals of a flag in words: "A says 90 by 2020-10-02, and 9 by 2020-10-03"."""
    first, *others = points
    rest = (f"{_numbers(p)} by {p.day}" for p in others)
    return ", ".join([_says(first), *rest])


def _says(point: Point) -> str:
    who = point.claim.attributed_to or "the report itself"
    return f"{who}: {_numbers(point)} by {point.day}"


def _numbers(point: Point) -> str:
    low, high = point.claim.low, point.claim.high
    if low is not None and low == high:
        return f"{low:,}"
    return point.claim.text
