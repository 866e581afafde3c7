"""The account of many reports: what stands, what is added, what stays apart."""

from __future__ import annotations

from typing import Any

import pytest

from herodotus.model import Account, Card, NondisclosureClaim, Telling, Toll
from herodotus.reconciliation import account_of, reconcile, relate
from tests.reconciliation.across.test_ties import BAKU, GANJA
from tests.reconciliation.tellings import WAR, day, more, told
from tests.reconciliation.test_two_sided_report import TEXT
from tests.reconciliation.test_two_sided_report import _claims as claims_of_one_report

Range = tuple[int | None, int | None, int | None]


def _range(toll: Toll) -> Range:
    return toll.low, toll.best, toll.high


def _only(*tellings: Telling, policy: str = "default") -> Toll:
    [toll] = account_of(tellings, policy=policy).tolls
    return toll


def _row(account: Account, side: str | None, status: str) -> Toll:
    [row] = [t for t in account.tolls if (t.side, t.status) == (side, status)]
    return row


def _silent(on: int, *, report: str | None = None, **said: Any) -> Telling:
    key = report or f"silence {on}"
    words = "keeps its military losses to itself"
    claim = NondisclosureClaim(
        start=500,
        end=500 + len(words),
        evidence=words,
        side="Azerbaijan",
        victim_status="combatant",
        date_end=day(on),
        **said,
    ).identified(key)
    card = Card(key=key, id=key, sha256=key, date=day(on))
    return Telling(claim, card, key, conflict=WAR)


def test_the_newest_total_stands_and_older_ones_do_not_count() -> None:
    toll = _only(told(244, 9), told(555, 17), told(974, 29))
    assert _range(toll) == (974, 974, 974)
    assert toll.said_by == ("Nagorno-Karabakh",)
    assert toll.conflict == WAR
    assert len(toll.reasons) == 1


def test_what_is_announced_after_the_last_total_is_added() -> None:
    toll = _only(told(532, 16), more(23, 16), more(18, 17), more(7, 18))
    assert _range(toll) == (557, 557, 557)


def test_an_increment_lifts_no_total_above_the_one_that_it_is_part_of() -> None:
    ties = (("part_of", "whole"),)
    increment = more(40, 25, report="r", ties=ties)
    whole = told(874, 25, by="Reuters", report="r", name="whole")
    assert _only(told(834, 24), increment, whole).best == 874
    mistyped = _only(told(8340, 24), increment, whole)
    assert _range(mistyped) == (874, 8340, 8340)


def test_who_tells_an_increment_tells_the_total_that_it_leads_to() -> None:
    increment = more(40, 25, report="r", ties=(("part_of", "whole"),))
    whole = told(874, 25, by=None, report="r", name="whole")
    toll = _only(told(594, 17), increment, whole)
    assert (_range(toll), toll.said_by) == ((874, 874, 874), ("Nagorno-Karabakh",))


def test_an_increment_told_twice_is_added_once() -> None:
    again = more(18, 17, report="another outlet")
    assert _range(_only(told(532, 16), more(18, 17), again)) == (550, 550, 550)


def test_an_increment_before_the_last_total_is_in_it() -> None:
    assert _range(_only(more(23, 17), told(555, 17))) == (555, 555, 555)


def test_over_thirty_leaves_an_exact_figure_standing() -> None:
    over = told(31, 26, high=None, text="over 30")
    assert _range(_only(told(36, 22), over)) == (36, 36, 36)


def test_a_total_that_is_taken_back_falls() -> None:
    assert _range(_only(told(90, 10), told(84, 11))) == (84, 84, 84)


def test_an_older_lower_total_of_others_is_no_rival() -> None:
    toll = _only(told(100, 10, by="Red Cross"), told(500, 20))
    assert _range(toll) == (500, 500, 500)


def test_an_older_higher_total_of_others_raises_the_top() -> None:
    toll = _only(told(700, 10, by="Red Cross"), told(500, 20))
    assert _range(toll) == (500, 500, 700)


def test_a_newer_total_of_others_spans_the_range() -> None:
    toll = _only(told(500, 20), told(450, 21, by="Red Cross"))
    assert _range(toll) == (450, 500, 500)


