"""The words of numbers, as patterns made once from `data/quantities.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

#: A gap between two words of one phrase: blanks, and at most one end of line.
GAP = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_TO_99 = rf"(?:(?:{_TENS})(?:(?:-|{GAP})(?:{_ONES})\b(?!-year))?|{_TEENS}|{_ONES})"
_REST = rf"(?:{GAP}(?:and{GAP})?{_TO_99}\b)?"
_TO_999 = rf"(?:(?:{_TO_99}|an?){GAP}hundred\b{_REST}|{_TO_99})"
_LARGE = rf"(?:{_TO_999}|an?|hundred)(?:-|{GAP})(?:million|thousand)\b"
#: A number in words, from "one" to "two million three hundred thousand and five".
_NUMERAL = rf"(?:zero|(?:{_LARGE}{GAP}(?:and{GAP})?){{0,2}}(?:{_LARGE}|{_TO_999})\b)"

_FIGURES = (
    r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,4}(?!\d)"
    r"|\d(?:[\d.,:/'’]*\d)?"
)


class Modifier(NamedTuple):
    """What words before or after a number do to it."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """The tables, and the patterns made from them."""

    vague: dict[str, int]
    factors: dict[str, int]
    exact: dict[str, int]
    units: dict[str, int]
    before: dict[str, str]
    before_last: frozenset[str]
    longest_before: int
    trigger: re.Pattern[str]
    number: re.Pattern[str]
    join: re.Pattern[str]
    after: re.Pattern[str]
    after_kinds: dict[str, str]
    not_count: dict[str, list[str]]
    counted: dict[str, list[str]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of `data/quantities.toml`, compiled."""
    data = _data()
    vague: dict[str, int] = data["vague"]
    factors: dict[str, int] = data["vague_factor"]
    exact: dict[str, int] = data["exact"]
    units: dict[str, int] = data["unit"]
    before = {word: kind for kind, words in data["before"].items() for word in words}
    after = {
        kind: phrases(words)
        for kind, words in data["after"].items()
        if kind not in {"more", "others"}
    }
    return Lexicon(
        vague=vague,
        factors=factors,
        exact=exact,
        units=units,
        before=before,
        before_last=frozenset(words.split()[-1] for words in before),
        longest_before=max(len(words.split()) for words in before),
        trigger=_trigger([*vague, *factors, *exact]),
        number=_number(vague, factors, exact, units),
        join=_join(data["between"]["hedges"]),
        after=_after(after, data["after"]["more"], data["after"]["others"]),
        after_kinds={kind: kind for kind in after},
        not_count=data["not_count"],
        counted=data["counted"],
    )


def phrases(words: Iterable[str]) -> str:
    """Alternatives, longest first, whose blanks match any gap.

    >>> import re
    >>> bool(re.fullmatch(phrases(["at least"]), "at\\n least"))
    True
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", GAP) for word in ordered)


def bounded(words: Iterable[str]) -> str:
    """Alternatives that end where a word ends."""
    return rf"(?:{phrases(words)})(?!\w)"


def _data() -> dict[str, Any]:  # whatever TOML holds
    source = files("herodotus") / "data" / "quantities.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _trigger(words: list[str]) -> re.Pattern[str]:
    """Any word that a number could begin with."""
    firsts = {re.split(r"[ -]", word)[0] for word in words}
    firsts |= set(f"{_ONES}|{_TEENS}|{_TENS}|zero|hundred|thousand".split("|"))
    firsts |= {"a", "an", "another", "no", "none", "nobody", "couple", "pair", "not"}
    alternatives = "|".join(sorted(firsts, key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:\d|(?:{alternatives})\b)", re.IGNORECASE)


def _number(
    vague: dict[str, int],
    factors: dict[str, int],
    exact: dict[str, int],
    units: dict[str, int],
) -> re.Pattern[str]:
    """One number, without modifiers; the name of the group says how to value it."""
    unit = phrases(units)
    half = rf"(?:{GAP}and{GAP}a{GAP}half)?"
    factor = phrases(factors)
    pattern = rf"""
      (?P<figures>{_FIGURES})(?:{half}(?:-|{GAP})?(?P<figures_unit>{unit})\b)?
    | (?P<none>nobody|no{GAP}one|none|not{GAP}one|not{GAP}a{GAP}single|no)\b
    | (?:a{GAP})?(?P<couple>couple|pair){GAP}(?:of{GAP})?(?P<couple_unit>{unit})\b
    | (?P<factor>{factor}){GAP}(?P<factor_unit>{unit})\b(?!s)
    | (?P<vague>{phrases(vague)})\b
    | (?P<numeral>{_NUMERAL})(?P<half>{GAP}and{GAP}a{GAP}half)?
      (?:(?:-|{GAP})(?P<numeral_unit>{unit})\b)?
    | (?P<exact>{phrases(exact)})\b
    | (?P<bare_unit>hundred|thousand|million)\b
    | (?P<article>another|an?)\b
    """
    return re.compile(pattern.replace("\n", ""), re.IGNORECASE | re.VERBOSE)


def _join(hedges: list[str]) -> re.Pattern[str]:
    """What stands between the two ends of a range."""
    return re.compile(
        rf"(?:{GAP}?(?P<dash>-|–|—|‒){GAP}?|{GAP}(?P<word>to|or|and){GAP})"
        rf"(?P<hedge>(?:(?:{phrases(hedges)}){GAP})?)",
        re.IGNORECASE,
    )


def _after(
    kinds: dict[str, str], more: list[str], others: list[str]
) -> re.Pattern[str]:
    """Modifiers behind a number, then "more", then "others"."""
    groups = "|".join(
        rf"(?P<{kind}>{pattern.replace(GAP, GAP)})" for kind, pattern in kinds.items()
    )
    return re.compile(
        rf"(?:(?:{GAP})?(?:{groups})(?!\w))?"
        rf"(?:{GAP}(?P<more>{phrases(more)})(?!\w|{GAP}(?:than|or{GAP}less)\b))?"
        rf"(?:{GAP}(?:of{GAP})?(?P<others>{phrases(others)})(?!\w))?",
        re.IGNORECASE,
    )
