"""A ledger that is whole is found so; what is wrong with another is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Update, text, update

from herodotus.ledger import Ledger
from herodotus.ledger.database import migrating, writing
from herodotus.ledger.tables import claims, decisions, failures, readings, reports
from herodotus.model import Decision, Failure, Reading
from tests.ledger.dumps import dump
from tests.samples import front, karabakh

KARABAKH = karabakh()[0]
FRONT = front()[0]


def elsewhere(reading: Reading, publisher: str) -> Reading:
    report = reading.report.model_copy(update={"publisher": publisher, "id": publisher})
    return reading.model_copy(update={"report": report})


@pytest.fixture
def whole(ledger: Ledger) -> Ledger:
    """A ledger with copies, two readings of one report, a decision and a failure."""
    ledger.add_all([KARABAKH, FRONT, elsewhere(KARABAKH, "Beta")])
    ledger.add(FRONT.model_copy(update={"reader": "later-2"}))
    ledger.decide(
        Decision(
            claim=KARABAKH.claims[0].id,
            verdict="accept",
            reviewer="A",
            moment=datetime(2020, 10, 1, tzinfo=UTC),
        )
    )
    ledger.fail(Failure(id="x", error="RuntimeError", message="it stumbled"))
    return ledger


def test_nothing_is_wrong_with_what_was_added(whole: Ledger) -> None:
    assert whole.check() == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (update(reports).values(text=reports.c.text + " "), "its hash differs"),
        (update(reports).values(publisher="Gamma"), "key is not the hash"),
        (update(reports).values(day=date(2020, 1, 1)), "its day is not"),
        (update(reports).values(voice="another"), "belongs to"),
        (update(reports).values(reading=None), "is newer"),
        (update(readings).values(reader="somebody"), "key is not the hash"),
        (update(claims).values(evidence="others"), "do not stand at"),
        (update(claims).values(stance="doubts"), "id is not the hash"),
        (update(claims).values(current=False), "does not count, wrongly"),
        (update(claims).values(conflict="Another war"), "filed under Another war"),
        (update(claims).values(country="XXX"), "XXX"),
        (update(claims).values(about="nobody"), "nobody"),
        (update(claims).values(day=date(2020, 1, 1)), "another report or day"),
        (update(decisions).values(reviewer="B"), "id is not the hash"),
        (update(decisions).values(claim="beef"), "claim that is not there"),
        (update(decisions).values(undoes="beef"), "takes back one"),
        (update(failures).values(message="else"), "key is not the hash"),
    ],
)
def test_what_is_wrong_is_said(whole: Ledger, harm: Update, said: str) -> None:
    with writing(whole._engine) as connection:
        connection.execute(harm)
    assert [problem for problem in whole.check() if said in problem]


def test_a_row_that_names_none_is_found(whole: Ledger, database: str) -> None:
    if database == "sqlite":
        with migrating(whole._engine) as connection:
            connection.execute(text("DELETE FROM sketches"))
            connection.execute(text("DELETE FROM bands"))
            connection.execute(text("DELETE FROM reports"))
        assert "names a row of reports that is not there" in whole.check()[0]


def test_what_is_derived_is_made_anew(whole: Ledger) -> None:
    before = dump(whole)
    with writing(whole._engine) as connection:
        connection.execute(update(reports).values(voice="another", reading=None))
        connection.execute(
            update(claims).values(
                conflict="Another war", country="XXX", about="nobody", current=False
            )
        )
    whole.refresh()
    assert whole.check() == []
    assert dump(whole) == before
    assert whole.tellings(text="Azerbaijan")


def test_a_refresh_of_what_is_fresh_changes_nothing(
    whole: Ledger, place: Callable[[], str]
) -> None:
    before = dump(whole)
    whole.refresh()
    assert dump(whole) == before
    with Ledger(place()) as empty:
        empty.refresh()
        assert empty.check() == []
