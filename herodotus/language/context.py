"""What the attribution network knows of each word of a paragraph, seen from one cue.

For every cue ("said") the network reads the words around it, each with its distance to
the cue, its sentence's distance, whether it stands in quotation marks, and whether it
is a cue itself.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST_WORDS = 320
"""How many words around a cue are read at most; the cut falls between sentences."""

FARTHEST = 3
"""Sentences farther away than this count as this far."""

DISTANCES = (1, 2, 3, 4, 6, 9, 14, 24, 49)
"""Upper ends of the classes of distance, in words; the last class is open."""

DISTANCE_CLASSES = 2 * (len(DISTANCES) + 1) + 1
SENTENCE_CLASSES = 2 * FARTHEST + 1
QUOTE_CLASSES = 3
CUE_CLASSES = 3

OUTSIDE, INSIDE, MARK = 0, 1, 2


class Features(NamedTuple):
    """Per word of the window: classes of distance, sentence, quotation and cue."""

    distance: list[int]
    sentence: list[int]
    quote: list[int]
    cue: list[int]


def features(
    lengths: Sequence[int],
    quotes: Sequence[int],
    cues: Iterable[tuple[int, int]],
    *,
    cue: tuple[int, int],
) -> Features:
    """Describe the words of a window of sentences as seen from ``cue``.

    Args:
        lengths: how many words each sentence has.
        quotes: the quotation state of each word.
        cues: every cue among the words, as spans of words.
        cue: the cue to look from.
    """
    sentence_of = [index for index, length in enumerate(lengths) for _ in range(length)]
    home = sentence_of[cue[0]]
    marker = [0] * len(sentence_of)
    for start, end in cues:
        marker[start:end] = [2] * (end - start)
    marker[slice(*cue)] = [1] * (cue[1] - cue[0])
    return Features(
        distance=[_distance_class(word, cue) for word in range(len(sentence_of))],
        sentence=[
            max(-FARTHEST, min(FARTHEST, index - home)) + FARTHEST
            for index in sentence_of
        ],
        quote=list(quotes),
        cue=marker,
    )


def window_of(lengths: Sequence[int], home: int) -> tuple[int, int]:
    """Return the sentences to read around the cue's own, growing to both sides.

    >>> window_of([20, 30, 25], 1)
    (0, 3)
    >>> window_of([200, 150, 160], 1)
    (1, 3)
    """
    first, last, words = home, home + 1, lengths[home]
    grown = True
    while grown:
        grown = False
        if last < len(lengths) and words + lengths[last] <= MOST_WORDS:
            words += lengths[last]
            last += 1
            grown = True
        if first > 0 and words + lengths[first - 1] <= MOST_WORDS:
            words += lengths[first - 1]
            first -= 1
            grown = True
    return first, last


def quote_states(words: Sequence[str]) -> list[int]:
    """Say of each word whether it is outside, inside, or a quotation mark.

    A quotation left open runs to the end of its paragraph, as newspapers print one that
    goes on in the next.

    >>> quote_states("“ We won , ” he said .".split())
    [2, 1, 1, 1, 2, 0, 0, 0]
    """
    states = []
    double = single = False
    for word in words:
        mark = True
        if word in _OPENING:
            double = True
        elif word in _CLOSING:
            double = False
        elif word in _EITHER:
            double = not double
        elif word == "‘" and not single:
            single = True
        elif word in {"’", "'"} and single:
            single = False
        else:
            mark = False
        states.append(MARK if mark else INSIDE if double or single else OUTSIDE)
    return states


_OPENING = frozenset(["“", "``", "„", "«"])
_CLOSING = frozenset(["”", "''", "»"])
_EITHER = frozenset(['"', "″"])


def _distance_class(word: int, cue: tuple[int, int]) -> int:
    """Return the class of a word's distance to the cue; the middle one is the cue."""
    middle = len(DISTANCES) + 1
    if cue[0] <= word < cue[1]:
        return middle
    away = cue[0] - word if word < cue[0] else word - cue[1] + 1
    step = 1 + sum(away > bound for bound in DISTANCES)
    return middle - step if word < cue[0] else middle + step
