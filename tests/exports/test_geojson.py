"""GeoJSON: valid by RFC 7946, longitude first, every figure with its words."""

from __future__ import annotations

import io
import json
from typing import Any

import polars
import pytest
from geojson_pydantic import FeatureCollection

from herodotus.exports.geojson import export_geojson
from tests.exports.views import BASE, view

Found = dict[str, Any]  # any JSON


@pytest.fixture(name="found")
def _found() -> Found:
    exported = export_geojson(view())
    known: Found = json.loads(exported.content)
    return known


@pytest.mark.parametrize("of", ["episodes", "claims"])
def test_it_is_a_valid_feature_collection(of: Any) -> None:
    exported = export_geojson(view(), of=of)
    collection: Any = FeatureCollection.model_validate_json(exported.content)
    whole = view()
    wanted = len(whole.episodes if of == "episodes" else whole.tellings)
    assert len(collection.features) == wanted


def test_a_point_has_its_longitude_first(found: Found) -> None:
    assert found["features"][0]["geometry"] == {
        "type": "Point",
        "coordinates": [47.03, 39.4],
    }


def test_an_event_of_unknown_place_has_no_geometry_and_is_told_of(found: Found) -> None:
    assert found["features"][1]["geometry"] is None
    losses = {loss.what: loss for loss in export_geojson(view()).losses}
    unplaced = losses["events without known coordinates: they have no geometry"]
    assert unplaced.number == 1
    assert set(unplaced.claims) <= set(view().by_claim)


def test_claims_in_no_event_are_told_of() -> None:
    whole = view()
    held = {claim for episode in whole.episodes for claim in episode.claims}
    losses = {loss.what: loss.number for loss in export_geojson(whole).losses}
    assert losses["claims that are in no event"] == len(set(whole.by_claim) - held)


def test_an_event_has_its_figures_for_maps_and_in_full(found: Found) -> None:
    known = found["features"][0]["properties"]
    assert (known["killed_low"], known["killed_best"]) == (84, 103)
    assert known["killed_high"] == 503
    assert known["injured_best"] is None
    assert {(toll["side"], toll["low"], toll["best"]) for toll in known["tolls"]} == {
        ("Nagorno-Karabakh", 84, 103),
        ("Azerbaijan", 0, None),
    }
    assert known["policy"] == "default"
    assert known["date_start"] == "2020-09-27"


def test_every_figure_leads_to_its_words(found: Found) -> None:
    by_claim = view().by_claim
    for feature in found["features"]:
        known = feature["properties"]
        words = {claim["id"]: claim for claim in known["claims"]}
        for toll in known["tolls"]:
            assert toll["permalinks"]
            assert set(toll["claims"]) <= set(words)
        for claim, told in words.items():
            assert told["quote"] == by_claim[claim].claim.evidence
            assert told["permalink"] == f"{BASE}/claims/{claim}"


def test_a_table_program_reads_it() -> None:
    exported = export_geojson(view(), of="claims")
    table = polars.read_json(io.BytesIO(exported.content))
    assert table["features"][0].len() == len(view().tellings)


def test_the_same_view_gives_the_same_bytes() -> None:
    assert export_geojson(view()).content == export_geojson(view()).content
