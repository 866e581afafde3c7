"""Who answers for a count: the ultimate source, however it is worded."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import CasualtyClaim

Read = Callable[[str], list[CasualtyClaim]]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # an institution takes the state that its words or its report give it
        (
            (
                "KYIV, 14 August 2014 - The Ukrainian defence ministry said that 12 "
                "soldiers were killed on Wednesday."
            ),
            "Ukraine Ministry of Defence",
        ),
        (
            (
                "KYIV, 14 August 2014 - Twelve Ukrainian soldiers were killed by "
                "shelling on Wednesday, the defence ministry said."
            ),
            "Ukraine Ministry of Defence",
        ),
        # a capital stands for its government
        (
            (
                "BAKU, 2 October 2020 - Yerevan said that 60 Azerbaijani soldiers were "
                "killed."
            ),
            "Armenia",
        ),
        # a group of its own
        (
            (
                "BEIRUT, 12 March 2015 - The Syrian Observatory for Human Rights said "
                "30 rebels were killed in clashes."
            ),
            "Syrian Observatory for Human Rights",
        ),
        # nobody in particular
        (
            (
                "NAIROBI, 2 October 2013 - Twelve soldiers were reported killed in an "
                "attack by Al Shabaab in Somalia."
            ),
            None,
        ),
        # the reporter
        ("PARIS, 14 November 2015 - Gunmen killed 129 people in Paris.", None),
    ],
)
def test_the_party_that_answers(text: str, party: str | None, tolls: Read) -> None:
    assert [claim.attributed_to for claim in tolls(text)] == [party]


def test_a_person_speaks_for_an_institution(tolls: Read) -> None:
    (claim,) = tolls(
        "KYIV, 14 August 2014 - Colonel Andriy Lysenko, a spokesman for the Ukrainian "
        "army, said that three soldiers were killed by mortar fire."
    )
    assert claim.speaker == "Andriy Lysenko"
    assert claim.attributed_to == "Andriy Lysenko (Ukraine army)"
    assert claim.attribution_cue == "said"


def test_he_and_it_are_who_spoke_last(tolls: Read) -> None:
    killed, wounded = tolls(
        "KYIV, 14 August 2014 - The Ukrainian defence ministry said that 12 soldiers "
        "were killed on Wednesday. It added that 30 were wounded."
    )
    assert (
        wounded.attributed_to == killed.attributed_to == "Ukraine Ministry of Defence"
    )
    killed, wounded = tolls(
        "KYIV, 14 August 2014 - Colonel Andriy Lysenko, a spokesman for the Ukrainian "
        "army, said three soldiers were killed. “We lost a helicopter,” he said. He "
        "added that six soldiers were wounded."
    )
    assert wounded.speaker == killed.speaker == "Andriy Lysenko"


def test_an_agency_relays_what_it_quotes(tolls: Read) -> None:
    (claim,) = tolls(
        "CAIRO, 14 August 2013 - Reuters reported that 12 policemen were killed in "
        "clashes in Cairo, quoting the interior ministry."
    )
    assert claim.attributed_to == "Egypt Ministry of Interior"
    assert claim.relayed_by == "Reuters"


@pytest.mark.parametrize(
    "text",
    [
        (
            "BAKU, 2 October 2020 - Yerevan said that 60 Azerbaijani soldiers were "
            "killed. Baku denied the claim."
        ),
        (
            "BOGOTA, 2 October 2012 - The army said that 12 FARC rebels were killed in "
            "clashes, but the rebels denied it."
        ),
    ],
)
def test_a_count_that_the_other_side_denies_is_denied(text: str, tolls: Read) -> None:
    (claim,) = tolls(text)
    assert claim.denied
    assert claim.stance == "asserts"


def test_a_count_that_nobody_denies_is_not(tolls: Read) -> None:
    (claim,) = tolls(
        "BAKU, 2 October 2020 - Yerevan said that 60 Azerbaijani soldiers were "
        "killed. Baku called for talks."
    )
    assert not claim.denied
