"""Which claims are about one event, and what becomes of the others."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.model import (
    Claim,
    Episode,
    MaterielClaim,
    NondisclosureClaim,
    Relation,
    Telling,
)
from herodotus.reconciliation.events.episodes import episodes, left_over
from tests.reconciliation.happenings import (
    MONDAY,
    SUNDAY,
    TUESDAY,
    control,
    event,
    told,
    toll,
    words,
)

TERTER = ("Terter", 1, 40.345, 46.932)
FRONT = ("Nagorno-Karabakh", 4, 39.8, 46.75)
OURS: dict[str, Any] = {"victim_side": "Azerbaijan", "victim_status": "civilian"}
SHELLS: dict[str, Any] = {"perpetrator": "Nagorno-Karabakh", "cause": "shelling"}
SIX = "Shells killed six in Terter. One tank was hit. Baku has its losses kept back."


def six(number: int = 6, text: str = SIX, **said: Any) -> Claim:
    return toll(text, "six", number, **{"place": TERTER, "on": MONDAY, **OURS, **said})


def only(tellings: list[Telling]) -> Episode:
    (found,) = episodes(tellings)
    return found


def best(found: Episode) -> list[tuple[str | None, str, str, int | None]]:
    return [(t.side, t.status, t.outcome, t.best) for t in found.tolls]


def test_reports_of_one_town_and_day_are_one_event() -> None:
    one, other = six(), six(text="At least six died in Terter.")
    found = only([*told(one), *told(other, report="r2", day=TUESDAY)])
    assert found.reports == ("r1", "r2")
    assert set(found.claims) == {one.id, other.id}
    assert best(found) == [("Azerbaijan", "civilian", "killed", 6)]
    assert (found.place, found.place_precision, found.lat) == ("Terter", 1, 40.345)
    assert (found.date_start, found.date_end, found.date_precision) == (
        MONDAY, MONDAY, 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        {"on": date(2020, 10, 5)},
        {"place": ("Ganja", 1, 40.68, 46.36)},
        {"victim_side": "Mali"},
    ],
    ids=["another day", "another town", "parties of another war"],
)
def test_another_day_town_or_war_is_another_event(said: dict[str, Any]) -> None:
    other = six(text="Then six died elsewhere.", **said)
    assert len(episodes([*told(six()), *told(other, report="r2")])) == 2


def test_names_of_spots_that_lie_side_by_side_are_one() -> None:
    station = six(text="The six were at the station.",
                  place=("Terter station", 1, 40.35, 46.94))  # fmt: skip
    assert len(episodes([*told(six()), *told(station, report="r2")])) == 1


def test_towns_of_one_name_stay_apart() -> None:
    far = six(text="In the other Terter six died.", place=("Terter", 1, 10.0, 46.932))
    assert len(episodes([*told(six()), *told(far, report="r2")])) == 2


def test_another_attack_on_the_town_that_day_is_another_event() -> None:
    text = "Shells killed six in Terter. In another attack there two died."
    first = six(text=text)
    second = toll(text, "In another attack there two died", 2, place=TERTER, on=MONDAY,
                  **OURS)  # fmt: skip
    found = episodes(told(first, second))
    assert sorted(len(one.claims) for one in found) == [1, 1]
    assert len({one.id for one in found}) == 2


def test_a_running_total_of_the_war_is_no_event_and_is_left_over() -> None:
    text = "Shells killed six in Terter, and 40 have died since Sunday."
    total = toll(text, "40", 40, place=FRONT, counting="cumulative",
                 date_start=SUNDAY, date_end=MONDAY)  # fmt: skip
    history = six(text="In 1993 six died.", background=True)
    tellings = told(six(text=text), total, history)
    found = episodes(tellings)
    assert [best(one) for one in found] == [[("Azerbaijan", "civilian", "killed", 6)]]
    left = {telling.claim.id for telling in left_over(tellings, found)}
    assert left == {total.id, history.id}


def test_a_later_report_raises_the_toll_of_the_event() -> None:
    text = "The toll of Monday's shelling of Terter has risen to nine."
    attack = event(text, "Monday's shelling of Terter", "ASSAULT", "Nagorno-Karabakh",
                   "Azerbaijan", place=TERTER, on=MONDAY)  # fmt: skip
    raised = toll(text, "toll of Monday's shelling of Terter has risen to nine", 9,
                  place=TERTER, counting="cumulative", date_start=SUNDAY,
                  date_end=TUESDAY, **OURS)  # fmt: skip
    later = told(attack, raised, report="r2", day=TUESDAY)
    found = only([*told(six()), *later])
    assert best(found) == [("Azerbaijan", "civilian", "killed", 9)]
    assert (found.date_start, found.date_end) == (MONDAY, MONDAY)


def test_two_reports_a_day_apart_that_repeat_a_figure_tell_of_one_event() -> None:
    one = six()
    other = six(text="On the night six died.", on=TUESDAY,
                relations=(Relation(type="repeats", claim=one.id),))  # fmt: skip
    assert len(episodes([*told(one), *told(other, report="r2")])) == 1


def test_of_a_region_only_what_its_report_ties_to_the_town_joins_it() -> None:
    text = "Shells on Terter killed six. Elsewhere along the front two soldiers died."
    shells = event(text, "Shells on Terter killed six", "ASSAULT", "Nagorno-Karabakh",
                   "Azerbaijan", place=TERTER, on=MONDAY)  # fmt: skip
    tied = six(text=text, place=("Azerbaijan", 6))
    loose = toll(text, "two soldiers", 2, place=FRONT, on=MONDAY,
                 victim_side="Azerbaijan", victim_status="combatant")  # fmt: skip
    found = episodes(told(shells, tied, loose))
    assert {one.place: set(one.claims) for one in found} == {
        "Terter": {shells.id, tied.id},
        "Nagorno-Karabakh": {loose.id},
    }


def test_a_toll_of_the_region_whose_towns_are_events_counts_nobody_twice() -> None:
    text = "Eight died in the region: six in Terter, two in Ganja."
    whole = toll(text, "Eight", 8, place=FRONT, on=MONDAY, **OURS)
    part = (Relation(type="part_of", claim=whole.id),)
    in_terter = six(text=text, relations=part)
    in_ganja = toll(text, "two", 2, place=("Ganja", 1, 40.68, 46.36), on=MONDAY,
                    relations=part, **OURS)  # fmt: skip
    tellings = told(whole, in_terter, in_ganja)
    found = episodes(tellings)
    assert sorted(toll.best or 0 for one in found for toll in one.tolls) == [2, 6]
    assert [one.claim.id for one in left_over(tellings, found)] == [whole.id]


def test_arms_ground_and_silence_near_an_attack_belong_to_it() -> None:
    tank = MaterielClaim(item="tank", low=1, high=1, text="One",
                         owner_side="Azerbaijan",
                         **words(SIX, "One tank was hit", place=TERTER, on=MONDAY),
                         ).identified(SIX)  # fmt: skip
    silence = NondisclosureClaim(side="Azerbaijan", victim_status="combatant",
                                 **words(SIX, "Baku has its losses kept back",
                                         date_end=MONDAY)).identified(SIX)  # fmt: skip
    ground = control(SIX, "in Terter", "captured", "Nagorno-Karabakh", on=MONDAY,
                     place=TERTER)  # fmt: skip
    tellings = told(six(), tank, silence, ground)
    found = only(tellings)
    assert set(found.claims) == {one.claim.id for one in tellings}
    assert found.claims[0] == six().id
    assert left_over(tellings, [found]) == ()
    alone = told(tank, silence, ground)
    assert episodes(alone) == ()


def test_fighting_told_of_weeks_or_of_a_whole_country_is_no_event() -> None:
    text = "Fighting went on. Clashes since Sunday. A raid tomorrow?"
    said = ("Azerbaijan", "Armenia")
    weeks = event(text, "Fighting went on", "ASSAULT", *said, place=FRONT,
                  date_start=date(2020, 9, 1), date_end=MONDAY)  # fmt: skip
    wide = event(text, "Clashes", "ASSAULT", *said, place=("Armenia", 6), on=MONDAY)
    planned = event(text, "A raid", "ASSAULT", *said, place=TERTER, on=MONDAY,
                    modality="future")  # fmt: skip
    assert episodes(told(weeks, wide, planned)) == ()


def test_a_state_stands_first_and_the_camps_are_those_of_the_war() -> None:
    text = "Rebels ambushed a patrol, killing six."
    claim = six(text=text, victim_side="Burkina Faso", victim_status="combatant",
                perpetrator="JNIM", place=("Dori", 1, 14.03, -0.03),
                on=date(2021, 8, 8))  # fmt: skip
    found = only(told(claim))
    assert (found.a, found.b, found.type) == (("Burkina Faso",), ("JNIM",), 1)


def test_civilians_killed_by_one_side_are_one_sided_violence() -> None:
    text = "Gunmen killed six villagers."
    attack = event(text, "Gunmen killed six villagers", "ASSAULT", "gunmen",
                   "villagers", place=("Solhan", 1, 12.9, 1.0), on=MONDAY)  # fmt: skip
    dead = six(text=text, victim_side=None, place=("Solhan", 1, 12.9, 1.0))
    found = only(told(attack, dead))
    assert (found.a, found.b, found.type) == (("gunmen",), ("civilians",), 3)


def test_civilians_under_the_shells_of_a_war_count_with_the_war() -> None:
    found = only(told(six(**SHELLS)))
    assert (found.a, found.b, found.type) == (
        ("Azerbaijan",), ("Nagorno-Karabakh",), 1,
    )  # fmt: skip
    by_hand = only(told(six(perpetrator="Nagorno-Karabakh", cause="shooting")))
    assert (by_hand.a, by_hand.b, by_hand.type) == (
        ("Nagorno-Karabakh",), ("civilians",), 3,
    )  # fmt: skip


def test_two_armed_groups_are_non_state_violence() -> None:
    text = "The clash of the two groups left six dead."
    claim = six(text=text, victim_side="JNIM", victim_status="combatant",
                perpetrator="Islamic State", place=("Dori", 1, 14.0, 0.0))  # fmt: skip
    assert only(told(claim)).type == 2


def test_an_id_stays_when_later_reports_tell_of_the_event() -> None:
    before = only(told(six()))
    later = told(six(text="Now six, and the rebels did it.", **SHELLS), report="r2",
                 day=TUESDAY)  # fmt: skip
    after = only([*told(six()), *later])
    assert after.id == before.id
    assert after.b == ("Nagorno-Karabakh",)
    (other_policy,) = episodes(told(six()), policy="acled")
    assert other_policy.id == before.id


PLACES = (TERTER, ("Ganja", 1, 40.68, 46.36), FRONT, ("Azerbaijan", 6), None)


@st.composite
def many_tellings(draw: st.DrawFn) -> list[Telling]:
    """Tolls and attacks of a few days and places, told in a few reports."""
    found: list[Telling] = []
    ids: list[str] = []
    for number in range(draw(st.integers(0, 8))):
        text = f"{' ' * 40 * number}words {number}"
        said: dict[str, Any] = {
            "place": draw(st.sampled_from(PLACES)),
            "on": draw(st.sampled_from([SUNDAY, MONDAY, TUESDAY, None])),
            "background": draw(st.sampled_from([False, False, True])),
        }
        side = draw(st.sampled_from(["Azerbaijan", "Armenia", None]))
        if draw(st.booleans()):
            claim: Claim = toll(
                text,
                f"words {number}",
                draw(st.integers(1, 9)),
                counting=draw(st.sampled_from(["event", "new", "cumulative"])),
                victim_side=side,
                perpetrator=draw(st.sampled_from(["Armenia", "rebels", None])),
                relations=tuple(
                    Relation(
                        type=draw(st.sampled_from(["repeats", "part_of"])), claim=i
                    )
                    for i in draw(st.lists(st.sampled_from(ids), max_size=2))
                )
                if ids
                else (),
                **said,
            )
        else:
            claim = event(
                text, f"words {number}", "ASSAULT", side, "Azerbaijan", **said
            )
        ids.append(claim.id)
        found += told(claim, report=draw(st.sampled_from(["r1", "r2"])))
    return found


@settings(deadline=None, max_examples=100)
@given(many_tellings(), st.randoms(use_true_random=False))
def test_the_order_of_the_tellings_makes_no_difference(
    tellings: list[Telling], chance: Random
) -> None:
    found = episodes(tellings)
    chance.shuffle(tellings)
    assert episodes(tellings) == found


@settings(deadline=None, max_examples=100)
@given(many_tellings())
def test_every_claim_is_in_one_episode_or_left_over(tellings: list[Telling]) -> None:
    found = episodes(tellings)
    held = [claim for one in found for claim in one.claims]
    left = [telling.claim.id for telling in left_over(tellings, found)]
    assert sorted([*held, *left]) == sorted({one.claim.id for one in tellings})
    assert len({one.id for one in found}) == len(found)
    assert all(one.claims and one.reports for one in found)


def test_the_day_of_keeping_is_no_day_of_an_event() -> None:
    undated = six(on=None)
    [first, *others] = told(undated)
    card = first.card.model_copy(update={"date": None, "kept": TUESDAY})
    found = only([one._replace(card=card) for one in (first, *others)])
    assert (found.date_start, found.date_end) == (None, None)
