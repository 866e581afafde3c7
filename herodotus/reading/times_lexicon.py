"""A text as a string of word classes, so that a grammar of time can be matched fast.

Each word, number and mark that can be part of a time expression is given one symbol,
its class in `herodotus/data/times.toml`; every other word gets the symbol of `other`.
The grammar then sees "on Sept. 28, 2020" as *on month_short dot day31 comma year*: one
character each, so that a pattern over a whole report costs little.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

#: Classes that depend on form, not on a word list.
_FORMS = (
    "other", "blank", "comma", "dash", "dot", "open", "close", "possessive", "slash",
    "mark", "month_capitals", "meridiem", "clock", "clock_digits", "date", "year_month",
    "decade", "decade_short", "ordinal", "year", "year_short", "day12", "day24",
    "day31", "number", "number_short",
    "fraction",
)  # fmt: skip

_MARKS = {
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ".": "dot",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    "/": "slash",
}

#: A line shorter than this is not wrapped: its end is an end of what is said.
_WRAPPED_LINE = 45


@dataclass(frozen=True, slots=True)
class Words:
    """The symbols of a text and, in step with them, where each stands in the text."""

    text: str
    symbols: str
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """The word behind one symbol, in lower case."""
        return self.text[self.starts[index] : self.ends[index]].lower()


def words_of(text: str) -> Words:
    """The words of a text as classes.

    >>> len(words_of("On Sept. 28, 2020, at noon").symbols)
    9
    """
    known = _symbol_by_word()
    other = symbol("other")
    symbols: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        form = match.lastgroup
        start, end = match.span()
        if form == "word":
            mark = known.get(text[start:end], other)
        elif form == "mark":
            mark = known.get(text[start:end], _MARK)
        elif form == "blank":
            if _is_wrap(text, start, end):
                continue
            mark = symbol("blank")
        else:
            mark = symbol(_class_of_figures(form or "", text[start:end]))
        symbols.append(mark)
        starts.append(start)
        ends.append(end)
    return Words(text, "".join(symbols), starts, ends)


def symbol(name: str) -> str:
    """The symbol that stands for a word class."""
    return _alphabet()[name]


@lru_cache(maxsize=1)
def times_data() -> dict[str, Any]:  # a TOML table: its values are of many types
    """The word lists of `herodotus/data/times.toml`."""
    source = files("herodotus") / "data" / "times.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


_TOKEN = re.compile(
    r"""
    (?P<blank>\n\s*)
  | (?P<meridiem>[AaPp]\.\s?[Mm]\b\.?|(?<=\d)\s?[AaPp][Mm]\b)
  | (?P<oclock>[oO]['’][cC]lock\b)
  | (?P<word>[^\W\d_]+)
  | (?P<date>\d{4}(?:-\d\d-|/\d\d/)\d\d(?![-/]?\d)
      |\d{1,2}(?P<sep>[./])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![./]?\d))
  | (?P<year_month>\d{4}-(?:0[1-9])(?![\d-]))
  | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![:\d])|\d{1,2}\.\d\d(?=\s?[AaPp]\.?[Mm]\b))
  | (?P<decade>(?:1\d|20)\d0['’]?[sS]\b|['’‘]\d0[sS]\b)
  | (?P<decade_short>[2-9]0s\b)
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)\b)
  | (?P<fraction>(?:[13]/[24]|[12]/3)(?![\d/])|[½¼¾])
  | (?P<year_short>['’‘]\d\d\b)
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<possessive>['’]s\b|['’]S\b)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)


def _is_wrap(text: str, start: int, end: int) -> bool:
    """Whether a line end is only where a printer broke the line."""
    if text.count("\n", start, end) > 1:
        return False
    return start - text.rfind("\n", 0, start) > _WRAPPED_LINE


def _class_of_figures(form: str, figures: str) -> str:
    """The class of a number by what day or year it could be."""
    if form != "number":
        return form
    if not figures.isdecimal() or not figures.isascii():
        return "number"
    value = int(figures) if len(figures) < 5 else 0
    if len(figures) == 4:
        if 1000 <= value < 2200:
            return "year"
        return "clock_digits" if value < 2400 and value % 100 < 60 else "number"
    if len(figures) > 2 or not 1 <= value <= 31:
        return "number_short" if len(figures) == 2 else "number"
    return "day12" if value <= 12 else "day24" if value <= 24 else "day31"


@lru_cache(maxsize=1)
def _alphabet() -> dict[str, str]:
    """One character for each class: letters, which are plain in a pattern."""
    names = [*_FORMS, *times_data()["class"]]
    letters = [chr(code) for code in range(0x41, 0x250) if chr(code).isalpha()]
    return dict(zip(names, letters, strict=False))


@lru_cache(maxsize=1)
def _symbol_by_word() -> dict[str, str]:
    """The symbol of every known word, in each spelling that counts."""
    data = times_data()
    capitalised = set(data["capitalised"])
    found: dict[str, str] = {mark: symbol(name) for mark, name in _MARKS.items()}
    for name, words in data["class"].items():
        for word in words:
            if name not in capitalised:
                found[word] = symbol(name)
            found[word.capitalize()] = symbol(name)
            doubtful = name == "month_doubtful"
            found[word.upper()] = symbol("month_capitals" if doubtful else name)
    return found


_MARK = symbol("mark")
