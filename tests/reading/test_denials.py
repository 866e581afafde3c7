"""What a denial is of: an accuser's words, a deed, or losses, and whose claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import CasualtyClaim, Claim

Read = Callable[[str], list[CasualtyClaim]]

CLAIM = "ASMARA, 17 March 1999 - Eritrea said it killed 900 Ethiopian soldiers.\n\n"
RAID = (
    "SANAA, 8 October 2016 - At least 140 people were killed when warplanes hit a "
    "hall.\n\nThe Houthis blamed the Saudi-led coalition. "
)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        # the words of the accuser
        (CLAIM + "Ethiopia dismissed the Eritrean claims as a fabrication.", True),
        (CLAIM + "An Ethiopian army spokesman called that figure fantasy.", True),
        (CLAIM + "“That is an exaggeration,” the Ethiopian army said.", True),
        (CLAIM + "Ethiopia would not confirm the figure.", False),
        (CLAIM + "Ethiopia denied losing any planes.", False),
        # the deed, and so the blame
        (RAID + "The coalition denied that its aircraft carried out the raid.", True),
        (RAID + "The coalition denied responsibility.", True),
        (RAID + "The coalition declined to comment.", False),
        (RAID + "The coalition rejected any suggestion of talks.", False),
    ],
)
def test_what_a_denial_is_of(text: str, denied: bool, tolls: Read) -> None:
    claim, *_ = tolls(text)
    assert claim.denied is denied


def test_nobody_denies_an_accusers_own_dead(tolls: Read) -> None:
    told = tolls(
        "COLOMBO, 22 July 1996 - The LTTE said it killed 1,000 Sri Lankan soldiers and "
        "that 241 of its own fighters died.\n\n“That is an exaggeration,” the Sri "
        "Lankan army said."
    )
    assert {claim.low: claim.denied for claim in told} == {1000: True, 241: False}


def test_a_denial_of_a_detail_leaves_the_toll(tolls: Read) -> None:
    claim, *_ = tolls(
        "TRIPOLI, 20 May 2017 - The Libyan National Army said 141 people were killed "
        "at the base.\n\nSome of them were executed, it said.\n\nThe Misrata "
        "Brigades denied that anybody was executed."
    )
    assert not claim.denied


def test_it_is_what_was_said_last(tolls: Read) -> None:
    told = tolls(
        "JUBA, 5 May 2014 - The government said rebels had killed 70 civilians in "
        "Bentiu.\n\nThe army said its troops had taken Nasir and killed 40 rebels. "
        "The rebels denied it."
    )
    assert {claim.low: claim.denied for claim in told} == {70: False, 40: True}


def test_claims_in_the_plural_are_more_than_the_last(tolls: Read) -> None:
    told = tolls(
        "JUBA, 5 May 2014 - The army said it killed 70 rebels in Bentiu.\n\nThe army "
        "said it killed 40 rebels in Nasir. The rebels denied the claims."
    )
    assert {claim.low: claim.denied for claim in told} == {70: True, 40: True}


def test_nobody_denies_what_the_other_side_did(
    claims: Callable[[str], list[Claim]],
) -> None:
    found = claims(
        "SANAA, 8 October 2016 - Houthi fighters shelled Marib. Warplanes bombed a "
        "hall in Sanaa.\n\nThe Saudi-led coalition denied responsibility."
    )
    told = {c.evidence.split()[0]: c.denied for c in found if c.kind == "event"}
    assert (told["Houthi"], told["Warplanes"]) == (False, True)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        (
            (
                "KYIV, 2 March 2022 - Russian forces said they had taken the city of "
                "Kherson. Its mayor, Igor Kolykhayev, denied that the city had fallen."
            ),
            True,
        ),
        (
            (
                "GOMA, 27 January 2025 - M23 rebels captured Goma on Monday. The "
                "Congolese army denied that it had lost control of the city."
            ),
            True,
        ),
        (
            (
                "STEPANAKERT, 4 October 2020 - Azerbaijan said its army had captured "
                "the village of Madagiz. Armenia's defence ministry denied losing the "
                "village."
            ),
            True,
        ),
        # who says to be in control is answered by "denied this"
        (
            (
                "TRIPOLI, 18 April 2019 - Haftar's Libyan National Army said it was in "
                "control of Tripoli airport. The Government of National Accord denied "
                "it."
            ),
            True,
        ),
        # other ground, and no ground
        (
            (
                "KYIV, 2 March 2022 - Russian forces said they had taken the city of "
                "Kherson. The army denied that Mykolaiv had fallen."
            ),
            False,
        ),
        (
            (
                "GOMA, 27 January 2025 - M23 rebels captured Goma on Monday. The "
                "Congolese army denied taking bribes."
            ),
            False,
        ),
    ],
)
def test_a_denial_of_what_became_of_ground(
    text: str, denied: bool, claims: Callable[[str], list[Claim]]
) -> None:
    claim = next(c for c in claims(text) if c.kind == "control")
    assert claim.denied is denied


def test_a_denial_about_ground_leaves_the_toll(
    claims: Callable[[str], list[Claim]],
) -> None:
    found = claims(
        "GOMA, 27 January 2025 - M23 rebels captured Goma on Monday and killed 40 "
        "soldiers. The Congolese army denied that the city had fallen."
    )
    told = {c.kind: c.denied for c in found if c.kind in ("control", "casualty")}
    assert told == {"control": True, "casualty": False}
