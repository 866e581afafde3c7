"""`herodotus serve` does not begin where nobody could get in, or anybody could."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.ledger import Ledger
from herodotus.web import Settings
from herodotus.web.server import listen, run


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def serve(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["serve", "--port", "0", *map(str, arguments)])


@pytest.mark.parametrize("where", [("--host", "0.0.0.0"), ("--tokens",)])
def test_without_a_token_it_does_not_begin(where: tuple[str, ...], place: Path) -> None:
    refused = serve(*where, "--ledger", place)
    assert refused.exit_code == 2
    assert "herodotus token add NAME --role admin" in refused.stderr


def test_a_token_that_was_revoked_is_none(place: Path) -> None:
    with Ledger(place) as ledger:
        ledger.rights.add("Nora", "admin", by="root")
        ledger.rights.revoke("Nora", by="root")
    assert serve("--tokens", "--ledger", place).exit_code == 2


class Ready(Exception):
    """The server would begin now."""


def begin() -> None:
    raise Ready


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(tokens=True), Settings(host="0.0.0.0")]
)
def test_with_a_token_or_on_this_machine_alone_it_begins(
    settings: Settings, place: Path
) -> None:
    with Ledger(place) as ledger:
        if settings.asks_tokens:
            ledger.rights.add("Nora", "admin", by="root")
    with listen("127.0.0.1", 0) as listener, pytest.raises(Ready):
        run(str(place), settings, listener, ready=begin)


def test_a_port_that_is_taken_is_named(place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = CliRunner().invoke(
            main, ["serve", "--port", str(port), "--ledger", str(place)]
        )
    assert refused.exit_code == 2
    assert f"Cannot listen on 127.0.0.1, port {port}" in refused.stderr
