"""What stands beside new reports is all that rules of notices need to know."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from herodotus.ledger import Ledger, report_key
from herodotus.model import Decision, Reading, Telling
from herodotus.model.columns import KINDS
from herodotus.reconciliation.alerts.changes import Alert, alerts, reach
from herodotus.reconciliation.alerts.rules import Rule, parse_rule
from herodotus.reconciliation.review.decisions import decided
from herodotus.reconciliation.voices.folding import fold
from tests.samples import casualty, reading_of

TODAY = date(2020, 10, 6)
RULES = (
    "new claim",
    "contradiction",
    "killed > 20",
    "killed today >= 9",
    "killed of Armenia last 3 days > 5",
    'injured in "Mali" > 3',
)


def toll(number: int, place: str, side: str, day: int, **fields: Any) -> Reading:
    """A report that so many soldiers of a side were killed at a place on a day."""
    outlet = fields.pop("publisher", "Alpha")
    evidence = f"{number} soldiers of {side} were killed"
    text = f"{evidence} near {place}, its ministry said. " + " ".join(
        f"Nobody spoke of the {number}th bridge at {place} {n}." for n in range(20)
    )
    known: dict[str, Any] = {
        "outcome": "killed",
        "low": number,
        "high": number,
        "text": str(number),
        "counting": "event",
        "victim_side": side,
        "victim_status": "combatant",
        "place": place,
        "date_start": date(2020, 10, day),
        "date_end": date(2020, 10, day),
        "attributed_to": f"{side} Ministry of Defence",
    }
    claim = casualty(text, evidence, **known | fields)
    return reading_of(text, [claim], date=date(2020, 10, 6), publisher=outlet)


COMING = [
    toll(4, "Hadrut", "Armenia", 1),
    toll(7, "Hadrut", "Armenia", 5),
    toll(12, "Gao", "Mali", 6),
    toll(7, "Hadrut", "Armenia", 5, publisher="Beta"),  # a copy
    toll(9, "Hadrut", "Azerbaijan", 6),
    toll(5, "Nairobi", "Kenya", 6),
    toll(30, "Hadrut", "Armenia", 6, counting="cumulative"),
    toll(28, "Hadrut", "Armenia", 6, counting="cumulative", attributed_to="Azerbaijan"),
    toll(6, "Gao", "Mali", 6, outcome="injured"),
    toll(3, "the border post", "Ruritania", 6),
    toll(30_000, "Hadrut", "Armenia", 2, background=True),
    toll(19, "Nairobi", "Kenya", 6),
]


def found(
    rule: Rule, told: list[Telling], untold: set[str], ledger: Ledger
) -> tuple[Alert, ...]:
    made = ledger.decisions()
    known = [telling for telling in told if telling.card.key not in untold]
    before, after = fold(decided(known, made)), fold(decided(told, made))
    return alerts(rule, before, after, today=TODAY)


@pytest.mark.parametrize("words", RULES)
def test_rules_find_the_same_as_among_all_claims(ledger: Ledger, words: str) -> None:
    rule = parse_rule(words)
    kinds, since = reach([rule], today=TODAY)
    several = 0
    for number, reading in enumerate(COMING):
        ledger.add(reading)
        if number == 3:
            ledger.decide(judged(COMING[0].claims[0].id))
        untold = {report_key(reading.report)}
        near = ledger.told_near(untold, kinds=kinds, since=since)
        alert = found(rule, near, untold, ledger)
        assert alert == found(rule, ledger.told(), untold, ledger)
        several += bool(alert)
    assert several


def judged(claim: str) -> Decision:
    """That a claim is about another day than it says."""
    return Decision(
        claim=claim,
        verdict="edit",
        reviewer="ana",
        moment=datetime(2020, 10, 6, tzinfo=UTC),
        changes={"date_start": "2020-10-06", "date_end": "2020-10-06"},
    )


def test_no_more_is_looked_at_than_is_asked_for(ledger: Ledger) -> None:
    ledger.add_all(COMING)

    def near(reading: Reading, **asked: Any) -> list[tuple[str | None, int | None]]:
        tellings = ledger.told_near([report_key(reading.report)], **asked)
        return sorted((t.claim.place, t.claim.low) for t in tellings)  # type: ignore[union-attr]

    assert near(COMING[1], kinds=()) == [("Hadrut", 7), ("Hadrut", 7)]
    kenya = [("Nairobi", 5), ("Nairobi", 19)]
    assert sorted(near(COMING[5], kinds=KINDS)) == kenya
    war = near(COMING[1], kinds=["casualty"])
    assert {place for place, _ in war} == {"Hadrut"}
    recent = near(COMING[1], kinds=["casualty"], since=date(2020, 10, 6))
    assert recent == [("Hadrut", n) for n in (7, 7, 9, 28, 30)]
    assert ledger.told_near([], kinds=KINDS) == []
