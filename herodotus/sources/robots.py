"""What a site's robots.txt asks of programs, as RFC 9309 reads it.

The rules are those of the group that names us, or else of the group for everybody (*).
Of the rules that fit an address the longest one decides, and of two of one length the
kinder one. The standard library's parser takes the first that fits and knows no
wildcards, and would keep away from what is allowed, and go where it should not.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

#: The name that a group must begin with to be ours.
AGENT = "herodotus"

#: More of a file than this is not read (RFC 9309, 2.5, asks for at least so much).
LONGEST = 512 * 1024

_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_PLAIN = re.compile(r"[A-Za-z0-9\-._~]")
_TOKEN = re.compile(r"[A-Za-z_-]+")


class Rules(NamedTuple):
    """What one site allows: patterns of paths, and the seconds between requests."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allow(self, url: str) -> bool:
        """Whether the address may be fetched.

        >>> rules = robots_rules("User-agent: *\\nDisallow: /private\\nAllow: /*.html$")
        >>> rules.allow("https://a.org/private/x"), rules.allow("https://a.org/x")
        (False, True)
        """
        parts = urlsplit(url)
        path = _normal(parts.path or "/")
        if parts.query:
            path += "?" + _normal(parts.query)
        if path == "/robots.txt":
            return True
        fitting = [(len(p), allowed) for allowed, p in self.rules if _fits(p, path)]
        return max(fitting)[1] if fitting else True


#: Everything may be fetched; nothing may.
OPEN = Rules()
CLOSED = Rules(((False, "/"),))


def robots_rules(text: str, *, agent: str = AGENT) -> Rules:
    """The rules of a robots.txt for a program of that name.

    >>> text = "User-agent: herodotus\\nUser-agent: x\\nCrawl-delay: 5\\nDisallow: /a"
    >>> robots_rules(text)
    Rules(rules=((False, '/a'),), delay=5.0)
    """
    ours: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    named = False
    groups: list[list[tuple[str, str]]] = []
    heading = False
    for field, value in _fields(text):
        if field == "user-agent":
            if not heading:
                groups = []
            heading = True
            token = _TOKEN.match(value)
            if value == "*":
                groups.append(others)
            elif token and token[0].casefold() == agent:
                groups.append(ours)
                named = True
        elif field in {"allow", "disallow", "crawl-delay"}:
            heading = False
            for group in groups:
                group.append((field, value))
    return _rules(ours if named else others)


def _fields(text: str) -> list[tuple[str, str]]:
    fields = []
    for line in text.removeprefix("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            fields.append((name.strip().casefold(), value.strip()))
    return fields


def _rules(fields: list[tuple[str, str]]) -> Rules:
    rules, delay = [], None
    for field, value in fields:
        if field == "crawl-delay":
            delay = delay or _seconds(value)
        elif value:  # an empty Disallow forbids nothing
            rules.append((field == "allow", _normal(value)))
    return Rules(tuple(rules), delay)


def _seconds(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value) else None


def _normal(path: str) -> str:
    """A path in the one form in which paths are compared: escapes only where needed."""

    def plain(escape: re.Match[str]) -> str:
        char = chr(int(escape[1], 16))
        return char if _PLAIN.match(char) else escape[0].upper()

    return quote(_ESCAPE.sub(plain, path), safe="/?*$%&=+,;:@!'()~[]-._")


def _fits(pattern: str, path: str) -> bool:
    """Whether a pattern, with * for anything and $ for the end, fits from the start."""
    whole = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not pieces:
        return not whole or at == len(path)
    last = pieces.pop() if whole else ""
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return path.endswith(last) and len(path) - len(last) >= at
