"""Claims as a sequence and as tables of polars and pandas."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from herodotus.errors import MissingExtra
from herodotus.ledger import Ledger, queries
from herodotus.model import Reading, Report
from herodotus.model.columns import TELLING_COLUMNS
from tests.ledger.war import killed, week


@pytest.fixture
def war(ledger: Ledger) -> Ledger:
    """A ledger of one week."""
    ledger.add_all(week())
    return ledger


def test_a_sequence_of_claims(war: Ledger) -> None:
    claims = war.claims()
    everything = list(claims)
    assert len(claims) == len(everything) == 8
    assert [claims[place] for place in range(8)] == everything
    assert claims[-1] == everything[-1]
    assert list(claims[2:5]) == everything[2:5]
    assert list(claims[2:7][1:3]) == everything[3:5]
    assert claims[::-2] == everything[::-2]
    assert list(claims[6:100]) == everything[6:]
    assert list(claims[5:2]) == []
    with pytest.raises(IndexError, match="8 claims"):
        claims[8]


def test_a_limit_and_an_offset(war: Ledger) -> None:
    everything = list(war.claims())
    assert list(war.claims(limit=3)) == everything[:3]
    assert list(war.claims(offset=6)) == everything[6:]
    assert len(war.claims(limit=3, offset=6)) == 2
    assert list(war.claims(offset=9)) == []
    assert war.claims(limit=3, offset=1)[2] == everything[3]


def test_pages_of_claims_are_one_sequence(
    war: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = list(war.claims())
    monkeypatch.setattr(queries, "BATCH", 3)
    claims = war.claims()
    assert list(claims) == everything
    assert [claims[place] for place in (7, 0, 4, 5)] == [
        everything[place] for place in (7, 0, 4, 5)
    ]


def test_orders(war: Ledger) -> None:
    def numbers(sort: str) -> list[int | None]:
        found = war.claims(sort=sort)
        return [getattr(telling.claim, "low", None) for telling in found]

    assert numbers("number") == [3, 5, 12, 21, 201, None, None, None]
    assert numbers("-number") == [201, 21, 12, 5, 3, None, None, None]
    days = [telling.claim.date_start for telling in war.claims(sort="date")]
    assert days[:2] == [date(1992, 1, 1), date(2020, 9, 27)]
    reported = [telling.card.date for telling in war.claims(sort="-reported")]
    assert reported == sorted(reported, reverse=True)  # type: ignore[type-var]
    for sort in queries.SORTS:
        assert len({t.claim.id for t in war.claims(sort=sort)}) == 8
    with pytest.raises(ValueError, match="only by date, reported"):
        war.claims(sort="size")


def test_a_sequence_says_what_it_is_of(war: Ledger) -> None:
    assert repr(war.claims(side="Azerbaijan")) == "<2 claims of side='Azerbaijan'>"
    assert repr(war.claims(limit=3)) == "<3 claims>"
    page = war.claims()._repr_html_()
    assert "<td>201</td>" in page
    assert "took Jabrayil" in page


def test_words_are_no_markup_in_a_notebook(ledger: Ledger) -> None:
    text = "<b>9</b> died"
    claim = killed(text, text, 9).identified(Report.of(text).sha256)
    ledger.add(Reading(report=Report.of(text), reader="r", claims=(claim,)))
    assert "&lt;b&gt;9&lt;/b&gt; died" in ledger.claims()._repr_html_()


def test_a_polars_table(war: Ledger) -> None:
    import polars

    table = war.claims(sort="number").to_polars()
    assert tuple(table.columns) == TELLING_COLUMNS
    assert table["low"].to_list() == [3, 5, 12, 21, 201, None, None, None]
    types = dict(zip(table.columns, table.dtypes, strict=True))
    assert types["date_start"] == types["report_date"] == polars.Date
    assert types["denied"] == polars.Boolean
    assert types["lat"] == polars.Float64
    assert table["denied"].sum() == 1
    assert table["report_publisher"][0] == "The Alpha"
    assert table["country"].to_list()[0] == "AZE"
    (contexts,) = table.filter(kind="event")["contexts"].to_list()
    assert contexts == ["military"]
    empty = war.claims(place="nowhere").to_polars()
    assert empty.schema == table.schema
    assert len(empty) == 0


def test_a_pandas_table(war: Ledger) -> None:
    import pandas

    table = war.claims(sort="number").to_pandas()
    assert tuple(table.columns) == TELLING_COLUMNS
    assert table["low"].dtype == "Int64"
    assert table["low"].isna().sum() == 3
    assert table["low"].sum() == 242
    assert table["denied"].dtype == "boolean"
    assert table["date_start"].min() == pandas.Timestamp(1992, 1, 1)
    assert len(war.claims(place="nowhere").to_pandas()) == 0


@pytest.mark.parametrize(("library", "advice"), [("polars", "tables"), ("pandas", "")])
def test_a_library_that_is_not_there_is_named(
    war: Ledger, monkeypatch: pytest.MonkeyPatch, library: str, advice: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=f"pip install .*{advice or library}"):
        getattr(war.claims(), f"to_{library}")()
