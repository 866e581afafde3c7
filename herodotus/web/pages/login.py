"""Signing in: a token, typed once, becomes a session of some hours."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from herodotus.web.answer import page
from herodotus.web.given import Here
from herodotus.web.security import note, who
from herodotus.web.security.refusing import log_refusal
from herodotus.web.security.sessions import LASTS
from herodotus.web.security.signing import (
    end_session,
    keep_session,
    keep_visit,
    local,
    new_visit,
    session_of,
)

router = APIRouter(include_in_schema=False)

_HOUR = 3600


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:
    """Where a token is asked for, or where one who has shown it signs out."""
    return _page(request, next)


@router.post("/login")
def sign_in(
    request: Request,
    ledger: Here,
    token: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Begin a session under a new id, if the token is a good one."""
    found = ledger.rights.token(token.strip())
    if found is None:
        log_refusal(request, 401, "not a token that holds")
        return _page(
            request,
            next,
            status=401,
            wrong="That is no token of this server, or it has ended or was revoked.",
        )
    sessions = request.app.state.sessions
    if (before := session_of(request)) is not None:
        sessions.end(before)
    answer = RedirectResponse(local(next), 303)
    keep_session(request, answer, sessions.begin(found))
    note(request, "signed in", name=found.name, what=found.id)
    return answer


@router.post("/logout")
def sign_out(request: Request) -> Response:
    """End the session, here and in the browser."""
    if (id := session_of(request)) is not None:
        if request.app.state.sessions.find(id) is not None:
            note(request, "signed out")
        request.app.state.sessions.end(id)
    answer = RedirectResponse("/login", 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    end_session(request, answer)
    return answer


def _page(
    request: Request, next: str, *, status: int = 200, wrong: str | None = None
) -> Response:
    asks = who(request)
    secret = request.state.csrf or new_visit()
    shown = {
        "asks": asks,
        "csrf": secret,
        "hours": LASTS // _HOUR,
        "next": local(next),
        "wrong": wrong,
    }
    answer = page(request, "login.html", shown, status=status, Cache_Control="no-store")
    if asks is None:
        keep_visit(request, answer, secret)
    return answer
