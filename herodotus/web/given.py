"""What a route is given: the ledger, the reader, and what it was asked."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

import herodotus
from herodotus.ledger import Ledger
from herodotus.model import Reading, Report

if TYPE_CHECKING:
    from herodotus.reading import Reader


class SharedReader:
    """The reader of a server: loaded when the first report comes, for all after it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: Reader | None = None

    def read(self, report: Report) -> Reading:
        """The claims of a report; who asks first waits for the model to load."""
        with self._lock:
            if self._reader is None:
                self._reader = herodotus.Reader.load()
            return herodotus.read(report, reader=self._reader)


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
