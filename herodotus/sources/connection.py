"""Connections that go where they may, and that end when their time is up.

A name is resolved once, each of its numeric addresses is judged, and the connection
goes to one that was judged good, as a number. No second look-up lies between the check
and the use, so a name that stands for another address a moment later gains nothing.
Proxies that the environment names are not used: behind one nobody could check.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import httpcore2
import httpx2

from herodotus.errors import AddressRefused, FetchProblem
from herodotus.sources.address import ALLOW, why_refused

if TYPE_CHECKING:
    from httpcore2 import SOCKET_OPTION

#: From a name and a port to the numeric addresses that the name stands for.
Resolver = Callable[[str, int], Iterable[str]]

_CONNECT_SECONDS = 10.0


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a name, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Deadline:
    """The moment by which a fetch must be done, shared by all that wait for it."""

    def __init__(self) -> None:
        self._at = float("inf")

    def set(self, seconds: float) -> None:
        """Start anew: from now on there are so many seconds."""
        self._at = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """The seconds that are left, never below zero; `most` at the most."""
        left = max(0.0, self._at - time.monotonic())
        return left if most is None else min(left, most)


class Transport(httpx2.BaseTransport):
    """HTTP over connections that are checked when they are made."""

    def __init__(
        self,
        *,
        private: bool,
        deadline: Deadline,
        resolver: Resolver | None = None,
        sockets: httpcore2.NetworkBackend | None = None,
    ) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=True),
            max_connections=8,
            max_keepalive_connections=4,
            keepalive_expiry=10,
            network_backend=_Backend(
                private,
                deadline,
                resolver or resolve,
                sockets or httpcore2.SyncBackend(),
            ),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request; the answer's body is still to be read."""
        address = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore2.Request(
            request.method,
            address,
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(sent)
        assert isinstance(answer.stream, Iterable)
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """End every connection."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    """The body of an answer, as it comes in."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


class _Backend(httpcore2.NetworkBackend):
    """Makes the connections of a pool: resolve once, judge, connect to the number."""

    def __init__(
        self,
        private: bool,  # noqa: FBT001
        deadline: Deadline,
        resolver: Resolver,
        sockets: httpcore2.NetworkBackend,
    ) -> None:
        self._private = private
        self._deadline = deadline
        self._resolver = resolver
        self._sockets = sockets

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        problem: Exception | None = None
        for address in self._allowed(host, port):
            left = self._deadline.left(timeout or _CONNECT_SECONDS)
            if not left:
                raise httpcore2.ConnectTimeout("no time is left")
            try:
                stream = self._sockets.connect_tcp(
                    address, port, left, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                problem = failed
                continue
            return _Stream(stream, self._deadline)
        raise problem or httpcore2.ConnectError("no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        raise AddressRefused(f"{path} is not fetched: it is a file of this machine")

    def sleep(self, seconds: float) -> None:
        time.sleep(self._deadline.left(seconds))

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            addresses = list(self._resolver(host, port))
        except (OSError, UnicodeError) as problem:
            raise FetchProblem(
                f"no host is called {host}: check the address, and the connection to "
                "the network",
                host=host,
            ) from problem
        reasons = {a: why_refused(a, private=self._private) for a in addresses}
        allowed = [address for address, reason in reasons.items() if reason is None]
        if not allowed:
            address, reason = next(iter(reasons.items()), ("nothing", "no address"))
            may = "" if self._private else f": if you trust it, {ALLOW}"
            raise AddressRefused(
                f"{host} stands for {address}, which is {reason}{may}",
                host=host,
                address=address,
            )
        return allowed


class _Stream(httpcore2.NetworkStream):
    """A connection whose every wait ends with the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline.left(timeout)
        if not left:
            raise httpcore2.ReadTimeout("no time is left")
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._deadline.left(timeout)
        if not left:
            raise httpcore2.WriteTimeout("no time is left")
        self._stream.write(buffer, left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout or _CONNECT_SECONDS)
        if not left:
            raise httpcore2.ConnectTimeout("no time is left")
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # whatever the socket knows
        return self._stream.get_extra_info(info)
