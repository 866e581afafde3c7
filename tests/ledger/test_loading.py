"""Loading: one reading that cannot be kept stops no other."""

from __future__ import annotations

import pytest

from herodotus.errors import LedgerProblem
from herodotus.ledger import Added, Ledger, Loaded, load
from herodotus.model import Reading, Report
from tests.samples import front, karabakh


def test_what_cannot_be_kept_is_named_and_the_rest_is_kept() -> None:
    broken = Reading(report=Report.of("Two\0died.", id="nul"), reader="by hand")
    with Ledger(":memory:") as ledger:
        loaded = load(ledger, [karabakh()[0], broken, front()[0], front()[0]])
        assert loaded.added.new == 2
        assert loaded.added.duplicates == 1
        assert [failure.id for failure in loaded.failures] == ["nul"]
        assert len(ledger) == 2
        assert load(ledger, []) == Loaded()
        assert loaded + Loaded(Added(new=1)) == Loaded(
            loaded.added + Added(new=1), loaded.failures
        )


def test_a_ledger_that_is_of_no_use_is_no_failure_of_a_report(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: Ledger, __: object) -> Added:
        raise LedgerProblem("the disk is full")

    with Ledger(":memory:") as ledger:
        monkeypatch.setattr(Ledger, "add_all", refuse)
        with pytest.raises(LedgerProblem, match="full"):
            load(ledger, [front()[0]])
