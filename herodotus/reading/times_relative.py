"""Times told from another: "overnight", "three days ago", "last week", "the next day"."""

from __future__ import annotations

from datetime import date

from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match
from herodotus.reading.times_lexicon import times_data
from herodotus.reading.times_values import (
    DAY,
    OPEN,
    Days,
    duration,
    moved,
    shifted,
    unit_days,
    weekend_of,
    year_days,
)


def amount_of(words: list[str]) -> float | None:
    """The number that words stand for, or None for "several" and other unknowns.

    >>> amount_of(["twenty", "-", "five"]), amount_of(["half", "a"]), amount_of(["few"])
    (25, 0.5, None)
    """
    numbers = times_data()["number"]
    total, group, seen = 0.0, 0.0, False
    if "half" in words:
        return 0.5
    for word in words:
        figures = word.replace(",", "")
        if word == "couple":
            return 2
        if figures.replace(".", "", 1).isdecimal() and figures.isascii():
            group, seen = float(figures), True
        elif word in _FRACTIONS:
            group += _FRACTIONS[word]
        elif word in {"hundred", "thousand"}:
            group = (group or 1) * (100 if word == "hundred" else 1000)
            seen = True
            if word == "thousand":
                total, group = total + group, 0
        elif word in numbers and (word not in {"a", "an"} or len(words) == 1):
            group, seen = group + numbers[word], True
    if not seen:
        return None
    return int(total + group) if (total + group).is_integer() else total + group


_FRACTIONS = {
    "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3,
    "½": 0.5, "¼": 0.25, "¾": 0.75,
}  # fmt: skip


def unit_code(word: str) -> str:
    """The unit that a word names: D W F M Y E C, or TH TM TS; "" for none.

    >>> unit_code("weeks"), unit_code("centuries"), unit_code("hour")
    ('W', 'C', 'TH')
    """
    units: dict[str, str] = times_data()["unit"]
    if word == "centuries":
        return "C"
    return units.get(word) or units.get(word.removesuffix("s"), "")


def today(match: Match, at: Moment) -> list[Found]:
    """Today, yesterday, tomorrow, yesterday afternoon."""
    step = {"yesterday": -1, "tomorrow": 1}.get(at.word(match, "day"), 0)
    return _part_of_day(match, at.anchor, at.word(match, "part"), step)


def day_from_today(match: Match, at: Moment) -> list[Found]:
    """The day before yesterday, the day after tomorrow."""
    step = {"yesterday": -1, "tomorrow": 1}.get(at.word(match, "day"), 0)
    step += -1 if at.word(match, "way") == "before" else 1
    return _part_of_day(match, at.anchor, "", step)


def tonight(match: Match, at: Moment) -> list[Found]:
    """Tonight."""
    return _part_of_day(match, at.anchor, "night", 0)


def overnight(match: Match, at: Moment) -> list[Found]:
    """The night into the report's day: both days."""
    found = _part_of_day(match, at.anchor, "night", -1)[0]
    return [found._replace(days=(found.days[0], at.anchor))]


def this_part(match: Match, at: Moment) -> list[Found]:
    """This morning; last night, which began the day before."""
    step = -1 if at.word(match, "rel") == "last" else 0
    return _part_of_day(match, at.anchor, at.word(match, "part"), step)


def that_part(match: Match, at: Moment) -> list[Found]:
    """That night, the next morning, in the evening: of the day told last."""
    words = at.part(match, "rel")
    if words == ["the"] and not at.is_class(
        match.first - 1, "in", "during", "on", "by", "of", "until", "since"
    ):
        if not at.is_class(match.last, "of"):
            return []
    step = 1 if {"next", "following"} & set(words) else 0
    step = -1 if {"previous", "preceding"} & set(words) else step
    base = at.reference if at.reference_unit == "D" else None
    return _part_of_day(match, base or at.anchor, at.word(match, "part"), step)


def early_hours(match: Match, at: Moment) -> list[Found]:
    """The early hours."""
    return _part_of_day(match, at.reference or at.anchor, "morning", 0)


