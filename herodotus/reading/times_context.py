"""What a time expression is read against: the report's day, the days told before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from herodotus.reading.times_grammar import Match
from herodotus.reading.times_lexicon import Words, symbol, times_data
from herodotus.reading.times_values import OPEN, Days


class Found(NamedTuple):
    """One expression as read: its words, TIMEX3 type and value, its days, its unit."""

    first: int
    last: int
    type: str
    value: str
    days: Days = OPEN
    unit: str = ""


@dataclass(slots=True)
class Moment:
    """Where the reading of a text stands.

    `reference` is the day told last, which "the next day" and "that year" go back to;
    `next_year` and `next_day` are of a date that the one being read is joined to ("from
    15 May to 16 August 1988"); `joined` is how it is joined to the one before it.
    """

    words: Words
    anchor: date | None
    reference: date | None = None
    reference_unit: str = ""
    reference_last: int = 0
    turned_back: bool = False
    next_year: int | None = None
    next_day: date | None = None
    joined: str = ""

    def go_on_from(self, reading: Found) -> None:
        """Take the first day of an expression for the day told last."""
        begin = reading.days[0]
        if begin is None or reading.unit in {"", "T"}:
            return
        before = self.reference
        self.turned_back = before is not None and begin.year < before.year
        self.reference, self.reference_unit = begin, reading.unit
        self.reference_last = reading.last

    def is_aside(self, rule: str, reading: Found) -> bool:
        """Whether a year is only looked at from the days that the text tells of.

        "A study of 2005 found that no attack came on 4 August" goes on in 1964, and
        so does "more than in the previous year".
        """
        begin, before = reading.days[0], self.reference
        if begin is None or before is None or reading.unit != "Y":
            return False
        if self.reference_unit not in {"D", "M"}:
            return False
        if rule != "year":
            return rule in {"rel_unit", "shift", "ago"}
        opens = any(
            self.is_class(reading.first - back, "dot", "blank") for back in (1, 2)
        )
        return not opens and abs(begin.year - before.year) > _FAR_YEARS

    def word(self, match: Match, role: str) -> str:
        """The first word of a part of a match, in lower case; "" where it has none."""
        span = match.parts.get(role)
        return self.words.word(span[0]) if span else ""

    def part(self, match: Match, role: str) -> list[str]:
        """All words of a part of a match, in lower case."""
        first, last = match.parts.get(role, (0, 0))
        return [self.words.word(index) for index in range(first, last)]

    def before(self, index: int) -> str:
        """The word before one, in lower case; "" at the beginning."""
        return self.words.word(index - 1) if index else ""

    def after(self, index: int) -> str:
        """The word at an index, in lower case; "" past the end."""
        return self.words.word(index) if index < len(self.words.symbols) else ""

    def is_class(self, index: int, *names: str) -> bool:
        """Whether the word at an index is of one of these classes."""
        symbols = self.words.symbols
        return 0 <= index < len(symbols) and symbols[index] in map(symbol, names)

    def in_a_name(self, index: int) -> bool:
        """Whether a capitalised word goes on a name, as in "Russia Today"."""
        words, text = self.words, self.words.text
        if not index or words.ends[index - 1] + 1 != words.starts[index]:
            return False
        before = text[words.starts[index - 1] : words.ends[index - 1]]
        own = text[words.starts[index] : words.ends[index]]
        return own.istitle() and before[:1].isupper()

    def edge(self, match: Match) -> str:
        """Which part of a period "the end of" and the like, standing first, mean."""
        for index in range(match.first, min(match.first + 2, match.last)):
            if self.after(index) in _EDGES:
                return _EDGES[self.after(index)]
        return ""

    def link(self, last: int, first: int) -> str:
        """How two expressions are joined: "to", "and", "or", or "" not at all."""
        if not 0 < first - last < 5:
            return ""
        words = [self.words.word(index) for index in range(last, first)]
        if words[0] == ",":
            words = [] if words[1:2] in (["until"], ["till"]) else words[1:]
        if not words or not set(words[1:]) <= _AFTER_LINK:
            return ""
        if words[0] in {"-", "–", "—"} and set(words[1:]) - {"the"}:
            return ""
        return _LINKS.get(words[0], "")

    def same_sentence(self, first: int, last: int) -> bool:
        """Whether no full stop or blank line stands between two words."""
        between = range(first, last)
        return not any(self.is_class(index, "dot", "blank") for index in between)

    def leaning(self, first: int, last: int) -> str:
        """Whether the clause speaks of the "future" or the "past", or "" unclear.

        The nearest cue before the expression in its sentence counts; if there is none,
        the first one after it.
        """
        text = self.words.text
        start, end = self.words.starts[first], self.words.ends[last - 1]
        cue = ""
        left = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
        for match in _cues().finditer(left):
            cue = match.lastgroup or ""
        if not cue:
            right = _SENTENCE_END.split(text[end : end + _REACH])[0]
            found = _cues().search(right)
            cue = (found.lastgroup or "") if found else ""
        return cue


_EDGES = {
    "beginning": "early", "start": "early", "outset": "early", "middle": "mid",
    "end": "late",
}  # fmt: skip
_LINKS = {
    "-": "to", "–": "to", "—": "to", "to": "to", "through": "to", "until": "to",
    "till": "to", "into": "to", "and": "and", "or": "or", "/": "or",
}  # fmt: skip
_AFTER_LINK = frozenset(["the", "of", "on", "in", "early", "late", "mid", "-"])

#: A history does not go on from a year further away, unless it opens a sentence.
_FAR_YEARS = 10

#: How many characters before or after an expression may tell its tense.
_REACH = 60

_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2}|\d\d|['\"”’)]{2}|\w['\"”’)])[.!?;:]+['\"”’)]*\s+(?=[A-Z\d'\"“‘(`])"
    r"|\n\s*\n|\n(?=\s+)"
)


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    tense = times_data()["tense"]

    def either(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    return re.compile(
        rf"(?<!\w)(?:(?P<future>(?i:{either(tense['future'])})"
        r"(?:(?:\s+[a-z]+)?\s+be\b)?(?:(?<=\bbe)\s+[a-z]+)?)"  # "will still be held"
        rf"|(?P<past>(?i:{either(tense['past'])})|[a-z]+ed|[A-Z]{{3,}}ED))(?!\w)"
    )
