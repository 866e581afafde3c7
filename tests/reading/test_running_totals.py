"""Totals of a young war: what tells that a count is one, and whose it is."""

from __future__ import annotations

import pytest

from herodotus.model import CasualtyClaim
from herodotus.reading import Reader
from herodotus.sources import report_from_text

_KARABAKH = "YEREVAN, Oct 14, 2020 - Azerbaijan and Armenia fought over Karabakh. "
_GAZA = "GAZA CITY, May 18, 2021 - Israel bombed Gaza, and Hamas fired rockets. "


def _read(text: str, reader: Reader) -> dict[str, CasualtyClaim]:
    """The casualty claims of a text by their number's words."""
    claims = reader.read(report_from_text(text)).claims
    return {c.text: c for c in claims if isinstance(c, CasualtyClaim)}


@pytest.mark.parametrize(
    "sentence",
    [
        "As of Monday 604 Armenian soldiers had been killed, the ministry said.",
        "So far 604 Armenian soldiers have been killed, the ministry said on Monday.",
        "Armenia lost 604 soldiers, the ministry said.",
    ],
)
def test_words_that_make_a_count_a_running_total(sentence: str, reader: Reader) -> None:
    claim = _read(_KARABAKH + sentence, reader)["604"]
    assert claim.counting == "cumulative"
    assert str(claim.date_start) == "2020-09-27"


def test_what_a_record_goes_back_to_is_no_day_of_the_dead(reader: Reader) -> None:
    told = "Armenia said 604 soldiers were killed, losses not seen since 1994."
    claim = _read(_KARABAKH + told, reader)["604"]
    assert not claim.background
    assert claim.date_start is None or claim.date_start.year == 2020


def test_ground_that_is_fought_over_is_nobodys_side(reader: Reader) -> None:
    text = "YEREVAN, Sept 29, 2020 - Fighting over Nagorno-Karabakh went on, and "
    claim = _read(text + "dozens of people have died since Sunday.", reader)["dozens"]
    assert claim.victim_side is None


def test_an_army_is_not_of_those_who_have_none(reader: Reader) -> None:
    told = "The army said two soldiers had been killed."
    claim = _read(_GAZA + told, reader)["two"]
    assert (claim.attributed_to, claim.victim_side) == ("Israel army", "Israel")


def test_a_territory_has_a_ministry_of_its_own(reader: Reader) -> None:
    told = "In Gaza, 213 people have been killed, the health ministry said."
    assert _read(_GAZA + told, reader)["213"].attributed_to == "Gaza Health Ministry"


def test_a_group_owns_up_to_deaths_of_its_own(reader: Reader) -> None:
    told = "Hamas has acknowledged the deaths of nine fighters."
    assert _read(_GAZA + told, reader)["nine"].victim_side == "Hamas"


def test_a_colon_spells_out_the_dead(reader: Reader) -> None:
    told = "On the Israeli side 12 people have died: ten civilians and two soldiers."
    claims = _read(_GAZA + told, reader)
    assert claims["ten"].victim_status == "civilian"
    assert claims["two"].victim_status == "combatant"
