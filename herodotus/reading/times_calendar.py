"""Days with a name or a number of their own: "Sept. 28, 2020", "Monday"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from dateutil.easter import easter
from dateutil.relativedelta import TH, relativedelta

from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match
from herodotus.reading.times_lexicon import times_data
from herodotus.reading.times_numbers import (
    day_number,
    month_number,
    weekday_number,
    year_number,
)
from herodotus.reading.times_values import (
    Days,
    day_of,
    shifted,
    weekday_after,
    weekday_before,
)


def the_date(match: Match, at: Moment) -> list[Found]:
    """2020-09-28, 28.09.2020, 28/9/2020, 9/28/2020; a doubtful order by nearness."""
    first, last = match.parts["date"]
    figures = at.words.word(first)
    if figures[:4].isdigit():
        day = day_of(*map(int, figures.replace("/", "-").split("-")))
        options = [day]
    else:
        one, two, three = figures.replace("/", ".").split(".")
        year = year_number(three, at.anchor.year if at.anchor else 2000)
        options = [day_of(year, int(two), int(one)), day_of(year, int(one), int(two))]
    days = [day for day in options if day is not None]
    if not days:
        return []
    anchor = at.anchor
    if anchor:
        days.sort(key=lambda day: (day > anchor, abs((day - anchor).days)))
    return [_day(match.first, last, days[0])]


def month_and_day(match: Match, at: Moment) -> list[Found]:
    """28 September 2020, Monday, Sept. 28, the 3rd of May."""
    month = month_number(at.word(match, "month"))
    day = day_number(at.word(match, "day"))
    year = given_year(match, at)
    if year is None and at.is_class(match.last, "name_after"):
        return []
    return _day_in(match.first, match.last, year, month, day, at)


def days_and_month(match: Match, at: Moment) -> list[Found]:
    """3-4 May 2019; April 24 and 25: each day an expression of its own."""
    month = month_number(at.word(match, "month"))
    year = given_year(match, at)
    month_first, _ = match.parts["month"]
    numbers = [
        index
        for index in range(match.first, match.parts.get("year", (match.last, 0))[0])
        if at.is_class(index, "day12", "day24", "day31", "ordinal")
    ]
    found: list[Found] = []
    for index in numbers:
        first, last = index, index + 1
        if index == numbers[-1]:
            last = match.last if month_first < match.last else last
        if index == numbers[0] and month_first < index:
            first = month_first
        elif at.is_class(index - 1, "the") and index > match.first:
            first = index - 1
        found += _day_in(first, last, year, month, day_number(at.after(index)), at)
    return found if len(found) == len(numbers) else []


def weekday_and_day(match: Match, at: Moment) -> list[Found]:
    """Sunday 3: the nearest month in which the 3rd is a Sunday."""
    weekday = weekday_number(at.word(match, "weekday"))
    number = day_number(at.word(match, "day"))
    near = at.next_day or at.anchor or at.reference
    if near is not None:
        for ahead in (0, *(sign * n for n in range(1, 62) for sign in (-1, 1))):
            day = shifted(near, ahead)
            if day and day.weekday() == weekday and day.day == number:
                return [_day(match.first, match.last, day)]
    first, last = match.parts["weekday"]
    return weekday_name(Match("weekday", first, last, {"weekday": (first, last)}), at)


def weekday_name(match: Match, at: Moment) -> list[Found]:
    """Monday, last Friday, Sunday night: the latest such day up to the report's own."""
    first, last = match.first, match.last
    weekday = weekday_number(at.word(match, "weekday"))
    part = times_data()["daypart"].get(at.word(match, "part"), "")
    part = "NI" if at.word(match, "part") == "overnight" else part
    kind = "TIME" if part else "DATE"
    if at.before(first) in times_data()["class"]["named_day"]:
        return []
    if at.is_class(last, "name_after"):
        return []
    day = _nearest_weekday(match, weekday, at)
    if day is None:
        return [Found(first, last, kind, f"XXXX-WXX-{weekday + 1}{_tail(part)}")]
    return [Found(first, last, kind, f"{day}{_tail(part)}", (day, day), "D")]


