"""Tolls added up for formats with one figure: unknown is not zero, nobody twice."""

from __future__ import annotations

from herodotus.exports.totals import Range, total
from herodotus.model import Outcome, Period, Toll, VictimStatus


def toll(
    side: str | None,
    low: int | None,
    best: int | None,
    high: int | None,
    *,
    status: VictimStatus = "combatant",
    outcome: Outcome = "killed",
) -> Toll:
    return Toll(
        side=side,
        status=status,
        outcome=outcome,
        period=Period(),
        low=low,
        best=best,
        high=high,
    )


def test_nothing_known_is_unknown() -> None:
    assert total([], "killed") == Range(None, None, None)
    assert total([toll("Mali", 1, 1, 1)], "injured") == Range(None, None, None)


def test_the_people_of_two_sides_are_added() -> None:
    both = [toll("Mali", 4, 5, 6), toll("JNIM", 10, 10, 12)]
    assert total(both, "killed") == Range(14, 15, 18)


def test_a_toll_of_both_sides_holds_the_others() -> None:
    tolls = [toll("Mali", 4, 5, 6), toll("both", 20, 20, 20, status="mixed")]
    assert total(tolls, "killed") == Range(20, 20, 20)


def test_a_toll_of_both_sides_without_a_figure_does_not_hide_theirs() -> None:
    tolls = [toll("Mali", 4, 5, 6), toll("both", None, None, None)]
    assert total(tolls, "killed") == Range(4, 5, 6)


def test_people_of_any_status_hold_the_soldiers_among_them() -> None:
    tolls = [toll("Mali", 4, 4, 4), toll("Mali", 9, 9, 9, status="unknown")]
    assert total(tolls, "killed") == Range(9, 9, 9)


def test_soldiers_and_civilians_are_added() -> None:
    tolls = [toll("Mali", 4, 4, 4), toll("Mali", 2, 2, 2, status="civilian")]
    assert total(tolls, "killed") == Range(6, 6, 6)
    assert total(tolls, "killed", civilians=True) == Range(2, 2, 2)


def test_a_part_without_a_figure_leaves_the_top_open() -> None:
    tolls = [toll("Mali", 4, 4, 4), toll("JNIM", None, None, None)]
    assert total(tolls, "killed") == Range(4, 4, None)


def test_people_of_no_stated_side_may_be_among_those_of_one() -> None:
    tolls = [toll("Mali", 4, 4, 4), toll(None, 3, 3, 3)]
    assert total(tolls, "killed") == Range(4, 4, 4)
    assert total(tolls[1:], "killed") == Range(3, 3, 3)
