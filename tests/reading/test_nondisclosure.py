"""Sides that keep silent about their losses: unknown, which is not zero."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import Claim

Read = Callable[[str], list[Claim]]


@pytest.mark.parametrize(
    ("words", "side", "status"),
    [
        (
            "Azerbaijan has not disclosed its military casualties",
            "Azerbaijan",
            "combatant",
        ),
        ("Armenia has not announced its military losses", "Armenia", "combatant"),
        ("Russia has never published its losses in the war", "Russia", "unknown"),
        (
            "The Russian government has not said how many of its soldiers were killed",
            "Russia",
            "combatant",
        ),
    ],
)
def test_a_silence_is_a_claim_with_a_side(
    words: str, side: str, status: str, claims: Read
) -> None:
    (claim,) = claims(f"KYIV, 1 October 2020 - {words}.")
    assert claim.kind == "nondisclosure"
    assert (claim.side, claim.victim_status) == (side, status)
    assert claim.rule == "nondisclosure"
    assert claim.id


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Ethiopia does not disclose its military losses", "Ethiopia"),
        ("Sudan does not publish figures on its dead", "Sudan"),
        ("Eritrea has refused to say how many troops it lost", "Eritrea"),
        ("The Iranian government declined to give a figure for its dead", "Iran"),
        ("Syria has yet to announce its casualties", "Syria"),
        ("Syria has yet to make public any figures for killed soldiers", "Syria"),
        ("Russia keeps its casualties secret", "Russia"),
        ("Russia's military losses are a state secret", "Russia"),
        ("Turkey treats its losses as secret", "Turkey"),
        ("No figures for military deaths have been released by Egypt", "Egypt"),
        ("Libya's combat losses have not been made public", "Libya"),
        ("Chad has been silent about its dead", "Chad"),
        ("There was no word from Ukraine on its own casualties", "Ukraine"),
    ],
)
def test_a_silence_stands_alone_in_any_tense(
    words: str, side: str, claims: Read
) -> None:
    (claim,) = [c for c in claims(f"{words}.") if c.kind != "event"]
    assert claim.kind == "nondisclosure"
    assert claim.side == side


def test_neither_of_two_sides_tells(claims: Read) -> None:
    found = claims("Neither Ethiopia nor Eritrea has disclosed its military dead.")
    assert {c.side for c in found if c.kind == "nondisclosure"} == {
        "Ethiopia",
        "Eritrea",
    }


def test_a_figure_that_is_not_given_counts_nobody(claims: Read) -> None:
    found = claims("Clashes went on. The Yemeni army gave no figure for its dead.")
    assert [c.kind for c in found if c.kind != "event"] == ["nondisclosure"]


@pytest.mark.parametrize(
    "words",
    [
        "Ukraine reported no losses in the attack",
        "Japan did not report any losses from the fall in shares",
        "Ukrainian police would not confirm the death after the attack",
        "Ukraine did not confirm the 40 deaths in the attack",
        "The army reported no losses",
        "Ukraine has announced the start of the offensive",
        "Russia has not announced the date of the talks after the attack",
        "The army has not disclosed where its troops are",
    ],
)
def test_what_is_said_or_about_other_things_is_no_silence(
    words: str, claims: Read
) -> None:
    found = claims(f"KYIV, 1 October 2014 - {words}.")
    assert [claim for claim in found if claim.kind == "nondisclosure"] == []


def test_a_silence_told_twice_is_one_claim(claims: Read) -> None:
    found = claims(
        "BAKU, 1 October 2020 - Azerbaijan has not disclosed its military casualties."
        "\n\nThe fighting went on. Azerbaijan has not announced its military losses."
    )
    assert [claim.kind for claim in found] == ["nondisclosure"]
