"""A web server on loopback whose answers the tests write, as tame or as hostile."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore2

from herodotus.sources.fetch import Fetcher, Manners

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{title}</title></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{title}</h1>
<p>GORIS, Sept 30, 2020 (AFP) - {lead}</p>
<p>The ministry said that shells had fallen on the town for most of the morning, and
that several houses near the bridge were on fire when the rescuers came to them.</p>
<p>Officials on the other side of the border said that they knew nothing of it, and
spoke of calm along the whole of the front since the evening before that day.</p>
</article></body></html>"""

Answer = Callable[[BaseHTTPRequestHandler], None]


def page(title: str = "Shells fall on Goris", lead: str = "Two people died.") -> bytes:
    """A page of news as an outlet might serve it."""
    return PAGE.format(title=title, lead=lead).encode("utf-8")


class _Quiet(ThreadingHTTPServer):
    """Says nothing of those who hang up in the middle, as our limits make us do."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Web:
    """A server and what it was asked: paths to answers, and the requests in order."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | bytes] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopped = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                web.asked.append((self.path, headers))
                answer = web.answers.get(self.path.partition("?")[0])
                with contextlib.suppress(ConnectionError, TimeoutError):
                    if answer is None:
                        send(self, b"gone", status=404)
                    elif isinstance(answer, bytes):
                        send(self, answer)
                    else:
                        answer(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self.server = _Quiet(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.port = self.server.server_address[1]

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextlib.contextmanager
def serving() -> Iterator[Web]:
    """A server for the time of a test."""
    web = Web()
    thread = threading.Thread(target=web.server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield web
    finally:
        web.stopped.set()
        web.server.shutdown()
        thread.join()
        web.server.server_close()


def send(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    *,
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    **headers: str,
) -> None:
    """Send a whole answer."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def redirect(to: str, status: int = 302) -> Answer:
    """An answer that sends on to another address."""
    return lambda handler: send(handler, b"", status=status, Location=to)


class Routes(httpcore2.SyncBackend):
    """Sockets of a made-up world: each public address leads to a port on loopback."""

    def __init__(self, ports: dict[str, int]) -> None:
        self.ports = ports
        self.taken: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        self.taken.append(host)
        return super().connect_tcp("127.0.0.1", self.ports[host], timeout)


#: Manners for tests: loopback is allowed, nothing is waited for.
TAME = Manners(private=True, pause=0.0, seconds=10.0, stall=5.0, retries=0)


def fetcher_with(manners: Manners = TAME, **options: Any) -> Fetcher:
    """A fetcher that may speak to loopback."""
    return Fetcher(manners, **options)
