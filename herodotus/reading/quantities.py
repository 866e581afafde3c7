"""How many: the numbers of a text that count something, with what hedges them.

The bounds follow the conventions of docs/codebook.md: "at least 12" is 12 or more,
"up to 30" is none to 30, "dozens" are 24 or more. The tables, with their sources, are
in `data/quantities.toml`. Dates, years, ages, money, measures, scores and names with a
number in them are no quantities (see `quantities_exclusions`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from herodotus.reading.quantities_exclusions import Candidate, exclusion
from herodotus.reading.quantities_lexicon import Modifier, lexicon
from herodotus.reading.quantities_numbers import Number, number_at, range_from

Form = Literal["digits", "words", "vague", "article", "none"]

#: How far before a number its modifiers are looked for.
_REACH = 72


class Quantity(NamedTuple):
    """A count as it is worded, and the least and most it can mean.

    `start..end` is the phrase with its modifiers, `number_start..number_end` the number
    alone. `low` and `high` bound it; a `high` of None is open. `form` says how it is
    written: "article" for "a", "an" and bare "another", "none" for "no" and "nobody".
    `more` marks an addition to an earlier toll, `others` people beside those just told.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: int | None
    high: int | None
    approx: bool = False
    form: Form = "digits"
    more: bool = False
    others: bool = False


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The counts of a text, in order; they do not overlap.

    >>> for q in find_quantities("At least 14 died, two others are missing."):
    ...     q.low, q.high, q.others
    (14, None, False)
    (2, 2, True)
    >>> find_quantities("On 28 September 2020 a 34-year-old paid $50.")[0].form
    'article'
    """
    found: list[Quantity] = []
    at = 0
    for trigger in lexicon().trigger.finditer(text):
        if trigger.start() < at:
            continue
        number = number_at(text, trigger.start())
        if number is None:
            continue
        if number.kind in {"article", "none"}:
            quantity, at = _simple(text, number), number.end
        else:
            quantity, at = _counted(text, number, found)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _simple(text: str, number: Number) -> Quantity | None:
    """An article or a "no", which take no modifiers."""
    candidate = _candidate(text, number, number.start, ())
    if exclusion(candidate) is not None:
        return None
    return Quantity(
        start=number.start,
        end=number.end,
        number_start=number.start,
        number_end=number.end,
        low=number.low,
        high=number.high,
        form="article" if number.kind == "article" else "none",
        more=text[number.start : number.end].lower() == "another",
    )


def _counted(
    text: str, number: Number, found: list[Quantity]
) -> tuple[Quantity | None, int]:
    """A number with its modifiers, if it counts something, and where to read on."""
    before = _before(text, number.start, _floor(found))
    first = before[-1].start if before else number.start
    number = range_from(text, number, text[max(0, first - _REACH) : first])
    start = number.start
    words = tuple(_plain(text[m.start : m.end]) for m in before)
    if not number.sound or exclusion(_candidate(text, number, start, words)):
        return None, number.end
    if number.lead:  # "between", "from"
        first = text.lower().rindex(number.lead, 0, first)
    after = lexicon().after.match(text, number.end)
    kinds = [m.kind for m in before]
    more = others = False
    end = number.end
    if after is not None:
        kinds = [k for k in lexicon().after_kinds if after[k] is not None] + kinds
        more, others = after["more"] is not None, after["others"] is not None
        end = after.end()
    low, high, approx = _bounds(number, kinds)
    while found and found[-1].end > first:
        found.pop()
    return Quantity(
        start=first,
        end=end,
        number_start=start,
        number_end=number.end,
        low=low,
        high=high,
        approx=approx,
        form=number.form,
        more=more or "more" in kinds,
        others=others,
    ), end


def _candidate(
    text: str, number: Number, start: int, words: tuple[str, ...]
) -> Candidate:
    return Candidate(
        text=text,
        start=start,
        end=number.end,
        kind=number.kind,
        word=number.word,
        value=number.low if number.form in {"digits", "words", "article"} else None,
        is_range=number.is_range,
        before=words,
    )


def _floor(found: list[Quantity]) -> int:
    """Where the modifiers of a next number may begin: "a further" gives up its "a"."""
    for quantity in reversed(found):
        if quantity.form not in {"article", "none"}:
            return quantity.end
    return 0


def _before(text: str, start: int, floor: int) -> list[Modifier]:
    """The modifiers in front of a number, the nearest first."""
    known = lexicon()
    low = max(floor, start - _REACH)
    window = text[low:start]
    cut = _PARAGRAPH.split(window)[-1] if "\n" in window else window
    low += len(window) - len(cut)
    tokens = [(m[0].lower(), m.start() + low) for m in _TOKEN.finditer(cut)]
    found: list[Modifier] = []
    end = start
    while tokens and tokens[-1][0] in known.before_last:
        for size in range(min(known.longest_before, len(tokens)), 0, -1):
            phrase = " ".join(word for word, _ in tokens[-size:])
            kind = known.before.get(phrase)
            if kind is not None:
                begin = tokens[-size][1]
                found.append(Modifier(kind, begin, end))
                del tokens[-size:]
                end = begin
                break
        else:
            break
    return found


def _bounds(number: Number, kinds: list[str]) -> tuple[int, int | None, bool]:
    """The bounds of a number when its modifiers, nearest first, have been applied.

    A vague number is open above from the start, and "at least" leaves it so; what a
    nearer modifier has opened, a farther one does not close again.
    """
    low, high, approx = number.low, number.high, number.approx
    opened = False
    for kind in kinds:
        if kind == "approx":
            approx = True
        elif kind == "at_least":
            high, opened = None, True
        elif kind == "more_than" and not opened:
            low, high, opened = (low if high is None else low + 1), None, True
        elif kind == "up_to" and not opened:
            low = 0
        elif kind == "less_than" and not opened:
            low, high = 0, (None if high is None else max(high - 1, 0))
    return low, high, approx


@lru_cache(maxsize=256)
def _plain(words: str) -> str:
    return " ".join(words.lower().split())


_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_TOKEN = re.compile(r"(?<![\w/\"'])[≥≤<>~≈]=?|[^\W\d_][\w.'’-]*|[^\s≥≤<>~≈]")
