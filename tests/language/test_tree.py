"""Trees: always one root, no circle, and the best there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from herodotus.language.tree import Scores, heads


def is_tree(chosen: tuple[int, ...] | list[int]) -> bool:
    """One root, and every word leads up to it."""
    if list(chosen).count(0) != 1:
        return False
    for word in range(1, len(chosen) + 1):
        here, steps = word, 0
        while here:
            here, steps = chosen[here - 1], steps + 1
            if steps > len(chosen):
                return False
    return True


def total(scores: Scores, chosen: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(chosen, start=1)))


@given(
    st.integers(1, 4).flatmap(
        lambda words: arrays.arrays(
            np.float64, (words + 1, words + 1), elements=st.integers(-9, 9)
        )
    )
)
def test_the_best_of_all_trees_is_found(scores: Scores) -> None:
    words = len(scores) - 1
    chosen = heads(scores)
    every = [one for one in product(range(words + 1), repeat=words) if is_tree(one)]
    assert is_tree(chosen)
    assert total(scores, chosen) == pytest.approx(max(total(scores, t) for t in every))


@given(st.integers(0, 2**32 - 1), st.integers(5, 30))
def test_long_sentences_get_a_tree(seed: int, words: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words + 1, words + 1))
    assert is_tree(heads(scores))


def test_a_circle_is_broken() -> None:
    # Each of the two words would rather hang from the other.
    scores = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 9.0], [2.0, 8.0, 0.0]])
    assert heads(scores) == [2, 0]


def test_no_words_no_tree() -> None:
    assert heads(np.zeros((1, 1))) == []
