"""WARC: what crawlers bring home, plain or compressed; each page becomes a report.

The layout is that of Common Crawl's news archive and of warcio: one `response` record
a page, each in a gzip member of its own. Records are read one after the other and none
is kept. Nothing that a record says of itself is trusted: its length is limited, its
body is unpacked within limits, and its address is a name and never fetched.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from herodotus.errors import EmptyInput, InputError, RecordProblem, TooLong
from herodotus.model import Failure, Report
from herodotus.sources.address import is_url
from herodotus.sources.bodies import unpacked
from herodotus.sources.kinds import Known, failed, reports_in
from herodotus.sources.members import Members
from herodotus.sources.streams import Readable
from herodotus.sources.text import without_surrogates

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_log = logging.getLogger(__name__)

#: Bytes of a page; one that is larger is a failure, and the next record is read.
LARGEST = 20_000_000

#: Bytes that a record may claim to have before the whole archive is given up.
_ABSURD = 8_000_000_000

_OTHERS = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_CHUNK = 1 << 16
_DAMAGE = (OSError, ValueError, EOFError)
_PANIC = "PanicException"

#: Places of damage in the packing after which an archive is given up.
_MOST_DAMAGED = 200
_SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}")


class Page(NamedTuple):
    """One page of an archive: where it stood, when it was fetched, and its bytes."""

    number: int
    url: str
    fetched: str
    media_type: str
    charset: str | None
    data: bytes


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report | Failure]:
    """The report of each page of an archive, in its order; others are passed over.

    Raises:
        EmptyInput: there is no page in it.
    """
    found = False
    for page in pages(stream, origin):
        found = True
        if isinstance(page, Failure):
            yield page
        else:
            yield from _page_reports(page, origin, known)
    if not found:
        raise EmptyInput(
            f"{origin} holds no page: its records are of other kinds, such as images. "
            "Check that it is the file that you mean",
            where=origin,
        )


def pages(stream: Readable, origin: str) -> Iterator[Page | Failure]:
    """The pages of an archive: the records that hold text or HTML, and came through.

    A record is known by its number among all records of the file, from 1.
    """
    number = last = damaged = 0
    raw = Members(stream)
    records = _records(raw)
    while True:
        try:
            record = next(records, None)
            if record is None:
                return
            number += 1
            last = record.stream_pos
            raw.forget(last)
            page = _page(record, number, origin)
        except InputError as problem:
            yield failed(
                problem, problem.facts.get("id") or f"{origin}: record {number}"
            )
            if problem.facts.get("stop"):
                return
        except BaseException as problem:
            # What fastwarc takes for impossible ends in a panic of its own.
            if not isinstance(problem, _DAMAGE) and type(problem).__name__ != _PANIC:
                raise
            damaged += 1
            rest = raw.after(last) if damaged < _MOST_DAMAGED else None
            last = 0
            broken = _broken(problem, number, origin, goes_on=rest is not None)
            yield failed(broken, f"{origin}: record {number}")
            if rest is None:
                return
            raw, records = rest, _records(rest)
        else:
            if page is not None:
                yield page


def _records(raw: Members) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    return iter(
        ArchiveIterator(
            raw,  # type: ignore[arg-type]  # closes and seeks nothing
            record_types=WarcRecordType.any_type,
            parse_http=False,
            quirks_mode=True,
        )
    )


def _page(record: WarcRecord, number: int, origin: str) -> Page | None:
    """The page of a record; None where it is of no kind that is read."""
    kind = (record.headers.get("WARC-Type") or "").strip().lower()
    url = without_surrogates(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    where = f"{origin}: record {number}" + (f" ({url})" if url else "")
    length = record.content_length
    if length > _ABSURD:
        raise TooLong(
            f"{where} says that it has {length:,} bytes, as no page has: what comes "
            "after it is not read",
            id=where,
            stop=True,
        )
    if kind == "response":
        if not record.is_http or not is_url(url):  # "dns:", for one
            return None
        record.parse_http(auto_decode="none", quirks_mode=True)
        headers = record.http_headers
        if headers.status_code != 200:
            return None
        media_type = (record.http_content_type or "").lower()
        coding = headers.get("Content-Encoding") or ""
        charset = record.http_charset
    elif kind in {"resource", "conversion"}:
        media_type = (record.headers.get("Content-Type") or "").partition(";")[0]
        coding, charset = "", "utf-8" if kind == "conversion" else None
    elif kind in _OTHERS:
        return None
    else:
        raise RecordProblem(f"{where} is damaged: it is no record of WARC", id=where)
    media_type = media_type.strip().lower()
    if media_type not in _PAGES and media_type:
        return None
    if length > LARGEST:
        raise _too_large(where)
    data = _body(record, coding, where)
    if not media_type and b"<html" not in data[:2000].lower():
        return None
    fetched = record.headers.get("WARC-Date") or ""
    return Page(number, url, fetched, media_type or "text/html", charset, data)


def _body(record: WarcRecord, coding: str, where: str) -> bytes:
    reader = record.reader
    body = b"".join(iter(lambda: reader.read(_CHUNK), b""))
    if len(body) < record.content_length:
        raise RecordProblem(
            f"{where} breaks off: it is shorter than it says. Fetch the archive anew",
            id=where,
        )
    headers = record.http_headers if record.is_http_parsed else None
    if headers is not None and "chunked" in (headers.get("Transfer-Encoding") or ""):
        body = _joined_chunks(body)
    data = bytearray()
    try:
        for piece in unpacked([body], _coding(coding, body), url=where):
            data += piece
            if len(data) > LARGEST:
                raise _too_large(where)
    except InputError as problem:
        problem.facts["id"] = where
        raise
    return bytes(data)


def _coding(coding: str, body: bytes) -> str:
    """The coding that a body still is in: crawlers often unpack it, and say nothing."""
    packed = body[:2] == b"\x1f\x8b" or "deflate" in coding.lower()
    plain = body.lstrip()[:1] == b"<"
    return coding if packed or not plain else ""


def _joined_chunks(data: bytes) -> bytes:
    """A body that still is in the chunks of its transfer; else as it is."""
    rest, joined = data, bytearray()
    while rest:
        head, line, after = rest.partition(b"\r\n")
        size = head.partition(b";")[0].strip()
        if not line or not _SIZE.fullmatch(size):
            return bytes(joined) or data  # crawlers join them, and leave the header
        count = int(size, 16)
        if not count:
            break
        joined += after[:count]
        rest = after[count:].removeprefix(b"\r\n")
    return bytes(joined)


def _page_reports(page: Page, origin: str, known: Known) -> Iterator[Report | Failure]:
    where = f"{origin}: record {page.number}"
    if page.url:
        where += f" ({page.url})"
    if known.depth > 8:
        return
    inner = known._replace(
        url=page.url or known.url, charset=page.charset, depth=known.depth + 1
    )
    id = _record_id(page, inner)
    before = known.has_read(id) if known.has_read is not None else False
    if isinstance(before, Failure):
        yield before
    if before:
        return
    data = BytesIO(page.data)
    found = list(reports_in(data, where, inner, media_type=page.media_type))
    if len(found) == 1:  # what holds several, such as a table, is not known by one id
        found = [found[0].model_copy(update={"id": id})]
    yield from found


def _record_id(page: Page, known: Known) -> str:
    """The id of what a record comes to: a hash of its bytes and of what goes with them.

    It is told without the work that a page takes. The id that the record has itself is
    not trusted: whatever bore that of another would be passed over.
    """
    given = (known.url, known.date, known.place, page.charset, page.media_type)
    digest = hashlib.sha256(repr(given).encode("utf-8", "surrogatepass"))
    digest.update(page.data)
    return digest.hexdigest()[:24]


def _too_large(where: str) -> TooLong:
    return TooLong(
        f"{where} is larger than {LARGEST / 1e6:,.0f} MB, the limit for a page: it is "
        "passed over",
        id=where,
        limit=LARGEST,
    )


def _broken(
    problem: BaseException, number: int, origin: str, *, goes_on: bool
) -> RecordProblem:
    after = f"at record {number}" if number else "at its first record"
    then = "the next one that is whole is read" if goes_on else "nothing later is read"
    return RecordProblem(
        f"{origin} is damaged or breaks off {after} ({problem}): {then}. Fetch it anew",
        where=origin,
        number=number,
    )
