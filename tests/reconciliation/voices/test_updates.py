"""A family of one wording, parted by its figures."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from herodotus.reconciliation.voices.duplicates import sketch
from herodotus.reconciliation.voices.stated import changed, stated
from herodotus.reconciliation.voices.updates import Member, parted

LEAD = "The army said {} soldiers were killed near the town of Bol on the lake. "
REST = (
    "Trucks burned on the only road to the north, and people who had fled through the "
    "reeds waited for boats until the evening, a fisherman told a radio station. The "
    "wind drove the smoke over the water. The governor asked all who could to give "
    "blood, and the market of the town stayed shut. "
)
END = "It captured {} boats, said a note."


def member(key: str, text: str, day: int = 1) -> Member:
    return Member(key, date(2021, 5, day), sketch(text))


OLD = LEAD.format(12) + REST + END.format(5)
NEW = LEAD.format(14) + REST + END.format(5)


def test_a_wire_and_its_update_are_two_voices() -> None:
    family = [member("b", OLD), member("a", NEW, 2), member("c", "Flash. " + OLD, 2)]
    assert parted(family) == {"b": "b", "c": "b", "a": "a"}


def test_what_states_no_figure_counts_with_the_earliest_and_bridges_nothing() -> None:
    cut = member("a", REST, 3)
    family = [cut, member("c", NEW, 2), member("b", OLD, 1)]
    assert parted(family) == {"b": "a", "a": "a", "c": "c"}
    family = [cut, member("c", NEW, 1), member("b", OLD, 2)]
    assert parted(family) == {"c": "a", "a": "a", "b": "b"}


def test_one_that_came_between_keeps_two_apart_that_differ_below() -> None:
    """A cut text fits two whole ones, which differ in what it lacks."""
    cut = member("a", LEAD.format(12) + REST, 2)
    five, six = member("b", OLD, 1), member("c", LEAD.format(12) + REST + END.format(6))
    voices = parted([cut, five, six])
    assert voices["b"] != voices["c"]
    assert voices["a"] == voices["b"]


def test_without_another_figure_a_family_is_one_voice() -> None:
    """Members far apart hang together by those between them."""
    far = " ".join(f"word{n}" for n in range(200))
    family = [member("b", OLD), member("a", far), member("c", REST)]
    assert set(parted(family).values()) == {"a"}


def test_forms_filled_in_every_day_are_as_many_voices() -> None:
    family = [
        member(f"{n:03}", LEAD.format(n + 2) + REST, 1 + n % 28) for n in range(300)
    ]
    assert len(set(parted(family).values())) == 300


_TEXTS = st.tuples(
    st.sampled_from(["", LEAD]),
    st.integers(2, 4),
    st.sampled_from(["", END]),
    st.integers(2, 4),
).map(lambda of: of[0].format(of[1]) + REST + of[2].format(of[3]))


@given(st.lists(st.tuples(_TEXTS, st.integers(1, 3)), max_size=9), st.randoms())
def test_order_does_not_matter_and_no_voice_differs(
    told: list[tuple[str, int]], chance: random.Random
) -> None:
    family = [member(f"{n}", text, day) for n, (text, day) in enumerate(told)]
    voices = parted(family)
    mixed = list(family)
    chance.shuffle(mixed)
    assert parted(mixed) == voices
    figures = {str(n): stated(text) for n, (text, _) in enumerate(told)}
    for one, other in combinations(figures, 2):
        if voices[one] == voices[other]:
            assert not changed(figures[one], figures[other])
    for key, voice in voices.items():
        assert voice <= key
        assert voices[voice] == voice
