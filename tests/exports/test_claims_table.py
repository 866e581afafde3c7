"""Claims as CSV and Parquet: one table, with types, nothing lost on the way."""

from __future__ import annotations

import csv
import io
import sys
from datetime import date

import pandas
import polars
import pytest

from herodotus.errors import MissingExtra
from herodotus.exports.claims_csv import export_csv
from herodotus.exports.claims_table import COLUMNS, EXPORT
from herodotus.exports.parquet import export_parquet
from herodotus.exports.record import csv_columns
from herodotus.model import CasualtyClaim
from herodotus.model.columns import DAYS, LEDGER, REPORT, WHOLE
from tests.exports.views import BASE, WAR, view


def table() -> polars.DataFrame:
    return polars.read_parquet(io.BytesIO(export_parquet(view()).content))


def lines() -> list[dict[str, str]]:
    text = export_csv(view()).content.decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_are_those_of_claims_with_report_and_ledger_around_them() -> None:
    assert set(COLUMNS) == {*csv_columns(), *REPORT, *LEDGER, *EXPORT}
    assert len(COLUMNS) == len(set(COLUMNS))
    assert tuple(lines()[0]) == COLUMNS == tuple(table().columns)


def test_parquet_gives_back_every_claim_as_it_was() -> None:
    for row, telling in zip(table().to_dicts(), view().tellings, strict=True):
        claim = telling.claim
        assert (row["id"], row["kind"]) == (claim.id, claim.kind)
        assert (row["start"], row["end"]) == (claim.start, claim.end)
        assert row["evidence"] == claim.evidence
        assert (row["date_start"], row["date_end"]) == (
            claim.date_start,
            claim.date_end,
        )
        assert row["permalink"] == f"{BASE}/claims/{claim.id}"
        assert (row["voice"], row["copies"]) == (telling.voice, telling.copies)
        assert (row["conflict"], row["country"], row["policy"]) == (
            WAR,
            "AZE",
            "default",
        )
        if isinstance(claim, CasualtyClaim):
            assert (row["low"], row["high"]) == (claim.low, claim.high)
            assert row["approx"] is claim.approx


def test_parquet_has_types() -> None:
    types = dict(table().schema)
    assert {types[name] for name in DAYS} == {polars.Date}
    assert {types[name] for name in WHOLE} == {polars.Int64}
    assert types["denied"] == polars.Boolean
    assert types["relations"] == polars.String


def test_a_column_that_no_claim_fills_keeps_its_type() -> None:
    nothing = polars.read_parquet(
        io.BytesIO(export_parquet(view().__class__(view().account, ())).content)
    )
    assert dict(nothing.schema) == dict(table().schema)


def test_pandas_reads_the_days_and_the_unknown() -> None:
    known = pandas.DataFrame(table().to_dicts())
    own = known[known["evidence"].str.startswith("84 of")].iloc[0]
    assert own["date_start"] == date(2020, 9, 27)
    silent = known[known["kind"] == "nondisclosure"].iloc[0]
    assert pandas.isna(silent["low"])


def test_csv_says_what_parquet_says() -> None:
    for line, row in zip(lines(), table().to_dicts(), strict=True):
        for name, cell in row.items():
            wanted = "" if cell is None else str(cell)
            if isinstance(cell, bool):
                wanted = wanted.lower()
            assert line[name].removeprefix("'") == wanted.removeprefix("'"), name


def test_without_polars_the_error_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match=r"herodotus\[tables\]"):
        export_parquet(view())
