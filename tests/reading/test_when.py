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


def test_an_event_of_weeks_ago_is_dated_in_full(reader: Reader) -> None:
    text = (
        "Soldiers killed 52 people in Makobola on 30 December, an inquiry said.\n\n"
        "Clergymen gave a toll of 60 dead."
    )
    assert days(reader, text, day="1999-01-20")[60] == date(1998, 12, 30)
