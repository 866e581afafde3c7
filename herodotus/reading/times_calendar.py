"""Dates with a name or a number of their own: "Sept. 28, 2020", "Monday", "in 2016"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from dateutil.easter import easter
from dateutil.relativedelta import TH, relativedelta

from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match
from herodotus.reading.times_lexicon import times_data
from herodotus.reading.times_values import (
    OPEN,
    Days,
    day_of,
    decade_days,
    month_days,
    moved,
    season_days,
    shifted,
    weekday_after,
    weekday_before,
    year_days,
)

#: A day without a year is the latest such day, unless the next one is at most so many
#: days ahead (news gives the year of a day eleven months ago) or its clause speaks of the
#: future; so too a month, at most so many ahead, unless its clause is in the past tense.
_NEAR = 60
_NEAR_MONTHS = 2

Reader = Callable[[Match, Moment], list[Found]]


def month_number(word: str) -> int:
    """The number of a month by its name or abbreviation.

    >>> month_number("sept"), month_number("may")
    (9, 5)
    """
    return _MONTHS.index(word[:3]) + 1


def year_number(word: str, like: int = 2000) -> int:
    """The year that digits stand for; two digits are a year near another one.

    >>> year_number("1999"), year_number("'99", 2020), year_number("17", 1915)
    (1999, 1999, 1917)
    """
    digits = int("".join(filter(str.isdigit, word)))
    if len(word.strip("'’‘")) > 2:
        return digits
    century = like // 100 * 100
    return min((century - 100 + digits, century + digits), key=lambda y: abs(y - like))


def day_number(word: str) -> int:
    """The number in "3", "3rd" or "third"."""
    digits = "".join(filter(str.isdigit, word))
    return int(digits) if digits else _ordinal_words().get(word, 0)


def weekday_number(word: str) -> int:
    """The number of a weekday, Monday 0, by its name or abbreviation."""
    return _WEEKDAYS.index(word[:3])


def the_date(match: Match, at: Moment) -> list[Found]:
    """2020-09-28, 28.09.2020, 28/9/2020, 9/28/2020; a doubtful order by nearness."""
    first, last = match.parts["date"]
    figures = at.words.word(first)
    if figures[4:5] == "-":
        day = day_of(*map(int, figures.split("-")))
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


def year_month(match: Match, at: Moment) -> list[Found]:
    """2020-02."""
    year, month = map(int, at.words.word(match.first).split("-"))
    return [_month(match, year, month)]


def month_and_day(match: Match, at: Moment) -> list[Found]:
    """28 September 2020, Monday, Sept. 28, the 3rd of May."""
    month = month_number(at.word(match, "month"))
    day = day_number(at.word(match, "day"))
    year = _given_year(match, at)
    return _day_in(match.first, match.last, year, month, day, at)


def days_and_month(match: Match, at: Moment) -> list[Found]:
    """3-4 May 2019; April 24 and 25: each day an expression of its own."""
    month = month_number(at.word(match, "month"))
    year = _given_year(match, at)
    month_first, month_last = match.parts["month"]
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
    near = at.anchor or at.reference
    if near is not None:
        for ahead in (0, *(sign * n for n in range(1, 62) for sign in (-1, 1))):
            day = shifted(near, ahead)
            if day and day.weekday() == weekday and day.day == number:
                return [_day(match.first, match.last, day)]
    first, last = match.parts["weekday"]
    return weekday_name(Match("weekday", first, last, {"weekday": (first, last)}), at)


def month_and_year(match: Match, at: Moment) -> list[Found]:
    """September 2020, early May 2019, the end of June, 2014."""
    year = _given_year(match, at)
    assert year is not None
    return [_month(match, year, month_number(at.word(match, "month")), at)]


def month_of_that_year(match: Match, at: Moment) -> list[Found]:
    """April next year, October of that year."""
    if not at.word(match, "unit").startswith("year"):
        return []
    month = month_number(at.word(match, "month"))
    rel = at.word(match, "rel")
    base = at.reference if rel in {"that", "same", "following"} else at.anchor
    if base is None:
        return [Found(match.first, match.last, "DATE", f"XXXX-{month:02d}")]
    year = base.year + {"last": -1, "past": -1, "next": 1, "following": 1}.get(rel, 0)
    return [_month(match, year, month, at)]


def month_name(match: Match, at: Moment) -> list[Found]:
    """May, last October, late November: the latest such month, or the one to come."""
    month = month_number(at.word(match, "month"))
    year = _year_of_month(match, month, at)
    if year is None:
        return [Found(match.first, match.last, "DATE", f"XXXX-{month:02d}")]
    return [_month(match, year, month, at)]


def year(match: Match, at: Moment) -> list[Found]:
    """2016, early 1997, the end of 1914; not a bare number that counts something."""
    first, last = match.first, match.last
    shade = at.word(match, "shade")
    number = _given_year(match, at)
    if number is None or not (shade or _is_year(match, at)):
        return []
    shade = shade or _edge(match, at)
    value = f"{number:04d}"
    return [Found(first, last, "DATE", value, year_days(number, shade), "Y")]


def year_span(match: Match, at: Moment) -> list[Found]:
    """1915-17: two years."""
    begin = int(at.word(match, "year"))
    until = year_number(at.word(match, "year2"), begin)
    if len(at.word(match, "year2")) != 2 or not 0 < until - begin < 60:
        return []
    days = (year_days(begin)[0], year_days(until)[1])
    second = match.parts["year2"][0]
    return [
        Found(match.first, match.first + 1, "DATE", f"{begin:04d}", days, "Y"),
        Found(second, second + 1, "DATE", f"{until:04d}", days, "Y"),
    ]


def year_of_era(match: Match, at: Moment) -> list[Found]:
    """490 BC: a value, but no days, for the calendar here begins with year 1."""
    words = at.part(match, "year")
    if len(words) != 1 or not words[0].isdecimal() or len(words[0]) > 4:
        return []
    return [Found(match.first, match.last, "DATE", f"BC{int(words[0]):04d}")]


def decade(match: Match, at: Moment) -> list[Found]:
    """The 1990s, the early 1990s, '90s."""
    digits = int("".join(filter(str.isdigit, at.word(match, "decade"))))
    if "era" in match.parts:
        return [Found(match.first, match.last, "DATE", f"BC{digits // 10:03d}X")]
    if digits < 100:
        digits += 1900 if digits > 10 else 2000
    days = decade_days(digits, at.word(match, "shade"))
    return [Found(match.first, match.last, "DATE", f"{digits // 10}X", days, "E")]


