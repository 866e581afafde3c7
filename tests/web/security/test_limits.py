"""Too often, too large, too slow: what one asker can take up is limited."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import Role
from herodotus.web import Settings, make_app
from herodotus.web.security import limits
from herodotus.web.security.limits import OF_CLIENTS, OF_TOKENS, Bucket, Rate, network
from herodotus.web.server import listen
from tests.web.conftest import MakeClient
from tests.web.security.conftest import HTML, PUBLIC, bearing, csrf_of


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three requests of a kind from one address, and hardly one more."""
    rates = dict.fromkeys(OF_CLIENTS, Rate(0.001, 3)) | {"reading": Rate(50, 400)}
    monkeypatch.setattr("herodotus.web.security.OF_CLIENTS", rates)


@pytest.mark.usefixtures("few")
def test_signing_in_is_tried_a_few_times(
    make_client: MakeClient, secrets: dict[Role, str]
) -> None:
    public = make_client(PUBLIC)
    secret = csrf_of(public.get("/login", headers=HTML).text)
    tried = [
        public.post("/login", data={"token": f"guess {n}", "csrf": secret})
        for n in range(4)
    ]
    assert {one.status_code for one in tried[:-1]} == {401}
    assert tried[-1].status_code == 429
    assert int(tried[-1].headers["retry-after"]) >= 1
    right = {"token": secrets["reader"], "csrf": secret}
    assert public.post("/login", data=right).status_code == 429
    assert public.get("/claims.json", headers=bearing(secrets["reader"])).is_success


@pytest.mark.usefixtures("few")
def test_writing_is_counted_apart_from_reading(
    make_client: MakeClient, secrets: dict[Role, str]
) -> None:
    public = make_client(PUBLIC)
    headers = bearing(secrets["reader"])
    told = [public.post("/tokens", headers=headers).status_code for _ in range(4)]
    assert told == [403, 403, 403, 429]
    assert public.get("/claims.json", headers=headers).status_code == 200


