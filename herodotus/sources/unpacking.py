"""Compressed streams, unpacked as they are read and never past a limit."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

from herodotus.errors import DamagedInput, InputError, TooLong
from herodotus.sources.streams import CHUNK, Readable

#: Text shrinks to a fifth, tables to a fiftieth at most. What grows by more than this
#: was made to fill memories and disks.
RATIO = 200
_ANY_RATIO = 4_000_000  # bytes; what is smaller than this may shrink as it likes

#: No more than this is taken out of one archive.
MOST = 20_000_000_000
_XZ_MEMORY = 100_000_000

#: What the libraries raise on damage.
PROBLEMS = (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, RuntimeError)


def is_packed(head: bytes) -> bool:
    """Whether a stream that begins so is compressed: by gzip, bzip2 or xz."""
    return unpacker_for(head) is not None


def unpacker_for(head: bytes) -> Callable[[], _Unpacker] | None:
    """What unpacks a stream that begins so; None if it is not compressed.

    >>> unpacker_for(b"BZh91AY&SY").__name__, unpacker_for(b"BZh, it said")
    ('BZ2Decompressor', None)
    """
    if head.startswith(b"\x1f\x8b\x08"):
        return lambda: zlib.decompressobj(31)
    if head.startswith(b"BZh") and head[4:10] in {b"1AY&SY", b"\x17rE8P\x90"}:
        return bz2.BZ2Decompressor
    if head.startswith(b"\xfd7zXZ\x00"):
        return lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    return None


class _Unpacker(Protocol):
    """What zlib, bz2 and lzma have in common."""

    @property
    def eof(self) -> bool:
        """Whether its end was reached."""

    @property
    def unused_data(self) -> bytes:
        """What stands after the end."""

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes:
        """Some of what `data` unpacks to."""


class Unpacked(io.RawIOBase):
    """A compressed stream, read as what it holds."""

    def __init__(self, stream: Readable, origin: str) -> None:
        self._stream = stream
        self._origin = origin
        self._packed = b""
        self._unpacker: _Unpacker | None = None
        self._taken = self._given = 0

    def readable(self) -> bool:
        """It can be read, and only that."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """At most `size` bytes of what it unpacks to; none at the end.

        Raises:
            TooLong: it grows out of all proportion.
            DamagedInput: it is broken off, or no such compression.
        """
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        while True:
            if not self._packed and not self._holds_more():
                self._packed = self._stream.read(CHUNK)
                self._taken += len(self._packed)
            if self._unpacker is None:
                if not self._packed:
                    return b""
                make = unpacker_for(self._packed)
                if make is None and self._given:
                    return b""  # padding after the end
                if make is None:
                    raise damaged(self._origin)
                self._unpacker = make()
            try:
                data = self._unpacker.decompress(self._packed, max(1, min(size, CHUNK)))
            except PROBLEMS as problem:
                raise damaged(self._origin, problem) from problem
            ended = not self._packed and not data
            self._packed = getattr(self._unpacker, "unconsumed_tail", b"")
            if self._unpacker.eof:
                self._packed = self._unpacker.unused_data.lstrip(b"\0")
                self._unpacker = None
            elif ended:
                raise damaged(self._origin)
            self._given += len(data)
            if is_bomb(self._taken, self._given):
                raise bomb(self._origin)
            if data:
                return data

    def _holds_more(self) -> bool:
        return not getattr(self._unpacker, "needs_input", True)


def is_bomb(packed: int, given: int) -> bool:
    """Whether so much can have come of so little only by design."""
    return given > MOST or (given > _ANY_RATIO and given > RATIO * packed)


def bomb(where: str) -> TooLong:
    """The error for an archive that was made to do harm."""
    return TooLong(
        f"{where} is not read: packed small, it unpacks to more than {RATIO} times its "
        "size, as no text does. If you trust it, unpack it yourself",
        where=where,
        limit=RATIO,
    )


def damaged(where: str, problem: BaseException | None = None) -> InputError:
    """The error for an archive that breaks off or is none."""
    if isinstance(problem, lzma.LZMAError) and "limit" in str(problem).lower():
        return TooLong(f"{where} needs too much memory to unpack: unpack it first")
    return DamagedInput(
        f"{where} is damaged: it cannot be unpacked to its end. Get it anew",
        where=where,
    )
