"""Web pages: one page, one report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from herodotus.errors import DamagedInput, EmptyInput
from herodotus.model import Report
from herodotus.sources.authors import byline_author
from herodotus.sources.boilerplate import cut_surroundings
from herodotus.sources.kinds import Known
from herodotus.sources.markup import LARGEST, tree_of
from herodotus.sources.page import page_text
from herodotus.sources.page_facts import date_among, page_facts, shown_date
from herodotus.sources.report import build_report
from herodotus.sources.streams import whole


def reports(stream: BinaryIO, origin: str, known: Known) -> Iterator[Report]:
    """The one report that a page holds."""
    data = whole(stream, LARGEST, where=origin, longest=LARGEST)
    yield report_from_page(data, origin, known)


def report_from_page(data: bytes, origin: str, known: Known) -> Report:
    """The report on a page, with what the page says of itself.

    The text is what is left of the page without menus, related stories, captions,
    comments and scripts, in paragraphs with a blank line between them. It is stored so,
    and every offset refers to it, none to the markup.

    Raises:
        InputError: it is too large, empty, or not in English.
    """
    tree = tree_of(data, where=origin, charset=known.charset)
    try:
        facts = page_facts(tree, url=known.url)
        cut_surroundings(tree)
        date = facts.date or known.published or shown_date(tree)
        text, above = page_text(tree, facts)
    except (ValueError, RecursionError, MemoryError) as problem:  # lxml's, mostly
        raise DamagedInput(
            f"{origin} is a web page too damaged to read: save its text and read that",
            where=origin,
        ) from problem
    date = date or date_among(above)
    if not text:
        raise EmptyInput(
            f"{origin} is a web page without a report on it: what it shows may be "
            "loaded by scripts, which are not run. Save its text and read that",
            where=origin,
        )
    return build_report(
        text,
        where=origin,
        argument_date=known.date,
        argument_place=known.place,
        metadata=known.metadata(
            title=facts.title,
            url=facts.url,
            publisher=facts.publisher,
            author=facts.author or _author_among(above),
        ),
        printed_date=date,
        origin=origin,
        longest=known.longest,
    )


def _author_among(lines: tuple[str, ...]) -> str | None:
    """Who wrote it, as one of the lines under the headline says."""
    return next(filter(None, map(byline_author, lines)), None)
