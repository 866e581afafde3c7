"""Tables of reports: CSV by csv and polars, Parquet by polars."""

from __future__ import annotations

import csv
import datetime
import sys
from pathlib import Path
from typing import Any

import polars
import pytest

from herodotus.model import Failure, Report
from herodotus.sources import read_inputs
from herodotus.sources.columns import NAMES, columns_of

ROWS: list[dict[str, Any]] = [
    {
        "Headline": "Ten die",
        "Article Text": "Ten men died in Arvan, “he” said.\n\nNobody, claimed; it.",
        "pub_date": "2020-09-28",
        "Source": "The Paper",
        "n": 1,
    },
    {
        "Headline": "Five die",
        "Article Text": "Five civilians were killed, she said.",
        "pub_date": "29 September 2020",
        "Source": None,
        "n": 2,
    },
]


def read(path: Path, **columns: str) -> list[Report | Failure]:
    return list(read_inputs([path], columns=columns))


def check(found: list[Report | Failure]) -> None:
    assert [row.text for row in found if isinstance(row, Report)] == [
        row["Article Text"] for row in ROWS
    ]
    first, second = found
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.title, first.publisher, str(first.date)) == (
        "Ten die",
        "The Paper",
        "2020-09-28",
    )
    assert (second.publisher, str(second.date)) == (None, "2020-09-29")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_row_is_a_report(tmp_path: Path, sign: str, encoding: str) -> None:
    path = tmp_path / "old.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(ROWS[0]), delimiter=sign)
        writer.writeheader()
        writer.writerows(ROWS)
    found = read(path)
    check(found)
    assert [row.origin for row in found if isinstance(row, Report)] == [
        f"{path}:2",
        f"{path}:5",
    ]


def test_a_table_by_polars_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "reports.txt"
    frame = polars.DataFrame(ROWS).rename({"Article Text": "text", "pub_date": "date"})
    frame.drop("n").write_csv(path)
    assert [row.text for row in read(path) if isinstance(row, Report)] == [
        row["Article Text"] for row in ROWS
    ]


@pytest.mark.parametrize("packing", ["zstd", "snappy", "uncompressed"])
def test_a_parquet_file_by_polars(tmp_path: Path, packing: Any) -> None:
    path = tmp_path / "reports"
    polars.DataFrame(ROWS).write_parquet(path, compression=packing)
    found = read(path)
    check(found)
    assert isinstance(found[1], Report)
    assert found[1].origin == f"{path}:2"


def test_days_moments_and_numbers_of_a_parquet_file(tmp_path: Path) -> None:
    path = tmp_path / "r.parquet"
    day = datetime.date(2020, 9, 28)
    moment = datetime.datetime(2020, 9, 28, 23, 10)
    rows = {"text": ["Ten died."] * 2, "id": [7, 8], "date": [day, None]}
    polars.DataFrame(rows).write_parquet(path)
    found = read(path)
    assert [(row.id, getattr(row, "date", None)) for row in found] == [
        ("7", day),
        ("8", None),
    ]
    polars.DataFrame({"text": ["Ten died."], "time": [moment]}).write_parquet(path)
    assert [row.date for row in read(path) if isinstance(row, Report)] == [day]


def test_many_rows_keep_their_order_and_number(tmp_path: Path) -> None:
    path = tmp_path / "r.parquet"
    texts = [f"{i + 1} men died." for i in range(700)]
    polars.DataFrame({"text": texts}).write_parquet(path, row_group_size=100)
    found = read(path)
    assert [getattr(row, "text", "") for row in found] == texts
    assert getattr(found[699], "origin", "") == f"{path}:700"


def test_columns_as_the_user_names_them(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("text,wort,Tag\nno,Ten died.,2020-09-28\n")
    (report,) = read(path, text="wort", date="tag")
    assert isinstance(report, Report)
    assert (report.text, str(report.date)) == ("Ten died.", "2020-09-28")
    (failure,) = read(path, text="words")
    assert isinstance(failure, Failure)
    assert failure.error == "RecordProblem"
    assert "no column 'words'" in failure.message
    assert "text, wort, Tag" in failure.message


def test_a_table_without_a_column_of_text_names_those_it_has(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("nr,wort\n1,Ten died.\n")
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert "--map text=COLUMN" in failure.message
    assert "nr, wort" in failure.message


def test_a_bad_row_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        "text,date\n,2020-01-01\n\nTen died.,next week\nFive died.\n"
        "Two died.,2020-01-02\n"
    )
    found = read(path)
    assert [row.error if isinstance(row, Failure) else row.text for row in found] == [
        "EmptyInput",
        "RecordProblem",
        "Five died.",
        "Two died.",
    ]
    assert [row.id for row in found if isinstance(row, Failure)] == [
        f"{path}:2",
        f"{path}:4",
    ]


def test_a_quotation_that_never_ends_is_refused_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text('text,n\n"Ten died.' + "and so on,\n" * 5000)
    found = list(read_inputs([path], longest=1000))
    assert found
    assert all(isinstance(row, Failure) for row in found[:1])


def test_a_damaged_parquet_file_is_a_failure(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.parquet"
    polars.DataFrame(ROWS).write_parquet(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert failure.error == "DamagedInput"


def test_without_polars_the_message_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.parquet"
    polars.DataFrame(ROWS).write_parquet(path)
    monkeypatch.setitem(sys.modules, "polars", None)
    (failure,) = read(path)
    assert isinstance(failure, Failure)
    assert "herodotus[tables]" in failure.message


@pytest.mark.parametrize("field", NAMES)
def test_every_usual_name_is_found(field: str) -> None:
    for name in NAMES[field]:
        header = [
            "zz",
            name.upper().replace(" ", "_"),
            "zy" if field == "text" else "text",
        ]
        assert columns_of(header, {}, where="a")[field] == 1
