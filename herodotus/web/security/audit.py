"""What was done, by whom and when: a row of the ledger for each thing that was."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from herodotus.errors import LedgerProblem
from herodotus.exports.visible import one_line
from herodotus.ledger.rights import login_name
from herodotus.model import Act
from herodotus.web.security.limits import SAFE
from herodotus.web.security.people import who
from herodotus.web.security.roles import entry_of

if TYPE_CHECKING:
    from herodotus.ledger import Ledger

_log = logging.getLogger(__name__)

#: What notes itself, in words of its own; and what changes nothing.
_THEMSELVES = ("/login", "/logout", "/tokens", "/read")

_LONGEST = 200


class Audit:
    """Notes each change that was made, before its maker is told that it was."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                if not _is_of(request.url.path, _THEMSELVES):
                    await _note(request, Headers(raw=message["headers"]))
            await send(message)

        await self.app(scope, receive, noting)


def note(
    request: Request, act: str, *, name: str | None = None, what: str | None = None
) -> None:
    """Note what was done; by whoever asks, where no name is given."""
    asks = who(request)
    done = Act(
        moment=datetime.now(UTC),
        who=name or (asks.name if asks else None) or login_name(),
        role=asks.role if asks else None,
        act=act,
        what=one_line(what)[:_LONGEST] if what else None,
        origin=origin_of(request),
    )
    ledger: Ledger = request.app.state.ledger
    try:
        ledger.rights.note(done)
    except LedgerProblem as problem:  # what was done is done: the log has it
        _log.error("not noted: %s (%s)", done, problem.message)


def origin_of(request: Request) -> str | None:
    """The address that a request comes from."""
    return request.client.host if request.client else None


def _is_of(path: str, beginnings: tuple[str, ...]) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in beginnings)


async def _note(request: Request, headers: Headers) -> None:
    entry = entry_of(request.method, request.url.path)
    act = f"{request.method} {entry.path if entry else '?'}"
    what = request.url.path
    if entry is not None and "{" not in entry.path:  # what was made has an address
        what = headers.get("location", what)
    await run_in_threadpool(note, request, act, what=what)
