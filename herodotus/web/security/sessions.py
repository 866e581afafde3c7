"""Sessions: what a browser holds instead of a token, for some hours.

They are kept in the server's memory alone: what is not written down is in no backup,
and a server that starts anew asks everybody to sign in again.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from herodotus.model import Token

#: A session ends after so many seconds, whatever is done in it: a working day.
LASTS = 12 * 60 * 60

#: So many are kept at once; of more, the oldest end.
_MOST = 10_000


class Session(NamedTuple):
    """Somebody who showed a token, until some moment of the server's clock."""

    token: Token
    csrf: str
    ends: float


class Sessions:
    """The sessions of a server; an id is known by its hash alone.

    >>> from datetime import datetime, UTC
    >>> nora = Token(id="1", name="Nora", role="reader", made=datetime.now(UTC))
    >>> sessions = Sessions()
    >>> id = sessions.begin(nora)
    >>> sessions.find(id).token.name, sessions.find("another")
    ('Nora', None)
    >>> sessions.end(id)
    >>> sessions.find(id)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._held: OrderedDict[str, Session] = OrderedDict()

    def begin(self, token: Token) -> str:
        """The id of a new session, which nobody had before."""
        id = secrets.token_urlsafe(32)
        session = Session(token, secrets.token_urlsafe(32), self._clock() + LASTS)
        with self._lock:
            self._forget_old()
            self._held[_hash(id)] = session
        return id

    def find(self, id: str) -> Session | None:
        """The session with this id, if it has not ended."""
        with self._lock:
            found = self._held.get(_hash(id))
        if found is None or found.ends <= self._clock():
            return None
        return found

    def end(self, id: str) -> None:
        """End a session: its id is worth nothing any more."""
        with self._lock:
            self._held.pop(_hash(id), None)

    def end_of(self, token: str) -> None:
        """End every session of the token with this id."""
        with self._lock:
            of_it = [key for key, one in self._held.items() if one.token.id == token]
            for key in of_it:
                del self._held[key]

    def __len__(self) -> int:
        return len(self._held)

    def _forget_old(self) -> None:
        """Drop what has ended, the oldest first, and what there is no room for."""
        now = self._clock()
        while self._held:
            oldest = next(iter(self._held))
            if self._held[oldest].ends > now and len(self._held) < _MOST:
                return
            del self._held[oldest]


def _hash(id: str) -> str:
    return hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()
