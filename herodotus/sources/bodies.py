"""The body of a response, unpacked as it comes in and never past a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from herodotus.errors import FetchProblem, TooLong

_PIECE = 1 << 16

#: A page shrinks to a fifth, long tables to a fiftieth. What grows by more than this,
#: once unpacked, was made to fill memories.
_RATIO = 200
_ANY_RATIO = 1 << 20

#: What we ask for; what comes in another coding was not asked for.
ACCEPTED = "gzip, deflate"

_CODINGS = {"gzip", "x-gzip", "deflate"}


def unpacked(chunks: Iterable[bytes], coding: str, *, url: str) -> Iterator[bytes]:
    """The body behind the coding that the Content-Encoding header names, in pieces.

    >>> b"".join(unpacked([zlib.compress(b"Ten died.")], "deflate", url="a"))
    b'Ten died.'

    Raises:
        TooLong: it grows out of all proportion.
        FetchProblem: the coding is unknown, or it is damaged or broken off.
    """
    codings = [name.strip().lower() for name in coding.split(",")]
    codings = [name for name in codings if name not in {"", "identity"}]
    if not codings:
        yield from chunks
        return
    if len(codings) > 1 or codings[0] not in _CODINGS:
        raise FetchProblem(
            f"{url} comes packed in a way that was not asked for ({coding[:40]}): save "
            "the page from a browser, and read the file",
            url=url,
        )
    yield from _inflated(chunks, url)


def _inflated(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    taken = given = 0
    unpacking = None
    rest = b""
    for chunk in chunks:
        taken += len(chunk)
        data = rest + chunk
        rest = b""
        while data:
            if unpacking is None:
                if given and data[:2] != b"\x1f\x8b":
                    return  # what stands after the end is no part of it
                if len(data) < 2:
                    rest = data
                    break
                unpacking = _unpacking(data)
            try:
                piece = unpacking.decompress(data, _PIECE)
            except zlib.error as problem:
                raise FetchProblem(
                    f"{url} is damaged: its compressed body cannot be unpacked. "
                    "Try again later",
                    url=url,
                ) from problem
            given += len(piece)
            if given > _ANY_RATIO and given > _RATIO * taken:
                raise TooLong(
                    f"{url} is not read: packed small, it unpacks to more than "
                    f"{_RATIO} times its size, as no page does",
                    url=url,
                )
            if piece:
                yield piece
            if unpacking.eof:
                data, unpacking = unpacking.unused_data, None
            else:
                data = unpacking.unconsumed_tail
    if unpacking is not None:
        # What zlib still holds back, now that no more is to come.
        yield from _last(unpacking, url)


def _last(unpacking: zlib._Decompress, url: str) -> Iterator[bytes]:
    piece = unpacking.decompress(b"", _PIECE)
    while piece:
        yield piece
        piece = unpacking.decompress(unpacking.unconsumed_tail, _PIECE)
    if not unpacking.eof:
        raise FetchProblem(
            f"{url} broke off before its end: try again later", url=url, broken=True
        )


def _unpacking(head: bytes) -> zlib._Decompress:
    """What unpacks a stream that begins so: gzip, zlib, or neither's header."""
    if head[:2] == b"\x1f\x8b":
        return zlib.decompressobj(31)
    is_zlib = head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0
    return zlib.decompressobj(15 if is_zlib else -15)
