"""GeoNames: its country files, and which of a place's many names are worth keeping.

A country file ("AM.txt", or "AM.zip" with it inside) has a line a place and nineteen
columns parted by tabs; GeoNames' readme.txt says what they mean.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from herodotus.errors import DataFileError
from herodotus.gazetteer.blocks import Entry
from herodotus.gazetteer.folding import fold, key

_COLUMNS = 19

#: Feature classes and codes that reports name, and how exactly one is a point
#: (UCDP where_prec: 1 a spot or town, 3 a district, 4 a province, 5 vague or a line,
#: 7 the sea). A code not listed stands under its class; None is left out.
_PRECISION: dict[str, int | None] = {
    "P": 1,
    "A": None,
    "H": None,
    "L": 5,
    "T": 1,
    "V": 5,
    "S": None,
    "R": None,
    "PPLH": None,
    "PPLCH": None,
    "ADM1": 4,
    "ADM2": 3,
    "ADM3": 3,
    "ADM4": 3,
    "ADMD": 3,
    "TERR": 4,
    "ZN": 5,
    "MTS": 5,
    "DSRT": 5,
    "PEN": 5,
    "PLAT": 5,
    "PLN": 5,
    "VAL": 5,
    "ISLS": 4,
    "ISL": 3,
    "LCTY": 1,
    "CMP": 1,
    "CMPRF": 1,
    "MILB": 1,
    "AIRB": 1,
    "AIRP": 1,
    "AIRF": 1,
    "BDG": 1,
    "DAM": 1,
    "MN": 1,
    "MNAST": 1,
    "PSTB": 1,
    "PRN": 1,
    "LK": 5,
    "LKS": 5,
    "RSV": 5,
    "STM": 5,
    "STMI": 5,
    "CNL": 5,
    "BAY": 7,
    "GULF": 7,
    "SEA": 7,
    "STRT": 7,
    "OCN": 7,
    "PRT": 1,
}


def country_entries(path: Path) -> Iterator[Entry]:
    """The places of a GeoNames country file, plain or zipped.

    Raises:
        DataFileError: where the file cannot be read, or a line is not GeoNames'.
    """
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _COLUMNS:
            raise DataFileError(
                f"{path}, line {number}: {len(cells)} columns, not {_COLUMNS}; give a"
                " country file of GeoNames (such as AM.txt), unchanged",
                file=str(path),
                line=number,
            )
        try:
            entry = _entry(cells)
        except ValueError as error:
            raise DataFileError(
                f"{path}, line {number}: {error}; give a country file of GeoNames"
                " (such as AM.txt), unchanged",
                file=str(path),
                line=number,
            ) from error
        if entry is not None:
            yield entry


def _lines(path: Path) -> Iterator[str]:
    try:
        if zipfile.is_zipfile(path):
            with (
                zipfile.ZipFile(path) as archive,
                archive.open(_member(archive, path)) as member,
            ):
                yield from io.TextIOWrapper(member, encoding="utf-8-sig")
        else:
            with path.open(encoding="utf-8-sig") as file:
                yield from file
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise DataFileError(f"{path} cannot be read: {error}", file=str(path)) from None


def _member(archive: zipfile.ZipFile, path: Path) -> str:
    names = [
        name
        for name in archive.namelist()
        if name.endswith(".txt") and "readme" not in name.lower()
    ]
    if len(names) != 1:
        raise DataFileError(
            f"{path} holds {len(names)} tables, not one; give GeoNames' file of one"
            " country (such as AM.zip)",
            file=str(path),
        )
    return names[0]


def _entry(cells: Sequence[str]) -> Entry | None:
    kind = _PRECISION.get(cells[7], _PRECISION.get(cells[6]))
    geonameid, lat, lon = int(cells[0]), float(cells[4]), float(cells[5])
    population = int(cells[14] or 0)
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{lat}, {lon} is no point on Earth")
    if kind is None:
        return None
    name = cells[1]
    others = (cells[2], *cells[3].split(","))
    return Entry(
        name,
        lat,
        lon,
        cells[8],
        cells[10],
        kind,
        population,
        geonameid,
        other_names(name, others, population=population),
    )


def other_names(
    name: str, others: Sequence[str], *, population: int = 0
) -> tuple[str, ...]:
    """Other names in Latin letters, looked up; of many those most like the first name.

    The larger a town, the more of its names are kept.

    >>> other_names("Kyiv", ["Kiev", "Київ", "KBP", "Kijów"])
    ('kiev', 'kijow')
    """
    first = key(name)
    kept = {}
    for other in others:
        plain = key(other)
        letters = plain.replace(" ", "").replace("'", "").replace(".", "")
        if not fold(other).isascii() or not letters.isalpha() or len(letters) < 3:
            continue
        if plain == first or len(plain) > 30 or (other.isupper() and len(other) < 5):
            continue
        kept[plain] = -_likeness(first, plain)
    limit = 4 + int(12 * math.log10(max(population, 1_000) / 1_000))
    return tuple(sorted(sorted(kept, key=lambda one: (kept[one], one))[:limit]))


def _likeness(one: str, other: str) -> float:
    pairs = {one[i : i + 2] for i in range(len(one) - 1)}
    others = {other[i : i + 2] for i in range(len(other) - 1)}
    return len(pairs & others) / max(1, len(pairs | others)) + (one[0] == other[0])
