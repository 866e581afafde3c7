"""A server that asks for tokens, people of each role, and what they hold.

The guard asks nothing of the database but tokens (tests/ledger/test_rights.py), so one
kind of database is enough here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import ROLES, Role
from herodotus.web import Settings
from tests.web.conftest import MakeClient

ADDRESS = "https://ledger.example"

#: A server that all may reach, over https, by way of a proxy.
PUBLIC = Settings(host="0.0.0.0", base=ADDRESS)

HTML = {"Accept": "text/html"}

_CSRF = re.compile(r'name="csrf" value="([^"]*)"')


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a file."""
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


@pytest.fixture
def secrets(filled: Ledger) -> dict[Role, str]:
    """A token of each role, by it; the names are those of the roles."""
    return {role: filled.rights.add(role, role, by="root").secret for role in ROLES}


@pytest.fixture
def public(make_client: MakeClient, secrets: dict[Role, str]) -> TestClient:
    """Asks a server that asks for tokens; nobody is signed in."""
    return make_client(PUBLIC)


def csrf_of(page: str) -> str:
    """The secret that the forms of a page hold."""
    found = _CSRF.search(page)
    assert found, "there is no form"
    return found[1]


def sign_in(client: TestClient, secret: str, *, next: str = "/") -> None:
    """Sign in on the page, as a browser does."""
    form = client.get("/login", params={"next": next}, headers=HTML)
    sent = {"token": secret, "csrf": csrf_of(form.text), "next": next}
    assert client.post("/login", data=sent).status_code == 303


def bearing(secret: str) -> dict[str, str]:
    """The header of a program with a token."""
    return {"Authorization": f"Bearer {secret}"}