def clock(match: Match, at: Moment) -> list[Found]:
    """4:30 pm, 19:15, 0735 GMT, 6 a.m., 4 in the morning, noon."""
    role = next((r for r in ("clock", "hour", "part") if r in match.parts), "")
    time = _clock_time(at, match, role)
    if time is None:
        return []
    if match.rule == "clock" and match.last - match.first == 1:
        before = ("at", "by", "since", "until", "from", "to", "between", "open", "and")
        if not at.is_class(match.first - 1, *before, "dash", "comma"):
            if at.before(match.first) not in {"around", "about", "before", "after"}:
                return []
    base = at.reference if at.reference_unit == "D" else None
    day = base or at.anchor
    if day is None:
        return [Found(match.first, match.last, "TIME", f"XXXX-XX-XXT{time}")]
    return [Found(match.first, match.last, "TIME", f"{day}T{time}", (day, day), "T")]


def ago(match: Match, at: Moment) -> list[Found]:
    """Three days ago, a year ago."""
    unit = unit_code(at.word(match, "unit"))
    count = amount_of(at.part(match, "amount"))
    if not unit:
        return []
    if count is None:
        return [Found(match.first, match.last, "DATE", "PAST_REF", (None, at.anchor))]
    return _away(match, at.anchor, -count, unit)


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
        return [] if words == ["the"] else _vague(match, back, at)
    return _away(match, base, -count if back else count, unit)


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
    if "last" in words and unit == "D":
        return []
    anaphoric = words & {"that", "same", "following", "previous", "preceding"}
    next_alone = "next" in words and (unit == "D" or "the" in words)
    base = at.reference if anaphoric or next_alone else at.anchor
    if "this" in words and unit == "D":
        base = at.reference or at.anchor
    if base is None and not anaphoric:
        return [Found(match.first, match.last, "DATE", _unknown(unit))]
    if base is None:
        base = at.anchor
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
    return [Found(match.first, match.last, "DATE", value, days, unit)]


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
    if rel & {"last", "past"} and at_weekend:
        step = -7
    day = shifted(anchor, step)
    if day is None:
        return []
    value, days = weekend_of(day)
    return [Found(match.first, match.last, "DATE", value, days, "W")]


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


def now(match: Match, at: Moment) -> list[Found]:
    """Now, currently."""
    days = (at.anchor, at.anchor)
    return [Found(match.first, match.last, "DATE", "PRESENT_REF", days)]


def recently(match: Match, at: Moment) -> list[Found]:
    """Recently, in the past."""
    return [Found(match.first, match.last, "DATE", "PAST_REF", (None, at.anchor))]


def future(match: Match, at: Moment) -> list[Found]:
    """The future."""
    return [Found(match.first, match.last, "DATE", "FUTURE_REF")]


def nth_day(match: Match, at: Moment) -> list[Found]:
    """For a second day, for the third straight week: so many up to the report's day."""
    from herodotus.reading.times_calendar import day_number

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


def _part_of_day(match: Match, base: date | None, part: str, step: int) -> list[Found]:
    code = times_data()["daypart"].get(part, "")
    tail = f"T{code}" if code else ""
    kind = "TIME" if code else "DATE"
    day = shifted(base, step) if base else None
    if day is None:
        return [Found(match.first, match.last, kind, f"XXXX-XX-XX{tail}")]
    return [Found(match.first, match.last, kind, f"{day}{tail}", (day, day), "D")]


def _clock_time(at: Moment, match: Match, role: str) -> str | None:
    word = at.word(match, role)
    if match.rule == "noon":
        return str(times_data()["daypart"][word])
    if match.rule == "clock_digits":
        hour, minute = int(word[:2]), int(word[2:])
    elif role == "clock":
        hour, minute = map(int, word.replace(".", ":").split(":")[:2])
    else:
        number = amount_of([word])
        hour, minute = int(number or 0), 0
    half = at.word(match, "half").strip()[:1]
    part = at.word(match, "part")
    if (
        half == "p"
        or part in {"afternoon", "evening"}
        or (part == "night" and hour > 5)
    ):
        hour += 12 if hour < 12 else 0
    elif half == "a" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}"


def _away(match: Match, base: date | None, count: float, unit: str) -> list[Found]:
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


def _vague(match: Match, back: bool, at: Moment) -> list[Found]:
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
    return begin and begin + DAY, anchor


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


__all__ = ["year_days"]
