"""HXL: tags that the standard's own library reads and filters by."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import hxl
import pytest

from herodotus.exports.hxl import export_hxl
from tests.exports.views import BASE, view


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> str:
    path = tmp_path / "events.csv"
    path.write_bytes(export_hxl(view()).content)
    return str(path)


def opened(path: str) -> hxl.Dataset:
    return hxl.data(path, hxl.InputOptions(allow_local=True))


def test_the_second_row_are_hashtags(file: str) -> None:
    rows = list(csv.reader(io.StringIO(Path(file).read_text("utf-8"), newline="")))
    assert all(tag.startswith("#") for tag in rows[1])
    assert len(set(rows[1])) == len(rows[1])
    assert len(rows) == 2 + len(view().episodes)


def test_the_library_reads_every_event(file: str) -> None:
    with opened(file) as source:
        rows = list(source)
    assert [row.get("#event+code") for row in rows] == ["e1", "e2"]
    assert rows[0].get("#geo+lat") == "39.4"
    assert rows[0].get("#group+name+second") == "Nagorno-Karabakh; Armenia"
    assert rows[0].get("#date+start") == "2020-09-27"


def test_events_can_be_filtered_by_the_dead(file: str) -> None:
    def told(query: str) -> list[str]:
        with opened(file) as source:
            return [row.get("#event+code") for row in source.with_rows(query)]

    assert told("#affected+killed>100") == ["e1"]
    assert told("#affected+killed-min-max>102") == ["e1"]
    assert told("#affected+killed-min-max>103") == []
    assert told("#affected+killed+max>503") == []


def test_the_bare_tag_is_best_and_bounds_have_their_own(file: str) -> None:
    with opened(file) as source:
        row = next(iter(source))
    assert row.get("#affected+killed") == "103"
    assert row.get("#affected+killed+min") == "84"
    assert row.get("#affected+killed+max") == "503"


def test_unknown_is_an_empty_cell_and_no_zero(file: str) -> None:
    with opened(file) as source:
        second = list(source)[1]
    assert not second.get("#affected+killed")
    assert not second.get("#geo+lat")


def test_every_event_leads_to_its_words(file: str) -> None:
    with opened(file) as source:
        row = next(iter(source))
    claim = view().episodes[0].claims[0]
    assert row.get("#meta+url") == f"{BASE}/claims/{claim}"
    assert "to 103" in row.get("#description+quote")


def test_what_the_columns_do_not_hold_is_told() -> None:
    losses = {loss.what: loss.number for loss in export_hxl(view()).losses}
    assert losses["events whose figures by side became one"] == 1
    assert losses["claims that are in no event"] > 0
