"""Reports, claims, decisions and failures as rows of tables, and back again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from herodotus import errors
from herodotus.errors import InputError
from herodotus.model import Claim, Decision, Failure, Report
from herodotus.model.columns import COLUMNS_OF, KINDS, flat

_REPORT = tuple(name for name in Report.model_fields if name != "origin")

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

#: Whose people, arms or ground a claim is about, by its kind.
_ABOUT = {
    "casualty": "victim_side",
    "nondisclosure": "side",
    "materiel": "owner_side",
    "control": "by",
}


def refuse_unstorable(what: Report | Decision) -> None:
    """Refuse what databases cannot hold: the character NUL, or half of a pair.

    Raises:
        InputError: with what to do.
    """
    for said in _strings(what.__dict__):
        if _UNSTORABLE.search(said):
            raise InputError(
                f"{what.id} holds characters that are no text (NUL, or halves of a "
                "pair): replace them, and add it anew",
                id=what.id,
            )


def storable(failure: Failure) -> Failure:
    """A failure with a replacement for each character that databases cannot hold."""
    said = {
        name: _UNSTORABLE.sub("\ufffd", value)
        for name, value in failure.model_dump(exclude_none=True).items()
    }
    return Failure(**said)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _strings(name)
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def report_row(report: Report, *, key: str, kept: datetime) -> dict[str, Any]:
    """A report as a row; so far it is a voice of its own."""
    row = {name: getattr(report, name) for name in _REPORT}
    day = report.date or kept.date()
    return {**row, "key": key, "kept": kept, "day": day, "voice": key, "reading": None}


def report_of(row: RowMapping) -> Report:
    """The report of a row."""
    return Report.model_validate({name: row[name] for name in _REPORT})


def claim_row(claim: Claim) -> dict[str, Any]:
    """The columns of a claim, and whose side it is about."""
    return {**flat(claim), "about": about(claim)}


def claim_of(row: RowMapping | Mapping[str, Any]) -> Claim:
    """The claim of a row, checked; questions put theirs together more quickly."""
    kind = row["kind"]
    return KINDS[kind].model_validate({name: row[name] for name in COLUMNS_OF[kind]})


def about(claim: Claim) -> str | None:
    """Whose people, arms or ground a claim is about; an event is about no one side."""
    name = _ABOUT.get(claim.kind)
    side: str | None = getattr(claim, name) if name else None
    return side


def decision_row(decision: Decision) -> dict[str, Any]:
    """A decision as a row."""
    return decision.model_dump()


def decision_of(row: RowMapping) -> Decision:
    """The decision of a row."""
    return Decision.model_validate({**row, "changes": row["changes"] or {}})


def failure_of(row: RowMapping) -> Failure:
    """The failure of a row."""
    return Failure.model_validate({name: row[name] for name in Failure.model_fields})


@lru_cache
def is_of_input(error: str) -> bool:
    """Whether an error of this name tells what is wrong with an input.

    >>> is_of_input("NotEnglish"), is_of_input("IndexError")
    (True, False)
    """
    kind = getattr(errors, error, None)
    return isinstance(kind, type) and issubclass(kind, InputError)
