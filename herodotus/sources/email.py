"""E-mail: a message is a report; a digest of several articles is as many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from io import BytesIO
from typing import BinaryIO, NamedTuple, cast

from herodotus.errors import DamagedInput, EmptyInput, InputError, TooLong
from herodotus.model import Failure, Report
from herodotus.sources.dates import PrintedDate, iso_date
from herodotus.sources.html import report_from_page
from herodotus.sources.kinds import Known, failed, reports_in
from herodotus.sources.markup import web_encoding
from herodotus.sources.report import build_report
from herodotus.sources.streams import whole
from herodotus.sources.text import decode, harmless

_LARGEST = 60_000_000
_DEEPEST = 20
_ATTACHED = frozenset({"application/pdf", "text/html", "text/plain", "text/csv"})

#: RFC 1153, and the rules that digests draw between articles.
_RULE = re.compile(r"^[ \t]*(?:[-=_*~#+•—–][ \t]?){8,}[ \t]*$", re.MULTILINE)
_HEADERS = re.compile(r"\s*(?:(?:Date|From|Subject|To|Message-ID|Source): .*\n)+", re.I)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_NOT_ARTICLE = re.compile(
    r"unsubscribe|manage (?:your )?(?:preferences|subscription)|in (?:your|a) browser"
    r"|you (?:are receiving|received) this|end of .{0,60}digest"
    r"|^\s*(?:in this issue|(?:table of )?contents|today'?s (?:topics|headlines))\b",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"^<?(https?://\S+?)>?$", re.MULTILINE)
_SENTENCE = re.compile(r"\w[.!?]['\"”’)]*(?:\s|$)")
_LEAST = 150  # characters: less is no article
_LONGEST_TITLE = 160


class _Article(NamedTuple):
    title: str | None
    url: str | None
    text: str


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report | Failure]:
    """The reports in a message: its text, the articles of a digest, what is attached.

    Subject, sender and date of the message fill in what an article does not say.
    """
    data = whole(stream, _LARGEST, where=origin, longest=_LARGEST)
    try:
        message = message_from_bytes(data, policy=policy.default)
    except (ValueError, RecursionError, LookupError, IndexError) as problem:
        raise _damaged(origin) from problem
    number = 0
    for found in _messages(message, origin, known, depth=0):
        number += 1
        yield found
    if not number:
        raise EmptyInput(
            f"{origin} is a message without text. Check that it was saved whole",
            where=origin,
        )


def articles_of(text: str) -> list[str]:
    r"""The articles of a digest, as the rules between them part them; else the text.

    >>> one = "Blast in Arvan\n\n" + "Ten people died in the blast. " * 6
    >>> two = "Talks fail\n\n" + "The talks broke off on Monday. " * 6
    >>> len(articles_of(f"Contents\n{'-' * 30}\n{one}\n{'-' * 30}\n{two}"))
    2
    """
    pieces = [piece.strip("\n") for piece in _RULE.split(text)]
    articles = [piece for piece in pieces if _is_article(piece)]
    if len(articles) >= 2:
        return articles
    return [_SIGNATURE.split(text)[0].strip("\n")]


def _messages(
    message: Message, origin: str, known: Known, *, depth: int
) -> Iterator[Report | Failure]:
    """The reports of a message, and of those that it carries."""
    if depth > _DEEPEST:
        raise TooLong(f"{origin}: messages in messages without end", where=origin)
    here = _filled(message, known)
    plain: bytes | None = None
    page: bytes | None = None
    charsets: dict[str, str | None] = {}
    carried: list[Message] = []
    attached: list[tuple[str, str, bytes]] = []
    for part in _parts(message, origin):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            carried += [row for row in part.get_payload() if isinstance(row, Message)]
            continue
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes) or not body.strip():
            continue
        name = _file_name(part)
        if name or part.get_content_disposition() == "attachment":
            if kind in _ATTACHED:
                attached.append((name or "attachment", kind, body))
        elif kind == "text/plain" and plain is None:
            plain, charsets["plain"] = body, _charset(part)
        elif kind == "text/html" and page is None:
            page, charsets["page"] = body, _charset(part)
    try:
        yield from _body(plain, page, charsets, origin, here)
    except InputError as problem:
        if not (carried or attached) or not isinstance(problem, EmptyInput):
            yield failed(problem, origin)
    for i, inner in enumerate(carried, 1):
        yield from _messages(inner, f"{origin}: message {i}", known, depth=depth + 1)
    for name, kind, body in attached:
        where = f"{origin}: {harmless(name)[:200]}"
        inside = here._replace(depth=here.depth + 1, title=None)
        yield from reports_in(BytesIO(body), where, inside, name=name, media_type=kind)


def _body(
    plain: bytes | None,
    page: bytes | None,
    charsets: dict[str, str | None],
    origin: str,
    known: Known,
) -> Iterator[Report | Failure]:
    text = _text(plain, charsets.get("plain"), origin) if plain else ""
    if page is not None and len(text) < _LEAST:
        yield report_from_page(
            page, origin, known._replace(charset=charsets.get("page"))
        )
        return
    if not text.strip():
        if plain is None and page is None:
            return
        raise EmptyInput(f"{origin} is a message without words", where=origin)
    articles = articles_of(text)
    if len(articles) == 1:
        yield _report(_Article(None, None, articles[0]), origin, known)
        return
    for i, words in enumerate(articles, 1):
        where = f"{origin}: article {i}"
        try:
            yield _digested(words, where, known)
        except InputError as problem:
            yield failed(problem, where)


def _digested(words: str, where: str, known: Known) -> Report:
    """One article of a digest; the date of the digest is only a last resort."""
    headers = _HEADERS.match(words)
    if headers:
        inner = message_from_bytes(headers[0].strip().encode(), policy=policy.default)
        words = words[headers.end() :].strip("\n")
        known = _filled(inner, known)
        return _report(_article(words, keep=True), where, known)
    article = _article(words)
    report = _report(article, where, known._replace(published=None))
    return report if report.date else _report(article, where, known)


def _article(words: str, *, keep: bool = False) -> _Article:
    """The headline, address and text of an article of a digest."""
    address = _ADDRESS.search(words)
    title = None
    first, _, rest = words.strip().partition("\n")
    headline = first.strip().lstrip("*#•0123456789.) \t") if not keep else ""
    if headline and len(headline) <= _LONGEST_TITLE and not headline.endswith("."):
        if rest.strip() and not _ADDRESS.match(first):
            title, words = headline, rest
    if address:
        words = words.replace(address[0], "", 1)
    return _Article(title, address[1] if address else None, words.strip("\n"))


def _report(article: _Article, where: str, known: Known) -> Report:
    return build_report(
        article.text.strip("\n") + "\n" if article.text.strip() else "",
        where=where,
        argument_date=known.date,
        argument_place=known.place,
        metadata=known.metadata(title=article.title, url=article.url),
        printed_date=known.published,
        origin=where,
        longest=known.longest,
    )


def _parts(message: Message, origin: str) -> Iterator[Message]:
    """The parts that are no container; what a message carries is not gone into."""
    open_: list[tuple[Message, int]] = [(message, 0)]
    while open_:
        part, depth = open_.pop()
        if depth > _DEEPEST:
            raise TooLong(f"{origin} has parts in parts without end", where=origin)
        if part.get_content_type() == "message/rfc822" or not part.is_multipart():
            yield part
            continue
        inner = cast("list[Message]", part.get_payload())
        open_ += [(row, depth + 1) for row in reversed(inner)]


def _filled(message: Message, known: Known) -> Known:
    """What is known of a message's text from its headers."""
    sender, address = parseaddr(_header(message, "From") or "")
    house = sender.strip("\"' ") or address.partition("@")[2]
    return known._replace(
        title=_header(message, "Subject") or known.title,
        publisher=house or known.publisher,
        published=_sent(message) or known.published,
        url=_header(message, "Archived-At") or known.url,
    )


def _sent(message: Message) -> PrintedDate | None:
    said = _header(message, "Date")
    return iso_date(said[:60]) if said else None


def _header(message: Message, name: str) -> str | None:
    try:
        value = message.get(name)
        text = harmless(" ".join(str(value).split()))[:500] if value else None
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return None  # headers that the standard library itself fails on
    return text.strip("<> ") if text and name == "Archived-At" else text


def _file_name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return None


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, AttributeError, TypeError):
        return None


def _text(data: bytes, charset: str | None, origin: str) -> str:
    encoding = web_encoding(charset)
    if encoding and encoding != "utf-8":
        text = data.decode(encoding, errors="replace")
        return harmless(text.replace("\r\n", "\n").replace("\r", "\n"))
    return harmless(decode(data, where=origin))


def _is_article(piece: str) -> bool:
    if len(piece.strip()) < _LEAST or _NOT_ARTICLE.search(piece):
        return False
    return len(_SENTENCE.findall(piece)) >= 2


def _damaged(origin: str) -> DamagedInput:
    return DamagedInput(
        f"{origin} is a damaged message: save it anew, or copy its text", where=origin
    )
