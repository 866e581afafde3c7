"""Victims of a short report: whole, parts, separate attacks, updates."""

from __future__ import annotations

from datetime import date
from typing import Any

from herodotus.model import CasualtyClaim
from herodotus.reconciliation import relate, victims
from tests.reconciliation.claims import casualty

CIVILIAN: dict[str, Any] = {"victim_status": "civilian"}
SOLDIER: dict[str, Any] = {"victim_status": "combatant"}


def _victims(text: str, *claims: CasualtyClaim) -> tuple[int | None, int | None]:
    counts = victims(relate(claims, text=text))
    return counts["killed"], counts["injured"]


def test_no_number_is_none_and_not_zero() -> None:
    text = "Gunmen opened fire on a convoy."
    assert _victims(text) == (None, None)


def test_killed_and_injured_are_counted_apart() -> None:
    text = "The blast killed seven people and wounded 15 others."
    killed = casualty(text, "seven people", 7)
    injured = casualty(text, "15 others", 15, outcome="injured")
    assert _victims(text, killed, injured) == (7, 15)


def test_a_total_covers_its_parts() -> None:
    text = "At least 12 died, including four children. The dead include a priest."
    claims = [
        casualty(text, "At least 12", 12, None),
        casualty(text, "four children", 4, **CIVILIAN),
        casualty(text, "a priest", 1, **CIVILIAN),
    ]
    assert _victims(text, *claims) == (12, None)


def test_fighters_in_a_total_are_taken_off() -> None:
    text = "The fighting left 28 bodies, including those of two soldiers."
    total = casualty(text, "28 bodies", 28)
    soldiers = casualty(text, "two soldiers", 2, **SOLDIER)
    assert _victims(text, total, soldiers) == (26, None)


def test_civilians_named_in_a_total_count_alone() -> None:
    text = "The assault killed 28 people, including seven civilians."
    total = casualty(text, "28 people", 28)
    civilians = casualty(text, "seven civilians", 7, victims="civilians", **CIVILIAN)
    assert _victims(text, total, civilians) == (7, None)


def test_fighters_are_no_victims() -> None:
    text = "A bomb killed seven civilians and eight soldiers."
    civilians = casualty(text, "seven civilians", 7, **CIVILIAN)
    soldiers = casualty(text, "eight soldiers", 8, **SOLDIER)
    assert _victims(text, civilians, soldiers) == (7, None)
    assert _victims(text, soldiers) == (None, None)


def test_separate_attacks_add_up() -> None:
    text = "The siege left 29 dead, while five more died in a separate bombing."
    claims = [casualty(text, "29 dead", 29), casualty(text, "five more", 5)]
    assert _victims(text, *claims) == (34, None)


def test_an_update_replaces_and_a_repetition_adds_nothing() -> None:
    text = "Nine died. The toll has risen to 11 dead. Doctors confirmed 11 deaths."
    claims = [
        casualty(text, "Nine", 9),
        casualty(text, "11 dead", 11),
        casualty(text, "11 deaths", 11),
    ]
    assert _victims(text, *claims) == (11, None)


def test_history_and_other_days_are_other_events() -> None:
    text = "Gunmen killed five men on Monday, days after six died. In 2011, 90 died."
    monday, friday = date(2015, 2, 2), date(2015, 1, 30)
    claims = [
        casualty(text, "five men", 5, date_start=monday, date_end=monday),
        casualty(text, "six", 6, date_start=friday, date_end=friday),
        casualty(text, "90", 90, background=True),
    ]
    assert _victims(text, *claims) == (5, None)
