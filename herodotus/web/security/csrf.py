"""Is it our own page that asks? Other sites can have a browser send us forms too.

Three things stand in their way, each enough by itself: what the browser says of where
a request comes from (`Sec-Fetch-Site`, `Origin`); cookies that go to us from our own
pages alone; and a secret that stands in our forms. A program needs none of these: it
sends its token in a header, or JSON, which no other site's page can.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from herodotus.web.security.limits import SAFE, replayed
from herodotus.web.security.people import who
from herodotus.web.security.refusing import refuse

#: The field of a form, and the header of a script of ours, that hold the secret.
FIELD = "csrf"
HEADER = "x-csrf-token"

#: What any site's form can send; for other kinds, a browser asks us first.
_FORMS = frozenset(
    ("", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
)


class Origins:
    """Refuses what pages of other sites ask for, but that somebody goes to ours."""

    def __init__(self, app: ASGIApp, *, base: str | None) -> None:
        self.app = app
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._ours(scope):
            detail = "This was asked for by a page of another site, which may not."
            await refuse(Request(scope), 403, detail)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _ours(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        site = headers.get("sec-fetch-site", "none")
        if scope["method"] in SAFE:
            goes = headers.get("sec-fetch-mode", "navigate") == "navigate"
            return goes or site in ("same-origin", "none")
        if site not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        here = f"{scope['scheme']}://{headers.get('host', '')}"
        return origin is None or same_origin(origin, here, self._base)


class Csrf:
    """Refuses a form that does not hold the secret of who sends it."""

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self.app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _needs(Request(scope)):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        body = await request.body()
        if not is_equal(await self._given(request, body), request.state.csrf):
            detail = (
                "The form is stale: go back, load its page anew, and send it again."
            )
            await refuse(request, 403, detail)(scope, receive, send)
            return
        await self.app(scope, replayed(body, receive), send)

    async def _given(self, request: Request, body: bytes) -> str:
        if (said := request.headers.get(HEADER)) is not None:
            return said
        if _kind(request) in ("", "text/plain"):
            return ""
        again = Request(request.scope, replayed(body, request.receive))
        try:
            async with again.form(max_part_size=self._limit, max_files=50) as form:
                found = form.get(FIELD)
        except HTTPException:  # not a form, whatever it calls itself
            return ""
        return found if isinstance(found, str) else ""


def is_equal(given: str, secret: str) -> bool:
    """Whether a secret is the one, told in the same time whatever is wrong with it.

    >>> is_equal("a", "a"), is_equal("a", "b"), is_equal("", "")
    (True, False, False)
    """
    same = hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
    return same and secret != ""


def same_origin(origin: str, *ours: str | None) -> bool:
    """Whether an Origin header names one of our own origins.

    >>> same_origin("http://localhost:8470", "http://LocalHost:8470")
    True
    >>> same_origin("null", "http://localhost"), same_origin("http://a", "https://a")
    (False, False)
    """
    asked = _origin(origin)
    return asked is not None and any(asked == _origin(one) for one in ours if one)


def _origin(address: str) -> tuple[str, str, int | None] | None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return (
        parts.scheme,
        parts.hostname,
        port or {"http": 80, "https": 443}[parts.scheme],
    )


def _needs(request: Request) -> bool:
    if request.method in SAFE:
        return False
    asks = who(request)
    if asks is not None and asks.by == "token":
        return False
    return _kind(request) in _FORMS


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
