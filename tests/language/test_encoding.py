"""Words as the network reads them."""

from __future__ import annotations

import pytest

from herodotus.language.encoding import MOST_SUBTOKENS, placed, plain, shape


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("”", '"'),
        ("''", '"'),
        ("n’t", "n't"),
        ("--", "—"),
        ("…", "..."),
        ("Baku", "Baku"),
    ],
)
def test_marks_of_all_styles_are_read_as_one(word: str, read: str) -> None:
    assert plain(word) == read


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("killed", 1),
        ("NATO", 2),
        ("A", 3),
        ("McCain", 3),
        ("32", 4),
        ("大", 5),
        (",", 6),
    ],
)
def test_shapes(word: str, kind: int) -> None:
    assert shape(word) == kind


def test_a_word_is_its_first_piece_after_the_root() -> None:
    encoded = placed([101, 7, 8, 9, 102], [None, 0, 0, 1, None], ["shelling", "."])
    assert encoded.first == [0, 1, 3]
    assert encoded.shape == [0, 1, 6]


def test_a_word_without_pieces_takes_its_neighbours_place() -> None:
    encoded = placed([101, 7, 9, 102], [None, 0, 2, None], ["two", "\x9d", "died"])
    assert encoded.first == [0, 1, 1, 2]


def test_what_is_too_long_is_cut_and_every_word_keeps_a_place() -> None:
    words = ["a"] * 600
    ids = [101, *[7] * 600, 102]
    encoded = placed(ids, [None, *range(600), None], words)
    assert len(encoded.ids) == MOST_SUBTOKENS
    assert len(encoded.first) == 601
    assert max(encoded.first) < MOST_SUBTOKENS