def test_a_side_that_has_stopped_telling_is_overtaken() -> None:
    assert _only(told(500, 5), told(900, 15, by="Red Cross")).best == 500
    assert _only(told(500, 5), told(900, 40, by="Red Cross")).best == 900


def test_an_enemy_raises_high_and_nothing_else() -> None:
    enemy = told(2300, 9, by="Azerbaijan Ministry of Defence")
    assert _range(_only(told(244, 9), enemy)) == (244, 244, 2300)
    assert _range(_only(enemy, told(3000, 10, by="Azerbaijan"))) == (0, None, 3000)


def test_attacks_within_a_total_are_not_added_and_later_ones_are() -> None:
    total = told(47, 19, by="Azerbaijan", **BAKU)
    before = told(
        5, 12, by="Azerbaijan", **{**GANJA, "date_start": day(12), "place": "Barda"}
    )
    after = told(13, 20, by="Azerbaijan", **GANJA)
    assert _range(_only(total, before)) == (47, 47, 47)
    assert _range(_only(total, before, after)) == (60, 60, 60)


def test_attacks_in_no_total_add_up_and_each_counts_once() -> None:
    barda = {**GANJA, "place": "Barda", "date_start": day(31)}
    toll = _only(
        told(13, 20, by="Azerbaijan", report="r1", **GANJA),
        told(13, 20, by=None, report="r2", **GANJA),
        told(21, 31, by="Azerbaijan", report="r3", **barda),
    )
    assert _range(toll) == (34, 34, 34)
    assert toll.alleged == ("Armenia",)
    assert (toll.period.start, toll.period.end) == (day(20), day(31))


def test_the_toll_of_a_region_holds_those_of_its_towns() -> None:
    region = {**GANJA, "place": "Azerbaijan", "place_precision": 6}
    toll = _only(
        told(13, 20, by="Azerbaijan", report="r1", **GANJA),
        told(16, 20, by="Azerbaijan", report="r2", **region),
    )
    assert _range(toll) == (16, 16, 16)


def test_a_later_figure_of_one_attack_replaces_the_first() -> None:
    toll = _only(
        told(7, 20, by="Azerbaijan", report="r1", **GANJA),
        told(13, 20, by="Azerbaijan", report="r2", published=21, **GANJA),
    )
    assert _range(toll) == (13, 13, 13)


def test_the_toll_of_the_first_day_is_a_total() -> None:
    first = told(16, 0, counting="event")
    assert _range(_only(first, told(84, 3))) == (84, 84, 84)


def test_a_partys_people_are_those_it_always_counts() -> None:
    people = told(19, 0, by="Azerbaijan", **{**BAKU, "victim_status": "unknown"})
    toll = _only(people, told(25, 9, by="Azerbaijan", **BAKU))
    assert (toll.status, *_range(toll)) == ("civilian", 25, 25, 25)


def test_silence_ends_when_figures_are_given() -> None:
    fighters: dict[str, Any] = {"victim_side": "Azerbaijan", "perpetrator": "Armenia"}
    silent = _row(account_of([_silent(9), told(244, 9)]), "Azerbaijan", "combatant")
    assert silent.undisclosed
    assert _range(silent) == (None, None, None)
    given = told(2783, 67, by="Azerbaijan Ministry of Defence", **fighters)
    spoken = _row(account_of([_silent(9), given]), "Azerbaijan", "combatant")
    assert not spoken.undisclosed
    assert _range(spoken) == (2783, 2783, 2783)
    again = _row(account_of([given, _silent(70)]), "Azerbaijan", "combatant")
    assert again.undisclosed


def test_wars_and_countries_are_never_lumped_together() -> None:
    nowhere: dict[str, Any] = {
        "victim_side": None,
        "victim_status": "unknown",
        "counting": "event",
        "conflict": None,
        "perpetrator": None,
        "place_precision": 1,
        "by": None,
    }
    gao = {**nowhere, "place": "Gao", "date_start": day(3)}
    kano = {**nowhere, "place": "Kano", "date_start": day(3)}
    tellings = [
        told(5, 3, report="r1", **gao)._replace(country="MLI"),
        told(5, 3, report="r2", **gao)._replace(country="MLI"),
        told(9, 3, report="r3", **kano)._replace(country="NGA"),
        told(2, 8, report="r4", **{**kano, "date_start": day(8)})._replace(
            country="NGA"
        ),
    ]
    tolls = account_of(tellings).tolls
    assert [(t.country, t.place, t.best) for t in tolls] == [
        ("MLI", "Gao", 5),
        ("NGA", "Kano", 9),
        ("NGA", "Kano", 2),
    ]


