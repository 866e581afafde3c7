"""UCDP GED: its columns in order, its arithmetic, and what it cannot hold."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import polars
import pytest
from hypothesis import given

from herodotus.exports.ged import export_ged
from herodotus.exports.view import View
from tests.exports.made_up import views
from tests.exports.war import episode, killed, terter, told, toll, view

#: GED Candidate 26.0.2, as UCDP publishes it.
COLUMNS = [
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence"),
    *("conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id"),
    *("dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources"),
    *("source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid"),
    *("country", "country_id", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
]
INTEGERS = (
    *("id", "year", "active_year", "type_of_violence", "conflict_new_id"),
    *("dyad_new_id", "side_a_new_id", "side_b_new_id", "number_of_sources"),
    *("where_prec", "priogrid_gid", "event_clarity", "date_prec", "deaths_a"),
    *("deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
)
TYPES = dict.fromkeys(("country_id", "gwnoa", "gwnob"), polars.Int64)


def read(content: bytes) -> polars.DataFrame:
    return polars.read_csv(io.BytesIO(content), schema_overrides=TYPES)


def rows(made: View) -> list[dict[str, Any]]:
    return read(export_ged(made).content).to_dicts()


def lost(made: View) -> dict[str, int]:
    return {loss.what: loss.number for loss in export_ged(made).losses}


def one(**fields: Any) -> dict[str, Any]:
    """The row of one death at Terter, with other facts of the episode."""
    known: dict[str, Any] = {
        "tolls": (toll("Azerbaijan", "civilian", 1, 1, 1, reasons=("c1",)),),
        "claims": ("c1",),
    }
    said = killed("c1", 1, victim_side="Azerbaijan", victim_status="civilian")
    (row,) = rows(view([told(said)], [episode(**(known | fields))]))
    return row


def test_the_49_columns_come_first_in_order() -> None:
    ours = ["herodotus_permalink", "herodotus_quote", "herodotus_policy"]
    assert read(export_ged(terter()).content).columns == COLUMNS + ours
    assert read(export_ged(terter(), ours=False).content).columns == COLUMNS


def test_numbers_are_numbers() -> None:
    frame = read(export_ged(terter()).content)
    assert {frame.schema[name] for name in INTEGERS} == {polars.Int64}
    assert frame.schema["latitude"] == frame.schema["longitude"] == polars.Float64


def test_a_day_of_war_is_one_row() -> None:
    (row,) = rows(terter())
    expected = {
        "year": 2020,
        "type_of_violence": 1,
        "conflict_name": "Nagorno-Karabakh war of 2020",
        "dyad_name": "Government of Azerbaijan - Nagorno-Karabakh",
        "side_a": "Government of Azerbaijan",
        "side_b": "Nagorno-Karabakh",
        "gwnoa": 373,
        "gwnob": None,
        "where_prec": 1,
        "where_coordinates": "Terter",
        "geom_wkt": "POINT(46.932 40.342)",
        "priogrid_gid": 187654,
        "country": "Azerbaijan",
        "country_id": 373,
        "region": "Europe",
        "date_prec": 1,
        "date_start": "2020-09-28",
        "date_end": "2020-09-28",
        "deaths_a": 0,
        "deaths_civilians": 2,
        "best": 2,
        "low": 2,
        "high": 27,
        "herodotus_policy": "ucdp",
    }
    assert {name: row[name] for name in expected} == expected


def test_sources_are_voices_in_parallel_lists() -> None:
    (row,) = rows(terter())
    assert row["number_of_sources"] == 2
    assert row["source_office"] == "Daily, 'Sun';Reuters"
    assert row["source_date"] == "2020-09-29;2020-09-29"
    assert row["source_article"].startswith("\"Daily, 'Sun',2020-09-29,War\";")
    assert row["source_original"].split(";")[1] == (
        "Terter Hospital, Armenia Ministry of Defence"
    )


def test_a_row_leads_back_to_its_words() -> None:
    (row,) = rows(terter(base="https://example.org"))
    links = row["herodotus_permalink"].split()
    assert links == [
        f"https://example.org/claims/{name}" for name in ("c1", "c2", "c3")
    ]
    assert row["herodotus_quote"].split(" | ")[2] == "dozens of corpses"


def test_numbers_of_ours_are_none_of_ucdps_and_stay() -> None:
    (row,), (again,) = rows(terter()), rows(terter())
    assert row["id"] < 0
    assert row["dyad_new_id"] < 0
    assert row == again


def test_what_it_cannot_hold_is_listed() -> None:
    found = lost(terter())
    for what in (
        "injured: no column",
        "running totals of deaths: they belong to no one event",
        "history that a report recalls: no row",
        "ground gained or lost: no column",
        "weapons and vehicles lost: no column",
        "losses that a side has not disclosed: no column",
        "unknown numbers of dead: coded as 0",
        "open figures: high is the largest one claimed",
        "disputes: low and high are kept, not who disagrees",
    ):
        assert found[what] == 1
    assert found["copies of a report: one source each"] == 2


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"tolls": ()}, "episodes in which no death is claimed"),
        ({"lat": None, "country": None, "a": ()}, "episodes without a place"),
        ({"date_start": None, "date_end": None}, "episodes without a day"),
        ({"date_end": date(2022, 1, 1)}, "episodes longer than a year"),
        (
            {"type": None, "a": (), "b": ()},
            "episodes with deaths, but no act of violence",
        ),
    ],
)
def test_an_episode_that_is_no_event_is_told(fields: dict[str, Any], why: str) -> None:
    dead = (toll("Azerbaijan", "civilian", 1, 1, 1),)
    made = view([], [episode(**({"tolls": dead} | fields))])
    assert rows(made) == []
    assert lost(made) == {why: 1}


def test_deaths_without_a_number_may_be_one() -> None:
    said = killed("c1", None, text="people")
    made = episode(tolls=(toll(None, "unknown", None, None, None),), claims=("c1",))
    (row,) = rows(view([told(said)], [made]))
    assert (row["low"], row["best"], row["high"]) == (0, 0, 1)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "Clear"),
        ({"b": ()}, "Check dyad"),
        ({"type": None}, "Check type of violence"),
        ({"place_precision": 6}, "Check geography"),
        ({"tolls": (toll("Azerbaijan", "civilian", 0, None, 9),)}, "Check deaths"),
    ],
)
def test_what_a_coder_should_check(fields: dict[str, Any], status: str) -> None:
    assert one(**fields)["code_status"] == status


def test_an_enemys_word_and_a_word_of_size_are_to_be_checked() -> None:
    boast = killed(
        *("c1", 24),
        high=None,
        text="dozens",
        victim_side="Azerbaijan",
        attributed_to="Armenia Ministry of Defence",
    )
    made = episode(
        tolls=(toll("Azerbaijan", "combatant", 0, None, 24),), claims=("c1",)
    )
    (row,) = rows(view([told(boast)], [made]))
    assert row["code_status"] == "Check vague or biased source"


def test_the_perpetrator_of_one_sided_violence_is_side_a() -> None:
    dead = toll("Azerbaijan", "civilian", 1, 1, 1, alleged=("Nagorno-Karabakh",))
    row = one(type=3, tolls=(dead,))
    assert (row["side_a"], row["side_b"]) == ("Nagorno-Karabakh", "Civilians")
    assert row["conflict_name"] == "Nagorno-Karabakh - Civilians"
    assert row["gwnoa"] is None


def test_without_a_point_the_country_stands() -> None:
    row = one(lat=None, lon=None, country="XSL")
    assert (row["where_prec"], row["country"], row["country_id"]) == (6, "Somalia", 520)


def test_without_a_country_that_of_the_one_state_stands() -> None:
    row = one(country=None, a=("Mali",), b=("JNIM",))
    assert (row["country"], row["code_status"]) == ("Mali", "Check geography")
    assert one(country=None, b=("Armenia",))["country"] is None


def test_ucdp_codes_gaza_as_israel() -> None:
    row = one(country="PSE", lat=31.5, lon=34.45)
    assert (row["country"], row["country_id"]) == ("Israel", 666)
    assert row["region"] == "Middle East"


def test_an_open_period_is_no_day() -> None:
    row = one(date_start=None, date_precision=None)
    assert (row["date_start"], row["date_prec"]) == ("2020-09-28", 5)
    assert row["event_clarity"] == 2


@pytest.mark.parametrize(("days", "code"), [(1, 1), (3, 2), (7, 3), (30, 4), (90, 5)])
def test_how_exact_the_days_are(days: int, code: int) -> None:
    end = date(2020, 9, 28) + timedelta(days - 1)
    assert one(date_end=end, date_precision=None)["date_prec"] == code


def test_a_dyad_with_25_dead_in_a_year_is_active() -> None:
    many = (toll("Azerbaijan", "combatant", 25, 25, 25),)
    assert one()["active_year"] == 0
    assert one(tolls=many)["active_year"] == 1


def test_a_running_total_is_less_clear() -> None:
    said = killed("c1", 1, counting="cumulative")
    dead = (toll("Azerbaijan", "civilian", 1, 1, 1),)
    (row,) = rows(view([told(said)], [episode(tolls=dead, claims=("c1",))]))
    assert row["event_clarity"] == 2


def test_no_cell_runs_as_a_formula() -> None:
    row = one(conflict='=HYPERLINK("x")', place="@here")
    assert row["conflict_name"].startswith("'=")
    assert row["where_coordinates"] == "'@here"


@given(views())
def test_the_rules_of_the_codebook_hold(made: View) -> None:
    frame = read(export_ged(made).content)
    assert frame.columns[:49] == COLUMNS
    for row in frame.to_dicts():
        parts = (row[f"deaths_{part}"] for part in ("a", "b", "civilians", "unknown"))
        assert row["best"] == sum(parts)
        assert 0 <= row["low"] <= row["best"] <= row["high"]
        assert row["high"] >= 1
        assert -90 <= row["latitude"] <= 90
        assert -180 <= row["longitude"] <= 180
        assert 1 <= row["priogrid_gid"] <= 259_200
        assert row["date_start"] <= row["date_end"]
        assert row["type_of_violence"] in (1, 2, 3)
        assert row["where_prec"] in range(1, 8)
        assert row["date_prec"] in range(1, 6)
        lists = ("source_office", "source_date", "source_headline", "source_original")
        entries = {(row[name] or "").count(";") for name in lists}
        assert entries == {max(0, row["number_of_sources"] - 1)}


@given(views())
def test_every_claim_is_in_a_row_or_told(made: View) -> None:
    exported = export_ged(made)
    frame = read(exported.content)
    held = sum(loss.number for loss in exported.losses)
    assert len(frame) + held >= len(made.episodes)
    assert export_ged(made) == exported
