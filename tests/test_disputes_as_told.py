"""Disputes from the words of a report: who says it, and who will not have it."""

from __future__ import annotations

import pytest

import herodotus
from herodotus.model import Card, Telling
from herodotus.reconciliation.disputes.pairs import disputes


@pytest.fixture(scope="module")
def reader() -> herodotus.Reader:
    return herodotus.Reader.load()


def disputed(text: str, reader: herodotus.Reader) -> list[tuple[str, str, str]]:
    """The disputes of one report, each by its kind and the words of both claims."""
    reading = herodotus.read(text, reader=reader)
    card = Card(key="r", id="r", sha256="r", date=reading.report.date)
    words = {claim.id: claim.evidence for claim in reading.claims}
    found = disputes(Telling(claim, card, "r") for claim in reading.claims)
    return [(one.kind, words[one.one], words[one.other]) for one in found]


CONTROL = [
    (
        (
            "TRIPOLI, 18 April 2019 - Haftar's Libyan National Army said it was in "
            "full control of Tripoli airport. The Government of National Accord "
            "denied it."
        ),
        "it was in full control of Tripoli airport",
        "The Government of National Accord denied it",
    ),
    (
        (
            "BEIRUT, 2 August 2006 - Hezbollah said its fighters had control of Aita "
            "al-Shaab. Israel's army denied this."
        ),
        "its fighters had control of Aita al-Shaab",
        "Israel's army denied this",
    ),
    (
        (
            "KABUL, 2 June 2019 - The Taliban said they had seized the district of "
            "Dand-e-Patan. The government said its forces were in control of the "
            "district."
        ),
        "they had seized the district of Dand-e-Patan",
        "its forces were in control of the district",
    ),
    (
        (
            "SEVERODONETSK, 31 May 2022 - Russian forces said they had captured "
            "Severodonetsk. Ukraine's army said its soldiers continued to hold the "
            "city."
        ),
        "they had captured Severodonetsk",
        "its soldiers continued to hold the city",
    ),
    # a denial that is no claim of its own: the claim is disputed as it stands
    (
        (
            "KYIV, 2 March 2022 - Russian forces said they had taken the city of "
            "Kherson. Its mayor, Igor Kolykhayev, denied that the city had fallen."
        ),
        "they had taken the city of Kherson",
        "they had taken the city of Kherson",
    ),
]

LOSSES = [
    (
        (
            "COLOMBO, 5 May 2008 - The Sri Lankan army claimed to have killed 40 "
            "rebels near Mannar on Monday. The LTTE denied this."
        ),
        "have killed 40 rebels",
        "The LTTE denied this",
    ),
    (
        (
            "ADDIS ABABA, 8 June 2000 - Ethiopia claimed to have killed 3,000 Eritrean "
            "troops on the Zalambessa front. Asmara dismissed the claim."
        ),
        "have killed 3,000 Eritrean troops",
        "Asmara dismissed the claim",
    ),
    (
        (
            "ASMARA, 17 March 1999 - Eritrea said its troops had killed 300 Ethiopian "
            "soldiers on Tuesday. Ethiopia rejected that."
        ),
        "had killed 300 Ethiopian soldiers",
        "Ethiopia rejected that",
    ),
]

BLAME = [
    (
        (
            "MEKELLE, 12 November 2020 - The TPLF accused Eritrea of shelling Humera "
            "and killing nine civilians. Eritrea's foreign minister denied it."
        ),
        "The TPLF accused Eritrea of shelling Humera",
        "Eritrea's foreign minister denied it",
    ),
    (
        (
            "ADEN, 9 August 2018 - The Houthis accused the Saudi-led coalition of "
            "bombing a school bus in Dahyan and killing 29 children. The coalition "
            "rejected the accusation."
        ),
        "The Houthis accused the Saudi-led coalition",
        "The coalition rejected the accusation",
    ),
    (
        (
            "KHARTOUM, 25 April 2023 - A spokesman for the RSF accused Sudan's army "
            "of bombing a market in Bahri and killing 12 people there. The army "
            "denied this."
        ),
        "A spokesman for the RSF accused Sudan's army",
        "The army denied this",
    ),
]


@pytest.mark.parametrize(
    ("kind", "text", "one", "other"),
    [
        *(("control", *row) for row in CONTROL),
        *(("figures", *row) for row in LOSSES),
        *(("accusation", *row) for row in BLAME),
    ],
)
def test_a_bare_denial_is_of_what_was_said_last(
    kind: str, text: str, one: str, other: str, reader: herodotus.Reader
) -> None:
    (found,) = disputed(text, reader)
    assert found[0] == kind
    assert found[1].startswith(one)
    assert found[2] == other


@pytest.mark.parametrize(
    "text",
    [
        (
            "GOMA, 20 November 2012 - The Congolese army said it was in control of "
            "Goma. The M23 denied taking bribes."
        ),
        (
            "COLOMBO, 5 May 2008 - The Sri Lankan army claimed to have killed 40 "
            "rebels. The LTTE did not comment."
        ),
        (
            "ASMARA, 17 March 1999 - Eritrea said its troops had killed 300 Ethiopian "
            "soldiers. Ethiopia rejected a truce."
        ),
    ],
)
def test_a_denial_of_another_matter_is_no_dispute(
    text: str, reader: herodotus.Reader
) -> None:
    assert disputed(text, reader) == []


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            (
                "OMDURMAN, 8 July 2023 - An air strike killed 22 people in Omdurman on "
                "Saturday, Sudan's health ministry said. The RSF gave the number as 31."
            ),
            "killed 22 people",
            "number as 31",
        ),
        (
            (
                "ALEPPO, 28 April 2016 - An air strike on a hospital in Aleppo killed "
                "27 people on Wednesday, the Syrian Observatory for Human Rights said. "
                "Doctors Without Borders gave the toll as 55."
            ),
            "killed 27 people",
            "toll as 55",
        ),
        (
            (
                "BEIRUT, 31 July 2006 - An Israeli air strike on Qana killed 54 people "
                "on Sunday, Lebanese police said. The Red Cross put the dead at 28."
            ),
            "killed 54 people",
            "dead at 28",
        ),
    ],
)
def test_two_figures_for_one_attack_are_a_dispute(
    text: str, one: str, other: str, reader: herodotus.Reader
) -> None:
    assert disputed(text, reader) == [("figures", one, other)]


@pytest.mark.parametrize(
    "text",
    [
        (
            "SANAA, 9 October 2016 - Air strikes killed at least 140 people in Sanaa, "
            "the United Nations said. The Houthis put the toll at 155."
        ),
        (
            "KYIV, 17 March 2022 - The United Nations said 780 civilians had been "
            "killed since 24 February. On Wednesday its count stood at 726."
        ),
        (
            "GOMA, 9 June 2015 - Rebels killed 12 villagers near Beni on Monday, the "
            "army said. A raid on Friday raised the toll to 31, officials said."
        ),
    ],
)
def test_figures_that_can_both_be_right_are_none(
    text: str, reader: herodotus.Reader
) -> None:
    assert disputed(text, reader) == []
