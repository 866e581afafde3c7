"""Figures, voices, periods and balances in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from herodotus.exports import wording
from herodotus.model import Account, Balance, CasualtyClaim, Period, Toll
from tests.samples import karabakh

DAY = date(2020, 9, 28)


def claim(**fields: Any) -> CasualtyClaim:
    known = {"start": 0, "end": 1, "evidence": "x", "outcome": "killed", "text": "x"}
    return CasualtyClaim(**(known | fields))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": 32, "high": 32}, "32 killed"),
        ({"low": 32, "high": 32, "counting": "cumulative"}, "32 killed in all"),
        ({"low": 15, "high": 15, "counting": "new"}, "15 more killed"),
        ({"low": 30000, "high": 30000}, "30,000 killed"),
        ({"low": 24, "text": "Dozens"}, "dozens killed"),
        ({"low": 24, "text": "dozens more", "counting": "new"}, "dozens more killed"),
        ({"low": 14, "text": "at least 14"}, "14 or more killed"),
        (
            {"low": 14, "text": "at least 14", "counting": "new"},
            "another 14 or more killed",
        ),
        ({"low": 0, "high": 30}, "up to 30 killed"),
        ({"low": 0, "high": 0, "text": "no"}, "0 killed"),
        ({"high": 7}, "up to 7 killed"),
        ({"low": 12, "high": 14}, "12 to 14 killed"),
        ({"low": 40, "high": 40, "approx": True}, "about 40 killed"),
        ({"text": "an unknown number"}, "an unknown number killed"),
        (
            {"low": 9, "high": 9, "outcome": "killed_or_injured_or_captured"},
            "9 killed, injured or captured",
        ),
    ],
)
def test_figures(fields: dict[str, Any], words: str) -> None:
    assert wording.figure(claim(**fields)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"victims": "fighters"}, "fighters"),
        ({"victims": "15 fighters", "text": "15"}, "fighters"),
        ({"victims": "dozens", "text": "dozens"}, "people"),
        (
            {"victims": "a woman and child", "text": "a woman and child"},
            "a woman and child",
        ),
        ({"victims": "both sides", "victim_side": "both"}, "people"),
        ({"victims": "", "victim_status": "combatant"}, "combatants"),
        ({"victims": "dozens of soldiers", "text": "dozens"}, "soldiers"),
    ],
)
def test_who(fields: dict[str, Any], words: str) -> None:
    assert wording.who(claim(**fields)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "the report itself"),
        ({"attribution_cue": "reported"}, "not attributed “reported”"),
        (
            {"attributed_to": "Syria police", "attribution_cue": "said"},
            "Syria police “said”",
        ),
        (
            {"attributed_to": "Oleh Bak (mayor)", "speaker": "Oleh Bak"},
            "Oleh Bak (mayor)",
        ),
        ({"attributed_to": "Iraq army", "speaker": "Ali Saad"}, "Ali Saad, Iraq army"),
        (
            {"attributed_to": "Iraq army", "relayed_by": "Reuters"},
            "Iraq army, relayed by Reuters",
        ),
    ],
)
def test_said_by(fields: dict[str, Any], words: str) -> None:
    assert wording.said_by(claim(**fields)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (DAY, DAY, "28 Sep"),
        (DAY, None, "from 28 Sep"),
        (None, DAY, "by 28 Sep"),
        (date(2020, 9, 27), DAY, "27–28 Sep"),
        (date(2020, 9, 1), date(2020, 9, 30), "Sep 2020"),
        (date(2020, 9, 27), date(2020, 10, 2), "27 Sep – 2 Oct"),
        (date(2019, 12, 30), date(2020, 1, 2), "30 Dec 2019 – 2 Jan 2020"),
        (date(2016, 1, 1), date(2016, 12, 31), "2016"),
        (date(1990, 1, 1), date(1994, 12, 31), "1990–1994"),
        (date(2016, 4, 2), date(2016, 4, 2), "2 Apr 2016"),
        (date(2020, 1, 1), date(9999, 12, 31), "2020–9999"),
        (date(9999, 12, 1), date(9999, 12, 31), "Dec 9999"),
    ],
)
def test_periods(start: date | None, end: date | None, words: str) -> None:
    assert wording.period(start, end, beside=DAY) == words


def _toll(**fields: Any) -> Toll:
    known = {"side": "X", "status": "combatant", "outcome": "killed"}
    return Toll(**(known | {"period": Period()} | fields))


def test_bounds_keep_unknown_apart_from_zero() -> None:
    enemy = claim(id="e", low=24, text="dozens")
    known = {"e": enemy}
    silent = _toll(low=0, best=None, high=None, undisclosed=True, reasons=("e",))
    assert wording.bounds(silent, known) == ("?", "?", "24+")
    assert wording.bounds(_toll(low=None, best=None, high=None), {}) == ("?", "?", "?")
    assert wording.bounds(_toll(low=0, best=0, high=0), {}) == ("0", "0", "0")
    assert wording.bounds(_toll(low=14, best=14, high=None), {}) == ("14", "14", "14+")


def test_balance_unfolds_sums_of_sums() -> None:
    fighters = claim(id="f", low=32, high=32, victims="fighters")
    family = claim(id="m", low=6, high=6, victim_status="civilian")
    woman = claim(id="w", low=2, high=2, victim_status="civilian")
    civilians = claim(id="v", low=8, high=8)
    both = claim(id="b", low=40, high=40)
    known = {c.id: c for c in (fighters, family, woman, civilians, both)}
    inner = Balance(whole="v", parts=("m", "w"), stated=8, sum=8, holds=True)
    outer = Balance(whole="b", parts=("f", "v"), stated=40, sum=40, holds=True)
    account = Account(policy="default", balance=(inner, outer))
    (line,) = wording.balance_lines(account, known)
    assert line == (
        "The figures balance: 32 fighters + 6 + 2 civilians = 40, "
        "the total the report gives."
    )


def test_a_sum_that_fails_says_by_how_much() -> None:
    known = {
        c.id: c for c in (claim(id="a", low=3, high=3), claim(id="b", low=4, high=4))
    }
    failed = Balance(whole="w", parts=("a", "b"), stated=8, sum=7, holds=False)
    (line,) = wording.balance_lines(Account(policy="x", balance=(failed,)), known)
    assert (
        line == "The figures do not balance: 3 + 4 people = 7, but the report gives 8."
    )


def test_notes_name_the_other_claims() -> None:
    reading, account = karabakh()
    names = wording.labels(reading.claims)
    notes = {
        names[c.id]: wording.relation_notes(c, names, account) for c in reading.claims
    }
    assert "= c2 + c4 + c5 ✓" in notes["c6"]
    assert "part of c2" in notes["c3"]
    assert not any("adds to" in note for note in notes["c5"])


def test_a_claim_that_is_rather_wrong_than_right_is_marked_in_words() -> None:
    assert wording.remarks(claim(confidence=0.42)) == ["unsure (.42)"]
    assert wording.remarks(claim(confidence=0.5)) == []
    assert wording.remarks(claim()) == []
