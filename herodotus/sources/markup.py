"""Bytes of a web page to its tree: the right encoding, and nothing without bounds."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from herodotus.errors import EmptyInput, TooLong
from herodotus.sources.text import decode, marked_encoding

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The largest page that is parsed, in bytes, and the most tags in it. News pages have
#: about 300 kilobytes and 3,000 tags; whole books have ten times as much.
LARGEST = 8_000_000
MOST_TAGS = 60_000
_MOST_ATTRIBUTES = 10_000  # of one tag; the parser compares each with each

_META = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_META_BYTES = 8192  # browsers look at 1024; pages are laxer
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
#: https://encoding.spec.whatwg.org/#names-and-labels: what these names mean on the web
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "shift_jis",
    "utf-16": "utf-8",  # a page that could be read so far is not in it
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
#: Python has codecs that are no encodings of pages, such as idna.
_OF_TEXT = re.compile(
    r"utf-8|iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*"
    r"|tis-620|hp-roman8|johab"
)
#: What no document may hold, as it stands and as a reference to it.
_BAD_CHARACTER = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BAD_REFERENCE = re.compile(
    r"&#(?:x0*(?:[0-8bef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|11|1[4-9]|2\d|3[01]|6553[45]))(?![\da-f]);?",
    re.IGNORECASE,
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1b"))
_FORBIDDEN = bytes(set(range(32)) - set(b"\t\n\r\x0c"))


def tree_of(data: bytes, *, where: str, charset: str | None = None) -> HtmlElement:
    """The tree of a page; `charset` is what a server's header says.

    Raises:
        TooLong: it is larger or nested deeper than any page is.
        EmptyInput: there is not one element in it.
    """
    if data.count(b"<") > MOST_TAGS or len(data) > LARGEST:
        raise TooLong(
            f"{where} is larger than any page with a report on it: more than "
            f"{LARGEST // 1_000_000} MB, or {MOST_TAGS:,} tags. Save its text and "
            "read that",
            where=where,
            limit=LARGEST,
        )
    return parsed(page_text(data, where=where, charset=charset), where=where)


def page_text(data: bytes, *, where: str, charset: str | None = None) -> str:
    """The markup as text, in the encoding that the page is really in.

    In turn: a byte order mark; UTF-8, if it is without fault; what the server says;
    what the page says of itself; a guess.

    >>> page_text(b'<meta charset="windows-1251">\\xc1\\xe0\\xea\\xf3', where="a.html")
    '<meta charset="windows-1251">Баку'
    """
    data = data.replace(b"\x00", b"") if not _is_wide(data) else data
    marked = marked_encoding(data)
    if marked:
        return data[marked[1] :].decode(marked[0], errors="replace")
    if _is_wide(data):
        return decode(data, where=where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for said in (charset, *_declared(data)):
        encoding = web_encoding(said)
        if encoding is None:
            continue
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= 2 + len(text) // 500:
            return text
    return decode(data.translate(None, _CONTROLS), where=where)


def parsed(text: str, *, where: str) -> HtmlElement:
    """The tree of markup that is text already."""
    from lxml import etree, html

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    # One class for all elements: to look for that of each takes as long as to parse.
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(element=html.HtmlElement)
    )
    if _has_endless_tag(text):
        raise _deep(where)
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    data = _harmless(text)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as problem:
        if _too_deep(parser.error_log):
            raise _deep(where) from problem
        raise EmptyInput(
            f"{where} is a web page without words. Check that it was saved whole",
            where=where,
        ) from problem
    if _too_deep(parser.error_log):
        raise _deep(where)
    return tree


def _has_endless_tag(text: str) -> bool:
    """Whether one tag has so many attributes that it was made to do harm.

    Only what goes on for long without a ">" is looked at.
    """
    reach = 2 * _MOST_ATTRIBUTES
    start = 0
    while start < len(text) - reach:
        last = text.rfind(">", start, start + reach)
        if last < 0:
            last = text.find(">", start + reach)
            last = len(text) if last < 0 else last
            opens = text.find("<", start, last)
            if opens >= 0 and len(text[opens:last].split()) > _MOST_ATTRIBUTES:
                return True
        start = last + 1
    return False


def _harmless(text: str) -> bytes:
    """The markup in UTF-8, with U+FFFD for what no document may hold."""
    if "&#" in text:
        text = _BAD_REFERENCE.sub("\ufffd", text)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:  # halves of pairs
        bad = True
    else:
        bad = len(data) > len(data.translate(None, _FORBIDDEN))
    if bad or "\ufffe" in text or "\uffff" in text:
        data = _BAD_CHARACTER.sub("\ufffd", text).encode("utf-8")
    return data


def _is_wide(data: bytes) -> bool:
    head = data[:2000]
    return head.count(0) > len(head) // 4


def _declared(data: bytes) -> list[str]:
    head = data[:_META_BYTES]
    found = [pattern.search(head) for pattern in (_META, _XML)]
    return [match[1].decode("ascii", errors="replace") for match in found if match]


def web_encoding(name: str | None) -> str | None:
    """The codec that a name on the web means, if it is one of text.

    >>> web_encoding("ISO-8859-1"), web_encoding("rot13"), web_encoding("martian")
    ('cp1252', None, None)
    """
    plain = (name or "").strip().strip("\"'").lower()
    plain = _WEB_NAMES.get(plain, plain)
    if not plain:
        return None
    try:
        name = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return None
    return name if _OF_TEXT.fullmatch(name) else None


def _too_deep(errors: object) -> bool:
    return any("depth" in error.message for error in errors)  # type: ignore[attr-defined]


def _deep(where: str) -> TooLong:
    return TooLong(
        f"{where} has tags that are nested deeper, or have more attributes, than those "
        "of any page: it is damaged, or made to do harm. Save its text and read that",
        where=where,
    )
