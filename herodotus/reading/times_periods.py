"""Months, years and longer periods: "late September", "in 2016", "the 1990s"."""

from __future__ import annotations

from datetime import date

from herodotus.reading.times_calendar import given_year, narrated_year
from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match
from herodotus.reading.times_lexicon import times_data
from herodotus.reading.times_numbers import (
    amount_of,
    day_number,
    month_number,
    unit_code,
    year_number,
)
from herodotus.reading.times_values import (
    DAY,
    OPEN,
    Days,
    decade_days,
    duration,
    month_days,
    moved,
    season_days,
    shifted,
    weekend_of,
    year_days,
)


def year_month(match: Match, at: Moment) -> list[Found]:
    """2020-02."""
    year, month = map(int, at.words.word(match.first).split("-"))
    if month == (year + 1) % 100:  # "in 2007-08"
        days = (year_days(year)[0], year_days(year + 1)[1])
        return [Found(match.first, match.last, "DATE", f"{year:04d}", days, "Y")]
    return [_month(match, year, month)]


def month_and_year(match: Match, at: Moment) -> list[Found]:
    """September 2020, early May 2019, the end of June, 2014."""
    year = given_year(match, at)
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
    number = given_year(match, at)
    if number is None or not (shade or _is_year(match, at)):
        return []
    shade = shade or at.edge(match)
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


def part_of_period(match: Match, at: Moment) -> list[Found]:
    """The last week of August, the first three months of 2015: days of a period."""
    unit = unit_code(at.word(match, "unit"))
    which = at.word(match, "which")
    words = at.part(match, "amount")
    count = amount_of(words) if words else 1
    if not unit or unit[0] == "T" or count is None:
        return []
    if "month" in match.parts:
        month = month_number(at.word(match, "month"))
        year = given_year(match, at) or _year_of_month(match, month, at)
        days = month_days(year, month) if year is not None else OPEN
    else:
        days = year_days(given_year(match, at) or 0)
    value = duration(count, unit)
    days = _nth_part(
        days, 0 if which in {"last", "final"} else day_number(which), count, unit
    )
    return [Found(match.first, match.last, "DURATION", value, days, "P")]


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
    code = times_data()["season"][name][0]
    if "year" in match.parts:
        number = int(at.word(match, "year"))
    elif at.reference and (rel in _BESIDE or (rel == "next" and not at.anchor)):
        number = _season_beside(name, rel, at)
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


def part_of_year(match: Match, at: Moment) -> list[Found]:
    """The first half of 2020, the third quarter of last year."""
    word = at.word(match, "nth")
    half = at.word(match, "which") == "half"
    count = 2 if half else 4
    nth = {"first": 1, "early": 1, "second": 2, "third": 3, "fourth": 4}.get(word, 0)
    nth = count if word in {"last", "late"} else nth
    if "year" in match.parts:
        year = int(at.word(match, "year"))
    elif at.anchor is None:
        return []
    elif "rel" not in match.parts:
        year = at.anchor.year - (3 * nth - 2 > at.anchor.month)
    else:
        step = {"last": -1, "next": 1}.get(at.word(match, "rel"), 0)
        year = at.anchor.year + step
    if not 1 <= nth <= count or not 1 <= year <= 9998:
        return []
    size = 12 // count
    begin = date(year, size * (nth - 1) + 1, 1)
    after = moved(begin, size, "M")
    value = f"{year:04d}-{'H' if half else 'Q'}{nth}"
    days: Days = (begin, after - DAY if after else None)
    return [Found(match.first, match.last, "DATE", value, days, "Y")]


def quarter(match: Match, at: Moment) -> list[Found]:
    """Last quarter."""
    if at.anchor is None:
        return []
    step = {"last": -3, "next": 3}.get(at.word(match, "rel"), 0)
    day = moved(at.anchor, step, "M")
    if day is None:
        return []
    nth = (day.month - 1) // 3
    begin = date(day.year, nth * 3 + 1, 1)
    after = moved(begin, 3, "M")
    value = f"{day.year:04d}-Q{nth + 1}"
    days: Days = (begin, after - DAY if after else None)
    return [Found(match.first, match.last, "DATE", value, days, "Y")]


