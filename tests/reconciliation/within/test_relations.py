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
        "The mayor said there were 12 dead. His earlier figure was 14 dead.",
        "The fire left 12 dead, police said, revising an earlier toll of 14 dead.",
        "The fire left 12 dead, not 14 dead as first reported, police said.",
        "The fire left not 14 dead but 12 dead, police said.",
        "The fire left 12 dead rather than 14 dead, police said.",
        "Police cut the number from 14 dead to 12 dead, with five of them named.",
        "The number fell to 12 dead from an initial count of 14 dead.",
        "Initial reports spoke of 14 dead. The final toll was 12 dead.",
    ],
)
def test_a_corrected_figure_supersedes_the_earlier_one(text: str) -> None:
    ties = _ties(text, casualty(text, "14 dead", 14), casualty(text, "12 dead", 12))
    assert ties == {("12 dead", "supersedes", "14 dead")}


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from the quake rose from 31 to 84 on Sunday.",
        "The blasts killed 84 people, up from 31, the ministry said.",
        "The toll in the city jumped to 84 from 31 a day earlier, medics said.",
        "The number of dead climbed to 84 as of noon, up from 31 and including a monk.",
        "Medics raised the number of those killed from 31 on Friday to 84.",
    ],
)
def test_a_toll_that_rose_from_another_supersedes_it(text: str) -> None:
    ties = _ties(text, casualty(text, "31", 31), casualty(text, "84", 84))
    assert ties == {("84", "supersedes", "31")}


def test_a_range_of_estimates_supersedes_nothing() -> None:
    text = "Estimates of those killed in the camp ranged from 31 to 84 on Sunday."
    ties = _ties(text, casualty(text, "31", 31), casualty(text, "84", 84))
    assert "supersedes" not in {kind for _, kind, _ in ties}


def test_a_part_of_the_new_toll_supersedes_nothing() -> None:
    text = "The raid killed 17, including three guards, revising an earlier toll of 11."
    ties = _ties(
        text,
        casualty(text, "17", 17),
        casualty(text, "three guards", 3, **SOLDIER),
        casualty(text, "11", 11),
    )
    assert ties == {
        ("17", "supersedes", "11"),
        ("three guards", "part_of", "17"),
    }


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


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed nine men, Kyiv said. Medics said seven men fell.",
        "Shells killed seven men. The death toll has risen to nine men.",
        "Shells killed nine men. The raid left seven men dead.",
    ],
)
def test_figures_of_two_days_or_towns_have_nothing_to_do_with_each_other(
    text: str,
) -> None:
    monday, friday = date(2015, 2, 2), date(2015, 2, 6)
    here: dict[str, Any] = {"place": "Donetsk", "place_precision": 1}
    there: dict[str, Any] = {"place": "Mariupol", "place_precision": 2}
    then: dict[str, Any] = {"date_start": monday, "date_end": monday}
    later: dict[str, Any] = {"date_start": friday, "date_end": friday}

    def ties(one: dict[str, Any], other: dict[str, Any]) -> Ties:
        return _ties(
            text,
            casualty(text, "nine men", 9, attributed_to="Kyiv", **one),
            casualty(text, "seven men", 7, attributed_to="medics", **other),
        )

    assert ties(here, there) == set()
    assert ties(then, later) == set()
    assert ties(here, here)


def test_all_of_one_town_are_no_part_of_those_of_another() -> None:
    text = "Shells killed five people in Donetsk. Five farmers died in Mariupol."
    ties = _ties(
        text,
        casualty(
            text,
            "five people",
            5,
            place="Donetsk",
            place_precision=1,
            victim_status="mixed",
        ),
        casualty(
            text, "Five farmers", 5, place="Mariupol", place_precision=1, **CIVILIAN
        ),
    )
    assert ties == set()


@pytest.mark.parametrize(
    "opening",
    [
        "Their enemies shot",
        "Then gunmen who were counting money killed",
        "The gunmen, some of them masked, killed",
    ],
)
def test_a_sentence_that_only_begins_like_a_breakdown_is_none(opening: str) -> None:
    text = f"The raid killed 14 people in Herat. {opening} three guards in Kabul."
    ties = _ties(
        text,
        casualty(text, "14 people", 14, place="Herat", place_precision=1),
        casualty(text, "three guards", 3, place="Kabul", place_precision=3),
    )
    assert ties == set()


@pytest.mark.parametrize(
    "opening",
    [
        "The dead included",
        "Those killed included",
        "Of the victims,",
        "Among them were",
    ],
)
def test_a_sentence_that_opens_with_the_dead_breaks_them_down(opening: str) -> None:
    text = f"The raid killed 14 people. {opening} three guards of the mine."
    ties = _ties(
        text,
        casualty(text, "14 people", 14, place="Herat", place_precision=1),
        casualty(text, "three guards", 3, place="Kabul", place_precision=3),
    )
    assert ties == {("three guards", "part_of", "14 people")}


def test_a_word_of_size_is_no_whole_that_figures_add_up_to() -> None:
    text = "Dozens of people died: 20 soldiers and four nurses, officers said."
    ties = _ties(
        text,
        casualty(text, "Dozens", 24, None, victims="people", victim_status="mixed"),
        casualty(text, "20 soldiers", 20, **SOLDIER),
        casualty(text, "four nurses", 4, **CIVILIAN),
    )
    assert "sums" not in {kind for _, kind, _ in ties}
    assert ("20 soldiers", "part_of", "Dozens") in ties


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
