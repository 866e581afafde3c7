"""A small ledger, an app over it, and a client that asks it; in each database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import Reading
from herodotus.web import Settings, make_app
from tests.ledger import war
from tests.samples import karabakh

#: Makes a client of an app over the ledger of a test, with settings of its own.
MakeClient = Callable[[Settings], TestClient]


def readings() -> list[Reading]:
    """A week of war: a total and its copy, a shelling, and a sample read by hand."""
    sample, _ = karabakh()
    return [
        war.reading(
            war.SHELLED,
            war.killed(
                war.SHELLED,
                "killed 3 civilians",
                3,
                attributed_to="Azerbaijan",
                victim_side="Azerbaijan",
                victim_status="civilian",
                place="Ganja",
            ),
            publisher="Courier",
            title="Shelling of Ganja",
            date=war.day(5),
        ),
        war.totals(publisher="Gazette", date=war.day(7)),
        war.totals(war.WIRE, publisher="Herald", date=war.day(7)),
        sample,
    ]


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with a few reports (`readings`), in the database of the test."""
    ledger.add_all(readings())
    return ledger


@pytest.fixture
def make_client(filled: Ledger) -> Iterator[MakeClient]:
    """Makes clients of the ledger by their settings."""
    opened: list[TestClient] = []

    def make(settings: Settings) -> TestClient:
        client = TestClient(
            make_app(filled, settings),
            base_url=settings.address,
            follow_redirects=False,
        )
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make_client: MakeClient) -> TestClient:
    """Asks a server of this machine alone, where nobody needs a token."""
    return make_client(Settings())


@pytest.fixture
def last_day() -> date:
    """The day of the newest report."""
    return war.day(7)
