"""Who may: each request is let through by the role that its address asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi import Request, Response
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from herodotus.web.answer import wants_page
from herodotus.web.security.people import Known, Who, bearer, whoever_is_here
from herodotus.web.security.refusing import refuse
from herodotus.web.security.roles import Entry, entry_of, is_known
from herodotus.web.security.signing import session_of, visit_of

if TYPE_CHECKING:
    from herodotus.web.security.sessions import Sessions

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="herodotus"'}


class Access:
    """Finds out who asks, and lets them do what their role may.

    Routes find who it is with `who(request)`; their role, and what their forms have to
    hold, in `request.state.role` and `request.state.csrf`.
    """

    def __init__(self, app: ASGIApp, *, sessions: Sessions, known: Known, open: bool):
        """`open`: only this machine can ask, so that nobody is asked for a token."""
        self.app = app
        self._sessions = sessions
        self._known = known
        self._open = open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        entry = entry_of(request.method, request.url.path)
        authorization = request.headers.get("authorization")
        if authorization is None:
            asks = await self._by_session(request)
        else:
            asks = await self._by_token(request, authorization)
        if authorization is not None and asks is None:
            detail = "The token is not known here, has ended, or was revoked."
            answer: Response | None = refuse(request, 401, detail, **_CHALLENGE)
        else:
            answer = refusal(request, entry, asks)
        if answer is not None:
            await answer(scope, receive, send)
            return
        request.state.who = asks
        request.state.role = asks.role if asks else None
        request.state.csrf = asks.csrf if asks else visit_of(request)
        await self.app(scope, receive, send)

    async def _by_token(self, request: Request, authorization: str) -> Who | None:
        secret = bearer(authorization)
        if secret is None:
            return None
        token = await self._known.by_secret(request.app.state.ledger, secret)
        if token is None:
            return None
        return Who(name=token.name, role=token.role, by="token", token=token.id)

    async def _by_session(self, request: Request) -> Who | None:
        if self._open:
            return whoever_is_here()
        id = session_of(request)
        session = self._sessions.find(id) if id else None
        if session is None:
            return None
        token = await self._known.by_id(request.app.state.ledger, session.token.id)
        if token is None:
            self._sessions.end_of(session.token.id)
            return None
        return Who(
            name=token.name,
            role=token.role,
            by="session",
            csrf=session.csrf,
            token=token.id,
        )


def refusal(request: Request, entry: Entry | None, asks: Who | None) -> Response | None:
    """What somebody is told who may not; `None`, where they may."""
    if asks is None:
        if entry is not None and entry.role is None:
            return None
        return _unknown(request)
    if entry is None and asks.role != "admin":
        if is_known(request.url.path):
            return refuse(request, 405, "This address does not take that method.")
        detail = "There is nothing at this address: check it, or begin at /."
        return refuse(request, 404, detail)
    if entry is not None and not asks.may(entry.role):
        detail = f"This takes a token of the role {entry.role}; yours is {asks.role}."
        return refuse(request, 403, detail)
    return None


def _unknown(request: Request) -> Response:
    """Where a person signs in, or how a program does."""
    if request.method == "GET" and wants_page(request):
        asked = request.url.path
        if request.url.query:
            asked += f"?{request.url.query}"
        return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303)
    detail = "This asks for a token: send it as `Authorization: Bearer ...`."
    return refuse(request, 401, detail, **_CHALLENGE)
