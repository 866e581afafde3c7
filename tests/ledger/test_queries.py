"""A scope takes in what it says, on both databases, before and after review."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from herodotus.errors import UnknownConflict
from herodotus.ledger import Ledger
from herodotus.ledger.scoping import fits
from herodotus.model import Decision, Report, Scope, Telling
from herodotus.reconciliation.conflict_names import conflicts_named
from tests.ledger.war import MINISTRY, WAR, WIRE, day, killed, reading, totals, week
from tests.samples import front, karabakh


@pytest.fixture
def war(ledger: Ledger) -> Ledger:
    """A ledger of one week."""
    ledger.add_all(week())
    return ledger


def words(tellings: list[Telling]) -> list[str]:
    """What is told, in the ledger's order."""
    return [telling.claim.evidence for telling in tellings]


CASES: list[tuple[dict[str, Any], set[str]]] = [
    ({"side": "Azerbaijan"}, {"killed 3 civilians", "Azerbaijan has not said"}),
    (
        {"side": "the Azerbaijani side"},
        {"killed 3 civilians", "Azerbaijan has not said"},
    ),
    ({"side": "both"}, set()),
    ({"kind": "nondisclosure"}, {"Azerbaijan has not said"}),
    ({"kind": "materiel"}, {"5 tanks"}),
    ({"outcome": "killed", "side": "Azerbaijan"}, {"killed 3 civilians"}),
    ({"status": "civilian"}, {"killed 3 civilians"}),
    ({"said_by": "ministry of"}, {"killed 3 civilians"}),
    ({"said_by": "dargahli"}, {"killed 3 civilians"}),
    ({"place": "gan"}, {"killed 3 civilians"}),
    ({"place": "şuşa"}, {"12 people died"}),
    ({"place": "ŞUŞA"}, {"12 people died"}),
    ({"place": "100%"}, set()),
    ({"country": "Azerbaijan", "outcome": "killed"}, {"killed 3 civilians"}),
    ({"country": "aze", "outcome": "killed"}, {"killed 3 civilians"}),
    ({"publisher": "alpha"}, {"killed 3 civilians", "Azerbaijan has not said"}),
    ({"publisher": "élan"}, {"12 people died"}),
    ({"report": "recalled"}, {"12 people died"}),
    ({"report": "nowhere"}, set()),
    ({"background": True}, {"12 people died"}),
    ({"denied": True}, {"killed 3 civilians"}),
    ({"confidence": 0.35, "background": True}, {"12 people died"}),
    ({"confidence": 0.45, "background": True}, set()),
    ({"until": date(1992, 12, 31)}, {"12 people died"}),
    ({"until": date(1992, 12, 30)}, set()),
    ({"since": day(5)}, {"Azerbaijan has not said", "5 tanks", "took", "Its forces"}),
    (
        {"since": day(4), "until": day(4)},
        {"killed 3 civilians", "21 more of its soldiers died"},
    ),
    ({"as_of": day(5)}, {"killed 3 civilians", "Azerbaijan has not said"}),
    ({"as_of": day(4)}, set()),
    ({"text": "newspaper"}, {"12 people died"}),
    ({"text": "susa OR alpha"}, {"12 people died"}),
    ({"text": "-war soldiers"}, {"killed 3 civilians", "Azerbaijan has not said"}),
    ({"text": '"dead in ganja"'}, {"killed 3 civilians", "Azerbaijan has not said"}),
    ({"review": "accepted"}, set()),
]


@pytest.mark.parametrize(("asked", "expected"), CASES, ids=lambda value: str(value))
def test_a_scope_takes_in_what_it_asks_for(
    war: Ledger, asked: dict[str, Any], expected: set[str]
) -> None:
    found = war.tellings(**asked)
    for telling in found:
        assert any(telling.claim.evidence.startswith(start) for start in expected)
    for start in expected:
        assert any(telling.claim.evidence.startswith(start) for telling in found)
    assert len(war.claims(**asked)) == len(found)
    assert {t.claim.id for t in war.claims(**asked)} == {t.claim.id for t in found}


def test_a_running_total_does_not_reach_in_from_before(war: Ledger) -> None:
    total = "201 since the war began"
    assert total in words(war.tellings(since=WAR))
    assert total not in words(war.tellings(since=day(1)))
    assert total in words(war.tellings(until=day(4)))
    assert total not in words(war.tellings(until=day(3)))


def test_a_conflict_is_found_by_a_part_of_its_name(war: Ledger) -> None:
    war.add(karabakh()[0])
    found = war.tellings(conflict="Karabakh")
    named = "Nagorno-Karabakh war of 2020"
    of_it = [telling for telling in found if telling.conflict == named]
    assert of_it
    assert war.tellings(conflict=named) == of_it
    assert {telling.conflict for telling in found} <= set(conflicts_named("Karabakh"))
    with pytest.raises(UnknownConflict):
        war.tellings(conflict="the war of the moons")


def test_an_outcome_may_be_asked_for_as_a_kind(war: Ledger) -> None:
    found = war.claims(side="Azerbaijani side", kind="killed")
    assert [telling.claim.evidence for telling in found] == ["killed 3 civilians"]


def test_claims_of_every_kind_come_back_as_they_went_in(ledger: Ledger) -> None:
    given = [karabakh()[0], front()[0]]
    ledger.add_all(given)
    before = {claim.id: claim for one in given for claim in one.claims}
    found = {telling.claim.id: telling.claim for telling in ledger.tellings()}
    assert found == before
    for name, claim in found.items():
        assert hash(claim) == hash(before[name])
        assert claim.model_dump() == before[name].model_dump()
        assert claim.model_copy(update={"place": "x"}).place == "x"
        assert "kind" in claim.model_fields_set


