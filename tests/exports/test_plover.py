"""POLECAT's table: its columns in order, the codes of PLOVER, one row an act."""

from __future__ import annotations

import io
from typing import Any

import polars
import pytest
from hypothesis import given

from herodotus.exports.plover import COLUMNS, export_plover, intensity, quad_code
from herodotus.exports.view import Exported, View
from herodotus.gazetteer.tables import toml
from herodotus.model import EventClaim, Party
from tests.exports.made_up import views
from tests.exports.war import AZERBAIJAN, KARABAKH, act, terter, told, view

#: The header that the readers of ngecEvents.*.txt quote.
HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\t"
    "Actor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\t"
    "Actor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t"
    "Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\t"
    "Recipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\t"
    "District\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\t"
    "Feature Type\tSource\tPublication Date\tStory People\tStory Organizations\t"
    "Story Locations\tLanguage\tVersion"
)


def read(exported: Exported) -> polars.DataFrame:
    return polars.read_csv(io.BytesIO(exported.content), separator="\t")


def row(**fields: Any) -> dict[str, Any]:
    (found,) = read(export_plover(view([told(act("x1", **fields))], []))).to_dicts()
    return found


def test_the_40_columns_come_first_in_order() -> None:
    assert "\t".join(COLUMNS) == HEADER
    assert len(COLUMNS) == 40
    ours = ["herodotus_permalink", "herodotus_quote", "herodotus_policy"]
    assert read(export_plover(terter())).columns == [*COLUMNS, *ours]
    assert read(export_plover(terter(), ours=False)).columns == list(COLUMNS)


def test_an_act_is_one_row() -> None:
    exported = export_plover(terter())
    (found,) = read(exported).to_dicts()
    expected = {
        "Event ID": "x1",
        "Event Date": "2020-09-28",
        "Event Type": "ASSAULT",
        "Event Mode": "heavy-weapons",
        "Intensity": -9.5,
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "military",
        "Actor Name": "Nagorno-Karabakh",
        "Actor Country": "AZE",
        "Actor COW": 373,
        "Primary Actor Sector": "MIL",
        "Actor Title": "None",
        "Recipient Name": "Azerbaijan",
        "Placename": "Terter",
        "City": "Terter",
        "District": "None",
        "Country": "AZE",
        "Latitude": 40.342,
        "Longitude": 46.932,
        "GeoNames ID": 584871,
        "Source": 'Daily; "Sun"',
        "Publication Date": "2020-09-29",
        "herodotus_permalink": "http://127.0.0.1:8470/claims/x1",
        "herodotus_quote": "shelled Terter",
    }
    assert {name: found[name] for name in expected} == expected


def test_a_symmetric_event_has_everybody_as_actor() -> None:
    found = row(reciprocal=True)
    assert found["Actor Name"] == "Nagorno-Karabakh; Azerbaijan"
    assert found["Recipient Name"] == "None"


def test_compound_actors_are_one_event() -> None:
    troops = Party(name="Germany", country="DEU", sector="MIL")
    found = row(initiators=(troops, AZERBAIJAN, KARABAKH))
    assert found["Actor Country"] == "DEU; AZE"
    assert found["Actor COW"] == "255; 373"
    assert found["Actor Sectors"] == "MIL"


def test_an_act_without_a_day_has_that_of_its_report() -> None:
    assert row(date_start=None, date_end=None)["Event Date"] == "2020-09-29"


def test_a_namesake_far_away_lends_no_number() -> None:
    assert row(lat=10.0, lon=10.0)["GeoNames ID"] is None


def test_a_province_is_no_city() -> None:
    found = row(place="Nagorno-Karabakh", place_precision=4)
    assert (found["City"], found["Province"]) == ("None", "Nagorno-Karabakh")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"modality": "future"}, "future acts: POLECAT codes none"),
        ({"background": True}, "history that a report recalls: no row"),
        ({"plover": None}, "acts without a PLOVER type"),
    ],
)
def test_what_has_no_row_is_told(fields: dict[str, Any], why: str) -> None:
    exported = export_plover(view([told(act("x1", **fields))], []))
    assert len(read(exported)) == 0
    assert [(loss.what, loss.claims) for loss in exported.losses] == [(why, ("x1",))]


def test_history_has_rows_where_asked_for() -> None:
    made = view([told(act("x1", background=True))], [])
    assert len(read(export_plover(made, background=True))) == 1


def test_who_says_it_is_told_as_lost() -> None:
    said = act("x1", attributed_to="Azerbaijan", weapon="artillery", denied=True)
    found = {loss.what for loss in export_plover(view([told(said)], [])).losses}
    assert found == {
        "who says that it happened: no column",
        "denials and doubts: no column",
        "weapons: no column but the mode",
    }


def test_every_type_and_mode_that_is_read_is_rated() -> None:
    for entry in toml("events.toml")["act"]:
        assert quad_code(entry["plover"]), entry["plover"]
        rated = intensity(entry["plover"], entry.get("mode"))
        assert rated is not None
        assert -10 <= rated <= 10
        hostile = quad_code(entry["plover"]) == "MATERIAL CONFLICT"
        assert (rated < 0) == hostile or not hostile


def test_rates_are_of_known_types_and_modes() -> None:
    acts = toml("events.toml")["act"]
    known = {entry["plover"] for entry in acts}
    known |= {f"{entry['plover']} {entry['mode']}" for entry in acts if "mode" in entry}
    assert set(toml("plover.toml")["intensity"]) <= known


@given(views())
def test_every_claim_has_a_row_or_is_told(made: View) -> None:
    exported = export_plover(made)
    frame = read(exported)
    assert frame.columns[:40] == list(COLUMNS)
    acts = [t.claim for t in made.tellings if isinstance(t.claim, EventClaim)]
    rows = [claim for claim in acts if claim.modality == "actual"]
    assert len(frame) == len(rows)
    told_of = {name for loss in exported.losses for name in loss.claims}
    assert exported.content.count(b"\r\n") == len(rows) + 1
    assert len(told_of) >= bool(len(made.tellings) - len(rows))
