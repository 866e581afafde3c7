"""A series on the terminal: its steps as a table, and a small chart of each teller."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from herodotus.cli.layout import NARROW, blocks, filled, indented, section
from herodotus.exports.toll_series import number, said_by, teller, whose
from herodotus.exports.visible import one_line
from herodotus.model import Step

#: A chart is at most so wide and high, in characters.
_WIDTH, _HEIGHT = 64, 6

_EIGHTHS = " ▁▂▃▄▅▆▇█"


def render_steps(
    steps: Sequence[Step], *, width: int, plain: bool = False
) -> RenderableType:
    """All series, one after the other; `plain` keeps to the signs of a typewriter."""
    if not steps:
        return indented(Text("No running toll is told of this."))
    parts: list[RenderableType] = []
    for _, group in groupby(steps, key=lambda step: (step.conflict, whose(step))):
        parts.append(_one(list(group), width=width, plain=plain))
    notes = []
    if any(step.implied for step in steps):
        notes.append("* Nobody states it: it follows from an increment.")
    if any(step.low != step.high for step in steps):
        notes.append("Ranges are ranges of claims, not confidence intervals.")
    if notes:
        parts.append(indented(Text(" ".join(notes), style="dim")))
    return Group(*parts)


def _one(steps: Sequence[Step], *, width: int, plain: bool) -> RenderableType:
    title = whose(steps[0]).upper()
    if steps[0].conflict:
        title += f" · {one_line(steps[0].conflict)}"
    charts = _charts(steps, width=min(width - 14, _WIDTH), plain=plain)
    table = _narrow(steps) if width < NARROW else _wide(steps)
    return section(title, Group(table, *charts))


def _wide(steps: Sequence[Step]) -> RenderableType:
    titles = ("as of", "number", "said by", "reports", "notes")
    rows = [
        (
            Text(_day(step)),
            _number(step),
            Text(said_by(step)),
            Text(f"{step.outlets:,}"),
            _notes(step),
        )
        for step in steps
    ]
    return filled(titles, rows, right=("number", "reports"))


def _narrow(steps: Sequence[Step]) -> RenderableType:
    table = blocks()
    for step in steps:
        lines = Text.assemble(_number(step), f"  {said_by(step)}")
        if step.outlets > 1:
            lines.append(f", in {step.outlets:,} reports")
        notes = _notes(step)
        if notes.plain:
            lines.append("\n").append_text(notes)
        table.add_row(Text(_day(step)), lines)
    return table


def _day(step: Step) -> str:
    return "unknown" if step.as_of is None else step.as_of.isoformat()


def _number(step: Step) -> Text:
    if step.implied:
        return Text(f"{number(step)}*", style="dim")
    return Text(number(step), style="bold")


def _notes(step: Step) -> Text:
    """The note, and what does not add up."""
    text = Text(one_line(step.note or ""), style="dim")
    if step.flags:
        words = ", ".join(flag.replace("_", " ") for flag in step.flags)
        text.append("; " if text.plain else "")
        text.append(f"check: {words}", style="not dim yellow")
    return text


def _charts(steps: Sequence[Step], *, width: int, plain: bool) -> list[RenderableType]:
    """A chart for each teller who gives values of two days or more."""
    tellers: dict[str, list[Step]] = {}
    for step in steps:
        if step.as_of is not None and step.low is not None and step.high == step.low:
            tellers.setdefault(teller(step), []).append(step)
    return [
        _chart(f"as told by {name}", told, width=width, plain=plain)
        for name, told in tellers.items()
        if width >= 12 and len({step.as_of for step in told}) > 1
    ]


def _chart(
    title: str, steps: Sequence[Step], *, width: int, plain: bool
) -> RenderableType:
    """Columns of the toll, day by day from left to right; light where implied."""
    days = [step.as_of for step in steps if step.as_of is not None]
    first, span = days[0], (days[-1] - days[0]).days
    width = min(width, max(span + 1, 12) * (1 if span >= 12 else 3))
    top = max(step.low or 0 for step in steps) or 1
    columns = []
    for column in range(width):
        day = first + timedelta(days=column * span // max(width - 1, 1))
        step = steps[bisect_right(days, day) - 1]
        columns.append((step.low or 0, step.implied))
    label = len(f"{top:,}")
    lines = [Text(title, style="dim")]
    for row in range(_HEIGHT, 0, -1):
        axis = f"{top:,}" if row == _HEIGHT else "0" if row == 1 else ""
        line = Text(f"{axis:>{label}} ", style="dim")
        cells = "".join(
            _cell(_eighths(value, top, row), implied=implied, plain=plain)
            for value, implied in columns
        )
        lines.append(line.append(cells, style="not dim cyan"))
    lines.append(Text(" " * (label + 1) + _scale(first, days[-1], width), style="dim"))
    return Group(Text(), *lines)


def _eighths(value: int, top: int, row: int) -> int:
    """How much of a cell a column fills; the least number of people shows at the foot.

    >>> _eighths(974, 974, 6), _eighths(2, 974, 1), _eighths(0, 974, 1)
    (8, 1, 0)
    """
    filled = max(value * _HEIGHT * 8 // top, value > 0) - (row - 1) * 8
    return min(max(filled, 0), 8)


def _cell(eighths: int, *, implied: bool, plain: bool) -> str:
    if eighths == 0:
        return " "
    if plain:
        return "." if implied else "#"
    return "░" if implied else _EIGHTHS[eighths]


def _scale(first: date, last: date, width: int) -> str:
    """The first and the last day at the ends of the axis.

    >>> _scale(date(2020, 10, 6), date(2020, 10, 26), 30)
    '2020-10-06          2020-10-26'
    """
    return f"{first}{last!s:>{max(width - 10, 11)}}"
