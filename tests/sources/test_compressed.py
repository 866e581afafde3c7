"""Archives as gzip, bzip2, xz and zip write them, and those made to do harm."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from herodotus.model import Failure, Report
from herodotus.sources import read_inputs
from herodotus.sources.streams import CHUNK
from herodotus.sources.unpacking import Unpacked

TEXT = "Ten soldiers were killed in Arvan on Monday, the ministry said.\n"
LINES = b"".join(
    json.dumps({"text": f"{i + 1} died. {TEXT}"}).encode() + b"\n" for i in range(3)
)
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}


def read(data: bytes) -> list[Report | Failure]:
    return list(read_inputs(["-"], stdin=BytesIO(data)))


def texts(found: list[Report | Failure]) -> list[str]:
    return [row.text if isinstance(row, Report) else row.error for row in found]


def errors(found: list[Report | Failure]) -> list[str]:
    return [row.error for row in found if isinstance(row, Failure)]


def zipped(files: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("packer", PACKERS.values(), ids=PACKERS)
def test_what_is_packed_is_read_by_its_own_kind(
    packer: Callable[[bytes], bytes],
) -> None:
    assert texts(read(packer(TEXT.encode()))) == [TEXT]
    assert len(read(packer(LINES))) == 3
    assert len(read(packer(LINES[:200]) + packer(LINES[200:]))) == 3
    assert texts(read(packer(packer(TEXT.encode())))) == [TEXT]


@pytest.mark.parametrize("program", ["gzip", "bzip2", "xz"])
def test_files_of_the_programs_themselves(tmp_path: Path, program: str) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(LINES)
    try:
        subprocess.run([program, str(path)], check=True)
    except FileNotFoundError:  # the machine has no such program: Python's is the same
        path.with_name("reports.jsonl.x").write_bytes(PACKERS["gz"](LINES))
        path.unlink()
    (packed,) = tmp_path.iterdir()
    found = list(read_inputs([packed]))
    assert [row.origin for row in found if isinstance(row, Report)] == [
        f"{packed}:{i}" for i in (1, 2, 3)
    ]


@pytest.mark.parametrize("packer", PACKERS.values(), ids=PACKERS)
def test_a_file_that_breaks_off_is_damaged(packer: Callable[[bytes], bytes]) -> None:
    data = packer(LINES)
    found = read(data[:-6])
    assert errors(found) == ["DamagedInput"]
    assert "standard input" in next(r.message for r in found if isinstance(r, Failure))
    wrong = bytearray(data)
    wrong[len(data) // 2] ^= 0xFF
    assert errors(read(bytes(wrong)))


def test_the_members_of_a_zip_archive_in_order() -> None:
    files = {
        "b/page.html": f"<html><p>{TEXT * 3}</p></html>".encode(),
        "a.txt": TEXT.encode(),
        "c.jsonl.gz": gzip.compress(LINES),
        ".hidden": b"no",
        "__MACOSX/a.txt": b"no",
        "d.png": b"\x89PNG\r\n\x1a\n",
    }
    found = read(zipped(files))
    assert [getattr(row, "origin", row.id) for row in found] == [
        "standard input: a.txt",
        "standard input: b/page.html",
        *(f"standard input: c.jsonl.gz:{i}" for i in (1, 2, 3)),
        "standard input: d.png",
    ]
    assert errors(found) == ["BinaryInput"]


def test_names_of_members_are_only_names(tmp_path: Path) -> None:
    files = {"../../evil.txt": TEXT.encode(), "/etc/evil.txt": TEXT.encode()}
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(zipped(files))
    assert texts(list(read_inputs([path]))) == [TEXT, TEXT]
    assert list(tmp_path.rglob("evil*")) == []


def test_office_documents_are_named() -> None:
    (found,) = read(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b""}))
    assert isinstance(found, Failure)
    assert (found.error, "office" in found.message) == ("UnsupportedKind", True)


def test_locked_empty_and_damaged_archives() -> None:
    data = zipped({"a.txt": TEXT.encode() * 9})
    assert errors(read(data[: len(data) // 2])) == ["DamagedInput"]
    assert errors(read(zipped({}))) == ["EmptyInput"]
    wrong = bytearray(data)
    wrong[45] ^= 0xFF
    assert errors(read(bytes(wrong))) == ["DamagedInput"]
    locked = bytearray(data)
    locked[6] |= 1
    locked[data.index(b"PK\x01\x02") + 8] |= 1
    (found,) = read(bytes(locked))
    assert isinstance(found, Failure)
    assert "password" in found.message


@pytest.mark.parametrize("packer", PACKERS.values(), ids=PACKERS)
def test_bombs_are_refused_while_they_unpack(packer: Callable[[bytes], bytes]) -> None:
    bomb = packer(b" " * 50_000_000)
    (found,) = read(bomb)
    assert isinstance(found, Failure)
    assert found.error == "TooLong"
    assert "times its size" in found.message
    assert errors(read(zipped({"a.txt": TEXT.encode(), "b.gz": bomb}))) == ["TooLong"]


def test_a_bomb_in_a_zip_archive_and_one_in_another() -> None:
    inner = zipped({"a.txt": b"0" * 60_000_000})
    for data in (inner, zipped({"b.zip": inner})):
        (found,) = read(data)
        assert isinstance(found, Failure)
        assert found.error == "TooLong"


def test_a_member_may_not_unpack_to_more_than_it_says() -> None:
    data = bytearray(zipped({"a.txt": b"0" * 60_000_000}))
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    data[22:26] = (100).to_bytes(4, "little")
    (found,) = read(bytes(data))
    assert isinstance(found, Failure)


def test_archives_in_archives_without_end_are_refused() -> None:
    data = TEXT.encode()
    for _ in range(6):
        data = gzip.compress(data)
    (found,) = read(data)
    assert isinstance(found, Failure)
    assert "times over" in found.message


def test_it_is_unpacked_as_it_is_read() -> None:
    packer = zlib.compressobj(wbits=31)
    asked = 0

    class Endless:
        def __init__(self, chunks: Iterator[bytes]) -> None:
            self.chunks = chunks

        def read(self, size: int = -1, /) -> bytes:
            nonlocal asked
            asked += 1
            return next(self.chunks, b"")

    lines = (
        packer.compress(LINES) + packer.flush(zlib.Z_SYNC_FLUSH) for _ in range(99)
    )
    stream = Unpacked(Endless(lines), "a.gz")
    assert stream.read(CHUNK).startswith(b'{"text"')
    assert asked < 5
