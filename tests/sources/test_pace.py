"""How long servers are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.sources.pace import Pace, back_off, seconds_in

chances = st.floats(0, 1)


@given(st.integers(1, 200), chances)
def test_waits_grow_up_to_a_limit_and_never_fall_short(n: int, chance: float) -> None:
    pace = Pace()
    wait = back_off(pace, n, chance=chance, asked=None)
    least = min(pace.longest, pace.first * 2.0 ** min(n - 1, 40))
    assert least <= wait <= pace.longest * (1 + pace.jitter)
    assert back_off(pace, n + 1, chance=chance, asked=None) >= wait


@given(st.floats(0, 1e9), chances)
def test_what_a_server_asks_for_it_gets_up_to_a_day(
    asked: float, chance: float
) -> None:
    wait = back_off(Pace(), 1, chance=chance, asked=asked)
    assert wait >= min(asked, 86_400)
    assert wait <= 86_400 * 1.1


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("90", 90), ("90s", 90), ("15m", 900), ("2h", 7200), ("1d 1h", 90_000)],
)
def test_lengths_of_time(words: str, seconds: float) -> None:
    assert seconds_in(words) == seconds


@pytest.mark.parametrize("words", ["", "soon", "-5m", "5x", "1.5h", "m"])
def test_what_is_no_length_of_time(words: str) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        seconds_in(words)
