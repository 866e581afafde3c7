"""Streams of bytes: looked into without loss, and never held past a limit."""

from __future__ import annotations

import codecs
import io
import itertools
import tempfile
from collections.abc import Iterator
from typing import IO, BinaryIO, Protocol, cast

from herodotus.sources.report import too_long

CHUNK = 1 << 16

#: What a spooled stream may take in memory; above it, a file without a name holds it.
_IN_MEMORY = 1 << 24


class Readable(Protocol):
    """Whatever bytes can be read from: a file, a pipe, a response."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Rewound(io.RawIOBase):
    """A stream of which the head was read, as if it had not been.

    >>> stream = Rewound(io.BytesIO(b"Ten died."))
    >>> stream.peek(3), stream.read(9)
    (b'Ten', b'Ten died.')
    """

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._head = b""

    def readable(self) -> bool:
        """It can be read, and only that."""
        return True

    def peek(self, size: int, *, line: bytes | None = None) -> bytes:
        """The first `size` bytes, or fewer if the stream ends before.

        With `line`, the end of the first line suffices where that begins with it:
        records may come slowly, and are not waited for.
        """
        while len(self._head) < size:
            start = self._head.lstrip()
            if line and start.startswith(line) and b"\n" in start:
                break
            chunk = _available(self._stream, CHUNK)
            if not chunk:
                break
            self._head += chunk
        return self._head[:size]

    def read(self, size: int | None = -1) -> bytes:
        """At most `size` bytes, as soon as there are some; with -1, all the rest."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(CHUNK), b""))
        if self._head:
            taken, self._head = self._head[:size], self._head[size:]
            return taken
        return _available(self._stream, size)

    def readinto(self, buffer: object) -> int:
        """Fill `buffer` with what there is: what io's own readers build on."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # any buffer
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)


def chunks_of(stream: Readable) -> Iterator[bytes]:
    """The stream in pieces, each as soon as it is there."""
    while chunk := _available(stream, CHUNK):
        yield chunk


def whole(stream: Readable, limit: int, *, where: str, longest: int) -> bytes:
    """All bytes of the stream.

    Raises:
        TooLong: there are more than `limit`; the message speaks of `longest`.
    """
    data = bytearray()
    for chunk in chunks_of(stream):
        data += chunk
        if len(data) > limit:
            raise too_long(where, longest)
    return bytes(data)


def seekable(stream: Readable, limit: int, *, where: str, longest: int) -> BinaryIO:
    """The stream as a file that can be searched back and forth; close it after use.

    Raises:
        TooLong: there are more than `limit` bytes.
    """
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    size = 0
    try:
        for chunk in chunks_of(stream):
            size += len(chunk)
            if size > limit:
                raise too_long(where, longest)
            file.write(chunk)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return cast("BinaryIO", file)


def lines_of(
    chunks: Iterator[bytes], longest: int
) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines from 1; None stands for a line longer than the limit."""
    number, size = 1, 0
    held: list[bytes] = []
    for chunk in chunks:
        for i, piece in enumerate(chunk.split(b"\n")):
            if i:
                yield number, None if size > longest else b"".join(held)
                number, size, held = number + 1, 0, []
            size += len(piece)
            if size > longest:
                held = []
            else:
                held.append(piece)
    if size:
        yield number, None if size > longest else b"".join(held)


def as_utf8(chunks: Iterator[bytes], encoding: str, skip: int) -> Iterator[bytes]:
    """The stream without its byte order mark, and in UTF-8 if it was a wide one."""
    head = next(chunks, b"")[skip:]
    rest = itertools.chain([head], chunks)
    if encoding == "utf-8":
        return rest
    texts = codecs.iterdecode(rest, encoding, errors="replace")
    return (text.encode("utf-8", errors="replace") for text in texts)


def _available(stream: Readable | IO[bytes], size: int) -> bytes:
    """What there is without waiting for all of it, where the stream can tell."""
    read = getattr(stream, "read1", stream.read)
    return read(size) or b""
