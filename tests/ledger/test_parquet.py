"""Parquet of readings: what went in comes back, byte for byte."""

from __future__ import annotations

import io
from datetime import date

import polars
from hypothesis import given
from hypothesis import strategies as st

from herodotus.ledger.parquet import FILE_COLUMNS, parquet_of, read_back
from herodotus.model import Failure, Party, Reading, Relation, Report
from herodotus.model.claim import EventClaim, MaterielClaim
from herodotus.model.columns import COLUMNS
from tests.samples import front, karabakh

FAILURE = Failure(id="x", error="NotEnglish", message="x: French", language="French")

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
maybe = st.none() | words
stretch = st.tuples(st.integers(0, 99), st.integers(0, 99))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    report = Report.of(
        draw(words),
        id=draw(words),
        date=draw(st.none() | st.dates()),
        place=draw(maybe),
        author=draw(maybe),
        origin=draw(maybe),
        body_start=draw(st.integers(0, 99)),
        dateline=draw(st.none() | stretch),
        headers=draw(st.lists(stretch, max_size=3)),
        date_from=draw(st.sampled_from([None, "header", "url"])),
    )
    lost = MaterielClaim(
        start=0,
        end=draw(st.integers(0, 9)),
        evidence=draw(words),
        item="tank",
        text=draw(words),
        low=draw(st.none() | st.integers(0, 2**62)),
        lat=draw(st.none() | st.floats(-90, 90)),
        date_start=draw(st.none() | st.dates()),
        relations=draw(
            st.lists(st.builds(Relation, type=st.just("sums"), claim=words), max_size=2)
        ),
        confidence=draw(st.none() | st.floats(0, 1)),
    )
    done = EventClaim(
        start=0,
        end=1,
        evidence="w",
        contexts=draw(st.lists(words, max_size=2)),
        initiators=draw(
            st.lists(st.builds(Party, name=words, country=maybe), max_size=2)
        ),
        reciprocal=draw(st.booleans()),
    )
    claims = draw(st.lists(st.sampled_from([lost, done]), max_size=3))
    return Reading(report=report, reader=draw(words), claims=tuple(claims))


@given(st.lists(readings() | st.just(FAILURE), max_size=3))
def test_whatever_was_read_comes_back_whole(read: list[Reading | Failure]) -> None:
    file = parquet_of(read)
    back = read_back(file)
    assert back == read
    assert [one.model_dump_json() for one in back] == [
        one.model_dump_json() for one in read
    ]
    assert parquet_of(back) == file


def test_readings_of_every_kind_of_claim_come_back() -> None:
    read: list[Reading | Failure] = [karabakh()[0], FAILURE, front()[0]]
    kinds = {
        claim.kind for reading, _ in (karabakh(), front()) for claim in reading.claims
    }
    assert len(kinds) == 5
    assert read_back(parquet_of(read)) == read


def test_other_programs_find_typed_columns() -> None:
    read: list[Reading | Failure] = [karabakh()[0], FAILURE]
    table = polars.read_parquet(io.BytesIO(parquet_of(read)))
    assert table.columns == list(FILE_COLUMNS)
    claims = table.drop_nulls("claims").select(
        polars.col("id").alias("report"), polars.col("claims")
    )
    rows = claims.explode("claims").unnest("claims")
    assert rows.columns == ["report", *COLUMNS]
    assert rows["low"].max() == 30_000
    assert rows["date_end"].max() == date(2020, 9, 29)
    assert table["failure"].struct.field("language").to_list() == [None, "French"]
