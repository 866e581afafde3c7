"""Claims of materiel, control and events on the terminal: who did what to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from herodotus.cli.layout import (
    NARROW,
    blocks,
    filled,
    name_of,
    section,
)
from herodotus.exports import conduct, wording
from herodotus.exports.conduct import Conduct
from herodotus.exports.sheet import Sheet


def conduct_sections(sheet: Sheet, *, width: int) -> Iterator[RenderableType]:
    """One section for each of the kinds that the report has claims of."""
    for kind, claims in sheet.conduct.items():
        if not claims:
            continue
        if width < NARROW:
            body = _blocks(claims, sheet)
        else:
            body = _table(claims, sheet)
        yield section(kind.upper(), body)


def _table(claims: Sequence[Conduct], sheet: Sheet) -> Table:
    titles = ("", "what", "who", "said by", "place, time", "¶", "")
    return filled(titles, [_cells(claim, sheet) for claim in claims], right=("¶",))


def _cells(claim: Conduct, sheet: Sheet) -> list[Text]:
    cells = [
        Text(conduct.deed(claim).what, style="bold"),
        Text(conduct.in_words(claim)),
        Text(wording.said_by(claim)),
        Text(wording.where_when(claim, sheet.report)),
        Text(str(sheet.paragraph(claim) or "")),
        Text("; ".join(sheet.notes(claim))),
    ]
    if claim.background:
        for cell in cells:
            cell.stylize("not bold dim")
    return [name_of(claim, sheet), *cells]


def _blocks(claims: Iterable[Conduct], sheet: Sheet) -> Table:
    """The same claims for a narrow screen: one block of lines each."""
    table = blocks()
    for claim in claims:
        text = Text(conduct.deed(claim).what, style="bold")
        parties = conduct.in_words(claim)
        if parties:
            text.append(f" · {parties}", style="not bold")
        text.append(f"\n{wording.said_by(claim)}", style="not bold")
        around = [wording.where_when(claim, sheet.report)]
        if sheet.paragraph(claim):
            around.append(f"¶{sheet.paragraph(claim)}")
        around += sheet.notes(claim)
        text.append("\n" + " · ".join(filter(None, around)), style="not bold dim")
        if claim.background:
            text.stylize("not bold dim")
        table.add_row(name_of(claim, sheet), text)
    return table
