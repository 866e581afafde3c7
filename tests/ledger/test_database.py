"""Where a ledger lies, and what is said where it cannot be used."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from herodotus.errors import (
    DamagedLedger,
    LedgerLocked,
    LedgerProblem,
    LedgerUnwritable,
    MissingExtra,
    NewerLedger,
    NoConnection,
    NoLedger,
    NotALedger,
)
from herodotus.ledger import Ledger, database, default_ledger
from herodotus.ledger.database import place_of, reading, shown, writing
from tests.samples import front, karabakh

KARABAKH = karabakh()[0]
FRONT = front()[0]


def test_without_a_name_it_is_that_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HERODOTUS_LEDGER", "postgresql://me@host/wars")
    assert shown(place_of(None)) == "postgresql://me@host/wars"
    monkeypatch.delenv("HERODOTUS_LEDGER")
    monkeypatch.setenv("HERODOTUS_DATA", str(tmp_path))
    assert shown(place_of(None)) == str(tmp_path / "ledger.db")
    assert default_ledger() == tmp_path / "ledger.db"


@pytest.mark.parametrize(
    ("where", "driver"),
    [
        ("a.db", "sqlite"),
        (Path("a.db"), "sqlite"),
        ("sqlite:///a.db", "sqlite"),
        ("postgres://host/wars", "postgresql+psycopg"),
        ("postgresql://host/wars", "postgresql+psycopg"),
    ],
)
def test_a_place_is_a_path_or_a_url(where: str | Path, driver: str) -> None:
    assert place_of(where).drivername == driver


def test_no_other_kind_of_database_holds_a_ledger() -> None:
    with pytest.raises(LedgerProblem, match=r"'mysql'.*postgresql://") as caught:
        place_of("mysql://me:secret@host/wars")
    assert "secret" not in str(caught.value)


def test_a_password_is_never_told() -> None:
    with pytest.raises(NoConnection, match="does not let us in") as caught:
        Ledger("postgresql://me:secret@localhost:1/wars")
    assert "secret" not in str(caught.value)
    assert "postgresql://me:***@localhost:1/wars" in str(caught.value)


def test_a_folder_is_made_for_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "wars.db"
    Ledger(path).close()
    assert path.exists()


def test_none_is_made_where_none_is_wanted(
    bare_place: str, tmp_path: Path, database: str
) -> None:
    with pytest.raises(NoLedger, match="herodotus add"):
        Ledger(bare_place, create=False)
    assert database != "sqlite" or not Path(bare_place).exists()
    Ledger(bare_place).close()
    Ledger(bare_place, create=False).close()


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match=r"is a folder.*ledger\.db"):
        Ledger(tmp_path)


def test_a_text_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Two soldiers died on Sunday.\n" * 100)
    with pytest.raises(NotALedger, match="holds something else"):
        Ledger(path)
    assert path.read_text().startswith("Two soldiers")


def test_tables_of_something_else_are_no_ledger(bare_place: str) -> None:
    url = place_of(bare_place)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE claims (premium INTEGER)"))
    engine.dispose()
    with pytest.raises(NotALedger, match="tables of something else"):
        Ledger(bare_place)


def test_a_ledger_of_a_newer_version_is_left_alone(where: str) -> None:
    engine = create_engine(place_of(where))
    with engine.begin() as connection:
        connection.execute(text("UPDATE herodotus_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(NewerLedger, match="pip install --upgrade"):
        Ledger(where)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    with Ledger(tmp_path / "wars.db") as ledger:
        ledger.add_all([KARABAKH, FRONT])
        ledger.backup(tmp_path / "copy.db")
    broken = bytearray((tmp_path / "copy.db").read_bytes())
    broken[4096:] = b"\x55" * (len(broken) - 4096)
    (tmp_path / "copy.db").write_bytes(broken)
    with pytest.raises(DamagedLedger, match="db backup"):
        Ledger(tmp_path / "copy.db")


def test_a_writer_waits_its_turn_and_not_for_ever(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 1)
    with (
        Ledger(where) as one,
        Ledger(where) as other,
        writing(one._engine) as connection,
    ):
        connection.execute(text("SELECT 1"))
        with pytest.raises(LedgerLocked, match="another program"):
            other.add(KARABAKH)
        assert other.tellings() == []  # readers do not wait
    with Ledger(where) as ledger:
        assert ledger.add(KARABAKH)


def test_a_question_sees_one_state(where: str) -> None:
    with Ledger(where) as one, Ledger(where) as other, reading(one._engine) as seen:
        before = seen.scalar(text("SELECT count(*) FROM claims"))
        other.add(KARABAKH)
        assert seen.scalar(text("SELECT count(*) FROM claims")) == before


def test_what_is_acknowledged_is_on_the_disk(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.db") as ledger, reading(ledger._engine) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_file_that_may_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerUnwritable, match="cannot be made"):
        Ledger(tmp_path / "file" / "wars.db")


def test_without_the_driver_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"herodotus\[postgres\]"):
        Ledger("postgresql://host/wars")


def test_a_full_disk_is_told() -> None:
    said = database._explained("database or disk is full", "wars.db")
    assert isinstance(said, LedgerUnwritable)
    assert "no room" in said.message
    assert database._explained("no such column: x", "wars.db") is None


def test_a_ledger_is_made_by_several_at_once(
    bare_place: str, many: Callable[..., list[str]]
) -> None:
    program = "import sys; from herodotus.ledger import Ledger; Ledger(sys.argv[1])"
    assert many(program, [[bare_place]] * 4) == [""] * 4
    with Ledger(bare_place, create=False) as ledger:
        assert ledger.reports() == []


def test_a_file_of_sqlite_is_read_by_any_program(where: str, database: str) -> None:
    with Ledger(where) as ledger:
        ledger.add(KARABAKH)
    question = "SELECT victim_side, low FROM claims WHERE kind = 'casualty'"
    if database == "sqlite":
        with closing(sqlite3.connect(where)) as connection:
            rows = connection.execute(question).fetchall()
    else:
        engine = create_engine(make_url(where).set(drivername="postgresql+psycopg"))
        with engine.connect() as other:
            rows = [tuple(row) for row in other.execute(text(question))]
        engine.dispose()
    assert ("Nagorno-Karabakh", 84) in rows
