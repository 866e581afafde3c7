"""What a route is given: the ledger, the reader, and what it was asked."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

import herodotus
from herodotus.ledger import Ledger
from herodotus.model import Reading, Report

if TYPE_CHECKING:
    from herodotus.reading import Reader


#: What is read to have all loaded that reading needs.
_FIRST = "Two soldiers were killed near Goris on Monday, the army said."


class SharedReader:
    """The reader of a server: loaded when it is needed first, for all after it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: Reader | None = None

    def read(self, report: Report) -> Reading:
        """The claims of a report; who asks first waits for the model to load."""
        with self._lock:
            return self._read(report)

    def wake(self) -> None:
        """Load it, unless it is: somebody is about to hand a report in."""
        if self._reader is None and self._lock.acquire(blocking=False):
            try:
                self._read(Report.of(_FIRST))
            finally:
                self._lock.release()

    def _read(self, report: Report) -> Reading:
        if self._reader is None:
            self._reader = _loaded()
        return herodotus.read(report, reader=self._reader)


@cache
def _loaded() -> Reader:
    """The reader of this process: its model is large."""
    return herodotus.Reader.load()


async def ledger_of(request: Request) -> Ledger:
    """The ledger that the app is about."""
    ledger: Ledger = request.app.state.ledger
    return ledger


async def reader_of(request: Request) -> SharedReader:
    """What reads reports for the app."""
    reader: SharedReader = request.app.state.reader
    return reader


#: What a route takes to ask the ledger, or to have a report read.
Here = Annotated[Ledger, Depends(ledger_of)]
Reads = Annotated[SharedReader, Depends(reader_of)]
