"""`herodotus serve`."""

from __future__ import annotations

import socket
import urllib.request
from pathlib import Path

from click.testing import CliRunner

from evaluation.serving import served
from herodotus.cli import main


def test_a_server_says_where_it_is_and_shows_the_ledger(tmp_path: Path) -> None:
    with served(str(tmp_path / "ledger.db"), str(tmp_path)) as server:
        assert server.address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{server.address}/claims.json") as answer:
            assert answer.headers["content-type"] == "application/json"
            assert b'"total": 0' in answer.read()


def test_a_port_that_is_taken_is_said_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = CliRunner().invoke(
            main, ["serve", "--ledger", str(tmp_path / "l.db"), "--port", port]
        )
    assert done.exit_code == 2
    assert f"port {port}" in done.stderr


def test_what_is_no_ledger_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("words")
    done = CliRunner().invoke(
        main, ["serve", "--ledger", str(tmp_path / "notes.txt"), "--port", "0"]
    )
    assert done.exit_code == 3
    assert "is no ledger" in done.stderr
