"""The figures that a text states, by which an update is told from a copy.

A wire that forty outlets edit keeps its figures; one that comes again with a new toll
is another statement. So each counted number of a text is noted with the words around
it, by pure text and without the language model. The same figure in other digits or in
words is the same; dates, hours, ages, distances, money and addresses do not count
(`data/stated.toml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from zlib import crc32

from herodotus.reconciliation.voices.stated_numbers import figures_in
from herodotus.reconciliation.voices.stated_sentences import (
    STRIPPED,
    Sentence,
    known_words,
    may_tell_a_number,
    sentences,
    taken_apart,
    tidied,
)

#: Figures by the words that stand around them, these by number.
Passages = dict[int, frozenset[int]]


class Stated:
    """The figures of a text, in short.

    Attributes:
        passages: the figures by the words that stand around them, these by number.
        values: all figures, wherever they stand.
        lead: those of the first sentence (a headline is none).
        opening: the first figure with the words around it, by number, to find it by.
        names: what the first sentence names, as far as capitals tell, by number.
    """

    def __init__(
        self,
        passages: Passages | Callable[[], Passages],
        values: frozenset[int],
        lead: frozenset[int],
        opening: frozenset[int] = frozenset(),
        names: frozenset[int] = frozenset(),
    ) -> None:
        """Put figures together; passages may be what gives them, when asked for."""
        self._passages = passages
        self.values = values
        self.lead = lead
        self.opening = opening
        self.names = names

    @cached_property
    def passages(self) -> Passages:
        """The figures by the words that stand around them, these by number."""
        return self._passages() if callable(self._passages) else self._passages

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stated) and all(
            getattr(self, name) == getattr(other, name)
            for name in ("values", "lead", "opening", "names", "passages")
        )

    __hash__ = None  # type: ignore[assignment]  # as any value with a dictionary in it


def stated(text: str) -> Stated:
    """The figures that a text states.

    >>> one = stated("At least 1,200 soldiers were killed on Monday, Oct. 12.")
    >>> other = stated("Some twelve hundred soldiers were killed yesterday.")
    >>> sorted(one.values) == sorted(other.values) == [1200]
    True
    >>> stated("A woman aged 24 was born in 1996 at 5 Mira Street.").values
    frozenset()
    """
    passages: dict[int, set[int]] = {}
    values: set[int] = set()
    lead: set[int] = set()
    opening: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    leading = True
    for said in sentences(tidied(text)):
        numbered = may_tell_a_number(said)
        if not (numbered or leading):
            continue
        sentence = taken_apart(said)
        told = list(figures_in(sentence)) if numbered else []
        if leading and sentence.whole:
            names = frozenset(_names(sentence))
        if not told:
            leading = leading and not sentence.whole
            continue
        found = {value for _, _, value in told}
        values |= found
        named = list(_passages(sentence, told))
        if leading and sentence.whole:
            lead |= found - _NEVER_NEW
            leading = False
        if sentence.whole and not opening:
            first = next((of for _, _, of in told if of not in _NEVER_NEW), None)
            opening = frozenset(
                passage << 31 ^ value & _LOW31
                for passage, value in named
                if value == first
            )
        for passage, value in named:
            passages.setdefault(passage, set()).add(value)
    kept = {passage: frozenset(found) for passage, found in passages.items()}
    return Stated(kept, frozenset(values), frozenset(lead), opening, names)


def changed(one: Stated, other: Stated) -> bool:
    """Whether a figure of one text is another in the other: then neither is a copy.

    So it is where the same words stand around other figures, or where the first
    sentences differ in theirs (`opens_otherwise`). That one text tells less
    than the other is no change: its end, or a paragraph, may have been cut.

    >>> old = stated("The army said 12 soldiers were killed. A bridge fell.")
    >>> changed(old, stated("The army said twelve soldiers were killed."))
    False
    >>> changed(old, stated("The army said 14 soldiers were killed."))
    True
    """
    if opens_otherwise(one, other):
        return True
    less, more = sorted((one.passages, other.passages), key=len)
    return any(
        values.isdisjoint(more[passage])
        for passage, values in less.items()
        if passage in more
    )


def opens_otherwise(one: Stated, other: Stated) -> bool:
    """Whether the first sentences of two texts differ in their figures.

    They do where each has one that the other has not, or one has what the other text
    has nowhere. A first sentence without figures is compared if it names the same, and
    is another sentence else: a copy may have lost its beginning.
    """
    if one.lead == other.lead:
        return False
    if not (one.lead <= other.lead or other.lead <= one.lead):
        return True
    if one.lead <= other.values and other.lead <= one.values:
        return False
    return bool(one.lead and other.lead) or (
        bool(one.names and other.names) and _same_names(one, other)
    )


def agreed(one: Stated, other: Stated) -> int:
    """How many figures two texts open with alike, in one passage and of the same names.

    None where a figure is changed; two stands for more than one.

    >>> wire = stated("The Chadian army said 12 soldiers were killed on Sunday night.")
    >>> agreed(wire, stated("In Chadian towns 12 soldiers were killed, said a man."))
    1
    """
    if one.lead.isdisjoint(other.lead) and one.opening.isdisjoint(other.opening):
        return 0
    if not _same_names(one, other) or changed(one, other):
        return 0
    lead = one.lead & other.lead
    if not lead:
        return 1
    for passage, values in one.passages.items():
        if not lead.isdisjoint(values & other.passages.get(passage, _NOTHING)):
            return min(len(lead), 2)
    return 0


def _same_names(one: Stated, other: Stated) -> bool:
    least = min(len(one.names), len(other.names))
    return len(one.names & other.names) >= _SAME_NAMES * least


_NOTHING: frozenset[int] = frozenset()

#: What a first sentence may say in another way ("a soldier"), or not at all; a vague
#: word is a figure of its own, below zero.
_NEVER_NEW = frozenset(range(-100, 2))
_LOW31 = 2**31 - 1

#: So many of the names in the shorter first sentence stand in the other, too.
_SAME_NAMES = 0.6

#: The words around a figure that name its passage, by their places before and after
#: it: each tells nearly enough, and an editor seldom puts others for some in all.
_AROUND = (
    (-3, -2, -1),
    (-2, -1, 1),
    (-1, 1, 2),
    (1, 2, 3),
    (-3, -2, 1),
    (-1, 2, 3),
)

#: The same among the seven words of which the figure is the middle one.
_PICKED = tuple(
    (name, itemgetter(*(place + 3 for place in places)))
    for name, places in enumerate(_AROUND)
)


def _names(sentence: Sentence) -> Iterator[int]:
    """The words with a capital, but for the first and for those of the calendar."""
    known = known_words()
    for token, word in zip(sentence.tokens[1:], sentence.words[1:], strict=True):
        if token.lstrip(STRIPPED)[:1].isupper() and word not in known.hedges:
            yield crc32(word.encode())


def _passages(
    sentence: Sentence, told: Sequence[tuple[int, int, int]]
) -> Iterator[tuple[int, int]]:
    """Each figure with names of what stands around it, several a figure.

    Three words in front, three after, and some that mix the two: as long as one of
    these is left as it was, the passage is found again.
    """
    hedges = known_words().hedges
    inside = {place for start, end, _ in told for place in range(start, end)}
    first = {start for start, _, _ in told}
    rest: list[str] = []
    at: dict[int, int] = {}
    for place, word in enumerate(sentence.words):
        if place in first:
            at[place] = len(rest)
            rest.append("#")
        elif place not in inside and word and word not in hedges:
            rest.append(word)
    last = len(rest) - 1
    for start, _, value in told:
        here = at[start]
        if 3 <= here <= last - 3:
            near = rest[here - 3 : here + 4]
            for name, pick in _PICKED:
                yield crc32(" ".join(pick(near)).encode(), name), value
            continue
        named = False
        for name, places in enumerate(_AROUND):
            if here + places[0] < 0 or here + places[-1] > last:
                continue
            named = True
            around = " ".join([rest[here + place] for place in places])
            yield crc32(around.encode(), name), value
        if not named and last:
            yield crc32(" ".join(rest).encode(), 100 + here), value
