"""A report of a border war in the two voices of its parties, as one account."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from herodotus.model import Account, CasualtyClaim, NondisclosureClaim, Toll
from herodotus.reconciliation import balances, reconcile, relate, victims
from tests.reconciliation.claims import casualty, silence

TEXT = (
    "Dozens have died in two days of fighting in Nagorno-Karabakh.\n"
    "The separatists announced that 11 more of their fighters had fallen, and Baku "
    "raised its civilian toll by two to five, bringing the total on both sides to 36.\n"
    "The region's defence ministry said 28 of its fighters had been killed. Eight "
    "civilian deaths have been reported, among them a family of five in Azerbaijan "
    "and three villagers on the Armenian side.\n"
    "Azerbaijan has published no military losses, but Yerevan claimed that dozens of "
    "Azerbaijani soldiers were dead. A war there in the 1990s took 30,000 lives."
)
WAR: dict[str, Any] = {"date_start": date(2020, 9, 27), "date_end": date(2020, 9, 28)}
KARABAKH: dict[str, Any] = {"place": "Nagorno-Karabakh", "place_precision": 4}
RUNNING: dict[str, Any] = {"counting": "cumulative", **WAR, **KARABAKH}
OWN: dict[str, Any] = {"victim_side": "Nagorno-Karabakh", "victim_status": "combatant"}


def _claims() -> list[CasualtyClaim | NondisclosureClaim]:
    baku: dict[str, Any] = {"victim_side": "Azerbaijan", "attributed_to": "Azerbaijan"}
    yerevan = "Armenia Ministry of Defence"
    toll = "raised its civilian toll by two to five"
    return [
        casualty(TEXT, "Dozens", 24, None, **RUNNING),
        casualty(
            TEXT,
            "11 more",
            11,
            counting="new",
            victims="fighters",
            attributed_to="Nagorno-Karabakh",
            date_end=date(2020, 9, 28),
            **OWN,
        ),
        casualty(
            TEXT,
            "by two",
            2,
            evidence=toll,
            counting="new",
            victim_status="civilian",
            victims="civilians",
            **baku,
            **WAR,
        ),
        casualty(
            TEXT,
            "to five",
            5,
            evidence=toll,
            victim_status="civilian",
            victims="civilians",
            **baku,
            **RUNNING,
        ),
        casualty(TEXT, "36", 36, victim_side="both", victim_status="mixed", **RUNNING),
        casualty(
            TEXT,
            "28",
            28,
            victims="fighters",
            attributed_to="Nagorno-Karabakh Ministry of Defence",
            **OWN,
            **RUNNING,
        ),
        casualty(
            TEXT, "Eight", 8, victim_side="both", victim_status="civilian", **RUNNING
        ),
        casualty(
            TEXT,
            "a family of five",
            5,
            victim_side="Azerbaijan",
            victim_status="civilian",
            **RUNNING,
        ),
        casualty(
            TEXT,
            "three villagers",
            3,
            victim_side="Armenia",
            victim_status="civilian",
            **RUNNING,
        ),
        casualty(
            TEXT,
            "dozens",
            24,
            None,
            victims="soldiers",
            victim_side="Azerbaijan",
            victim_status="combatant",
            attributed_to=yerevan,
            **WAR,
        ),
        casualty(TEXT, "30,000", 30000, background=True),
        silence(
            TEXT,
            "published no military losses",
            side="Azerbaijan",
            victim_status="combatant",
        ),
    ]


def _row(account: Account, side: str | None, status: str) -> Toll:
    [row] = [t for t in account.tolls if (t.side, t.status) == (side, status)]
    return row


@pytest.mark.parametrize("text", [TEXT, None], ids=["with the text", "without it"])
def test_each_side_and_status_has_one_row(text: str | None) -> None:
    account = reconcile(relate(_claims(), text=text))
    rows = {(t.side, t.status): (t.low, t.best, t.high) for t in account.tolls}
    assert rows == {
        ("Nagorno-Karabakh", "combatant"): (28, 28, 28),
        ("Azerbaijan", "civilian"): (5, 5, 5),
        ("Armenia", "civilian"): (3, 3, 3),
        ("Azerbaijan", "combatant"): (0, None, None),
        ("both", "civilian"): (8, 8, 8),
        ("both", "mixed"): (36, 36, 36),
    }


def test_best_is_the_word_of_the_party_that_counts_its_own() -> None:
    account = reconcile(relate(_claims(), text=TEXT))
    assert _row(account, "Nagorno-Karabakh", "combatant").said_by == (
        "Nagorno-Karabakh",
    )
    assert _row(account, "Azerbaijan", "civilian").said_by == ("Azerbaijan",)
    assert _row(account, "Armenia", "civilian").said_by == ()


def test_what_a_side_does_not_announce_is_unknown_and_not_zero() -> None:
    row = _row(reconcile(relate(_claims(), text=TEXT)), "Azerbaijan", "combatant")
    assert row.undisclosed
    assert row.best is None
    assert not any(
        toll.undisclosed
        for toll in reconcile(relate(_claims(), text=TEXT)).tolls
        if toll.status == "civilian"
    )


@pytest.mark.parametrize("text", [TEXT, None], ids=["with the text", "without it"])
def test_the_figures_balance(text: str | None) -> None:
    claims = relate(_claims(), text=text)
    number = {c.id: c.text for c in claims if isinstance(c, CasualtyClaim)}
    found = [
        (number[b.whole], [number[part] for part in b.parts], b.stated, b.sum, b.holds)
        for b in balances(claims)
    ]
    assert found == [
        ("36", ["28", "Eight"], 36, 36, True),
        ("Eight", ["a family of five", "three villagers"], 8, 8, True),
    ]


def test_every_relation_of_the_report_is_named() -> None:
    claims = relate(_claims(), text=TEXT)
    number = {c.id: c.text for c in claims if isinstance(c, CasualtyClaim)}
    ties = {
        (number[claim.id], tie.type, number[tie.claim])
        for claim in claims
        for tie in claim.relations
    }
    assert ("11 more", "part_of", "28") in ties
    assert ("by two", "part_of", "to five") in ties
    assert ("a family of five", "repeats", "to five") in ties
    assert ("three villagers", "adds_to", "a family of five") in ties
    assert ("Eight", "sums", "three villagers") in ties
    assert ("36", "sums", "28") in ties
    assert ("Dozens", "consistent_with", "36") in ties
    assert not {tie for tie in ties if "30,000" in tie or "dozens" in tie}


def test_background_is_never_counted() -> None:
    claims = relate(_claims(), text=TEXT)
    [history] = [claim for claim in claims if claim.background]
    account = reconcile(claims)
    assert all(history.id not in toll.reasons for toll in account.tolls)


def test_the_order_of_claims_makes_no_difference() -> None:
    claims = _claims()
    account = reconcile(relate(claims, text=TEXT))
    for seed in range(20):
        shuffled = Random(seed).sample(claims, len(claims))
        assert reconcile(relate(shuffled, text=TEXT)) == account


def test_relating_twice_changes_nothing() -> None:
    once = relate(_claims(), text=TEXT)
    assert relate(once, text=TEXT) == once


def test_policies_weigh_an_enemy_claim_differently() -> None:
    claims = relate(_claims(), text=TEXT)

    def enemy(policy: str) -> tuple[int | None, int | None, int | None]:
        row = _row(reconcile(claims, policy=policy), "Azerbaijan", "combatant")
        return row.low, row.best, row.high

    assert enemy("default") == (0, None, None)
    assert enemy("ucdp") == (0, 0, 24)
    assert enemy("acled") == (12, 12, 12)
    assert enemy("airwars") == (24, None, None)


def test_victims_are_the_civilians() -> None:
    assert victims(relate(_claims(), text=TEXT)) == {"killed": 8, "injured": None}
