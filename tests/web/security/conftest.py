"""A server that asks for tokens, people of each role, and what they hold.

The guard asks nothing of the database but tokens (tests/ledger/test_rights.py), so one
kind of database is enough here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import ROLES, Role
from herodotus.web import Settings
from tests.web.conftest import MakeClient, readings

ADDRESS = "https://ledger.example"

#: A server that all may reach, over https, by way of a proxy.
PUBLIC = Settings(host="0.0.0.0", base=ADDRESS)

HTML = {"Accept": "text/html"}

_CSRF = re.compile(r'name="csrf" value="([^"]*)"')


@pytest.fixture(scope="session")
def template(
    template_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[Role, str]]:
    """A ledger with a few reports and a token of each role, to be copied."""
    path = tmp_path_factory.mktemp("guarded") / "ledger.db"
    shutil.copy(template_file, path)
    with Ledger(path) as ledger:
        ledger.add_all(readings())
        made = {role: ledger.rights.add(role, role, by="root") for role in ROLES}
    return path, {role: issued.secret for role, issued in made.items()}


@pytest.fixture
def filled(template: tuple[Path, dict[Role, str]], tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with a few reports, and a token of each role."""
    with Ledger(shutil.copy(template[0], tmp_path / "ledger.db")) as opened:
        yield opened


@pytest.fixture
def secrets(template: tuple[Path, dict[Role, str]]) -> dict[Role, str]:
    """A token of each role, by it; the names are those of the roles."""
    return template[1]


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
