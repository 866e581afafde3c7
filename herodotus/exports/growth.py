"""How a figure grew, report by report: a line small enough to stand beside a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from herodotus.exports.toll_series import number, said_by
from herodotus.model import Step

#: The size of a line, in units of its drawing.
WIDTH, HEIGHT = 280, 56

_MARGIN = 5

#: Of more steps than this only the ends are dots, and are told in words.
_DOTS = 40


class Dot(NamedTuple):
    """One step on the line: where it is, and what it says."""

    x: float
    y: float
    implied: bool
    words: str
    claim: str


class Line(NamedTuple):
    """The steps of one running toll, as a path with dots.

    `first` and `last` are the steps at its ends. `words` say it all, for those who do
    not see it.
    """

    side: str | None
    status: str
    outcome: str
    conflict: str | None
    path: str
    dots: tuple[Dot, ...]
    first: Step
    last: Step
    words: str


def lines(steps: Iterable[Step], *, least: int = 2) -> tuple[Line, ...]:
    """A line for each running toll that was told at least so often, the longest first.

    The line goes through what is stated; what increments imply is a dot beside it. A
    line of very many steps has dots at its ends alone.
    """
    tolls: dict[tuple[str | None, ...], list[Step]] = {}
    for step in steps:
        if step.as_of is not None and _value(step) is not None:
            key = (step.conflict, step.side, step.status, step.outcome)
            tolls.setdefault(key, []).append(step)
    longest = sorted(tolls.values(), key=lambda told: -len(told))
    return tuple(_line(told) for told in longest if len(told) >= least)


def _line(told: Sequence[Step]) -> Line:
    told = sorted(told, key=lambda step: step.as_of or date.min)
    days = [step.as_of.toordinal() for step in told if step.as_of]
    top = max(_value(step) or 0 for step in told) or 1
    span = max(days[-1] - days[0], 1)

    def at(step: Step) -> tuple[float, float]:
        day = step.as_of.toordinal() if step.as_of else days[0]
        x = _MARGIN + (day - days[0]) / span * (WIDTH - 2 * _MARGIN)
        y = HEIGHT - _MARGIN - (_value(step) or 0) / top * (HEIGHT - 2 * _MARGIN)
        return round(x, 1), round(y, 1)

    path = ""
    for step in told:
        if not step.implied:
            x, y = at(step)
            path += f"H{x}V{y}" if path else f"M{x} {y}"
    shown = told if len(told) <= _DOTS else [told[0], told[-1]]
    dots = tuple(
        Dot(*at(step), step.implied, _words(step), step.claim) for step in shown
    )
    first, last = told[0], told[-1]
    return Line(
        first.side,
        first.status,
        first.outcome,
        first.conflict,
        path,
        dots,
        first,
        last,
        "; ".join(dot.words for dot in dots),
    )


def _words(step: Step) -> str:
    day = f"{step.as_of.day} {step.as_of:%b %Y}" if step.as_of else "day not known"
    implied = ", implied" if step.implied else ""
    return f"{day}: {number(step)}{implied}, {said_by(step)}"


def _value(step: Step) -> int | None:
    return step.low if step.low is not None else step.high
