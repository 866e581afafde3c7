"""A client of a server whose reader all tests share: to load it takes a while."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from herodotus.web.given import SharedReader

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="session")
def shared_reader() -> SharedReader:
    """The reader, loaded when it is asked first."""
    return SharedReader()


@pytest.fixture
def reads(client: TestClient, shared_reader: SharedReader) -> TestClient:
    """Asks a server of this machine alone that reads reports."""
    client.app.state.reader = shared_reader  # type: ignore[attr-defined]
    return client


def secret(client: TestClient) -> str:
    """The secret that the forms of the start page hold."""
    page = client.get("/", headers=BROWSER)
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]
