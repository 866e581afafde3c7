"""An address names a figure, as loosely as people type and as exactly as they wish."""

from __future__ import annotations

import pytest

from herodotus.model import Account, Period, Toll
from herodotus.reconciliation.review.addresses import address, figures_at


def toll(side: str | None, status: str, outcome: str = "killed") -> Toll:
    return Toll.model_validate(
        {
            "side": side,
            "status": status,
            "outcome": outcome,
            "period": Period(),
            "low": 1,
            "best": 2,
            "high": 3,
        }
    )


ACCOUNT = Account(
    policy="default",
    tolls=(
        toll("Azerbaijan", "civilian"),
        toll("Azerbaijan", "civilian", "injured"),
        toll("Nagorno-Karabakh", "combatant"),
        toll(None, "unknown"),
        toll("both", "civilian"),
        toll("both", "mixed"),
    ),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("best.both.killed", ["best.both.mixed.killed"]),
        ("both", ["best.both.mixed.killed"]),
        ("low.both.civilians", ["low.both.civilian.killed"]),
        ("nagorno karabakh.HIGH", ["high.Nagorno-Karabakh.combatant.killed"]),
        ("injured", ["best.Azerbaijan.civilian.injured"]),
        ("unstated", ["best.unstated.unknown.killed"]),
        ("Armenia", []),
        ("best.Azerbaijan.combatant", []),
    ],
)
def test_an_address_finds_its_figures(words: str, found: list[str]) -> None:
    assert [address(figure) for figure in figures_at(words, ACCOUNT)] == found


def test_every_figure_is_found_by_its_own_address() -> None:
    for figure in figures_at("high", ACCOUNT):
        assert figure in figures_at(address(figure), ACCOUNT)
