"""What goes into a ledger comes out of it, once, whatever the order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest

from herodotus.errors import DecisionProblem, InputError, NotInLedger
from herodotus.ledger import Added, Ledger
from herodotus.model import Decision, Failure, Reading, Report
from tests.ledger.dumps import dump
from tests.samples import front, karabakh

KARABAKH = karabakh()[0]
FRONT = front()[0]


def by(reader: str, reading: Reading = KARABAKH, claims: int = 99) -> Reading:
    """The first claims of a reading, as if by another reader."""
    return reading.model_copy(
        update={"reader": reader, "claims": reading.claims[:claims]}
    )


def test_claims_come_back_as_they_went_in(ledger: Ledger) -> None:
    assert ledger.add_all([KARABAKH, FRONT]) == Added(
        new=2, claims=len(KARABAKH.claims + FRONT.claims)
    )
    for reading in (KARABAKH, FRONT):
        found = ledger.tellings(report=reading.report.id)
        assert tuple(telling.claim for telling in found) == reading.claims
        assert {telling.card.sha256 for telling in found} == {reading.report.sha256}


def test_a_report_comes_back_with_its_text(ledger: Ledger) -> None:
    ledger.add(KARABAKH)
    (card,) = ledger.reports()
    assert ledger.report(KARABAKH.report.id) == KARABAKH.report
    assert ledger.report(card.key) == KARABAKH.report
    assert card.day == KARABAKH.report.date
    with pytest.raises(NotInLedger, match="no report nowhere"):
        ledger.report("nowhere")


def test_a_reading_added_again_changes_nothing(ledger: Ledger) -> None:
    assert ledger.add(KARABAKH)
    before = dump(ledger)
    assert not ledger.add(KARABAKH)
    assert ledger.add_all([KARABAKH, KARABAKH]) == Added(duplicates=2)
    assert dump(ledger) == before


def test_where_a_report_was_found_is_no_part_of_it(ledger: Ledger) -> None:
    ledger.add(FRONT)
    before = dump(ledger)
    moved = FRONT.report.model_copy(update={"origin": "elsewhere.jsonl:3"})
    assert not ledger.add(FRONT.model_copy(update={"report": moved}))
    assert dump(ledger) == before
    assert ledger.knows(moved, "by hand")


def test_of_several_ids_the_least_is_kept_in_any_order(
    ledger: Ledger, place: Callable[[], str]
) -> None:
    text = "Two soldiers died on Sunday."
    given = [
        Reading(report=Report.of(text, id=name), reader="by hand") for name in "bac"
    ]
    hashed = Reading(report=Report.of(text), reader="by hand")
    given.insert(1, hashed)
    for reading in given:
        ledger.add(reading)
    assert [card.id for card in ledger.reports()] == ["a"]
    assert ledger.knows(given[0].report, "by hand")
    assert ledger.knows(hashed.report, "by hand")
    with Ledger(place()) as other:
        other.add_all(reversed(given))
        assert dump(other) == dump(ledger)
        other.add(given[1])
        assert not other.knows(Report.of(text, id="A"), "by hand")


def test_the_author_is_kept_in_whatever_order_reports_come(
    place: Callable[[], str],
) -> None:
    text = "Two soldiers died on Sunday."
    given = [
        Reading(report=Report.of(text, author=name), reader="by hand")
        for name in (None, "Tom Ode", "Ana Ruiz")
    ]
    for order in permutations(given):
        with Ledger(place()) as ledger:
            for reading in order:
                ledger.add(reading)
            (card,) = ledger.reports()
            assert ledger.report(card.key).author == "Ana Ruiz"
            assert ledger.knows(given[0].report, "by hand")
            assert ledger.check() == []


def test_the_same_words_of_another_outlet_are_another_report(ledger: Ledger) -> None:
    for publisher in ("Alpha", "Beta"):
        report = KARABAKH.report.model_copy(update={"publisher": publisher})
        ledger.add(KARABAKH.model_copy(update={"report": report}))
    assert {card.publisher for card in ledger.reports()} == {"Alpha", "Beta"}


def test_a_newer_reader_adds_a_reading_and_nothing_is_lost(ledger: Ledger) -> None:
    ledger.add(by("herodotus-en-9"))
    assert not ledger.knows(KARABAKH.report, "herodotus-en-10")
    assert ledger.add(by("herodotus-en-10", claims=2))
    assert len(ledger.tellings()) == 2
    rows = dump(ledger)
    assert len(rows["reports"]) == 1
    assert len(rows["readings"]) == 2
    assert len(rows["claims"]) == len(KARABAKH.claims) + 2


def test_an_older_reader_comes_too_late(ledger: Ledger) -> None:
    ledger.add(by("herodotus-en-10", claims=2))
    ledger.add(by("herodotus-en-9"))
    assert len(ledger.tellings()) == 2


def test_both_readings_at_once_are_as_one_after_the_other(
    ledger: Ledger, place: Callable[[], str]
) -> None:
    given = [by("herodotus-en-9"), by("herodotus-en-10", claims=2)]
    ledger.add_all(given)
    assert len(ledger.tellings()) == 2
    with Ledger(place()) as other:
        for reading in reversed(given):
            other.add(reading)
        assert dump(other) == dump(ledger)


def test_what_a_reader_found_later_with_other_names_counts(ledger: Ledger) -> None:
    ledger.add(by("herodotus-en-2", claims=3))
    assert ledger.add(by("herodotus-en-2", claims=1))
    assert len(ledger.tellings()) == 1


def test_all_of_a_batch_or_nothing(ledger: Ledger) -> None:
    broken = Reading(report=Report.of("Two \0 died."), reader="by hand")
    with pytest.raises(InputError, match="NUL"):
        ledger.add_all([KARABAKH, broken])
    assert ledger.reports() == []


def test_a_report_without_claims_is_known(ledger: Ledger) -> None:
    quiet = Reading(report=Report.of("The weather was fine."), reader="by hand")
    assert ledger.add(quiet)
    assert ledger.knows(quiet.report, "by hand")
    assert not ledger.knows(quiet.report, "another")
    assert len(ledger.reports()) == 1
    assert ledger.tellings() == []


def test_a_report_without_a_date_counts_from_the_day_it_was_kept(
    ledger: Ledger,
) -> None:
    ledger.add(Reading(report=Report.of("Two soldiers died."), reader="by hand"))
    (card,) = ledger.reports()
    assert card.date is None
    assert card.day == card.kept == datetime.now(UTC).date()
    assert ledger.reports(as_of=date(2020, 1, 1)) == []


def test_a_failure_stands_until_the_report_is_read(ledger: Ledger) -> None:
    failure = Failure(id=FRONT.report.id, error="RuntimeError", message="it stumbled")
    ledger.fail(failure)
    ledger.fail(failure)
    assert ledger.failures() == [failure]
    ledger.add(KARABAKH)
    assert ledger.failures() == [failure]
    ledger.add(FRONT)
    assert ledger.failures() == []
    assert len(dump(ledger)["failures"]) == 1


def test_a_failure_is_kept_whatever_its_characters(ledger: Ledger) -> None:
    ledger.fail(Failure(id="a\0b", error="E", message="half a pair: \ud800"))
    (failure,) = ledger.failures()
    assert failure == Failure(id="a\ufffdb", error="E", message="half a pair: \ufffd")
    assert ledger.check() == []


def test_a_decision_is_kept_once_and_changes_no_claim(ledger: Ledger) -> None:
    ledger.add(KARABAKH)
    claim = KARABAKH.claims[1]
    decision = Decision(
        claim=claim.id,
        verdict="reject",
        reviewer="A. Reader",
        moment=datetime(2020, 10, 1, 9, 30, tzinfo=UTC),
        changes={"low": 3},
        note="«twice»",
    )
    before = dump(ledger)["claims"]
    assert ledger.decide(decision)
    assert not ledger.decide(decision)
    assert ledger.decisions() == [decision.identified()]
    assert ledger.decisions(claim=claim.id) == [decision.identified()]
    assert ledger.decisions(claim="another") == []
    assert dump(ledger)["claims"] == before
    assert claim.id not in {telling.claim.id for telling in ledger.tellings()}


def test_nothing_is_decided_of_a_claim_that_is_not_there(ledger: Ledger) -> None:
    decision = Decision(
        claim="beef", verdict="accept", reviewer="A", moment=datetime.now(UTC)
    )
    with pytest.raises(NotInLedger, match="no claim beef"):
        ledger.decide(decision)


@pytest.mark.parametrize(
    ("into", "error"), [("beef", NotInLedger), (None, DecisionProblem)]
)
def test_nothing_is_merged_into_itself_or_what_is_not_there(
    ledger: Ledger, into: str | None, error: type[Exception]
) -> None:
    ledger.add(KARABAKH)
    claim = KARABAKH.claims[1].id
    decision = Decision(
        claim=claim,
        verdict="merge",
        reviewer="A",
        moment=datetime.now(UTC),
        into=into or claim,
    )
    with pytest.raises(error):
        ledger.decide(decision)
    assert ledger.decisions() == []


@pytest.mark.parametrize("changes", [{"evidence": "x"}, {"low": "six"}, {"eaten": 1}])
def test_an_edit_that_makes_no_claim_is_not_kept(
    ledger: Ledger, changes: dict[str, Any]
) -> None:
    ledger.add(KARABAKH)
    decision = Decision(
        claim=KARABAKH.claims[1].id,
        verdict="edit",
        reviewer="A",
        moment=datetime.now(UTC),
        changes=changes,
    )
    with pytest.raises(DecisionProblem):
        ledger.decide(decision)
    assert ledger.decisions() == []


def test_claims_are_found_by_their_ids_as_reviewers_would_have_them(
    ledger: Ledger,
) -> None:
    ledger.add(KARABAKH)
    edit, gone, other = (claim.id for claim in KARABAKH.claims[:3])
    for claim, verdict, changes in (
        (edit, "edit", {"place": "Elsewhere"}),
        (gone, "reject", {}),
    ):
        ledger.decide(
            Decision.model_validate(
                {
                    "claim": claim,
                    "verdict": verdict,
                    "reviewer": "A",
                    "moment": datetime.now(UTC),
                    "changes": changes,
                }
            )
        )
    found = ledger.named([edit, gone, "beef"])
    assert set(found) == {edit, gone}
    assert found[edit].claim.place == "Elsewhere"
    assert found[gone].claim == next(c for c in KARABAKH.claims if c.id == gone)
    assert other not in found


def test_a_kind_may_be_an_outcome(ledger: Ledger) -> None:
    ledger.add(KARABAKH)
    killed = ledger.tellings(kind="killed")
    assert killed == ledger.tellings(outcome="killed")
    assert killed


def test_an_empty_ledger_answers(ledger: Ledger) -> None:
    assert ledger.tellings() == []
    assert ledger.reports() == []
    assert ledger.decisions() == []
    assert ledger.failures() == []
    assert len(ledger) == 0
