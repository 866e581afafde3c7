"""Who may do what, and what nobody may: the guard of the page and the API.

Bound to this machine alone, the server asks nobody who they are. Bound to anything else
it asks for tokens, each of which has a role. In either case pages of other sites can
make it do nothing.

The guard stands in two rings, each request going through both from the outside in:

    Headers   on whatever is answered
    Hosts     asked for by a name of ours?
    Origins   asked for by a page of ours?
    Rates     not too often, from one address?
              (which face of an address is meant: herodotus.web.faces)
    Access    who asks, and may they?
    Rates     not too often, with one token?
    Bodies    not too large, not too slow?
    Csrf      does the form hold the secret?
    Audit     what was done is noted
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from herodotus.web.security.access import Access
from herodotus.web.security.audit import Audit, note
from herodotus.web.security.csrf import Csrf, Origins
from herodotus.web.security.headers import Headers
from herodotus.web.security.hosts import Hosts
from herodotus.web.security.limits import (
    OF_CLIENTS,
    OF_TOKENS,
    Bodies,
    Rates,
    address,
)
from herodotus.web.security.people import Known, Who, signer, who
from herodotus.web.security.sessions import Sessions

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

    from herodotus.web.settings import Settings

__all__ = [
    "Who",
    "guard_inside",
    "guard_outside",
    "note",
    "signer",
    "who",
]


def guard_inside(app: FastAPI, settings: Settings) -> None:
    """The inner ring, to be put round the routes before anything else is."""
    sessions, known = Sessions(), Known()
    app.state.sessions = sessions
    app.state.known = known
    app.add_middleware(Audit)
    app.add_middleware(Csrf, limit=settings.body_limit)
    app.add_middleware(Bodies, limit=settings.body_limit, seconds=settings.body_seconds)
    if settings.asks_tokens:
        app.add_middleware(Rates, rates=OF_TOKENS, name=_token)
    app.add_middleware(
        Access, sessions=sessions, known=known, open=not settings.asks_tokens
    )


def guard_outside(app: FastAPI, settings: Settings) -> None:
    """The outer ring, to be put round all else."""
    if settings.asks_tokens:
        app.add_middleware(Rates, rates=OF_CLIENTS, name=address)
    app.add_middleware(Origins, base=settings.base)
    app.add_middleware(Hosts, settings=settings)
    app.add_middleware(Headers, private=settings.asks_tokens)


def _token(request: Request) -> str | None:
    asks = who(request)
    return asks.token if asks is not None else None
