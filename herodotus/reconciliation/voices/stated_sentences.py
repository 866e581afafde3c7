"""A text as sentences of bare words, by pure text, for the figures it states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from html import unescape
from itertools import repeat
from typing import NamedTuple

from herodotus.gazetteer.tables import toml


class Words(NamedTuple):
    """The words of `data/stated.toml`: numbers, and what tells that one is no count."""

    small: dict[str, int]
    large: dict[str, int]
    vague: dict[str, int]
    numbers: frozenset[str]
    hedges: frozenset[str]
    months: frozenset[str]
    measures: frozenset[str]
    names: frozenset[str]
    people: frozenset[str]
    streets: frozenset[str]
    short: frozenset[str]  # words whose full stop ends no sentence


class Sentence(NamedTuple):
    """Words as they stand, and in small letters without their punctuation."""

    tokens: Sequence[str]
    words: Sequence[str]
    maybe: Sequence[int]  # where a number may begin
    whole: bool  # ends as a sentence does, and is as long as one


#: A first sentence of fewer words, or without a full stop, is a headline or a byline.
_LEAD_WORDS = 9

#: What is no part of a word that it stands at.
STRIPPED = ".,;:!?\"'()[]{}<>\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2026*_#+~"
_ENDS = re.compile(r"[.!?\u2026][\"')\]\u2019\u201d\u00bb]*$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_BROKEN = re.compile(r"(?<=[^\W\d_])-\n(?=[a-z])")

# "BAKU, Sept 28 (Agency) -", "KYIV --", " date 2020-09-28 Baku": where and when a
# paper stands at, which every outlet writes in its own way.
_OPENING = re.compile(
    r"^[ \t]*(?:"
    r"date[ \t]+\d{4}-\d\d-\d\d[^\n]*"
    r"|[^\n.()]{2,60}\([^()\n]{2,40}\)[ \t]*(?:-{1,2}|[\u2013\u2014])[ \t]"
    r"|[A-Z][A-Z.,'\u2019 \t-]{2,40}(?:[A-Z][a-z]{2,8}\.?[ \t]\d{1,2},?[ \t])?"
    r"[ \t]?(?:--|[\u2013\u2014]|-[ \t])[ \t]?"
    r")",
    re.MULTILINE,
)
_LINE_ENDS = frozenset('.!?"\u201d')

#: Where a sentence may end, and what the next begins with.
_END = re.compile(
    r"[.!?\u2026][\"')\]\u2019\u201d\u00bb]*(?=\s+[" + re.escape(STRIPPED) + r"]*(\S?))"
)
_DIGIT = re.compile(r"\d")

#: Letters as they are, digits as a sign that is easy to find, all else as blanks.
_SPACED = (
    bytes(
        place if chr(place).isalpha() else 35 if chr(place).isdigit() else 32
        for place in range(128)
    )
    + b" " * 128
)


def tidied(text: str) -> str:
    """A text without its datelines and what its print leaves: tags, entities, hyphens.

    >>> tidied("<p>Twelve sol-\\ndiers&nbsp;were\\u00ad killed</p>").split()
    ['Twelve', 'soldiers', 'were', 'killed']
    """
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "-\n" in text:
        text = _BROKEN.sub("", text)
    return _OPENING.sub("", text.replace("\u00ad", ""))


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a line break ends one only at the end of a paragraph."""
    for paragraph in _paragraphs(text):
        start = 0
        for found in _END.finditer(paragraph):
            end, following = found.end(), found[1]
            if following.islower() or _is_short(paragraph[start:end]):
                continue
            yield paragraph[start:end]
            start = end
        yield paragraph[start:]


def _paragraphs(text: str) -> Iterator[str]:
    """What stands between blank lines, or up to a line that ends as a sentence does."""
    if "\n" not in text:
        yield text
        return
    held: list[str] = []
    for line in text.split("\n"):
        held.append(line)
        if not (bare := line.rstrip(" \t")) or bare[-1] in _LINE_ENDS:
            yield "\n".join(held)
            held.clear()
    yield "\n".join(held)


def _is_short(said: str) -> bool:
    """Whether the full stop at the end is that of a short form, such as "Gen."."""
    return _shortened(said.rsplit(None, 1)[-1])


@lru_cache(maxsize=10_000)
def _shortened(token: str) -> bool:
    short = token[:-1].casefold() in known_words().short
    return short or _INITIAL.fullmatch(token) is not None


def may_tell_a_number(said: str) -> bool:
    """Whether a sentence has a digit or a number word; most have none."""
    folded = said.casefold()
    spaced = folded.encode("ascii", "replace").translate(_SPACED)
    if b"#" in spaced or not _number_words().isdisjoint(spaced.split()):
        return True
    return not folded.isascii() and _DIGIT.search(folded) is not None


@cache
def _number_words() -> frozenset[bytes]:
    return frozenset(word.encode() for word in known_words().numbers)


def taken_apart(said: str) -> Sentence:
    numbers = known_words().numbers
    tokens = said.split()
    words = list(map(str.strip, said.casefold().split(), repeat(STRIPPED)))
    if len(words) != len(tokens):  # letters that fold into white space
        words = [token.casefold().strip(STRIPPED) for token in tokens]
    maybe = [
        place
        for place, word in enumerate(words)
        if word in numbers
        or not (word.isalpha() or (word[:1].isalpha() and "-" not in word))
    ]
    whole = len(tokens) >= _LEAD_WORDS and _ENDS.search(tokens[-1])
    return Sentence(tokens, words, maybe, bool(whole))


@cache
def known_words() -> Words:
    data, shortened = toml("stated.toml"), toml("abbreviations.toml")
    small, large = data["small"], data["large"]
    words = dict(data["words"])
    vague = {word: -2 - number for number, word in enumerate(words["vague"])}
    words["short"] = [*shortened["titles"], *shortened["months"]]
    lists = ("hedges", "months", "measures", "names", "people", "streets", "short")
    return Words(
        small,
        large,
        vague,
        frozenset((*small, *large, *vague)),
        *(frozenset(words[name]) for name in lists),
    )
