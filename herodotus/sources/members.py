"""The raw bytes of a web archive, and where its next record begins after damage.

In a packed archive each record is a gzip member of its own, so that damage to one need
not cost the others: the next member that begins with a record is looked for.
"""

from __future__ import annotations

import zlib

from herodotus.sources.streams import CHUNK, Readable

_MEMBER = b"\x1f\x8b\x08"
_RECORD = b"WARC/"

#: Bytes of one record, packed, within which a place to go on can still be found.
_HELD = 64_000_000


class Members:
    """A stream that knows how far it was read, and holds what it read last.

    fastwarc asks for the position, and panics where there is none.
    """

    def __init__(self, stream: Readable, *, before: bytes = b"") -> None:
        self._stream = stream
        self._waiting = before
        self._held = bytearray()
        self._start = 0  # the position of what is held

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        if self._waiting:
            end = len(self._waiting) if size < 0 else size
            data, self._waiting = self._waiting[:end], self._waiting[end:]
        else:
            data = self._stream.read(size)
        self._held += data
        if len(self._held) > _HELD:
            self.forget(self._start + len(self._held) - CHUNK)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._start + len(self._held)

    def forget(self, position: int) -> None:
        """Let go of all that stands before the position."""
        gone = max(0, min(position - self._start, len(self._held)))
        del self._held[:gone]
        self._start += gone

    def after(self, position: int) -> Members | None:
        """The stream from the next record on that begins after the position, if any."""
        self.forget(position + 1)
        data = bytes(self._held) + self._waiting
        while True:
            at = data.find(_MEMBER)
            while at >= 0:
                if len(data) - at < CHUNK:
                    data += self._stream.read(CHUNK)
                if _is_record(data[at : at + CHUNK]):
                    return Members(self._stream, before=data[at:])
                at = data.find(_MEMBER, at + 1)
            more = self._stream.read(CHUNK)
            if not more:
                return None
            data = data[-len(_MEMBER) :] + more


def _is_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, len(_RECORD)) == _RECORD
    except zlib.error:
        return False
