"""How claims are spread over fields and days, and the words behind figures."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from evaluation.generated import readings
from herodotus.ledger import Ledger
from herodotus.ledger.facets import NAMES
from herodotus.model import Decision, Scope
from tests.ledger import war


def test_a_facet_counts_what_the_list_shows(ledger: Ledger) -> None:
    ledger.add_all(readings(150))
    listed = list(ledger.claims())
    outcomes = Counter(getattr(one.claim, "outcome", None) for one in listed)
    outlets = Counter(one.card.publisher for one in listed)
    by_name = {facet.name: facet for facet in ledger.claims().facets(NAMES)}
    assert dict(by_name["outcome"].values) == {
        name: number for name, number in outcomes.items() if name
    }
    publishers = by_name["publisher"]
    assert publishers.values == tuple(
        sorted(outlets.items(), key=lambda one: (-one[1], str(one[0])))[:10]
    )
    told = sum(number for _, number in publishers.values) + publishers.others
    assert told == len(listed)


def test_each_value_of_a_facet_leads_to_as_many_claims(ledger: Ledger) -> None:
    ledger.add_all(readings(150))
    for name in ("conflict", "side", "kind", "status", "country"):
        (facet,) = ledger.claims().facets([name])
        for value, number in facet.values[:4]:
            assert len(ledger.claims(Scope(**{name: value}))) >= number


def test_a_facet_that_is_asked_for_shows_the_others_too(ledger: Ledger) -> None:
    ledger.add_all(readings(100))
    (everything,) = ledger.claims().facets(["kind"])
    (narrowed,) = ledger.claims(kind="casualty").facets(["kind"])
    (other,) = ledger.claims(kind="casualty").facets(["outcome"])
    assert narrowed == everything
    assert sum(number for _, number in other.values) == len(
        ledger.claims(kind="casualty")
    )


def test_months_are_those_of_what_happened(ledger: Ledger) -> None:
    ledger.add(war.totals(date=war.day(7)))
    (facet,) = ledger.claims().facets(["month"])
    assert [month for month, _ in facet.values] == sorted(
        {day.isoformat()[:7] for day, _ in ledger.claims().spread(()).days}
    )


def test_days_count_every_claim_once(ledger: Ledger) -> None:
    ledger.add_all(readings(100))
    days = ledger.claims().spread(()).days
    assert sum(number for _, number in days) == len(ledger.claims())
    assert [day for day, _ in days] == sorted(day for day, _ in days)


def test_what_reviewers_decided_is_counted(ledger: Ledger) -> None:
    ledger.add(war.totals())
    one, other, *_ = ledger.claims()
    for claim, verdict in ((one, "accept"), (other, "reject")):
        made = {"claim": claim.claim.id, "verdict": verdict, "reviewer": "Nora"}
        moment = datetime(2020, 10, 9, tzinfo=UTC)
        ledger.decide(Decision.model_validate({**made, "moment": moment}))
    (facet,) = ledger.claims().facets(["review"])
    counts = dict(facet.values)
    assert counts["accepted"] == counts["rejected"] == 1
    assert counts["open"] == len(ledger.claims(review="open"))


def test_claims_are_not_counted_by_what_is_no_field(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="only by conflict"):
        ledger.claims().facets(["evidence"])


def test_a_citation_has_the_words_and_the_reader(ledger: Ledger) -> None:
    ledger.add(war.totals(publisher="Gazette", date=war.day(7)))
    telling, *_ = ledger.claims()
    (cited,) = ledger.cited([telling.claim.id, "0000"]).values()
    text = ledger.report(cited.report).text
    assert text[cited.start : cited.end] == cited.quote == telling.claim.evidence
    assert (cited.reader, cited.publisher) == ("by hand", "Gazette")
    assert ledger.shelf.readers([telling.card.key]) == {telling.card.key: "by hand"}
