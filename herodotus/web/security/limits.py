"""How much, how often and for how long: limits on what one asker can take up.

A bucket holds so many requests and fills at so many a second; who finds it empty waits.
There is a bucket for each address, one for each token, smaller ones for writing, and
the smallest for signing in. A server of this machine alone has none.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from herodotus.web.security.refusing import refuse

SAFE = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))


class Rate(NamedTuple):
    """So many requests a second, and so many at once."""

    a_second: float
    at_once: int


#: What one address may ask for: some people may share it.
OF_CLIENTS: Mapping[str, Rate] = {
    "reading": Rate(50, 400),
    "writing": Rate(5, 60),
    "signing in": Rate(0.2, 10),
}

#: What one token may ask for.
OF_TOKENS: Mapping[str, Rate] = {
    "reading": Rate(30, 300),
    "writing": Rate(3, 40),
    "signing in": Rate(0.2, 10),
}


class Bucket:
    """Buckets of one rate, each under a name; those not used for longest are dropped.

    >>> now = [0.0]
    >>> bucket = Bucket(Rate(1, 2), clock=lambda: now[0])
    >>> bucket.take("a"), bucket.take("a"), bucket.take("a"), bucket.take("b")
    (0.0, 0.0, 1.0, 0.0)
    >>> now[0] = 1.0
    >>> bucket.take("a")
    0.0
    """

    def __init__(
        self,
        rate: Rate,
        *,
        clock: Callable[[], float] = time.monotonic,
        most: int = 10_000,
    ) -> None:
        self._rate = rate
        self._clock = clock
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> float:
        """Take one; nothing, or how many seconds there is none."""
        now = self._clock()
        left, since = self._left.get(name, (float(self._rate.at_once), now))
        left = min(left + (now - since) * self._rate.a_second, self._rate.at_once)
        allowed = left >= 1
        self._left[name] = (left - 1 if allowed else left), now
        self._left.move_to_end(name)
        while len(self._left) > self._most:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._rate.a_second

    def __len__(self) -> int:
        return len(self._left)


class Rates:
    """Answers 429 to who asks too often, and says when to come again."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        rates: Mapping[str, Rate],
        name: Callable[[Request], str | None],
    ) -> None:
        """`name` says whose bucket a request takes from; `None` takes from none."""
        self.app = app
        self._buckets = {kind: Bucket(rate) for kind, rate in rates.items()}
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope)
            name = self._name(request)
            wait = self._buckets[kind(request)].take(name) if name else 0.0
            if wait:
                seconds = str(math.ceil(wait))
                detail = f"That was too often: ask again in {seconds} s."
                answer = refuse(request, 429, detail, **{"Retry-After": seconds})
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Bodies:
    """Takes a body in whole, up to a size and in a time, before anything sees it."""

    def __init__(self, app: ASGIApp, *, limit: int, seconds: float) -> None:
        self.app = app
        self._limit = limit
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        close = {"Connection": "close"}
        if _said_length(request) > self._limit:
            await refuse(request, 413, self._too_large, **close)(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._seconds):
                body = await _whole(receive, self._limit)
        except TimeoutError:
            detail = f"The request did not come to an end in {self._seconds:g} s."
            await refuse(request, 408, detail, **close)(scope, receive, send)
            return
        if body is None:
            await refuse(request, 413, self._too_large, **close)(scope, receive, send)
            return
        await self.app(scope, replayed(body, receive), send)

    @property
    def _too_large(self) -> str:
        return (
            f"That is larger than {self._limit:,} bytes: send less at once, or use "
            "`herodotus add` where the ledger is."
        )


def replayed(body: bytes, receive: Receive) -> Receive:
    """A body that was taken in, to be taken in once more; then what comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def kind(request: Request) -> str:
    """Of which kind a request is: reading, writing, or signing in."""
    if request.method in SAFE:
        return "reading"
    return "signing in" if request.url.path == "/login" else "writing"


def address(request: Request) -> str | None:
    """The address that a request comes from; of IPv6, the network of one household."""
    return network(request.client.host) if request.client else None


def network(address: str) -> str:
    """What stands for an address: whoever has one of IPv6 has 2^64 of them.

    >>> network("10.0.0.1"), network("2001:db8::1") == network("2001:db8::2:3")
    ('10.0.0.1', True)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return found.exploded[:19]


async def _whole(receive: Receive, limit: int) -> bytes | None:
    """The body, or `None` where it grows past the limit."""
    parts = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return bytes(parts)
        parts += message.get("body", b"")
        if len(parts) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(parts)


def _said_length(request: Request) -> int:
    said = request.headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
