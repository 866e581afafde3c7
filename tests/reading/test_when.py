"""On which of the days that a report names it happened."""

from __future__ import annotations

from datetime import date

import pytest

from herodotus.model import CasualtyClaim
from herodotus.reading import Reader
from herodotus.sources import report_from_text


def days(reader: Reader, text: str, *, day: str) -> dict[int | None, date | None]:
    """The first day of each casualty count, by its number."""
    found = reader.read(report_from_text(text, date=day)).claims
    return {c.low: c.date_start for c in found if isinstance(c, CasualtyClaim)}


@pytest.mark.parametrize(
    "lead",
    [
        # The dead are found, dug for and mourned on later days.
        "Villagers on Wednesday found 17 bodies, a day after raiders attacked a camp.",
        "Rescuers dug on Wednesday after 17 died.\n\nRaiders struck on Tuesday night.",
        # So is a text published on a day of its own.
        "A report published today said that 17 people were killed on 11 March.",
        "12 March 1997 - Raiders killed 17 herders in Laisamis on Tuesday.",
        "Police said 17 were killed. They accuse raiders of a massacre on 11 March.",
        "Police recorded 17 deaths on Tuesday.",
    ],
)
def test_the_day_of_the_dying_is_that_of_the_event(reader: Reader, lead: str) -> None:
    assert days(reader, lead, day="1997-03-12")[17] == date(1997, 3, 11)


def test_whom_they_have_found_has_its_day_further_down(reader: Reader) -> None:
    text = (
        "Troops have recovered the bodies of 17 herders who were ambushed near "
        "Laisamis on Monday, police said on Wednesday."
    )
    assert days(reader, text, day="1997-03-12")[17] == date(1997, 3, 10)


def test_where_the_opening_knows_a_week_it_is_that_week(reader: Reader) -> None:
    text = (
        "Rebels who took Kisangani last week killed 40 prisoners, monitors said.\n\n"
        "Some 15 women were among the dead."
    )
    found = days(reader, text, day="1997-03-19")
    assert found[40] == found[15] == date(1997, 3, 10)


@pytest.mark.parametrize("same", ["the same day", "on the same evening"])
def test_the_same_day_is_that_told_before(reader: Reader, same: str) -> None:
    text = (
        "Raiders killed 17 herders near Laisamis on Monday, police said later.\n\n"
        f"Two drivers were killed near Marsabit {same}, they said."
    )
    assert days(reader, text, day="1997-03-13")[2] == date(1997, 3, 10)


def test_the_day_that_helpers_came_is_no_day_of_dying(reader: Reader) -> None:
    text = (
        "Raiders killed 17 herders near Laisamis on Monday, police said.\n\n"
        "Soldiers who reached the camp on Wednesday found nine children among the dead."
    )
    assert days(reader, text, day="1997-03-13")[9] == date(1997, 3, 10)


def test_an_event_of_weeks_ago_is_dated_in_full(reader: Reader) -> None:
    text = (
        "Soldiers killed 52 people in Makobola on 30 December, an inquiry said.\n\n"
        "Clergymen gave a toll of 60 dead."
    )
    assert days(reader, text, day="1999-01-20")[60] == date(1998, 12, 30)


def test_the_dead_of_another_war_over_the_same_ground_are_history(
    reader: Reader,
) -> None:
    text = (
        "STEPANAKERT - Karabakh's military death toll stood at 604 since Sept. 27, "
        "the region's defence ministry said on Thursday.\n\n"
        "Some 30,000 people died in the war over the region in the early 1990s."
    )
    report = report_from_text(text, date=date(2020, 10, 15))
    tolls = [c for c in reader.read(report).claims if c.kind == "casualty"]
    assert [(c.background, c.date_start) for c in tolls] == [
        (False, date(2020, 9, 27)),
        (True, date(1990, 1, 1)),
    ]


def test_the_toll_of_a_young_war_from_its_first_day_is_no_history(
    reader: Reader,
) -> None:
    text = (
        "KHARTOUM - Fighting between the army and the Rapid Support Forces has killed "
        "2,593 people since the conflict began on April 15, a doctors' union said."
    )
    report = report_from_text(text, date=date(2023, 9, 20))
    (toll,) = (c for c in reader.read(report).claims if c.kind == "casualty")
    assert (toll.background, toll.counting) == (False, "cumulative")
    assert toll.date_start == date(2023, 4, 15)
