"""Nested highlights: what is opened is closed, and no character is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from herodotus.exports.highlights import Close, Open, Stretch, Words, nest

stretches = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=8).map(
    lambda pairs: [
        Stretch(start, start + length, f"k{place}")
        for place, (start, length) in enumerate(pairs)
    ]
)


@given(stretches, st.integers(0, 20), st.integers(1, 30))
def test_each_highlight_covers_its_own_characters(
    given_stretches: list[Stretch], start: int, length: int
) -> None:
    end = start + length
    opened: list[str] = []
    covered: dict[str, set[int]] = {s.key: set() for s in given_stretches}
    at = start
    for piece in nest(given_stretches, start, end):
        if isinstance(piece, Open):
            assert piece.key not in opened
            opened.append(piece.key)
        elif isinstance(piece, Close):
            assert opened.pop() == piece.key
        else:
            assert piece.start == at < piece.end
            at = piece.end
            for key in opened:
                covered[key] |= set(range(piece.start, piece.end))
    assert at == end
    assert not opened
    for stretch in given_stretches:
        inside = set(range(max(stretch.start, start), min(stretch.end, end)))
        assert covered[stretch.key] == inside


def test_the_longer_of_two_that_begin_together_is_outside() -> None:
    pieces = nest([Stretch(0, 3, "short"), Stretch(0, 9, "long")], 0, 9)
    assert [p.key for p in pieces if isinstance(p, Open)] == ["long", "short"]


def test_where_two_cross_the_later_one_is_opened_again() -> None:
    pieces = list(nest([Stretch(0, 4, "a"), Stretch(2, 6, "b")], 0, 6))
    assert pieces == [
        Open("a"),
        Words(0, 2),
        Open("b"),
        Words(2, 4),
        Close("b"),
        Close("a"),
        Open("b"),
        Words(4, 6),
        Close("b"),
    ]
