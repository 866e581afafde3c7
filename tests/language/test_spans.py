"""Spans from tags: the best sequence that is allowed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from herodotus.language.spans import Scores, Tagged, spans

TAGS = ("O", "B-x", "I-x", "B-y", "I-y")


def allowed(sequence: tuple[int, ...]) -> bool:
    before = "O"
    for tag in (TAGS[index] for index in sequence):
        if tag[0] == "I" and before[2:] != tag[2:]:
            return False
        before = tag
    return True


def score_of(scores: Scores, found: list[Tagged]) -> float:
    """The score of the one sequence of tags that gives these spans."""
    tags = [0] * len(scores)
    for start, end, label in found:
        tags[start] = TAGS.index(f"B-{label}")
        for place in range(start + 1, end):
            tags[place] = TAGS.index(f"I-{label}")
    return float(sum(scores[place, tag] for place, tag in enumerate(tags)))


@given(
    st.integers(1, 4).flatmap(
        lambda words: arrays.arrays(np.float64, (words, 5), elements=st.integers(-9, 9))
    )
)
def test_the_best_allowed_sequence_is_found(scores: Scores) -> None:
    words = len(scores)
    best = max(
        sum(scores[place, tag] for place, tag in enumerate(sequence))
        for sequence in product(range(len(TAGS)), repeat=words)
        if allowed(sequence)
    )
    assert score_of(scores, spans(scores, TAGS)) == pytest.approx(best)


def test_neighbours_stay_apart() -> None:
    scores = np.eye(5)[[1, 2, 1, 0, 3]]
    assert spans(scores, TAGS) == [
        Tagged(0, 2, "x"),
        Tagged(2, 3, "x"),
        Tagged(4, 5, "y"),
    ]
