"""Where a ledger lies: an SQLite file, or a PostgreSQL database by its URL.

What is told as written is on the disk. One process at a time writes, so that whatever
is derived from all reports comes out the same for any number of processes; readers
never wait. What goes wrong is told in the ledger's terms, never with a password.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from herodotus.errors import (
    DamagedLedger,
    LedgerLocked,
    LedgerProblem,
    LedgerUnwritable,
    MissingExtra,
    NoConnection,
    NoLedger,
    NotALedger,
)
from herodotus.gazetteer.own import data_folder

#: How long a writer waits for another one, in seconds.
PATIENCE = 120

#: The number under which writers of a PostgreSQL ledger queue up ("herodot" in ASCII).
_QUEUE = 0x6865726F646F74

#: So many bytes of a file are read as memory, without a call of the system for each
#: page: a third of the time of adding to a ledger of a million claims. What is written
#: is written as ever (sqlite.org/mmap.html).
_MAPPED = 16 * 1024**3

_ASKED = "herodotus_transaction"


def default_ledger() -> Path:
    """The ledger of a user who names none."""
    return data_folder() / "ledger.db"


def place_of(where: str | Path | None) -> URL:
    """The URL of a ledger, given as a path or a URL, or not at all.

    >>> place_of("karabakh.db").render_as_string()
    'sqlite:///karabakh.db'
    >>> place_of("postgresql://reader:secret@db.example/wars").render_as_string()
    'postgresql+psycopg://reader:***@db.example/wars'

    Raises:
        LedgerProblem: the URL is of no kind of database that can hold a ledger.
    """
    if where is None:
        where = os.environ.get("HERODOTUS_LEDGER") or default_ledger()
    if isinstance(where, Path) or "://" not in where:
        path = None if str(where) == ":memory:" else str(where)
        return URL.create("sqlite", database=path)
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as problem:
        raise LedgerProblem(
            "The ledger's URL cannot be understood: write it as "
            "postgresql://user:password@host/database",
        ) from problem
    kind = url.drivername.partition("+")[0]
    if kind == "sqlite":
        return url.set(drivername="sqlite")
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise LedgerProblem(
        f"A ledger cannot lie in a database of the kind {kind!r}: give a path, for an "
        "SQLite file, or a URL that begins with postgresql://",
        where=shown(url),
    )


def shown(url: URL) -> str:
    """A place as messages name it: a path, or a URL without its password."""
    if url.drivername == "sqlite":
        return url.database or ":memory:"
    plain = url.set(drivername="postgresql", query={})
    return plain.render_as_string(hide_password=True)


def open_engine(url: URL, *, create: bool) -> Engine:
    """The engine of a ledger, set up for it; a file that is not there is made or not.

    Raises:
        NoLedger: there is no such file, and none is to be made.
        LedgerUnwritable: the folder of the file cannot be made.
        MissingExtra: the driver of PostgreSQL is not installed.
    """
    if url.drivername == "sqlite":
        engine = _open_file(url, create=create)
    else:
        engine = _open_server(url)
    _explain_errors(engine, shown(url))
    return engine


def is_postgres(connection: Connection) -> bool:
    """Whether a connection leads to PostgreSQL, and not to a file of SQLite."""
    return connection.dialect.name == "postgresql"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the ledger, however long it takes."""
    with engine.connect() as connection:
        if is_postgres(connection):
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: waits for its turn; what it did holds at its end."""
    with _alone(engine, "writing") as connection:
        yield connection


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A transaction that changes tables: SQLite makes some anew, and so drops them."""
    with _alone(engine, "migrating") as connection:
        yield connection


@contextmanager
def _alone(engine: Engine, purpose: str) -> Iterator[Connection]:
    with engine.connect() as connection:
        connection = connection.execution_options(**{_ASKED: purpose})
        with connection.begin():
            if is_postgres(connection):
                wait = {"queue": _QUEUE, "patience": f"{PATIENCE}s"}
                connection.execute(_PATIENTLY, wait)
                connection.execute(_IN_TURN, wait)
            yield connection


_PATIENTLY = text("SELECT set_config('lock_timeout', :patience, true)")
_IN_TURN = text("SELECT pg_advisory_xact_lock(:queue)")


