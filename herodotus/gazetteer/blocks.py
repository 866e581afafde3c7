"""A table of places in small compressed blocks: little to carry, quick to open.

The file begins with comment lines of `#` that say where it comes from, then one line of
JSON, the contents. After that stand the blocks, each compressed by itself: first those
of the names, sorted, each name with the numbers of its places; then those of the
places, in the order of their names and column by column. A look-up finds the block of
a name by halves and unpacks it, so that opening the table costs next to nothing. Blocks
stay unpacked.
"""

from __future__ import annotations

import json
import math
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from herodotus.errors import DataFileError
from herodotus.gazetteer.folding import key

#: Names go into blocks of about so many bytes, places into blocks of so many places.
_NAME_BYTES = 24_000
_PLACES = 1024
#: So many blocks of places stay split into cells.
_SPLIT = 64


class Entry(NamedTuple):
    """One place as a table holds it; `precision` is UCDP's where_prec."""

    name: str
    lat: float
    lon: float
    iso2: str
    admin1: str
    precision: int
    population: int
    geonameid: int
    others: tuple[str, ...] = ()


class Table:
    """A table of places, opened; blocks are unpacked when first asked for, and kept."""

    def __init__(self, data: bytes, *, file: str) -> None:
        self._data = data
        self._file = file
        start = 0
        while data.startswith(b"#", start):
            start = data.find(b"\n", start) + 1
        end = data.find(b"\n", start)
        try:
            contents: dict[str, Any] = json.loads(data[start:end])
            #: First-order divisions: "US.OH" is Ohio.
            self.divisions: Mapping[str, str] = contents["divisions"]
            #: How many places the table holds.
            self.size: int = contents["places"]
            self._firsts: list[str] = contents["firsts"]
            lengths: list[int] = contents["lengths"]
        except (ValueError, KeyError, TypeError) as error:
            raise DataFileError(
                f"{file} is no table of places, or is damaged; make it again", file=file
            ) from error
        self._starts = list(accumulate(lengths, initial=end + 1))
        self._names: dict[int, bytes] = {}
        self._places: dict[int, bytes] = {}
        self._split: dict[int, list[list[str]]] = {}

    def named(self, plain: str) -> list[Entry]:
        """The places of a looked-up name (see `folding.key`)."""
        number = bisect_right(self._firsts, plain) - 1
        if number < 0:
            return []
        block = self._names.get(number)
        if block is None:
            block = self._names[number] = b"\n" + self._unpack(number)
        wanted = b"\n" + plain.encode() + b"\t"
        at = block.find(wanted)
        if at < 0:
            return []
        line = block[at + len(wanted) : block.find(b"\n", at + 1)]
        return [self._entry(int(place)) for place in line.split()]

    def by_geonameid(self, geonameid: int) -> Entry | None:
        """The place with GeoNames' number, if the table has it."""
        wanted = str(geonameid)
        for number in range(math.ceil(self.size / _PLACES)):
            numbers = self._column(number)[-1]
            if wanted in numbers and wanted in (cells := numbers.split("\t")):
                return self._entry(number * _PLACES + cells.index(wanted))
        return None

    def _entry(self, place: int) -> Entry:
        number = place // _PLACES
        columns = self._split.get(number)
        if columns is None:
            columns = [column.split("\t") for column in self._column(number)]
            while len(self._split) >= _SPLIT:
                self._split.pop(next(iter(self._split)))
            self._split[number] = columns
        return _read([column[place % _PLACES] for column in columns])

    def _column(self, number: int) -> list[str]:
        """The columns of a block of places, unpacked."""
        unpacked = self._places.get(number)
        if unpacked is None:
            unpacked = self._unpack(len(self._firsts) + number)
            self._places[number] = unpacked
        return unpacked.decode().split("\n")

    def _unpack(self, number: int) -> bytes:
        start, end = self._starts[number], self._starts[number + 1]
        try:
            return zlib.decompress(self._data[start:end])
        except zlib.error as error:
            raise DataFileError(
                f"{self._file} is damaged: {error}; make it again", file=self._file
            ) from error


def pack(
    entries: Iterable[Entry], *, header: str, divisions: Mapping[str, str]
) -> bytes:
    """A table as bytes; the same places give the same bytes, in whatever order.

    >>> town = Entry("Tərtər", 40.345, 46.932, "AZ", "55", 1, 18_185, 584_820)
    >>> table = Table(pack([town], header="# One town.", divisions={}), file="here")
    >>> [place.name for place in table.named("terter")]
    ['Tərtər']
    """
    ordered = sorted(set(entries), key=lambda entry: (key(entry.name), entry))
    places: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(ordered):
        for name in {key(entry.name), *(key(other) for other in entry.others)}:
            if name:
                places[name].append(number)
    blocks: list[str] = []
    firsts: list[str] = []
    lines: list[str] = []
    size = 0
    for name in sorted(places):
        if not lines:
            firsts.append(name)
        lines.append(f"{name}\t{' '.join(map(str, places[name]))}\n")
        size += len(lines[-1])
        if size >= _NAME_BYTES:
            blocks.append("".join(lines))
            lines, size = [], 0
    if lines:
        blocks.append("".join(lines))
    for start in range(0, len(ordered), _PLACES):
        some = map(_cells, ordered[start : start + _PLACES])
        blocks.append(
            "\n".join("\t".join(column) for column in zip(*some, strict=True))
        )
    packed = [zlib.compress(block.encode(), 9) for block in blocks]
    contents = {
        "places": len(ordered),
        "divisions": dict(sorted(divisions.items())),
        "firsts": firsts,
        "lengths": [len(block) for block in packed],
    }
    written = json.dumps(contents, ensure_ascii=False, separators=(",", ":"))
    return f"{header.strip()}\n{written}\n".encode() + b"".join(packed)


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        entry.name,
        f"{entry.lat:.3f}",
        f"{entry.lon:.3f}",
        *(entry.iso2, entry.admin1),
        *(str(entry.precision), str(entry.population), str(entry.geonameid)),
    )


def _read(cells: Sequence[str]) -> Entry:
    name, lat, lon, iso2, admin1, precision, population, geonameid = cells
    return Entry(
        name,
        float(lat),
        float(lon),
        iso2,
        admin1,
        int(precision),
        int(population),
        int(geonameid),
    )