def century(match: Match, at: Moment) -> list[Found]:
    """The 19th century."""
    number = sum(map(day_number, at.part(match, "nth"))) + sum(
        times_data()["number"].get(word, 0) for word in at.part(match, "nth")[:-1]
    )
    if at.word(match, "unit") != "century" or not 1 <= number <= 30:
        return []
    if "era" in match.parts:
        return [Found(match.first, match.last, "DATE", f"BC{number - 1:02d}")]
    first = (number - 1) * 100
    days = (year_days(max(first, 1))[0], year_days(first + 99)[1])
    return [Found(match.first, match.last, "DATE", f"{number - 1:02d}", days, "C")]


def season(match: Match, at: Moment) -> list[Found]:
    """The spring of 2016, last fall, in summer; never the fall of a town."""
    name = at.word(match, "season")
    rel = at.word(match, "rel")
    code, first_month, _ = times_data()["season"][name]
    if "year" in match.parts:
        number = int(at.word(match, "year"))
    elif "of_year" in match.parts or rel in {"this", "last", "next", "past"}:
        if at.anchor is None:
            return [Found(match.first, match.last, "DATE", f"XXXX-{code}")]
        number = _year_of_season(name, at.anchor, rel)
        step = {"last": -1, "next": 1}.get(at.word(match, "of_year"), 0)
        number = at.anchor.year + step if "of_year" in match.parts else number
    elif _is_season(match, at):
        base = at.reference or at.anchor
        if base is None:
            return [Found(match.first, match.last, "DATE", f"XXXX-{code}")]
        number = base.year
    else:
        return []
    days = season_days(number, name)
    return [Found(match.first, match.last, "DATE", f"{number:04d}-{code}", days, "Y")]


