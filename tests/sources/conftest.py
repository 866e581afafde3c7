"""Texts that the tests of sources share."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from tests.sources.server import Web, serving

REPORT = (
    "GORIS, Sept 30, 2020 (AFP) – The ministry said that “twelve of its soldiers” had "
    "been killed near the border on Tuesday — the worst day of the fighting so far. "
    "Officials in Paris condemned the attack on the café.\n\n"
    "Two civilians were wounded, it said.\n"
)


@pytest.fixture
def report_text() -> str:
    """A short report in English, with the signs that only some encodings have."""
    return REPORT


@pytest.fixture
def jsonl(tmp_path: Path) -> Callable[..., Path]:
    """Write lines to a JSON Lines file: objects as JSON, strings as they are."""

    def write(*lines: object, name: str = "reports.jsonl") -> Path:
        path = tmp_path / name
        text = "\n".join(
            line if isinstance(line, str) else json.dumps(line) for line in lines
        )
        path.write_text(text + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def web() -> Iterator[Web]:
    """A server on loopback whose answers the test writes."""
    with serving() as served:
        yield served


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test send a packet anywhere but to this machine."""
    connect = socket.socket.connect

    def checked(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            assert ip_address(address[0]).is_loopback, address
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", checked)
