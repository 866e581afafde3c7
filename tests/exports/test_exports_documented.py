"""docs/exports.md says of every column of event data how it is filled."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from herodotus.exports import acled, ged, plover

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("UCDP GED", ged.COLUMNS),
        ("ACLED", acled.COLUMNS),
        ("PLOVER, POLECAT", plover.COLUMNS),
    ],
)
def test_every_column_is_documented(heading: str, columns: tuple[str, ...]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    section = text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    named = re.findall(r"`([^`]+)`", section)
    patterns = [name.replace("…", "*") for name in named]
    for column in columns:
        shown = column.removeprefix("Primary ").replace("Recipient ID", "Actor ID")
        assert any(fnmatchcase(shown, pattern) for pattern in patterns), column
