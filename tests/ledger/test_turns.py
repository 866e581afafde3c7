"""What stands for the claims of a conflict changes when they do, and only then."""

from __future__ import annotations

from datetime import UTC, datetime

from herodotus.ledger import Ledger, migration
from herodotus.ledger.database import migrating, open_engine, place_of, writing
from herodotus.ledger.tables import claims, readings, reports
from herodotus.model import Decision, Failure, Reading
from tests.databases import MakePlace
from tests.ledger.war import WIRE, day, killed, reading, totals

WAR = "Nagorno-Karabakh war of 2020"
OTHER = "Syrian civil war"

SYRIA = "Shelling killed 9 soldiers near Idlib on Sunday, the Syrian army said."


def syria() -> Reading:
    claim = killed(
        SYRIA,
        "killed 9 soldiers",
        9,
        victim_side="Syria",
        victim_status="combatant",
        place="Idlib",
    )
    return reading(SYRIA, claim, place="Idlib", id="syria")


def states(ledger: Ledger) -> tuple[str, str, str]:
    return ledger.state(conflict=WAR), ledger.state(conflict=OTHER), ledger.state()


def changed(ledger: Ledger, before: tuple[str, str, str]) -> list[bool]:
    return [one != other for one, other in zip(before, states(ledger), strict=True)]


def test_a_report_changes_what_it_speaks_of(ledger: Ledger) -> None:
    ledger.add(totals(id="first"))
    assert {telling.conflict for telling in ledger.tellings()} == {WAR}
    before = states(ledger)
    ledger.add(syria())
    assert {telling.conflict for telling in ledger.tellings()} == {WAR, OTHER}
    assert changed(ledger, before) == [False, True, True]
    before = states(ledger)
    assert not ledger.add(totals(id="first"))
    assert changed(ledger, before) == [False, False, False]


def test_a_decision_changes_what_it_is_about(ledger: Ledger) -> None:
    ledger.add_all([totals(id="first"), syria()])
    before = states(ledger)
    (telling,) = ledger.tellings(conflict=OTHER)
    decision = Decision(
        claim=telling.claim.id,
        verdict="reject",
        reviewer="a",
        moment="2020-10-09T08:00Z",
    )
    assert ledger.decide(decision)
    assert changed(ledger, before) == [False, True, True]
    before = states(ledger)
    assert not ledger.decide(decision)
    assert changed(ledger, before) == [False, False, False]


def test_a_failure_changes_what_is_known_of_all(ledger: Ledger) -> None:
    ledger.add(totals(id="first"))
    before = states(ledger)
    ledger.fail(Failure(id="lost", error="SourceError", message="it ended early"))
    assert changed(ledger, before) == [False, False, True]


def test_a_newer_reading_that_drops_claims_is_a_change(ledger: Ledger) -> None:
    first = totals(id="first")
    ledger.add_all([first, syria()])
    before = states(ledger)
    ledger.add(first.model_copy(update={"reader": "newer", "claims": ()}))
    assert changed(ledger, before) == [True, False, True]


def test_a_report_that_turns_out_to_be_a_copy_is_a_change(place: MakePlace) -> None:
    """A voice is named by its least key: who comes second may rename the first."""
    pair = [
        totals(WIRE, id="b", publisher="B"),
        totals(f"Wires. {WIRE}", id="a", publisher="A"),
    ]
    renamed = []
    for first, second in (pair, pair[::-1]):
        with Ledger(place()) as ledger:
            ledger.add(first)
            (card,) = ledger.reports()
            before = states(ledger)
            ledger.add(second.model_copy(update={"claims": ()}))
            (voice,) = {telling.voice for telling in ledger.tellings()}
            assert changed(ledger, before) == [voice != card.key, False, True]
            renamed.append(voice != card.key)
    assert sorted(renamed) == [False, True]


def test_two_ledgers_of_the_same_are_not_in_one_state(place: MakePlace) -> None:
    with Ledger(place()) as one, Ledger(place()) as other:
        for ledger in (one, other):
            ledger.add(totals(id="first"))
        assert one.digest() == other.digest()
        assert one.state() != other.state()
        assert one.state(conflict=WAR) != other.state(conflict=WAR)


def test_what_is_made_anew_or_copied_is_in_another_state(place: MakePlace) -> None:
    with Ledger(place()) as ledger, Ledger(place()) as copy:
        ledger.add(totals(id="first"))
        before = states(ledger)
        ledger.refresh()
        assert changed(ledger, before) == [True, False, True]
        ledger.copy_to(copy)
        assert copy.digest() == ledger.digest()
        assert copy.state(conflict=WAR) not in (before[0], ledger.state(conflict=WAR))


def test_a_ledger_of_before_gets_its_tokens(bare_place: str) -> None:
    engine = open_engine(place_of(bare_place), create=True)
    version = None
    while version != "0003":
        with migrating(engine) as connection:
            version = migration._step(connection, version)
    report = {"key": "r", "id": "r", "sha256": "", "text": "2 died.", "body_start": 0}
    when = {"kept": datetime(2020, 10, 5, tzinfo=UTC), "day": day(5)}
    claim = {"id": "c", "kind": "casualty", "start": 0, "end": 6, "evidence": "2 died"}
    its = {"reading": "n", "ordinal": 0, "report": "r", "day": day(5), "current": True}
    rest = {"stance": "says", "background": False, "denied": False, "rule": "test"}
    with writing(engine) as connection:
        connection.execute(reports.insert(), {**report, **when, "voice": "r"})
        heads = {"key": "n", "report": "r", "reader": "one", "kept": when["kept"]}
        connection.execute(readings.insert(), heads)
        connection.execute(claims.insert(), {**its, **claim, **rest, "conflict": WAR})
    engine.dispose()
    with Ledger(bare_place) as ledger:
        never = ledger.state(conflict=OTHER)
        assert len({never, ledger.state(conflict=WAR), ledger.state()}) == 3
