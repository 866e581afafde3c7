"""The server: a socket that listens, and uvicorn on it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from herodotus.errors import TokenProblem
from herodotus.ledger import Ledger
from herodotus.web.app import make_app
from herodotus.web.settings import Settings

#: How long answers that are on their way may take when the server is to end.
_PATIENCE = 5

#: So many connections are held at once; more are told to come again.
_AT_ONCE = 500


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises:
        OSError: there is no such address here, or the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, for asyncio sends small packets at once only where it knows that.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except BaseException:
        listener.close()
        raise
    return listener


def run(
    where: str,
    settings: Settings,
    listener: socket.socket,
    *,
    ready: Callable[[], None],
) -> None:
    """Serve a ledger on a socket until somebody ends it; say when it can be asked.

    Raises:
        LedgerProblem: the ledger cannot be used.
        TokenProblem: tokens are asked for, and nobody has one.
    """
    with Ledger(where) as ledger:
        if settings.asks_tokens and not ledger.rights.demanded():
            raise TokenProblem(
                "Nobody has a token for this ledger, and nobody would get in: make one "
                "with `herodotus token add NAME --role admin`, with the same --ledger."
            )
        config = uvicorn.Config(
            make_app(ledger, settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            forwarded_allow_ips=list(settings.proxies),
            limit_concurrency=_AT_ONCE,
            timeout_graceful_shutdown=_PATIENCE,
        )
        ready()
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
