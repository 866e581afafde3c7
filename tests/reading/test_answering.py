"""A figure that answers one told before: the same people, place and attack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from herodotus.model import CasualtyClaim

Read = Callable[[str], list[CasualtyClaim]]

SANAA = (
    "SANAA, 9 October 2016 - Air strikes on a hall in Sanaa on Saturday killed 140 "
    "people, the United Nations said. "
)
MOSUL = (
    "BAGHDAD, 23 March 2017 - Air strikes in Mosul killed 137 civilians on Friday, the "
    "civil defence said. "
)
QANA = (
    "BEIRUT, 31 July 2006 - An Israeli air strike on Qana killed 54 people on Sunday, "
    "Lebanese police said. "
)


@pytest.mark.parametrize(
    ("text", "number", "party"),
    [
        (SANAA + "The Houthis gave the number as 155.", 155, "Houthis"),
        (SANAA + "The Houthis gave the toll as 155.", 155, "Houthis"),
        (SANAA + "The Houthis put their figure at 155.", 155, "Houthis"),
        (MOSUL + "A local official put the number at 240.", 240, "local official"),
        (QANA + "The Red Cross put the dead at 28.", 28, "Red Cross"),
    ],
)
def test_a_second_figure_for_one_attack(
    text: str, number: int, party: str, tolls: Read
) -> None:
    first, second = tolls(text)
    assert (second.low, second.high, second.attributed_to) == (number, number, party)
    same = (
        "outcome", "counting", "victim_side", "victim_status", "place", "date_start",
        "date_end", "cause", "victims",
    )  # fmt: skip
    for field in same:
        assert getattr(second, field) == getattr(first, field)


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        (
            (
                "KYIV, 17 March 2022 - The United Nations said on Thursday that 780 "
                "civilians had been killed in Ukraine since 24 February. On Wednesday "
                "its count stood at 726."
            ),
            726,
            date(2022, 3, 16),
        ),
        (
            (
                "DAMASCUS, 2 June 2012 - The Syrian Observatory for Human Rights said "
                "13,400 people had been killed in Syria since the uprising began in "
                "March 2011. At the end of April the group's count had reached 11,100."
            ),
            11_100,
            date(2012, 4, 30),
        ),
        (
            (
                "KHARTOUM, 9 June 2023 - The Sudan Doctors Union said on Thursday "
                "that 958 civilians had been killed since the war began. Its toll had "
                "stood at 863 on 22 May."
            ),
            863,
            date(2023, 5, 22),
        ),
        (
            (
                "KYIV, 3 May 2022 - The UN human rights office has recorded 3,153 "
                "civilians killed in Ukraine since 24 February. By 1 May the office "
                "had verified 3,023 deaths."
            ),
            3_023,
            date(2022, 5, 1),
        ),
    ],
)
def test_how_a_running_toll_stood_on_a_day(
    text: str, number: int, day: date, tolls: Read
) -> None:
    first, second = tolls(text)
    assert (second.low, second.counting) == (number, "cumulative")
    assert (second.date_start, second.date_end) == (first.date_start, day)
    assert second.victim_status == first.victim_status
    assert second.attributed_to == first.attributed_to


def test_a_toll_stands_at_the_day_beside_it(tolls: Read) -> None:
    (claim,) = tolls(
        "KYIV, 16 April 2022 - The UN put the number of civilians killed in the "
        "country at 1,982 on Thursday."
    )
    assert (claim.counting, claim.date_end) == ("cumulative", date(2022, 4, 14))
    assert claim.victim_side == "Ukraine"


@pytest.mark.parametrize(
    "more",
    [
        "The price was put at 40.",
        "The number of villages burned stood at 31.",
        "The figure for sales stood at 40 million dollars.",
        "The rebels gave the number of prisoners as 31.",
        "The count of votes reached 300.",
    ],
)
def test_a_number_of_something_else_answers_nothing(more: str, tolls: Read) -> None:
    text = "GOMA, 9 June 2015 - Rebels killed 12 villagers near Beni on Monday. "
    assert [claim.low for claim in tolls(text + more)] == [12]


def test_a_toll_of_others_does_not_answer(tolls: Read) -> None:
    first, second = tolls(
        "KYIV, 16 April 2022 - Ukraine said 1,351 Russian soldiers had been killed in "
        "Kherson on Friday. The UN put the number of civilians killed at 1,982."
    )
    assert (first.counting, second.counting) == ("event", "cumulative")
    assert second.victim_status == "civilian"


def test_the_people_of_a_toll_are_those_it_is_of(tolls: Read) -> None:
    (claim,) = tolls(
        "GOMA, 6 June 2015 - The Congolese army gave the number of rebels killed near "
        "Beni on Friday as 31."
    )
    assert (claim.low, claim.victims, claim.victim_status) == (
        31,
        "rebels",
        "combatant",
    )
    assert claim.victim_side != "DR Congo"
