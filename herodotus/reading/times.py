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
from herodotus.reading import times_clock as clock
from herodotus.reading import times_durations as durations
from herodotus.reading import times_periods as periods
from herodotus.reading import times_relative as relative
from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match, matches
from herodotus.reading.times_joins import joined, with_periods
from herodotus.reading.times_lexicon import words_of
from herodotus.reading.times_numbers import month_number
from herodotus.reading.times_values import Days, ucdp_date_precision

__all__ = ["Timex", "find_times", "ucdp_date_precision"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Timex(NamedTuple):
    """A time expression: its words, its TIMEX3 type and value, the days it means.

    `begin` and `until` are the first and last day of the period, both included; None is
    an open end, and both are None where no day is meant or known. Both ends of a range
    ("from Sunday to Tuesday") carry the whole range. `relation` is the word before it
    that opens or closes the period: since, until, before, by; "range" for a range.
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

    >>> text = "It fell overnight, he told us on Monday"
    >>> found = find_times(text, anchor=date(2020, 9, 28))
    >>> [(time.text, str(time.begin), str(time.until)) for time in found]
    [('overnight', '2020-09-27', '2020-09-28'), ('Monday', '2020-09-28', '2020-09-28')]
    """
    words = words_of(text)
    at = Moment(words, anchor)
    candidates = matches(words)
    found: list[Found] = []
    for index, match in enumerate(candidates):
        following = candidates[index + 1] if index + 1 < len(candidates) else None
        _look_ahead(match, following, at)
        told = bool(found) and found[-1].days[0] == at.reference
        at.joined = at.link(found[-1].last, match.first) if told else ""
        for reading in _readers()[match.rule](match, at):
            found.append(reading)
            if not at.is_aside(match.rule, reading):
                at.go_on_from(reading)
    found = joined(found, at)
    relations = with_periods(found, at)
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
        "year_month": periods.year_month,
        "day_month": calendar.month_and_day,
        "days_month": calendar.days_and_month,
        "month_day": calendar.month_and_day,
        "month_day_year": calendar.month_and_day,
        "month_days": calendar.days_and_month,
        "weekday_day": calendar.weekday_and_day,
        "month_year": periods.month_and_year,
        "month_that_year": periods.month_of_that_year,
        "month": periods.month_name,
        "month_shaded": periods.month_name,
        "month_doubtful": periods.month_name,
        "month_capitals": periods.month_name,
        "year": periods.year,
        "part_of_period": periods.part_of_period,
        "year_span": periods.year_span,
        "years_ago_era": periods.year_of_era,
        "decade": periods.decade,
        "century": periods.century,
        "season": periods.season,
        "weekday": calendar.weekday_name,
        "weekdays": calendar.weekdays,
        "every_weekday": calendar.weekdays,
        "every_part": clock.every_part,
        "nth_of_month": calendar.nth_of_month,
        "holiday": calendar.holiday,
        "new_year": calendar.new_year,
        "september_11": calendar.september_11,
        "iso_week": calendar.iso_week,
        "today": clock.today,
        "day_from_today": clock.day_from_today,
        "tonight": clock.tonight,
        "overnight": clock.overnight,
        "this_part": clock.this_part,
        "that_part": clock.that_part,
        "early_hours": clock.early_hours,
        "clock": clock.clock,
        "hour": clock.clock,
        "hour_part": clock.clock,
        "clock_digits": clock.clock,
        "clock_at": clock.clock,
        "noon": clock.clock,
        "ago": relative.ago,
        "shift": relative.shift,
        "rel_amount": relative.rel_amount,
        "amount_rel": relative.rel_amount,
        "rel_units": durations.recent_units,
        "rel_unit": relative.rel_unit,
        "in_the_unit": relative.in_the_unit,
        "edge_of_unit": relative.in_the_unit,
        "weekend": periods.weekend,
        "part_of_year": periods.part_of_year,
        "nth_quarter": periods.part_of_year,
        "quarter": periods.quarter,
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


def _look_ahead(match: Match, following: Match | None, at: Moment) -> None:
    """Keep what a date that the next one is joined to can take from it."""
    at.next_year, at.next_day = None, None
    if following is None or not at.link(match.last, following.first):
        return
    if match.rule == "weekday_day":
        read = _readers()[following.rule](following, at)
        at.next_day = read[0].days[0] if read else None
    word = at.word(following, "year")
    if "year" in match.parts or not word.isdecimal() or following.rule == "year_span":
        return
    if following.rule == "year" and not _readers()["year"](following, at):
        return  # "on February 24, and 1074 were hurt": the number is none
    at.next_year = int(word)
    if "month" in match.parts and "month" in following.parts:
        earlier = month_number(at.word(match, "month"))
        later = month_number(at.word(following, "month"))
        at.next_year -= earlier > later


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
