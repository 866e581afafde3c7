"""Answers that were given already, kept in memory while the ledger stays as it is.

An answer is kept under the address that was asked for, the state of the ledger, the
role of who asked and the secret of their forms, which no other session may be shown. So
nothing old is shown either: what is added, by whatever program, changes the state.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from fastapi import Request, Response
from pydantic import BaseModel

Part = TypeVar("Part", bound=BaseModel)


class Cache:
    """As many answers as a number of bytes holds; those not asked for longest go."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[Hashable, tuple[bytes, Response]] = OrderedDict()
        self._lock = Lock()
        self._turns: dict[Hashable, _Turn] = {}

    def get(self, key: Hashable) -> Response | None:
        """The answer under a key, as new."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
        return _copied(*found)

    def put(self, key: Hashable, answer: Response) -> None:
        """Keep an answer, unless it alone would take a quarter of the room."""
        body = bytes(answer.body)
        if len(body) > self._limit // 4:
            return
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = body, _copied(body, answer)
            self._size += len(body)
            while self._size > self._limit:
                _, (gone, _) = self._kept.popitem(last=False)
                self._size -= len(gone)

    @contextmanager
    def alone(self, key: Hashable) -> Iterator[None]:
        """Let one at a time make what is kept under a key; the others wait for it."""
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.waiting += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.waiting -= 1
                if not turn.waiting:
                    del self._turns[key]

    def __len__(self) -> int:
        return len(self._kept)


class _Turn:
    """Whose turn it is to make an answer, and how many want it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.waiting = 0


def kept(request: Request, make: Callable[[], Response]) -> Response:
    """The answer to a request as it was given before, else as `make` makes it.

    For pages that show the same to all of one role.
    """
    state = request.app.state
    asks = (request.state.role, request.state.csrf)
    key = (request.url.path, request.url.query, *asks, state.ledger.state())
    return _kept(state.cache, key, make)


def kept_part(
    request: Request, of: type[Part], question: str, make: Callable[[], Part]
) -> Part:
    """A part of several answers, as it was made before, else as `make` makes it.

    It is the same for everybody, and follows from the ledger and the question alone.
    """
    state = request.app.state
    key = (of, question, state.ledger.state())
    told = _kept(state.cache, key, lambda: Response(make().model_dump_json()))
    return of.model_validate_json(bytes(told.body))


def _kept(cache: Cache, key: Hashable, make: Callable[[], Response]) -> Response:
    found = cache.get(key)
    if found is not None:
        return found
    with cache.alone(key):
        found = cache.get(key)
        if found is None:
            found = make()
            if found.status_code == 200:
                cache.put(key, found)
        return found


def _copied(body: bytes, answer: Response) -> Response:
    """The same answer anew, for headers are added to it on its way out."""
    new = Response(body, answer.status_code)
    new.raw_headers = list(answer.raw_headers)
    return new
