"""Of which war a claim is, and where its place lies."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest

from herodotus.errors import HerodotusError, UnknownConflict
from herodotus.gazetteer import find_place
from herodotus.model import CasualtyClaim, Claim, EventClaim, Party, Reading, Report
from herodotus.reconciliation.conflict_names import conflicts_named
from herodotus.reconciliation.conflicts import Placed, assign

WAR = "Nagorno-Karabakh war of 2020"
_DAY = date(2020, 10, 3)


def killed(number: int = 1, **said: Any) -> CasualtyClaim:
    return CasualtyClaim(
        start=0,
        end=1,
        evidence="x",
        text=str(number),
        low=number,
        high=number,
        outcome="killed",
        **said,
    )


def act(*initiators: str, on: tuple[str, ...] = (), **said: Any) -> EventClaim:
    return EventClaim(
        start=0,
        end=1,
        evidence="x",
        plover="ASSAULT",
        initiators=tuple(Party(name=name) for name in initiators),
        targets=tuple(Party(name=name) for name in on),
        **said,
    )


def placed(*claims: Claim, day: date | None = _DAY, place: str | None = None) -> Any:
    """What `assign` says of claims of one report, in their order."""
    report = Report.of("x", date=day, place=place)
    told = tuple(
        claim.model_copy(update={"id": str(n)}) for n, claim in enumerate(claims)
    )
    found = assign(Reading(report=report, reader="test", claims=told))
    return [found[str(n)] for n in range(len(claims))]


def wars(*claims: Claim, day: date | None = _DAY) -> list[str | None]:
    return [found.conflict for found in placed(*claims, day=day)]


NEWS = act("Azerbaijan", on=("Nagorno-Karabakh",), place="Nagorno-Karabakh")


def test_both_sides_of_a_claim_say_which_war_it_is() -> None:
    claim = killed(victim_side="Armenia", perpetrator="Azerbaijan")
    assert wars(claim) == [WAR]


def test_the_report_stands_in_for_what_a_claim_leaves_out() -> None:
    assert wars(NEWS, killed(), killed(victim_side="Azerbaijan")) == [WAR] * 3


def test_a_report_of_no_war_has_claims_of_none() -> None:
    crash = killed(12, place="Lyon", lat=45.75, lon=4.83)
    assert placed(crash) == [Placed(None, "FRA")]


def test_the_phase_is_that_of_the_days() -> None:
    claim = killed(victim_side="Armenia", perpetrator="Azerbaijan")
    assert wars(claim, day=date(2016, 4, 4)) == ["Nagorno-Karabakh clashes of 2016"]
    assert wars(claim, day=date(2018, 4, 4)) == ["Nagorno-Karabakh conflict"]


def test_history_belongs_to_the_war_of_its_own_days() -> None:
    span = {"date_start": date(1990, 1, 1), "date_end": date(1994, 12, 31)}
    decade = {"date_start": date(1990, 1, 1), "date_end": date(1999, 12, 31)}
    month = {"date_start": date(2016, 4, 1), "date_end": date(2016, 4, 30)}
    dead = [
        killed(30_000, background=True, place="Nagorno-Karabakh", **days)
        for days in (span, decade, month)
    ]
    undated = killed(30_000, background=True)
    assert wars(NEWS, *dead, undated) == [
        WAR,
        "First Nagorno-Karabakh war",
        "First Nagorno-Karabakh war",
        "Nagorno-Karabakh clashes of 2016",
        None,
    ]


def test_a_running_total_since_the_start_is_of_the_war_that_goes_on() -> None:
    total = killed(
        604,
        counting="cumulative",
        victim_side="Nagorno-Karabakh",
        date_start=date(2020, 9, 27),
        date_end=_DAY,
    )
    assert wars(NEWS, total) == [WAR, WAR]


def test_the_day_from_which_a_toll_counts_says_which_war_it_is() -> None:
    day = date(2022, 3, 30)
    invasion = date(2022, 2, 24)
    toll = {"victim_side": "Ukraine", "place": "Ukraine", "date_end": day}
    since = killed(1203, counting="cumulative", date_start=invasion, **toll)
    hurt = killed(1901, victim_side="Ukraine", place="Ukraine")
    assert wars(since, hurt, day=day) == ["Russian invasion of Ukraine"] * 2
    year = {"counting": "cumulative", "date_start": date(2022, 1, 1)}
    assert wars(killed(1300, **year, **toll), day=day) == [None]
    assert wars(killed(1203, date_start=invasion, **toll), day=day) == [None]
    elsewhere = killed(9, counting="cumulative", date_start=invasion, place="Lyon")
    assert wars(elsewhere, day=day) == [None]


def test_a_land_that_is_fought_for_is_a_theatre_though_a_party_is_called_so() -> None:
    own = killed(5, victim_side="Nagorno-Karabakh", place="Nagorno-Karabakh")
    assert wars(own) == [WAR]
    far_from_it = killed(5, victim_side="Azerbaijan", place="Ganja")
    assert wars(far_from_it) == [None]
    quake = killed(7, victim_side="Armenia", place="Armenia")
    assert wars(quake) == [None]


def test_shells_that_fall_where_a_war_is_fought_are_of_that_war() -> None:
    day = date(2014, 8, 27)
    shelling = killed(9, cause="shelling", place="Donetsk", attributed_to="OSCE")
    accident = killed(9, cause="bombing", place="Donetsk")
    elsewhere = killed(9, cause="shelling", place="Kyiv")
    assert wars(shelling, day=day) == ["War in Donbas"]
    assert wars(accident, day=day) == wars(elsewhere, day=day) == [None]


def test_a_toll_may_count_from_the_month_in_which_a_war_began() -> None:
    month = {"counting": "cumulative", "date_start": date(2014, 4, 1)}
    toll = killed(127, place="Ukraine", date_end=date(2014, 5, 20), **month)
    assert wars(toll, day=date(2014, 5, 21)) == ["War in Donbas"]


def test_what_began_years_before_a_war_is_not_that_war() -> None:
    days = {"date_start": date(1994, 1, 1), "date_end": _DAY}
    dead = killed(30_000, place="Nagorno-Karabakh", **days)
    assert wars(NEWS, dead) == [WAR, "Nagorno-Karabakh conflict"]
    this_year = killed(300, place="Nagorno-Karabakh", date_start=date(2020, 1, 1))
    assert wars(NEWS, this_year.model_copy(update={"date_end": _DAY})) == [WAR] * 2


def test_another_war_that_a_report_recalls_is_itself() -> None:
    other = killed(9, victim_side="Syria", perpetrator="Turkey", place="Idlib")
    assert wars(NEWS, NEWS, other)[2] not in (WAR, None)


def test_a_third_country_is_no_part_of_the_war() -> None:
    strike = killed(4, place="Tripoli", lat=32.88, lon=13.19)
    french = killed(2, victim_side="France", place="Paris")
    assert wars(NEWS, strike, french) == [WAR, None, None]


def test_strangers_who_are_hit_in_a_war_are_hit_by_it() -> None:
    reporters = killed(2, victim_side="France", place="Nagorno-Karabakh")
    assert wars(NEWS, reporters) == [WAR, WAR]


def test_two_states_elsewhere_at_war_are_at_peace_in_this_place() -> None:
    call = act("Russia", on=("Turkey",), place="Nagorno-Karabakh")
    assert wars(NEWS, NEWS, call)[2] == WAR


def test_who_speaks_says_which_war_where_nobody_else_does() -> None:
    ours = killed(5, attributed_to="Shushan Stepanyan (Armenia Ministry of Defence)")
    theirs = killed(5, attributed_to="Libya Ministry of Health")
    assert wars(NEWS, ours, theirs) == [WAR, WAR, None]


def test_earthquakes_in_a_country_at_war_are_not_the_war() -> None:
    quake = killed(2000, place="Syria", attributed_to="Syria Ministry of Health")
    assert wars(quake, day=date(2023, 2, 7)) == [None]


def test_a_village_known_elsewhere_lies_where_its_reader_put_it() -> None:
    news = act("Burkina Faso", on=("jihadists",), place="Burkina Faso")
    land = find_place("Burkina Faso")
    assert land is not None
    village = killed(14, place="Kain", lat=land.lat, lon=land.lon)
    found = placed(news, village, day=date(2019, 2, 5))
    assert found[1] == Placed("Jihadist insurgency in Burkina Faso", "BFA")


def test_a_name_of_many_places_lies_where_the_claim_says() -> None:
    lebanon = killed(place="Tripoli", lat=34.43, lon=35.84)
    libya = killed(place="Tripoli", lat=32.88, lon=13.19)
    assert [found.country for found in placed(lebanon, libya)] == ["LBN", "LBY"]


def test_without_any_day_no_war_is_told() -> None:
    claim = killed(victim_side="Armenia", perpetrator="Azerbaijan")
    assert wars(claim, day=None) == [None]


def test_a_place_names_all_its_wars() -> None:
    found = conflicts_named("Nagorno-Karabakh")
    assert {WAR, "First Nagorno-Karabakh war"} <= set(found)
    assert conflicts_named("karabakh") == found
    assert conflicts_named("Nag\u00f3rno Karab\u00e4kh") == found


def test_an_exact_name_is_that_war_alone() -> None:
    assert conflicts_named("GAZA WAR") == ("Gaza war",)
    assert len(conflicts_named("Gaza")) > 5


def test_both_parties_name_their_wars() -> None:
    between = conflicts_named("Armenia and Azerbaijan")
    assert WAR in between
    assert "Nagorno-Karabakh offensive of 2023" not in between


def test_a_people_is_asked_for_by_its_land() -> None:
    assert conflicts_named("Ukrainian") == conflicts_named("Ukraine")
    assert "Russian invasion of Ukraine" in conflicts_named("Ukraine")


@pytest.mark.parametrize("words", ["", "war", "Atlantis", "the conflict"])
def test_words_that_name_no_war_are_refused(words: str) -> None:
    with pytest.raises(UnknownConflict):
        conflicts_named(words)


def test_a_misspelt_war_is_suggested() -> None:
    with pytest.raises(HerodotusError, match="Nagorno-Karabakh") as raised:
        conflicts_named("Nagorno-Karabach")
    again = pickle.loads(pickle.dumps(raised.value))
    assert again.near == raised.value.near
    assert isinstance(again, LookupError)
