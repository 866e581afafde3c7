"""What a bare number takes from the victims told before it."""

from __future__ import annotations

from herodotus.model import CasualtyClaim
from herodotus.reading import Reader
from herodotus.sources import report_from_text

LEAD = "BAMAKO, 3 June 2019 - "


def claims(reader: Reader, text: str) -> list[CasualtyClaim]:
    found = reader.read(report_from_text(LEAD + text)).claims
    return [c for c in found if isinstance(c, CasualtyClaim)]


def test_a_bare_number_is_of_the_victims_before_it(reader: Reader) -> None:
    killed, wounded = claims(
        reader,
        "Jihadists killed five Malian soldiers and wounded 23 in an ambush on Monday, "
        "the army said.",
    )
    assert (killed.low, wounded.low) == (5, 23)
    assert (wounded.victim_status, wounded.victim_side) == ("combatant", "Mali")


def test_two_others_are_what_the_first_were(reader: Reader) -> None:
    _, others = claims(
        reader,
        "Shelling killed three civilians and wounded two others near Gao on Monday, "
        "the army said.",
    )
    assert (others.low, others.victim_status) == (2, "civilian")


def test_people_are_not_soldiers_for_having_died_beside_them(reader: Reader) -> None:
    text = (
        "Gunmen killed four soldiers on Monday. A bomb killed nine people in a market "
        "in Gao on the same day, residents said."
    )
    statuses = {c.low: c.victim_status for c in claims(reader, text)}
    assert statuses == {4: "combatant", 9: "unknown"}
