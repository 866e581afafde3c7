"""Rules of when to be told, in a small language of their own.

    new claim                       a claim that nobody has made before
    new party                       a party that is named for the first time
    contradiction                   claims that cannot both be right
    killed > 50                     a toll that passes a number
    civilians killed today >= 10    that of one day, of some people
    killed of Armenia in "Nagorno-Karabakh" over 1,000
    high killed last 7 days > 200   the highest figure that is claimed

A figure is an outcome (killed, injured, missing, captured, displaced) and, in any
order, what narrows it, and `>`, `>=`, `over`, `more than` or `at least` with a number.
`of` names a side, `in` a conflict, a country (ISO3) or a place.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Literal, NamedTuple, get_args

from herodotus.errors import RuleProblem
from herodotus.model import Outcome, VictimStatus

Subject = Literal["claim", "party", "contradiction", "figure"]
Estimate = Literal["low", "best", "high"]


class Days(NamedTuple):
    """Days counted back from today: from so many ago to so many ago, both included."""

    first: int
    last: int


class Rule(NamedTuple):
    """One rule, understood; `words` are those that it was given in.

    A `bound` is the number that the figure must be above: `at least 10` is above 9.
    """

    words: str
    subject: Subject
    side: str | None = None
    within: str | None = None
    outcome: Outcome | None = None
    status: VictimStatus | None = None
    days: Days | None = None
    estimate: Estimate = "best"
    bound: int = 0


def parse_rule(words: str) -> Rule:
    """The rule that some words stand for.

    >>> rule = parse_rule("civilians killed today >= 10")
    >>> rule.outcome, rule.status, rule.days, rule.bound
    ('killed', 'civilian', Days(first=0, last=0), 9)
    >>> parse_rule('new claim in "Mali"').within
    'Mali'

    Raises:
        RuleProblem: they make no rule; the message says where, and what would.
    """
    given = " ".join(words.split())
    return _Parser(given).rule()


_TOKEN = re.compile(
    r"\s*(?:\"([^\"]*)\"|“([^”]*)”|([<>=≥≤!]+)|(\d[\d,. ]*\d|\d)(?![^\W\d_])"
    r"|([^\s\"“<>=≥≤!]+))"
)

_OUTCOMES: dict[str, Outcome] = {
    **{name: name for name in get_args(Outcome) if "_" not in name},
    "dead": "killed",
    "deaths": "killed",
    "wounded": "injured",
    "prisoners": "captured",
}
_STATUSES: dict[str, VictimStatus] = {
    "civilian": "civilian",
    "civilians": "civilian",
    "combatant": "combatant",
    "combatants": "combatant",
    "soldiers": "combatant",
    "fighters": "combatant",
}
_ESTIMATES: dict[str, Estimate] = {name: name for name in get_args(Estimate)}
_ABOVE = {">": 0, "over": 0, ">=": 1, "≥": 1}
_WORDS = (
    *("new", "claim", "party", "contradiction", "today", "yesterday", "last", "days"),
    *("of", "in", "over", "more", "than", "at", "least"),
    *_OUTCOMES,
    *_STATUSES,
    *_ESTIMATES,
)
_NAME_ENDS = frozenset(
    ("of", "in", "over", "more", "at", "today", "yesterday", "last", *_OUTCOMES)
)


class _Token(NamedTuple):
    text: str
    kind: Literal["name", "sign", "number", "word", "end"]

    @property
    def word(self) -> str:
        """The token as a word of the language; nothing where it is in quotes."""
        return "" if self.kind == "name" else self.text.casefold()


class _Parser:
    """Reads one rule from its start to its end."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.tokens = _tokens(words)
        self.at = 0
        self.found: dict[str, object] = {}

    def rule(self) -> Rule:
        """The rule, or the error that says what is wrong with it."""
        if not self.words:
            raise RuleProblem(
                f"A rule is empty: {_ADVICE}",
                rule=self.words,
            )
        subject = self._subject()
        while self.next.kind != "end":
            if subject != "figure" or not self._compares():
                self._narrowing(subject)
        if subject == "figure":
            self._figure_is_whole()
        return Rule(words=self.words, subject=subject, **self.found)  # type: ignore[arg-type]  # each is put there by its name

    @property
    def next(self) -> _Token:
        """The token to be read."""
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def _take(self) -> _Token:
        token = self.next
        self.at += 1
        return token

    def _subject(self) -> Subject:
        subjects: dict[str, Subject] = {
            "claim": "claim",
            "claims": "claim",
            "party": "party",
            "contradiction": "contradiction",
        }
        if self.next.word in {"a", "any"}:
            self._take()
        is_new = self.next.word == "new"
        if is_new:
            self._take()
        if self.next.word in subjects:
            return subjects[self._take().word]
        if is_new:
            raise self._wrong("after `new` stands `claim`, `party` or `contradiction`")
        return "figure"

    def _narrowing(self, subject: Subject) -> None:
        token = self._take()
        word = token.word
        if word in {"of", "in"}:
            self._once("side" if word == "of" else "within", self._name(word))
        elif subject != "figure":
            raise self._wrong("only `of` a side and `in` a place may follow", back=1)
        elif word in _OUTCOMES:
            self._once("outcome", _OUTCOMES[word])
        elif word in _STATUSES:
            self._once("status", _STATUSES[word])
        elif word in _ESTIMATES:
            self._once("estimate", _ESTIMATES[word])
        elif word in {"today", "yesterday"}:
            ago = int(word == "yesterday")
            self._once("days", Days(ago, ago))
        elif word == "last":
            self._once("days", Days(self._days() - 1, 0))
        else:
            raise self._wrong(_near(word), back=1)

    def _days(self) -> int:
        number = self._number("last")
        if not number or self.next.word not in {"day", "days"}:
            raise self._wrong("after `last` stand a number and `days`: `last 7 days`")
        self._take()
        return number

    def _once(self, name: str, value: object) -> None:
        if name in self.found:
            raise self._wrong("it is said twice", back=1)
        self.found[name] = value

    def _name(self, after: str) -> str:
        """A name, in quotes or up to the next word of the language."""
        if self.next.kind == "name" and self.next.text.strip():
            return self._take().text.strip()
        parts: list[str] = []
        while self.next.kind == "word" and self.next.word not in _NAME_ENDS:
            parts.append(self._take().text)
        if not parts:
            raise self._wrong(f"after `{after}` stands a name; put it in quotes")
        return " ".join(parts)

    def _compares(self) -> bool:
        """Whether the comparison stands here, with which a rule ends."""
        above = self._above()
        if above is None:
            return False
        number = self._number(self.tokens[self.at - 1].text)
        self._once("bound", number - above)
        return True

    def _above(self) -> int | None:
        token = self.next
        two = (token.word, self.tokens[self.at + 1].word) if self._more() else ()
        if two in {("more", "than"), ("at", "least")}:
            self.at += 2
            return int(two[0] == "at")
        if token.word in _ABOVE:
            self._take()
            return _ABOVE[token.word]
        if token.kind == "sign":
            raise self._wrong("a figure is compared by `>` or `>=`: tolls only grow")
        return None

    def _more(self) -> bool:
        return self.at + 1 < len(self.tokens)

    def _number(self, after: str) -> int:
        token = self.next
        digits = token.text.replace(",", "").replace(" ", "")
        if token.kind != "number" or not digits.isdecimal():
            raise self._wrong(f"after `{after}` stands a number, like 50 or 1,000")
        self._take()
        return int(digits)

    def _figure_is_whole(self) -> None:
        if "outcome" not in self.found:
            raise self._wrong(f"it says nothing of what became of people: {_ADVICE}")
        if "bound" not in self.found:
            raise self._wrong("a figure needs a number to pass, as in `> 50`")

    def _wrong(self, why: str, *, back: int = 0) -> RuleProblem:
        at = self.at - back
        token = self.tokens[at] if at < len(self.tokens) else _END
        where = f" at {token.text!r}" if token.text else ""
        return RuleProblem(
            f"The rule {self.words!r} cannot be understood{where}: {why}",
            rule=self.words,
            at=token.text,
        )


_END = _Token("", "end")
_ADVICE = (
    "write `new claim`, `new party`, `contradiction`, or a figure such as "
    "`killed > 50` or `civilians killed today >= 10`"
)


def _tokens(words: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(words):
        quoted, curly, sign, number, word = match.groups()
        if quoted is not None or curly is not None:
            found.append(_Token(quoted or curly or "", "name"))
        elif sign:
            found.append(_Token(sign, "sign"))
        elif number:
            found.append(_Token(number, "number"))
        else:
            found.append(_Token(word, "word"))
    return found


def _near(word: str) -> str:
    """What to do about a word that the language has not.

    >>> _near("kiled")
    'there is no such word; is `killed` meant?'
    """
    meant = get_close_matches(word, _WORDS, n=1, cutoff=0.7)
    hint = f"is `{meant[0]}` meant?" if meant else _ADVICE
    return f"there is no such word; {hint}"
