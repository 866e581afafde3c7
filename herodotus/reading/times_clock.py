"""Parts of days and times of the clock: "overnight", "last night", "4:30 pm"."""

from __future__ import annotations

from datetime import date

from herodotus.reading.times_context import Found, Moment
from herodotus.reading.times_grammar import Match
from herodotus.reading.times_lexicon import times_data
from herodotus.reading.times_numbers import amount_of
from herodotus.reading.times_values import shifted


def today(match: Match, at: Moment) -> list[Found]:
    """Today, yesterday, tomorrow, yesterday afternoon."""
    step = {"yesterday": -1, "tomorrow": 1}.get(at.word(match, "day"), 0)
    if at.in_a_name(match.first):
        return []
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
    lead = ("in", "during", "on", "by", "of", "until", "since")
    bare = words == ["the"] and not at.is_class(match.first - 1, *lead)
    if bare and not at.is_class(match.last, "of"):
        return []
    step = 1 if {"next", "following"} & set(words) else 0
    step = -1 if {"previous", "preceding"} & set(words) else step
    base = at.reference if at.reference_unit == "D" else None
    return _part_of_day(match, base or at.anchor, at.word(match, "part"), step)


def every_part(match: Match, at: Moment) -> list[Found]:
    """Every morning, at nights."""
    part = times_data()["daypart"].get(at.word(match, "part").removesuffix("s"), "")
    return [Found(match.first, match.last, "SET", f"XXXX-XX-XXT{part}")]


def early_hours(match: Match, at: Moment) -> list[Found]:
    """The early hours, the small hours."""
    return _part_of_day(match, at.reference or at.anchor, "morning", 0)


def clock(match: Match, at: Moment) -> list[Found]:
    """4:30 pm, 19:15, 0735 GMT, 6 a.m., 4 in the morning, noon."""
    role = next((r for r in ("clock", "hour", "part") if r in match.parts), "")
    time = _clock_time(at, match, role)
    if time is None:
        return []
    alone = match.rule == "clock" and match.last - match.first == 1
    if alone and not _follows_at(match.first, at):
        return []
    base = at.reference if at.reference_unit == "D" else None
    day = base or at.anchor
    if day is None:
        return [Found(match.first, match.last, "TIME", f"XXXX-XX-XXT{time}")]
    return [Found(match.first, match.last, "TIME", f"{day}T{time}", (day, day), "T")]


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
    if match.rule in {"clock_digits", "clock_at"}:
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


def _follows_at(first: int, at: Moment) -> bool:
    about = at.before(first) in {"around", "about"}
    return about or at.is_class(first - 1, *_BEFORE_CLOCK)


_BEFORE_CLOCK = (
    "at", "by", "since", "until", "from", "to", "between", "open", "and", "before",
    "after", "dash", "comma", "year",
)  # fmt: skip
