"""One ledger into another, in whatever database; and into a file, as a backup."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, Table, func, select

from herodotus.errors import DamagedLedger, LedgerUnwritable
from herodotus.ledger import search
from herodotus.ledger.database import reading, writing
from herodotus.ledger.tables import HOLDING, acts, decisions, failures, reports, tokens
from herodotus.ledger.turns import turn_all
from herodotus.ledger.types import Json

_BATCH = 500

#: When a row came in is no part of what the ledger holds.
_MOMENTS = frozenset({"kept"})


class Sum(NamedTuple):
    """How many rows, and a figure that their contents come to, in any order."""

    rows: int
    figure: int


def copy_ledger(source: Engine, target: Engine, *, where: str) -> dict[str, int]:
    """All of one ledger into an empty one, verified; how many rows each table has.

    One transaction: it is copied whole or not at all. `where` names the target. Who may
    use the one has no right to the other: tokens stay behind.

    Raises:
        LedgerUnwritable: the target is not empty.
        DamagedLedger: what arrived is not what was sent.
    """
    with reading(source) as old, writing(target) as new:
        if any(_holds(new, table) for table in (reports, decisions, failures)):
            raise LedgerUnwritable(
                f"{where} holds something already: copy into a new ledger",
                where=where,
            )
        sent = {table: _copy(old, new, table) for table in (*HOLDING, acts)}
        for table, expected in sent.items():
            if _summed(new, table) != expected:
                raise DamagedLedger(
                    f"{where} did not take in all of {table.name}: nothing was kept; "
                    "check the source with `herodotus db check`",
                    where=where,
                )
        search.rebuild(new)
        turn_all(new)
    return {table.name: total.rows for table, total in sent.items()}


def digest(connection: Connection) -> str:
    """A hash of what a ledger holds, apart from the moments at which it came in."""
    sums = {
        table.name: _summed(connection, table, without=_MOMENTS) for table in HOLDING
    }
    return hashlib.sha256(repr(sorted(sums.items())).encode()).hexdigest()


def free(path: Path) -> Path:
    """The path, where nothing lies there yet.

    Raises:
        LedgerUnwritable: something does.
    """
    if path.exists():
        raise LedgerUnwritable(
            f"{path} exists: a backup overwrites nothing, so name a new file",
            where=str(path),
        )
    return path


def back_up_file(engine: Engine, path: Path) -> None:
    """A ledger's file into another, while others may write; whole or not at all.

    Tokens stay behind, lest one that was revoked comes back with the backup.

    Raises:
        LedgerUnwritable: the other file cannot be written.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with engine.connect() as connection, closing(sqlite3.connect(part)) as into:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(into)
            into.execute("PRAGMA secure_delete = ON")
            into.execute(f"DELETE FROM {tokens.name}")
            into.commit()
            into.execute("PRAGMA journal_mode = DELETE")  # one file, and no more
        sync(part)
        part.replace(path)
        sync(path.parent)
    except (OSError, sqlite3.Error) as problem:
        raise LedgerUnwritable(
            f"{path} cannot be written: {problem}", where=str(path)
        ) from problem
    finally:
        with suppress(OSError):
            part.unlink()


def _holds(connection: Connection, table: Table) -> bool:
    return bool(connection.scalar(select(func.count()).select_from(table)))


def _copy(old: Connection, new: Connection, table: Table) -> Sum:
    total = Sum(0, 0)
    for rows in _batches(old, table):
        new.execute(table.insert(), rows)
        total = _plus(total, rows, table)
    return total


def _summed(
    connection: Connection, table: Table, *, without: Collection[str] = ()
) -> Sum:
    total = Sum(0, 0)
    for rows in _batches(connection, table, without):
        total = _plus(total, rows, table)
    return total


def _batches(
    connection: Connection, table: Table, without: Collection[str] = ()
) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table, without the columns that a database works out itself."""
    columns = [
        column
        for column in table.columns
        if column.computed is None and column.name not in without
    ]
    question: Select[Any] = select(*columns).execution_options(yield_per=_BATCH)
    for rows in connection.execute(question).mappings().partitions():
        yield [dict(row) for row in rows]


def _plus(total: Sum, rows: list[dict[str, Any]], table: Table) -> Sum:
    figure = total.figure + sum(_figure(row, table) for row in rows)
    return Sum(total.rows + len(rows), figure % 2**256)


def _figure(row: Mapping[str, Any], table: Table) -> int:
    """A figure of a row's contents; the names of an object may change their order."""
    said = {
        name: json.dumps(value, sort_keys=True)
        if isinstance(table.columns[name].type, Json)
        else repr(value)
        for name, value in row.items()
    }
    digest = hashlib.sha256(repr(said).encode("utf-8", "surrogatepass"))
    return int.from_bytes(digest.digest())


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # folders cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
