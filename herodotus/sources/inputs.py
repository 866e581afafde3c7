"""Files and standard input to reports, in order; a bad one never stops the rest."""

from __future__ import annotations

import codecs
import datetime
import itertools
import logging
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Literal

from herodotus.errors import FileProblem, InputError, UnsupportedKind
from herodotus.model import Failure, Report
from herodotus.sources.jsonl import report_from_line
from herodotus.sources.report import LONGEST, build_report, empty, parse_date, too_long
from herodotus.sources.text import (
    decode,
    marked_encoding,
    refuse_binary,
    without_surrogates,
)

_log = logging.getLogger(__name__)

Kind = Literal["text", "records"]

_CHUNK = 1 << 16
_STDIN = "standard input"
_RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_OBJECT = re.compile(r'\s*\{\s*("|\}\s*$)')
_BARE_JSON = re.compile(r'\s*(?:\[\s*$|\{\s*$|\[\s*\{\s*(?:"|$))')
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)

#: JSON may spend six bytes on a character (`\\u00e9`), and the metadata take some.
_BYTES_A_CHARACTER = 6


def open_report(
    path: str | Path,
    *,
    date: datetime.date | str | None = None,
    place: str | None = None,
    longest: int = LONGEST,
) -> Report:
    """The report in one plain text file; "-" is standard input.

    Raises:
        InputError: there is no such file, or it is not one report in English; the
            message names the file and says what to do.
    """
    day = parse_date(date)
    name = str(path)
    with _opened(name, None) as stream:
        chunks, kind = _kind(stream, name)
        if kind == "records":
            raise UnsupportedKind(
                f"{_where(name)} is JSON Lines, with a report a line: "
                "use read_inputs() to read them all",
                where=_where(name),
            )
        return _text_report(chunks, name, day, place, longest)


def read_inputs(
    inputs: Iterable[str | Path],
    *,
    date: datetime.date | str | None = None,
    place: str | None = None,
    stdin: IO[bytes] | IO[str] | None = None,
    longest: int = LONGEST,
) -> Iterator[Report | Failure]:
    """Every report of every input, in order, as it is read; a Failure for each bad one.

    An input is the path of a plain text or a JSON Lines file, or "-" for standard
    input (or for `stdin`, if given). Which of the two it is, its first line tells: a
    JSON object there makes it JSON Lines, read line by line, whatever its name.
    `date` and `place` hold for every report and go before what the reports say.

    Raises:
        InputError: `date` is not a date. No input raises.
    """
    day = parse_date(date)
    return itertools.chain.from_iterable(
        _read(str(name), stdin, day, place, longest) for name in inputs
    )


def _read(
    name: str,
    stdin: IO[bytes] | IO[str] | None,
    date: datetime.date | None,
    place: str | None,
    longest: int,
) -> Iterator[Report | Failure]:
    try:
        with _opened(name, stdin) as stream:
            chunks, kind = _kind(stream, name)
            if kind == "text":
                yield _text_report(chunks, name, date, place, longest)
                return
            blank = True
            for number, line in _lines(chunks, longest * _BYTES_A_CHARACTER + _CHUNK):
                found = _line_report(line, name, number, date, place, longest)
                if found is not None:
                    blank = False
                    yield found
            if blank:
                raise empty(_where(name))
    except InputError as problem:
        yield _failure(problem, _where(name))
    except OSError as problem:
        yield _failure(_file_problem(name, problem), _where(name))


def _line_report(
    line: bytes | None,
    name: str,
    number: int,
    date: datetime.date | None,
    place: str | None,
    longest: int,
) -> Report | Failure | None:
    """The report of a line; None for a blank one. A line that is None was too long."""
    where = f"{_where(name)}, line {number}"
    origin = f"{_where(name)}:{number}"
    try:
        if line is None:
            raise too_long(where, longest)
        if not line.strip():
            return None
        return report_from_line(
            line, where=where, origin=origin, date=date, place=place, longest=longest
        )
    except InputError as problem:
        return _failure(problem, problem.facts.get("id") or origin)


