"""Migrations make the tables that the code works with, on both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from herodotus.ledger import Ledger, migration
from herodotus.ledger.database import reading
from herodotus.ledger.migration import HEAD, bring_up_to_date
from herodotus.ledger.tables import metadata
from tests.ledger.dumps import dump
from tests.samples import karabakh

#: Made by `ledger/search.py`, which knows how in each database.
SEARCH = ("numbers", "words_of_")


def is_ours(name: str | None) -> bool:
    return bool(name) and not str(name).startswith((*SEARCH, "herodotus_version"))


def test_migrations_give_exactly_the_tables_of_the_code(ledger: Ledger) -> None:
    def ours(thing: Any, name: str | None, kind: str, *_: object) -> bool:
        return is_ours(name) if kind == "table" else True

    with reading(ledger._engine) as connection:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_every_constraint_has_its_name(ledger: Ledger) -> None:
    with reading(ledger._engine) as connection:
        found = inspect(connection)
        names = [name for name in found.get_table_names() if is_ours(name)]
        assert set(names) == set(metadata.tables)
        for name in names:
            assert found.get_pk_constraint(name)["name"] == f"pk_{name}"
            for key in found.get_foreign_keys(name):
                assert str(key["name"]).startswith(f"fk_{name}_")


def test_tables_of_sqlite_are_strict(tmp_path: Path) -> None:
    with Ledger(tmp_path / "a.db") as ledger, reading(ledger._engine) as connection:
        rows = connection.exec_driver_sql("PRAGMA table_list").mappings()
        strict = {row["name"]: row["strict"] for row in rows}
    assert {name for name in metadata.tables if not strict[name]} == set()


def test_the_last_step_is_the_version_of_the_program() -> None:
    steps = ScriptDirectory(str(migration._STEPS))
    assert steps.get_current_head() == HEAD
    revisions = [step.revision for step in steps.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)


def test_a_ledger_that_stopped_on_the_way_goes_on(
    bare_place: str, monkeypatch: Any
) -> None:
    steps: list[str | None] = []
    step = migration._step

    def stop_after_one(connection: Any, version: str | None) -> str:
        if version is not None:
            raise KeyboardInterrupt
        return step(connection, version)

    with monkeypatch.context() as patched:
        patched.setattr(migration, "_step", stop_after_one)
        try:
            Ledger(bare_place)
        except KeyboardInterrupt:
            steps.append("stopped")
    with Ledger(bare_place) as ledger, reading(ledger._engine) as connection:
        assert steps == ["stopped"]
        assert migration.version_of(connection, bare_place) == HEAD


def test_an_older_ledger_keeps_what_it_holds(ledger: Ledger) -> None:
    ledger.add(karabakh()[0])
    before = dump(ledger)
    bring_up_to_date(ledger._engine, ledger.where)
    assert dump(ledger) == before
    with reading(ledger._engine) as connection:
        version = connection.scalar(text("SELECT version_num FROM herodotus_version"))
    assert version == HEAD
