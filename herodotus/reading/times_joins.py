"""What neighbouring words and expressions do to each other: "since", "from .. to"."""

from __future__ import annotations

import re
from datetime import date

from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_values import (
    OPEN,
    Days,
    moved,
    shifted,
    unit_days,
    weekend_of,
)


def joined(found: list[Found], at: Moment) -> list[Found]:
    """The expressions with clock times dated and parts of days put together."""
    return _with_parts_of_days(_dated(found, at), at)


def with_periods(found: list[Found], at: Moment) -> list[tuple[Days, str]]:
    """The period of each expression, after the words before it and between them."""
    result = [_opened(reading, at) for reading in found]
    for index in range(1, len(found)):
        one, two = found[index - 1], found[index]
        if _is_range(one, two, at):
            days = (one.days[0], two.days[1])
            if days[0] and days[1] and days[0] <= days[1]:
                result[index - 1] = result[index] = (days, "range")
        elif one.type == "DURATION" and at.link(one.last, two.first) == "to":
            result[index - 1] = (_span_up_to(one.value, two.days[1]), "range")
    return result


def _dated(found: list[Found], at: Moment) -> list[Found]:
    """Clock times with the day that follows them: "9 a.m. EST Tuesday"."""
    dated: list[Found] = []
    for reading in found:
        day = reading.days[0]
        if reading.unit == "D" and day:
            for back in range(len(dated) - 1, -1, -1):
                before = dated[back]
                between = range(before.last, reading.first)
                if before.unit != "T" or not all(
                    _goes_with_a_clock(index, at) for index in between
                ):
                    break
                value = f"{day}{before.value[10:]}"
                dated[back] = before._replace(value=value, days=(day, day))
            if dated and dated[-1].unit == "T" and dated[-1].last == reading.first:
                clock = dated.pop()
                reading = reading._replace(
                    first=clock.first, type="TIME", value=clock.value
                )
        dated.append(reading)
    return dated


def _goes_with_a_clock(index: int, at: Moment) -> bool:
    """Whether a word may stand between a time of the clock and its day."""
    known = ("on", "comma", "open", "close", "clock", "clock_digits", "year", "zone")
    return at.is_class(index, *known, "meridiem") or at.after(index) in {
        "local",
        "time",
    }


def _with_parts_of_days(found: list[Found], at: Moment) -> list[Found]:
    """ "The night of Oct. 23", "the week of March 6" as one expression."""
    merged: list[Found] = []
    for reading in found:
        if merged and reading.unit == "D" and reading.days[0]:
            before = merged[-1]
            night = shifted(reading.days[0], -1)
            if night and _is_night_into(before, reading, at):
                merged[-1] = before._replace(
                    value=f"{night}TNI", days=(night, reading.days[0])
                )
            if _is_part_of(before, reading, at):
                merged[-1] = reading._replace(
                    first=before.first,
                    type="TIME",
                    value=reading.value[:10] + before.value[10:],
                )
                continue
            lead = _words(at, reading.first - 3, 3) if reading.first > 2 else []
            if lead in (_WEEK_OF, _WEEKEND_OF):
                value, days = unit_days(reading.days[0], "W")
                if lead == _WEEKEND_OF:
                    value, days = weekend_of(reading.days[0])
                first = reading.first - 3
                while merged and merged[-1].last > first:
                    merged.pop()
                merged.append(Found(first, reading.last, "DATE", value, days, "W"))
                continue
        merged.append(reading)
    return merged


_WEEK_OF = ["the", "week", "of"]
_WEEKEND_OF = ["the", "weekend", "of"]


def _is_night_into(before: Found, reading: Found, at: Moment) -> bool:
    """Whether a night is told by the day that it leads into: "overnight to Monday"."""
    between = [at.after(index) for index in range(before.last, reading.first)]
    overnight = at.after(before.last - 1) == "overnight"
    alone = before.last - before.first == 1
    return overnight and alone and between in (["to"], ["into"])


def _is_part_of(before: Found, reading: Found, at: Moment) -> bool:
    """Whether "the night of" and the like stands before a day."""
    between = [at.after(index) for index in range(before.last, reading.first)]
    named = before.value[10:11] == "T" and before.value[11:].isalpha()
    several = before.last - before.first > 1
    return named and several and between in (["of"], ["on"], ["of", "the"])


def _words(at: Moment, first: int, count: int) -> list[str]:
    return [at.after(index) for index in range(first, first + count)]


def _is_range(one: Found, two: Found, at: Moment) -> bool:
    if not (one.unit and two.unit):
        return False
    link = at.link(one.last, two.first)
    return link == "to" or (link == "and" and _lead(one, at) == "between")


def _span_up_to(value: str, until: date | None) -> Days:
    """ "In the 24 hours to Monday": that long, up to the day."""
    found = re.fullmatch(r"P(T?)(\d+)([DWMYH])", value)
    if until is None or found is None:
        return OPEN
    count, unit = int(found[2]), found[1] + found[3]
    if unit == "TH":
        return shifted(until, -max(1, -(-count // 24))), until
    begin = moved(until, -count, unit) if len(unit) == 1 else None
    return (shifted(begin, 1), until) if begin else OPEN


def _opened(reading: Found, at: Moment) -> tuple[Days, str]:
    """The period as "since", "until", "by" or "before" open or close it."""
    begin, until = reading.days
    lead = _lead(reading, at)
    if not reading.unit or at.is_class(reading.last, "possessive"):
        return reading.days, ""
    if _is_told_of(reading, at):
        return reading.days, ""
    if lead == "since" and begin and at.anchor and begin <= at.anchor:
        return (begin, at.anchor), lead
    if lead in {"until", "till", "by"} and until:
        return (None, until), "until" if lead == "till" else lead
    if lead == "before" and begin and begin > date.min:
        return (None, date.fromordinal(begin.toordinal() - 1)), lead
    return reading.days, ""


def _is_told_of(reading: Found, at: Moment) -> bool:
    """Whether what follows happened then: "since February, when", "the 1991 vote"."""
    after = reading.last + at.is_class(reading.last, "comma")
    if at.after(after) == "when" and _lead(reading, at) == "since":
        return _compares(reading, at)
    named = at.before(reading.first) == "the" or at.after(reading.first) == "the"
    return (
        named and _lead(reading, at) != "since" and at.is_class(reading.last, "other")
    )


def _compares(reading: Found, at: Moment) -> bool:
    """Whether "since" looks back at a like event: "the worst since May, when"."""
    first = max(0, reading.first - _REACH)
    for index in range(reading.first - 1, first, -1):
        if at.is_class(index, "dot", "blank"):
            break
        word = at.after(index)
        if word in _COMPARING or (len(word) > 5 and word.endswith("est")):
            return True
    return False


#: How many words before it may tell that "since" compares.
_REACH = 12
_COMPARING = frozenset({"not", "no", "never", "first", "worst", "most", "bigger"})


def _lead(reading: Found, at: Moment) -> str:
    """The last word before an expression that is not an article or the like."""
    for index in range(reading.first - 1, max(-1, reading.first - 5), -1):
        word = at.after(index)
        if word not in _PASSED_OVER:
            return word
    return ""


_PASSED_OVER = frozenset(
    ("the", "early", "late", "mid", "of", "end", "beginning", "start", "on", "at",
     "about", "around", "-", "a")
)  # fmt: skip
