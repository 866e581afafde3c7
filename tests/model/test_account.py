"""An account asked for one outcome, one side, one status."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from herodotus.model import Account, Period, Toll, Tolls
from tests.samples import karabakh

JUNE = Period(start=date(2021, 6, 1), end=date(2021, 6, 30))


def toll(side: str | None, status: str, best: int | None, **fields: Any) -> Toll:
    known = {"low": best, "high": best, "outcome": "killed", "period": JUNE}
    return Toll(side=side, status=status, best=best, **(known | fields))


def killed(*tolls: Toll) -> Tolls:
    return Account(policy="default", tolls=tolls).killed


def test_the_toll_of_both_sides_takes_in_the_others() -> None:
    _, account = karabakh()
    assert account.killed.best == 97
    whole = next(toll for toll in account.tolls if toll.best == 97)
    assert account.killed.reasons == whole.reasons


def test_one_side() -> None:
    _, account = karabakh()
    assert account.killed.by("Nagorno-Karabakh").best == 84
    assert account.killed.by("Azerbaijan", status="civilian").best == 10


def test_what_one_part_does_not_say_the_sum_does_not_know() -> None:
    _, account = karabakh()
    mine = account.killed.by("Azerbaijan")
    assert {one.status for one in mine.tolls} == {"civilian", "combatant"}
    assert mine.best is None
    assert mine.low == sum(one.low or 0 for one in mine.tolls)


def test_combatants_and_civilians_add_up() -> None:
    found = killed(toll("Mali", "combatant", 3), toll("Mali", "civilian", 2))
    assert (found.low, found.best, found.high) == (5, 5, 5)


def test_a_toll_of_all_is_not_added_to_its_parts() -> None:
    tolls = [toll("Mali", "unknown", 9), toll("Mali", "civilian", 2)]
    assert killed(*tolls).best == 9


@pytest.mark.parametrize(
    "tolls",
    [
        (),
        (toll("Mali", "civilian", 2), toll("Chad", "civilian", 3)),
        (toll("Mali", "civilian", 2), toll("Mali", "civilian", 3, period=Period())),
        (toll("Mali", "unknown", 2), toll("Mali", "unknown", 3, period=Period())),
    ],
)
def test_without_one_whole_there_is_no_figure(tolls: tuple[Toll, ...]) -> None:
    found = killed(*tolls)
    assert (found.low, found.best, found.high) == (None, None, None)
    assert found.reasons == ()
    assert found.tolls == tolls


def test_other_outcomes() -> None:
    account = Account(
        policy="default",
        tolls=(toll(None, "unknown", 7, outcome="missing"),),
    )
    assert account.of("missing").best == 7
    assert account.injured == account.killed == Tolls(())


def test_a_notebook_shows_the_tolls() -> None:
    evil = Account(policy="default", tolls=(toll("<b>", "unknown", None),))
    assert "<td>&lt;b&gt;</td>" in evil._repr_html_()
    assert "<td>?</td>" in evil._repr_html_()
    _, account = karabakh()
    assert account._repr_html_().count("<tr>") == len(account.tolls) + 1


def test_a_notebook_shows_what_each_teller_says() -> None:
    _, account = karabakh()
    page = account._repr_html_()
    assert "<th>own account</th><th>the other side</th><th>third parties</th>" in page
    assert "<td>not disclosed</td>" in page
    assert "<td>84</td>" in page
