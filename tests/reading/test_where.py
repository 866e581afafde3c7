"""Which place the text ties to a count, and which it only names."""

from __future__ import annotations

import pytest

from herodotus.model import CasualtyClaim
from herodotus.reading import Reader
from herodotus.sources import report_from_text


def places(reader: Reader, text: str) -> dict[int | None, str | None]:
    """The place of each casualty count, by its number."""
    found = reader.read(report_from_text(text)).claims
    return {c.low: c.place for c in found if isinstance(c, CasualtyClaim)}


def test_the_next_clause_up_has_the_place(reader: Reader) -> None:
    text = (
        "KABUL, 4 June 2009 (Wire) - Jets bombed positions in Kandahar on Tuesday, a "
        "day after a rocket struck a depot at a base in Helmand province and killed 14 "
        "soldiers."
    )
    assert places(reader, text) == {14: "Helmand"}


def test_the_place_of_the_next_count_is_not_that_of_this_one(reader: Reader) -> None:
    text = (
        "BOUAKE, Ivory Coast, 3 Dec 2002 (Wire) - Rebels ambushed soldiers in this "
        "town on Monday and killed six of them, and a seventh died in the village of "
        "Brobo, the army said."
    )
    assert places(reader, text)[6] == "Bouake"


@pytest.mark.parametrize(
    ("second", "place"),
    [
        ("The shells fell on the village of Teren-Uzek at noon.", "Teren-Uzek"),
        ("Shells killed 30 people in Teren-Uzek as well.", "Osh"),
        ("In Teren-Uzek, reporters saw burnt houses.", "Osh"),
    ],
)
def test_a_province_gives_way_to_the_town_of_the_same_event(
    reader: Reader, second: str, place: str
) -> None:
    text = (
        "BISHKEK, 12 June 2010 (Wire) - Nine people were killed on Friday in Osh "
        f"province, officials said.\n\n{second}"
    )
    assert (places(reader, text)[9] or "").startswith(place)


def test_who_goes_on_from_a_sentence_is_where_that_opened(reader: Reader) -> None:
    text = (
        "LUANDA, 9 Jan 1993 (Wire) - Twenty people were killed in fighting in Huambo "
        "on Friday, state radio said. The army sent for help.\n\n"
        "In Kuito, rebels shelled a hospital and killed 11 people on Thursday. Four "
        "soldiers died too, the radio said."
    )
    assert places(reader, text)[4] == "Kuito"


@pytest.mark.parametrize(
    ("aside", "name"),
    [
        ("Gunmen drove a captured Unimog into the gate.", "Unimog"),
        ("The minister told a news conference in Rabat that troops hit back.", "Rabat"),
        ("The column had advanced towards Tindouf.", "Tindouf"),
        ("It stands 40 km west of Smara.", "Smara"),
    ],
)
def test_what_is_only_named_is_no_place_of_the_event(
    reader: Reader, aside: str, name: str
) -> None:
    text = (
        "RABAT, 14 Oct 1979 (Wire) - Thirty soldiers were killed on Saturday, the army "
        f"said.\n\n{aside} Five of the attackers died."
    )
    assert name not in places(reader, text).values()


def test_a_mosque_is_in_the_town_of_the_event(reader: Reader) -> None:
    text = (
        "MANILA, 12 June 1990 (Wire) - Gunmen attacked Zamboanga on Monday.\n\n"
        "Eight worshippers were killed at the Tubig-Dakulah mosque, police said."
    )
    assert places(reader, text)[8] == "Zamboanga"


def test_a_name_goes_on_over_of_and_and(reader: Reader) -> None:
    text = (
        "NEW DELHI, 9 May 1998 (Wire) - Three soldiers were killed on Friday on the "
        "Indian side of the Line of Control in Jammu and Kashmir, the army said."
    )
    named = {toponym.name for toponym in reader.scene(report_from_text(text)).toponyms}
    assert {"Line of Control", "Jammu and Kashmir"} <= named


def test_a_country_named_far_down_is_where_its_own_count_was(reader: Reader) -> None:
    text = (
        "GENEVA, 3 March 2012 (Wire) - Shelling killed 12 people in Homs on Friday, "
        "activists said.\n\nRescuers came late.\n\nIt was a cold day.\n\n"
        "Some 40 people were killed in Iraq on the same day, police said."
    )
    assert places(reader, text) == {12: "Homs", 40: "Iraq"}
