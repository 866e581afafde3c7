"""The shelf: reports in order, page by page; one of them with all that is known."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from herodotus.errors import NotInLedger, UnknownConflict
from herodotus.ledger import Ledger, report_key
from herodotus.model import Decision, Report, Scope
from tests.ledger.war import WIRE, day, reading, totals, week
from tests.samples import karabakh

KARABAKH = karabakh()[0]


def titled(number: int, published: date) -> Report:
    """A report without claims."""
    return Report.of(f"Nothing new was heard on day {number}.", date=published)


def decide(ledger: Ledger, claim: str, verdict: str, by: str = "Anna") -> None:
    """A decision of now."""
    moment = datetime.now(UTC)
    ledger.decide(
        Decision.model_validate(
            {"claim": claim, "verdict": verdict, "reviewer": by, "moment": moment}
        )
    )


def test_reports_stand_newest_first_and_go_on_behind_a_place(ledger: Ledger) -> None:
    days = [day(5), day(7), day(7), day(9), day(5)]
    made = [
        reading(titled(number, given).text, date=given)
        for number, given in enumerate(days)
    ]
    ledger.add_all(made)
    whole = ledger.shelf.page(Scope(), limit=9)
    assert [one.card.day for one in whole] == sorted(days, reverse=True)
    seen = []
    after = None
    while page := ledger.shelf.page(Scope(), limit=2, after=after):
        seen += page
        after = page[-1].place
    assert seen == whole
    assert ledger.shelf.count(Scope()) == 5


def test_a_report_says_how_many_claims_and_carriers_it_has(ledger: Ledger) -> None:
    ledger.add_all(week())
    ledger.add_all(totals(WIRE, publisher=name) for name in ("One", "Two", "Three"))
    found = {one.card.publisher: one for one in ledger.shelf.page(Scope(), limit=9)}
    assert (found["Two"].claims, found["Two"].carriers) == (5, 3)
    assert (found["Élan"].claims, found["Élan"].carriers) == (1, 0)
    assert found["Two"].opening.startswith("Nagorno-Karabakh said 21 more")
    assert len(found["Two"].opening) <= 160


def test_filters_of_claims_choose_the_reports_that_tell_of_them(
    ledger: Ledger,
) -> None:
    ledger.add_all(week())
    shelf = ledger.shelf
    asked = Scope(status="civilian", background=False)
    assert [one.card.id for one in shelf.page(asked, limit=9)] == ["shelled"]
    assert shelf.count(asked) == 1
    assert shelf.count(Scope(text="newspaper")) == 1
    with pytest.raises(UnknownConflict):
        shelf.count(Scope(conflict="No Such War"))


def test_what_was_read_last_comes_first_among_newcomers(ledger: Ledger) -> None:
    for one in week():
        ledger.add(one)
    ledger.add(KARABAKH)
    found = [one.card.id for one in ledger.shelf.newcomers(limit=2)]
    assert found == [KARABAKH.report.id, "recalled"]
    ledger.add(week()[0].model_copy(update={"reader": "by another hand"}))
    found = [one.card.id for one in ledger.shelf.newcomers(limit=2)]
    assert found == ["shelled", KARABAKH.report.id]


def test_conflicts_are_counted_with_the_last_day_told(ledger: Ledger) -> None:
    ledger.add_all([KARABAKH, *week()])
    seen = {one.conflict: one for one in ledger.shelf.conflicts()}
    war = next(iter(seen.values()))
    assert war.conflict == "Nagorno-Karabakh war of 2020"
    assert war.claims == len(ledger.told(conflict=war.conflict))
    assert war.last == date(2020, 10, 6)
    numbers = [one.claims for one in ledger.shelf.conflicts()]
    assert numbers == sorted(numbers, reverse=True)


def test_an_empty_ledger_has_an_empty_shelf(ledger: Ledger) -> None:
    shelf = ledger.shelf
    assert shelf.page(Scope(), limit=5) == shelf.newcomers(limit=5) == []
    assert shelf.conflicts() == []
    assert shelf.count(Scope()) == 0


def test_a_report_is_taken_by_its_key_or_its_id(ledger: Ledger) -> None:
    ledger.add_all(week())
    held = ledger.shelf.take("totals", carriers=5)
    assert held == ledger.shelf.take(held.card.key, carriers=5)
    assert held.reading.report == ledger.report("totals")
    assert held.reading.reader == "by hand"
    assert held.counted == held.reading.claims
    assert held.copies == 0
    with pytest.raises(NotInLedger, match="no report nowhere"):
        ledger.shelf.take("nowhere", carriers=5)


def test_an_id_that_is_anothers_key_brings_no_foreign_claims(ledger: Ledger) -> None:
    ledger.add(KARABAKH)
    key = report_key(KARABAKH.report)
    ledger.add(totals(id=key))
    held = ledger.shelf.take(key, carriers=5)
    assert held.reading.claims == KARABAKH.claims


def test_carriers_are_named_up_to_a_number_and_counted(ledger: Ledger) -> None:
    ledger.add_all(
        totals(WIRE, publisher=name, date=day(place))
        for place, name in enumerate(("One", "Two", "Three", "Four"), start=1)
    )
    key = next(c.key for c in ledger.reports() if c.publisher == "Three")
    held = ledger.shelf.take(key, carriers=2)
    assert [card.publisher for card in held.carriers] == ["One", "Two"]
    assert held.copies == 3


def test_what_reviewers_decided_shows_and_counts(ledger: Ledger) -> None:
    ledger.add_all(week())
    first, second, third = ledger.shelf.take("totals", carriers=0).reading.claims[:3]
    decide(ledger, first.id, "reject")
    decide(ledger, second.id, "accept")
    decide(ledger, third.id, "accept")
    decide(ledger, third.id, "reject", by="Berta")
    held = ledger.shelf.take("totals", carriers=0)
    assert [claim.id for claim in held.reading.claims[:2]] == [first.id, second.id]
    assert first.id not in {claim.id for claim in held.counted}
    assert {claim: one.verdict for claim, one in held.rulings.items()} == {
        first.id: "reject",
        second.id: "accept",
    }
    assert held.reading.claims[1].confidence == 1.0
    assert held.differing == {third.id}