def weekday_name(match: Match, at: Moment) -> list[Found]:
    """Monday, last Friday, Sunday night: the latest such day up to the report's own."""
    first, last = match.first, match.last
    weekday = weekday_number(at.word(match, "weekday"))
    part = times_data()["daypart"].get(at.word(match, "part"), "")
    part = "NI" if at.word(match, "part") == "overnight" else part
    kind = "TIME" if part else "DATE"
    if at.before(first) in times_data()["class"]["named_day"]:
        return []
    day = _nearest_weekday(match, weekday, at)
    if day is None:
        return [Found(first, last, kind, f"XXXX-WXX-{weekday + 1}{_tail(part)}")]
    return [Found(first, last, kind, f"{day}{_tail(part)}", (day, day), "D")]


def weekdays(match: Match, at: Moment) -> list[Found]:
    """Fridays, every Friday."""
    role = "weekday"
    number = weekday_number(at.word(match, role)) + 1
    return [Found(match.first, match.last, "SET", f"XXXX-WXX-{number}")]


def september_11(match: Match, at: Moment) -> list[Found]:
    """9/11."""
    if (at.word(match, "day"), at.word(match, "month")) != ("9", "11"):
        return []
    return [_day(match.first, match.last, date(2001, 9, 11))]


def holiday(match: Match, at: Moment) -> list[Found]:
    """Christmas Eve, Easter Sunday, Thanksgiving: the latest, unless still to come."""
    name = at.word(match, "holiday")
    day_word = at.word(match, "day")

    def in_year(number: int) -> date | None:
        try:
            if name == "easter":
                before = (6 - weekday_number(day_word)) if day_word in _DAYS else 0
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


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split(),
)


@lru_cache(maxsize=1)
def _ordinal_words() -> dict[str, int]:
    words = times_data()["class"]["ordinal_word"]
    return {word: number for number, word in enumerate(words, start=1)}


def _tail(part: str) -> str:
    return f"T{part}" if part else ""


def _day(first: int, last: int, day: date) -> Found:
    return Found(first, last, "DATE", day.isoformat(), (day, day), "D")


def _month(match: Match, year: int, month: int, at: Moment | None = None) -> Found:
    shade = at.word(match, "shade") or _edge(match, at) if at else ""
    days = month_days(year, month, shade)
    return Found(match.first, match.last, "DATE", f"{year:04d}-{month:02d}", days, "M")


def _edge(match: Match, at: Moment) -> str:
    """What "the end of" makes of the month or year after it."""
    for index in range(match.first, min(match.first + 2, match.last)):
        word = at.after(index)
        if word in _EDGES:
            return _EDGES[word]
    return ""


_EDGES = {
    "beginning": "early",
    "start": "early",
    "outset": "early",
    "middle": "mid",
    "end": "late",
}


def _given_year(match: Match, at: Moment) -> int | None:
    word = at.word(match, "year") or at.word(match, "year2")
    if not word:
        return None
    near = at.anchor or at.reference
    return year_number(word, near.year if near else 1990)


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
        return at.reference.year if at.reference else None
    behind = at.anchor.year - ((month, day) > _month_day(at.anchor))
    ahead = behind + 1
    coming = day_of(ahead, month, day)
    if coming is None:
        return behind if day_of(behind, month, day) else behind - 1
    if at.before(first) == "last" or (coming - at.anchor).days == 365:
        return behind
    if at.before(first) == "since":
        return behind
    if (coming - at.anchor).days <= _NEAR or at.leaning(first, last) == "future":
        return ahead
    return behind


