"""ACLED: its columns in order, its types and actors, one figure, and what is lost."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import polars
import pytest
from hypothesis import given

from herodotus.exports.acled import COLUMNS, export_acled
from herodotus.exports.acled_events import event_type, rules
from herodotus.exports.view import View
from herodotus.gazetteer.tables import rows as data_rows
from herodotus.gazetteer.tables import toml
from herodotus.model import ControlClaim, Party
from tests.exports.made_up import views
from tests.exports.war import (
    DAY,
    HERE,
    KARABAKH,
    act,
    episode,
    killed,
    terter,
    told,
    toll,
    view,
)

#: ACLED's export since 2023.
HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,"
    "sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,"
    "interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,"
    "timestamp"
)
INTEGERS = ("year", "time_precision", "iso", "geo_precision", "fatalities", "timestamp")
PROTESTERS = Party(name="protesters", country="AZE", sector="CVL")
POLICE = Party(name="Azerbaijan", country="AZE", sector="COP")


def rows(made: View) -> list[dict[str, Any]]:
    return polars.read_csv(io.BytesIO(export_acled(made).content)).to_dicts()


def lost(made: View) -> dict[str, int]:
    return {loss.what: loss.number for loss in export_acled(made).losses}


def one(**fields: Any) -> dict[str, Any]:
    """The row of an episode of which nothing but two deaths is told."""
    known: dict[str, Any] = {
        "tolls": (toll("Azerbaijan", "combatant", 2, 2, 2, reasons=("c1",)),),
        "claims": ("c1",),
    }
    said = killed("c1", 2, cause=fields.pop("cause", None))
    (row,) = rows(view([told(said)], [episode(**(known | fields))]))
    return row


def deed(**fields: Any) -> dict[str, Any]:
    """The row of an act that is in no episode."""
    (row,) = rows(view([told(act("x1", **fields))], []))
    return row


def test_the_31_columns_come_first_in_order() -> None:
    assert ",".join(COLUMNS) == HEADER
    assert len(COLUMNS) == 31
    for exported, ours in (
        (export_acled(terter()), 3),
        (export_acled(terter(), ours=False), 0),
    ):
        frame = polars.read_csv(io.BytesIO(exported.content))
        assert frame.columns[:31] == list(COLUMNS)
        assert len(frame.columns) == 31 + ours
        assert {frame.schema[name] for name in INTEGERS} == {polars.Int64}


def test_a_day_of_war_is_one_row() -> None:
    (row,) = rows(terter(policy="acled"))
    expected = {
        "event_id_cnty": "AZE-e1",
        "event_date": "2020-09-28",
        "year": 2020,
        "time_precision": 1,
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Military Forces of Azerbaijan",
        "inter1": "State forces",
        "actor2": "Nagorno-Karabakh",
        "inter2": "Rebel group",
        "interaction": "State forces-Rebel group",
        "civilian_targeting": None,
        "iso": 31,
        "region": "Caucasus and Central Asia",
        "country": "Azerbaijan",
        "location": "Terter",
        "geo_precision": 1,
        "source": 'Daily, "Sun"; Reuters',
        "source_scale": "International",
        "fatalities": 2,
        "tags": None,
        "timestamp": 1601337600,
        "herodotus_policy": "acled",
    }
    assert {name: row[name] for name in expected} == expected


def test_notes_name_who_says_how_many_and_who_disagrees() -> None:
    (row,) = rows(terter())
    assert row["notes"] == (
        "28 September 2020, Terter: Shelling/artillery/missile attack. "
        "Azerbaijan Ministry of Defence: 2 killed (civilians). "
        "Terter Hospital: 3 killed (civilians). "
        "Armenia Ministry of Defence: dozens killed (soldiers). "
        "Disputed: Azerbaijan Ministry of Defence and Terter Hospital disagree."
    )


def test_what_it_cannot_hold_is_listed() -> None:
    found = lost(terter())
    for what in (
        "injured: no column",
        "running totals of deaths: they belong to no one event",
        "history that a report recalls: no row",
        "ground gained or lost: no column",
        "weapons and vehicles lost: no column",
        "losses that a side has not disclosed: no column",
        "unknown numbers of dead: coded as their lowest, or 0",
        "ranges of deaths: one figure is kept",
        "deaths by side and status: one figure for all",
    ):
        assert found[what] == 1
    assert found["copies of a report: one source each"] == 2


@pytest.mark.parametrize(
    ("fields", "sub_type"),
    [
        ({}, "Armed clash"),
        ({"cause": "shelling"}, "Shelling/artillery/missile attack"),
        ({"cause": "stabbing"}, "Armed clash"),
        ({"type": 3}, "Attack"),
    ],
)
def test_the_type_of_deaths_without_an_act(
    fields: dict[str, Any], sub_type: str
) -> None:
    row = one(**fields)
    assert row["sub_event_type"] == sub_type
    assert row["event_type"] == event_type(sub_type)


@pytest.mark.parametrize(
    ("by", "sub_type"),
    [
        ("Azerbaijan", "Government regains territory"),
        ("Nagorno-Karabakh", "Non-state actor overtakes territory"),
    ],
)
def test_ground_taken(by: str, sub_type: str) -> None:
    words: dict[str, Any] = {"start": 0, "end": 1, "evidence": "x"}
    taken = ControlClaim(id="g1", action="captured", by=by, **words, **HERE)
    (row,) = rows(view([told(taken)], [episode(claims=("g1",))]))
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", sub_type)


def test_most_voices_decide_the_type() -> None:
    air = {"acled_sub_event_type": "Air/drone strike"}
    told_of = [told(act("x1"), "r1"), told(act("x2", **air), "r2")]
    made = view(told_of, [episode(claims=("x1", "x2"))])
    assert rows(made)[0]["sub_event_type"] == "Air/drone strike"
    told_of.append(told(act("x3"), "r3"))
    made = view(told_of, [episode(claims=("x1", "x2", "x3"))])
    assert rows(made)[0]["sub_event_type"] == "Shelling/artillery/missile attack"
    assert lost(made)["further types of one event: one is kept"] == 1


def test_one_sided_violence_is_against_civilians() -> None:
    dead = toll("Azerbaijan", "civilian", 2, 2, 2)
    row = one(type=3, tolls=(dead,))
    assert row["actor1"] == "Nagorno-Karabakh"
    assert row["actor2"] == "Civilians (Azerbaijan)"
    assert row["interaction"] == "Rebel group-Civilians"
    assert row["civilian_targeting"] == "Civilian targeting"


def test_an_attack_on_combatants_is_no_violence_against_civilians() -> None:
    attack = act(
        "x1",
        acled_event_type="Violence against civilians",
        acled_sub_event_type="Attack",
    )
    soldiers = (toll("Azerbaijan", "combatant", 2, 2, 2),)
    made = view([told(attack)], [episode(claims=("x1",), tolls=soldiers)])
    assert rows(made)[0]["sub_event_type"] == "Armed clash"
    made = view([told(attack)], [episode(claims=("x1",))])
    assert rows(made)[0]["actor2"] == "Civilians (Azerbaijan)"


def test_people_of_a_state_are_not_its_forces() -> None:
    villagers = Party(name="India", country="IND", sector="CVL")
    row = deed(
        acled_event_type="Strategic developments",
        acled_sub_event_type="Looting/property destruction",
        initiators=(KARABAKH, villagers),
        targets=(),
    )
    assert row["assoc_actor_1"] == "Civilians (India)"


def test_without_a_country_that_of_the_one_state_stands() -> None:
    row = one(country=None, a=("Mali",), b=("JNIM",))
    assert row["country"] == "Mali"


def test_a_state_abroad_is_an_external_force() -> None:
    row = one(a=("France",), b=("JNIM",), country="MLI")
    assert row["interaction"] == "Rebel group-External/Other forces"
    assert (row["iso"], row["region"]) == (466, "Western Africa")


def test_further_parties_stand_beside_the_first() -> None:
    row = one(a=("Azerbaijan", "Turkey"))
    assert row["assoc_actor_1"] == "Military Forces of Turkey"


def test_a_battle_has_two_sides_even_where_one_is_unnamed() -> None:
    assert one(b=())["actor2"] == "Unidentified Armed Group (Azerbaijan)"


PROTEST = {
    "plover": "PROTEST",
    "acled_event_type": "Protests",
    "acled_sub_event_type": "Peaceful protest",
    "initiators": (PROTESTERS,),
    "targets": (),
}


def test_a_protest_is_of_protesters() -> None:
    row = deed(**PROTEST)
    assert (row["actor1"], row["actor2"]) == ("Protesters (Azerbaijan)", None)
    assert row["interaction"] == "Protesters only"
    assert row["disorder_type"] == "Demonstrations"
    assert row["event_id_cnty"] == "AZE-x1"


def test_force_against_protesters_is_violence_too() -> None:
    sub_type = "Excessive force against protesters"
    row = deed(**(PROTEST | {"acled_sub_event_type": sub_type, "targets": (POLICE,)}))
    assert row["actor2"] == "Police Forces of Azerbaijan"
    assert row["interaction"] == "State forces-Protesters"
    assert row["disorder_type"] == "Political violence; Demonstrations"
    assert row["civilian_targeting"] == "Civilian targeting"


def test_a_government_acts_where_it_does_not_fight() -> None:
    row = deed(
        acled_event_type="Strategic developments",
        acled_sub_event_type="Agreement",
        initiators=(Party(name="Azerbaijan", country="AZE", sector="GOV"),),
    )
    assert row["actor1"] == "Government of Azerbaijan"


def test_acts_that_several_reports_tell_are_one_row() -> None:
    made = view([told(act("x1"), "r1"), told(act("x2"), "r2")], [])
    assert len(rows(made)) == 1
    assert len(rows(view([told(act("x1"))], [episode(claims=("x1",))]))) == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"country": None, "a": ()}, "events without a place or a country"),
        ({"date_start": None, "date_end": None}, "events without a day"),
        ({"date_end": date(2020, 11, 30)}, "events dated to more than a month"),
        ({"type": None}, "episodes of no type that ACLED codes"),
    ],
)
def test_an_episode_that_is_no_event_is_told(fields: dict[str, Any], why: str) -> None:
    dead = (toll("Azerbaijan", "combatant", 2, 2, 2),)
    made = view([], [episode(**({"tolls": dead} | fields))])
    assert rows(made) == []
    assert lost(made) == {why: 1}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"modality": "future"}, "future acts: no row"),
        ({"background": True}, "history that a report recalls: no row"),
        (
            {"acled_event_type": "Disasters", "acled_sub_event_type": "Accident"},
            "acts of no type that ACLED codes, or without place or day",
        ),
    ],
)
def test_an_act_that_is_no_event_is_told(fields: dict[str, Any], why: str) -> None:
    made = view([told(act("x1", **fields))], [])
    assert rows(made) == []
    assert lost(made) == {why: 1}


@pytest.mark.parametrize(("days", "code"), [(1, 1), (5, 2), (20, 3)])
def test_how_exact_the_days_are(days: int, code: int) -> None:
    row = one(date_end=DAY + timedelta(days - 1), date_precision=None)
    assert row["time_precision"] == code


@pytest.mark.parametrize(("prec", "code"), [(1, 1), (2, 2), (3, 2), (4, 3), (6, 3)])
def test_how_exact_the_place_is(prec: int, code: int) -> None:
    assert one(place_precision=prec)["geo_precision"] == code


def test_scale_is_that_of_known_outlets() -> None:
    (row,) = rows(view([told(act("x1"), publisher="Blog")], []))
    assert row["source_scale"] is None


def test_types_are_those_of_the_reader() -> None:
    ours: dict[str, list[str]] = toml("subevents.toml")["types"]
    for name, subs in rules()["types"].items():
        assert sorted(ours[name]) == sorted(subs)
        assert name in rules()["disorder"]
    assert sum(len(subs) for subs in rules()["types"].values()) == 25


def test_every_cause_and_kind_of_group_has_its_place() -> None:
    causes = {entry["name"] for entry in toml("causes.toml")["cause"]}
    assert set(rules()["causes"]) <= causes
    for sub_type in rules()["causes"].values():
        assert event_type(sub_type)
    kinds = {row["kind"] for row in data_rows("armed_groups.tsv")}
    inter = rules()["inter"]
    assert kinds <= set(inter["groups"])
    named = {*inter["groups"].values(), *inter["sectors"].values()}
    assert named <= set(inter["labels"])


@given(views())
def test_rows_keep_to_the_codebook(made: View) -> None:
    exported = export_acled(made)
    frame = polars.read_csv(io.BytesIO(exported.content), infer_schema_length=None)
    assert frame.columns[:31] == list(COLUMNS)
    for row in frame.to_dicts():
        assert row["event_type"] == event_type(row["sub_event_type"])
        assert row["fatalities"] >= 0
        assert row["time_precision"] in (1, 2, 3)
        assert row["geo_precision"] in (1, 2, 3)
        assert -90 <= row["latitude"] <= 90
        assert -180 <= row["longitude"] <= 180
        assert row["actor1"]
    assert export_acled(made) == exported
