"""Which strings of words tell a time: a small grammar over word classes.

Each rule is a name and a pattern. A lower-case word in a pattern is a word class of
`herodotus/data/times.toml`, a capitalised one a part defined in `_PARTS`, and
`[role: X]` keeps what X matched for `times_resolve.py`, which has a function for each
rule. The longest match wins, then the earlier rule; so "the early 1990s" is never also
"1990s".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from herodotus.reading.times_lexicon import Words, symbol


class Match(NamedTuple):
    """One stretch of words that a rule takes for a time expression."""

    rule: str
    first: int
    last: int  # the index after the last word
    parts: dict[str, tuple[int, int]]


def matches(words: Words) -> list[Match]:
    """The expressions of a text, in order, not overlapping.

    >>> from herodotus.reading.times_lexicon import words_of
    >>> [match.rule for match in matches(words_of("on 3 May, and again Sunday night"))]
    ['day_month', 'weekday']
    """
    if not _triggers().search(words.symbols):
        return []
    found = [match for rule in _rules() for match in _apply(rule, words.symbols)]
    found.sort(key=lambda match: (match.first - match.last, match.first))
    taken = bytearray(len(words.symbols))
    kept = []
    for match in found:
        if not any(taken[match.first : match.last]):
            taken[match.first : match.last] = b"\x01" * (match.last - match.first)
            kept.append(match)
    return sorted(kept, key=lambda match: match.first)


_PARTS = {
    "DAY": "(day12|day24|day31)",
    "NDAY": "(day12|day24|day31|ordinal)",
    "MONTH": "(month|month_doubtful|month_capitals|month_short dot?)",
    "ONLY_MONTH": "(month|month_short dot)",
    "WEEKDAY": "(weekday|weekday_short dot?)",
    "ANY_WEEKDAY": "(weekday|(weekday_short|weekday_doubtful) dot?)",
    "NUMBER": (
        "((day12|day24|day31|number|number_short|year) fraction?"
        "|cardinal (dash? cardinal)*)"
    ),
    "AMOUNT": "(NUMBER|a several (of)?|several|a half|half a)",
    "DATE_UNIT": "(unit_day|unit_date|units_date)",
    "UNIT": "(unit_day|unit_date|units_date|unit_clock|units_clock|ordinal_word)",
    "ONE": "(unit_day|unit_date)",
    "JOIN": "(dash|to|until|and|or)",
    "NTH": "((cardinal dash)? ordinal_word|ordinal)",
    "SHADE": "(early dash?)",
    "NOT_COUNTED": "(?! counted|more|DATE_UNIT|unit_clock|units_clock|dash? DATE_UNIT)",
    "EDGE": "(the? begin of)",
    "MONTH_DAY": (
        "([weekday: ANY_WEEKDAY] comma?)? [rel: last|this|next]? [month: MONTH] the? "
        "[day: NDAY]"
    ),
    "ON_A_DAY": "(?<= on|the|since|until|from|before|after|by|to|past|possessive)",
}

# What may stand before "May" or "March" when it is a month, and before "MAY".
_BEFORE_MONTH = (
    "in", "since", "of", "until", "by", "from", "to", "during", "between", "and", "or",
    "this", "the", "before", "after", "dash",
)  # fmt: skip
_BEFORE_CAPITALS = ("in", "since", "of", "until", "from", "during", "early")

_RULES: dict[str, str] = {
    "date": "([weekday: ANY_WEEKDAY] comma?)? [date: date]",
    "year_month": "year_month",
    "day_month": (
        "the? ([weekday: ANY_WEEKDAY] comma? the?)? [day: NDAY|ordinal_word (?=of)] "
        "(of? [month: MONTH] (comma? [year: year] (?! zone)|[year2: year_short]"
        "|[year2: number_short] NOT_COUNTED"
        "|[year2: DAY|number_short] (?= dash|blank|close|comma|open)"
        "|of [that: that|the same] unit_date)?"
        "|dash [month: MONTH] dash ([year: year]|[year2: DAY|number_short]))"
    ),
    "days_month": (
        "the? NDAY ((comma) NDAY)* (JOIN the? NDAY) of? [month: MONTH] "
        "(comma? [year: year] (?! zone))?"
    ),
    "month_day": "ON_A_DAY MONTH_DAY|MONTH_DAY NOT_COUNTED",
    "month_day_year": (
        "([weekday: ANY_WEEKDAY] comma?)? [month: MONTH] the? [day: NDAY] "
        "((comma|of)? [year: year] (?! zone|counted|more)"
        "|of [that: that|the same] unit_date)"
    ),
    "month_days": (
        "[month: MONTH] NDAY (comma NDAY)* (JOIN the? NDAY) (?! of? MONTH) NOT_COUNTED "
        "(comma? [year: year] (?! zone|counted|more))?"
    ),
    "weekday_day": (
        "[weekday: WEEKDAY] comma? the? [day: NDAY] NOT_COUNTED (?! of? MONTH)"
    ),
    "month_year": (
        "(EDGE|the? [shade: early] dash?)? [month: MONTH] (comma|of)? "
        "([year: year]|[year2: year_short])"
    ),
    "month_that_year": (
        "[shade: early]? dash? [month: MONTH] of? the? "
        "[rel: this|that|last|next|same|following|past] same? [unit: unit_date]"
    ),
    "month": (
        "(EDGE|the? [shade: early] dash?)? "
        "(the? [rel: last|next|this|past|following])? [month: ONLY_MONTH]"
    ),
    "month_shaded": (
        "((EDGE|the? [shade: early] dash?) [rel: last|next|this|past]?"
        "|the? [rel: last|next|past|following]) [month: MONTH]"
    ),
    "month_doubtful": "(?<= BEFORE_MONTH) [month: month_doubtful]",
    "month_capitals": "(?<= BEFORE_CAPITALS) [month: month_capitals]",
    "clock_at": (
        "(?<= at) ([clock: clock_digits]|[clock: year] "
        "(?= open|comma|this|on|today|tonight))"
    ),
    "year": (
        "(EDGE|the? [shade: early] dash? (in)?|the unit_date)? "
        "([year: year]|[year2: year_short])"
    ),
    "part_of_period": (
        "the [which: last|ordinal_word] [amount: NUMBER]? [unit: DATE_UNIT] of "
        "([month: MONTH] (comma? [year: year])?|[year: year])"
    ),
    "year_span": "[year: year] (dash|slash) [year2: DAY|number_short] (?! dash|slash)",
    "years_ago_era": "(early|a)? [year: NUMBER] [era: era]",
    "decade": (
        "(the? [shade: early] dash? (the)? [decade: decade|decade_short]"
        "|the? [decade: decade]) [era: era]?"
    ),
    "century": (
        "(the? [shade: early] dash?|the)? [nth: NTH] dash? [unit: unit_date] "
        "[era: era]?"
    ),
    "season": (
        "(the? [shade: early] dash?)? "
        "(the (?= next|past|following season))? "
        "[rel: the|this|last|next|that|past|following|same]? same? [shade2: early]? "
        "[season: season] "
        "(of? (the? [year: year]|[of_year: this|that|last|next] unit_date))?"
        "|the? [year: year] [season: season]"
    ),
    "weekday": (
        "(this (?= past))? [rel: last|next|this|past|following]? [weekday: WEEKDAY] "
        "[part: daypart|noon|overnight]?"
    ),
    "weekdays": "every? [weekday: weekdays|weekends|workdays]",
    "every_weekday": (
        "every [weekday: weekday] [part: daypart]?|[weekday: weekday] [part: nights]"
    ),
    "every_part": "every [part: daypart]|(?<= at|in) [part: nights]",
    "nth_of_month": (
        "(?<= on|until|since|by|from|to) the [day: ordinal] (?= comma|dot|close|blank)"
    ),
    "today": "[shade: early]? [day: today] [part: daypart|noon]?",
    "day_from_today": "the unit_day [way: before|after] [day: today]",
    "tonight": "tonight",
    "overnight": "overnight",
    "this_part": "[rel: this|last] early? [part: daypart]",
    "that_part": (
        "(the? early (the|that))? "
        "[rel: that|the same|the following|the next|next|the past"
        "|the (?= early? daypart)] same? early? [part: daypart] (units_clock)?"
    ),
    "early_hours": "the (early (daypart)?|small) units_clock",
    "clock": "[clock: clock] [half: meridiem]? (units_clock|zone)?",
    "hour": "[hour: day12] [half: meridiem] zone?|[hour: day12|cardinal] oclock",
    "hour_part": "[hour: day12|cardinal] in the [part: daypart]",
    "clock_digits": "[clock: clock_digits|year] (zone|units_clock)",
    "noon": "[part: noon]",
    "ago": "[amount: AMOUNT|a]? more? [unit: UNIT] ago",
    "shift": (
        "[amount: AMOUNT|a|the]? more? [unit: UNIT] "
        "[way: earlier|before|after|following|past]"
    ),
    "rel_amount": (
        "the? [rel: last|past|next|following|recent] [amount: AMOUNT|so] more? "
        "[unit: UNIT]"
    ),
    "amount_rel": (
        "the? [amount: AMOUNT] [rel: past|following|next|last] "
        "[unit: units_date|units_clock]"
    ),
    "rel_units": (
        "the? [rel: past|last|next|following|recent] [unit: units_date|units_clock]"
    ),
    "rel_unit": (
        "(EDGE|the? [shade: early|earlier] dash? (in)?)? the? "
        "[rel: this|last|next|that|the following|same|past|following] same? "
        "[unit: unit_day|unit_date|unit_clock]"
    ),
    "in_the_unit": "[shade: earlier|early] in the [unit: ONE]",
    "edge_of_unit": "EDGE the [unit: ONE]|[unit: unit_date] dash begin",
    "weekend": "(EDGE)? [rel: the|this|last|next|past|the past]? [unit: weekend]",
    "part_of_year": (
        "the? [nth: ordinal_word|early|last] [which: half|unit_quarter] of the? "
        "([year: year]|[rel: this|last|next|that] unit_date)"
    ),
    "nth_quarter": "the [nth: ordinal_word] [which: unit_quarter] (?! of)",
    "quarter": "the? [rel: this|last|next] unit_quarter",
    "duration": "[amount: AMOUNT|a] more? dash? [unit: UNIT] (dash? long)?",
    "duration_half": (
        "[amount: NUMBER|a] [unit: UNIT] and (a|NUMBER)? dash? a? dash? half "
        "[ago: ago]?"
        "|[amount: NUMBER] and (a|NUMBER) half [unit: UNIT] [ago: ago]?"
    ),
    "duration_unit": "[unit: unit_day|unit_date|units_date] dash long",
    "duration_units": "[unit: units_date|units_clock]",
    "daily": "[unit: daily]",
    "every_unit": "every [amount: NUMBER|several|other_one]? [unit: UNIT]",
    "per_unit": "per [unit: unit_day|unit_date|unit_clock]",
    "nth_day": (
        "[det: a|the|his] [nth: NTH] more? dash? [unit: unit_day|unit_date|daypart] "
        "(?! dash)"
    ),
    "now": (
        "[now: now]|the? this unit_day|these units_date (?! dash)"
        "|(?<= at) (present|the moment)|present dash? unit_day"
    ),
    "recently": "[now: recently]",
    "future": "the? [now: future]",
    "in_the_past": "(?<= in) the past (?! dash|AMOUNT|UNIT)",
    "holiday": (
        "[rel: last|this|next]? [holiday: holiday] "
        "([eve: eve]|[day: unit_day|weekday])? (comma? [year: year])?"
    ),
    "new_year": "new unit_date possessive [day: unit_day|eve] (comma? [year: year])?",
    "september_11": "[day: day12] slash [month: day12] (?! slash)",
    "iso_week": "unit_date [week: DAY] of [year: year]",
}


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(_compiled(text))) for name, text in _RULES.items())


@lru_cache(maxsize=1)
def _triggers() -> re.Pattern[str]:
    """Any class without which no rule can match."""
    names = """
        month month_short month_doubtful month_capitals weekday weekday_short weekdays
        weekday_doubtful holiday new season unit_day unit_date unit_quarter unit_clock
        units_date units_clock weekend daypart noon overnight tonight today now recently
        past future daily clock clock_digits date year_month decade decade_short year
        year_short meridiem era slash weekends workdays nights present moment ordinal
        oclock
    """
    return re.compile("[" + "".join(symbol(name) for name in names.split()) + "]")


def _apply(rule: tuple[str, re.Pattern[str]], symbols: str) -> Iterator[Match]:
    name, pattern = rule
    for match in pattern.finditer(symbols):
        parts = {
            role.partition("__")[0]: match.span(role)
            for role, found in match.groupdict().items()
            if found is not None
        }
        yield Match(name, match.start(), match.end(), parts)


def _compiled(text: str) -> str:
    """A pattern over word classes as a regular expression over symbols."""
    text = text.replace("BEFORE_MONTH", "|".join(_BEFORE_MONTH))
    text = text.replace("BEFORE_CAPITALS", "|".join(_BEFORE_CAPITALS))
    while re.search(r"\b[A-Z]{2}", text):
        text = re.sub(r"\b[A-Z_]{2,}\b", lambda part: _PARTS[part[0]], text)
    roles: Counter[str] = Counter()

    def role(match: re.Match[str]) -> str:
        roles[match[1]] += 1
        return f"(?P<{match[1]}__{roles[match[1]]}>"

    text = re.sub(r"\[(\w+):", role, text).replace("]", ")")
    pieces = re.split(r"(\(\?P<\w+>|\(\?<?[=!])", text)
    return "".join(
        piece if piece.startswith("(?") else _symbols_in(piece) for piece in pieces
    )


def _symbols_in(piece: str) -> str:
    named = re.sub(r"[a-z]\w*", lambda word: symbol(word[0]), piece)
    plain = re.sub(r"\s+", "", named)
    return re.sub(r"\((?!\?)", "(?:", plain)
