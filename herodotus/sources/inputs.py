"""Files and standard input to reports, in order; a bad one never stops the rest."""

from __future__ import annotations

import contextlib
import datetime
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from herodotus.errors import InputError, UnsupportedKind
from herodotus.model import Failure, Report
from herodotus.sources.address import is_url
from herodotus.sources.folders import files_of
from herodotus.sources.kinds import (
    Known,
    failed,
    file_problem,
    kind_of,
    named_after,
    reader_of,
    reports_in,
)
from herodotus.sources.report import LONGEST, parse_date
from herodotus.sources.streams import Rewound
from herodotus.sources.text import without_surrogates

if TYPE_CHECKING:
    from herodotus.sources.fetch import Fetcher
    from herodotus.sources.urls import Reach

_STDIN = "standard input"


def open_report(
    path: str | Path,
    *,
    date: datetime.date | str | None = None,
    place: str | None = None,
    longest: int = LONGEST,
) -> Report:
    """The report in one file; "-" is standard input.

    Raises:
        InputError: there is no such file, or it is not one report in English; the
            message names the file and says what to do.
    """
    known = Known(parse_date(date), place, longest=longest)
    name = str(path)
    where = _where(name)
    if is_url(name):
        return _open_page(name, known)
    with _opened(name, None) as file:
        stream = Rewound(file)
        kind = kind_of(stream, where, name=name)
        if kind.many:
            raise UnsupportedKind(
                f"{where} is {kind.called}, which may hold many reports: "
                "use read_inputs() to read them all",
                where=where,
            )
        found = list(reader_of(kind)(stream, where, known))  # type: ignore[arg-type]
    return named_after(_only(found, where), name)


def _open_page(url: str, known: Known) -> Report:
    from herodotus.sources.urls import page_reports

    with _fetcher() as fetcher:
        return _only(list(page_reports(url, known, fetcher=fetcher)), url)


def _only(found: list[Report | Failure], where: str) -> Report:
    if len(found) != 1:
        raise UnsupportedKind(
            f"{where} holds {len(found)} reports: use read_inputs() to read them all",
            where=where,
        )
    report = found[0]
    if isinstance(report, Failure):
        raise InputError(report.message, where=where)
    return report


def read_inputs(
    inputs: Iterable[str | Path],
    *,
    date: datetime.date | str | None = None,
    place: str | None = None,
    columns: Mapping[str, str] | None = None,
    stdin: IO[bytes] | IO[str] | None = None,
    longest: int = LONGEST,
    fetcher: Fetcher | None = None,
    reach: Reach | None = None,
    has_read: Callable[[str], bool | Failure] | None = None,
) -> Iterator[Report | Failure]:
    """Every report of every input, in order, as it is read; a Failure for each bad one.

    An input is the path of a file, a folder or a pattern (`news/*.html`), or "-" for
    standard input (or for `stdin`, if given). What kind a file is of, its content
    tells before its name does. `date` and `place` hold for every report and go before
    what the reports say; `columns` says which column of a table holds what.

    An address on the web (`https://...`) is fetched, with `fetcher` if one is given:
    a page, or a feed or sitemap that leads to pages, as far as `reach` says.

    A report without an id of its own has the name of its file, where it is all that the
    file holds, and else a hash of its text. That of a record of a web archive has an id
    that is told by the record's bytes alone, and so has its failure; where `has_read`
    says of it that it was read, the record is passed over, and where it gives the
    failure that the record came to before, that stands for it.

    Raises:
        InputError: `date` is not a date. No input raises.
    """
    known = Known(
        parse_date(date),
        place,
        columns=columns or {},
        longest=longest,
        has_read=has_read,
    )
    return _all((str(name) for name in inputs), stdin, known, fetcher, reach)


def _all(
    names: Iterable[str],
    stdin: IO[bytes] | IO[str] | None,
    known: Known,
    fetcher: Fetcher | None,
    reach: Reach | None,
) -> Iterator[Report | Failure]:
    with contextlib.ExitStack() as stack:
        for name in names:
            if is_url(name):
                from herodotus.sources.urls import FAR, reports_at

                fetcher = fetcher or stack.enter_context(_fetcher())
                yield from reports_at(name, known, fetcher=fetcher, reach=reach or FAR)
            else:
                yield from _read(name, stdin, known)


def _fetcher() -> Fetcher:
    from herodotus.sources.fetch import Fetcher

    return Fetcher()


def _read(
    name: str, stdin: IO[bytes] | IO[str] | None, known: Known
) -> Iterator[Report | Failure]:
    try:
        for file in files_of(name):
            yield from _read_file(file, stdin, known)
    except InputError as problem:
        yield failed(problem, _where(name))


def _read_file(
    name: str, stdin: IO[bytes] | IO[str] | None, known: Known
) -> Iterator[Report | Failure]:
    where = _where(name)
    try:
        with _opened(name, stdin) as stream:
            yield from reports_in(stream, where, known, name=name)
    except InputError as problem:
        yield failed(problem, where)


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
        raise file_problem(_where(name), problem) from problem


def _binary(stream: IO[bytes] | IO[str]) -> IO[bytes]:
    buffer: IO[bytes] | None = getattr(stream, "buffer", None)
    if buffer is not None:
        return buffer
    if isinstance(stream.read(0), bytes):
        return stream  # type: ignore[return-value]
    return BytesIO(str(stream.read()).encode("utf-8", errors="replace"))


def _where(name: str) -> str:
    return _STDIN if name == "-" else without_surrogates(name)
