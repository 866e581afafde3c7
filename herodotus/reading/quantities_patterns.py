"""The patterns behind the rules of `quantities_exclusions`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from herodotus.reading.quantities_lexicon import GAP, bounded, lexicon, phrases


def is_counted(text: str, end: int, *, people: bool = False) -> bool:
    """Whether what follows a number reads like things, or people, that are counted."""
    pattern = patterns().people if people else patterns().counted
    return pattern.match(text, end) is not None


def follows_month(text: str, start: int) -> bool:
    """Whether a number stands right behind the name of a month."""
    return patterns().month_before.search(text[max(0, start - 24) : start]) is not None


class Patterns(NamedTuple):
    """One pattern a table; those named `..._before` end where a number begins."""

    counted: re.Pattern[str]
    people: re.Pattern[str]
    units: re.Pattern[str]
    one_unit: re.Pattern[str]
    currency: re.Pattern[str]
    money: re.Pattern[str]
    month_after: re.Pattern[str]
    month_before: re.Pattern[str]
    in_month: re.Pattern[str]
    day_month: re.Pattern[str]
    clock: re.Pattern[str]
    designator: re.Pattern[str]
    score: re.Pattern[str]
    age: re.Pattern[str]
    count_tail: re.Pattern[str]
    compound: re.Pattern[str]
    fraction: re.Pattern[str]
    one_before: re.Pattern[str]
    one_alone: re.Pattern[str]
    one_after: re.Pattern[str]
    many: re.Pattern[str]
    scores: re.Pattern[str]
    no: re.Pattern[str]
    article: re.Pattern[str]


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The patterns, made once from the tables of `data/quantities.toml`."""
    table, counted = lexicon().not_count, lexicon().counted
    ignore = re.IGNORECASE
    month = _month_names(table["months"])
    stops = rf"(?!{bounded(counted['stops'])})"
    not_plural = rf"(?!{bounded(counted['not_plural'])})"
    plural = rf"(?:{bounded(counted['plurals'])}|[^\W\d_]{{2,}}[^\Ws]s(?![\w'’]))"
    between = rf"(?:{GAP}{stops}[^\W\d][\w'’-]*)"
    before_units = rf"(?:{phrases(table['before_units'])}){GAP}"
    thing = bounded(table["not_a_unit_before"])
    list_of_days = r"(?:\s?(?:-|–|,|and|AND|to|TO|or|OR|&)\s?\d{1,2}){0,4}"
    return Patterns(
        counted=re.compile(rf"{between}{{0,3}}?{GAP}{not_plural}{plural}", ignore),
        people=re.compile(
            rf"{between}{{0,1}}?{GAP}{bounded(counted['people'])}", ignore
        ),
        units=re.compile(
            rf"(?:{GAP}|-)?(?:{before_units}){{0,3}}{bounded(table['units'])}(?!-\d)",
            ignore,
        ),
        one_unit=re.compile(
            rf"(?:{GAP}|-)(?:{before_units}){{0,3}}"
            rf"{bounded([*table['units_singular'], *table['units']])}"
            rf"(?!-|{GAP}{thing})",
            ignore,
        ),
        currency=re.compile(
            rf"(?:{GAP}|-)?(?:(?:of|more|worth{GAP}of|us|u\.s\.){GAP}){{0,2}}"
            rf"(?:{bounded(table['currencies'])}|[$€£])",
            ignore,
        ),
        money=re.compile(
            rf"(?:{phrases(table['money_signs'])}"
            rf"|\b(?:{phrases(table['money_codes'])}))\s?$",
            ignore,
        ),
        month_after=re.compile(
            rf"{list_of_days}(?:st|nd|rd|th)?[\s-]{{1,2}}(?:of\s)?(?:{month})\b"
        ),
        month_before=re.compile(
            rf"\b(?:{month})\.?[\s-]+(?:\d{{1,2}}\s?(?:-|–|and|AND|to|TO|or|OR|&)\s?)*$"
        ),
        in_month=re.compile(rf"\bin\s(?:\w+\s)?(?:{month})\.?\s+$", ignore),
        day_month=re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)?[\s-](?:{month})\.?,?[\s-]+$"),
        clock=re.compile(rf"{GAP}?{bounded(table['clock'])}", ignore),
        designator=re.compile(
            rf"\b((?i:{phrases(table['designators'])})"
            rf"|{_capitalised(table['designators_capital'])}){GAP}"
            rf"(\d+{GAP}?(?:-|and|AND|to|TO|or|OR|&){GAP}?)*$"
        ),
        score=re.compile(
            rf"\b(?:{phrases(table['score_leads'])})\b[^.;\n]{{0,20}}$", ignore
        ),
        age=re.compile(
            rf"\baged?s?{GAP}(?:[\w-]+{GAP}(?:and|to|or){GAP})?(?:\w+{GAP}){{0,2}}$"
            rf"|\b(?:{phrases(table['aged_one'])}){GAP}of{GAP}$"
            rf"|\b(?:{phrases(table['aged_many'])}){GAP}(?:aged{GAP})?"
            rf"(?:under|over|below|above|(?:older|younger){GAP}than){GAP}$",
            ignore,
        ),
        count_tail=re.compile(rf",{GAP}{bounded(table['count_tails'])}", ignore),
        compound=re.compile(
            rf"-(?!(?:{phrases(table['people_compounds'])}|plus|odd|strong|some|ish)"
            rf"(?!\w))(?:[^\W\d_]|{GAP}(?:and|or|to){GAP})",
            ignore,
        ),
        fraction=re.compile(
            rf"(?:-|{GAP})(?:{phrases(table['fractions'])})(?!\w|{GAP}(?:person|man))",
            ignore,
        ),
        one_before=re.compile(rf"\b(?:{phrases(table['one_before'])}){GAP}$", ignore),
        one_alone=re.compile(
            rf"\b(?:{phrases(table['one_before_alone'])}){GAP}$"
            rf"|\b(?:an?|the|another){GAP}\w+{GAP}$",
            ignore,
        ),
        one_after=re.compile(
            rf"{GAP}?{bounded(table['one_after'])}"
            rf"|{GAP}of{GAP}(?:\w+{GAP}){{0,2}}"
            rf"(?:\w+est|most|least|first|last|main|key|few|only|many|biggest)\b"
            rf"|{GAP}in{GAP}(?:every{GAP})?(?:two|three|four|five|six|ten|\d{{1,3}})\b",
            ignore,
        ),
        many=re.compile(rf"\b(?:{phrases(table['many_before'])}){GAP}$", ignore),
        scores=re.compile(rf"\b(?:{phrases(table['scores_before'])}){GAP}$", ignore),
        no=re.compile(rf"{GAP}?{bounded(table['no_after'])}", ignore),
        article=re.compile(rf"{GAP}{bounded(table['after_article'])}", ignore),
    )


def _capitalised(words: list[str]) -> str:
    """Alternatives that match only with their first letter a capital."""
    return phrases(word[:1].upper() + word[1:] for word in words)


def _month_names(months: list[str]) -> str:
    """Months as they are printed: in lower case "may" and "march" are other words."""
    return phrases({form for name in months for form in (name.title(), name.upper())})
