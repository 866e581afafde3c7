"""Whose name a request asks for: a guard against names that others point at us.

A page of another site can have its own name lead to 127.0.0.1 once it is loaded (DNS
rebinding); what it asks then comes with that name in `Host`, by which it is known.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from herodotus.web.security.refusing import refuse

if TYPE_CHECKING:
    from herodotus.web.settings import Settings

_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d{1,5})?")

_LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))
_ANY = frozenset(("", "0.0.0.0", "::"))

#: What a proxy says of whom it asks for.
_FORWARDED = frozenset(
    (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip")
)


class Hosts:
    """Lets in what is asked of a name of ours, and refuses all else."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self._names = names(settings)
        self._open = not settings.asks_tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (told := self._refusal(scope)):
            status, detail = told
            answer = refuse(Request(scope), status, detail)
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        given = [value for name, value in scope["headers"] if name == b"host"]
        name = host(given[0].decode("latin-1")) if len(given) == 1 else None
        if name is None:
            return 400, "The request does not say, in one Host header, whom it asks."
        if self._names is not None and name not in self._names:
            return 421, (
                "This server goes by another name. If it is meant to be reached by "
                "this one, start it with --base and its address."
            )
        if self._open and any(name in _FORWARDED for name, _ in scope["headers"]):
            return 403, (
                "This server asks nobody who they are, and a proxy stands before it, "
                "behind which anybody may be: start it with --tokens."
            )
        return None


def names(settings: Settings) -> frozenset[str] | None:
    """The names that a server goes by; `None` if it cannot know them all.

    >>> from herodotus.web.settings import Settings
    >>> sorted(names(Settings()))
    ['127.0.0.1', '::1', 'localhost']
    >>> names(Settings(host="0.0.0.0")) is None
    True
    >>> "ledger.example" in names(Settings(base="https://ledger.example"))
    True
    """
    known = set(_LOCAL) if settings.is_local or settings.host in _ANY else set()
    if settings.host not in _ANY:
        known.add(settings.host.lower())
    if settings.base is not None:
        known.add(urlsplit(settings.base).hostname or "")
    elif not settings.is_local:
        return None
    return frozenset(known - {""})


def host(header: str) -> str | None:
    """The name in a Host header, or `None` where it is not one.

    >>> host("LocalHost:8470"), host("[::1]:80"), host("a@b"), host("a.example./x")
    ('localhost', '::1', None, None)
    """
    found = _HOST.fullmatch(header.strip().lower())
    if found is None:
        return None
    if found["six"] is None:
        return found["name"].rstrip(".") or None
    try:
        return str(IPv6Address(found["six"]))
    except ValueError:
        return None
