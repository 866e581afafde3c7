"""The archive of what was fetched, so that a source can be shown after it is gone.

Each day has a file of WARC (`2020-09-28.warc.gz`), which any tool for web archives
opens, and an index beside it, a line a page, that says where in the file it lies; a
third file says which reports were read from it. All are only ever added to. A page that
has not changed since it was last kept is a `revisit` that names the earlier record.
Several processes may keep pages at once: one lock stands before the folder. Where a
process died while it wrote, its day goes on in a next file.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import itertools
import json
import logging
import os
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit

from herodotus.gazetteer.own import data_folder
from herodotus.model import Report
from herodotus.sources.fetch import Fetched, Headers, Tie, charset_of
from herodotus.sources.kinds import Known, reports_in
from herodotus.sources.locks import lock

_log = logging.getLogger(__name__)

_SUFFIX = ".warc.gz"
_INDEX = ".index.jsonl"
_TIES = ".reports.jsonl"
_CHUNK = 1 << 16

#: What was archived so many days ago or less is looked through for an equal page.
_RECENT_DAYS = 31

#: A file is followed by another of its day when it is as large as this.
_FULL = 1_000_000_000

#: Bytes of a body that are kept; files that are archives themselves are not.
LARGEST = 20_000_000

_PACKING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Entry(NamedTuple):
    """A line of an index: a page that was kept, and where its bytes lie."""

    url: str
    asked: str
    moment: datetime.datetime
    digest: str
    file: str
    start: int
    length: int
    record: str
    status: int
    refers_to: str | None = None


class Kept(NamedTuple):
    """A page from the archive, as it was on the day on which it was fetched."""

    url: str
    moment: datetime.datetime
    status: str
    headers: Headers
    data: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, or None."""
        found = (value for key, value in self.headers if key.lower() == name.lower())
        return next(found, None)


def reports_of(kept: Kept) -> list[Report]:
    """The reports that a page from the archive holds, read as when it was fetched."""
    name = urlsplit(kept.url).path
    content_type = kept.header("content-type") or ""
    known = Known(url=kept.url, charset=charset_of(content_type))
    found = reports_in(
        BytesIO(kept.data), kept.url, known, name=name, media_type=content_type
    )
    return [report for report in found if isinstance(report, Report)]


def archive_folder() -> Path:
    """Where pages are kept: what HERODOTUS_ARCHIVE says, else in the data folder."""
    asked = os.environ.get("HERODOTUS_ARCHIVE")
    return Path(asked) if asked else data_folder() / "archive"


