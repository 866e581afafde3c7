"""PDF files: the text of their pages, joined to paragraphs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from herodotus.errors import (
    DamagedInput,
    EmptyInput,
    InputError,
    TooLong,
    UnsupportedKind,
)
from herodotus.model import Report
from herodotus.sources.kinds import Known
from herodotus.sources.report import build_report, too_long
from herodotus.sources.streams import seekable
from herodotus.sources.text import harmless

if TYPE_CHECKING:
    from pypdf import PdfReader

_LARGEST = 100_000_000
_MOST_PAGES = 2000

_HYPHEN = re.compile(r"(?<=[a-z])[-\u2010\u00ad]$")
_END = re.compile(r"[.!?:…]['\"”’»)\]]*$")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—]?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*[-–—]?", re.I
)
_STARTS = re.compile(r"(?:[•▪■●*–—-]|\(?\d{1,2}[.)])\s")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_SPACES = re.compile(r"[^\S\n]+")


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report]:
    """The one report that a PDF holds.

    Raises:
        UnsupportedKind: it is locked with a password.
        EmptyInput: it holds pictures of text, and no text.
    """
    with seekable(stream, _LARGEST, where=origin, longest=_LARGEST) as file:
        reader = _opened(file, origin)
        pages = _pages(reader, origin, known.longest)
        title = _said(reader, "/Title")
    text = text_of(pages)
    if not text:
        raise EmptyInput(
            f"{origin} is a PDF without text: its pages are pictures. Run it through "
            "text recognition (ocrmypdf does that) and read what comes out",
            where=origin,
        )
    yield build_report(
        text,
        where=origin,
        argument_date=known.date,
        argument_place=known.place,
        metadata=known.metadata(title=title),
        printed_date=known.published,
        origin=origin,
        longest=known.longest,
    )


def text_of(pages: list[str]) -> str:
    r"""The text of pages: lines joined to paragraphs, running heads and numbers out.

    A word that is divided at the end of a line is one word again. A line that is short,
    and ends as a sentence does, ends a paragraph; so does a blank line.

    >>> text_of(["Ten sol-\ndiers died on the road to the\ntown.\n- 1 -"])
    'Ten soldiers died on the road to the town.'
    """
    split = [
        [_SPACES.sub(" ", line).strip() for line in page.split("\n")] for page in pages
    ]
    running = _running(split)
    paragraphs: list[str] = []
    going = False  # whether the next line goes on with the last paragraph
    for lines in split:
        width = sorted(map(len, lines))[len(lines) * 9 // 10] if lines else 0
        for i, line in enumerate(lines):
            edge = i < 2 or i >= len(lines) - 2
            if edge and (_PAGE_NUMBER.fullmatch(line) or line in running):
                continue
            if not line:
                going = False
            elif going and not _STARTS.match(line):
                paragraphs[-1] = _joined(paragraphs[-1], line)
            else:
                paragraphs.append(line)
            if line:
                short = len(line) < 0.75 * width
                ends = _END.search(line) or len(line) < 0.5 * width
                going = bool(_HYPHEN.search(line)) or not (short and ends)
    words = harmless("\n\n".join(paragraphs).translate(_LIGATURES))
    return words if any(map(str.isalnum, words)) else ""


def _joined(before: str, line: str) -> str:
    if _HYPHEN.search(before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _running(pages: list[list[str]]) -> set[str]:
    """Lines at the edges of most pages: the title of the paper, the name of a house."""
    if len(pages) < 3:
        return set()
    seen: dict[str, int] = {}
    for lines in pages:
        for line in {*lines[:2], *lines[-2:]}:
            seen[line] = seen.get(line, 0) + 1
    return {line for line, count in seen.items() if line and 2 * count > len(pages)}


def _opened(file: BinaryIO, origin: str) -> PdfReader:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity
    try:
        reader = pypdf.PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnsupportedKind(
                f"{origin} is a PDF locked with a password: save a copy without one",
                where=origin,
            )
        if len(reader.pages) > _MOST_PAGES:
            raise TooLong(
                f"{origin} has more than {_MOST_PAGES:,} pages: split it", where=origin
            )
    except InputError:
        raise
    except Exception as problem:  # pypdf's own, and whatever a damaged file leads to
        raise _damaged(origin) from problem
    return reader


def _pages(reader: PdfReader, origin: str, longest: int) -> list[str]:
    pages: list[str] = []
    size = 0
    try:
        for page in reader.pages:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > longest:
                raise too_long(origin, longest)
    except InputError:
        raise
    except Exception as problem:
        raise _damaged(origin) from problem
    return pages


def _said(reader: PdfReader, field: str) -> str | None:
    """A field of the document's information, unless a program filled it in."""
    try:
        value = reader.metadata[field] if reader.metadata else None
    except Exception:
        return None
    text = harmless(str(value or "")).strip()[:500]
    made = re.match(
        r"(?i)untitled|microsoft word|\(anonymous\)|anonymous|.*\.\w{3,4}$", text
    )
    return None if made else text or None


def _damaged(origin: str) -> DamagedInput:
    return DamagedInput(
        f"{origin} is a damaged PDF: its text cannot be got at. Open it in a viewer "
        "and save it anew, or copy its text",
        where=origin,
    )
