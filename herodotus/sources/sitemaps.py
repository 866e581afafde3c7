"""Sitemaps: the pages that a site lists for crawlers, with the days of their news.

Three forms are read: lists of pages, with the extension for news or without; indexes
that lead to further sitemaps; and plain lists of addresses, one a line. The XML is
taken in as it comes; what declares entities of its own is refused, since nothing but an
attack has use for them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from herodotus.errors import EmptyInput, RecordProblem
from herodotus.model import Failure
from herodotus.sources.address import is_url
from herodotus.sources.dates import PrintedDate
from herodotus.sources.kinds import Known, failed
from herodotus.sources.streams import Readable, chunks_of

#: A sitemap may list 50,000 pages (sitemaps.org, "Sitemap file limits").
MOST_PAGES = 50_000

_LONGEST = 4000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Listed(NamedTuple):
    """One address that a sitemap lists: a page, or a further sitemap."""

    url: str
    is_sitemap: bool = False
    modified: datetime.date | None = None
    published: datetime.date | None = None
    title: str | None = None
    publisher: str | None = None

    @property
    def day(self) -> datetime.date | None:
        """The day of the news, else the day of the last change."""
        return self.published or self.modified

    def known(self, known: Known) -> Known:
        """What the sitemap says of the page, beside what was known before."""
        day = self.published
        return known._replace(
            url=self.url,
            title=self.title or known.title,
            publisher=self.publisher or known.publisher,
            published=PrintedDate(day.year, day.month, day.day) if day else None,
            charset=None,
        )


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Failure]:
    """A failure: a sitemap in a file has addresses only, which are not fetched."""
    problem = EmptyInput(
        f"{origin} is a sitemap: it lists pages, and has none. Give its address on the "
        "web, and its pages are fetched",
        where=origin,
    )
    yield failed(problem, origin)


def listed(stream: Readable, origin: str) -> list[Listed]:
    """What a sitemap lists, in its order, 50,000 addresses at the most.

    Raises:
        EmptyInput: it lists nothing.
        RecordProblem: it is no XML before its first address, or declares entities.
    """
    chunks = chunks_of(stream)
    first = next(chunks, b"")
    if not first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = _plain(first, chunks)
    else:
        found = _Pages(origin).read(first, chunks)
    if not found:
        raise EmptyInput(f"{origin} is a sitemap that lists no page", where=origin)
    return found


def _plain(first: bytes, chunks: Iterator[bytes]) -> list[Listed]:
    found: list[Listed] = []
    rest = first
    while len(found) < MOST_PAGES and len(rest) < 1 << 20:
        chunk = next(chunks, b"")
        *lines, rest = (rest + chunk).split(b"\n")
        lines += [] if chunk else [rest]
        urls = (line.decode("utf-8", errors="replace").strip() for line in lines)
        found += [Listed(url) for url in urls if is_url(url)]
        if not chunk:
            break
    return found[:MOST_PAGES]


class _Pages:
    """What is read of one sitemap, element by element."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._found: list[Listed] = []
        self._fields: dict[str, str] = {}
        self._path: list[str] = []
        self._text: list[str] = []
        self._size = 0

    def read(self, first: bytes, chunks: Iterator[bytes]) -> list[Listed]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        try:
            parser.Parse(first, False)
            for chunk in chunks:
                if len(self._found) >= MOST_PAGES:
                    return self._found[:MOST_PAGES]
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        # An encoding that Python does not know, or that expat cannot take, is another.
        except (expat.ExpatError, LookupError, ValueError) as problem:
            if isinstance(problem, RecordProblem):
                raise
            if not self._found:
                raise RecordProblem(
                    f"{self._origin} is no proper XML ({problem}): look at it in a "
                    "browser",
                    where=self._origin,
                ) from problem
        return self._found[:MOST_PAGES]

    def _start(self, name: str, _: dict[str, str]) -> None:
        local = name.rpartition(" ")[2].lower()
        self._path.append(local)
        self._text, self._size = [], 0
        if local in {"url", "sitemap"}:
            self._fields = {}
        if len(self._path) > 50:
            raise RecordProblem(
                f"{self._origin} is nested as no sitemap is: it is not read",
                where=self._origin,
            )

    def _characters(self, text: str) -> None:
        self._size += len(text)
        if self._size <= _LONGEST:
            self._text.append(text)

    def _end(self, name: str) -> None:
        local = self._path.pop()
        parent = self._path[-1] if self._path else ""
        text = "".join(self._text).strip()
        self._text, self._size = [], 0
        if local in {"url", "sitemap"}:
            self._keep(is_sitemap=local == "sitemap")
        elif parent in {"url", "sitemap", "news", "publication"} and text:
            self._fields.setdefault(f"{parent} {local}", text)

    def _keep(self, *, is_sitemap: bool) -> None:
        fields = self._fields
        outer = "sitemap" if is_sitemap else "url"
        url = fields.get(f"{outer} loc", "")
        if is_url(url):
            self._found.append(
                Listed(
                    url,
                    is_sitemap,
                    _day(fields.get(f"{outer} lastmod")),
                    _day(fields.get("news publication_date")),
                    fields.get("news title"),
                    fields.get("publication name"),
                )
            )

    def _entity(self, *_: object) -> None:
        raise RecordProblem(
            f"{self._origin} declares entities of its own, as no sitemap needs to: it "
            "is not read",
            where=self._origin,
        )


def _day(value: str | None) -> datetime.date | None:
    found = _DAY.match(value or "")
    try:
        return datetime.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
