"""Rows for programs: the contract's columns, the same bytes, nothing lost."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from herodotus.exports.record import (
    claim_record,
    csv_columns,
    csv_line,
    csv_lines,
    json_line,
    read_record,
)
from herodotus.model import CasualtyClaim, NondisclosureClaim
from tests.samples import karabakh

SHARED = {
    *("id", "kind", "start", "end", "evidence", "attributed_to", "speaker"),
    *("attribution_cue", "stance", "relayed_by", "place", "lat", "lon"),
    *("place_precision", "date_start", "date_end", "date_precision"),
    *("background", "denied", "relations"),
}
CASUALTY = {
    *("outcome", "low", "high", "approx", "text", "counting", "victims"),
    *("victim_side", "victim_status", "perpetrator", "cause"),
}


def test_claims_have_the_columns_of_the_contract() -> None:
    reading, _ = karabakh()
    for claim in reading.claims:
        row = claim_record(claim)
        assert set(row) >= SHARED
        if isinstance(claim, CasualtyClaim):
            assert set(row) >= CASUALTY
        if isinstance(claim, NondisclosureClaim):
            assert set(row) >= {"side", "victim_status", "outcome"}


def test_relations_are_names_of_claims() -> None:
    reading, account = karabakh()
    row = read_record(reading, account)
    ids = {claim["id"] for claim in row["claims"]}
    relations = [r for claim in row["claims"] for r in claim["relations"]]
    assert relations
    assert all(set(r) == {"type", "claim"} and r["claim"] in ids for r in relations)


def test_json_reads_back() -> None:
    row = read_record(*karabakh())
    line = json_line(row)
    assert line.count(b"\n") == 1
    assert json.loads(line) == row


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_reads_back_from_json(text: str) -> None:
    line = json_line({"text": text})
    assert json.loads(line.decode("utf-8"))["text"] == text


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_any_text_reads_back_from_csv(texts: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(csv_line(["first", *texts]).decode(), newline=""))
    assert [cell.removeprefix("'") for cell in row[1:]] == [
        text.removeprefix("'") for text in texts
    ]


def test_csv_has_every_column_of_every_kind() -> None:
    reading, _ = karabakh()
    columns = csv_columns()
    assert set(columns) >= SHARED | CASUALTY | {"side", "report"}
    text = b"".join(csv_lines(reading)).decode("utf-8")
    table = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in table} == {len(columns)}
    assert len(table) == len(reading.claims)


def test_a_cell_is_no_formula() -> None:
    assert csv_line(["=HYPERLINK(1)"]).startswith(b"'=")
