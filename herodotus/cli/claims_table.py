"""Claims of many reports as a table, or as blocks of lines on a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from herodotus.cli.layout import NARROW, blocks, filled, indented
from herodotus.exports import conduct, wording
from herodotus.exports.visible import one_line
from herodotus.model import CasualtyClaim, Claim, NondisclosureClaim, Telling

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
            Text(_outlet(telling)),
            Text(_side(telling.claim)),
            _what(telling.claim),
            Text(wording.said_by(telling.claim)),
            Text(_where_when(telling)),
            Text("; ".join(_notes(telling)), style="dim"),
        )
        for telling in found
    ]
    return filled(titles, rows, right=("claim", "reported"))


def _blocks(found: Sequence[Telling]) -> RenderableType:
    table = blocks()
    for telling in found:
        text = _what(telling.claim)
        side = _side(telling.claim)
        if side:
            text.append(f" · {side}", style="not bold")
        text.append(f"\n{wording.said_by(telling.claim)}", style="not bold")
        around = (
            _where_when(telling),
            _outlet(telling),
            *_notes(telling),
            _name(telling),
        )
        text.append("\n" + " · ".join(filter(None, around)), style="not bold dim")
        table.add_row(Text(_reported(telling)), text)
    return table


def _what(claim: Claim) -> Text:
    """What a claim says, the figure first: "32 killed in all · fighters"."""
    if isinstance(claim, CasualtyClaim):
        text = Text(wording.figure(claim), style="bold")
        return text.append(f" · {wording.who(claim)}", style="not bold")
    if isinstance(claim, NondisclosureClaim):
        return Text(wording.not_disclosed(claim))
    text = Text(conduct.deed(claim).what, style="bold")
    parties = conduct.in_words(claim)
    return text.append(f" · {parties}" if parties else "", style="not bold")


def _side(claim: Claim) -> str:
    for name in ("victim_side", "side", "owner_side"):
        if hasattr(claim, name):
            return wording.side(getattr(claim, name))
    return ""


def _name(telling: Telling) -> str:
    """The beginning of the claim's id, which is enough for `herodotus explain`."""
    return telling.claim.id[:_SHORT]


def _reported(telling: Telling) -> str:
    day = telling.card.day
    return day.isoformat() if day else "?"


def _outlet(telling: Telling) -> str:
    return one_line(telling.card.publisher or telling.card.id)


def _where_when(telling: Telling) -> str:
    claim = telling.claim
    when = wording.period(claim.date_start, claim.date_end, beside=telling.card.date)
    return ", ".join(filter(None, (one_line(claim.place or ""), when)))


def _notes(telling: Telling) -> list[str]:
    """What to bear in mind, and in how many reports of one wire the claim stands."""
    claim = telling.claim
    notes = wording.remarks(claim)
    if not isinstance(claim, CasualtyClaim | NondisclosureClaim):
        notes += conduct.remarks(claim)
    elif claim.background:
        notes.append("background")
    if telling.copies > 1:
        notes.append(f"in {telling.copies:,} reports")
    return notes
