"""Herodotus reads reports of armed conflict and keeps a ledger of claims.

    import herodotus

    report = herodotus.open("report.txt")          # a Report: text, date, place
    reading = herodotus.read(report)               # a Reading: the claims found in it
    account = herodotus.reconcile(reading.claims)  # an Account: tolls and balance

    with herodotus.Ledger("war.db") as ledger:     # many reports, kept
        ledger.add(reading)
        ledger.account(conflict="Nagorno-Karabakh")

Nothing is loaded before it is used: importing this module costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from pathlib import Path

    from herodotus.errors import HerodotusError
    from herodotus.ledger import Ledger
    from herodotus.model import (
        Account,
        Attribution,
        Balance,
        Card,
        CasualtyClaim,
        Claim,
        ControlClaim,
        Decision,
        Dispute,
        Episode,
        EventClaim,
        Face,
        Failure,
        Flag,
        MaterielClaim,
        NondisclosureClaim,
        Party,
        Period,
        Reading,
        Relation,
        Report,
        Scope,
        Span,
        Step,
        Telling,
        Toll,
        Tolls,
    )
    from herodotus.reading import Reader

    __version__: str

__all__ = [
    "Account",
    "Attribution",
    "Balance",
    "Card",
    "CasualtyClaim",
    "Claim",
    "ControlClaim",
    "Decision",
    "Dispute",
    "Episode",
    "EventClaim",
    "Face",
    "Failure",
    "Flag",
    "HerodotusError",
    "Ledger",
    "MaterielClaim",
    "NondisclosureClaim",
    "Party",
    "Period",
    "Reader",
    "Reading",
    "Relation",
    "Report",
    "Scope",
    "Span",
    "Step",
    "Telling",
    "Toll",
    "Tolls",
    "__version__",
    "open",
    "read",
    "reconcile",
]

_HOMES = {
    "HerodotusError": "herodotus.errors",
    "Ledger": "herodotus.ledger",
    "Reader": "herodotus.reading",
}
_FUNCTIONS = {"open", "read", "reconcile"}

_reader: Reader | None = None


def open(  # the verb of the public interface, used as herodotus.open
    path: str | Path,
    *,
    date: datetime.date | None = None,
    place: str | None = None,
) -> Report:
    """The report in a text file; `date` and `place` override what it says of itself.

    Raises:
        InputError: the file is missing, empty, no text, too long or not English.
    """
    from herodotus.sources import open_report

    return open_report(path, date=date, place=place)


def read(report: Report | str, *, reader: Reader | None = None) -> Reading:
    """The claims found in one report, each with its words and its relations.

    Args:
        report: a report, or its bare text.
        reader: a loaded reader; by default one is loaded and kept for the next call.
    """
    from herodotus.reconciliation import relate
    from herodotus.sources import report_from_text

    if isinstance(report, str):
        report = report_from_text(report)
    reading = (reader or _loaded()).read(report)
    claims = relate(reading.claims, text=report.text)
    return reading.model_copy(update={"claims": claims})


def reconcile(claims: Iterable[Claim], *, policy: str = "default") -> Account:
    """What claims come to, side by side, with reasons, under a named policy."""
    from herodotus import reconciliation

    return reconciliation.reconcile(tuple(claims), policy=policy)


def _loaded() -> Reader:
    global _reader
    if _reader is None:
        from herodotus.reading import Reader

        _reader = Reader.load()
    return _reader


def __getattr__(name: str) -> Any:  # modules give any kind of object
    if name == "__version__":
        return _version()
    if name in __all__ and name not in _FUNCTIONS:
        return getattr(import_module(_HOMES.get(name, "herodotus.model")), name)
    raise AttributeError(f"module 'herodotus' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("herodotus")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "0+source"