class Archive:
    """A folder of pages that were fetched; made when the first one is kept."""

    def __init__(self, folder: str | Path | None = None) -> None:
        self.folder = Path(folder) if folder is not None else archive_folder()
        self._recent: dict[str, Entry] | None = None
        self._failed = False

    def keep(self, fetched: Fetched) -> Tie | None:
        """Add what was fetched; its stream is left at the start.

        What comes back is to be told of each report that is read from it, so that the
        report leads to its source. An archive that cannot be written to stops nobody
        from reading: that is told once.
        """
        if fetched.size > LARGEST or _is_archive(fetched):
            return None
        try:
            entry = self._keep(fetched)
        except (OSError, ValueError) as problem:
            self._complain(problem)
            return None
        finally:
            fetched.stream.seek(0)
        return None if entry is None else partial(self._tie, entry)

    def sources(self, report: Report) -> list[Entry]:
        """The pages that a report was read from, newest first."""
        records = set()
        for path in sorted(self.folder.glob(f"*{_TIES}")):
            with path.open("rb") as lines:
                for line in lines:
                    if report.sha256.encode("ascii") in line:
                        records.add(_tied_record(line))
        found = [entry for entry in self._index() if entry.record in records]
        return sorted(found, key=lambda entry: entry.moment, reverse=True)

    def entries(self, url: str) -> list[Entry]:
        """When the address was kept, newest first; however it was asked for."""
        found = [entry for entry in self._index() if url in (entry.url, entry.asked)]
        return sorted(found, key=lambda entry: entry.moment, reverse=True)

    def page(self, entry: Entry) -> Kept | None:
        """The page of an entry; None where its file is gone or damaged."""
        body = entry
        if entry.refers_to is not None:
            first = (e for e in self._index() if e.record == entry.refers_to)
            found = next(first, None)
            if found is None:
                return None
            body = found
        kept = self._read(body)
        return kept and kept._replace(url=entry.url, moment=entry.moment)

    def _tie(self, entry: Entry, report: Report) -> None:
        tie = json.dumps({"report": report.sha256, "record": entry.record})
        path = self.folder / f"{entry.moment:%Y-%m-%d}{_TIES}"
        try:
            with lock(self.folder / "lock", wait=True):
                _append(path, tie.encode("ascii") + b"\n")
        except OSError as problem:
            self._complain(problem)

    def _complain(self, problem: Exception) -> None:
        if not self._failed:
            _log.warning(
                "what is fetched is not archived: %s (%s)", self.folder, problem
            )
        self._failed = True

    def _keep(self, fetched: Fetched) -> Entry | None:
        digest = _digest(fetched.stream)
        recent = self._known()
        earlier = recent.get(fetched.url)
        if fetched.unchanged and earlier is None:
            return None  # the copy that it equals was never kept
        same = earlier is not None and (fetched.unchanged or earlier.digest == digest)
        self.folder.mkdir(parents=True, exist_ok=True)
        data, record = _records(fetched, digest, earlier if same else None)
        with lock(self.folder / "lock", wait=True):
            path, start, index = _place(self.folder, f"{fetched.moment:%Y-%m-%d}")
            if not start:
                head = _warcinfo(path.name)
                data, start = head + data, len(head)
            _append(path, data)
            entry = Entry(
                url=fetched.url,
                asked=fetched.asked,
                moment=fetched.moment,
                digest=earlier.digest if same and earlier else digest,
                file=path.name,
                start=start,
                length=path.stat().st_size - start,
                record=record,
                status=fetched.status,
                refers_to=(earlier.refers_to or earlier.record)
                if same and earlier
                else None,
            )
            _append(index, _line(entry))
        recent[fetched.url] = entry
        return entry

    def _known(self) -> dict[str, Entry]:
        """The newest entry of each address of the last days, read once."""
        if self._recent is None:
            now = datetime.datetime.now(datetime.UTC)
            since = now - datetime.timedelta(days=_RECENT_DAYS)
            self._recent = {e.url: e for e in self._index(since=since)}
        return self._recent

    def _index(self, *, since: datetime.datetime | None = None) -> Iterator[Entry]:
        """Every entry, the older before the newer."""
        day = f"{since:%Y-%m-%d}" if since else ""
        for path in sorted(self.folder.glob(f"*{_INDEX}")):
            if path.name < day:
                continue
            with path.open("rb") as lines:
                for line in lines:
                    entry = _entry(line)
                    if entry is not None:
                        yield entry

    def _read(self, entry: Entry) -> Kept | None:
        from warcio.archiveiterator import ArchiveIterator

        path = self.folder / Path(entry.file).name
        try:
            with path.open("rb") as file:
                file.seek(entry.start)
                data = file.read(min(entry.length, 2 * LARGEST))
            for record in ArchiveIterator(BytesIO(data), no_record_parse=False):
                if record.rec_type == "response":
                    body = record.content_stream().read(LARGEST + 1)
                    head = record.http_headers
                    headers = tuple((str(n), str(v)) for n, v in head.headers)
                    return Kept(entry.url, entry.moment, head.statusline, headers, body)
        except Exception:  # a damaged file is told by what is missing
            _log.warning("%s cannot be read", path, exc_info=True)
        return None


def _is_archive(fetched: Fetched) -> bool:
    from herodotus.sources.web_marks import is_warc

    head = fetched.stream.read(4096)
    fetched.stream.seek(0)
    return is_warc(head)


def _digest(stream: BinaryIO) -> str:
    """The SHA-1 of a body, in the form in which archives have it."""
    sha1 = hashlib.sha1(usedforsecurity=False)
    while chunk := stream.read(_CHUNK):
        sha1.update(chunk)
    stream.seek(0)
    return "sha1:" + base64.b32encode(sha1.digest()).decode("ascii")


