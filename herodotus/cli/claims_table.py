"""Claims of many reports as a table, or as blocks of lines on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from herodotus.cli.layout import NARROW, blocks, filled, indented
from herodotus.exports import listing, wording
from herodotus.model import Claim, NondisclosureClaim, Telling

#: So much of an id is shown; few claims among millions share it.
_SHORT = 8


def render_claims(
    found: Sequence[Telling], *, total: int, width: int
) -> RenderableType:
    """All that is shown of some claims, and how many there are in all."""
    if not found:
        return indented(Text("No claims found."))
    body = _blocks(found) if width < NARROW else _table(found)
    line = wording.count(total, "claim")
    if total > len(found):
        line = f"{len(found):,} of {line}; --limit shows more, --limit 0 all of them"
    return Group(body, indented(Text(line, style="dim")))


def _table(found: Sequence[Telling]) -> RenderableType:
    titles = ("claim", "reported", "by", "side", "what", "said by", "place, time", "")
    rows = [
        (
            Text(_name(telling), style="dim"),
            Text(_reported(telling)),
            Text(listing.outlet(telling)),
            Text(listing.side(telling.claim)),
            _what(telling.claim),
            Text(wording.said_by(telling.claim)),
            Text(listing.where_when(telling)),
            Text("; ".join(listing.notes(telling)), style="dim"),
        )
        for telling in found
    ]
    return filled(titles, rows, right=("claim", "reported"))


def _blocks(found: Sequence[Telling]) -> RenderableType:
    table = blocks()
    for telling in found:
        text = _what(telling.claim)
        side = listing.side(telling.claim)
        if side:
            text.append(f" · {side}", style="not bold")
        text.append(f"\n{wording.said_by(telling.claim)}", style="not bold")
        around = (
            listing.where_when(telling),
            listing.outlet(telling),
            *listing.notes(telling),
            _name(telling),
        )
        text.append("\n" + " · ".join(filter(None, around)), style="not bold dim")
        table.add_row(Text(_reported(telling)), text)
    return table


def _what(claim: Claim) -> Text:
    """What a claim says, the figure first: "32 killed in all · fighters"."""
    said = listing.what(claim)
    if isinstance(claim, NondisclosureClaim):
        return Text(said.head)
    text = Text(said.head, style="bold")
    return text.append(f" · {said.rest}" if said.rest else "", style="not bold")


def _name(telling: Telling) -> str:
    """The beginning of the claim's id, which is enough for `herodotus explain`."""
    return telling.claim.id[:_SHORT]


def _reported(telling: Telling) -> str:
    day = telling.card.day
    return day.isoformat() if day else "?"