def weekdays(match: Match, at: Moment) -> list[Found]:
    """Fridays, every Friday night, weekends; "weekdays" are named by no value."""
    word = at.word(match, "weekday")
    if word == "weekdays":
        return [Found(match.first, match.last, "SET", "XXXX-WXX-XX")]
    day = "WE" if word == "weekends" else str(weekday_number(word) + 1)
    part = times_data()["daypart"].get(at.word(match, "part").removesuffix("s"), "")
    value = f"XXXX-WXX-{day}{_tail(part)}"
    return [Found(match.first, match.last, "SET", value)]


def nth_of_month(match: Match, at: Moment) -> list[Found]:
    """On the 5th: of the month told last, else the latest such day."""
    number = day_number(at.word(match, "day"))
    told = at.reference if at.reference_unit in {"D", "M"} else None
    near = told or at.anchor
    if near is None:
        return []
    day = day_of(near.year, near.month, number)
    if told is None and (day is None or day > near):
        before = near.replace(day=1)
        before = shifted(before, -1) or before
        day = day_of(before.year, before.month, number)
    return [_day(match.first, match.last, day)] if day else []


def iso_week(match: Match, at: Moment) -> list[Found]:
    """Week 12 of 2013."""
    number, week = int(at.word(match, "year")), int(at.word(match, "week"))
    try:
        monday = date.fromisocalendar(number, week, 1)
    except ValueError:
        return []
    value = f"{number:04d}-W{week:02d}"
    days: Days = (monday, shifted(monday, 6))
    return [Found(match.first, match.last, "DATE", value, days, "W")]


def holiday(match: Match, at: Moment) -> list[Found]:
    """Christmas Eve, Easter Sunday, Thanksgiving: the latest, unless still to come."""
    name = at.word(match, "holiday")
    day_word = at.word(match, "day").removeprefix("day")

    def in_year(number: int) -> date | None:
        try:
            if name == "easter":
                before = 6 - weekday_number(day_word or "sunday")
                return shifted(easter(number), 1 if before == 6 else -before)
            if name == "thanksgiving":
                return date(number, 11, 1) + relativedelta(weekday=TH(4))
            return date(number, 12, 24 if "eve" in match.parts else 25)
        except ValueError:
            return None

    return _holiday(match, in_year, at)


def new_year(match: Match, at: Moment) -> list[Found]:
    """New Year's Day, New Year's Eve."""
    if at.after(match.first + 1) != "year":
        return []
    eve = at.word(match, "day") == "eve"
    return _holiday(match, lambda n: day_of(n, 12, 31) if eve else day_of(n, 1, 1), at)


def september_11(match: Match, at: Moment) -> list[Found]:
    """9/11."""
    if (at.word(match, "day"), at.word(match, "month")) != ("9", "11"):
        return []
    return [_day(match.first, match.last, date(2001, 9, 11))]


def given_year(match: Match, at: Moment) -> int | None:
    if "that" in match.parts and at.reference:
        return at.reference.year
    word = at.word(match, "year") or at.word(match, "year2")
    if not word:
        return None
    near = at.anchor or at.reference
    return year_number(word, near.year if near else 1990)


def _day(first: int, last: int, day: date) -> Found:
    return Found(first, last, "DATE", day.isoformat(), (day, day), "D")


def _day_in(
    first: int, last: int, year: int | None, month: int, day: int, at: Moment
) -> list[Found]:
    """A day of a month, its year given or found."""
    if day_of(2000, month, day) is None:
        return []
    if year is None:
        year = _year_of_day(first, last, month, day, at)
    if year is None:
        return [Found(first, last, "DATE", f"XXXX-{month:02d}-{day:02d}")]
    known = day_of(year, month, day)
    return [_day(first, last, known)] if known else []


