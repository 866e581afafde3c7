"""The paragraphs of a report, numbered as a reader would count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from herodotus.model import Report

_LINE = re.compile(r"[^\n]+")


class Paragraph(NamedTuple):
    """A stretch of the stored text; the header of a report is number 0."""

    number: int
    start: int
    end: int


def paragraphs(report: Report) -> tuple[Paragraph, ...]:
    """The paragraphs of a report, in order; a newline ends one.

    Lines before `body_start`, and lines that the report names as headers (a byline, a
    note to editors), have the number 0; the first other paragraph has the number 1.

    >>> text = "header\\n\\nFirst.\\nSecond."
    >>> [p.number for p in paragraphs(Report.of(text, body_start=8))]
    [0, 1, 2]
    """
    found: list[Paragraph] = []
    number = 0
    for line in _LINE.finditer(report.text):
        if not line.group().strip():
            continue
        header = line.end() <= report.body_start or any(
            start <= line.start() and line.end() <= end for start, end in report.headers
        )
        number += not header
        found.append(Paragraph(0 if header else number, line.start(), line.end()))
    return tuple(found)


def paragraph_at(offset: int, among: tuple[Paragraph, ...]) -> int | None:
    """The number of the paragraph that holds the character at `offset`.

    >>> paragraph_at(3, (Paragraph(1, 0, 5), Paragraph(2, 6, 9)))
    1
    """
    place = bisect_right(among, offset, key=lambda paragraph: paragraph.start)
    if not place or among[place - 1].end <= offset:
        return None
    return among[place - 1].number
