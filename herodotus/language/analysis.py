"""What the language model says of a text: words, trees, names and attributions.

Every offset counts code points into the whole text, half-open: ``text[start:end]`` is
the words.
"""

from dataclasses import dataclass
from typing import NamedTuple

Spans = tuple[tuple[int, int], ...]


class Token(NamedTuple):
    """One word, with its place in the sentence's tree (Universal Dependencies)."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    """Index of the governing word within the sentence; -1 for the root."""
    deprel: str


class Name(NamedTuple):
    """A name in the text."""

    start: int
    end: int
    label: str
    """``person``, ``organization``, ``location``, ``facility`` (a building, an airport,
    a bridge) or ``norp`` (nationality, religious or political group)."""


class Mention(NamedTuple):
    """A whole phrase for people, a group, an organisation or a place, named or not.

    "The rebels", "Colonel Ali Hassan", "the town", "they": with article and title.
    """

    start: int
    end: int
    label: str
    """``person`` (one), ``organization`` (also any group of people) or ``location``."""


class AttributionSpans(NamedTuple):
    """Who says what: the source, the words that attribute ("said"), and what is said.

    Each role may have several pieces, as where "he said" cuts a quotation in two; the
    source may be missing ("it was reported that").
    """

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence."""

    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the model says of one text, in text order."""

    text: str
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    attributions: tuple[AttributionSpans, ...]
    mentions: tuple[Mention, ...] = ()
