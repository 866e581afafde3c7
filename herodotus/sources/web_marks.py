"""The marks by which what comes from the web is told: archives, feeds, sitemaps."""

from __future__ import annotations

import re
import zlib

#: What may stand before the root. No part can reach into the next, which keeps the
#: time that it takes in proportion to its length.
_PROLOGUE = r"\s*(?:(?:<\?[^<>]*>|<!--(?:(?!-->).)*-->|<!doctype\s[^<>\[]*>)\s*)*"
_FEED = re.compile(
    rf"{_PROLOGUE}<(?:rss|(?:atom:)?feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL
)
_SITEMAP = re.compile(
    rf"{_PROLOGUE}<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE | re.DOTALL
)
_JSON_FEED = re.compile(
    r'\s*\{\s*(?:"[^"]*"\s*:\s*"[^"]*"\s*,\s*){0,8}'
    r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/'
)
_GZIP = b"\x1f\x8b"


def is_warc(data: bytes) -> bool:
    """Whether these first bytes are those of a web archive, packed or not.

    >>> import gzip
    >>> is_warc(b"WARC/1.1"), is_warc(gzip.compress(b"WARC/1.0")), is_warc(b"Warsaw")
    (True, True, False)
    """
    if data.startswith(_GZIP):
        try:
            data = zlib.decompressobj(31).decompress(data[:4096], 16)
        except zlib.error:
            return False
    return data.startswith(b"WARC/")


def is_feed(text: str) -> bool:
    """Whether a text that begins so is a feed in XML, or a JSON Feed.

    >>> is_feed('<?xml version="1.0"?>\\n<rss version="2.0">'), is_feed("<html>")
    (True, False)
    """
    start = text[:8000]
    return bool(_FEED.match(start) or _JSON_FEED.match(start))


def is_sitemap(text: str) -> bool:
    """Whether a text that begins so is a sitemap in XML.

    >>> is_sitemap('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    True
    """
    return bool(_SITEMAP.match(text[:8000]))
