"""What a toll stood at where nobody states it: the arithmetic of "15 more".

"15 more" beside "32 in all" means 17 before; 32 on Monday and "5 more" on Tuesday mean
37. Only numbers that are given as such are added and taken off: not "dozens", not
"about 30".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from herodotus.reconciliation.figures import OPEN
from herodotus.reconciliation.series.running import Figure, Point, Run

_DAY = timedelta(days=1)

#: From so many to so many.
Bounds = tuple[int, int]


class Implied(NamedTuple):
    """A value that no report states.

    `increment` is what it follows from; `said_by` who states the total it starts from.
    """

    low: int
    high: int
    day: date
    party: str | None
    said_by: str | None
    increment: Figure
    note: str


def implied(run: Run) -> tuple[Implied, ...]:
    """All implied values of a run, by day, each once."""
    backed = backing(run)
    found = [*_before(backed), *_after(run, backed)]
    once: dict[tuple[object, ...], Implied] = {}
    for value in sorted(found, key=_rank):
        once.setdefault((value.party, value.day, value.low, value.high), value)
    return tuple(once.values())


def backing(run: Run) -> list[tuple[Point, tuple[Figure, ...]]]:
    """Each total with the increments that its own report tells beside it.

    An increment goes with the total that takes it in by its relations, else with the
    one total of the same party, or of the same camp: "separatists" announce 15 more,
    and their ministry of defence 32 in all.
    """
    totals: dict[str, list[tuple[Point, Figure]]] = {}
    for point in run.totals:
        for figure in point.figures:
            totals.setdefault(figure.telling.card.key, []).append((point, figure))
    found: dict[tuple[str, str], tuple[Point, list[Figure]]] = {}
    for increment in run.increments:
        report = increment.telling.card.key
        of_report = [
            (point, figure)
            for point, figure in totals.get(report, ())
            if figure.numbers is not None
        ]
        whole = _whole(increment, of_report)
        if whole is not None:
            place = report, whole.claim.id
            found.setdefault(place, (whole, []))[1].append(increment)
    return [(point, tuple(increments)) for point, increments in found.values()]


def _whole(increment: Figure, totals: list[tuple[Point, Figure]]) -> Point | None:
    """The total of a report that an increment is part of."""
    if increment.numbers is None:
        return None
    start = increment.claim.date_start or increment.day
    wholes = {t.claim for t in increment.claim.relations if t.type == "part_of"}
    standing = [
        (point, figure)
        for point, figure in totals
        if start is None or figure.day is None or figure.day >= start
    ]
    tests = (
        lambda figure: figure.claim.id in wholes,
        lambda figure: figure.party == increment.party,
        lambda figure: figure.voice == increment.voice,
    )
    for test in tests:
        fitting = [point for point, figure in standing if test(figure)]
        if fitting:
            numbers = {point.numbers for point in fitting}
            return fitting[0] if len(numbers) == 1 else None
    return None


def _before(backed: Iterable[tuple[Point, tuple[Figure, ...]]]) -> list[Implied]:
    """What totals stood at before the increments told beside them."""
    found = []
    for point, increments in backed:
        value = point.numbers
        for day, figures in reversed(by_day(increments)):
            least, most = added(figures)
            if value is None or value[1] < most or value[0] <= most:
                break  # it does not fit, or leaves nobody
            top = OPEN if value[1] >= OPEN else value[1] - least
            value = value[0] - most, top
            more = " and ".join(_more(figure) for figure in figures)
            note = f"{more}, of {_number(point.numbers)} in all"
            found.append(
                Implied(
                    *value,
                    day - _DAY,
                    point.party,
                    point.claim.attributed_to,
                    figures[0],
                    note,
                )
            )
    return found


def _after(
    run: Run, backed: Iterable[tuple[Point, tuple[Figure, ...]]]
) -> list[Implied]:
    """What a total of an earlier day comes to with the increments told since."""
    inside = {id(figure) for _, figures in backed for figure in figures}
    stated: dict[str | None, dict[date, list[Point]]] = {}
    for point in run.totals:
        if point.day is not None and point.numbers is not None:
            stated.setdefault(point.party, {}).setdefault(point.day, []).append(point)
    told: dict[str | None, list[Figure]] = {}
    for increment in run.increments:
        if id(increment) not in inside and increment.numbers is not None:
            told.setdefault(increment.party, []).append(increment)
    found = []
    for party, increments in told.items():
        if party in stated:
            found += _onward(stated[party], increments)
    return found


def _onward(
    stated: Mapping[date, list[Point]], increments: Iterable[Figure]
) -> list[Implied]:
    days = sorted(stated)
    found: list[Implied] = []
    base: Point | None = None
    value: Bounds = 0, 0
    for day, figures in by_day(increments):
        place = bisect_left(days, day)
        if place == 0 or day in stated:  # nothing to add to, or nothing to imply
            continue
        latest = stated[days[place - 1]]
        if base is not latest[-1]:
            base = latest[-1]
            known = [numbers for p in latest if (numbers := p.numbers)]
            value = min(low for low, _ in known), max(high for _, high in known)
        least, most = added(figures)
        value = value[0] + least, min(value[1] + most, OPEN)
        more = " and ".join(dict.fromkeys(_more(figure) for figure in figures))
        since = _number(base.numbers)
        note = f"{more}, after {since} in all by {base.day}"
        said_by = base.claim.attributed_to
        found.append(Implied(*value, day, base.party, said_by, figures[0], note))
    return found


def by_day(increments: Iterable[Figure]) -> list[tuple[date, tuple[Figure, ...]]]:
    """Increments by the first day that they are of; those without a day left out."""
    found: dict[date, list[Figure]] = {}
    for figure in sorted(increments, key=lambda figure: figure.rank):
        day = figure.claim.date_start or figure.day
        if day is not None:
            found.setdefault(day, []).append(figure)
    return [(day, tuple(found[day])) for day in sorted(found)]


def added(figures: Iterable[Figure]) -> Bounds:
    """How many the increments of one day add, at least and at most.

    Two numbers of one report may be told one within the other, or beside each other;
    those of two reports tell the same people.
    """
    reports: dict[str, list[Bounds]] = {}
    for figure in figures:
        numbers = figure.numbers
        if numbers is not None:
            reports.setdefault(figure.telling.card.key, []).append(numbers)
    if not reports:
        return 0, 0
    least = min(max(low for low, _ in told) for told in reports.values())
    most = max(sum(high for _, high in told) for told in reports.values())
    return least, min(most, OPEN)


def _more(figure: Figure) -> str:
    return f"{_number(figure.numbers)} more"


def _number(numbers: Bounds | None) -> str:
    """Bounds as a number in words.

    >>> _number((5, 5)), _number((5, OPEN)), _number((5, 8))
    ('5', '5 or more', '5 to 8')
    """
    low, high = numbers or (0, OPEN)
    if low == high:
        return f"{low:,}"
    return f"{low:,} or more" if high >= OPEN else f"{low:,} to {high:,}"


def _rank(value: Implied) -> tuple[object, ...]:
    return value.day, value.low, value.high, value.party or "", value.increment.rank
