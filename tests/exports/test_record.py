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
from herodotus.model import Claim
from tests.samples import front, karabakh

SHARED = {
    *("id", "kind", "start", "end", "evidence", "attributed_to", "speaker"),
    *("attribution_cue", "stance", "relayed_by", "place", "lat", "lon"),
    *("place_precision", "date_start", "date_end", "date_precision"),
    *("background", "denied", "relations"),
}
OWN = {
    "casualty": {
        *("outcome", "low", "high", "approx", "text", "counting", "victims"),
        *("victim_side", "victim_status", "perpetrator", "cause"),
    },
    "nondisclosure": {"side", "victim_status", "outcome"},
    "materiel": {"item", "low", "high", "text", "owner_side", "perpetrator", "fate"},
    "control": {"action", "by", "place"},
    "event": {
        *("plover", "plover_mode", "cameo", "acled_event_type"),
        *("acled_sub_event_type", "initiators", "targets", "weapon", "modality"),
    },
}


def claims() -> list[Claim]:
    """Claims of every kind."""
    return [*karabakh()[0].claims, *front()[0].claims]


def test_claims_have_the_columns_of_the_contract() -> None:
    assert {claim.kind for claim in claims()} == set(OWN)
    for claim in claims():
        row = claim_record(claim)
        assert set(row) >= SHARED | OWN[claim.kind]
        assert list(row)[:2] == ["id", "kind"]
        assert list(row)[-3:] == ["relations", "rule", "confidence"]


def test_parties_are_names_with_country_and_sector() -> None:
    (aid,) = (c for c in claims() if c.kind == "event" and c.plover == "AID")
    row = claim_record(aid)
    assert row["initiators"] == [{"name": "Turkey", "country": "TUR", "sector": None}]
    line = dict(zip(csv_columns(), cells(aid), strict=True))
    assert line["initiators"] == "Turkey (TUR, -)"
    assert line["targets"] == "Azerbaijan (AZE, GOV)"
    assert line["modality"] == "hypothetical"


def test_contexts_and_flags_in_a_line_of_csv() -> None:
    (clash,) = (c for c in claims() if c.kind == "event" and c.reciprocal)
    line = dict(zip(csv_columns(), cells(clash), strict=True))
    assert line["contexts"] == "military; territory"
    assert line["reciprocal"] == "true"
    assert line["presupposed"] == ""


def test_a_confidence_is_printed_in_hundredths() -> None:
    taken = front()[0].claims[0]
    assert taken.confidence == 0.876543
    assert claim_record(taken)["confidence"] == 0.88


def cells(claim: Claim) -> list[str]:
    """The cells of one claim of the report on the front."""
    reading, _ = front()
    (line,) = csv_lines(reading.model_copy(update={"claims": (claim,)}))
    (row,) = csv.reader(io.StringIO(line.decode(), newline=""))
    return row


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
    columns = csv_columns()
    assert set(columns) >= SHARED.union({"report"}, *OWN.values())
    assert len(columns) == len(set(columns))
    for reading, _ in (karabakh(), front()):
        text = b"".join(csv_lines(reading)).decode("utf-8")
        table = list(csv.reader(io.StringIO(text, newline="")))
        assert {len(row) for row in table} == {len(columns)}
        assert len(table) == len(reading.claims)


def test_a_cell_is_no_formula() -> None:
    assert csv_line(["=HYPERLINK(1)"]).startswith(b"'=")
