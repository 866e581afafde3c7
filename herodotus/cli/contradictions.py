"""`herodotus contradictions`: what cannot both be right, with both sides' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from herodotus.cli.options import (
    open_ledger,
    output_stream,
    takes_ledger,
    takes_scope,
    writes_output,
)

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from herodotus.exports.contradictions import Contradictions
    from herodotus.model import Scope, Telling
    from herodotus.reconciliation.disputes.quarrels import Quarrel

_EPILOG = """\b
Examples:
  herodotus contradictions --conflict "Nagorno-Karabakh"
  herodotus contradictions --place Terter --since 2020-09-27 --until 2020-09-30
  herodotus contradictions --json | jq '.disputes[] | select(.kind == "control")'
"""

#: What a flag, or a side of a dispute, rests on may be many claims; so many are shown.
_SHOWN = 3

_KINDS = {"figures": "FIGURES", "control": "GROUND", "accusation": "BLAME"}


@click.command(epilog=_EPILOG)
@takes_ledger
@takes_scope
@click.option(
    "--json", "form", flag_value="json", help="One JSON object: disputes, and flags."
)
@click.option("--csv", "form", flag_value="csv", help="CSV: one line a dispute.")
@writes_output
def contradictions(
    *, ledger: str, scope: Scope, form: str | None, output: str | None
) -> None:
    """Show what cannot both be right: figures, ground, blame and its denial.

    Each dispute is shown once, however many reports tell of it, with the words of both
    sides, who says them, and in which report. Nobody is said to be right. Figures that
    do not add up, such as a running total that falls, come after the disputes.
    """
    from herodotus.exports.contradictions import (
        contradictions_csv,
        contradictions_json,
        contradictions_of,
    )

    with open_ledger(ledger) as kept:
        found = contradictions_of(kept.tellings(scope))
    with output_stream(output) as stream:
        if form == "json":
            stream.write(contradictions_json(found))
        elif form == "csv":
            stream.writelines(contradictions_csv(found))
        else:
            from herodotus.cli.tables import console_for, show

            console = console_for(stream if output is not None else None)
            show(_body(found), console=console)


def _body(found: Contradictions) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    from herodotus.cli.layout import indented, section

    parts: list[RenderableType] = []
    for kind, title in _KINDS.items():
        lines: list[RenderableType] = []
        for quarrel in found.quarrels:
            if quarrel.kind == kind:
                lines += _quarrel(quarrel)
        if lines:
            parts.append(section(title, Group(*lines)))
    lines = []
    for flag in found.flags:
        told = [found.tellings[i] for i in flag.claims if i in found.tellings]
        lines += _item(flag.note, *told[:_SHOWN])
    if lines:
        parts.append(section("DOES NOT ADD UP", Group(*lines)))
    if not parts:
        return indented(Text("Nothing here contradicts anything else."))
    return Group(*parts)


def _quarrel(quarrel: Quarrel) -> list[RenderableType]:
    """What is disputed, and below it the words of each side, the earliest first."""
    from rich.text import Text

    from herodotus.exports.wording import count

    pairs = quarrel.disputes
    said: list[Telling | Text] = []
    for side in (quarrel.one, quarrel.other):
        said += side[:_SHOWN]
        rest = len(side) - _SHOWN
        if rest > 0:
            said.append(Text(f"and {count(rest, 'more claim')}", style="dim"))
    return _item(pairs[0].about if len(pairs) == 1 else f"{quarrel.about}.", *said)


def _item(about: str, *said: Telling | Text) -> list[RenderableType]:
    """What is disputed, and below it who says what."""
    from rich.padding import Padding
    from rich.text import Text

    from herodotus.exports.visible import one_line

    lines = [one if isinstance(one, Text) else _said(one) for one in said]
    below = [Padding(line, (0, 0, 0, 4), expand=False) for line in lines]
    return [Text(one_line(about), style="bold"), *below]


def _said(telling: Telling) -> Text:
    from rich.text import Text

    from herodotus.exports import wording
    from herodotus.exports.visible import one_line

    claim, card = telling.claim, telling.card
    known = [card.title or f"report {card.id}", card.publisher, card.place]
    day = wording.full_date(card.date) if card.date else "date not stated"
    source = ", ".join([*(one_line(word) for word in known if word), day])
    text = Text(f"“{one_line(claim.evidence)}” ")
    text.append(f"{one_line(wording.said_by(claim))} · {source}", style="dim")
    return text