def test_what_stands_in_a_card(war: Ledger) -> None:
    (telling,) = war.tellings(report="recalled")
    (report,) = (one.report for one in week() if one.report.id == "recalled")
    card = telling.card
    assert (card.id, card.date, card.publisher) == ("recalled", day(9), "Élan")
    assert card.sha256 == report.sha256
    assert card.kept == datetime.now(UTC).date()
    assert card in war.reports()


def test_a_report_without_a_date_counts_from_the_day_it_was_kept(
    ledger: Ledger,
) -> None:
    text = "Two died, 2 in all."
    claim = killed(text, "2 in all", 2, date_start=None, date_end=None)
    ledger.add(reading(text, claim, date=None))
    today = datetime.now(UTC).date()
    assert len(ledger.tellings(since=today, until=today)) == 1
    assert ledger.tellings(as_of=day(1)) == []


def test_copies_are_told_once_and_counted(ledger: Ledger) -> None:
    ledger.add_all(
        totals(f"{WIRE} {name}", id=name, publisher=name, date=day(6 + place))
        for place, name in enumerate(("Alpha", "Beta", "Gamma"))
    )
    found = ledger.tellings(kind="materiel")
    assert [(t.card.id, t.copies) for t in found] == [("Alpha", 3)]
    listed = ledger.claims(kind="materiel", sort="reported")
    assert [t.card.id for t in listed] == ["Alpha", "Beta", "Gamma"]
    assert {(t.copies, t.voice) for t in listed} == {(3, found[0].voice)}
    (first,) = ledger.claims(kind="materiel", as_of=day(6))
    assert first.copies == 1


# After review


def decision(claim: str, verdict: Any, **more: Any) -> Decision:
    """A decision of now."""
    made = Decision(
        claim=claim,
        verdict=verdict,
        reviewer="A",
        moment=datetime(2026, 1, 1, tzinfo=UTC),
        **more,
    )
    return made.identified()


def test_a_rejected_claim_is_in_no_answer_unless_asked_for(war: Ledger) -> None:
    (dead,) = war.claims(status="civilian")
    number = len(war.claims())
    war.decide(decision(dead.claim.id, "reject"))
    assert war.tellings(status="civilian") == []
    assert len(war.claims()) == len(list(war.claims())) == number - 1
    assert war.tellings(review="rejected") == [dead]
    assert list(war.claims(review="rejected")) == [dead]
    assert dead.claim.id not in {t.claim.id for t in war.claims(review="open")}


def test_an_edited_claim_is_where_it_belongs_now(war: Ledger) -> None:
    (dead,) = war.claims(status="civilian")
    changes = {"victim_side": "Armenia", "low": 4, "high": 4, "place": "Goris"}
    war.decide(decision(dead.claim.id, "edit", changes=changes))
    assert war.tellings(side="Azerbaijan", outcome="killed") == []
    assert len(war.claims(side="Azerbaijan", outcome="killed")) == 0
    for found in (war.tellings(side="Armenia"), list(war.claims(place="goris"))):
        (telling,) = found
        assert telling.claim.id == dead.claim.id
        assert (getattr(telling.claim, "low", None), telling.claim.place) == (
            4,
            "Goris",
        )
    (edited,) = war.claims(review="edited", side="Armenia")
    assert edited.claim.confidence == 1


def test_an_accepted_claim_is_sure(war: Ledger) -> None:
    (past,) = war.claims(background=True)
    assert war.tellings(background=True, confidence=0.9) == []
    war.decide(decision(past.claim.id, "accept"))
    assert len(war.tellings(background=True, confidence=0.9)) == 1
    assert len(war.claims(background=True, confidence=0.9, review="accepted")) == 1


SCOPES = st.builds(
    Scope,
    side=st.sampled_from([None, "Azerbaijan", "Nagorno-Karabakh", "Armenian forces"]),
    outcome=st.sampled_from([None, "killed", "injured"]),
    status=st.sampled_from([None, "combatant", "civilian", "unknown"]),
    said_by=st.sampled_from([None, MINISTRY, "KARABAKH", "%", "_"]),
    place=st.sampled_from([None, "ganja", "Şuşa", "ŞUŞA", "suşa", "a"]),
    since=st.sampled_from([None, WAR, day(4), day(5), date(1992, 1, 1)]),
    until=st.sampled_from([None, day(4), day(6), date(1992, 12, 31)]),
    background=st.sampled_from([None, True, False]),
    denied=st.sampled_from([None, True, False]),
    confidence=st.sampled_from([None, 0.3, 0.5, 0.9]),
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(SCOPES, min_size=20, max_size=20))
def test_what_fits_a_scope_is_what_the_database_finds(
    war: Ledger, asked: list[Scope]
) -> None:
    everything = war.tellings()
    for scope in asked:
        fitting = [telling for telling in everything if fits(telling, scope)]
        assert war.tellings(scope) == fitting


def test_reports_of_a_scope(war: Ledger) -> None:
    assert [card.id for card in war.reports()] == ["shelled", "totals", "recalled"]
    assert [card.id for card in war.reports(side="Azerbaijan")] == ["shelled"]
    assert [card.id for card in war.reports(text="newspaper")] == ["recalled"]
    assert [card.id for card in war.reports(as_of=day(5))] == ["shelled"]


def test_only_the_newest_reading_counts(ledger: Ledger) -> None:
    report = Report.of("Two soldiers died, 2 in all.", date=day(4))
    claim = killed(report.text, "2 in all", 2)
    for version, claims in (("r-1", (claim,)), ("r-2", ())):
        one = reading(report.text, *claims, date=day(4))
        ledger.add(one.model_copy(update={"reader": version}))
    assert ledger.tellings() == []
    assert len(ledger.claims()) == 0
