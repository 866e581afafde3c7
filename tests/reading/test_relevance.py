"""Casualties of armed conflict are read; those of other causes are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import Claim
from herodotus.reading.relevance import has_other_cause, tells_of_conflict

Read = Callable[[str], list[Claim]]

OTHER = {
    "earthquake": (
        "KATHMANDU, 26 April 2015 - An earthquake killed at least 2,430 people in"
        " Nepal and injured more than 6,000 on Saturday, the government said."
    ),
    "flood": (
        "ISLAMABAD, 3 August 2010 - Floods have killed 1,400 people in Pakistan. "
        "Troops used helicopters to reach villages that were cut off."
    ),
    "epidemic": (
        "KINSHASA, 2 June 2019 - The Ebola epidemic has killed 1,300 people in "
        "eastern Congo, the health ministry said."
    ),
    "storm": (
        "TACLOBAN, Philippines, 11 November 2013 - The typhoon killed 10,000 "
        "people, and bodies lay in the streets of the city, officials said."
    ),
    "crash": (
        "SAN JOSE, 21 March 2016 - Thirteen students died when their bus "
        "overturned on a motorway near Tarragona. Thirty others were injured."
    ),
    "ferry": (
        "SEOUL, 18 April 2014 - The ferry capsized with 476 people aboard. At "
        "least 28 people are dead and 268 are missing, the coast guard said."
    ),
    "road": (
        "NAIROBI, 11 December 2017 - A bus collided with a lorry on Sunday, killing 36 "
        "people, police said."
    ),
    "truck": (
        "ISLAMABAD, 11 December 2017 - An army truck plunged into a ravine on Sunday, "
        "killing 12 soldiers, the military said."
    ),
    "fire": (
        "DHAKA, 25 November 2012 - A factory fire killed 112 people, most of them"
        " women, on the outskirts of the capital."
    ),
    "sport": (
        "MUMBAI, 6 April 2011 - India beat Sri Lanka in the final. Their bowlers "
        "killed the innings with four wickets, and two injured players came back "
        "to win the match."
    ),
    "markets": (
        "LONDON, 24 June 2016 - Shares were slaughtered. The index lost 500 "
        "points and 300 stocks were wounded; investors ran for cover."
    ),
    "film": (
        "CANNES, 20 May 2009 - The film tells of a band of soldiers who scalp and"
        " kill 100 men. The director and the actor were cheered by the audience."
    ),
}

CONFLICT = {
    "shelling": ("Shelling killed 17 people in the town on Monday, the army said."),
    "bomb": ("A bomb in a market killed 17 people and wounded 30."),
    "ambush": ("Rebels ambushed a convoy and killed 17 soldiers."),
    "abduction": ("Gunmen abducted 17 schoolgirls from their beds."),
    "in capitals": ("GUERRILLAS KILLED 17 SOLDIERS IN AN AMBUSH NEAR SAN MIGUEL."),
    "hospital": (
        "Shelling of a cholera hospital killed 17 patients, the aid group that ran "
        "it said."
    ),
}


@pytest.mark.parametrize("cause", OTHER)
def test_what_nature_accident_and_play_do_gives_no_claims(
    cause: str, claims: Read
) -> None:
    assert claims(OTHER[cause]) == []


@pytest.mark.parametrize("cause", CONFLICT)
def test_what_arms_do_is_read(cause: str, claims: Read) -> None:
    assert tells_of_conflict(CONFLICT[cause])
    assert claims(CONFLICT[cause])


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("The earthquake killed 12 people.", True),
        ("Two hikers drowned in the flood.", True),
        ("Cholera has killed 300 people.", True),
        ("The rebels killed 12 people.", False),
        ("The helicopter crashed after a missile hit it, killing 12.", False),
        ("Twelve people died.", False),
    ],
)
def test_a_sentence_may_blame_something_else(sentence: str, other: bool) -> None:
    assert has_other_cause(sentence) is other


def test_a_disaster_inside_a_war_is_left_out_by_its_sentence(claims: Read) -> None:
    found = claims(
        "DAMASCUS, 7 February 2023 - Shelling by the army killed four farmers near "
        "Idlib on Sunday, rescuers said. An earthquake killed 1,500 people in the "
        "region a day later."
    )
    assert [claim.low for claim in found if claim.kind == "casualty"] == [4]
