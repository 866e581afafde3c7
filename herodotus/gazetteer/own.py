"""What a user has added: GeoNames files loaded, and names pinned to a place.

Both lie in the user's data folder, and hold from then on for every reading: tables in
`gazetteer/*.places`, pins in `gazetteer/pins.json`. The folder is what the variable
HERODOTUS_DATA says, else where the system keeps the data of programs.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from herodotus.errors import DataFileError
from herodotus.gazetteer.blocks import Table, pack
from herodotus.gazetteer.folding import key
from herodotus.gazetteer.geonames import country_entries

_HEADER = """\
# Places of a GeoNames country file, loaded with `herodotus gazetteer add`.
# Source: GeoNames (geonames.org), CC BY 4.0.
"""


class Pin(NamedTuple):
    """A user's decision: this name, wherever it is read, is this place."""

    name: str
    lat: float
    lon: float
    geonameid: int | None = None


def data_folder() -> Path:
    """Where Herodotus keeps what a user gives it."""
    asked = os.environ.get("HERODOTUS_DATA")
    if asked:
        return Path(asked)
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA")
        return Path(home or Path.home() / "AppData" / "Local") / "herodotus"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "herodotus"
    home = os.environ.get("XDG_DATA_HOME")
    return Path(home or Path.home() / ".local" / "share") / "herodotus"


def add_places(path: Path, *, divisions: Mapping[str, str]) -> int:
    """Load a GeoNames country file, to be used from then on; how many places it has.

    The same file again changes nothing; a newer one of the same name replaces it.

    Raises:
        DataFileError: where the file cannot be read or is none of GeoNames'.
    """
    entries = list(country_entries(path))
    if not entries:
        raise DataFileError(
            f"{path} holds no places; give a country file of GeoNames (such as AM.txt)",
            file=str(path),
        )
    first_order = {
        f"{entry.iso2}.{entry.admin1}": entry.name
        for entry in entries
        if entry.precision == 4 and entry.admin1
    }
    table = pack(entries, header=_HEADER, divisions={**first_order, **divisions})
    _write(_folder() / f"{path.stem}.places", table)
    return len(set(entries))


@cache
def added_tables() -> tuple[Table, ...]:
    """The tables that the user has loaded; read once."""
    folder = _folder()
    try:
        return tuple(
            Table(file.read_bytes(), file=str(file))
            for file in sorted(folder.glob("*.places"))
        )
    except OSError as error:
        raise DataFileError(
            f"{folder} cannot be read: {error}", file=str(folder)
        ) from error


@cache
def pins() -> Mapping[str, Pin]:
    """The names that the user has pinned, by their looked-up form; read once."""
    file = _folder() / "pins.json"
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {key(row["name"]): _checked(Pin(**row)) for row in rows}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataFileError(
            f"{file} cannot be used: {error}; mend it, or remove it and pin anew",
            file=str(file),
        ) from error


def _checked(one: Pin) -> Pin:
    if not (-90 <= one.lat <= 90 and -180 <= one.lon <= 180):
        raise ValueError(f"{one.name} is pinned to no point on Earth")
    return one


def pin(new: Pin) -> None:
    """Hold a name to a place, in this and every later reading."""
    _save({**pins(), key(new.name): new})


def unpin(name: str) -> bool:
    """Take a pin back; whether there was one."""
    kept = {plain: one for plain, one in pins().items() if plain != key(name)}
    if len(kept) == len(pins()):
        return False
    _save(kept)
    return True


def _save(kept: Mapping[str, Pin]) -> None:
    rows = [one._asdict() for _, one in sorted(kept.items())]
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    _write(_folder() / "pins.json", text.encode())


def _folder() -> Path:
    return data_folder() / "gazetteer"


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, and forget what was read before."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        raise DataFileError(
            f"{file} cannot be written: {error}; choose another folder with the"
            " variable HERODOTUS_DATA",
            file=str(file),
        ) from error
    forget()


_forgetters: list[Callable[[], None]] = [added_tables.cache_clear, pins.cache_clear]


def forget() -> None:
    """Read what the user has added anew at the next look-up."""
    for forgetter in _forgetters:
        forgetter()


def when_forgotten(forgetter: Callable[[], None]) -> None:
    """Have this called too, whenever what the user has added changes."""
    _forgetters.append(forgetter)
