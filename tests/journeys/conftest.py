"""A ledger of our own reports, served, and a browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from evaluation.browser import started
from evaluation.serving import served
from herodotus.ledger import Ledger
from tests.journeys import ledgers

#: Serves a ledger until the test ends, with options of `herodotus serve`.
Serve = Callable[..., str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, for all journeys."""
    with started() as browser:
        yield browser


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the server of `site`."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def filled(data: Path) -> Path:
    """A ledger with reports of our own, which nobody writes to."""
    where = data / "filled.db"
    ledgers.fill(where, data=data)
    return where


@pytest.fixture(scope="session")
def places(filled: Path) -> list[ledgers.Place]:
    """Every page of it."""
    with Ledger(filled) as ledger:
        return ledgers.places(ledger)


@pytest.fixture(scope="session")
def site(filled: Path, data: Path) -> Iterator[str]:
    """The address of a server of it, for journeys that only look."""
    with served(str(filled), str(data)) as server:
        yield server.address


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Path:
    """A copy of it, to decide in."""
    return Path(shutil.copy(filled, tmp_path / "own.db"))


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Serves other ledgers."""
    with ExitStack() as stack:

        def start(where: Path, *options: str) -> str:
            server = served(str(where), str(tmp_path), *options)
            return stack.enter_context(server).address

        yield start
