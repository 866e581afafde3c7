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


def test_a_part_of_soldiers_leaves_its_whole_soldiers(reader: Reader) -> None:
    text = (
        "Jihadists overran a base. Mali's army said 41 of its soldiers had been "
        "killed since Friday, nine of them overnight. It said 18 of its troops were "
        "wounded, two of them colonels."
    )
    found = claims(reader, text)
    assert {c.low: c.victim_status for c in found} == dict.fromkeys(
        (41, 9, 18, 2), "combatant"
    )
    assert {c.victim_side for c in found} == {"Mali"}


def test_a_part_is_counted_as_its_whole_is(reader: Reader) -> None:
    whole, part = claims(
        reader,
        "Fighting goes on. The army said 410 of its soldiers had been killed since "
        "the war began in 2012, 22 of them this month.",
    )
    assert whole.counting == part.counting == "cumulative"


def test_officers_and_medics_among_soldiers_are_soldiers(reader: Reader) -> None:
    text = (
        "Jihadists killed 14 soldiers, including three officers, and seven villagers, "
        "including two women, on Monday, the army said."
    )
    statuses = {c.low: c.victim_status for c in claims(reader, text)}
    assert statuses == {
        14: "combatant",
        3: "combatant",
        7: "civilian",
        2: "civilian",
    }


def test_officers_among_the_dead_are_of_those_told_before(reader: Reader) -> None:
    text = (
        "Jihadists killed 14 soldiers in an ambush on Monday, the army said. "
        "Among the dead were three officers."
    )
    assert claims(reader, text)[1].victim_status == "combatant"


def test_soldiers_among_people_make_them_mixed(reader: Reader) -> None:
    whole, part = claims(
        reader, "Shelling killed 23 people on Monday, five of them soldiers."
    )
    assert (whole.victim_status, part.victim_status) == ("mixed", "combatant")


def test_its_servicemen_are_of_whoever_speaks(reader: Reader) -> None:
    text = (
        "At least 30 Ethiopian soldiers were killed on the border, Ethiopia's army "
        "said on Monday.\n\nEritrea's army said that 50 of its servicemen were killed."
    )
    assert [c.victim_side for c in claims(reader, text)] == ["Ethiopia", "Eritrea"]


def test_some_of_them_are_the_fighters_told_before(reader: Reader) -> None:
    (claim,) = claims(
        reader,
        "The army said its helicopters had struck a column of the militants near "
        "Gao. About 50 of them were killed there.",
    )
    assert claim.victim_status == "combatant"
    assert claim.attributed_to == "Mali army"


def test_nationals_in_a_list_with_soldiers_are_soldiers(reader: Reader) -> None:
    found = claims(
        reader,
        "A missile killed 45 soldiers from Chad, ten Nigeriens and five Malians.",
    )
    assert [c.low for c in found] == [45, 10, 5]
    assert {c.victim_status for c in found} == {"combatant"}


def test_members_of_a_unit_are_fighters(reader: Reader) -> None:
    (claim,) = claims(
        reader,
        "Twenty members of the Black Lions tank battalion were killed on Monday.",
    )
    assert claim.victim_status == "combatant"


def test_civilians_hit_by_an_alliance_have_a_side(reader: Reader) -> None:
    text = (
        "BELGRADE, 12 April 1999 - NATO aircraft bombed a bridge in Yugoslavia on "
        "Monday, killing ten civilians, the Yugoslav government said. NATO said its "
        "planes were back."
    )
    (claim,) = reader.read(report_from_text(text)).claims[1:2]
    assert isinstance(claim, CasualtyClaim)
    assert claim.victim_side == "Yugoslavia"


def test_soldiers_among_nationals_make_them_mixed_whoever_was_told_before(
    reader: Reader,
) -> None:
    text = (
        "Fighting killed 30 Ethiopian soldiers, Eritrea's army said on Monday.\n\n"
        "Ethiopia's health minister said 87 Ethiopians, 40 of them soldiers, had been "
        "killed. The minister said 60 more were wounded, five of them badly."
    )
    statuses = {c.low: c.victim_status for c in claims(reader, text)}
    assert (statuses[87], statuses[40]) == ("mixed", "combatant")


def test_the_dead_of_a_whole_war_are_not_all_civilians(reader: Reader) -> None:
    text = (
        "A bomb killed 12 civilians in Gao on Monday, residents said. It hurt 30 "
        "people. More than 40,000 people have been killed in the war since 2012."
    )
    statuses = {c.low: c.victim_status for c in claims(reader, text)}
    assert statuses == {12: "civilian", 30: "civilian", 40001: "unknown"}


def test_one_attack_in_a_young_war_is_no_running_total(reader: Reader) -> None:
    text = (
        "TBILISI, 10 August 2008 - Russian forces advanced into Georgia.\n\nThree "
        "Georgian soldiers were hurt when their post was bombed, the army said. Nine "
        "bodies have been pulled out of two burned trucks."
    )
    found = reader.read(report_from_text(text)).claims
    told = {c.low: c.counting for c in found if isinstance(c, CasualtyClaim)}
    assert told == {3: "event", 9: "event"}
