"""What a page says of itself: headline, publisher, date, address, language."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from herodotus.sources.authors import author_name, byline_author
from herodotus.sources.boilerplate import class_words, wording
from herodotus.sources.dates import PrintedDate, find_date, iso_date
from herodotus.sources.text import harmless

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_JSON = 2_000_000
_ARTICLE = re.compile(
    r"(?:News|Report|Blog|Live|Social|Opinion|Backgr)?.*(?:Article|Posting|Report)"
)
_SPACE = re.compile(r"\s+")
_PARTS = re.compile(r"\s+(?:[-–—|·»«•]|::)\s+|:\s+")
_SHORT = 12  # a headline has more letters
_DEEP = 12
_LINE = 120  # characters: more is no line of a date


class Facts(NamedTuple):
    """What is found in a page's head, its JSON-LD and its microdata."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    date: PrintedDate | None = None
    body: str | None = None  # schema.org's articleBody
    free: bool = True  # unless it says that it must be paid for


_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "bt:pubdate",
    "date",
)
_TITLES = ("og:title", "twitter:title", "dcterms.title", "dc.title", "title")
_PUBLISHERS = ("og:site_name", "application-name", "dcterms.publisher", "dc.publisher")
_AUTHORS = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dcterms.creator",
    "dc.creator",
    "citation_author",
)
_MOST_AUTHORS = 10
_MOST_BYLINES = 40
#: What may be a byline by its class; `data/pages.toml` says what is one.
_LIKE_AUTHOR = re.compile("(?i)author|byline|written|created|submitted")


def page_facts(tree: HtmlElement, *, url: str | None = None) -> Facts:
    """What the page says; to be asked before its tree is cut."""
    meta = _meta(tree)
    article = _article(tree)
    title = _text(article.get("headline")) or _first(meta, _TITLES)
    address = _address(tree, meta, article, url)
    return Facts(
        title=title or _heading(tree),
        publisher=_name(article.get("publisher")) or _first(meta, _PUBLISHERS),
        author=_author(tree, meta, article),
        url=address,
        language=_language(tree, meta),
        date=_date(tree, meta, article),
        body=_text(article.get("articleBody"), lines=True),
        free=str(article.get("isAccessibleForFree", True)).lower() != "false",
    )


def shown_date(tree: HtmlElement) -> PrintedDate | None:
    """The date that a page shows, by htmldate: asked when surroundings are cut."""
    from htmldate import find_date as date_shown

    days = {iso_date(time.get("datetime") or "") for time in tree.iter("time")}
    if len(days) == 1 and (day := days.pop()) and day.whole():
        return day
    for link in tree.xpath('.//link[@rel="canonical"]|.//meta[@property="og:url"]'):
        link.drop_tree()  # the date in an address counts less than a dateline
    try:
        found = date_shown(tree, extensive_search=False, original_date=True)
    except Exception:  # of any kind, on dates that were never dates
        return None
    return iso_date(found) if found else None


def date_among(lines: tuple[str, ...]) -> PrintedDate | None:
    """The date in the lines under a headline, if they agree on one.

    >>> date_among(("Ivo Brand · 3 May 2019", "Updated 3 May 2019, 10:12"))
    PrintedDate(year=2019, month=5, day=3)
    """
    found = [find_date(line) for line in lines if len(line) <= _LINE]
    dates = {printed[0] for printed in found if printed and printed[0].whole()}
    return dates.pop() if len(dates) == 1 else None


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The names and contents of `<meta>`; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next(filter(None, (_text(meta.get(name)) for name in names)), None)


def _article(tree: HtmlElement) -> dict[str, Any]:
    """The article that the page's JSON-LD describes; {} if it describes none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = (script.text or "").strip()
        if not source or len(source) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and _ARTICLE.fullmatch(k) for k in kinds):
                return thing
    return {}


def _things(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(data, list):
        for item in data[:200]:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(key), depth + 1)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _text(value)


def _author(
    tree: HtmlElement, meta: dict[str, str], article: dict[str, Any]
) -> str | None:
    """Who wrote it: as the page's data say, else as its marked byline does."""
    said = article.get("author") or article.get("creator")
    people = said if isinstance(said, list) else [said]
    names = filter(None, map(_name, people[:_MOST_AUTHORS]))
    found = author_name(", ".join(dict.fromkeys(names)))
    for name in _AUTHORS:
        found = found or author_name(meta.get(name))
    return found or _shown_author(tree)