def _text_report(
    chunks: Iterator[bytes],
    name: str,
    date: datetime.date | None,
    place: str | None,
    longest: int,
) -> Report:
    where = _where(name)
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > 4 * longest + 4:  # no encoding spends more than four bytes
            raise too_long(where, longest)
    text = decode(bytes(data), where=where)
    if _HTML.match(text[:2000]):
        raise UnsupportedKind(
            f"{where} is a web page: save its text as a .txt file and read that",
            where=where,
        )
    return build_report(
        text,
        where=where,
        argument_date=date,
        argument_place=place,
        origin=where,
        longest=longest,
    )


def _kind(stream: IO[bytes], name: str) -> tuple[Iterator[bytes], Kind]:
    """The bytes of the stream again, from the start, and which kind they are."""
    chunks = _chunks(stream)
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= _CHUNK or b"\n" in head.lstrip():
            break
    refuse_binary(head, where=_where(name))
    marked = marked_encoding(head)
    encoding, skip = marked or ("utf-8", 0)
    first = _first_line(head[skip:].decode(encoding, errors="replace"))
    everything = itertools.chain([head], chunks)
    if _OBJECT.match(first) or Path(name).suffix.lower() in _RECORD_SUFFIXES:
        return _as_utf8(everything, encoding, skip), "records"
    if _BARE_JSON.match(first):
        raise UnsupportedKind(
            f"{_where(name)} is JSON spread over lines: write each report as one "
            "object on a line of its own (jq -c does that)",
            where=_where(name),
        )
    return everything, "text"


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    read = getattr(stream, "read1", stream.read)  # what there is, without waiting
    while chunk := read(_CHUNK):
        yield chunk


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")


def _as_utf8(chunks: Iterator[bytes], encoding: str, skip: int) -> Iterator[bytes]:
    """The stream without its byte order mark, and in UTF-8 if it was a wide one."""
    head = next(chunks, b"")[skip:]
    rest = itertools.chain([head], chunks)
    if encoding == "utf-8":
        return rest
    texts = codecs.iterdecode(rest, encoding, errors="replace")
    return (text.encode("utf-8", errors="replace") for text in texts)


def _lines(chunks: Iterator[bytes], longest: int) -> Iterator[tuple[int, bytes | None]]:
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


class _Kept:
    """A stream that is not ours to close."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def __enter__(self) -> IO[bytes]:
        return self.stream

    def __exit__(self, *_: object) -> None:
        return None


def _opened(name: str, stdin: IO[bytes] | IO[str] | None) -> IO[bytes] | _Kept:
    if name == "-":
        return _Kept(_binary(sys.stdin if stdin is None else stdin))
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as problem:  # a NUL in a name is a ValueError
        raise _file_problem(name, problem) from problem


def _binary(stream: IO[bytes] | IO[str]) -> IO[bytes]:
    buffer: IO[bytes] | None = getattr(stream, "buffer", None)
    if buffer is not None:
        return buffer
    if isinstance(stream.read(0), bytes):
        return stream  # type: ignore[return-value]
    return BytesIO(str(stream.read()).encode("utf-8", errors="replace"))


def _file_problem(name: str, problem: Exception) -> FileProblem:
    where = _where(name)
    match problem:
        case FileNotFoundError():
            message = f"{where} does not exist: check the path"
        case IsADirectoryError():
            message = f'{where} is a folder: name its files, as in "{where}/*.txt"'
        case PermissionError():
            message = f"{where} may not be read: check its permissions"
        case OSError():
            message = f"{where} cannot be read: {problem.strerror or problem}"
        case _:
            message = f"{where} is not a path that can be opened: check it"
    return FileProblem(message, where=where)


def _failure(problem: InputError, id: str) -> Failure:
    _log.debug("%s", problem.message)
    return Failure(
        id=without_surrogates(id),
        error=type(problem).__name__,
        message=without_surrogates(problem.message),
    )


def _where(name: str) -> str:
    return _STDIN if name == "-" else without_surrogates(name)