def _records(fetched: Fetched, digest: str, earlier: Entry | None) -> tuple[bytes, str]:
    """The records of a request and its response, and the id of the response."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    moment = _moment(fetched.moment)
    status = StatusAndHeaders(
        f"{fetched.status} {_REASONS.get(fetched.status, '')}".strip(),
        [
            (f"X-Archive-Orig-{n}" if n in _PACKING else n, _safe(v))
            for n, v in fetched.headers
        ]
        + [("content-length", str(fetched.size))],
        protocol="HTTP/1.1",
    )
    if earlier is None:
        response = writer.create_warc_record(
            fetched.url,
            "response",
            payload=fetched.stream,
            length=fetched.size,
            http_headers=status,
            warc_headers_dict={"WARC-Date": moment, "WARC-Payload-Digest": digest},
        )
    else:
        response = writer.create_revisit_record(
            fetched.url,
            digest=earlier.digest,
            refers_to_uri=earlier.url,
            refers_to_date=_moment(earlier.moment),
            http_headers=status,
            warc_headers_dict={"WARC-Date": moment},
        )
        profile = _NOT_MODIFIED if fetched.unchanged else _SAME
        response.rec_headers.replace_header("WARC-Profile", profile)
        response.rec_headers.add_header(
            "WARC-Refers-To", earlier.refers_to or earlier.record
        )
    record = response.rec_headers.get_header("WARC-Record-ID")
    target = fetched.url.partition("://")[2].partition("/")[2]
    request = writer.create_warc_record(
        fetched.url,
        "request",
        http_headers=StatusAndHeaders(
            f"GET /{target} HTTP/1.1",
            [(n, _safe(v)) for n, v in fetched.request],
            is_http_request=True,
        ),
        warc_headers_dict={"WARC-Date": moment, "WARC-Concurrent-To": record},
    )
    writer.write_record(response)
    writer.write_record(request)
    return out.getvalue(), str(record)


_REASONS = {200: "OK", 203: "Non-Authoritative", 206: "Partial", 304: "Not Modified"}


def _moment(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"


def _safe(value: str) -> str:
    """A header's value on one line, in the signs that headers have."""
    line = "".join(char if char.isprintable() else " " for char in value)
    return line.encode("latin-1", errors="replace").decode("latin-1")


def _warcinfo(name: str) -> bytes:
    from warcio.warcwriter import WARCWriter

    from herodotus.sources.fetch import user_agent

    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    facts = {"software": user_agent(), "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(name, facts))
    return out.getvalue()


def _place(folder: Path, day: str) -> tuple[Path, int, Path]:
    """The file of a day that is whole and not full, its size, and its index."""
    for number in itertools.count(1):
        name = day if number == 1 else f"{day}-{number:03}"
        path, index = folder / (name + _SUFFIX), folder / (name + _INDEX)
        size = path.stat().st_size if path.exists() else 0
        if size < _FULL and size == _indexed(index):
            return path, size, index
    raise OSError("no name is left")


def _indexed(index: Path) -> int:
    """Where the last page of an index ends; 0 for an index without pages."""
    if not index.exists() or not index.stat().st_size:
        return 0
    with index.open("rb") as file:
        file.seek(max(0, index.stat().st_size - _CHUNK))
        last = file.read()
    entry = _entry(last.splitlines()[-1]) if last.endswith(b"\n") else None
    return entry.start + entry.length if entry else -1


def _append(path: Path, data: bytes) -> None:
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _line(entry: Entry) -> bytes:
    fields = entry._asdict() | {"moment": _moment(entry.moment)}
    return json.dumps(fields).encode("ascii") + b"\n"


def _entry(line: bytes) -> Entry | None:
    try:
        fields: dict[str, Any] = json.loads(line)  # whatever JSON holds
        moment = datetime.datetime.fromisoformat(fields.pop("moment"))
        return Entry(moment=moment, **fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # a line that a process left half-written


def _tied_record(line: bytes) -> str | None:
    try:
        fields = json.loads(line)
    except ValueError:
        return None
    return fields.get("record") if isinstance(fields, dict) else None
