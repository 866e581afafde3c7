"""Each relation, on the words that show it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from herodotus.model import CasualtyClaim
from herodotus.reconciliation import relate
from tests.reconciliation.claims import casualty

Ties = set[tuple[str, str, str]]


def _ties(text: str, *claims: CasualtyClaim) -> Ties:
    related = [c for c in relate(claims, text=text) if isinstance(c, CasualtyClaim)]
    number = {claim.id: claim.text for claim in related}
    return {
        (number[claim.id], tie.type, number[tie.claim])
        for claim in related
        for tie in claim.relations
    }


CIVILIAN: dict[str, Any] = {"victim_status": "civilian"}
SOLDIER: dict[str, Any] = {"victim_status": "combatant"}


def test_a_lead_repeats_its_headline() -> None:
    text = "Market bomb kills nine in Herat\n\nA bomb killed nine people on Friday."
    ties = _ties(
        text,
        casualty(text, "nine", 9),
        casualty(text, "nine people", 9),
    )
    assert ties == {("nine people", "repeats", "nine")}


@pytest.mark.parametrize(
    "text",
    [
        "The raid killed 14 people, including three children, police said.",
        "The raid killed 14 people. Among the dead were three children.",
        "The raid killed 14 people, three children among them.",
        "The raid killed 14 people – three children and eleven adults.",
        "The raid killed 14 people on Monday. It left three children dead.",
    ],
)
def test_a_description_within_a_total_is_part_of_it(text: str) -> None:
    ties = _ties(
        text, casualty(text, "14 people", 14), casualty(text, "three children", 3)
    )
    assert ("three children", "part_of", "14 people") in ties


def test_the_part_may_come_first() -> None:
    text = "Three women were among 11 people killed when a shell hit a bus."
    ties = _ties(
        text, casualty(text, "Three women", 3), casualty(text, "11 people", 11)
    )
    assert ties == {("Three women", "part_of", "11 people")}


def test_an_increment_is_part_of_the_running_total_of_its_party() -> None:
    text = "Kyiv said nine more soldiers had died. Its army has lost 310 since June."
    kyiv: dict[str, Any] = {**SOLDIER, "victim_side": "Ukraine"}
    ties = _ties(
        text,
        casualty(text, "nine more", 9, counting="new", attributed_to="Ukraine", **kyiv),
        casualty(
            text,
            "310",
            310,
            counting="cumulative",
            attributed_to="Ukraine army",
            **kyiv,
        ),
    )
    assert ties == {("nine more", "part_of", "310")}


def test_an_increment_is_no_part_of_another_partys_total() -> None:
    text = "The rebels said nine more soldiers died. The army put its dead at 310."
    ties = _ties(
        text,
        casualty(text, "nine more", 9, counting="new", attributed_to="rebels"),
        casualty(text, "310", 310, counting="cumulative", attributed_to="Mali army"),
    )
    assert ties == set()


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("A shell killed five people and another killed two others.", "five", "two"),
        ("A bomb killed five people. In a separate attack two died.", "five", "two"),
        ("Gunmen shot five traders dead and two farmers.", "five", "two"),
        ("Five people were killed. Two more civilians died later.", "Five", "Two"),
    ],
)
def test_people_besides_those_counted_add_to_them(
    text: str, first: str, second: str
) -> None:
    ties = _ties(text, casualty(text, first, 5), casualty(text, second, 2))
    assert ties == {(second, "adds_to", first)}


def test_more_than_sets_nobody_apart() -> None:
    text = "At least five people died. Medics counted more than 20 bodies."
    ties = _ties(
        text,
        casualty(text, "At least five people", 5, None),
        casualty(text, "more than 20 bodies", 21, None),
    )
    assert ties == {("At least five people", "part_of", "more than 20 bodies")}


def test_others_beside_another_outcome_say_nothing_of_their_own() -> None:
    text = (
        "The blast killed four and wounded 30 others. Doctors said 30 wounded came in."
    )
    ties = _ties(
        text,
        casualty(text, "four", 4),
        casualty(text, "30 others", 30, outcome="injured"),
        casualty(text, "30 wounded", 30, outcome="injured"),
    )
    assert ties == {("30 wounded", "repeats", "30 others")}


@pytest.mark.parametrize(
    "text",
    [
        "Officials spoke of 14 dead. The army later corrected the toll to 12 dead.",
        "Clinics reported 12 dead, down from 14 dead.",
        "There were 12 dead, the mayor said, who had earlier spoken of 14 dead.",
    ],
)
def test_a_corrected_figure_supersedes_the_earlier_one(text: str) -> None:
    ties = _ties(text, casualty(text, "14 dead", 14), casualty(text, "12 dead", 12))
    assert ties == {("12 dead", "supersedes", "14 dead")}


def test_parts_add_up_to_the_stated_whole() -> None:
    text = (
        "The strikes killed 23 people, officials said: 19 fell in the port of "
        "Hodeida and four in Saada."
    )
    ties = _ties(
        text,
        casualty(text, "23 people", 23, place="Yemen", place_precision=6),
        casualty(text, "19", 19, place="Hodeida", place_precision=1),
        casualty(text, "four", 4, place="Saada", place_precision=1),
    )
    assert ties == {
        ("23 people", "sums", "19"),
        ("23 people", "sums", "four"),
        ("four", "adds_to", "19"),
        ("19", "part_of", "23 people"),
        ("four", "part_of", "23 people"),
    }


def test_a_word_of_size_is_consistent_with_a_figure_it_allows() -> None:
    text = "Dozens died in the night. By noon the hospital had received 41 bodies."
    ties = _ties(
        text,
        casualty(text, "Dozens", 24, None, counting="event"),
        casualty(text, "41 bodies", 41),
    )
    assert ties == {("Dozens", "consistent_with", "41 bodies")}


def test_two_parties_with_other_figures_contradict_each_other() -> None:
    text = "The ministry counted 17 dead villagers. Residents counted 52 dead."
    ties = _ties(
        text,
        casualty(text, "17 dead villagers", 17, attributed_to="Mali government"),
        casualty(text, "52 dead", 52, attributed_to="residents"),
    )
    assert ties == {("52 dead", "contradicts", "17 dead villagers")}


def test_two_parties_with_one_figure_are_consistent() -> None:
    text = "The ministry counted 17 dead. Residents, too, buried 17 people."
    ties = _ties(
        text,
        casualty(text, "17 dead", 17, attributed_to="Mali government"),
        casualty(text, "17 people", 17, attributed_to="residents"),
    )
    assert ties == {("17 people", "consistent_with", "17 dead")}


def test_other_sides_statuses_and_days_are_other_people() -> None:
    text = "On Monday nine died. Nine soldiers fell, nine of theirs; nine on Friday."
    monday, friday = date(2015, 2, 2), date(2015, 2, 6)
    ties = _ties(
        text,
        casualty(text, "nine died", 9, date_start=monday, date_end=monday, **CIVILIAN),
        casualty(text, "Nine soldiers", 9, victim_side="Ukraine", **SOLDIER),
        casualty(text, "nine of theirs", 9, victim_side="DPR", **SOLDIER),
        casualty(
            text, "nine on Friday", 9, date_start=friday, date_end=friday, **CIVILIAN
        ),
    )
    assert ties == set()


def test_history_is_no_part_of_the_news() -> None:
    text = "The clash killed six. The war of the 1990s killed six thousand and six."
    ties = _ties(
        text,
        casualty(text, "six", 6),
        casualty(text, "six thousand and six", 6006, background=True),
    )
    assert ties == set()


def test_a_denied_toll_is_contradicted() -> None:
    text = "Rebels said 30 soldiers had died. The army denied that 30 of its men fell."
    ties = _ties(
        text,
        casualty(text, "30 soldiers", 30, attributed_to="rebels"),
        casualty(text, "30 of its men", 30, attributed_to="Chad army", stance="denies"),
    )
    assert ties == {("30 of its men", "contradicts", "30 soldiers")}


def test_parts_told_afterwards_in_other_places_still_make_the_total() -> None:
    text = (
        "At least 34 people died in bombings in Baghdad. A bomb in Doura killed 24. "
        "Another blast in a separate market killed ten."
    )
    town: dict[str, Any] = {"place_precision": 1}
    ties = _ties(
        text,
        casualty(text, "At least 34 people", 34, None, place="Baghdad", **town),
        casualty(text, "24", 24, place="Doura", **town),
        casualty(text, "ten", 10, place="Saidiya", **town),
    )
    assert ("At least 34 people", "sums", "24") in ties
    assert ("At least 34 people", "sums", "ten") in ties


def test_a_toll_that_rose_holds_what_raised_it() -> None:
    text = "The toll has risen to nine with the discovery of six bodies in the forest."
    ties = _ties(text, casualty(text, "nine", 9), casualty(text, "six bodies", 6))
    assert ties == {("six bodies", "part_of", "nine")}


def test_another_man_is_other_than_those_of_his_sentence() -> None:
    text = "Four people died. Youths first killed two herders, then another man."
    ties = _ties(
        text,
        casualty(text, "Four people", 4),
        casualty(text, "two herders", 2),
        casualty(text, "another", 1, counting="new"),
    )
    assert ties == {
        ("two herders", "part_of", "Four people"),
        ("another", "part_of", "Four people"),
        ("another", "adds_to", "two herders"),
    }


def test_of_two_told_afterwards_only_one_is_the_one_told_before() -> None:
    text = (
        "A lawyer was shot dead. John Doe died at once and his wife Mary in hospital."
    )
    ties = _ties(
        text,
        casualty(text, "A lawyer", 1),
        casualty(text, "John Doe", 1),
        casualty(text, "Mary", 1),
    )
    assert ("John Doe", "repeats", "A lawyer") in ties
    assert ("Mary", "repeats", "A lawyer") not in ties
    assert ("Mary", "adds_to", "John Doe") in ties