def _shown_author(tree: HtmlElement) -> str | None:
    """The names that a page marks as its author's: by microdata, a link, or a class."""
    from lxml import etree

    names: list[str] = []
    bylines: list[HtmlElement] = []
    for element in tree.iter(etree.Element):
        if element.get("itemprop") == "author" or element.get("rel") == "author":
            inner = element.xpath('.//*[@itemprop="name"]')
            words = element.get("content") or (inner or [element])[0].text_content()
            if len(names) < _MOST_AUTHORS and (name := author_name(_text(words))):
                names.append(name)
        elif (names_it := element.get("class")) and _LIKE_AUTHOR.search(names_it):
            bylines.append(element)
    if names:
        return ", ".join(dict.fromkeys(names))
    return next(filter(None, map(_in_byline, bylines[:_MOST_BYLINES])), None)


def _in_byline(element: HtmlElement) -> str | None:
    """The names in an element whose class says that they are an author's."""
    page, names = wording(), class_words(element)
    if not page.authors.search(names) or page.comments.search(names):
        return None
    return byline_author(_text(element.text_content()) or "", marked=True)


def _text(value: object, *, lines: bool = False) -> str | None:
    if not isinstance(value, str):
        return None
    text = harmless(entities.unescape(value))
    if not lines:
        text = _SPACE.sub(" ", text)[:500]
    return text.strip() or None


def _heading(tree: HtmlElement) -> str | None:
    """The only headline of the page; else of its title what the page shows as well."""
    headings = [_text("".join(h.itertext())) for h in tree.iter("h1")]
    found = [heading for heading in headings if heading]
    if len(found) == 1:
        return found[0]
    element = next(tree.iter("title"), None)
    title = _text(element.text) if element is not None else None
    parts = _PARTS.split(title or "")
    if not title or len(parts) == 1:
        return title
    shown = {
        _text("".join(element.itertext()))
        for element in tree.iter("h1", "h2", "h3", "h4", "b", "strong", "font", "td")
        if len(element) < 3
    }
    # A title may hold such marks itself: the longest stretch that is shown counts.
    for length in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - length + 1):
            at = title.find(parts[start])
            last = parts[start + length - 1]
            stretch = title[at : title.find(last, at) + len(last)]
            if stretch in shown and len(stretch) > _SHORT:
                return stretch
    return title


def _date(
    tree: HtmlElement, meta: dict[str, str], article: dict[str, Any]
) -> PrintedDate | None:
    said: list[object] = [article.get("datePublished")]
    said += [meta.get(name) for name in _DATES]
    for element in tree.iter("time", "span", "div", "meta", "abbr"):
        if element.get("itemprop") == "datePublished" or (
            element.tag == "time" and element.get("pubdate") is not None
        ):
            said += [element.get(name) for name in ("datetime", "content", "title")]
    said += [article.get("dateCreated")]
    for value in said:
        if isinstance(value, str) and value.strip():
            printed = iso_date(value.strip()[:60])
            if printed and printed.whole():
                return printed
    return None


def _address(
    tree: HtmlElement,
    meta: dict[str, str],
    article: dict[str, Any],
    url: str | None,
) -> str | None:
    """The canonical address; not one that names the site's front page for all."""
    links = [
        link.get("href")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for said in (*links, meta.get("og:url"), article.get("url")):
        if not isinstance(said, str) or len(said) > 2000:
            continue
        try:
            whole = urljoin(url or "", harmless(said).strip())
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.netloc:
            if parts.path.strip("/") or parts.query:
                return whole
    return url


def _language(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    """The language that the page names; only a hint, since templates are copied."""
    said = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return said or meta.get("content-language") or meta.get("og:locale")
