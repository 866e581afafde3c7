"""How tables stand on a terminal: widths, titles, indents, the colours of sides."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from herodotus.exports import wording
from herodotus.exports.sheet import Sheet
from herodotus.model import Claim

#: Below this width a claim is a block of lines instead of a row of a table.
NARROW = 104

#: A word up to this length is not cut to fit its column.
_LONGEST_WORD = 16

#: Sides are told apart by order of appearance; their names always stand beside.
_COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red")


def filled(
    titles: Sequence[str], rows: Sequence[Sequence[Text]], *, right: Sequence[str]
) -> Table:
    """A table whose columns keep their words whole, as long as words are not huge."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    for place, title in enumerate(titles):
        words = [word for row in rows for word in row[place].plain.split()]
        table.add_column(
            title,
            min_width=min(max(map(len, [*words, title])), _LONGEST_WORD),
            overflow="fold",
            no_wrap=title in right,
            justify="right" if title in right else "left",
        )
    for row in rows:
        table.add_row(*row)
    return table


def blocks() -> Table:
    """An empty table for a narrow screen: a name, and a block of lines beside it."""
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False, pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("", overflow="fold")
    return table


def section(title: str, body: RenderableType) -> RenderableType:
    """A title with a body indented below it."""
    below = Padding(body, (0, 0, 0, 2), expand=False)
    return Group(indented(Text(title, style="bold dim")), below)


def indented(body: RenderableType) -> Padding:
    """A body one column in, with an empty line above."""
    return Padding(body, (1, 0, 0, 1), expand=False)


def name_of(claim: Claim, sheet: Sheet) -> Text:
    """The short name of a claim."""
    return Text(sheet.names[claim.id], style="bold")


def side_text(sheet: Sheet, name: str | None) -> Text:
    """The name of a side in its colour."""
    if name in sheet.sides:
        style = _COLOURS[sheet.sides.index(name) % len(_COLOURS)]
    else:
        style = "dim" if name is None else ""
    return Text(wording.side(name), style=style)
