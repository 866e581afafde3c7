"""Compressed files and ZIP archives: unpacked as they are read, and within limits.

What is inside may be of any kind, and is told by its own content. Nothing is written to
the disk by the name that an archive gives it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, BinaryIO

from herodotus.errors import InputError, TooLong, UnsupportedKind
from herodotus.model import Failure, Report
from herodotus.sources.kinds import Known, failed, reports_in
from herodotus.sources.report import empty
from herodotus.sources.streams import seekable
from herodotus.sources.text import without_surrogates
from herodotus.sources.unpacking import (
    MOST,
    PROBLEMS,
    Unpacked,
    bomb,
    damaged,
    is_bomb,
)

_LARGEST_ZIP = 2_000_000_000
_MOST_MEMBERS = 100_000
_DEEPEST = 3

_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
_SUFFIXES = (".gz", ".bz2", ".xz", ".lzma", ".tgz")


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report | Failure]:
    """The reports in a file that gzip, bzip2 or xz compressed."""
    if known.depth >= _DEEPEST:
        raise _too_deep(origin)
    inner = Unpacked(stream, origin)
    name = origin
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    yield from reports_in(
        inner, origin, known._replace(depth=known.depth + 1), name=name
    )


def zip_reports(
    stream: BinaryIO, origin: str, known: Known
) -> Iterator[Report | Failure]:
    """The reports in a ZIP archive, member by member in the order of their names."""
    if known.depth >= _DEEPEST:
        raise _too_deep(origin)
    with seekable(stream, _LARGEST_ZIP, where=origin, longest=_LARGEST_ZIP) as file:
        try:
            archive = zipfile.ZipFile(file)
            members = [row for row in archive.infolist() if not row.is_dir()]
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as problem:
            raise damaged(origin) from problem
        names = {member.filename for member in members}
        if any(name in names for name in _OFFICE):
            raise UnsupportedKind(
                f"{origin} is an office document or an electronic book: save it as "
                "plain text, as a web page or as a PDF first",
                where=origin,
            )
        if len(members) > _MOST_MEMBERS:
            raise TooLong(
                f"{origin} holds more than {_MOST_MEMBERS:,} files: unpack it into a "
                "folder, and read that",
                where=origin,
            )
        members = [member for member in members if not _is_hidden(member.filename)]
        if not members:
            raise empty(origin)
        yield from _members(archive, members, origin, known)


def _members(
    archive: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    origin: str,
    known: Known,
) -> Iterator[Report | Failure]:
    total = 0
    inside = known._replace(depth=known.depth + 1)
    for member in sorted(members, key=lambda row: row.filename):
        name = without_surrogates(member.filename)
        where = f"{origin}: {name}"
        total += member.file_size
        try:
            if member.flag_bits & 1:
                raise UnsupportedKind(
                    f"{where} is locked with a password: unpack it first", where=where
                )
            if total > MOST or is_bomb(member.compress_size, member.file_size):
                raise bomb(where)
            with archive.open(member) as opened:
                checked = _Checked(opened, where, member.compress_size)
                yield from reports_in(checked, where, inside, name=name)
        except InputError as problem:
            yield failed(problem, where)
        except (*PROBLEMS, zipfile.BadZipFile) as problem:
            yield failed(damaged(where, problem), where)


class _Checked:
    """A member of an archive that may unpack to more than it says."""

    def __init__(self, stream: IO[bytes], origin: str, packed: int) -> None:
        self._stream = stream
        self._origin = origin
        self._packed = packed
        self._given = 0

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""
        try:
            data = self._stream.read(size)
        except InputError:
            raise
        except Exception as problem:  # zipfile has many of its own
            raise damaged(self._origin, problem) from problem
        self._given += len(data)
        if is_bomb(self._packed, self._given):
            raise bomb(self._origin)
        return data


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    parts = [part for part in parts if part.strip(".")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _too_deep(where: str) -> TooLong:
    return TooLong(
        f"{where} is packed more than {_DEEPEST} times over: unpack it first",
        where=where,
        limit=_DEEPEST,
    )
