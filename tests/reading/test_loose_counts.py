"""Counts that hang loosely in the sentence: the cases wire copy is full of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.model import CasualtyClaim
from herodotus.reading.mentions import Mention

Find = Callable[[str], list[Mention]]
Read = Callable[[str], list[CasualtyClaim]]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        (
            "The rebels put their own dead at 41, including eight women.",
            [("killed", 41), ("killed", 8)],
        ),
        (
            (
                "The number of Malian refugees killed in the raid on the camp has "
                "risen to 59."
            ),
            [("killed", 59)],
        ),
        (
            "At least 70 people were injured by the shelling, nine of them critically.",
            [("injured", 70), ("injured", 9)],
        ),
        (
            "A bomber killed 12 people, seven of them Americans.",
            [("killed", 12), ("killed", 7)],
        ),
        (
            (
                "A missile hit the base and killed 15 soldiers from Uganda, six "
                "Kenyans and four Burundians."
            ),
            [("killed", 15), ("killed", 6), ("killed", 4)],
        ),
        ("Three gunmen entered the hotel and were shot dead.", [("killed", 3)]),
        (
            "Prosecutors spoke of 33 confirmed civilian deaths from the siege.",
            [("killed", 33)],
        ),
        (
            "Two soldiers died in the ambush, bringing Chad's losses to 21.",
            [("killed", 2), ("killed", 21)],
        ),
        (
            "The raid left four people dead and 36 others were receiving treatment.",
            [("killed", 4), ("injured", 36)],
        ),
        (
            (
                "Gunfire broke out at a fair, leaving five people dead and eight "
                "others injured, according to officials."
            ),
            [("killed", 5), ("injured", 8)],
        ),
        (
            "The strike killed nine people and 73 were taken to hospital.",
            [("killed", 9), ("injured", 73)],
        ),
        ("Fourteen soldiers remain in hospital after the ambush.", [("injured", 14)]),
        ("One police commando was mortally wounded.", [("killed", 1)]),
        (
            "Six herders were killed and another was wounded.",
            [("killed", 6), ("injured", 1)],
        ),
        (
            "The deputy controller of prisons, Usman Zaki, was killed by gunmen.",
            [("killed", 1)],
        ),
        ("Twelve bodies were taken to the hospital after the raid.", [("killed", 12)]),
        ("The raid rescued four hostages from the camp.", []),
        (
            "The raid killed 23 people in Lebanon and four in Israel.",
            [("killed", 23), ("killed", 4)],
        ),
        (
            (
                "In the massacre 98 people died according to the government, and 300 "
                "according to newspapers."
            ),
            [("killed", 98), ("killed", 300)],
        ),
        (
            "Five teachers were taken away by the guerrillas.",
            [("captured", 5)],
        ),
    ],
)
def test_every_count_is_found(
    casualties: Find, sentence: str, counts: list[tuple[str, int]]
) -> None:
    assert [(m.outcome, m.low) for m in casualties(sentence)] == counts


def test_a_spokesman_who_claims_is_no_victim(casualties: Find) -> None:
    sentence = "Its spokesman, Pasteur Rukara, claimed that soldiers had hidden there."
    assert casualties(sentence) == []


def test_of_them_and_of_whom_are_the_people_before(tolls: Read) -> None:
    (claim,) = tolls(
        "MOGADISHU, 3 May 2019 - Six attackers stormed the hotel, two of whom were "
        "killed by guards."
    )
    assert (claim.low, claim.victim_status) == (2, "combatant")


def test_new_bodies_add_to_the_toll(tolls: Read) -> None:
    claims = tolls(
        "OUAGADOUGOU, 3 May 2021 - The ambush killed eight soldiers, the army said on "
        "Monday. On Tuesday it said that 12 new bodies had been found."
    )
    assert [(c.low, c.counting) for c in claims] == [(8, "event"), (12, "new")]


def test_a_when_clause_tells_of_its_own_time(tolls: Read) -> None:
    (claim,) = tolls(
        "GROZNY, 3 May 2010 - Not since 2004, when 330 hostages were killed in a "
        "school, has an attack shaken the region so."
    )
    assert claim.date_start is not None
    assert (claim.date_start.year, claim.counting) == (2004, "event")
    assert claim.background


def test_a_part_by_kind_makes_the_whole_mixed(tolls: Read) -> None:
    whole, part = tolls(
        "TBILISI, 10 August 2008 - The shelling killed 87 people, 40 of them soldiers."
    )
    assert (whole.victim_status, part.victim_status) == ("mixed", "combatant")


def test_women_among_the_dead_leave_the_whole_open(tolls: Read) -> None:
    whole, part = tolls(
        "GOMA, 10 August 2012 - The shelling killed 87 people, 40 of them women."
    )
    assert (whole.victim_status, part.victim_status) == ("unknown", "civilian")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            (
                "A police unit from Perm was ambushed near Vedeno and nine men were "
                "killed. The wounded were flown to the hospital in Vladikavkaz."
            ),
            "Vedeno",
        ),
        (
            (
                "A roadside bomb killed four soldiers in Helmand. Their bodies were "
                "moved to Kabul."
            ),
            "Helmand",
        ),
        ("A convoy was hit near Kidal. Three soldiers were killed there.", "Kidal"),
    ],
)
def test_where_is_not_whence_or_whither(tolls: Read, text: str, place: str) -> None:
    claims = tolls(f"MOSCOW, 3 May 2012 - {text}")
    assert {claim.place for claim in claims} == {place}


def test_prisoners_of_war_were_fighters(tolls: Read) -> None:
    (claim,) = tolls("DONETSK, 30 July 2022 - Shells killed 50 prisoners of war.")
    assert claim.victim_status == "combatant"


def test_during_those_days_goes_on_about_history(tolls: Read) -> None:
    (claim,) = tolls(
        "BAKU, 28 September 2020 - The last flare-up came in April 2016. During those "
        "four days 64 soldiers were killed."
    )
    assert claim.background
    assert claim.date_start is not None
    assert claim.date_start.year == 2016


def test_a_street_is_in_its_town(tolls: Read) -> None:
    claims = tolls(
        "PESHAWAR, 17 December 2014 - Gunmen stormed a school in Peshawar. They killed "
        "141 people on Warsak Road."
    )
    assert {claim.place for claim in claims} == {"Peshawar"}


def test_this_town_is_the_dateline(tolls: Read) -> None:
    (claim,) = tolls(
        "BINT JBEIL, Lebanon, 26 July 2006 - Guerrillas ambushed troops in the streets "
        "of this border town and killed eight of them."
    )
    assert claim.place == "Bint Jbeil"
    assert claim.victim_status == "combatant"


@pytest.mark.parametrize(
    "text",
    [
        (
            "Ferry toll climbs to 28 as divers enter the hull\n\nJINDO, 18 April "
            "2014 - Navy divers got inside the sunken ferry for the first time on "
            "Friday, two days after it capsized with 475 people on board, but found "
            "no survivors. Most of those on board were high school students on an "
            "excursion to the island, the coast guard said.\n\nTwenty-eight people "
            "have been confirmed dead and 268 are missing. The shipping line was "
            "founded after the Korean War."
        ),
        (
            "MONROVIA, 9 September 2014 - Ebola is spreading faster than clinics can "
            "be built, the World Health Organization said on Tuesday, and new wards "
            "fill up on the day they open. The virus has reached every county of the "
            "country but one, and health workers have not been paid for weeks.\n\nAt "
            "least 224 people have died. Angry residents attacked a clinic. The "
            "country had two civil wars."
        ),
    ],
)
def test_a_disaster_in_a_land_of_war_has_no_tolls(tolls: Read, text: str) -> None:
    assert tolls(text) == []


def test_a_toll_over_soldiers_and_civilians_is_of_both(tolls: Read) -> None:
    claims = tolls(
        "YEREVAN, 23 October 2020 - The war has killed 927 soldiers and 37 civilians, "
        "officials in Nagorno-Karabakh say. Moscow said that the death toll was near "
        "5,000."
    )
    assert [c.victim_status for c in claims] == ["combatant", "civilian", "mixed"]