def test_a_token_has_its_own_measure(
    filled: Ledger, secrets: dict[Role, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = dict(OF_TOKENS) | {"reading": Rate(0.001, 3)}
    monkeypatch.setattr("herodotus.web.security.OF_TOKENS", few)
    with TestClient(make_app(filled, PUBLIC), base_url=PUBLIC.address) as client:
        reader, admin = bearing(secrets["reader"]), bearing(secrets["admin"])
        told = [client.get("/claims.json", headers=reader) for _ in range(4)]
        assert [one.status_code for one in told] == [200, 200, 200, 429]
        assert told[-1].headers["content-type"] == "application/problem+json"
        assert client.get("/claims.json", headers=admin).status_code == 200


def test_on_this_machine_alone_nothing_is_counted(client: TestClient) -> None:
    for _ in range(OF_CLIENTS["writing"].at_once + 5):
        assert client.post("/tokens").status_code == 403


def test_a_bucket_fills_again_and_no_further() -> None:
    now = [0.0]
    bucket = Bucket(Rate(2, 3), clock=lambda: now[0])
    assert [bucket.take("a") > 0 for _ in range(4)] == [False, False, False, True]
    now[0] = 0.5
    assert [bucket.take("a") > 0 for _ in range(2)] == [False, True]
    now[0] = 1000.0
    assert [bucket.take("a") > 0 for _ in range(4)] == [False, False, False, True]


def test_buckets_take_so_much_room() -> None:
    bucket = Bucket(Rate(1, 1), most=10)
    for number in range(1000):
        bucket.take(str(number))
    assert len(bucket) == 10


def test_whoever_has_many_addresses_has_one_bucket() -> None:
    assert network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9")
    assert network("2001:db8:1:2::1") != network("2001:db8:1:3::1")
    assert network("::ffff:10.0.0.1") == "10.0.0.1"
    assert network("a socket") == "a socket"


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_not_taken_in(
    chunked: bool, make_client: MakeClient
) -> None:
    client = make_client(Settings(body_limit=1000))
    body = b"x" * 1001
    sent: Any = iter([body[:600], body[600:]]) if chunked else body
    headers = {"Content-Type": "application/json"}
    answer = client.post("/reports", content=sent, headers=headers)
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"
    assert "1,000 bytes" in answer.json()["detail"]
    enough: Any = iter([body[:600], body[600:1000]]) if chunked else body[:1000]
    assert client.post("/tokens", content=enough, headers=headers).status_code != 413


def test_a_body_without_an_end_stops_at_the_limit(client: TestClient) -> None:
    given = 0

    def forever() -> Iterator[bytes]:
        nonlocal given
        while given < 100_000_000:
            given += 65_536
            yield b"x" * 65_536

    headers = {"Content-Type": "application/json"}
    answer = client.post("/reports", content=forever(), headers=headers)
    assert answer.status_code == 413


def test_nobody_s_body_is_read_before_they_may(public: TestClient) -> None:
    class Read(Exception):
        """The body was asked for."""

    async def ask() -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            raise Read

        async def send(message: dict[str, Any]) -> None:
            told.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/reports",
            "raw_path": b"/reports",
            "query_string": b"",
            "scheme": "https",
            "headers": [(b"host", b"ledger.example"), (b"content-length", b"9")],
            "client": ("203.0.113.9", 1),
            "server": ("ledger.example", 443),
        }
        await public.app(scope, receive, send)  # type: ignore[arg-type]
        return told

    assert asyncio.run(ask())[0]["status"] == 401


@contextmanager
def serving(ledger: Ledger, settings: Settings) -> Iterator[int]:
    """A server that truly listens; its port."""
    with listen("127.0.0.1", 0) as listener:
        config = uvicorn.Config(
            make_app(ledger, settings), log_level="critical", access_log=False
        )
        server = uvicorn.Server(config)
        asked = {"sockets": [listener]}
        thread = threading.Thread(target=server.run, kwargs=asked)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def said(port: int, request: bytes) -> bytes:
    """What a server says to these bytes, until it hangs up."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as wire:
        wire.sendall(request)
        told = b""
        while part := wire.recv(65_536):
            told += part
        return told


HEAD = b"Host: localhost\r\nContent-Type: application/json\r\n"


def test_a_body_that_does_not_come_is_not_waited_for(filled: Ledger) -> None:
    with serving(filled, Settings(body_seconds=0.2)) as port:
        late = b"POST /tokens HTTP/1.1\r\n" + HEAD + b"Content-Length: 50\r\n\r\n{"
        assert said(port, late).startswith(b"HTTP/1.1 408 ")
        chunks = b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
        late = b"POST /tokens HTTP/1.1\r\n" + HEAD + chunks
        assert said(port, late).startswith(b"HTTP/1.1 408 ")


def test_what_is_no_request_is_refused_on_the_wire(filled: Ledger) -> None:
    close = b"Connection: close\r\n"
    with serving(filled, Settings(body_limit=1000)) as port:
        for lines in (
            b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            b"Content-Length: -5\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n",
            b"Bad Header: x\r\n\r\n",
        ):
            answer = said(port, b"POST /tokens HTTP/1.1\r\n" + HEAD + close + lines)
            assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 422 ")), answer
        large = (
            b"Transfer-Encoding: chunked\r\n\r\n" + b"400\r\n" + b"x" * 1024 + b"\r\n"
        )
        answer = said(port, b"POST /tokens HTTP/1.1\r\n" + HEAD + large)
        assert answer.startswith(b"HTTP/1.1 413 ")
        smuggled = b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        twice = smuggled + b"GET /tokens HTTP/1.1\r\n" + HEAD + close + b"\r\n"
        answer = said(port, b"POST /tokens HTTP/1.1\r\n" + HEAD + close + twice)
        assert answer.count(b"HTTP/1.1 ") <= 1
        no_host = b"GET /claims HTTP/1.1\r\nConnection: close\r\n\r\n"
        assert said(port, no_host).startswith(b"HTTP/1.1 400 ")


def test_rates_of_tokens_are_no_higher_than_those_of_addresses() -> None:
    for kind, rate in OF_TOKENS.items():
        assert rate.a_second <= OF_CLIENTS[kind].a_second
        assert rate.at_once <= OF_CLIENTS[kind].at_once
    assert limits.OF_TOKENS.keys() == OF_CLIENTS.keys()
