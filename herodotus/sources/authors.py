"""Who wrote a report: a byline, as pages, feeds and texts have it, to names."""

from __future__ import annotations

import re

from herodotus.sources.dates import without_dates
from herodotus.sources.text import harmless

_BY = re.compile(
    r"(?:(?:written|submitted|reporting|reported|posted|story|words|filed)\s+)?by\b\s*:?\s*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"<?[\w.+-]+@[\w-]+\.[\w.-]+>?")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_LONGEST = 200
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_SMALL = frozenset(
    {
        "and",
        "of",
        "the",
        "de",
        "la",
        "al",
        "el",
        "bin",
        "ibn",
        "van",
        "von",
        "der",
        "da",
    }
)
_MOST_WORDS = 12
_NOBODY = frozenset({"admin", "administrator", "editor", "root", "user", "webmaster"})


def author_name(said: str | None) -> str | None:
    """The names in what is said of an author; None where no name is said.

    >>> author_name("By Ana Ruiz and Tom Ode"), author_name("desk@a.org (Ana Ruiz)")
    ('Ana Ruiz and Tom Ode', 'Ana Ruiz')
    >>> author_name("https://paper.example/staff/12"), author_name("admin")
    (None, None)
    """
    text = " ".join(harmless(said or "").split())
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    if text.startswith(("http://", "https://", "//", "@")):
        return None
    if _MAIL.search(text):
        text = _IN_BRACKETS.sub(r"\1", _MAIL.sub("", text))
    text = text.strip(" ,;:|-–—()\"'")
    if len(text) > _LONGEST or not any(map(str.isalpha, text)):
        return None
    return None if text.casefold() in _NOBODY else text


def byline_author(line: str, *, marked: bool = False) -> str | None:
    """Who wrote it, as a line says that begins with "By", or is marked as a byline.

    >>> byline_author("By Ana Ruiz | 3 May 2019"), byline_author("By night, two died")
    ('Ana Ruiz', None)
    >>> byline_author("Ana Ruiz"), byline_author("Ana Ruiz", marked=True)
    (None, 'Ana Ruiz')
    """
    said = _BY.match(line)
    if not said and not marked:
        return None
    plain = without_dates(line[said.end() :] if said else line)
    first = re.split(r"[|·•–—]| - |\bon\b|\bat\b", plain, maxsplit=1)[0]
    name = author_name(first)
    words = _NAME.findall(name or "")
    if not words or len(words) > _MOST_WORDS or any(map(str.isdigit, first)):
        return None
    named = all(word[0].isupper() or word in _SMALL for word in words)
    return name if named and (said or len(words) > 1) else None
