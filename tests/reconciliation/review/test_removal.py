"""What a figure would be without a claim is the same, found quickly or anew."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.model import Telling
from herodotus.reconciliation.accounts.account import account_of
from herodotus.reconciliation.accounts.policies import load_policy
from herodotus.reconciliation.review.removal import Removal
from tests.reconciliation.tellings import more, told

DEFAULT = load_policy("default")

SIDES = st.sampled_from(["Nagorno-Karabakh", "Azerbaijan", None])


@st.composite
def wars(draw: st.DrawFn) -> list[Telling]:
    """Some days of a war: totals, increments and attacks, not all of them whole."""
    found = []
    for place in range(draw(st.integers(1, 9))):
        on = draw(st.integers(0, 6))
        fields: dict[str, Any] = {
            "victim_side": draw(SIDES),
            "victim_status": draw(st.sampled_from(["combatant", "unknown"])),
            "by": draw(st.sampled_from(["Nagorno-Karabakh officials", "Azerbaijan"])),
            "report": f"report {draw(st.integers(0, 5))}",
            "name": f"claim {place}",
            "published": on,
        }
        kind = draw(st.sampled_from(["total", "more", "attack"]))
        number = draw(st.integers(1, 40))
        if kind == "total":
            found.append(told(number, on, **fields))
        elif kind == "more":
            found.append(more(number, on, **fields))
        else:
            town = {"place": draw(st.sampled_from(["Ganja", "Terter"]))}
            town["place_precision"] = 1  # type: ignore[assignment]
            found.append(told(number, on, counting="event", **fields | town))
    return found


@given(wars())
@settings(max_examples=60)
def test_every_removal_is_exact(war: list[Telling]) -> None:
    removal = Removal(war, policy=DEFAULT)
    assert removal.tolls == account_of(war).tolls
    for one in war:
        rest = [other for other in war if other is not one]
        assert removal.without(one.claim.id) == account_of(rest).tolls


@pytest.mark.parametrize("reports", [2, 6])
def test_the_only_claim_of_a_line_leaves_no_toll(reports: int) -> None:
    war = [told(10 + on, on, name=f"total {on}") for on in range(reports)]
    lone = told(3, 1, name="lone", outcome="injured")
    tolls = Removal([*war, lone], policy=DEFAULT).without("lone")
    assert {toll.outcome for toll in tolls} == {"killed"}
