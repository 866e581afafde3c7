"""One number, or a range of two: what its words are worth."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from herodotus.reading.quantities_lexicon import GAP, lexicon
from herodotus.reading.quantities_patterns import follows_month, is_counted

Kind = Literal["figures", "words", "vague", "article", "none"]

#: Figures longer than this are no number of people.
_MOST_FIGURES = 12


class Number(NamedTuple):
    """A number without modifiers.

    `factor` is the unit that a range may share ("three to five hundred"); `lead` is the
    word that opens a range ("between", "from"); `sound` is false for figures that are
    no whole number.
    """

    start: int
    end: int
    kind: Kind
    low: int
    high: int | None
    word: str
    approx: bool = False
    factor: int = 1
    lead: str = ""
    is_range: bool = False
    sound: bool = True

    @property
    def form(self) -> Literal["digits", "words", "vague", "article", "none"]:
        """How the number is written."""
        return "digits" if self.kind == "figures" else self.kind


def number_at(text: str, start: int) -> Number | None:
    """The number whose first word stands at `start`.

    >>> number_at("two hundred and twelve men", 0).low
    212
    """
    match = lexicon().number.match(text, start)
    if match is None:
        return None
    groups = match.groupdict()
    if groups["figures"] is not None:
        return _figures(text, match)
    word = " ".join(match[0].lower().split())
    if not word.isascii():  # a long s or a dotless i, which match as s and i
        return None
    end = match.end()
    if groups["article"] is not None:
        return Number(start, end, "article", 1, 1, word)
    if groups["none"] is not None:
        return Number(start, end, "none", 0, 0, word)
    known = lexicon()
    if groups["vague"] is not None:
        return Number(start, end, "vague", known.vague[word], None, word)
    if groups["factor"] is not None:
        factor = known.factors[" ".join(groups["factor"].lower().split())]
        unit = known.units[groups["factor_unit"].lower()]
        return Number(start, end, "vague", factor * unit, None, word)
    if groups["couple"] is not None:
        value = 2 * known.units[groups["couple_unit"].lower()]
        return Number(start, end, "words", value, value, word, approx=True)
    if groups["exact"] is not None:
        value = known.exact[word]
        return Number(start, end, "words", value, value, word)
    if groups["bare_unit"] is not None:
        value = known.units[word]
        return Number(start, end, "words", value, value, word)
    return _numeral(start, match)


_STEP = re.compile(r"\bby\s+$", re.IGNORECASE)


def range_from(text: str, number: Number, left: str) -> Number:
    """The range that a number begins, or the number itself.

    `left` is the text in front of the number and its modifiers.

    >>> text = "three to five hundred"
    >>> number = range_from(text, number_at(text, 0), "")
    >>> number.low, number.high
    (300, 500)
    """
    joined = lexicon().join.match(text, number.end)
    if joined is None or not number.sound:
        return number
    opening = _OPENING.search(left)
    lead = opening[1].lower() if opening else ""
    word = (joined["word"] or "").lower()
    if word and (word == "and") != (lead == "between"):
        return number
    other = number_at(text, joined.end())
    if other is None or not other.sound or other.kind in {"article", "none"}:
        return number
    if lead == "from" and _is_change(left):
        return number
    if word == "to" and _STEP.search(left):  # "raised its toll by one to six"
        return number
    low = number.low
    if number.kind == "vague" or other.kind == "vague":
        if number.kind != other.kind or word != "or" or other.low <= low:
            return number
        return number._replace(end=other.end)
    factor = other.factor
    if joined["dash"] and factor == 1 and low < 1000 <= other.low:
        factor = 1000 if other.low % 1000 == 0 and number.kind == "figures" else 1
    if factor > 1 and number.factor == 1 and low < other.low // factor:
        low *= factor
    if low >= other.low or (word == "to" and low == 0):
        return number
    return number._replace(
        end=other.end,
        low=low,
        high=other.high,
        approx=number.approx or other.approx,
        is_range=True,
        lead=lead if word in {"and", "to"} else "",
    )


def _figures(text: str, match: re.Match[str]) -> Number:
    start, end = match.span()
    figures, unit_word = match["figures"], match["figures_unit"]
    if unit_word is not None and not unit_word.isascii():
        unit_word, end = None, match.end("figures")
    plain = figures.replace("\u00a0", " ").replace("\u2009", " ").replace("\u202f", " ")
    if unit_word is None and len(plain) <= 3 and plain.isdecimal():
        tail = _SPACED.match(text, end)
        if tail and is_counted(text, tail.end()) and not follows_month(text, start):
            plain, end = plain + tail[0], tail.end()
    factor = lexicon().units[unit_word.lower()] if unit_word else 1
    if unit_word is None:
        short = _SHORT_UNIT.match(text, end)
        if short and is_counted(text, short.end()):
            factor, end = _SHORT[short[0].lower()], short.end()
    value = _worth(plain, factor)
    if value is None:
        return Number(start, end, "figures", 0, 0, plain, sound=False)
    return Number(start, end, "figures", value, value, plain, factor=factor)


def _worth(figures: str, factor: int) -> int | None:
    """The value of figures, or None where they are no whole number."""
    if not figures.isascii():
        return None
    if len(figures) > _MOST_FIGURES:
        return None
    if figures.isdecimal():
        return int(figures) * factor
    if _GROUPED.fullmatch(figures):
        return int(re.sub(r"\D", "", figures)) * factor
    if factor > 1 and _DECIMAL.fullmatch(figures):
        return round(float(figures.replace(",", ".")) * factor)
    return None


def _numeral(start: int, match: re.Match[str]) -> Number:
    unit_word = match["numeral_unit"]
    words = " ".join(match["numeral"].lower().split())
    end = match.end("numeral")
    try:
        value, factor = _spelled(words)
    except ValueError:  # words in an order that makes no number
        return Number(start, end, "words", 0, 0, words, sound=False)
    if unit_word:
        unit = lexicon().units[unit_word.lower()]
        value = value * unit + (unit // 2 if match["half"] else 0)
        factor *= unit
        end = match.end()
    elif match["half"] and factor > 1:
        value, end = value + factor // 2, match.end("half")
    word = words if not unit_word else f"{words} {unit_word.lower()}"
    return Number(start, end, "words", value, value, word, factor=factor)


@lru_cache(maxsize=4096)
def _spelled(words: str) -> tuple[int, int]:
    """The value of a number in words, and of the units that it ends with."""
    from text_to_num import text2num  # loaded when a report spells a number

    plain = re.sub(r"\b(?:an?)(?= )", "one", words)
    if plain.startswith(("hundred ", "thousand ")):
        plain = f"one {plain}"
    value = int(text2num(plain, "en"))
    factor = 1
    for word in reversed(re.split(r"[ -]", plain)):
        if word not in {"hundred", "thousand", "million"}:
            break
        factor *= lexicon().units[word]
    return value, factor


def _is_change(left: str) -> bool:
    """Whether "from A to B" tells a change: "rose from 17 to 19"."""
    leads = _change_leads()
    return any(word in leads for word in _WORD.findall(left.lower())[-8:])


@lru_cache(maxsize=1)
def _change_leads() -> frozenset[str]:
    return frozenset(lexicon().not_count["change_leads"])


_OPENING = re.compile(r"\b(between|from)\s+$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"(?: \d{3}){1,4}(?![\d.,:/%-]*\d)")
_SHORT = {"m": 1_000_000, "k": 1_000}
_SHORT_UNIT = re.compile(rf"[mk]\b(?={GAP})", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([, .'’])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d\d)+,\d{3}")
_DECIMAL = re.compile(r"\d{1,6}[.,]\d{1,3}")
