"""Who may use this server: tokens, made and taken back by an admin; what was done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from starlette.responses import RedirectResponse

from herodotus.errors import TokenProblem
from herodotus.ledger import Ledger
from herodotus.model import ROLES, Role, Token
from herodotus.web.answer import page
from herodotus.web.given import Here
from herodotus.web.security import signer
from herodotus.web.security.audit import origin_of

router = APIRouter(include_in_schema=False)

#: So many of the last acts are shown.
_ACTS = 100


@router.get("/tokens")
def tokens(request: Request, ledger: Here) -> Response:
    """Whose tokens there are, and what was done last."""
    return _page(request, ledger)


@router.post("/tokens")
def add(
    request: Request,
    ledger: Here,
    name: Annotated[str, Form()] = "",
    role: Annotated[Role, Form()] = "reader",
    days: Annotated[str, Form(pattern=r"^\s*([1-9]\d{0,3})?\s*$")] = "",
) -> Response:
    """Make a token, and show its secret this once."""
    try:
        issued = ledger.rights.add(
            name,
            role,
            by=signer(request),
            days=int(days) if days.strip() else None,
            origin=origin_of(request),
        )
    except TokenProblem as problem:
        return _page(request, ledger, status=409, wrong=problem.message)
    return _page(request, ledger, secret=issued.secret, made=issued.token)


@router.post("/tokens/{id}/revoke")
def revoke(request: Request, ledger: Here, id: str) -> Response:
    """Take a token back: from now on it gives no right, nor do its sessions."""
    try:
        token = ledger.rights.revoke(id, by=signer(request), origin=origin_of(request))
    except TokenProblem as problem:
        return _page(request, ledger, status=404, wrong=problem.message)
    request.app.state.known.forget()
    request.app.state.sessions.end_of(token.id)
    return RedirectResponse("/tokens", 303)


def _page(
    request: Request,
    ledger: Ledger,
    *,
    status: int = 200,
    wrong: str | None = None,
    secret: str | None = None,
    made: Token | None = None,
) -> Response:
    now = datetime.now(UTC)
    shown = {
        "acts": ledger.rights.acts(limit=_ACTS),
        "made": made,
        "now": now,
        "roles": ROLES,
        "secret": secret,
        "tokens": [(one, one.holds(now)) for one in ledger.rights.tokens()],
        "wrong": wrong,
    }
    return page(request, "tokens.html", shown, status=status, Cache_Control="no-store")
