"""What stands for the claims of a conflict changes when they do, and only then."""

from __future__ import annotations

from sqlalchemy import text

from herodotus.ledger import Ledger, migration
from herodotus.ledger.database import reading as seen
from herodotus.ledger.migration import bring_up_to_date
from herodotus.model import Decision, Reading
from tests.databases import MakePlace
from tests.ledger.war import TOTALS, WIRE, day, killed, reading, totals

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


def test_a_ledger_of_before_gets_its_tokens(where: str) -> None:
    with Ledger(where) as ledger:
        ledger.add(totals(id="first"))
        engine = ledger._engine
        empty = ledger.state(conflict=OTHER)
        with engine.begin() as connection:
            for table in ("turns", "tokens", "acts"):
                connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
            connection.execute(
                text(f"UPDATE {migration._VERSION} SET version_num = '0003'")
            )
        bring_up_to_date(engine, where)
        with seen(engine) as connection:
            found = connection.execute(text("SELECT conflict FROM turns")).scalars()
            assert set(found) == {"", WAR}
        assert ledger.state(conflict=WAR) != empty == ledger.state(conflict=OTHER)
        assert TOTALS in ledger.report("first").text
        assert day(5) == ledger.report("first").date
