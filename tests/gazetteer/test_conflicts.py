"""Which war a report is about."""

from datetime import date

import pytest

from herodotus.gazetteer import conflicts_for, known_conflicts


@pytest.mark.parametrize(
    ("actors", "places", "day", "name", "start"),
    [
        (
            {"Azerbaijan", "Armenia"},
            {"Nagorno-Karabakh"},
            date(2020, 9, 28),
            "Nagorno-Karabakh war of 2020",
            date(2020, 9, 27),
        ),
        (
            {"Ukraine", "Russia"},
            set(),
            date(2023, 5, 5),
            "Russian invasion of Ukraine",
            date(2022, 2, 24),
        ),
        (
            {"Ukraine", "pro-Russian separatists"},
            {"Donetsk"},
            date(2014, 8, 28),
            "War in Donbas",
            date(2014, 4, 6),
        ),
        ({"Israel"}, {"Gaza"}, date(2023, 11, 1), "Gaza war", date(2023, 10, 7)),
        (set(), {"Khartoum"}, date(2024, 2, 1), "War in Sudan", date(2023, 4, 15)),
        (
            {"FMLN"},
            set(),
            None,
            "Salvadoran civil war",
            date(1979, 10, 15),
        ),
        (
            {"Turkey", "Syria"},
            {"Idlib"},
            date(2020, 2, 29),
            "Idlib offensive of 2020",
            date(2019, 12, 19),
        ),
    ],
)
def test_the_likeliest_war_comes_first(
    actors: set[str], places: set[str], day: date | None, name: str, start: date
) -> None:
    first = conflicts_for(actors, places, day)[0]
    assert (first.name, first.start) == (name, start)


def test_a_day_outside_the_war_leaves_it_out() -> None:
    names = [c.name for c in conflicts_for({"LTTE"}, set(), date(2015, 1, 1))]
    assert names == []


def test_strangers_have_no_conflict() -> None:
    assert conflicts_for({"Iceland"}, {"Reykjavik"}, date(2020, 1, 1)) == ()


def test_opponents() -> None:
    (war,) = [c for c in known_conflicts() if c.name == "War in Sudan"]
    assert "RSF" in war.opponents("Sudan")
    assert "Sudan" in war.opponents("RSF")
    assert war.opponents("Iceland") == ()
