"""Side, status, day and place of a count, by its sentence and by its report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from herodotus.model import CasualtyClaim
from herodotus.reading import Reader
from herodotus.sources import report_from_text

Read = Callable[[str], list[CasualtyClaim]]


@pytest.mark.parametrize(
    ("text", "side", "status"),
    [
        # named by their own words
        (
            "TBILISI, 10 August 2008 - Seven Russian soldiers were killed on Saturday.",
            "Russia",
            "combatant",
        ),
        (
            "BOGOTA, 2 October 2012 - Twelve FARC rebels were killed in clashes.",
            "FARC",
            "combatant",
        ),
        # by who speaks of "its" people
        (
            (
                "BAKU, 2 October 2020 - The defence ministry of Armenia said that 16 "
                "of its soldiers were killed."
            ),
            "Armenia",
            "combatant",
        ),
        # by the ground the report stands on
        (
            (
                "MANILA, 27 January 2019 - A bomb killed five soldiers on Jolo, the "
                "Philippine army said."
            ),
            "Philippines",
            "combatant",
        ),
        # civilians of a war inside a state have none
        (
            (
                "MANILA, 27 January 2019 - A bomb killed five civilians on Jolo, the "
                "Philippine army said."
            ),
            None,
            "civilian",
        ),
        # police on duty fight, the press does not
        (
            "KABUL, 3 May 2013 - A bomb killed four policemen in Kabul.",
            "Afghanistan",
            "combatant",
        ),
        (
            "KABUL, 3 May 2018 - A bomb killed nine journalists in Kabul.",
            None,
            "civilian",
        ),
        ("KABUL, 3 May 2013 - A bomb killed 12 people in Kabul.", None, "unknown"),
    ],
)
def test_whose_people_and_what_they_were(
    text: str, side: str | None, status: str, tolls: Read
) -> None:
    assert [(c.victim_side, c.victim_status) for c in tolls(text)] == [(side, status)]


def test_the_wounded_are_who_the_killed_were(tolls: Read) -> None:
    killed, wounded = tolls(
        "TBILISI, 10 August 2008 - Seven Russian soldiers were killed and 23 wounded."
    )
    assert wounded.outcome == "injured"
    assert wounded.victim_side == killed.victim_side == "Russia"
    assert wounded.victim_status == killed.victim_status == "combatant"


def test_who_did_it_is_not_who_suffered(tolls: Read) -> None:
    (claim,) = tolls(
        "NAIROBI, 2 October 2013 - Al Shabaab fighters killed 12 Kenyan soldiers."
    )
    assert claim.perpetrator == "al-Shabaab"
    assert claim.victim_side == "Kenya"


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        # Wednesday, 13 August 2014
        ("A bomb killed nine people in Kabul on Monday.", (11,), (11,)),
        ("A bomb killed nine people in Kabul on Wednesday.", (13,), (13,)),
        ("A bomb killed nine people in Kabul on August 9.", (9,), (9,)),
        ("A bomb killed nine people in Kabul yesterday.", (12,), (12,)),
        # no later than the report
        ("A bomb killed nine people in Kabul.", (13,), (13,)),
    ],
)
def test_a_weekday_is_the_latest_such_day(
    sentence: str, first: tuple[int], last: tuple[int], reader: Reader
) -> None:
    report = report_from_text(sentence, date=date(2014, 8, 13))
    (claim,) = reader.read(report).claims
    assert (claim.date_start, claim.date_end) == (
        date(2014, 8, *first),
        date(2014, 8, *last),
    )


def test_a_total_since_a_day_runs_to_the_report(reader: Reader) -> None:
    report = report_from_text(
        "The army has killed 300 rebels in Kunduz since 1 August.",
        date=date(2014, 8, 13),
    )
    (claim,) = (c for c in reader.read(report).claims if c.kind == "casualty")
    assert claim.counting == "cumulative"
    assert (claim.date_start, claim.date_end) == (date(2014, 8, 1), date(2014, 8, 13))


def test_an_addition_is_new(reader: Reader) -> None:
    report = report_from_text(
        "Fifteen more soldiers were killed in Kunduz, the Afghan army said.",
        date=date(2014, 8, 13),
    )
    (claim,) = (c for c in reader.read(report).claims if c.kind == "casualty")
    assert claim.counting == "new"


def test_history_is_background_and_today_is_not(reader: Reader) -> None:
    report = report_from_text(
        "A bomb killed nine people in Peshawar on Monday. A suicide attack killed 80 "
        "people at a church in the city in September 2013.",
        date=date(2014, 8, 13),
    )
    found = reader.read(report).claims
    today, history = (c for c in found if c.kind == "casualty")
    assert not today.background
    assert history.background
    assert (history.date_start, history.date_end) == (
        date(2013, 9, 1),
        date(2013, 9, 30),
    )


def test_without_a_date_nothing_is_dated(reader: Reader) -> None:
    report = report_from_text("A bomb killed nine people in Kabul, the army said.")
    (claim,) = reader.read(report).claims
    assert (claim.date_start, claim.date_end, claim.date_precision) == (None,) * 3


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("A bomb killed nine people in Kabul.", "Kabul"),
        ("Rebels killed nine soldiers near Aleppo, the Syrian army said.", "Aleppo"),
        ("Shelling killed nine farmers in the village of Qana.", "Qana"),
    ],
)
def test_the_place_is_of_the_event(sentence: str, place: str, tolls: Read) -> None:
    (claim,) = tolls(sentence)
    assert claim.place == place
    assert claim.lat is not None


def test_where_a_speaker_sits_is_no_place_of_the_event(tolls: Read) -> None:
    (claim,) = tolls(
        "GENEVA, 3 May 2013 - A bomb killed nine people in Mosul, officials in Geneva "
        "said."
    )
    assert claim.place == "Mosul"


def test_inspect_shows_what_the_reader_saw(reader: Reader) -> None:
    text = (
        "KABUL, 13 August 2014 - The army said on Monday that nine men died in Kunduz."
    )
    report = report_from_text(text)
    seen = reader.inspect(report)
    assert {"sentences", "timexes", "toponyms", "names", "attributions"} <= set(seen)
    assert "2014-08-11" in {timex["value"] for timex in seen["timexes"]}
    assert "Kunduz" in {text[t["start"] : t["end"]] for t in seen["toponyms"]}
    for start, end in seen["sentences"]:
        assert text[start:end].strip() == text[start:end]
    (attribution,) = seen["attributions"]
    assert [text[s:e] for s, e in attribution["cue"]] == ["said"]