def test_each_teller_has_a_face() -> None:
    account = account_of(
        [
            told(974, 29),
            told(5000, 20, by="Azerbaijan Ministry of Defence"),
            told(950, 29, by="Red Cross"),
            told(960, 28, by=None),
            _silent(29),
        ]
    )
    faces = {
        (f.side, f.teller): (f.low, f.high, f.said_by, f.undisclosed)
        for f in account.faces
    }
    assert faces == {
        ("Nagorno-Karabakh", "own"): (974, 974, ("Nagorno-Karabakh",), False),
        ("Nagorno-Karabakh", "enemy"): (5000, 5000, ("Azerbaijan",), False),
        ("Nagorno-Karabakh", "third"): (950, 950, ("Red Cross",), False),
        ("Nagorno-Karabakh", "reporter"): (960, 960, (), False),
        ("Azerbaijan", "own"): (None, None, (), True),
    }


def test_figures_of_two_reports_that_contradict_are_listed() -> None:
    own, other = told(974, 29, name="a"), told(700, 29, by="Red Cross", name="b")
    assert [set(pair) for pair in account_of([own, other]).contradictions] == [
        {"a", "b"}
    ]


def test_a_total_balances_with_parts_of_other_reports() -> None:
    account = account_of(
        [
            told(32, 1, name="fighters"),
            told(8, 1, by="Azerbaijan", name="civilians", **BAKU),
            told(40, 1, by=None, name="all", victim_side="both", victim_status="mixed"),
        ]
    )
    [balance] = account.balance
    assert (balance.whole, set(balance.parts)) == ("all", {"fighters", "civilians"})
    assert (balance.stated, balance.sum, balance.holds) == (40, 40, True)


def test_a_balance_of_a_replaced_total_is_no_longer_shown() -> None:
    wide: dict[str, Any] = {"by": None, "victim_side": "both", "victim_status": "mixed"}
    account = account_of(
        [
            told(32, 1, name="fighters"),
            told(8, 1, by="Azerbaijan", name="civilians", **BAKU),
            told(40, 1, name="all", **wide),
            told(90, 4, name="later", **wide),
        ]
    )
    assert account.balance == ()


@pytest.mark.parametrize("policy", ["default", "ucdp", "acled", "airwars"])
def test_one_report_in_a_ledger_comes_to_what_it_comes_to_alone(policy: str) -> None:
    claims = relate(claims_of_one_report(), text=TEXT)
    card = Card(key="r", id="r", sha256="r", date=day(1))
    tellings = [Telling(claim, card, "r", conflict=WAR) for claim in claims]
    alone = reconcile(claims, policy=policy)
    kept = account_of(tellings, policy=policy)
    bare = tuple(toll.model_copy(update={"conflict": None}) for toll in kept.tolls)
    assert [_range(t) for t in bare] == [_range(t) for t in alone.tolls]
    assert [t.reasons for t in bare] == [t.reasons for t in alone.tolls]
    assert kept.balance == alone.balance


def test_nothing_comes_to_nothing() -> None:
    assert account_of([]) == Account(policy="default")


def test_the_day_of_keeping_is_no_day_of_an_undated_report() -> None:
    dated = told(729, 23, conflict=None)
    kept = told(500, None, report="undated", counting="event", date_start=None)
    card = kept.card.model_copy(update={"kept": day(900)})
    undated = kept._replace(card=card, conflict=None)
    account = account_of((dated, undated))
    [face] = account.faces
    assert (face.low, face.high) == (729, 729)
    assert sorted(toll.best or 0 for toll in account.tolls) == [500, 729]
    [alone] = account_of((undated,)).tolls
    assert _range(alone) == (500, 500, 500)
    assert (alone.period.start, alone.period.end) == (None, None)
