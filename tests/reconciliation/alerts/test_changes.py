"""Alerts: what new claims change that somebody wants to be told of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from herodotus.model import Card, CasualtyClaim, Telling
from herodotus.reconciliation.alerts.changes import Alert, alerts
from herodotus.reconciliation.alerts.rules import parse_rule

DAY = date(2020, 9, 28)
WAR = "Nagorno-Karabakh war of 2020"


def toll(number: int, /, *, outlet: str = "wire", **fields: Any) -> Telling:
    """A telling that so many soldiers of Armenia were killed on a day."""
    conflict = fields.pop("conflict", WAR)
    country = fields.pop("country", "AZE")
    voice = fields.pop("voice", f"{outlet}-{number}-{sorted(fields.items())}")
    words = f"{number} soldiers were killed"
    known = {
        "victim_side": "Armenia",
        "victim_status": "combatant",
        "counting": "event",
        "place": "Hadrut",
        "date_start": DAY,
        "date_end": DAY,
        "attributed_to": "Armenia Ministry of Defence",
        "outcome": "killed",
        "text": str(number),
    } | fields
    claim = CasualtyClaim(
        start=0, end=len(words), evidence=words, low=number, high=number, **known
    ).identified(voice)
    card = Card(key=voice, id=voice, sha256=voice, date=DAY, publisher=outlet)
    return Telling(claim, card, voice, conflict, country)


def told(words: str, before: list[Telling], after: list[Telling]) -> tuple[Alert, ...]:
    return alerts(parse_rule(words), before, after, today=DAY)


def test_a_new_claim_is_told_and_an_old_one_is_not() -> None:
    old, new = toll(3), toll(5, place="Goris")
    (alert,) = told("new claim", [old], [old, new])
    assert alert.tellings == (new,)
    assert told("new claim", [old, new], [old, new]) == ()


def test_a_copy_of_a_claim_is_no_news() -> None:
    one, copy = toll(3, voice="v"), toll(3, voice="v", outlet="other")
    assert told("new claim", [one], [copy]) == ()


def test_history_is_no_news() -> None:
    assert told("new claim", [], [toll(30_000, background=True)]) == ()
    assert told("killed > 50", [], [toll(30_000, background=True)]) == ()


def test_a_toll_that_passes_a_number_is_told_once() -> None:
    low, high, more = toll(40), toll(20, place="Goris"), toll(9, place="Kapan")
    assert told("killed > 50", [], [low]) == ()
    (alert,) = told("killed > 50", [low], [low, high])
    assert alert.toll is not None
    assert alert.toll.best == 60
    assert alert.before == 40
    assert alert.about == WAR
    assert alert.tellings[0] == high  # what is new stands first
    assert set(alert.tellings) == {low, high}
    assert told("killed > 50", [low, high], [low, high, more]) == ()


def test_a_bound_is_passed_exactly() -> None:
    assert told("killed > 50", [], [toll(50)]) == ()
    assert told("killed >= 50", [], [toll(50)])
    assert told("killed > 50", [], [toll(51)])


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("killed today > 5", True),
        ("killed yesterday > 5", False),
        ("killed last 2 days > 5", True),
        ("injured today > 5", False),
        ("civilians killed today > 5", False),
        ("soldiers killed today > 5", True),
        ("killed of Armenia > 5", True),
        ("killed of Azerbaijan > 5", False),
        ("killed in Hadrut > 5", True),
        ("killed in AZE > 5", True),
        ('killed in "Nagorno-Karabakh" > 5', True),
        ("killed in Mali > 5", False),
        ("high killed > 5", True),
    ],
)
def test_a_figure_is_narrowed(words: str, fits: bool) -> None:
    assert bool(told(words, [], [toll(6)])) == fits


def test_a_running_total_is_not_the_toll_of_a_day() -> None:
    running = toll(84, counting="cumulative", date_start=date(2020, 9, 20))
    unstated = toll(84, counting="cumulative", date_start=None)
    fresh = toll(84, counting="new", date_start=None)
    assert told("killed today > 50", [], [running]) == ()
    assert told("killed today > 50", [], [unstated]) == ()
    assert told("killed today > 50", [], [fresh])


def test_wars_are_not_added_up() -> None:
    here = toll(30)
    there = toll(
        30,
        victim_side="Mali",
        place="Gao",
        attributed_to="Mali",
        conflict="Mali war",
        country="MLI",
    )
    assert told("killed > 50", [here], [here, there]) == ()


def test_a_party_is_told_when_it_is_named_first() -> None:
    old = toll(3)
    new = toll(
        3, victim_side="Azerbaijan", attributed_to="Azerbaijan Ministry of Defence"
    )
    (alert,) = told("new party", [old], [old, new])
    assert alert.about == "Azerbaijan"
    assert alert.tellings == (new,)
    assert told("new party", [old], [old, toll(9, place="Goris")]) == ()


def test_who_is_only_described_is_no_party() -> None:
    old = toll(3)
    described = toll(3, attributed_to="Residents of the villages", place="Goris")
    named = toll(3, attributed_to="Free Army of the North", place="Goris")
    assert told("new party", [old], [old, described]) == ()
    (alert,) = told("new party", [old], [old, named])
    assert alert.about == "Free Army of the North"


def test_what_cannot_both_be_right_is_told() -> None:
    one = toll(3)
    other = toll(30, attributed_to="Azerbaijan Ministry of Defence", outlet="other")
    (alert,) = told("contradiction", [one], [one, other])
    assert set(alert.tellings) == {one, other}
    assert told("contradiction", [one, other], [one, other]) == ()
    assert (
        told("contradiction", [other, one], [one, other, toll(7, place="Goris")]) == ()
    )
