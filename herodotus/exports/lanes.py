"""A timeline: one lane for each side, with its tolls and its dead, and one for conduct.

Running totals are lines of steps, one for each status and teller; deaths that are told
of a day are dots below them; what was done is a row of dots for each type of event.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from herodotus.exports import wording
from herodotus.exports.toll_series import number, teller
from herodotus.exports.visible import one_line
from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    Outcome,
    Step,
    Telling,
)

#: The width of a timeline, in units; its lines run between the margins, and what lanes
#: are called stands in the left one.
WIDTH, LEFT, RIGHT = 1000, 170, 34

_RISE, _STRIP, _HEAD, _ROW = 84, 30, 26, 26

#: The radius of the largest dot.
_LARGEST = 10.0

#: About so many days are named.
_TICKS = 8

#: Spans of more days than this are counted by weeks, then by months.
_BY_DAY, _BY_WEEK = 240, 1500


class Days(NamedTuple):
    """The first and last day of a timeline, and how many days a dot stands for."""

    start: date
    end: date
    bin: int

    @property
    def unit(self) -> str:
        """What a dot stands for: a day, a week or a month."""
        return {1: "day", 7: "week"}.get(self.bin, "month")

    def x(self, day: date) -> float:
        """How far to the right a day stands."""
        part = (day - self.start).days / max((self.end - self.start).days, 1)
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)

    def first(self, day: date) -> date:
        """The first of the days that are counted together with this one."""
        past = (day - self.start).days
        return self.start + timedelta(days=past - past % self.bin)

    def last(self, first: date) -> date:
        """The last of the days that are counted together with a first one."""
        return first + timedelta(days=self.bin - 1)


class Tick(NamedTuple):
    """A named day."""

    x: float
    words: str


class Curve(NamedTuple):
    """One running total by one teller, with its number in the lane."""

    number: int
    status: str
    teller: str
    path: str
    x: float
    y: float
    steps: tuple[Step, ...]

    @property
    def words(self) -> str:
        """Whom it counts, by whom, from where to where."""
        first, last = self.steps[0], self.steps[-1]
        grew = number(last)
        if len(self.steps) > 1:
            grew = (
                f"{number(first)} on {_day(first.as_of)}, {grew} on {_day(last.as_of)}"
            )
        else:
            grew = f"{grew} on {_day(last.as_of)}"
        status = wording.STATUSES.get(self.status, self.status)
        return f"{status}, told by {self.teller}: {grew}"


class Dot(NamedTuple):
    """What is told of one day, or of the days of a week or month."""

    x: float
    radius: float
    since: date
    until: date
    words: str
    claims: tuple[str, ...]


class Lane(NamedTuple):
    """One side: its running totals above, its dead of each day below."""

    side: str | None
    top: int
    foot: int
    most: int
    curves: tuple[Curve, ...]
    dots: tuple[Dot, ...]

    @property
    def height(self) -> int:
        """How high it is, from the top of its head."""
        return _HEAD + _RISE + _STRIP

    def y(self, step: Step) -> float:
        """How far down a step stands."""
        return round(self.foot - _value(step) / (self.most or 1) * _RISE, 1)


class Row(NamedTuple):
    """One type of conduct, with a dot for each day."""

    name: str
    y: int
    dots: tuple[Dot, ...]


class Timeline(NamedTuple):
    """All lanes, from top to bottom, and the days that they run through."""

    days: Days
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    conduct: tuple[Row, ...]
    conduct_top: int
    height: int


def timeline(
    tellings: Iterable[Telling], steps: Iterable[Step], *, outcome: Outcome = "killed"
) -> Timeline | None:
    """The lanes of what is told, history aside; none where nothing has a known day.

    The sides with most to say come first, `both` and those not stated last.
    """
    news = [one.claim for one in tellings if not one.claim.background]
    tolls = [
        step
        for step in steps
        if step.as_of is not None and step.outcome == outcome and _value(step)
    ]
    deaths = [
        (day, claim)
        for claim in news
        if isinstance(claim, CasualtyClaim)
        and claim.outcome == outcome
        and claim.counting != "cumulative"
        and claim.stance not in ("denies", "doubts")
        and (day := _day_of(claim)) is not None
    ]
    deeds = [
        (day, kind, claim)
        for claim in news
        if (kind := _kind(claim)) and (day := _day_of(claim)) is not None
    ]
    told = [step.as_of for step in tolls if step.as_of is not None]
    told += [day for day, _ in deaths] + [day for day, _, _ in deeds]
    if not told:
        return None
    days = _days(told)
    lanes, top = [], 8
    for side in _sides(tolls, deaths):
        lane = _lane(
            side,
            [step for step in tolls if step.side == side],
            [(day, claim) for day, claim in deaths if claim.victim_side == side],
            days=days,
            top=top,
        )
        lanes.append(lane)
        top += lane.height
    rows = tuple(_rows(deeds, days, top=top + _HEAD))
    foot = top + (_HEAD + _ROW * len(rows) if rows else 0)
    return Timeline(days, _ticks(days), tuple(lanes), rows, top, foot + 30)


def _lane(
    side: str | None,
    steps: Sequence[Step],
    deaths: Sequence[tuple[date, CasualtyClaim]],
    *,
    days: Days,
    top: int,
) -> Lane:
    base = top + _HEAD + _RISE
    most = max((_value(step) for step in steps), default=0)
    groups: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in sorted(steps, key=lambda step: step.as_of or date.min):
        groups[step.status, teller(step)].append(step)
    curves = []
    for place, ((status, who), told) in enumerate(groups.items(), start=1):
        path, x, y = "", 0.0, 0.0
        for step in told:
            x = days.x(step.as_of) if step.as_of else 0.0
            y = round(base - _value(step) / (most or 1) * _RISE, 1)
            path += f"H{x}V{y}" if path else f"M{x} {y}"
        curves.append(Curve(place, status, who, path, x, y, tuple(told)))
    dots = _deaths(deaths, days)
    return Lane(side, top, base, most, tuple(_apart(curves)), dots)


def _apart(curves: Sequence[Curve]) -> list[Curve]:
    """Curves whose numbers at the end do not hide each other."""
    found: list[Curve] = []
    for curve in sorted(curves, key=lambda curve: curve.y):
        y = curve.y
        while any(abs(one.y - y) < 14 and abs(one.x - curve.x) < 16 for one in found):
            y += 3
        found.append(curve._replace(y=y))
    return sorted(found, key=lambda curve: curve.number)


def _deaths(
    deaths: Sequence[tuple[date, CasualtyClaim]], days: Days
) -> tuple[Dot, ...]:
    """A dot for each day, as large as the largest figure told of it."""
    groups: dict[date, list[CasualtyClaim]] = defaultdict(list)
    for day, claim in deaths:
        groups[days.first(day)].append(claim)
    figures = {
        day: max(claim.low or claim.high or 0 for claim in claims)
        for day, claims in groups.items()
    }
    most = max(figures.values(), default=0)
    found = []
    for day, claims in sorted(groups.items()):
        claims.sort(key=lambda claim: -(claim.low or claim.high or 0))
        said = [f"{wording.figure(one)} ({wording.who(one)})" for one in claims[:2]]
        more = f", and {len(claims) - 2} more" if len(claims) > 2 else ""
        words = f"{_span(day, days)}: {'; '.join(said)}{more}"
        ids = tuple(claim.id for claim in claims)
        radius = _radius(figures[day], most)
        found.append(Dot(days.x(day), radius, day, days.last(day), words, ids))
    return tuple(found)


def _rows(
    deeds: Sequence[tuple[date, str, Claim]], days: Days, *, top: int
) -> Iterable[Row]:
    kinds: dict[str, dict[date, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for day, kind, claim in deeds:
        kinds[kind][days.first(day)].append(claim)
    most = max(
        (len(told) for one in kinds.values() for told in one.values()), default=1
    )
    ordered = sorted(kinds.items(), key=lambda one: -sum(map(len, one[1].values())))
    for place, (kind, by_day) in enumerate(ordered):
        dots = []
        for day, claims in sorted(by_day.items()):
            words = f"{_span(day, days)}: {kind}, {wording.count(len(claims), 'claim')}"
            ids = tuple(claim.id for claim in claims)
            radius = _radius(len(claims), most)
            dots.append(Dot(days.x(day), radius, day, days.last(day), words, ids))
        yield Row(kind, top + _ROW * place + _ROW // 2, tuple(dots))


def _sides(
    tolls: Iterable[Step], deaths: Iterable[tuple[date, CasualtyClaim]]
) -> list[str | None]:
    told: dict[str | None, int] = defaultdict(int)
    for step in tolls:
        told[step.side] += 2
    for _, claim in deaths:
        told[claim.victim_side] += 1
    return sorted(
        told, key=lambda side: (side is None, side == "both", -told[side], side or "")
    )


def _kind(claim: Claim) -> str | None:
    """What was done, as a row of conduct; none for what is no deed that happened."""
    if isinstance(claim, ControlClaim):
        return "Ground taken or lost"
    if isinstance(claim, EventClaim) and claim.modality == "actual":
        return one_line(claim.acled_event_type or "Other events")
    return None


def _day_of(claim: Claim) -> date | None:
    """The day of a claim, where its days are near enough to each other to be one."""
    start, end = claim.date_start, claim.date_end
    if start is not None and end is not None and (end - start).days > 31:
        return None
    return start or end


def _days(told: Iterable[date]) -> Days:
    given = sorted(told)
    start, end = given[0], given[-1]
    span = (end - start).days
    every = 1 if span <= _BY_DAY else 7 if span <= _BY_WEEK else 30
    return Days(start - timedelta(days=1), end + timedelta(days=1), every)


def _ticks(days: Days) -> tuple[Tick, ...]:
    """Named days: firsts of months over long spans, every so many days over short."""
    span = (days.end - days.start).days
    if span > 31 * 4:
        months = max(1, math.ceil(span / 30.4 / _TICKS))
        found, day = [], days.start.replace(day=1)
        while day <= days.end:
            if day >= days.start and (day.year * 12 + day.month - 1) % months == 0:
                found.append(Tick(days.x(day), f"{day:%b} {day.year}"))
            day = (day + timedelta(days=32)).replace(day=1)
        return tuple(found)
    step = max(1, span // _TICKS)
    some = range(1, span, step)
    chosen = [days.start + timedelta(days=past) for past in some]
    return tuple(Tick(days.x(day), f"{day.day} {day:%b}") for day in chosen)


def _radius(figure: int, most: int) -> float:
    return round(max(_LARGEST * math.sqrt(figure / (most or 1)), 2.5), 1)


def _span(first: date, days: Days) -> str:
    return wording.period(first, days.last(first))


def _day(day: date | None) -> str:
    return wording.period(day, day)


def _value(step: Step) -> int:
    return step.low or step.high or 0
