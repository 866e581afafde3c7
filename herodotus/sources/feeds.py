"""Feeds: RSS, Atom and JSON Feed; what is new at an outlet, item by item.

An item has an address, a title and a date, and often only a sentence or two of the
article. Where it carries the article whole, that is what is read; else the page behind
its address is fetched. Feeds in the wild are broken in every way: feedparser reads them
all the same.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import json
import re
import time
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import urljoin

from herodotus.errors import EmptyInput, RecordProblem
from herodotus.model import Failure, Report
from herodotus.sources.address import is_url
from herodotus.sources.authors import author_name
from herodotus.sources.dates import PrintedDate
from herodotus.sources.kinds import Known, failed, reports_in
from herodotus.sources.streams import Readable, whole
from herodotus.sources.text import without_surrogates

#: Bytes of a feed: the largest have a few thousand items.
LARGEST = 5_000_000

#: An article has at least so many characters; fewer are a teaser. What a feed calls a
#: description or summary mostly is one, and must be longer to be taken for an article.
_ARTICLE = 600
_LONG_SUMMARY = 1500

_TEASER = re.compile(
    r"(?:\.\.\.|…|\[…\]|(?:read (?:more|on|the full|the rest)|continue reading|more)"
    r"\W{0,20}(?:»|→|>>)?)\s*$",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_PARTS = re.compile(r"\d+")


class Item(NamedTuple):
    """One entry of a feed.

    `key` names it for good: the id that the feed gives it, else its address. `content`
    is the article as HTML where the feed carries it whole. `said` is a hash of what the
    feed says of it: where that is another, the item was edited.
    """

    number: int
    key: str
    url: str | None
    title: str | None
    published: datetime.date | None
    publisher: str | None
    content: str | None
    said: str = ""
    author: str | None = None

    def known(self, known: Known) -> Known:
        """What the feed says of the article, beside what was known before."""
        day = self.published
        return known._replace(
            url=self.url or known.url,
            title=self.title or known.title,
            publisher=self.publisher or known.publisher,
            author=self.author or known.author,
            published=PrintedDate(day.year, day.month, day.day) if day else None,
            charset=None,
        )


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report | Failure]:
    """The articles that a feed carries whole; a Failure for each of the others.

    A file is read without the network: the pages behind its items are not fetched.

    Raises:
        EmptyInput: it has no items.
    """
    found = feed_items(stream, origin, base=known.url)
    for item in found:
        if item.content is not None:
            yield from content_reports(item, origin, known)
            continue
        where = f"{origin}: item {item.number}"
        problem = EmptyInput(
            f"{where} carries no article, only "
            + (f"the address of one ({item.url}): read that" if item.url else "a title")
        )
        yield failed(problem, item.url or where)


def feed_items(stream: Readable, origin: str, *, base: str | None) -> list[Item]:
    """The items of a feed, in its order; `base` is the address that it came from.

    Raises:
        EmptyInput: it has no items.
        TooLong: it is larger than a feed may be.
    """
    data = whole(stream, LARGEST, where=origin, longest=LARGEST)
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    items = _json_items(data, origin, base) if is_json else _xml_items(data, base)
    if not items:
        raise EmptyInput(
            f"{origin} is a feed without items: there is nothing new in it, or it is "
            "no feed. Look at it in a browser",
            where=origin,
        )
    return items


def content_reports(
    item: Item, origin: str, known: Known
) -> Iterator[Report | Failure]:
    """The report of an item whose article the feed carries whole."""
    title = html.escape(item.title or "")
    page = (
        '<!doctype html><html><head><meta charset="utf-8">'
        f"<title>{title}</title></head><body><article><h1>{title}</h1>"
        f"{item.content}</article></body></html>"
    )
    where = f"{origin}: item {item.number}" + (f" ({item.url})" if item.url else "")
    data = page.encode("utf-8", errors="replace")
    inner = item.known(known)._replace(charset="utf-8", depth=known.depth + 1)
    yield from reports_in(BytesIO(data), where, inner, media_type="text/html")


def _xml_items(data: bytes, base: str | None) -> list[Item]:
    import feedparser

    # A string could be taken for an address or a file; a stream is only read.
    headers = {"content-location": base} if base else {}
    try:
        feed = feedparser.parse(BytesIO(data), response_headers=headers)
    except Exception as problem:  # a parser of broken feeds may itself break
        raise RecordProblem(
            f"{base or 'the feed'} cannot be read as a feed "
            f"({type(problem).__name__}): look at it in a browser",
        ) from problem
    outlet = _words(feed.feed.get("title"))
    return [
        _xml_item(number, entry, outlet)
        for number, entry in enumerate(feed.entries, start=1)
    ]


def _xml_item(
    number: int,
    parsed_entry: Mapping[str, Any],  # as feedparser has it
    outlet: str | None,
) -> Item:
    entry = dict(parsed_entry)  # whose own look-ups warn, and answer with other keys
    url = _address(entry.get("link"))
    source = entry.get("source") or {}
    moment = entry.get("published") or entry.get("updated")
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    contents = [str(part.get("value") or "") for part in entry.get("content") or []]
    summary = str(entry.get("summary") or "")
    content = _article(max(contents, key=len, default=""))
    content = content or _article(summary, least=_LONG_SUMMARY)
    return Item(
        number=number,
        key=str(entry.get("id") or url or entry.get("title") or number),
        url=url,
        title=_words(entry.get("title")),
        published=_day(moment) or _parsed_day(parsed),
        publisher=_words(source.get("title")) or outlet,
        content=content,
        said=_said(content, entry, "title", "summary", "updated"),
        author=author_name(_words(entry.get("author"))),
    )


def _json_items(data: bytes, origin: str, base: str | None) -> list[Item]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise RecordProblem(
            f"{origin} is no whole JSON Feed: fetch it anew", where=origin
        ) from problem
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(entries, list):
        return []
    return [
        _json_item(number, entry, _words(feed.get("title")), base)
        for number, entry in enumerate(entries, start=1)
        if isinstance(entry, dict)
    ]


def _json_item(
    number: int,
    entry: dict[str, Any],  # whatever JSON holds
    outlet: str | None,
    base: str | None,
) -> Item:
    link = entry.get("url")
    try:
        url = _address(urljoin(base or "", link) if isinstance(link, str) else None)
    except ValueError:
        url = None
    content = entry.get("content_html")
    if not isinstance(content, str):
        plain = entry.get("content_text")
        content = _paragraphs(plain) if isinstance(plain, str) else ""
    return Item(
        number=number,
        key=str(entry.get("id") or url or number),
        url=url,
        title=_words(entry.get("title")),
        published=_day(entry.get("date_published")),
        publisher=outlet,
        content=(article := _article(content)),
        said=_said(article, entry, "title", "summary", "date_modified"),
        author=_json_author(entry),
    )


def _json_author(entry: dict[str, Any]) -> str | None:
    """The authors of an item, as either version of JSON Feed has them."""
    said = entry.get("authors") or [entry.get("author")]
    named = said if isinstance(said, list) else []
    names = [one.get("name") for one in named if isinstance(one, dict)]
    return author_name(", ".join(name for name in names if isinstance(name, str)))


def _said(article: str | None, entry: Mapping[str, Any], *fields: str) -> str:
    """A hash of what a feed says: of the article itself where it carries it whole.

    Only without the article does the moment of the last change count: many feeds
    change that with every request.
    """
    # feedparser warns of a field that it makes up: so those that are there alone.
    told = [str(entry[name] or "") if name in entry else "" for name in fields]
    if article is not None:
        told = [told[0], article]
    key = json.dumps([" ".join(words.split()) for words in told])
    return hashlib.sha256(key.encode("ascii")).hexdigest()[:16]


def _paragraphs(text: str) -> str:
    parts = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    return "".join(f"<p>{html.escape(part)}</p>" for part in parts)


def _article(content: str, *, least: int = _ARTICLE) -> str | None:
    """The content of an item if it is an article, and no teaser that leads to one."""
    words = html.unescape(_TAG.sub(" ", content)).strip()
    if len(words) < least or _TEASER.search(words):
        return None
    return content


def _address(link: object) -> str | None:
    return link.strip() if isinstance(link, str) and is_url(link.strip()) else None


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    plain = html.unescape(_TAG.sub(" ", value))
    return without_surrogates(" ".join(plain.split()))[:500] or None


def _day(value: object) -> datetime.date | None:
    """The day of a date, by the clock of those who printed it.

    >>> _day("Sun, 27 Sep 2020 23:30:00 -0400"), _day("2020-09-27T23:30:00Z")
    (datetime.date(2020, 9, 27), datetime.date(2020, 9, 27))
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        if _PARTS.match(text) and text[4:5] in {"-", ""}:
            return datetime.date.fromisoformat(text[:10])
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError):
        return None


def _parsed_day(parsed: time.struct_time | None) -> datetime.date | None:
    try:
        return datetime.date(*parsed[:3]) if parsed else None
    except ValueError:
        return None
