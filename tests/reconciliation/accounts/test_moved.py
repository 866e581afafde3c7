"""What moves between policies: figures that differ, tolls that come and go."""

from __future__ import annotations

from datetime import date
from typing import Any

from herodotus.model import Account, Period, Toll
from herodotus.reconciliation.accounts.moved import moved


def toll(low: int | None, best: int | None, high: int | None, **said: Any) -> Toll:
    fields: dict[str, Any] = {
        "side": "Mali",
        "status": "combatant",
        "outcome": "killed",
        "period": Period(),
    }
    return Toll(low=low, best=best, high=high, **{**fields, **said})


def account(*tolls: Toll) -> Account:
    return Account(policy="p", tolls=tolls)


def test_only_the_figures_that_differ_are_named() -> None:
    (one,) = moved(account(toll(4, 4, 9)), account(toll(4, 6, None)))
    assert one.bounds == ("best", "high")
    assert one.before is not None
    assert one.toll.best == 6


def test_the_same_figure_by_another_voice_is_no_move() -> None:
    other = toll(4, 4, 4, said_by=("Mali",), grade="fair")
    assert moved(account(toll(4, 4, 4)), account(other)) == ()


def test_a_toll_that_comes_or_goes_moves_as_a_whole() -> None:
    (new,) = moved(account(), account(toll(1, 1, 1)))
    (gone,) = moved(account(toll(1, 1, 1)), account())
    assert (new.before, gone.after) == (None, None)
    assert new.bounds == gone.bounds == ("low", "best", "high")
    assert gone.toll.best == 1


def test_tolls_of_several_periods_are_taken_by_period() -> None:
    one, other = (Period(start=date(2020, 1, day)) for day in (1, 5))
    before = account(toll(1, 1, 1, period=one), toll(8, 8, 8, period=other))
    after = account(toll(8, 8, 8, period=other), toll(1, 2, 2, period=one))
    (move,) = moved(before, after)
    assert move.toll.period == one


def test_another_period_of_the_only_toll_is_the_same_toll() -> None:
    longer = Period(start=date(2020, 1, 1), end=date(2020, 1, 9))
    assert moved(account(toll(1, 1, 1)), account(toll(1, 1, 1, period=longer))) == ()


def test_people_of_other_places_are_never_compared() -> None:
    found = moved(
        account(toll(1, 1, 1, country="MLI", place="Gao")),
        account(toll(2, 2, 2, country="MLI", place="Mopti")),
    )
    assert len(found) == 2
