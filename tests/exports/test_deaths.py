"""Deaths in the columns of event data: nobody twice, the sum is the best."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from herodotus.exports.deaths import Deaths, deaths
from herodotus.model import Period, Toll
from tests.exports.made_up import tolls
from tests.exports.war import toll

SIDES = {"a": ["Azerbaijan"], "b": ["Nagorno-Karabakh"]}


def counted(*made: Toll, **known: object) -> Deaths:
    return deaths(made, **SIDES, **known)  # type: ignore[arg-type]


def test_the_sample_of_a_war_balances() -> None:
    found = counted(
        toll("Nagorno-Karabakh", "combatant", 32, 32, 32),
        toll("Nagorno-Karabakh", "civilian", 2, 2, 2),
        toll("Azerbaijan", "civilian", 6, 6, 6),
        toll("both", "civilian", 8, 8, 8),
        toll("both", "mixed", 40, 40, 40),
        toll("Azerbaijan", "combatant", 0, None, 24),
    )
    assert found == Deaths(a=0, b=32, civilians=8, unknown=0, low=40, high=64)


def test_what_a_whole_counts_beyond_its_parts_is_of_unknown_status() -> None:
    found = counted(
        toll("Azerbaijan", "combatant", 3, 3, 3),
        toll("Azerbaijan", "unknown", 10, 10, 12),
    )
    assert (found.a, found.unknown, found.best) == (3, 7, 10)


def test_parts_larger_than_their_whole_stand() -> None:
    found = counted(
        toll("Azerbaijan", "combatant", 9, 9, 9), toll("both", "mixed", 5, 5, 5)
    )
    assert (found.a, found.best, found.low) == (9, 9, 9)


def test_combatants_of_a_third_party_are_of_unknown_status() -> None:
    assert counted(toll("Russia", "combatant", 2, 2, 2)).unknown == 2


def test_no_side_has_dead_in_one_sided_violence() -> None:
    bomber = toll("Azerbaijan", "combatant", 1, 1, 1)
    assert counted(bomber, one_sided=True) == Deaths(0, 0, 0, 1, 1, 1)


def test_days_apart_are_added_and_a_longer_period_takes_them_in() -> None:
    monday, tuesday = date(2020, 9, 28), date(2020, 9, 29)
    first = toll("Azerbaijan", "civilian", 2, 2, 2)
    second = first.model_copy(update={"period": Period(start=tuesday, end=tuesday)})
    both = toll(
        *("Azerbaijan", "civilian", 5, 5, 5), period=Period(start=monday, end=tuesday)
    )
    assert counted(first, second).civilians == 4
    assert counted(first, second, both).civilians == 5


def test_an_open_figure_is_coded_by_its_lower_bound() -> None:
    found = counted(
        toll("Azerbaijan", "civilian", 14, None, None), floors=lambda toll: 20
    )
    assert (found.low, found.best, found.high) == (14, 14, 20)


def test_only_the_dead_count() -> None:
    hurt = toll("Azerbaijan", "civilian", 7, 7, 7, outcome="injured")
    assert counted(hurt) == Deaths(0, 0, 0, 0, 0, 0)


@given(st.lists(tolls(), max_size=6), st.booleans())
def test_low_best_high_are_in_order_and_no_toll_is_lost(
    made: list[Toll], one_sided: bool
) -> None:
    found = counted(*made, one_sided=one_sided)
    assert 0 <= found.low <= found.best <= found.high
    dead = [toll.best or 0 for toll in made if toll.outcome == "killed"]
    assert found.best >= max(dead, default=0)


@given(st.lists(tolls(), max_size=5))
def test_the_order_of_tolls_does_not_matter(made: list[Toll]) -> None:
    assert counted(*made) == counted(*reversed(made))