def _open_file(url: URL, *, create: bool) -> Engine:
    options: dict[str, Any] = {}  # those of create_engine
    if url.database in (None, "", ":memory:"):
        options["poolclass"] = StaticPool
        options["connect_args"] = {"check_same_thread": False}
    else:
        _prepare_file(Path(str(url.database)), create=create)
        options["connect_args"] = {"timeout": PATIENCE}
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _set_up_file)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotALedger(
            f"{path} is a folder: name a file in it, such as {path / 'ledger.db'}",
            where=str(path),
        )
    if path.exists():
        return
    if not create:
        raise NoLedger(
            f"There is no ledger at {path}: `herodotus add` makes one, or name the "
            "one that is meant with --ledger",
            where=str(path),
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise LedgerUnwritable(
            f"The folder {path.parent} cannot be made: {problem.strerror}",
            where=str(path),
        ) from problem


def _set_up_file(connection: sqlite3.Connection, _: object) -> None:
    """Settings of each connection; SQLAlchemy begins the transactions (see _begin)."""
    connection.isolation_level = None
    _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL").fetchall())
    connection.execute("PRAGMA synchronous = FULL")  # acknowledged means on the disk
    connection.execute("PRAGMA cache_size = -65536")  # in KiB
    connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
    connection.execute("PRAGMA temp_store = MEMORY")


def _patiently(step: Callable[[], object]) -> None:
    """Do what SQLite refuses at once, without waiting, while another process does it.

    The change of a new file to WAL is such a step (sqlite.org/wal.html, section 9).
    """
    end = time.monotonic() + PATIENCE
    while True:
        try:
            step()
            return
        except sqlite3.OperationalError as problem:
            if "locked" not in str(problem) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    """Begin what will write with the lock, for two that upgrade a read would fail."""
    purpose = connection.get_execution_options().get(_ASKED)
    keys = "OFF" if purpose == "migrating" else "ON"
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {keys}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if purpose else "BEGIN")


def _open_server(url: URL) -> Engine:
    if find_spec("psycopg") is None:
        raise MissingExtra(
            "A ledger in PostgreSQL needs a driver: pip install 'herodotus[postgres]'",
            extra="postgres",
        )
    return create_engine(url, pool_pre_ping=True)


def _explain_errors(engine: Engine, where: str) -> None:
    """Have what the driver complains of told in the ledger's own terms."""

    def explain(context: ExceptionContext) -> LedgerProblem | None:
        return _explained(str(context.original_exception), where)

    event.listen(engine, "handle_error", explain)


def _explained(said: str, where: str) -> LedgerProblem | None:
    """The error of the ledger for one of a driver; the words are all it tells by.

    >>> _explained("file is not a database", "notes.txt").message
    'notes.txt is no ledger: it holds something else. Name another file'
    """
    said = said.lower()
    for words, kind, message in _PROBLEMS:
        if any(word in said for word in words):
            return kind(f"{where} {message}", where=where)
    return None


_PROBLEMS: tuple[tuple[tuple[str, ...], type[LedgerProblem], str], ...] = (
    (
        ("file is not a database", "file is encrypted"),
        NotALedger,
        "is no ledger: it holds something else. Name another file",
    ),
    (
        ("malformed", "disk i/o error"),
        DamagedLedger,
        "is damaged: restore it from a backup (see `herodotus db backup`)",
    ),
    (
        ("database is locked", "table is locked", "lock timeout", "deadlock detected"),
        LedgerLocked,
        "is held by another program: wait for that to end, then try again",
    ),
    (
        ("readonly database", "read-only", "permission denied for"),
        LedgerUnwritable,
        "may not be written to: check its permissions",
    ),
    (
        ("unable to open database file",),
        LedgerUnwritable,
        "cannot be opened or made: check the path and its permissions",
    ),
    (
        ("disk is full", "no space left"),
        LedgerUnwritable,
        "has no room left on its disk: make some, and say the same again",
    ),
    (
        (
            "connection failed",
            "connection refused",
            "could not connect",
            "could not translate",
            "failed to resolve",
            "server closed the connection",
            "connection is lost",
            "password authentication failed",
            "terminating connection",
        ),
        NoConnection,
        "does not let us in: check that its server runs, and the URL",
    ),
)
