"""The marks of kinds without a magic number: pages, messages, records."""

from __future__ import annotations

import re

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):(?:\s|$)")
_OF_MACHINES = frozenset(
    {
        "received", "return-path", "message-id", "mime-version", "content-type",
        "delivered-to", "dkim-signature", "x-mailer", "content-transfer-encoding",
        "reply-to", "list-id", "list-unsubscribe",
    }
)  # fmt: skip
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<(?:p|br|div|h[1-6]|span|table|meta|title|article)\b[^<>]*>", re.I)
_OBJECT = re.compile(r'\s*\{\s*("|\}\s*$)')


def is_page(text: str, suffix: str, media_type: str) -> bool:
    """Whether a text is a web page, or a piece of one.

    >>> is_page("<!-- saved -->\\n<HTML lang=en>", ".txt", "")
    True
    >>> is_page("Ten died.", ".html", "")
    False
    """
    if _HTML.match(text):
        return True
    start = text[:4000].lstrip()
    named = suffix in {".html", ".htm", ".xhtml"} or "html" in media_type
    if not start.startswith("<") and not named:
        return False
    return len(_TAGS.findall(start)) >= (1 if named else 3)


def is_records(text: str, suffix: str) -> bool:
    """Whether a text is JSON Lines, as its first line tells.

    >>> is_records('{"text": "Ten died."}', ""), is_records("{Ten died.}", "")
    (True, False)
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    return suffix in {".jsonl", ".ndjson", ".jsonlines"} or bool(_OBJECT.match(first))


def is_message(text: str, suffix: str) -> bool:
    """Whether a text begins with the headers of a message.

    >>> is_message("From: a@b.org\\nSubject: News\\nMIME-Version: 1.0\\n\\nText", "")
    True
    >>> is_message("From: our reporter\\n\\nText", "")
    False
    """
    names = set()
    lines = text[:8000].lstrip("\n").split("\n")
    if lines and lines[0].startswith("From "):
        lines = lines[1:]
    for line in lines:
        field = _FIELD.match(line)
        if field:
            names.add(field[1].lower())
        elif not line.strip() or not line[:1].isspace():
            break
    sure = len(names & _OF_MACHINES) + (suffix in {".eml", ".mht", ".mhtml"})
    return bool(sure and names & {"from", "subject", "date"})
