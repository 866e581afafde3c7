"""Reading the data files that the gazetteer is made of."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from herodotus.errors import DataFileError


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated data file; lines of `#` are its header comment."""
    text = (files("herodotus") / "data" / name).read_text(encoding="utf-8")
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line and not line.startswith("#")
    ]
    columns = lines[0][1].split("\t")
    table = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise DataFileError(
                f"{name}, line {number}: {len(cells)} cells, not {len(columns)};"
                " separate cells with single tabs",
                file=name,
                line=number,
            )
        table.append(dict(zip(columns, cells, strict=True)))
    return table


@cache
def toml(name: str) -> dict[str, Any]:  # TOML holds values of many types
    """The content of a TOML data file; not to be changed by its readers."""
    try:
        return tomllib.loads(
            (files("herodotus") / "data" / name).read_text(encoding="utf-8")
        )
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{name}: {error}", file=name) from error


def listed(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds a list.

    >>> listed("Kyiv;Kiev")
    ('Kyiv', 'Kiev')
    """
    return tuple(entry for entry in cell.split(";") if entry)
