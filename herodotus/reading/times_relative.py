"""Times told from another day: "three days ago", "last week", "the next day"."""

from __future__ import annotations

from datetime import date

from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match
from herodotus.reading.times_numbers import amount_of, day_number, unit_code
from herodotus.reading.times_values import (
    DAY,
    OPEN,
    Days,
    duration,
    edge_days,
    moved,
    shifted,
    unit_days,
)


def ago(match: Match, at: Moment) -> list[Found]:
    """Three days ago, a year ago."""
    unit = unit_code(at.word(match, "unit"))
    count = amount_of(at.part(match, "amount"))
    if not unit:
        return []
    if count is None:
        return [Found(match.first, match.last, "DATE", "PAST_REF", (None, at.anchor))]
    return away(match, at.anchor, -count, unit)


def shift(match: Match, at: Moment) -> list[Found]:
    """Two days later, a week earlier, the day before: from the day told last.

    "A day after the truce" tells that the truce was a day before what was told last.
    """
    unit = unit_code(at.word(match, "unit"))
    words = at.part(match, "amount")
    way = at.word(match, "way")
    if not unit or (way == "past" and at.after(match.parts["way"][0]) != "previous"):
        return []
    count = 1.0 if words == ["the"] else amount_of(words)
    back = way in {"earlier", "before", "past"}
    free = way in {"earlier", "later"} or at.is_class(
        match.last, "comma", "dot", "close", "blank", "mark", "and"
    )
    base = at.reference if at.reference_unit else at.anchor
    if not free and match.last < len(at.words.symbols):
        near = at.reference_last and at.same_sentence(at.reference_last, match.first)
        if words == ["the"] or unit != "D" or at.reference_unit != "D" or not near:
            return _duration_without_way(match, words, count, unit)
        back = not back
    if count is None or (words == ["the"] and way in {"earlier", "later"}):
        return [] if words == ["the"] else _vague(match, back=back)
    return away(match, base, -count if back else count, unit)


def rel_amount(match: Match, at: Moment) -> list[Found]:
    """The past 24 hours, the last two weeks, the next three days."""
    words = at.part(match, "amount")
    unit = unit_code(at.word(match, "unit"))
    if not unit:
        return []
    count = None if words == ["so"] else amount_of(words)
    days = _span_to_anchor(at.word(match, "rel"), count, unit, at.anchor)
    return [Found(match.first, match.last, "DURATION", duration(count, unit), days)]


def rel_unit(match: Match, at: Moment) -> list[Found]:
    """This week, last month, earlier this year, that day, the following year."""
    unit = unit_code(at.word(match, "unit"))
    words = set(at.part(match, "rel")) | ({"same"} & set(_all_words(match, at)))
    if not unit or unit[0] == "T":
        return []
    if words & {"past", "previous", "preceding"} and "past" in words:
        return _past_unit(match, unit, at)
    if "last" in words and at.is_class(match.last, "of"):
        return [Found(match.first, match.last, "DURATION", duration(1, unit))]
    if "last" in words and unit == "D":
        return []
    anaphoric = words & {"that", "same", "following", "previous", "preceding"}
    next_alone = "next" in words and (unit == "D" or "the" in words)
    base = at.anchor or at.reference
    if anaphoric or next_alone or ("this" in words and unit == "D"):
        base = at.reference or at.anchor
    if base is None:
        return [Found(match.first, match.last, "DATE", _unknown(unit))]
    step = 0
    if words & {"last", "previous", "preceding"}:
        step = -1
    elif words & {"next", "following", "coming"}:
        step = 1
    day = moved(base, step, unit)
    if day is None:
        return []
    value, days = unit_days(day, "W" if unit == "F" else unit)
    if at.edge(match) and unit in {"M", "Y"}:
        days = edge_days(day, unit, at.edge(match))
    days = _shaded(days, match, at) if step == 0 else days
    return [Found(match.first, match.last, "DATE", value, days, unit)]


def in_the_unit(match: Match, at: Moment) -> list[Found]:
    """Earlier in the day, late in the year."""
    unit = unit_code(at.word(match, "unit"))
    base = at.reference if at.reference_unit in {"D", "M", "Y"} else None
    base = base or at.anchor
    if not unit or base is None:
        return []
    value, days = unit_days(base, unit)
    if at.edge(match) and unit in {"M", "Y"}:
        days = edge_days(base, unit, at.edge(match))
    return [Found(match.first, match.last, "DATE", value, days, unit)]


