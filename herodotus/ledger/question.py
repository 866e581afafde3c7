"""What a user looks for in words: taken apart by us, written for either database.

Every database has its own notion of what a word is and its own language of questions.
Here both are ours: texts are cut into words by one rule before an index sees them, and
a question is taken apart here. So the same question finds the same everywhere, and no
question is an error.

A word is a run of letters and digits, whatever their case and accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

#: As many words of one text can be found, in as many characters.
WORDS = 16_000
_CHARACTERS = 250_000

#: A longer run of letters is no word, and is cut into pieces.
LONGEST = 64

#: As many words of a question count.
_ASKED = 100


class Phrase(NamedTuple):
    """Words that stand one after the other; the last may be a beginning (`bomb*`)."""

    words: tuple[str, ...]
    begun: bool = False


class Wanted(NamedTuple):
    """What a question asks for: one of each group of `every`, and nothing of `none`."""

    every: tuple[tuple[Phrase, ...], ...] = ()
    none: tuple[Phrase, ...] = ()


def wanted(question: str) -> Wanted:
    """A question taken apart; what is no word asks nothing.

    >>> asked = wanted('Terter OR Barda "two children" shell* -drone')
    >>> for group in asked.every:
    ...     print(*(" ".join(phrase.words) for phrase in group), sep=" | ")
    terter | barda
    two children
    shell
    >>> asked.none
    (Phrase(words=('drone',), begun=False),)
    >>> wanted('OR - "')
    Wanted(every=(), none=())
    """
    every: list[list[Phrase]] = []
    none: list[Phrase] = []
    room, beside = _ASKED, False
    for part in _PART.finditer(question):
        if part["either"]:
            beside = bool(every)
            continue
        said = part["plain"] if part["quoted"] is None else part["quoted"]
        words = tuple(words_of(said)[:room])
        if not words:
            continue
        room -= len(words)
        begun = said.endswith("*") if part["quoted"] is None else bool(part["star"])
        phrase = Phrase(words, begun)
        if part["minus"]:
            none.append(phrase)
        elif beside:
            every[-1].append(phrase)
        else:
            every.append([phrase])
        beside = False
    return Wanted(tuple(map(tuple, every)), tuple(none))


_PART = re.compile(
    r"""(?P<either>(?<!\S)OR(?!\S)|\|)
    | (?P<minus>(?<!\S)-)?
      (?: "(?P<quoted>[^"]*)(?:"(?P<star>\*)?|$) | (?P<plain>[^\s"|]+) )""",
    re.VERBOSE,
)


def words_of(written: str) -> list[str]:
    """The words of a text, without case and accents.

    >>> words_of("Şuşa: 1,200 wounded in Nagorno-Karabakh’s north.")
    ['susa', '1', '200', 'wounded', 'in', 'nagorno', 'karabakh', 's', 'north']
    """
    if written.isascii():
        plain = written.lower()
    else:
        plain = unicodedata.normalize("NFKD", written.casefold())
        plain = _ACCENTS.sub("", plain).replace("ı", "i")
    return _WORD.findall(plain)


_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_WORD = re.compile(rf"[^\W_]{{1,{LONGEST}}}")


def indexed(written: str | None) -> list[str]:
    """The words of a text that go into an index: all but those of a very long one."""
    return words_of((written or "")[:_CHARACTERS])[:WORDS]


def fts5(every: Iterable[Iterable[Phrase]]) -> str:
    """What is wanted, in the language of SQLite's FTS5.

    >>> fts5(wanted('Terter OR Barda "two child"*').every)
    '("terter" OR "barda") AND ("two child" *)'
    """
    groups = (
        " OR ".join(
            f'"{" ".join(phrase.words)}"{" *" if phrase.begun else ""}'
            for phrase in group
        )
        for group in every
    )
    return " AND ".join(f"({group})" for group in groups)


def tsquery(every: Iterable[Iterable[Phrase]]) -> str:
    """What is wanted, in the language of PostgreSQL's tsquery.

    >>> tsquery(wanted('Terter OR Barda "two child"*').every)
    "('terter' | 'barda') & ('two' <-> 'child':*)"
    """

    def spoken(phrase: Phrase) -> str:
        words = " <-> ".join(f"'{word}'" for word in phrase.words)
        return f"{words}:*" if phrase.begun else words

    return " & ".join(f"({' | '.join(map(spoken, group))})" for group in every)


def tsvector(*parts: str | None) -> str:
    """Texts as PostgreSQL's tsvector; no phrase reaches from one into the next.

    >>> tsvector("Two dead", "two children dead")
    "'children':13 'dead':2,14 'two':1,12"
    """
    places: dict[str, list[str]] = {}
    last = 0
    for part in parts:
        for word in indexed(part):
            last += 1
            places.setdefault(word, []).append(str(min(last, _LAST)))
        last += _GAP if last else 0
    return " ".join(
        f"'{word}':{','.join(where[:_PLACES])}"
        for word, where in sorted(places.items())
    )


# What a tsvector can hold (PostgreSQL documentation, "Limitations" of text search):
# a phrase is found among the first 255 places of each of its words.
_LAST = 16_383
_PLACES = 255
_GAP = 9
