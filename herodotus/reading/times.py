"""Time expressions: where a report tells a time, and which days it means.

The grammar and its words are our own (`times_grammar.py`, `herodotus/data/times.toml`);
calendar arithmetic is dateutil's. News is read against its day: "Monday" is the latest
Monday up to and with that day, "overnight" the night into it, "3 May" the latest such
day unless it is near ahead or the clause speaks of the future. Where no day is known,
dates without a year take that of the date told before, as in a history.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from herodotus.reading import times_calendar as calendar
from herodotus.reading import times_durations as durations
from herodotus.reading import times_relative as relative
from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match, matches
from herodotus.reading.times_lexicon import words_of
from herodotus.reading.times_values import Days, ucdp_date_precision, unit_days

__all__ = ["Timex", "find_times", "ucdp_date_precision"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Timex(NamedTuple):
    """A time expression: its words, its TIMEX3 type and value, the days it means.

    `begin` and `until` are the first and last day of the period, both included; None is
    an open end, and both are None where no day is meant or known. Both ends of a range
    ("from Sunday to Tuesday") carry the whole range. `relation` is the word before it
    that opens or closes the period: since, until, before, by; "range" for a range; or "".
    """

    start: int
    end: int
    type: TimexType
    value: str
    begin: date | None
    until: date | None
    text: str
    relation: str = ""


def find_times(text: str, *, anchor: date | None) -> tuple[Timex, ...]:
    """The time expressions of a text, in order, not overlapping.

    Args:
        text: the report; all offsets are into it.
        anchor: the day that the report stands at, or None where it is not known.

    >>> found = find_times("won back overnight, she said Monday", anchor=date(2020, 9, 28))
    >>> [(time.text, str(time.begin), str(time.until)) for time in found]
    [('overnight', '2020-09-27', '2020-09-28'), ('Monday', '2020-09-28', '2020-09-28')]
    """
    words = words_of(text)
    at = Moment(words, anchor)
    candidates = matches(words)
    found: list[Found] = []
    for index, match in enumerate(candidates):
        following = candidates[index + 1] if index + 1 < len(candidates) else None
        at.next_year = _joined_year(match, following, at)
        at.joined = bool(found) and _joins(found[-1].last, match.first, at)
        for reading in _readers()[match.rule](match, at):
            found.append(reading)
            begin = reading.days[0]
            if begin and reading.unit and reading.unit != "T":
                at.reference, at.reference_unit = begin, reading.unit
                at.reference_last = reading.last
    found = _with_parts_of_days(_dated(found, at), at)
    relations = _relations(found, at)
    return tuple(
        _timex(reading, days, relation, at)
        for reading, (days, relation) in zip(found, relations, strict=True)
    )


_Reader = Callable[[Match, Moment], list[Found]]


@lru_cache(maxsize=1)
def _readers() -> dict[str, _Reader]:
    """The function that reads what each rule of the grammar matched."""
    return {
        "date": calendar.the_date,
        "year_month": calendar.year_month,
        "day_month": calendar.month_and_day,
        "days_month": calendar.days_and_month,
        "month_day": calendar.month_and_day,
        "month_days": calendar.days_and_month,
        "weekday_day": calendar.weekday_and_day,
        "month_year": calendar.month_and_year,
        "month_that_year": calendar.month_of_that_year,
        "month": calendar.month_name,
        "month_shaded": calendar.month_name,
        "month_doubtful": calendar.month_name,
        "month_capitals": calendar.month_name,
        "year": calendar.year,
        "year_span": calendar.year_span,
        "years_ago_era": calendar.year_of_era,
        "decade": calendar.decade,
        "century": calendar.century,
        "season": calendar.season,
        "weekday": calendar.weekday_name,
        "weekdays": calendar.weekdays,
        "every_weekday": calendar.weekdays,
        "holiday": calendar.holiday,
        "new_year": calendar.new_year,
        "september_11": calendar.september_11,
        "iso_week": calendar.iso_week,
        "today": relative.today,
        "day_from_today": relative.day_from_today,
        "tonight": relative.tonight,
        "overnight": relative.overnight,
        "this_part": relative.this_part,
        "that_part": relative.that_part,
        "early_hours": relative.early_hours,
        "clock": relative.clock,
        "hour": relative.clock,
        "hour_part": relative.clock,
        "clock_digits": relative.clock,
        "noon": relative.clock,
        "ago": relative.ago,
        "shift": relative.shift,
        "rel_amount": relative.rel_amount,
        "amount_rel": relative.rel_amount,
        "rel_units": durations.recent_units,
        "rel_unit": relative.rel_unit,
        "in_the_unit": relative.in_the_unit,
        "edge_of_unit": relative.in_the_unit,
        "weekend": relative.weekend,
        "part_of_year": relative.part_of_year,
        "quarter": relative.quarter,
        "duration": durations.span,
        "duration_half": durations.span_and_half,
        "duration_unit": durations.unit_long,
        "duration_units": durations.units,
        "daily": durations.daily,
        "every_unit": durations.every,
        "per_unit": durations.every,
        "nth_day": relative.nth_day,
        "now": relative.now,
        "recently": relative.recently,
        "future": relative.future,
        "in_the_past": relative.recently,
    }


def _joined_year(match: Match, following: Match | None, at: Moment) -> int | None:
    """The year of the next date, if this one is joined to it and has none itself."""
    if following is None or "year" not in following.parts or "year" in match.parts:
        return None
    if not _joins(match.last, following.first, at):
        return None
    word = at.word(following, "year")
    if not word.isdecimal():
        return None
    if "month" in match.parts and "month" in following.parts:
        earlier = calendar.month_number(at.word(match, "month"))
        later = calendar.month_number(at.word(following, "month"))
        return int(word) - (earlier > later)
    return int(word)


def _joins(last: int, first: int, at: Moment) -> bool:
    """Whether only a word like "to" or "and" stands between two expressions."""
    between = [at.after(index) for index in range(last, first)]
    return between != [] and set(between) <= _JOINING and bool(set(between) & _LINKS)


_LINKS = frozenset({"-", "–", "—", "to", "through", "until", "till", "and", "or"})
_JOINING = _LINKS | {"the", "of", "on", "in", "early", "late", "mid", ","}


def _dated(found: list[Found], at: Moment) -> list[Found]:
    """Clock times with the day that follows them: "9 a.m. EST Tuesday"."""
    dated: list[Found] = []
    for reading in found:
        day = reading.days[0]
        before = dated[-1] if dated else None
        if before and before.unit == "T" and reading.unit == "D" and day:
            near = reading.first - before.last <= _NEAR_DAY
            if near and at.same_sentence(before.last, reading.first):
                value = f"{day}{before.value[10:]}"
                if before.last == reading.first:
                    dated[-1] = reading._replace(
                        first=before.first, type="TIME", value=value
                    )
                    continue
                dated[-1] = before._replace(value=value, days=(day, day))
        dated.append(reading)
    return dated


#: How many words may stand between a time of the clock and its day.
_NEAR_DAY = 6


def _with_parts_of_days(found: list[Found], at: Moment) -> list[Found]:
    """ "The night of Oct. 23", "the week of March 6" as one expression."""
    merged: list[Found] = []
    for reading in found:
        if merged and reading.unit == "D" and reading.days[0]:
            before = merged[-1]
            between = [at.after(i) for i in range(before.last, reading.first)]
            if (
                between in (["of"], ["on"], ["of", "the"])
                and before.value[10:11] == "T"
            ):
                if before.value[11:].isalpha() and before.last - before.first > 1:
                    merged[-1] = reading._replace(
                        first=before.first,
                        type="TIME",
                        value=reading.value[:10] + before.value[10:],
                    )
                    continue
            if reading.first > 2 and _words(at, reading.first - 3, 3) == _WEEK_OF:
                value, days = unit_days(reading.days[0], "W")
                first = reading.first - 3
                while merged and merged[-1].last > first:
                    merged.pop()
                merged.append(Found(first, reading.last, "DATE", value, days, "W"))
                continue
        merged.append(reading)
    return merged


_WEEK_OF = ["the", "week", "of"]


def _words(at: Moment, first: int, count: int) -> list[str]:
    return [at.after(index) for index in range(first, first + count)]


def _relations(found: list[Found], at: Moment) -> list[tuple[Days, str]]:
    """The period of each expression, after the words before it and between them."""
    result = [_opened(reading, at) for reading in found]
    for index in range(1, len(found)):
        one, two = found[index - 1], found[index]
        if _is_range(one, two, at):
            days = (one.days[0], two.days[1])
            if days[0] and days[1] and days[0] <= days[1]:
                result[index - 1] = result[index] = (days, "range")
    return result


def _is_range(one: Found, two: Found, at: Moment) -> bool:
    if not (_joins(one.last, two.first, at) and one.unit and two.unit):
        return False
    between = {at.after(index) for index in range(one.last, two.first)}
    if between & {"and"}:
        return _lead(one, at) == "between"
    return not between & {"or"}


def _opened(reading: Found, at: Moment) -> tuple[Days, str]:
    """The period as "since", "until", "by" or "before" open or close it."""
    begin, until = reading.days
    lead = _lead(reading, at)
    if not reading.unit or at.is_class(reading.last, "possessive"):
        return reading.days, ""
    if lead == "since" and begin and at.anchor and begin <= at.anchor:
        return (begin, at.anchor), lead
    if lead in {"until", "till", "by"} and until:
        return (None, until), "until" if lead == "till" else lead
    if lead == "before" and begin and begin > date.min:
        return (None, date.fromordinal(begin.toordinal() - 1)), lead
    return reading.days, ""


def _lead(reading: Found, at: Moment) -> str:
    """The last word before an expression that is not an article or the like."""
    for index in range(reading.first - 1, max(-1, reading.first - 5), -1):
        word = at.after(index)
        if word not in _PASSED_OVER:
            return word
    return ""


_PASSED_OVER = frozenset(
    "the early late mid of end beginning start on at about around - a".split()
)


def _timex(reading: Found, days: Days, relation: str, at: Moment) -> Timex:
    text = at.words.text
    start, end = at.words.starts[reading.first], at.words.ends[reading.last - 1]
    begin, until = days
    if begin and until and begin > until:
        begin, until = until, begin
    kind: TimexType = reading.type  # type: ignore[assignment]
    return Timex(
        start, end, kind, reading.value, begin, until, text[start:end], relation
    )