def _year_of_day(first: int, last: int, month: int, day: int, at: Moment) -> int | None:
    if at.next_year is not None:
        return at.next_year
    if at.joined and at.reference:
        return at.reference.year + ((month, day) < _month_day(at.reference))
    if at.anchor is None:
        return narrated_year(at, month)
    behind = at.anchor.year - ((month, day) > _month_day(at.anchor))
    ahead = behind + 1
    coming = day_of(ahead, month, day)
    if coming is None:
        return behind if day_of(behind, month, day) else behind - 1
    if at.is_class(first, "last") or (coming - at.anchor).days == 365:
        return behind
    if at.before(first) == "since":
        return behind
    days = (coming - at.anchor).days
    leaning = at.leaning(first, last)
    most = {"past": 10, "future": _FAR}.get(leaning, _NEAR)
    if days <= most:
        return ahead
    return behind


def _month_day(day: date) -> tuple[int, int]:
    return day.month, day.day


def narrated_year(at: Moment, month: int) -> int | None:
    """The year of a date in a history: that of the date told before it.

    A month far back in the calendar from that date is one of the next year; so is any
    earlier month, where that date itself looked back to an earlier year.
    """
    if at.reference is None:
        return None
    told = at.reference_unit in {"D", "M"}
    turned = told and at.reference.month - month >= (1 if at.turned_back else _TURN)
    return at.reference.year + turned


#: From November on, an earlier month by so many is one of the next year.
_TURN = 9


#: A day without a year is the latest such day, unless the next one is at most so many
#: days ahead (news gives the year of a day ten months ago) or its clause speaks of the
#: future; so too a month, at most so many ahead, unless its clause is in the past.
_NEAR = 60
_FAR = 183


def _nearest_weekday(match: Match, weekday: int, at: Moment) -> date | None:
    anchor = at.anchor
    if anchor is None:
        return None
    rel = at.word(match, "rel")
    spanned = at.joined == "to" and at.after(at.reference_last - 1) != "overnight"
    if spanned and at.reference and at.reference_unit == "D":
        return weekday_after(at.reference, weekday, itself=False)
    if rel in {"last", "past"}:
        return weekday_before(anchor, weekday, itself=False)
    if rel in {"next", "following"}:
        return weekday_after(anchor, weekday, itself=False)
    if rel == "this":
        begin = shifted(anchor, -anchor.weekday())
        return begin and shifted(begin, weekday)
    if anchor.weekday() == weekday or at.is_class(match.last, "possessive"):
        return weekday_before(anchor, weekday)
    before = _lead(match.first, at)
    if before in {"after", "since"}:
        return weekday_before(anchor, weekday)
    leaning = at.leaning(match.first, match.last)
    if leaning == "future" or (before in {"until", "by"} and leaning != "past"):
        return weekday_after(anchor, weekday)
    return weekday_before(anchor, weekday)


def _lead(first: int, at: Moment) -> str:
    """The word before a day and the time of the clock with it."""
    while at.is_class(first - 1, "meridiem", "zone", "clock") or (
        at.is_class(first - 1, "day12") and at.is_class(first, "meridiem")
    ):
        first -= 1
    return at.before(first)


def _holiday(
    match: Match, in_year: Callable[[int], date | None], at: Moment
) -> list[Found]:
    near = at.anchor or at.reference
    if "year" in match.parts:
        day = in_year(int(at.word(match, "year")))
    elif near is None:
        return [Found(match.first, match.last, "DATE", "XXXX-XX-XX")]
    else:
        day = in_year(near.year)
        if day and at.anchor and day > at.anchor:
            if at.leaning(match.first, match.last) != "future":
                day = in_year(near.year - 1)
        elif day and at.word(match, "rel") == "next":
            day = in_year(near.year + 1)
    return [_day(match.first, match.last, day)] if day else []


def _tail(part: str) -> str:
    return f"T{part}" if part else ""
