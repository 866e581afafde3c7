"""What one cue sees of its paragraph."""

from __future__ import annotations

import pytest

from herodotus.language.context import (
    DISTANCE_CLASSES,
    INSIDE,
    MARK,
    MOST_WORDS,
    OUTSIDE,
    features,
    quote_states,
    window_of,
)


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("He said no .", "oooo"),
        ("“ We won , ” he said .", "miiimooo"),
        ('" We won , " he said .', "miiimooo"),
        ("`` We won , '' he said .", "miiimooo"),
        ("“ They ’ve won ‘ all ’ , ” he said", "miiimimimoo"),
        ("“ It goes on", "miii"),
    ],
)
def test_quotations(words: str, states: str) -> None:
    names = {"o": OUTSIDE, "i": INSIDE, "m": MARK}
    assert quote_states(words.split()) == [names[state] for state in states]


def test_a_cue_sees_distances_sentences_and_other_cues() -> None:
    # "It fell . | He said so and denied it ."
    seen = features([3, 7], [0] * 10, [(4, 5), (7, 8)], cue=(4, 5))
    middle = DISTANCE_CLASSES // 2
    assert seen.distance[4] == middle
    assert seen.distance[3] == middle - 1
    assert seen.distance[5] == middle + 1
    assert seen.distance[0] == middle - 4
    assert seen.sentence == [2] * 3 + [3] * 7
    assert seen.cue == [0, 0, 0, 0, 1, 0, 0, 2, 0, 0]


def test_far_sentences_count_as_one_distance() -> None:
    seen = features([1] * 9, [0] * 9, [(8, 9)], cue=(8, 9))
    assert seen.sentence == [0] * 6 + [1, 2, 3]


def test_a_window_is_cut_between_sentences() -> None:
    lengths = [100] * 7
    first, last = window_of(lengths, 3)
    assert first <= 3 < last
    assert sum(lengths[first:last]) <= MOST_WORDS
