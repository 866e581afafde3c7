"""Numbers that count nothing: dates, years, ages, money, measures, names, scores.

Each rule has a name and looks only at the number and the words beside it. The tables
are in `data/quantities.toml`, under `not_count` and `counted`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from herodotus.reading.quantities_lexicon import GAP, lexicon
from herodotus.reading.quantities_patterns import follows_month, is_counted, patterns

#: How much of the text before a number the rules look at.
_REACH = 48


class Candidate(NamedTuple):
    """A number in its text, before it is taken for a count.

    `kind` is the way it is written, `word` the words of its first number in lower case,
    `before` the modifiers in front of it.
    """

    text: str
    start: int
    end: int
    kind: str
    word: str
    value: int | None
    is_range: bool
    before: tuple[str, ...]

    @property
    def left(self) -> str:
        """The words before the number."""
        return self.text[max(0, self.start - _REACH) : self.start]

    @property
    def figures(self) -> bool:
        """Whether the number is written in figures."""
        return self.kind == "figures"


Rule = Callable[[Candidate], bool]


def exclusion(candidate: Candidate) -> str | None:
    """The name of the rule by which a number is no count, or None where it may be one.

    >>> text = "on 28 September"
    >>> exclusion(Candidate(text, 3, 5, "figures", "28", 28, False, ()))
    'date'
    """
    for name, rule in _RULES.get(candidate.kind, _WORD_RULES):
        if rule(candidate):
            return name
    return None


# ------------------------------------------------------------------ numbers of any form


def _is_glued(it: Candidate) -> bool:
    """ "93rd", "155mm", "T-72", "#5", ".50", "'89": part of a larger word."""
    text, start, end = it.text, it.start, it.end
    if text[end : end + 1].isalpha() or text[end : end + 1] in {"_", "@", "°", "/"}:
        return True
    last = text[start - 1 : start]
    if last in {"#", "_", "@", "/", "\\", "+"}:
        return True
    if last in {"-", "–", "‑"}:
        return start > 1 and text[start - 2].isalnum()
    if last == ".":
        return it.figures or not text[start - 2 : start - 1].isspace()
    return last in {"'", "’", "‘"} and it.figures and not is_counted(text, end)


def _is_compound(it: Candidate) -> bool:
    """ "24-hour", "two-day", "68-year-old"; but "a five-member family" counts."""
    return patterns().compound.match(it.text, it.end) is not None


def _is_measure(it: Candidate) -> bool:
    """ "40 km", "two more days", "30 percent", "hundreds of miles"."""
    single = it.value == 1
    pattern = patterns().one_unit if single else patterns().units
    return pattern.match(it.text, it.end) is not None


def _is_money(it: Candidate) -> bool:
    """ "$5 million", "Rs 500,000", "two million dollars"."""
    if patterns().currency.match(it.text, it.end):
        return True
    return it.figures and patterns().money.search(it.left) is not None


def _is_age(it: Candidate) -> bool:
    """ "aged 34", "a girl of six", "children under 18", "Jane Roe, 31, said"."""
    if it.value is None or it.value > 115:
        return False
    if patterns().age.search(it.left):
        return True
    return it.figures and not it.is_range and _is_after_name(it)


def _is_after_name(it: Candidate) -> bool:
    if not _AGE_END.match(it.text, it.end):
        return False
    if patterns().count_tail.match(it.text, it.end):
        return False
    name = _NAME_BEFORE.search(it.left)
    if name is None or follows_month(it.text, it.start - 2):
        return False
    opening = it.left[: name.start()].rstrip()
    if _last_word(opening + " ") in lexicon().not_count["place_leads"]:
        return False
    if " " in name[1].strip():
        return True
    return opening[-1:] not in {"", ".", "!", "?", ":", "”", '"'}


def _is_fraction(it: Candidate) -> bool:
    """ "two thirds", "one-fifth", the "five" of "one in five"."""
    if patterns().fraction.match(it.text, it.end):
        return True
    return _ONE_IN.search(it.left) is not None and not is_counted(it.text, it.end)


def _is_clock(it: Candidate) -> bool:
    """ "6 p.m.", "1330 GMT", "at 0600"."""
    if it.value is None or it.value > 2400:
        return False
    if patterns().clock.match(it.text, it.end):
        return True
    if len(it.word) != 4 or it.value % 100 > 59 or is_counted(it.text, it.end):
        return False
    return _last_word(it.left) == "at" and not _TOLL_AT.search(it.left)


def _is_designated(it: Candidate) -> bool:
    """ "Highway 1", "Resolution 1325", "World War Two", "No. 4"."""
    found = patterns().designator.search(it.left)
    if found is None:
        return False
    word, number = found[1], it.text[it.start : it.end]
    if not it.figures:
        return word[:1].isupper() and number[:1].isupper() and not number.isupper()
    named = word[:1].isupper() and (not word.isupper() or len(word) < 4)
    listed = found[2] is not None
    return (named and not listed) or not is_counted(it.text, it.end)


# ------------------------------------------------------------------ figures


def _is_date(it: Candidate) -> bool:
    """ "28 September", "Sept. 28", "between 3 and 5 October", "3 JAN 90"."""
    if it.value is None or it.value > 99 or not it.word.isdecimal():
        return False
    if it.value <= 31 and patterns().month_after.match(it.text, it.end):
        return True
    left = it.left
    if patterns().month_before.search(left) is None:
        return False
    counted = is_counted(it.text, it.end)
    if counted and patterns().in_month.search(left):
        return False
    if patterns().day_month.search(left):
        return not counted
    return it.value <= 31 and not (counted and it.is_range)


def _is_year(it: Candidate) -> bool:
    """ "in 2016", "the 2014 war"; but "killed 2016 people", "some 2000 troops"."""
    if len(it.word) != 4 or not it.word.isdecimal() or it.value is None:
        return False
    value = int(it.word)
    if not 1000 <= value <= 2100:
        return False
    modern, round_ = value >= 1900, value % 100 == 0
    table = lexicon().not_count
    counted = is_counted(it.text, it.end)
    lead = it.before[0] if it.before else _last_word(it.left)
    if it.before and lead not in table["year_modifiers"]:
        return False
    if lead in table["year_leads"]:
        return modern or not counted
    if not modern:
        return False
    if patterns().month_before.search(it.left) or _DAY_COMMA.search(it.left):
        return True
    if round_ and (counted or _PEOPLE_VERB.match(it.text, it.end)):
        return False
    if lead in table["year_hints"]:
        return True
    return not is_counted(it.text, it.end, people=True)


def _is_score(it: Candidate) -> bool:
    """ "won 3-1", "by a vote of 14 to 1", "555-0100"."""
    if not it.is_range:
        if _DASH_FIGURE.match(it.text, it.end):
            return True
        if _SCORE_TO.match(it.text, it.end) or _TO_SCORE.search(it.left):
            return patterns().score.search(it.left) is not None
        return False
    if _DASH_FIGURE.match(it.text, it.end):
        return True
    if is_counted(it.text, it.end):
        return False
    return patterns().score.search(it.left) is not None


def _is_bracketed(it: Candidate) -> bool:
    """ "(31)", "[2]": an age, a reference, or a number written twice."""
    around = it.left[-1:] + it.text[it.end : it.end + 1]
    if around == "[]":
        return not is_counted(it.text, it.end + 1)
    return around == "()"


def _is_listing(it: Candidate) -> bool:
    """ "1. The first of a list"."""
    if it.value is None or it.value > 99:
        return False
    return bool(_LIST_MARK.match(it.text, it.end) and _LIST_START.search(it.left))


def _is_code(it: Candidate) -> bool:
    """ "007", a telephone number: figures that are no quantity."""
    if it.word[:1] == "0" and len(it.word) > 1:
        return True
    return it.word.isdecimal() and len(it.word) > 6 and not is_counted(it.text, it.end)


# ------------------------------------------------------------------ words


def _is_pronoun(it: Candidate) -> bool:
    """ "one another", "one of the largest", "this one", "one in five"."""
    if it.word != "one":
        return False
    return (
        patterns().one_after.match(it.text, it.end) is not None
        or patterns().one_before.search(it.left) is not None
        or (
            patterns().one_alone.search(it.left) is not None
            and not _NOUN_AFTER.match(it.text, it.end)
        )
    )


def _is_comparison(it: Candidate) -> bool:
    """ "how many", "too many", "as many", "many more than"."""
    if it.word != "many":
        return False
    if _MORE_THAN.match(it.text, it.end):
        return True
    return patterns().many.search(it.left) is not None


def _is_settling(it: Candidate) -> bool:
    """ "settle scores", "scores a goal"."""
    if it.word != "scores":
        return False
    if _SCORES_OBJECT.match(it.text, it.end):
        return True
    return patterns().scores.search(it.left) is not None


def _is_correlative(it: Candidate) -> bool:
    """ "both soldiers and civilians"."""
    return it.word == "both" and _BOTH_AND.match(it.text, it.end) is not None


def _is_machine(it: Candidate) -> bool:
    """ "multiple rocket launchers", "multiple-launch"."""
    return it.word == "multiple" and _MULTIPLE.match(it.text, it.end) is not None


def _is_no_answer(it: Candidate) -> bool:
    """ "no longer", "no, he said", "No. 4"."""
    if it.word != "no":
        return False
    if patterns().no.match(it.text, it.end):
        return True
    return _LETTER_AFTER.match(it.text, it.end) is None


def _is_letter(it: Candidate) -> bool:
    """The letter A, or "a lot", "a total", "a third of"."""
    if patterns().article.match(it.text, it.end):
        return True
    if not _WORD_AFTER.match(it.text, it.end):
        return True
    if it.text[it.start : it.end] != "A" or not _LOWER_BEFORE.search(it.left):
        return False
    following = it.text[it.end : it.end + 3].strip()
    return not following[:1].isupper()


def _last_word(left: str) -> str:
    found = _LAST_WORD.search(left)
    return found[1].lower() if found else ""


_TOLL_AT = re.compile(
    r"\b(?:toll|number|estimate|count|figure|put|stood|stand|stands|dead|deaths)\b",
    re.IGNORECASE,
)
_AGE_END = re.compile(rf",|;|\.(?!\d)|\)|{GAP}and{GAP}[A-Z]")
_NAME_BEFORE = re.compile(r"(?<!\w)((?:[A-Z][\w'’.-]*\s+){0,3}[A-Z][\w'’-]+),\s+$")
_DAY_COMMA = re.compile(r"(?:\d{1,2}|[a-z]{3,}),\s$(?<=\d,\s)")
_PEOPLE_VERB = re.compile(rf"{GAP}(?:were|have|had|are)\b", re.IGNORECASE)
_DASH_FIGURE = re.compile(r"\s?(?:-|–)\d|-\s\d")
_SCORE_TO = re.compile(rf"{GAP}to{GAP}\d", re.IGNORECASE)
_TO_SCORE = re.compile(rf"\d{GAP}to{GAP}$", re.IGNORECASE)
_ONE_IN = re.compile(
    rf"\bone{GAP}(?:in|out{GAP}of){GAP}(?:every{GAP})?$", re.IGNORECASE
)
_MORE_THAN = re.compile(rf"{GAP}more{GAP}than\b", re.IGNORECASE)
_LIST_MARK = re.compile(r"[.)]\s")
_LIST_START = re.compile(r"(?:\A|\n\s*\n|[.:;!?]\s*\n)\s*$")
_NOUN_AFTER = re.compile(
    rf"{GAP}(?!(?:is|was|has|had|that|which|who|of|in|on|at|for|with|from|to|by|and|or)\b)"
    r"[^\W\d_]",
    re.IGNORECASE,
)
_SCORES_OBJECT = re.compile(rf"{GAP}(?:an?|the|his|her|\d)\b", re.IGNORECASE)
_BOTH_AND = re.compile(rf"{GAP}(?:[\w'’-]+{GAP}){{1,4}}and\b", re.IGNORECASE)
_MULTIPLE = re.compile(
    rf"(?:{GAP}|-)(?:launch|rocket|missile|barrel|sclerosis|warhead)", re.IGNORECASE
)
_WORD_AFTER = re.compile(rf"{GAP}[\"'“‘\[(]?\w")
_LOWER_BEFORE = re.compile(r"[a-z]\s$")
_LETTER_AFTER = re.compile(rf"{GAP}[^\W\d_]")
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s-]+$")

_ANY_RULES: tuple[tuple[str, Rule], ...] = (
    ("glued", _is_glued),
    ("compound", _is_compound),
    ("measure", _is_measure),
    ("money", _is_money),
)
_WORD_RULES: tuple[tuple[str, Rule], ...] = (
    *_ANY_RULES,
    ("age", _is_age),
    ("clock", _is_clock),
    ("fraction", _is_fraction),
    ("designator", _is_designated),
    ("pronoun", _is_pronoun),
    ("comparison", _is_comparison),
    ("settling", _is_settling),
    ("correlative", _is_correlative),
    ("machine", _is_machine),
)
_RULES: dict[str, tuple[tuple[str, Rule], ...]] = {
    "figures": (
        *_ANY_RULES,
        ("code", _is_code),
        ("date", _is_date),
        ("year", _is_year),
        ("clock", _is_clock),
        ("age", _is_age),
        ("designator", _is_designated),
        ("score", _is_score),
        ("bracketed", _is_bracketed),
        ("listing", _is_listing),
        ("fraction", _is_fraction),
    ),
    "none": (("answer", _is_no_answer),),
    "article": (
        ("letter", _is_letter),
        ("measure", _is_measure),
        ("compound", _is_compound),
    ),
}
