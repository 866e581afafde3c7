"""How long and how often: "two weeks of fighting", "a six-week war", "daily"."""

from __future__ import annotations

from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match
from herodotus.reading.times_numbers import amount_of, unit_code
from herodotus.reading.times_relative import away
from herodotus.reading.times_values import OPEN, Days, duration, moved


def span(match: Match, at: Moment) -> list[Found]:
    """Two weeks, a six-week war, 24 hours; not an age, as in "10-year-old"."""
    word = at.word(match, "unit")
    unit = unit_code(word)
    words = at.part(match, "amount")
    if not unit or at.is_class(match.last, "old"):
        return []
    if at.is_class(match.last, "dash") and at.is_class(match.last + 1, "old"):
        return []
    if words[0] in {"a", "an"} and len(words) == 1 and at.is_class(match.last, "dash"):
        return []
    if unit == "TS" and not word.endswith("s"):
        return []
    count = amount_of(words)
    value = duration(count, unit)
    single = len(words) == 1 and words[0] in {"a", "an"}
    if single and at.after(match.last - 1) == "long":  # "a month-long siege"
        return [Found(match.first + 1, match.last, "DURATION", value)]
    if single and _is_rate(match, at):
        return [Found(match.first, match.last, "SET", value)]
    days = _on_end(match, count, unit, at)
    return [Found(match.first, match.last, "DURATION", value, days)]


def span_and_half(match: Match, at: Moment) -> list[Found]:
    """A year and a half, two and a half hours, two and a half years ago."""
    unit = unit_code(at.word(match, "unit"))
    count = amount_of(at.part(match, "amount"))
    if not unit or count is None:
        return []
    if "ago" in match.parts:
        return away(match, at.anchor, -count - 0.5, unit)
    return [Found(match.first, match.last, "DURATION", duration(count + 0.5, unit))]


def unit_long(match: Match, at: Moment) -> list[Found]:
    """Day-long, decades-long."""
    word = at.word(match, "unit")
    count = None if word.endswith("s") else 1
    return [
        Found(match.first, match.last, "DURATION", duration(count, unit_code(word)))
    ]


def units(match: Match, at: Moment) -> list[Found]:
    """Weeks, for years: an unknown number."""
    if at.is_class(match.last, "old") or at.is_class(match.first - 1, "his", "every"):
        return []
    if at.is_class(match.last, "dash") and not at.is_class(match.last + 1, "long"):
        return []
    value = duration(None, unit_code(at.word(match, "unit")))
    return [Found(match.first, match.last, "DURATION", value)]


def recent_units(match: Match, at: Moment) -> list[Found]:
    """Recent weeks, the past months, the coming years."""
    value = duration(None, unit_code(at.word(match, "unit")))
    ahead = at.word(match, "rel") in {"next", "coming", "following"}
    days = (None, None) if ahead else (None, at.anchor)
    return [Found(match.first, match.last, "DURATION", value, days)]


def daily(match: Match, at: Moment) -> list[Found]:
    """Daily, weekly, annually."""
    value = _OFTEN[at.word(match, "unit")]
    return [Found(match.first, match.last, "SET", value)]


def every(match: Match, at: Moment) -> list[Found]:
    """Every day, each year, every two weeks, every other day, per month."""
    unit = unit_code(at.word(match, "unit"))
    words = at.part(match, "amount")
    if not unit:
        return []
    count = 2 if words == ["other"] else amount_of(words) if words else 1
    value = duration(count, unit)
    return [Found(match.first, match.last, "SET", value)]


_OFTEN = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
    "hourly": "PT1H",
}


def _on_end(match: Match, count: float | None, unit: str, at: Moment) -> Days:
    """The days of "for six straight days": so many up to the report's own."""
    words = {at.after(index) for index in range(match.first, match.last)}
    if at.anchor is None or not count or unit != "D" or not words & _UNBROKEN:
        return OPEN
    return moved(at.anchor, 1 - count, unit), at.anchor


_UNBROKEN = frozenset({"straight", "consecutive", "successive", "running"})


def _is_rate(match: Match, at: Moment) -> bool:
    """Whether "a day" is how often ("ten attacks a day") rather than how long."""
    return not at.is_class(
        match.first - 1,
        "for", "in", "within", "after", "before", "during", "of", "last", "and",
        "comma", "blank", "to", "by", "at", "until",
    )  # fmt: skip
