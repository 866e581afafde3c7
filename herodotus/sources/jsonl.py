"""One line of JSON Lines to one Report, field by field as the contract names them."""

from __future__ import annotations

import datetime
import itertools
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from herodotus.errors import InputError, RecordProblem
from herodotus.model import Failure, Report
from herodotus.sources.dates import PrintedDate, iso_date
from herodotus.sources.kinds import Known, failed
from herodotus.sources.report import LONGEST, build_report, empty, too_long
from herodotus.sources.streams import CHUNK, as_utf8, chunks_of, lines_of
from herodotus.sources.text import decode, marked_encoding

_STRINGS = ("title", "url", "publisher", "author", "place", "language")
_KINDS = {
    dict: "an object",
    list: "a list",
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}

#: JSON may spend six bytes on a character (`\\u00e9`), and the metadata take some.
_BYTES_A_CHARACTER = 6


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report | Failure]:
    """A report for each line, as it comes; a Failure for each bad one."""
    longest = known.longest
    chunks = chunks_of(stream)
    head = next(chunks, b"")
    encoding, skip = marked_encoding(head) or ("utf-8", 0)
    lines = as_utf8(itertools.chain([head], chunks), encoding, skip)
    blank = True
    for number, line in lines_of(lines, longest * _BYTES_A_CHARACTER + CHUNK):
        if line is not None and not line.strip():
            continue
        blank = False
        where = f"{origin}, line {number}"
        name = f"{origin}:{number}"
        try:
            if line is None:
                raise too_long(where, longest)
            yield report_from_line(
                line,
                where=where,
                origin=name,
                date=known.date,
                place=known.place,
                longest=longest,
            )
        except InputError as problem:
            yield failed(problem, problem.facts.get("id") or name)
    if blank:
        raise empty(origin)


def report_from_line(
    line: bytes,
    *,
    where: str,
    origin: str,
    date: datetime.date | None = None,
    place: str | None = None,
    longest: int = LONGEST,
) -> Report:
    """The report that a line of JSON Lines holds.

    The text is kept exactly as the record has it, line ends included, so that offsets
    are offsets into the record's own text. Fields of other names are left alone.

    Raises:
        RecordProblem: the line is no JSON object, or a field is of the wrong type.
        InputError: the text is empty, too long or not English.
    """
    record = _parse(line, where)
    name = record_id(record)
    try:
        return _report(record, name, where, origin, date, place, longest)
    except InputError as problem:
        problem.facts.setdefault("id", name)
        raise


def record_id(record: dict[str, Any]) -> str | None:
    """The id of a record, as a string; numbers are taken for names too."""
    value = record.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip() or None


def _report(
    record: dict[str, Any],  # whatever JSON holds
    name: str | None,
    where: str,
    origin: str,
    date: datetime.date | None,
    place: str | None,
    longest: int,
) -> Report:
    if name is None and record.get("id") not in (None, ""):
        raise _wrong("id", "a string", record["id"], where)
    text = record.get("text")
    if text is None:
        raise RecordProblem(
            f'{where} has no "text": each line needs the words of one report there',
            where=where,
            field="text",
        )
    if not isinstance(text, str):
        raise _wrong("text", "a string", text, where)
    metadata: dict[str, str | None] = {}
    for field in _STRINGS:
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            raise _wrong(field, "a string", value, where)
        metadata[field] = value
    return build_report(
        text,
        where=where,
        id=name,
        argument_date=date,
        argument_place=place,
        metadata=metadata,
        printed_date=_record_date(record.get("date"), where),
        origin=origin,
        longest=longest,
    )


def _parse(line: bytes, where: str) -> dict[str, Any]:
    text = decode(line, where=where)
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as problem:
        reason = getattr(problem, "msg", "it cannot be parsed")
        raise RecordProblem(
            f"{where} is not JSON ({reason}): each line must hold one whole object, "
            'such as {"text": "..."}',
            where=where,
        ) from problem
    if not isinstance(record, dict):
        raise RecordProblem(
            f"{where} holds {_KINDS[type(record)]}, not an object: write each report "
            'as {"text": "..."}',
            where=where,
        )
    return record


def _record_date(value: object, where: str) -> PrintedDate | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise _wrong("date", "a string such as 2020-09-28", value, where)
    if not value.strip():
        return None
    date = iso_date(value)
    if date is None:
        raise RecordProblem(
            f'{where}: its "date" {value[:60]!r} cannot be told: '
            "write it as YYYY-MM-DD",
            where=where,
            field="date",
        )
    return date


def _wrong(field: str, wanted: str, value: object, where: str) -> RecordProblem:
    kind = _KINDS.get(type(value), "something else")
    return RecordProblem(
        f'{where}: its "{field}" is {kind}, and must be {wanted}',
        where=where,
        field=field,
    )
