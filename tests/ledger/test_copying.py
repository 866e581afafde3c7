"""Copies and backups are equal to what they were made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from herodotus.errors import DamagedLedger, LedgerUnwritable
from herodotus.ledger import Ledger, copying
from herodotus.model import Decision, Failure
from tests.databases import DATABASES
from tests.ledger.dumps import dump
from tests.samples import front, karabakh

KARABAKH = karabakh()[0]
FRONT = front()[0]


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add_all([KARABAKH, FRONT])
    ledger.decide(
        Decision(
            claim=KARABAKH.claims[0].id,
            verdict="edit",
            reviewer="Ä",
            moment=datetime(2020, 10, 1, tzinfo=UTC),
            changes={"victims": "people", "high": None, "approx": True},
        )
    )
    ledger.fail(Failure(id="x", error="RuntimeError", message="it stumbled"))
    return ledger


@pytest.mark.parametrize("kind", DATABASES)
def test_a_copy_in_either_database_is_equal(
    full: Ledger,
    kind: str,
    tmp_path: Path,
    new_database: Callable[[str | None], str],
) -> None:
    where = str(tmp_path / "copy.db") if kind == "sqlite" else new_database(None)
    with Ledger(where) as target:
        rows = full.copy_to(target)
        assert rows["claims"] == len(KARABAKH.claims + FRONT.claims)
        assert dump(target) == dump(full)
        assert target.digest() == full.digest()
        assert target.tellings() == full.tellings()
        assert target.check() == []
        assert target.tellings(text="Azerbaijan") == full.tellings(text="Azerbaijan")
        assert target.knows(KARABAKH.report, "by hand")
        assert not target.add(KARABAKH)


def test_the_digest_is_of_the_contents(ledger: Ledger) -> None:
    empty = ledger.digest()
    ledger.add(KARABAKH)
    one = ledger.digest()
    ledger.add(KARABAKH)
    assert ledger.digest() == one
    ledger.add(FRONT)
    assert len({empty, one, ledger.digest()}) == 3


def test_nothing_is_copied_over(full: Ledger, place: Callable[[], str]) -> None:
    with Ledger(place()) as target:
        target.add(FRONT)
        before = dump(target)
        with pytest.raises(LedgerUnwritable, match="holds something already"):
            full.copy_to(target)
        assert dump(target) == before


def test_what_arrives_changed_is_not_kept(
    full: Ledger, place: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget(*_: object, **__: object) -> copying.Sum:
        return copying.Sum(1, 1)

    with Ledger(place()) as target:
        with monkeypatch.context() as patched:
            patched.setattr(copying, "_summed", forget)
            with pytest.raises(DamagedLedger, match="db check"):
                full.copy_to(target)
        assert target.reports() == []
        full.copy_to(target)


def test_a_backup_is_a_ledger(full: Ledger, tmp_path: Path) -> None:
    full.backup(tmp_path / "backup.db")
    with Ledger(tmp_path / "backup.db", create=False) as backup:
        assert dump(backup) == dump(full)
        assert backup.check() == []
    assert [file.name for file in tmp_path.glob("backup*")] == ["backup.db"]


def test_a_backup_overwrites_nothing(full: Ledger, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(LedgerUnwritable, match="overwrites nothing"):
        full.backup(tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_backup_that_cannot_be_written_is_told(full: Ledger, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(LedgerUnwritable, match=r"backup\.db cannot be written"):
        full.backup(tmp_path / "file" / "backup.db")
    assert (tmp_path / "file").read_text() == "mine"
