"""What a report says twice is one claim; what two events or two sides say is two."""

from __future__ import annotations

from typing import Any

import pytest

from herodotus.model import CasualtyClaim, NondisclosureClaim
from herodotus.reading.repeats import headline_end, once


def claim(start: int, **fields: Any) -> CasualtyClaim:  # any field of a claim
    given: dict[str, Any] = {
        "start": start,
        "end": start + 10,
        "evidence": "twelve soldiers were killed"[:10],
        "outcome": "killed",
        "low": 12,
        "high": 12,
        "text": "12",
        "victims": "soldiers",
        "victim_status": "combatant",
        "victim_side": "Mali",
        "attributed_to": "Mali army",
        "rule": "act",
    }
    return CasualtyClaim(**{**given, **fields})


def test_a_lead_and_its_quotation_are_one_claim() -> None:
    lead, quotation = claim(100), claim(400)
    assert once([quotation, lead], 0) == [lead]


def test_a_headline_gives_way_to_its_lead() -> None:
    headline = claim(0, attributed_to=None, victim_side=None)
    lead = claim(100)
    assert once([headline, lead], 50) == [lead]


def test_a_rounded_headline_gives_way_to_the_exact_count() -> None:
    headline = claim(0, low=501, high=None, text="more than 500")
    assert once([headline, claim(100, low=555, high=555)], 50) == [
        claim(100, low=555, high=555)
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"outcome": "injured"},
        {"low": 13, "high": 13},
        {"victim_side": "Niger"},
        {"victim_status": "civilian"},
        {"attributed_to": "Burkina Faso army"},
        {"rule": "part"},
        {"counting": "new"},
        {"evidence": "also twelv"},
        {"background": True},
    ],
)
def test_another_count_stays(other: dict[str, Any]) -> None:
    assert len(once([claim(100), claim(400, **other)], 0)) == 2


def test_the_same_figure_on_two_days_is_two_claims() -> None:
    monday = claim(100, date_start="2019-05-06", date_end="2019-05-06")
    tuesday = claim(400, date_start="2019-05-07", date_end="2019-05-07")
    assert once([monday, tuesday], 0) == [monday, tuesday]


def test_the_same_figure_in_two_towns_is_two_claims() -> None:
    quetta = claim(100, place="Quetta", place_precision=1)
    karachi = claim(400, place="Karachi", place_precision=1)
    assert len(once([quetta, karachi], 0)) == 2
    assert (
        len(once([quetta, claim(400, place="Balochistan", place_precision=4)], 0)) == 1
    )


def test_a_named_voice_takes_the_place_of_none() -> None:
    nobody, named = claim(100, attributed_to=None), claim(400)
    assert once([nobody, named], 0) == [named]


def test_one_silence_is_told_once() -> None:
    first, again = (
        NondisclosureClaim(start=s, end=s + 5, evidence="words", side="Armenia")
        for s in (10, 90)
    )
    assert once([first, again], 0) == [first]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Two killed in Goma\n\nTwo people were killed.", 18),
        ("Two people were killed.\n\nFour were hurt.", 0),
        ("", 0),
    ],
)
def test_headlines_end_where_prose_begins(text: str, end: int) -> None:
    assert headline_end(text) == end
