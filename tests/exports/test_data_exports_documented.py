"""docs/exports.md says of every column and property of ours how it is filled."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from herodotus.exports.claims_table import EXPORT
from herodotus.exports.forms import FORMS
from herodotus.exports.geojson import export_geojson
from herodotus.exports.hxl import export_hxl
from herodotus.exports.record import csv_columns
from herodotus.model.columns import LEDGER, REPORT
from tests.exports.views import view

BESIDE = [name for name in REPORT if name not in csv_columns()]
TEXT = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("column", [*BESIDE, *LEDGER, *EXPORT])
def test_every_column_of_claims_is_documented(column: str) -> None:
    assert f"`{column}`" in section("CSV and Parquet")


def test_every_property_of_an_event_is_documented() -> None:
    collection = json.loads(export_geojson(view()).content)
    for name in collection["features"][0]["properties"]:
        shown = re.sub(r"^injured_.*", "injured_…", name)
        assert f"`{shown}`" in section("GeoJSON"), name


def test_every_hashtag_is_documented() -> None:
    tags = list(csv.reader(io.StringIO(export_hxl(view()).content.decode())))[1]
    known = set(re.findall(r"`([#+][^`]+)`", section("HXL")))
    for tag in tags:
        base = re.sub(r"(\+civilians)?(\+min|\+max)?$", "", tag)
        attribute = base.removeprefix("#affected")
        assert base in known or attribute in known, tag


def test_every_form_has_its_section() -> None:
    names = {"ged": "UCDP GED", "plover": "PLOVER", "sitrep": "Situation report"}
    for form in FORMS:
        heading = names.get(form, form)
        assert re.search(rf"(?im)^## .*{heading}", TEXT), form
