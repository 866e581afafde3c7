"""Numbers and names in time expressions: "Sept", "3rd", "twenty-five", "weeks"."""

from __future__ import annotations

from functools import lru_cache

from herodotus.reading.times_lexicon import times_data


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


def unit_code(word: str) -> str:
    """The unit that a word names: D W F M Y E C, or TH TM TS; "" for none.

    >>> unit_code("weeks"), unit_code("centuries"), unit_code("hour")
    ('W', 'C', 'TH')
    """
    units: dict[str, str] = times_data()["unit"]
    if word == "centuries":
        return "C"
    return units.get(word) or units.get(word.removesuffix("s"), "")


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


_FRACTIONS = {
    "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3,
    "½": 0.5, "¼": 0.25, "¾": 0.75,
}  # fmt: skip


_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=1)
def _ordinal_words() -> dict[str, int]:
    words = times_data()["class"]["ordinal_word"]
    return {word: number for number, word in enumerate(words, start=1)}
