"""A series as rows, and its steps in words: the JSON of the contract, and CSV."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from herodotus.exports import wording
from herodotus.exports.record import csv_line
from herodotus.exports.two_sided import span
from herodotus.exports.visible import one_line
from herodotus.model import Step
from herodotus.reconciliation.camps import party_of


def series_json(steps: Iterable[Step]) -> bytes:
    """One JSON array of steps by date, a step a line; an unknown day comes first.

    >>> series_json([])
    b'[]\\n'
    """
    rows = [
        json.dumps(step.model_dump(mode="json"), ensure_ascii=False)
        for step in _by_date(steps)
    ]
    return f"[{_JOIN.join(rows)}]\n".encode("utf-8", "replace")


def series_csv(steps: Iterable[Step]) -> Iterator[bytes]:
    """CSV of steps by date: a line of column names, then a line a step."""
    columns = list(Step.model_fields)
    yield csv_line(columns)
    for step in _by_date(steps):
        row = step.model_dump(mode="json")
        row["flags"] = "; ".join(step.flags)
        yield csv_line([row[column] for column in columns])


def number(step: Step) -> str:
    """The number of a step: "244", "31 or more", "12 to 14", "up to 9".

    >>> words = dict(as_of=None, said_by=None, claim="c", report="r")
    >>> number(Step(low=1244, high=1244, **words)), number(Step(low=31, high=None,
    ...     **words))
    ('1,244', '31 or more')
    """
    if step.low is None or (step.low == 0 and step.high):
        return "unknown" if step.high is None else f"up to {step.high:,}"
    if step.high is None:
        return f"{step.low:,} or more"
    if step.low == step.high:
        return f"{step.low:,}"
    return f"{step.low:,} to {step.high:,}"


def bounds(step: Step) -> str:
    """The number of a step in a table: "244", "31 or more", "12–14", "?".

    >>> words = dict(as_of=None, said_by=None, claim="c", report="r")
    >>> bounds(Step(low=12, high=1400, **words)), bounds(Step(low=None, high=None,
    ...     **words))
    ('12–1,400', '?')
    """
    if step.high is None:
        return "?" if step.low is None else f"{step.low:,} or more"
    return span(step.high if step.low is None else step.low, step.high)


def remarks(step: Step, *, shown: Callable[[str], str] = one_line) -> str:
    """What is to be known of a step; `shown` makes its note fit for the page."""
    implied = ["nobody states it"] if step.implied else []
    return "; ".join([*implied, *([shown(step.note)] if step.note else [])])


def whose(step: Step) -> str:
    """Whose toll a step is: "Nagorno-Karabakh, combatants, killed"."""
    status = wording.STATUSES.get(step.status, step.status)
    outcome = wording.OUTCOMES.get(step.outcome, step.outcome)
    return f"{wording.side(step.side)}, {status}, {outcome}"


def said_by(step: Step) -> str:
    """Who says it, in words."""
    return one_line(step.said_by or "the report itself")


def teller(step: Step) -> str:
    """The side that a step is the word of, else who says it.

    >>> teller(Step(as_of=None, low=9, high=9, claim="c", report="r",
    ...     said_by="Azerbaijan Ministry of Defence"))
    'Azerbaijan'
    """
    return one_line(party_of(step.said_by) or said_by(step))


_JOIN = ",\n "


def _by_date(steps: Iterable[Step]) -> list[Step]:
    """In order of days; steps of one day stay as they are."""
    return sorted(steps, key=lambda step: step.as_of or date.min)
