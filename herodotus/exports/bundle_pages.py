"""The pages of a bundle: tables and entries, drawn without script, linked by paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from herodotus.exports.page_files import file, template

Item = TypeVar("Item")

#: The kinds of page, with what a link to the first of them says.
KINDS = {
    "index": "Account",
    "figures": "Figures",
    "growth": "Growth",
    "claims": "Claims",
    "sources": "Reports",
}


class Piece(NamedTuple):
    """Words, with where they lead; `lead` are plain words before them."""

    text: str
    href: str = ""
    lead: str = ""


class Table(NamedTuple):
    """A table: each cell is pieces, one a line; the first cell heads its row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


class Entry(NamedTuple):
    """A claim or a report: what it is, its words, what to know, where to go on."""

    anchor: str
    title: str
    quote: str = ""
    facts: tuple[str, ...] = ()
    links: tuple[Piece, ...] = ()
    permalink: str = ""


class Section(NamedTuple):
    """Entries under a title that can be linked to."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]
    note: str = ""


class Page(NamedTuple):
    """One page of its kind, of so many."""

    kind: str
    number: int
    last: int
    title: str
    lead: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def path(self) -> str:
        """The file of the page; the first of all is what a browser opens."""
        return path_of(self.kind, self.number)


def path_of(kind: str, number: int) -> str:
    """The file name of a page.

    >>> path_of("index", 1), path_of("index", 2), path_of("claims", 1)
    ('index.html', 'index-2.html', 'claims-1.html')
    """
    return "index.html" if (kind, number) == ("index", 1) else f"{kind}-{number}.html"


def paged(
    items: Sequence[Item], *, size: int, weights: Sequence[int] | None = None
) -> list[list[Item]]:
    """Items in order on pages of so many lines; one that is larger has its own page.

    >>> paged("abcde", size=2)
    [['a', 'b'], ['c', 'd'], ['e']]
    >>> paged("abc", size=3, weights=[1, 5, 1])
    [['a'], ['b'], ['c']]
    """
    pages: list[list[Item]] = []
    filled = 0
    for place, item in enumerate(items):
        weight = weights[place] if weights is not None else 1
        if not pages or filled + weight > size:
            pages.append([])
            filled = 0
        pages[-1].append(item)
        filled += weight
    return pages


def render(page: Page, *, kinds: set[str]) -> bytes:
    """A page as HTML; `kinds` are the kinds of page that the bundle has."""
    import herodotus

    nav = [(words, path_of(kind, 1)) for kind, words in KINDS.items() if kind in kinds]
    around = {
        "previous": path_of(page.kind, page.number - 1) if page.number > 1 else "",
        "following": (
            path_of(page.kind, page.number + 1) if page.number < page.last else ""
        ),
    }
    text = template("bundle.html").render(
        page=page,
        nav=nav,
        here=path_of(page.kind, 1),
        style=file("page.css") + file("bundle.css"),
        version=herodotus.__version__,
        **around,
    )
    return text.encode("utf-8", "backslashreplace")