def now(match: Match, at: Moment) -> list[Found]:
    """Now, currently."""
    return [Found(match.first, match.last, "DATE", "PRESENT_REF")]


def recently(match: Match, at: Moment) -> list[Found]:
    """Recently, in the past."""
    return [Found(match.first, match.last, "DATE", "PAST_REF", (None, at.anchor))]


def future(match: Match, at: Moment) -> list[Found]:
    """The future."""
    return [Found(match.first, match.last, "DATE", "FUTURE_REF")]


def nth_day(match: Match, at: Moment) -> list[Found]:
    """For a second day, for the third straight week: so many up to the report's day."""
    nth = day_number(at.part(match, "nth")[-1])
    unit = unit_code(at.word(match, "unit")) or "D"
    more = set(_all_words(match, at)) & {
        "straight", "consecutive", "successive", "running",
    }  # fmt: skip
    if not 2 <= nth <= 31 or not (more or at.before(match.first) == "for"):
        return []
    days: Days = OPEN
    if at.anchor:
        begin = moved(at.anchor, 1 - nth, unit)
        begin = unit_days(begin, unit)[1][0] if begin and unit != "D" else begin
        days = (begin, at.anchor)
    return [Found(match.first, match.last, "DURATION", duration(nth, unit), days)]


def away(match: Match, base: date | None, count: float, unit: str) -> list[Found]:
    """So many units from a day, as exactly as the unit tells."""
    if base is None:
        return [Found(match.first, match.last, "DATE", _unknown(unit))]
    day = moved(base, count, unit)
    if day is None:
        return [Found(match.first, match.last, "DATE", _unknown(unit))]
    if unit[0] == "T":
        return [Found(match.first, match.last, "TIME", f"{day}TXX", (day, day), "T")]
    grain = {"F": "W", "E": "Y", "C": "Y"}.get(unit, unit)
    grain = "M" if count % 1 and grain == "Y" else grain
    value, days = unit_days(day, grain)
    return [Found(match.first, match.last, "DATE", value, days, grain)]


def _duration_without_way(
    match: Match, words: list[str], count: float | None, unit: str
) -> list[Found]:
    """ "Two days before the vote": how far is told, but not from which day."""
    if not words or words == ["the"]:
        return []
    last = match.parts["way"][0]
    return [Found(match.first, last, "DURATION", duration(count, unit))]


def _vague(match: Match, *, back: bool) -> list[Found]:
    value = "PAST_REF" if back else "FUTURE_REF"
    return [Found(match.first, match.last, "DATE", value)]


def _unknown(unit: str) -> str:
    return {
        "W": "XXXX-WXX", "F": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "E": "XXX",
        "C": "XX",
    }.get(unit, "XXXX-XX-XX")  # fmt: skip


def _all_words(match: Match, at: Moment) -> list[str]:
    return [at.after(index) for index in range(match.first, match.last)]


def _past_unit(match: Match, unit: str, at: Moment) -> list[Found]:
    """The past week: the seven days up to the report's own."""
    days = _span_to_anchor("past", 1, unit, at.anchor)
    return [Found(match.first, match.last, "DURATION", duration(1, unit), days)]


def _span_to_anchor(
    rel: str, count: float | None, unit: str, anchor: date | None
) -> Days:
    """The days that "the past N" or "the next N" cover."""
    if anchor is None:
        return OPEN
    if rel in {"next", "coming", "following"}:
        if count is None:
            return OPEN
        end = moved(anchor, count, unit)
        return anchor, end
    if unit[0] == "T":
        hours = (count or 1) / {"TH": 1, "TM": 60, "TS": 3600}[unit]
        back = max(1, -int(-hours // 24)) if unit == "TH" else 0
        return shifted(anchor, -back), anchor
    if count is None:
        return None, anchor
    begin = moved(anchor, -count, unit)
    return begin and shifted(begin, 1), anchor


def _shaded(days: Days, match: Match, at: Moment) -> Days:
    """Earlier this month: up to the day before the report's, if there is one."""
    shade = at.word(match, "shade")
    begin, until = days
    if shade == "earlier" and at.anchor and begin and begin < at.anchor:
        return begin, min(at.anchor - DAY, until or at.anchor - DAY)
    so_far = at.before(match.first) == "far" and at.before(match.first - 1) == "so"
    if so_far and at.anchor:
        return begin, at.anchor
    return days
