"""Readings into a ledger together; one that no ledger can hold stops no other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from herodotus.errors import LedgerProblem
from herodotus.ledger.ledger import Ledger
from herodotus.ledger.writing import Added
from herodotus.model import Failure, Reading


class Loaded(NamedTuple):
    """What came of adding readings, and those that could not be kept."""

    added: Added = Added()
    failures: tuple[Failure, ...] = ()

    def __add__(self, other: object) -> Loaded:
        if not isinstance(other, Loaded):
            return NotImplemented
        return Loaded(self.added + other.added, self.failures + other.failures)


def load(ledger: Ledger, readings: Sequence[Reading]) -> Loaded:
    """Add readings at once; where that fails, one by one: which is it?

    Raises:
        LedgerProblem: the ledger itself cannot be used.
    """
    if not readings:
        return Loaded()
    try:
        return Loaded(ledger.add_all(readings))
    except LedgerProblem:
        raise
    except Exception as problem:
        if len(readings) == 1:
            return Loaded(failures=(Failure.of(readings[0].report, problem),))
    loaded = Loaded()
    for reading in readings:
        loaded += load(ledger, [reading])
    return loaded
