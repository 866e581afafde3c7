"""A reading on the terminal: casualties, silences, account, balance, and the rest."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from herodotus.cli.conduct import conduct_sections
from herodotus.cli.layout import (
    NARROW,
    blocks,
    filled,
    indented,
    name_of,
    section,
    side_text,
)
from herodotus.exports import wording
from herodotus.exports.sheet import Sheet
from herodotus.exports.visible import one_line
from herodotus.model import (
    Account,
    CasualtyClaim,
    LossClaim,
    NondisclosureClaim,
    Period,
    Reading,
)

#: The width where there is no terminal to ask: a file, or a pipe to a program.
NO_TERMINAL = 110


def show_reading(
    reading: Reading, account: Account, *, console: Console, first: bool = True
) -> None:
    """Print one reading with its account; reports after the first get a line before."""
    parts: list[RenderableType] = [] if first else [Text(), Rule(style="dim"), Text()]
    parts.append(render(reading, account, width=console.width))
    show(Group(*parts), console=console)


def show(body: RenderableType, *, console: Console) -> None:
    """Print to a terminal as it is, and elsewhere without blanks at the line ends."""
    if console.is_terminal:
        console.print(body)
        return
    with console.capture() as captured:
        console.print(body)
    lines = captured.get().splitlines()
    console.file.write("".join(f"{line.rstrip()}\n" for line in lines))
    console.file.flush()


def console_for(stream: IO[bytes] | None) -> Console:
    """A console for a file, or for standard output with its own width and colours."""
    if stream is not None:
        file = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
        return Console(file=file, width=NO_TERMINAL, color_system=None, highlight=False)
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        width: int | None = None if _any_terminal() else NO_TERMINAL
    else:
        width = None
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # where a terminal has no such sign
    return Console(width=width, highlight=False)


def render(reading: Reading, account: Account, *, width: int) -> RenderableType:
    """All that is said of one reading, as something that rich can print."""
    sheet = Sheet(reading, account)
    parts: list[RenderableType] = [_header(sheet)]
    if not reading.claims:
        parts.append(indented(Text("No claims found.")))
    if sheet.casualties:
        claims = (
            _blocks(sheet.casualties, sheet)
            if width < NARROW
            else _table(sheet.casualties, sheet)
        )
        parts.append(section("CASUALTIES", claims))
    if sheet.silences:
        parts.append(section("NOT DISCLOSED", _lines(sheet.silences, sheet)))
    if sheet.history:
        parts.append(section("BACKGROUND, not counted", _lines(sheet.history, sheet)))
    if account.tolls:
        parts.append(section(_account_title(sheet), _account(sheet, width=width)))
    parts.extend(_closing(account, sheet))
    parts.extend(conduct_sections(sheet, width=width))
    return Group(*parts)


def _header(sheet: Sheet) -> Text:
    line = Text()
    line.append(wording.heading(sheet.report), style="bold")
    line.append(f" · {wording.count(sheet.prose, 'paragraph')}")
    line.append(f" · {wording.count(len(sheet.claims), 'claim')}")
    if sheet.report.publisher:
        line.append(f" · {one_line(sheet.report.publisher)}")
    if sheet.report.author:
        line.append(f" · by {one_line(sheet.report.author)}")
    if sheet.report.title:
        line.append("\n" + one_line(sheet.report.title), style="italic")
    return line


def _table(claims: Iterable[CasualtyClaim], sheet: Sheet) -> Table:
    rows: list[list[Text]] = [
        [
            name_of(claim, sheet),
            side_text(sheet, claim.victim_side),
            Text(wording.who(claim)),
            Text(wording.figure(claim), style="bold"),
            Text(wording.said_by(claim)),
            Text(wording.where_when(claim, sheet.report)),
            Text(str(sheet.paragraph(claim) or "")),
            Text("; ".join(sheet.notes(claim))),
        ]
        for claim in claims
    ]
    titles = ("", "side", "who", "figure", "said by", "place, time", "¶", "")
    return filled(titles, rows, right=("¶",))


def _blocks(claims: Iterable[CasualtyClaim], sheet: Sheet) -> Table:
    """The same claims for a narrow screen: one block of lines each."""
    table = blocks()
    for claim in claims:
        text = Text(wording.figure(claim), style="bold")
        text.append(f" · {wording.who(claim)} · ", style="not bold")
        text.append_text(side_text(sheet, claim.victim_side))
        text.append(f"\n{wording.said_by(claim)}", style="not bold")
        around = [wording.where_when(claim, sheet.report)]
        if sheet.paragraph(claim):
            around.append(f"¶{sheet.paragraph(claim)}")
        around += sheet.notes(claim)
        text.append("\n" + " · ".join(filter(None, around)), style="not bold dim")
        table.add_row(name_of(claim, sheet), text)
    return table


def _lines(claims: Iterable[LossClaim], sheet: Sheet) -> Table:
    """Silences and history: a line each."""
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=False, pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("", overflow="fold", ratio=1)
    table.add_column("", justify="right", no_wrap=True)
    for claim in claims:
        if isinstance(claim, NondisclosureClaim):
            text = side_text(sheet, claim.side)
            text.append(f": {wording.not_disclosed(claim)}; unknown, not zero")
        else:
            text = Text(f"{wording.figure(claim)} ({wording.who(claim)})")
            if claim.victim_side:
                text.append(f", {wording.side(claim.victim_side)}")
        rest = [wording.where_when(claim, sheet.report), wording.said_by(claim)]
        if rest[1] == "the report itself":
            rest.pop()
        text.append(" · ".join(["", *filter(None, rest), *sheet.notes(claim)]))
        number = sheet.paragraph(claim)
        style = "dim" if claim.background else ""
        text.stylize(style)
        table.add_row(name_of(claim, sheet), text, f"¶{number}" if number else "")
    return table


def _account(sheet: Sheet, *, width: int) -> Table:
    narrow, tiny = width < 72, width < 50
    one_period = len({toll.period for toll in sheet.account.tolls}) == 1
    rows: list[list[Text]] = []
    previous: str | None = ""
    for toll in sheet.account.tolls:
        side = side_text(sheet, toll.side)
        people = [wording.STATUSES[toll.status], wording.OUTCOMES[toll.outcome]]
        when = "" if one_period else _when(toll.period, sheet)
        if narrow:
            side.append("\n" + " ".join(people), style="default")
            side.append(f", {when}" if when else "", style="default")
            cells = [side]
        else:
            first = Text() if toll.side == previous else side
            cells = [first, *map(Text, people), Text(when)]
        previous = toll.side
        low, best, high = wording.bounds(toll, sheet.claims)
        cells += [Text(low), Text(best, style="bold"), Text(high)]
        if not tiny:
            cells.append(Text(wording.teller(toll)))
        names = [sheet.names[r] for r in toll.reasons if r in sheet.names]
        rows.append([*cells, Text(" ".join(names))])
    numbers = ("low", "best", "high")
    people_titles = ("side, status",) if narrow else ("side", "status", "", "")
    last = ("from",) if tiny else ("best is by", "from")
    return filled((*people_titles, *numbers, *last), rows, right=numbers)


def _account_title(sheet: Sheet) -> str:
    """The title, with the period where all tolls share one."""
    periods = {toll.period for toll in sheet.account.tolls}
    when = _when(periods.pop(), sheet) if len(periods) == 1 else ""
    return f"ACCOUNT, {when}" if when else "ACCOUNT"


def _when(period: Period, sheet: Sheet) -> str:
    return wording.period(period.start, period.end, beside=sheet.report.date)


def _closing(account: Account, sheet: Sheet) -> list[RenderableType]:
    """The balance and what disagrees; and what the range is, where there is one."""
    lines: list[RenderableType] = []
    for line in wording.disagreements(account, sheet.names):
        lines.append(Text(line, style="yellow"))
    for line in wording.balance_lines(account, sheet.claims):
        style = "bold green" if line.startswith("The figures balance") else "bold red"
        lines.append(Text(line, style=style))
    if account.tolls:
        note = f"Range of claims, not a confidence interval; policy: {account.policy}."
        lines.append(Text(note, style="dim"))
    return [indented(Group(*lines))] if lines else []


def _any_terminal() -> bool:
    """Whether a terminal's width can be asked, as in `herodotus read ... | less`."""
    for stream in (sys.__stdin__, sys.__stderr__):
        try:
            if stream is not None and os.isatty(stream.fileno()):
                return True
        except (OSError, ValueError):
            continue
    return False
