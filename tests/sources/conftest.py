"""Texts that the tests of sources share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

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
