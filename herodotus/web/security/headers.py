"""Headers on every answer: what a browser may do with it, which is little.

Nothing of another site is loaded, nothing inline is run, no other site may show us in a
frame or read what we answer. An error has the same headers as a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What a page may load and do (W3C Content Security Policy, level 3).
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

#: What every answer has, whatever else it says.
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A policy of no-referrer would have browsers send forms with `Origin: null`.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), "
        "payment=(), serial=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}

#: A year; only over https, where browsers heed it.
_HSTS = "max-age=31536000"

_BREAKS = re.compile(rb"[\x00\r\n]+")


class Headers:
    """Puts the headers on every answer, and takes out what would break one in two.

    An error that nobody foresaw is answered here too, so that it has them as well.
    """

    def __init__(self, app: ASGIApp, *, private: bool = False) -> None:
        """`private`: answers depend on who asks, so that no cache may mix them."""
        self.app = app
        self._private = private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=unbroken(message.get("headers", ())))
                for name, value in ALWAYS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
                if self._private:
                    headers.add_vary_header("Cookie")
                    headers.add_vary_header("Authorization")
                if scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = _HSTS
                message = dict(message, headers=headers.raw)
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if begun:
                raise
            request = Request(scope)
            answer = await request.app.exception_handlers[Exception](request, error)
            await answer(scope, receive, sending)


def unbroken(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Headers without the line breaks by which one could become two.

    >>> unbroken([(b"location", b"/x\\r\\nSet-Cookie: a=b")])
    [(b'location', b'/x Set-Cookie: a=b')]
    """

    return [(_BREAKS.sub(b" ", name), _BREAKS.sub(b" ", one)) for name, one in headers]