def weekend(match: Match, at: Moment) -> list[Found]:
    """The weekend: the latest one; this weekend: that of the week."""
    anchor = at.anchor
    rel = set(at.part(match, "rel"))
    if not rel:
        return []
    if anchor is None:
        return [Found(match.first, match.last, "DATE", "XXXX-WXX-WE")]
    at_weekend = anchor.weekday() >= 5
    step = 0 if at_weekend or rel & {"this", "next"} else -7
    if "next" in rel and at_weekend:
        step = 7
    if "this" in rel and not step and not at_weekend:
        step = -7 if at.leaning(match.first, match.last) == "past" else 0
    if rel & {"last", "past"} and at_weekend:
        step = -7
    day = shifted(anchor, step)
    if day is None:
        return []
    value, days = weekend_of(day)
    return [Found(match.first, match.last, "DATE", value, days, "W")]


def _month(match: Match, year: int, month: int, at: Moment | None = None) -> Found:
    shade = at.word(match, "shade") or at.edge(match) if at else ""
    days = month_days(year, month, shade)
    return Found(match.first, match.last, "DATE", f"{year:04d}-{month:02d}", days, "M")


def _year_of_month(match: Match, month: int, at: Moment) -> int | None:
    """The year of a month that is named without one."""
    rel = at.word(match, "rel")
    if rel in _BESIDE and at.reference:
        if rel == "following":
            return at.reference.year + (month <= at.reference.month)
        return at.reference.year - (month >= at.reference.month)
    if at.next_year is not None and not rel:
        return at.next_year
    if at.joined and at.reference and not rel:
        return at.reference.year + (month < at.reference.month)
    if at.anchor is None:
        return narrated_year(at, month)
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
    near = _NEAR_MONTHS if leaning == "" else 6 if leaning == "future" else 0
    if months <= near:
        return ahead
    return behind


_NEAR_MONTHS = 2

#: Words that tell a month from the day told last, not from the report's.
_BESIDE = frozenset({"previous", "preceding", "following"})


def _season_beside(name: str, rel: str, at: Moment) -> int:
    """The year of the season before or after the day or year told last."""
    assert at.reference is not None
    first_month: int
    _, first_month, _ = times_data()["season"][name]
    if rel in {"previous", "preceding"}:
        return at.reference.year - (first_month >= at.reference.month)
    if at.reference_unit == "Y":
        return at.reference.year + 1
    return at.reference.year + (first_month <= at.reference.month)


def _year_of_season(name: str, anchor: date, rel: str) -> int:
    _, first_month, _ = times_data()["season"][name]
    if rel == "next":
        return anchor.year + int(first_month <= anchor.month)
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


def _nth_part(days: Days, nth: int, count: float, unit: str) -> Days:
    """The nth stretch of so many units of a period; 0 is the last."""
    begin, until = days
    if begin is None or until is None:
        return OPEN
    if nth == 0:
        start = moved(until + DAY, -count, unit) if until < date.max else None
        return (max(start, begin), until) if start else days
    start = moved(begin, (nth - 1) * count, unit)
    end = moved(begin, nth * count, unit)
    if start is None or end is None or start > until:
        return days
    return start, min(end - DAY, until)


def _is_year(match: Match, at: Moment) -> bool:
    """Whether four digits are a year by the words around them."""
    first, last = match.first, match.last
    if match.last - match.first > 1:
        return True
    number = given_year(match, at) or 0
    if at.is_class(last, "counted", "unit_day", "units_date", "units_clock", "zone"):
        return False
    if at.is_class(last, "number", "day12", "day24", "day31", "year", "era", "slash"):
        return False
    if at.is_class(last, "harmed") and at.is_class(first - 1, "and", "or", "comma"):
        return False  # "since February, and 1074 injured"
    if at.is_class(first - 1, *_BEFORE_YEAR):
        return True
    spanned = at.is_class(last, "dash") and at.is_class(last + 1, "year")
    if spanned or (at.is_class(first - 1, "open") and at.is_class(last, "close")):
        return True
    if not 1900 <= number <= (at.anchor.year + 30 if at.anchor else 2099):
        return False
    edges = ("the", "a", "possessive", "open", "comma", "that", "his", "blank", "dot")
    if first == 0 or at.is_class(first - 1, *edges) or at.is_class(last, "close"):
        return True
    return at.is_class(first - 1, "other") and at.is_class(first - 2, *_DETERMINERS)


_DETERMINERS = ("the", "a", "possessive", "his")


_BEFORE_YEAR = (
    "in", "since", "until", "by", "from", "before", "after", "during", "of", "between",
    "and", "or", "to", "dash", "early", "every",
)  # fmt: skip
