"""Series as rows: what other people's scripts read."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from herodotus.exports.toll_series import series_csv, series_json
from herodotus.model import Step

LATE = Step(
    as_of=date(2020, 10, 6),
    low=31,
    high=None,
    said_by=None,
    claim="b",
    report="r2",
    side="Armenia",
    flags=("total_falls", "totals_differ"),
)
EARLY = Step(
    as_of=date(2020, 10, 5),
    low=17,
    high=17,
    said_by="=Someone",
    claim="a",
    report="r1",
    implied=True,
)
UNDATED = EARLY.model_copy(update={"as_of": None, "claim": "c"})


def test_json_is_one_list_by_date_with_the_fields_of_the_contract() -> None:
    rows = json.loads(series_json([LATE, EARLY, UNDATED]))
    assert [row["claim"] for row in rows] == ["c", "a", "b"]
    contract = ("as_of", "low", "high", "said_by", "claim", "report", "implied")
    assert {name: rows[1][name] for name in contract} == {
        "as_of": "2020-10-05",
        "low": 17,
        "high": 17,
        "said_by": "=Someone",
        "claim": "a",
        "report": "r1",
        "implied": True,
    }
    assert (rows[2]["high"], rows[2]["said_by"]) == (None, None)
    assert rows[2]["flags"] == ["total_falls", "totals_differ"]


def test_csv_has_a_line_a_step_and_runs_no_formula() -> None:
    text = b"".join(series_csv([LATE, EARLY])).decode("utf-8")
    first, second = csv.DictReader(io.StringIO(text))
    assert list(first) == list(Step.model_fields)
    assert (first["as_of"], first["implied"], first["said_by"]) == (
        "2020-10-05",
        "true",
        "'=Someone",
    )
    assert (second["high"], second["flags"]) == ("", "total_falls; totals_differ")