def _month_day(day: date) -> tuple[int, int]:
    return day.month, day.day


def _year_of_month(match: Match, month: int, at: Moment) -> int | None:
    """The year of a month that is named without one."""
    rel = at.word(match, "rel")
    if at.next_year is not None and not rel:
        return at.next_year
    if at.joined and at.reference and not rel:
        return at.reference.year + (month < at.reference.month)
    if at.anchor is None:
        return at.reference.year if at.reference else None
    behind = at.anchor.year - (month > at.anchor.month)
    ahead = at.anchor.year + (month < at.anchor.month)
    if rel in {"last", "past"}:
        return behind - (month == at.anchor.month)
    if rel == "next":
        return ahead + (month == at.anchor.month)
    if behind == ahead:
        return behind
    leaning = at.leaning(match.first, match.last)
    months = (ahead - at.anchor.year) * 12 + month - at.anchor.month
    if leaning == "future" or (months <= _NEAR_MONTHS and leaning != "past"):
        return ahead
    return behind


def _year_of_season(name: str, anchor: date, rel: str) -> int:
    _, first_month, _ = times_data()["season"][name]
    if rel == "next":
        return anchor.year + (first_month <= anchor.month)
    if rel in {"last", "past"}:
        end = season_days(anchor.year, name)[1]
        return anchor.year - (1 if end is None or end >= anchor else 0)
    return anchor.year


def _is_season(match: Match, at: Moment) -> bool:
    """Whether "spring", "fall" is the time of year: "in spring", "the summer"."""
    if at.is_class(match.last, "of"):
        return False
    rel = at.word(match, "rel")
    before = at.before(match.first)
    if at.word(match, "season") in {"fall", "spring"}:
        return before in {"in", "during", "since", "until"} and rel in {"", "the"}
    return rel in {"the", "that", "same"} or before in {"in", "during", "since", "by"}


def _nearest_weekday(match: Match, weekday: int, at: Moment) -> date | None:
    anchor = at.anchor
    if anchor is None:
        return None
    rel = at.word(match, "rel")
    if rel in {"last", "past"}:
        return weekday_before(anchor, weekday, itself=False)
    if rel in {"next", "following"}:
        return weekday_after(anchor, weekday, itself=False)
    if rel == "this":
        begin = shifted(anchor, -anchor.weekday())
        return begin and shifted(begin, weekday)
    if anchor.weekday() == weekday or at.is_class(match.last, "possessive"):
        return weekday_before(anchor, weekday)
    before = at.before(match.first)
    if before in {"after", "since"}:
        return weekday_before(anchor, weekday)
    leaning = at.leaning(match.first, match.last)
    if leaning == "future" or (before in {"until", "by"} and leaning != "past"):
        return weekday_after(anchor, weekday)
    return weekday_before(anchor, weekday)


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


def _is_year(match: Match, at: Moment) -> bool:
    """Whether four digits are a year by the words around them."""
    first, last = match.first, match.last
    if match.last - match.first > 1:
        return True
    number = _given_year(match, at) or 0
    if at.is_class(last, "counted", "unit_day", "units_date", "units_clock", "zone"):
        return False
    if at.is_class(last, "number", "day12", "day24", "day31", "year", "era", "slash"):
        return False
    if at.is_class(first - 1, *_BEFORE_YEAR):
        return True
    if not 1900 <= number <= (at.anchor.year + 30 if at.anchor else 2099):
        return False
    if at.is_class(first - 1, "the", "a", "possessive", "open", "comma", "that"):
        return True
    return at.is_class(first - 1, "blank") or first == 0 or at.is_class(last, "close")


_BEFORE_YEAR = (
    "in", "since", "until", "by", "from", "before", "after", "during", "of", "between",
    "and", "or", "to", "dash", "early", "every",
)  # fmt: skip

__all__ = ["Reader", "month_number", "moved", "OPEN"]
