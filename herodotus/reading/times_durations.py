"""How long and how often: "two weeks of fighting", "a six-week war", "daily"."""

from __future__ import annotations

from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match
from herodotus.reading.times_numbers import amount_of, unit_code
from herodotus.reading.times_values import duration


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
    value = duration(amount_of(words), unit)
    often = len(words) == 1 and words[0] in {"a", "an"} and _is_rate(match, at)
    return [Found(match.first, match.last, "SET" if often else "DURATION", value)]


def span_and_half(match: Match, at: Moment) -> list[Found]:
    """A year and a half, two and a half hours."""
    unit = unit_code(at.word(match, "unit"))
    count = amount_of(at.part(match, "amount"))
    if not unit or count is None:
        return []
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
    """Every day, each year, every two weeks, per month."""
    unit = unit_code(at.word(match, "unit"))
    words = at.part(match, "amount")
    if not unit:
        return []
    value = duration(amount_of(words) if words else 1, unit)
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


def _is_rate(match: Match, at: Moment) -> bool:
    """Whether "a day" is how often ("ten attacks a day") rather than how long."""
    return not at.is_class(
        match.first - 1,
        "for", "in", "within", "after", "before", "during", "of", "last", "and",
        "comma", "blank", "to", "by", "at", "until",
    )  # fmt: skip
