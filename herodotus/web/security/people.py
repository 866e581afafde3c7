"""Who asks: somebody with a token, with a session, or whoever sits at this machine."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from herodotus.ledger.rights import login_name
from herodotus.model import Role, Token, suffices

if TYPE_CHECKING:
    from herodotus.ledger import Ledger

#: How a token of the API is sent (RFC 6750).
_SCHEME = "bearer"

#: A token that was revoked elsewhere may still be taken for so many seconds.
_TRUSTED = 2.0
_MOST = 1000

#: Stands in pages where nobody signs in; other sites cannot read it.
_LOCAL_CSRF = secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Who:
    """Who asks, and what they may do.

    Attributes:
        name: what their decisions are signed with; `None`, where nobody asks for it.
        role: what they may do.
        by: how that is known: a token in the header, a session, or that the server
            listens to this machine alone.
        csrf: what a form of theirs has to hold.
        token: the id of their token.
    """

    name: str | None
    role: Role
    by: Literal["token", "session", "machine"]
    csrf: str = ""
    token: str | None = None

    def may(self, role: Role | None) -> bool:
        """Whether they may do what a role may."""
        return role is None or suffices(self.role, role)


def who(request: Request) -> Who | None:
    """Who asks, as the guard found out; `None` is somebody who has not said."""
    found: Who | None = getattr(request.state, "who", None)
    return found


def signer(request: Request, offered: str | None = None) -> str:
    """The name that signs a decision: that of the token, whatever a form says.

    Where nobody is asked for a token: the name that is offered, else the login name.
    """
    asks = who(request)
    if asks is not None and asks.name is not None:
        return asks.name
    return " ".join((offered or "").split()) or login_name()


def whoever_is_here() -> Who:
    """Who asks a server that only this machine can ask: they may do everything."""
    return Who(name=None, role="admin", by="machine", csrf=_LOCAL_CSRF)


def bearer(header: str) -> str | None:
    """The token of an Authorization header.

    >>> bearer("Bearer herodotus_1_x"), bearer("Basic eDp5")
    ('herodotus_1_x', None)
    """
    scheme, _, rest = header.partition(" ")
    return rest.strip() if scheme.lower() == _SCHEME and rest.strip() else None


class Known:
    """Tokens that were looked up in the ledger a moment ago."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, tuple[float, Token]] = OrderedDict()

    async def by_secret(self, ledger: Ledger, secret: str) -> Token | None:
        """The token with this secret, if it holds, or did a moment ago."""
        key = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
        return await self._remembered(key, ledger.rights.token, secret)

    async def by_id(self, ledger: Ledger, id: str) -> Token | None:
        """The token with this id, if it holds, or did a moment ago."""
        return await self._remembered(id, ledger.rights.still_holds, id)

    def forget(self) -> None:
        """Look everything up anew, as after a token was revoked here."""
        self._seen.clear()

    async def _remembered(
        self, key: str, look_up: Callable[[str], Token | None], name: str
    ) -> Token | None:
        now = time.monotonic()
        found = self._seen.get(key)
        if found is not None and found[0] + _TRUSTED > now:
            return found[1]
        token = await run_in_threadpool(look_up, name)
        if token is not None:  # what is wrong is not worth the room
            self._seen[key] = now, token
            self._seen.move_to_end(key)
        while len(self._seen) > _MOST:
            self._seen.popitem(last=False)
        return token
