"""Readings and accounts as small pieces of HTML, for notebooks that ask for them.

The words of a report are somebody else's: every one of them is escaped. The page of
`herodotus read --html` shows more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Protocol


class Told(Protocol):
    """What is shown of a claim: where its words stand, and what kind it is."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


def marked_text(text: str, claims: Sequence[Told]) -> str:
    """A text with the words of claims highlighted, and their kinds on hovering.

    Where claims overlap, each stretch between their ends is marked once for all.

    >>> marked_text("a < b", [])
    '<pre style="white-space: pre-wrap">a &lt; b</pre>'
    """
    cuts = sorted({0, len(text), *_ends(text, claims)})
    waiting = sorted(claims, key=lambda claim: (-claim.start, -claim.end))
    parts: list[str] = []
    here: list[Told] = []
    for start, end in pairwise(cuts):
        while waiting and waiting[-1].start <= start:
            here.append(waiting.pop())
        here = [claim for claim in here if claim.end > start]
        words = escape(text[start:end])
        if here:
            kinds = ", ".join(dict.fromkeys(escape(claim.kind) for claim in here))
            words = f'<mark title="{kinds}">{words}</mark>'
        parts.append(words)
    return f'<pre style="white-space: pre-wrap">{"".join(parts)}</pre>'


def table(titles: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A plain table; `None` is a question mark, for unknown is not zero.

    >>> table(["low"], [[None]])
    '<table><tr><th>low</th></tr><tr><td>?</td></tr></table>'
    """
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    lines = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{lines}</table>"


def _cell(value: object) -> str:
    words = f"{value:,}" if isinstance(value, int) else str(value)
    return f"<td>{'?' if value is None else escape(words)}</td>"


def _ends(text: str, claims: Iterable[Told]) -> Iterable[int]:
    for claim in claims:
        yield min(claim.start, len(text))
        yield min(claim.end, len(text))
