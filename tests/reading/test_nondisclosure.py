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
    "words",
    [
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
