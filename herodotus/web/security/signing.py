"""Signing in and out: the cookies, and where one goes afterwards."""

from __future__ import annotations

import re
import secrets

from fastapi import Request, Response

from herodotus.web.security.sessions import LASTS

_SESSION = "herodotus"
_VISIT = "herodotus-visit"
#: A name with this is sent by browsers only as we set it: over https, for all of us.
_SAFE = "__Host-"

_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f-\x9f]*")


def session_of(request: Request) -> str | None:
    """The id of the session that a request comes with."""
    return request.cookies.get(_name(request, _SESSION))


def visit_of(request: Request) -> str:
    """The secret of a visit before anybody signed in; empty where there is none."""
    return request.cookies.get(_name(request, _VISIT), "")


def keep_session(request: Request, answer: Response, id: str) -> None:
    """Give a browser the id of its session; the visit before it is over."""
    _set(request, answer, _SESSION, id, seconds=LASTS)
    _set(request, answer, _VISIT, "", seconds=0)


def keep_visit(request: Request, answer: Response, secret: str) -> None:
    """Give a browser the secret of its visit, which the form holds too."""
    _set(request, answer, _VISIT, secret, seconds=3600)


def end_session(request: Request, answer: Response) -> None:
    """Have a browser forget its session."""
    _set(request, answer, _SESSION, "", seconds=0)


def new_visit() -> str:
    """The secret of a new visit."""
    return secrets.token_urlsafe(32)


def local(address: str | None) -> str:
    """An address of ours to go on to; anything else leads to the start page.

    >>> local("/claims?side=Mali"), local("https://a.example"), local("//a.example")
    ('/claims?side=Mali', '/', '/')
    >>> local("/\\\\evil.example"), local("/a\\r\\nSet-Cookie: b"), local(None)
    ('/', '/', '/')
    """
    return address if address and _LOCAL.fullmatch(address) else "/"


def is_https(request: Request) -> bool:
    """Whether the browser asks over https, as far as we are told."""
    base: str | None = request.app.state.settings.base
    return request.url.scheme == "https" or (base or "").startswith("https://")


def _set(
    request: Request, answer: Response, name: str, value: str, *, seconds: int
) -> None:
    answer.set_cookie(
        _name(request, name),
        value,
        max_age=seconds,
        path="/",
        secure=is_https(request),
        httponly=True,
        samesite="strict",
    )


def _name(request: Request, name: str) -> str:
    return f"{_SAFE}{name}" if is_https(request) else name
