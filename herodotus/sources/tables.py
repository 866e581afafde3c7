"""Tables: CSV and Parquet files with a report in each row."""

from __future__ import annotations

import csv
import datetime
import itertools
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from herodotus.errors import (
    DamagedInput,
    EmptyInput,
    InputError,
    RecordProblem,
    UnsupportedKind,
)
from herodotus.model import Failure, Report
from herodotus.sources.columns import columns_of, delimiter_of
from herodotus.sources.dates import PrintedDate, iso_date
from herodotus.sources.kinds import Known, failed
from herodotus.sources.report import build_report, empty, too_long
from herodotus.sources.streams import CHUNK, as_utf8, chunks_of, lines_of
from herodotus.sources.text import decode, marked_encoding

_ROWS = 256
_SIGN = re.compile(r"\ufeff?sep=.$", re.IGNORECASE | re.MULTILINE)  # of spreadsheets


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report | Failure]:
    """A report for each row of a CSV file, named by its line; a Failure for a bad one.

    The first line names the columns. Commas, semicolons, tabs and bars may part them.
    """
    csv.field_size_limit(max(csv.field_size_limit(), 4 * known.longest))
    lines = _texts(stream, origin, known.longest)
    before, first = 0, next(lines, None)
    while first is not None and (not first.strip() or _SIGN.match(first)):
        before, first = before + 1, next(lines, None)
    if first is None:
        raise empty(origin)
    rows = csv.reader(itertools.chain([first], lines), delimiter=delimiter_of(first))
    try:
        header = next(rows)
    except csv.Error as problem:
        raise _bad_row(f"{origin}, line {before + 1}", problem) from problem
    columns = columns_of(header, known.columns, where=origin)
    while True:
        number = before + rows.line_num + 1
        where, name = f"{origin}, line {number}", f"{origin}:{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as problem:
            yield failed(_bad_row(where, problem), name)
            continue
        if not any(map(str.strip, row)):
            continue
        fields = {
            field: row[at] if at < len(row) else None for field, at in columns.items()
        }
        yield _row_report(fields, where, name, known)


def parquet_reports(
    stream: BinaryIO, origin: str, known: Known
) -> Iterator[Report | Failure]:
    """A report for each row of a Parquet file, named by its row.

    Raises:
        UnsupportedKind: polars is not installed.
    """
    try:
        import polars
    except ImportError as problem:
        raise UnsupportedKind(
            f"{origin} is a Parquet file, and these are read with polars, which is not "
            "installed: pip install 'herodotus[tables]'",
            where=origin,
        ) from problem
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        for chunk in chunks_of(stream):
            file.write(chunk)
        file.flush()
        with _damage_told(origin):
            header = list(polars.read_parquet_schema(file.name))
        columns = columns_of(header, known.columns, where=origin)
        fields = [(field, header[at]) for field, at in columns.items()]
        table = polars.scan_parquet(file.name)
        for start in itertools.count(0, _ROWS):
            with _damage_told(origin):
                part = table.slice(start, _ROWS).select(
                    polars.col(name).alias(field) for field, name in fields
                )
                rows = part.collect().rows(named=True)
            for number, row in enumerate(rows, start + 1):
                where, name = f"{origin}, row {number}", f"{origin}:{number}"
                yield _row_report(row, where, name, known)
            if not rows:
                break


@contextmanager
def _damage_told(origin: str) -> Iterator[None]:
    """Tell of damage in words, whatever polars raises: its panics are no Exception."""
    try:
        yield
    except BaseException as problem:
        panic = type(problem).__name__ == "PanicException"
        if not panic and not isinstance(problem, Exception):
            raise
        raise _damaged(origin) from problem


def _row_report(
    fields: Mapping[str, object], where: str, name: str, known: Known
) -> Report | Failure:
    said = {field: _words(value) for field, value in fields.items()}
    try:
        text = said.pop("text", None)
        if not text or not text.strip():
            raise EmptyInput(f"{where} has no text in its column of text", where=where)
        id_ = said.pop("id", None)
        date = _day(fields.get("date"), where)
        said.pop("date", None)
        return build_report(
            text,
            where=where,
            id=id_,
            argument_date=known.date,
            argument_place=known.place,
            metadata=known.metadata(**said),
            printed_date=date or known.published,
            origin=name,
            longest=known.longest,
        )
    except InputError as problem:
        return failed(problem, name)


def _words(value: object) -> str | None:
    if value is None:
        return None
    return str(value).strip() or None


def _day(value: object, where: str) -> PrintedDate | None:
    if isinstance(value, datetime.date):
        return PrintedDate(value.year, value.month, value.day)
    words = _words(value)
    if words is None:
        return None
    printed = iso_date(words[:60])
    if printed is None:
        raise RecordProblem(
            f"{where}: its date {words[:60]!r} cannot be told: write it as YYYY-MM-DD",
            where=where,
            field="date",
        )
    return printed


def _texts(stream: BinaryIO, origin: str, longest: int) -> Iterator[str]:
    """The lines of the file as text, each with its end."""
    chunks = chunks_of(stream)
    head = next(chunks, b"")
    encoding, skip = marked_encoding(head) or ("utf-8", 0)
    lines = as_utf8(itertools.chain([head], chunks), encoding, skip)
    for number, line in lines_of(lines, 4 * longest + CHUNK):
        if line is None:
            raise too_long(f"{origin}, line {number}", longest)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = decode(line, where=f"{origin}, line {number}")
        yield text.replace("\x00", "\ufffd").rstrip("\r") + "\n"


def _bad_row(where: str, problem: csv.Error) -> RecordProblem:
    return RecordProblem(f"{where} is no row of a table ({problem})", where=where)


def _damaged(origin: str) -> DamagedInput:
    return DamagedInput(
        f"{origin} is a damaged Parquet file: write it anew", where=origin
    )
