"""Addresses on the web as inputs: a page, a feed, a sitemap, or a file that lies there.

Which of them it is, what comes back tells. A page is a report; a feed or a sitemap
leads to pages, each fetched in turn; anything else is read as a file of its kind is.
"""

from __future__ import annotations

import datetime
import logging
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast
from urllib.parse import urlsplit

from herodotus.errors import InputError, UnsupportedKind
from herodotus.model import Failure, Report
from herodotus.sources.bodies import unpacked
from herodotus.sources.feeds import Item, content_reports, feed_items
from herodotus.sources.fetch import Fetched, Fetcher
from herodotus.sources.kinds import Known, failed, kind_of, reader_of
from herodotus.sources.sitemaps import Listed, listed
from herodotus.sources.streams import Rewound, chunks_of

_log = logging.getLogger(__name__)

#: The kinds that are one report, so that its address is that of what was fetched.
_PAGES = frozenset({"html", "plain", "pdf"})

#: The kinds that lead to pages.
_LISTS = frozenset({"feeds", "sitemaps"})

_GZIP = b"\x1f\x8b"

_MOST_SITEMAPS = 200


class Reach(NamedTuple):
    """How far to go from a feed or sitemap: pages at the most, and from which day."""

    limit: int = 100
    since: datetime.date | None = None

    def includes(self, day: datetime.date | None) -> bool:
        """Whether a page of that day is wanted; one of no known day is."""
        return self.since is None or day is None or day >= self.since


#: As far as anybody goes who does not say how far.
FAR = Reach()


def reports_at(
    url: str, known: Known, *, fetcher: Fetcher, reach: Reach = FAR
) -> Iterator[Report | Failure]:
    """The reports that an address leads to; a Failure for each that cannot be had."""
    try:
        with fetcher.get(url) as fetched:
            stream, module = _opened(fetched)
            if module == "feeds":
                items = feed_items(stream, fetched.url, base=fetched.url)
                found = _feed_reports(items, fetched.url, known, fetcher, reach)
                pages = _tied(found, fetched)
            elif module == "sitemaps":
                first = listed(stream, fetched.url)
                pages = _sitemap_reports(first, fetched.url, known, fetcher, reach)
            else:
                pages = fetched_reports(fetched, known, stream=stream)
            yield from pages
    except InputError as problem:
        yield failed(problem, url)
    except OSError as problem:  # the disk is full, or the like
        yield Failure(id=url, error="FileProblem", message=f"{url}: {problem}")


def page_reports(
    url: str, known: Known, *, fetcher: Fetcher
) -> Iterator[Report | Failure]:
    """The report of one page, or of a file; feeds and sitemaps lead no further."""
    try:
        with fetcher.get(url) as fetched:
            stream, module = _opened(fetched)
            if module in _LISTS:
                raise UnsupportedKind(
                    f"{url} is a feed or a sitemap where a page was expected: give its "
                    "own address if you mean it",
                    url=url,
                )
            yield from fetched_reports(fetched, known, stream=stream)
    except InputError as problem:
        yield failed(problem, url)
    except OSError as problem:
        yield Failure(id=url, error="FileProblem", message=f"{url}: {problem}")


def fetched_reports(
    fetched: Fetched, known: Known, *, stream: Rewound | None = None
) -> Iterator[Report | Failure]:
    """The reports in what was fetched, read as the kind that its content is of."""
    stream = stream or Rewound(fetched.stream)
    name, media_type = urlsplit(fetched.url).path, fetched.media_type
    kind = kind_of(stream, fetched.url, name=name, media_type=media_type)
    if kind.module in _PAGES:
        known = known._replace(url=fetched.url, charset=fetched.charset)
    try:
        found = reader_of(kind)(cast("BinaryIO", stream), fetched.url, known)
        yield from _tied(found, fetched)
    except InputError as problem:
        yield failed(problem, problem.facts.get("id") or fetched.url)


