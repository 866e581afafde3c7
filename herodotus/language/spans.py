"""From the scores of B-I-O tags to spans: the best sequence that tags allow."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]


class Tagged(NamedTuple):
    """A span of words, half-open, and its label."""

    start: int
    end: int
    label: str


def spans(scores: Scores, tags: Sequence[str]) -> list[Tagged]:
    """Return the spans of the best allowed sequence of tags.

    "I-x" may follow only "B-x" or "I-x".

    >>> spans(np.array([[0, 3, 0], [0, 0, 2], [1, 0, 0]]), ("O", "B-x", "I-x"))
    [Tagged(start=0, end=2, label='x')]
    """
    best = [int(tag) for tag in scores.argmax(1)]
    before = _allowed_before(tags)
    # The best tag of each word on its own is the best sequence wherever it is allowed.
    previous = 0
    for tag in best:
        if previous not in before[tag]:
            best = _viterbi(scores, before)
            break
        previous = tag
    found: list[Tagged] = []
    for index, tag in enumerate(best):
        prefix, _, label = tags[tag].partition("-")
        if prefix == "B":
            found.append(Tagged(index, index + 1, label))
        elif prefix == "I":
            found[-1] = found[-1]._replace(end=index + 1)
    return found


def _allowed_before(tags: Sequence[str]) -> list[frozenset[int]]:
    """Return the tags that may stand before each tag ("O" stands before the first)."""
    every = frozenset(range(len(tags)))
    return [
        frozenset(i for i in every if tags[i] in (f"B-{tag[2:]}", f"I-{tag[2:]}"))
        if tag.startswith("I-")
        else every
        for tag in tags
    ]


def _viterbi(scores: Scores, before: Sequence[frozenset[int]]) -> list[int]:
    rows = scores.tolist()
    kinds = range(len(before))
    totals = [
        score if 0 in before[kind] else -1e9 for kind, score in enumerate(rows[0])
    ]
    pointers: list[list[int]] = []
    for row in rows[1:]:
        came = [max(before[kind], key=totals.__getitem__) for kind in kinds]
        totals = [totals[came[kind]] + row[kind] for kind in kinds]
        pointers.append(came)
    path = [max(kinds, key=totals.__getitem__)]
    for came in reversed(pointers):
        path.append(came[path[-1]])
    return path[::-1]
