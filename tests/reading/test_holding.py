"""Ground that is held: taken by who says so of itself, or kept from who took it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import Claim, ControlClaim

Read = Callable[[str], list[Claim]]

#: What a side says of itself; the place and the side are those of the claim.
HELD = [
    (
        (
            "TRIPOLI, 18 April 2019 - Haftar's Libyan National Army said it was in "
            "full control of Tripoli airport after the fighting."
        ),
        ("captured", "Libyan National Army", "Tripoli"),
    ),
    (
        (
            "BEIRUT, 2 August 2006 - Hezbollah said its fighters had control of Aita "
            "al-Shaab after the clashes."
        ),
        ("captured", "Hezbollah", "Aita al-Shaab"),
    ),
    (
        (
            "KABUL, 2 June 2019 - The Taliban shelled the town. The Afghan government "
            "said its forces were in control of the district of Dand-e-Patan."
        ),
        ("captured", "Afghanistan", "Dand-e-Patan"),
    ),
]

#: What answers who says to have taken the ground: the second claim is the answer.
KEPT = [
    (
        (
            "SIRTE, 7 January 2020 - Haftar's Libyan National Army said it had "
            "captured Sirte. The Government of National Accord said its forces still "
            "held the city."
        ),
        ("Libya", "Sirte"),
    ),
    (
        (
            "MALAKAL, 19 February 2014 - Rebels loyal to Riek Machar said they had "
            "seized Malakal. The South Sudanese army said the town remained under its "
            "control."
        ),
        ("South Sudan", "Malakal"),
    ),
    (
        (
            "TAL AFAR, 20 August 2017 - Islamic State said it had retaken Tal Afar. "
            "The Iraqi army said it retained control of the town."
        ),
        ("Iraq", "Tal Afar"),
    ),
    (
        (
            "MARIB, 3 March 2021 - The Houthis said they had captured the Kofal base. "
            "The Yemeni army said it still held it."
        ),
        ("Yemen", "Kofal"),
    ),
]

NOT_HELD = [
    "GOMA, 20 November 2012 - M23 rebels were in control of Goma, residents said.",
    (
        "GOMA, 20 November 2012 - The army said the situation was under control in "
        "Goma after the shelling. Its men held talks with the rebels."
    ),
    (
        "GOMA, 20 November 2012 - M23 rebels fired on soldiers. The Congolese army "
        "said it still held Goma."
    ),
    (
        "MOSUL, 3 May 2016 - Islamic State militants had held the city since 2014. The "
        "army said it held 20 fighters in a camp."
    ),
]


def moves(claims: list[Claim]) -> list[ControlClaim]:
    return [claim for claim in claims if isinstance(claim, ControlClaim)]


@pytest.mark.parametrize(("text", "expected"), HELD)
def test_what_a_side_says_to_hold(
    text: str, expected: tuple[str, str, str], claims: Read
) -> None:
    (claim,) = moves(claims(text))
    assert (claim.action, claim.by, claim.place) == expected
    assert claim.rule == "ground held"


@pytest.mark.parametrize(("text", "expected"), KEPT)
def test_what_is_still_held_was_not_taken(
    text: str, expected: tuple[str, str], claims: Read
) -> None:
    taken, kept = moves(claims(text))
    assert taken.place == kept.place
    assert (kept.action, kept.by, kept.place) == ("repelled", *expected)


@pytest.mark.parametrize("text", NOT_HELD)
def test_what_tells_of_no_ground_held(text: str, claims: Read) -> None:
    assert moves(claims(text)) == []


def test_a_pronoun_takes_up_the_ground_told_last(claims: Read) -> None:
    first, second = moves(
        claims(
            "DONETSK, 26 May 2014 - Ukraine's army said it had taken back Donetsk "
            "airport. The separatists denied this and said their men held it."
        )
    )
    assert first.place == second.place == "Donetsk"
    assert (second.by, second.evidence) == ("separatists", "their men held it")