def _tied(
    found: Iterator[Report | Failure], fetched: Fetched
) -> Iterator[Report | Failure]:
    """The reports, each told to the archive if it stands in what was fetched itself."""
    for item in found:
        if fetched.tie is not None and isinstance(item, Report):
            origin = item.origin or ""
            if origin == fetched.url or origin.startswith(f"{fetched.url}: "):
                fetched.tie(item)
        yield item


def item_reports(
    item: Item, origin: str, known: Known, *, fetcher: Fetcher
) -> Iterator[Report | Failure]:
    """The report of one item of a feed: its own text, or else the page it leads to."""
    if item.content is not None:
        yield from content_reports(item, origin, known)
    elif item.url is not None:
        yield from page_reports(item.url, item.known(known), fetcher=fetcher)
    else:
        where = f"{origin}: item {item.number}"
        message = f"{where} has neither an article nor the address of one"
        yield Failure(id=where, error="EmptyInput", message=message)


def _opened(fetched: Fetched) -> tuple[Rewound, str]:
    """The body of what was fetched, and the module that reads its kind.

    Feeds and sitemaps may be gzip files, which other kinds of file see to themselves.
    """
    stream = Rewound(fetched.stream)
    if stream.peek(2) == _GZIP:
        packed = Rewound(_Unpacked(stream, fetched.url))
        module = _module(packed, fetched)
        if module in _LISTS:
            return packed, module
        fetched.stream.seek(0)
        stream = Rewound(fetched.stream)
    return stream, _module(stream, fetched)


def _module(stream: Rewound, fetched: Fetched) -> str:
    name, media_type = urlsplit(fetched.url).path, fetched.media_type
    return kind_of(stream, fetched.url, name=name, media_type=media_type).module


class _Unpacked:
    """What a gzip file holds, as it is asked for."""

    def __init__(self, stream: Rewound, url: str) -> None:
        self._pieces = unpacked(chunks_of(stream), "gzip", url=url)

    def read(self, _: int = -1, /) -> bytes:
        """The next piece; nothing at the end."""
        return next(self._pieces, b"")


def _feed_reports(
    items: list[Item], origin: str, known: Known, fetcher: Fetcher, reach: Reach
) -> Iterator[Report | Failure]:
    wanted = [item for item in items if reach.includes(item.published)]
    for item in wanted[: reach.limit]:
        yield from item_reports(item, origin, known, fetcher=fetcher)
    _tell_rest(origin, len(wanted) - reach.limit)


def _sitemap_reports(
    first: list[Listed], origin: str, known: Known, fetcher: Fetcher, reach: Reach
) -> Iterator[Report | Failure]:
    """The pages of a sitemap and of those that it leads to, each of them once."""
    waiting = deque([first])
    seen = {origin}
    sitemaps = read = left = 0
    while waiting:
        for entry in waiting.popleft():
            if entry.url in seen or not reach.includes(entry.day):
                continue
            seen.add(entry.url)
            if entry.is_sitemap:
                sitemaps += 1
                if sitemaps > _MOST_SITEMAPS or read >= reach.limit:
                    left += 1
                    continue
                further = _further(entry.url, fetcher)
                if isinstance(further, Failure):
                    yield further
                else:
                    waiting.append(further)
            elif read < reach.limit:
                read += 1
                inner = entry.known(known)
                yield from page_reports(entry.url, inner, fetcher=fetcher)
            else:
                left += 1
    _tell_rest(origin, left)


def _further(url: str, fetcher: Fetcher) -> list[Listed] | Failure:
    """What a further sitemap lists, or why that cannot be told."""
    try:
        with fetcher.get(url) as fetched:
            return listed(_opened(fetched)[0], url)
    except InputError as problem:
        return failed(problem, url)


def _tell_rest(origin: str, left: int) -> None:
    if left > 0:
        _log.warning(
            "%s leads to %d pages more than were asked for: raise --limit to read them",
            origin,
            left,
        )
