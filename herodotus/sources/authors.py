"""Who wrote a report: a byline, as pages, feeds and texts have it, to names."""

from __future__ import annotations

import re

from herodotus.sources.text import harmless

_BY = re.compile(
    r"(?:(?:written|reporting|reported|posted|story|words|filed)\s+)?by\b\s*:?\s*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"<?[\w.+-]+@[\w-]+\.[\w.-]+>?")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_LONGEST = 200
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
