"""Servers that mean harm, or are merely broken: each is refused with a clear message.

All of them stand on loopback. Public addresses are played: what is let through as one
is led to a server on loopback by the sockets of the test, and written down.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from herodotus.errors import (
    AddressRefused,
    FetchProblem,
    InputError,
    TooSlow,
)
from herodotus.model import Failure, Report
from herodotus.sources import read_inputs
from herodotus.sources.fetch import Fetcher, Manners
from tests.sources.server import (
    TAME,
    Answer,
    Routes,
    Web,
    fetcher_with,
    page,
    redirect,
    send,
)

WORLD = "9.9.9.9"
OPEN = Manners(pause=0.0, seconds=10.0, stall=5.0, retries=0)
SMALL = replace(TAME, largest=200_000, seconds=1.0, stall=0.5)


def refusal(fetcher: Fetcher, url: str, kind: type[InputError] = InputError) -> str:
    """The message with which an address is refused; it names the address."""
    with pytest.raises(kind) as caught:
        fetcher.get(url).stream.close()
    assert caught.value.url
    return caught.value.message


# Addresses ---------------------------------------------------------------------------


def test_this_machine_is_refused_and_no_packet_goes_to_it(web: Web) -> None:
    web.answers["/a"] = page()
    names = {"inside.example": ["127.0.0.1"], "both.example": ["10.0.0.1", "::1"]}
    with fetcher_with(OPEN, resolver=lambda host, port: names[host]) as fetcher:
        assert "--allow-private" in refusal(fetcher, f"{web.url}/a", AddressRefused)
        for name in names:
            told = refusal(fetcher, f"http://{name}:{web.port}/a", AddressRefused)
            assert name in told
            assert "HERODOTUS_ALLOW_PRIVATE=1" in told
    assert web.asked == []


def test_a_public_address_is_connected_to_by_its_number(web: Web) -> None:
    web.answers["/a"] = page()
    routes = Routes({WORLD: web.port})
    fetcher = fetcher_with(OPEN, resolver=lambda *_: [WORLD], sockets=routes)
    with fetcher, fetcher.get("http://news.example/a") as fetched:
        assert fetched.stream.read() == page()
    assert set(routes.taken) == {WORLD}
    assert web.asked[-1][1]["host"] == "news.example"


def test_a_name_that_changes_between_check_and_use_gains_nothing(web: Web) -> None:
    """Every look-up gives another address; each connection has one look-up only."""
    web.answers |= {
        "/a": lambda handler: send(handler, page(), Connection="close"),
        "/robots.txt": lambda handler: send(handler, b"", Connection="close"),
    }
    looked: list[str] = []

    def turning(host: str, port: int) -> list[str]:
        looked.append(host)
        return [WORLD] if len(looked) <= 2 else ["127.0.0.1"]

    routes = Routes({WORLD: web.port, "127.0.0.1": web.port})
    with fetcher_with(OPEN, resolver=turning, sockets=routes) as fetcher:
        with fetcher.get("http://turning.example/a") as fetched:
            assert fetched.stream.read() == page()
        assert len(looked) == 2  # one for robots.txt, one for the page
        told = refusal(fetcher, "http://turning.example/a", AddressRefused)
    assert "turning.example stands for 127.0.0.1" in told
    assert routes.taken == [WORLD, WORLD]


def test_of_several_addresses_only_those_outside_are_tried(web: Web) -> None:
    web.answers["/a"] = page()
    routes = Routes({WORLD: web.port})
    mixed = ["127.0.0.1", "fe80::1%eth0", "::ffff:10.0.0.1", "nonsense", WORLD]
    fetcher = fetcher_with(OPEN, resolver=lambda *_: mixed, sockets=routes)
    with fetcher, fetcher.get("http://mixed.example/a") as fetched:
        assert fetched.size
    assert set(routes.taken) == {WORLD}


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/secret",
        "http://localhost:{port}/secret",
        "http://inside.example:{port}/secret",
        "//inside.example/secret",
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://0.0.0.0/",
        "file:///etc/passwd",
        "ftp://news.example/a",
        "gopher://127.0.0.1:25/_HELO",
        "javascript:alert(1)",
        "http://me:word@news.example/",
        "http://news.example:22/",
        "http://[",
        "http://news.example:99999/",
    ],
)
def test_a_redirect_inside_is_not_followed(web: Web, target: str) -> None:
    web.answers |= {
        "/a": redirect(target.format(port=web.port)),
        "/secret": page(),
    }
    names = {"news.example": [WORLD], "inside.example": ["127.0.0.1"]}
    routes = Routes({WORLD: web.port})
    fetcher = fetcher_with(OPEN, resolver=lambda h, p: names[h], sockets=routes)
    with fetcher:
        refusal(fetcher, "http://news.example/a", AddressRefused)
    assert web.paths() == ["/a"]
    assert set(routes.taken) == {WORLD}


def test_a_robots_txt_leads_nowhere_inside_either(web: Web) -> None:
    web.answers |= {
        "/robots.txt": redirect(f"http://127.0.0.1:{web.port}/secret"),
        "/secret": b"",
        "/a": page(),
    }
    routes = Routes({WORLD: web.port})
    fetcher = fetcher_with(OPEN, resolver=lambda *_: [WORLD], sockets=routes)
    with fetcher:
        refusal(fetcher, "http://news.example/a", AddressRefused)
    assert [path for path, _ in web.asked] == ["/robots.txt"]


def test_proxies_of_the_environment_are_not_used(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers["/a"] = page()
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with fetcher_with() as fetcher, fetcher.get(f"{web.url}/a") as fetched:
        assert fetched.size == len(page())


# Sizes -------------------------------------------------------------------------------


def flood(handler: BaseHTTPRequestHandler, piece: bytes, **headers: str) -> None:
    """Send the same piece without end, in chunks."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    chunk = f"{len(piece):x}\r\n".encode() + piece + b"\r\n"
    while True:
        handler.wfile.write(chunk)


def bomb(size: int, compressor: Callable[[], zlib._Compress]) -> bytes:
    """Nothing but one letter, packed."""
    packing = compressor()
    piece = b"a" * 1_000_000
    packed = [packing.compress(piece) for _ in range(size // len(piece))]
    return b"".join([*packed, packing.flush()])


GZIP_BOMB = bomb(300_000_000, lambda: zlib.compressobj(9, zlib.DEFLATED, 31))


def declared(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "209715200")
    handler.end_headers()
    handler.wfile.write(b"<html>" + b"a" * 1000)


def many_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(500):
        handler.wfile.write(b"X-A: " + b"a" * 1000 + b"\r\n")


LARGE: dict[str, tuple[Answer, str]] = {
    "declared": (declared, "larger than"),
    "endless": (lambda handler: flood(handler, b"a" * 10_000), "larger than"),
    "packed": (
        lambda handler: send(handler, GZIP_BOMB, Content_Encoding="gzip"),
        "larger than|times its size",
    ),
    "packed as a file": (
        lambda handler: send(handler, GZIP_BOMB, kind="application/gzip"),
        "grows|limit|unpack",
    ),
    "packed twice": (
        lambda handler: send(
            handler, gzip.compress(GZIP_BOMB), Content_Encoding="gzip, gzip"
        ),
        "not asked for",
    ),
    "brotli": (
        lambda handler: send(handler, b"\x8b" * 500, Content_Encoding="br"),
        "not asked for",
    ),
    "headers": (
        many_headers,
        "no proper answer",
    ),
}


@pytest.mark.parametrize("how", LARGE)
def test_what_is_too_large_is_refused(web: Web, how: str) -> None:
    answer, words = LARGE[how]
    web.answers |= {"/a": answer, "/b": page()}
    with fetcher_with(replace(TAME, largest=2_000_000)) as fetcher:
        bad, good = read_inputs([f"{web.url}/a", f"{web.url}/b"], fetcher=fetcher)
    assert isinstance(bad, Failure)
    assert web.url in bad.message
    assert re.search(words, bad.message)
    assert isinstance(good, Report)


# Time --------------------------------------------------------------------------------


def dripping(handler: BaseHTTPRequestHandler, web: Web, head: bytes) -> None:
    """A byte now and then, for as long as anybody listens."""
    handler.wfile.write(head)
    while not web.stopped.wait(0.05):
        handler.wfile.write(b"a")


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Header: ",
        b"",
    ],
    ids=["body", "header", "status"],
)
def test_a_server_that_drips_is_left_in_time(web: Web, head: bytes) -> None:
    web.answers["/a"] = lambda handler: dripping(handler, web, head)
    with fetcher_with(SMALL) as fetcher:
        assert "too slow" in refusal(fetcher, f"{web.url}/a", TooSlow)


def test_a_server_that_says_nothing_is_left_in_time(web: Web) -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        web.stopped.wait(20)

    web.answers["/a"] = silent
    with fetcher_with(SMALL) as fetcher:
        assert "too slow" in refusal(fetcher, f"{web.url}/a", TooSlow)


# Nonsense ----------------------------------------------------------------------------


def raw(data: bytes) -> Answer:
    """An answer sent byte for byte, after which the connection ends."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return answer


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PACKED = gzip.compress(page())
NONSENSE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "broke off"),
    "no http": (b"220 mail.example ESMTP\r\n", "broke off"),
    "a cut body": (OK + b"Content-Length: 9999\r\n\r\n<html>", "broke off"),
    "a cut chunk": (
        OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<html>",
        "broke off",
    ),
    "no chunk": (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "broke off"),
    "two lengths": (
        OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n",
        "broke off",
    ),
    "a cut gzip": (
        OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + PACKED[:-20],
        "broke off",
    ),
    "a damaged gzip": (
        OK
        + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n"
        + PACKED[:30]
        + b"\xff" * 50,
        "damaged",
    ),
    "no gzip": (
        OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + page(),
        "damaged",
    ),
    "an unknown coding": (OK + b"Content-Encoding: rot13\r\n\r\n", "not asked for"),
    "an image": (
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
        "no page but image/png",
    ),
    "nowhere": (b"HTTP/1.1 302 Found\r\n\r\n", "no address"),
    "a line in an address": (
        b"HTTP/1.1 302 Found\r\nLocation: http://a.org/\x00\r\n\r\n",
        "",
    ),
}


@pytest.mark.parametrize("what", NONSENSE)
def test_nonsense_is_told_as_what_it_is(web: Web, what: str) -> None:
    data, words = NONSENSE[what]
    web.answers["/a"] = raw(data)
    with fetcher_with() as fetcher:
        assert words in refusal(fetcher, f"{web.url}/a", FetchProblem)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 5000,
        b"\xff\xfe\x00\xd8" * 500,
        b"\x89PNG\r\n\x1a\n" + bytes(500),
        b"%PDF-1.7\n" + b"\xff" * 500,
        b"PK\x03\x04" + b"\xff" * 500,
        b"\x1f\x8b" + b"\xff" * 500,
        b"WARC/1.0\r\n" + b"\xff" * 500,
        b"<html>" + b"<div>" * 50_000,
        b"<rss><channel>" + b"<item>" * 5000,
        b"<urlset>" + b"<url>" * 5000,
        b'{"version": "https://jsonfeed.org/version/1.1", "items": 7}',
        b"<html><body>" + bytes(range(256)) * 20,
    ],
    ids=range(13),
)
def test_any_body_is_read_or_refused_and_the_run_goes_on(web: Web, data: bytes) -> None:
    web.answers |= {"/a": data, "/b": page()}
    with fetcher_with() as fetcher:
        found = list(read_inputs([f"{web.url}/a", f"{web.url}/b"], fetcher=fetcher))
    assert all(web.url in f.message for f in found if isinstance(f, Failure))
    assert isinstance(found[-1], Report)
    assert len(found) > 1


def test_a_page_of_nuls_and_broken_letters_is_read_where_it_can_be(web: Web) -> None:
    damaged = page(lead="Two people died.\x00\x00 \u202eOne was a guard.")
    damaged = damaged.replace(b"Officials", b"\xe2\x80\x9cOfficials\xff\xfe")
    web.answers["/a"] = damaged
    with fetcher_with() as fetcher:
        (report,) = read_inputs([f"{web.url}/a"], fetcher=fetcher)
    assert isinstance(report, Report), report
    assert "Two people died." in report.text
    assert "\x00" not in report.text


# Memory ------------------------------------------------------------------------------

_READ = """\
import json, sys
from dataclasses import replace
from evaluation.measure import peak_memory
from herodotus.model import Failure
from herodotus.sources import read_inputs
from herodotus.sources.fetch import Fetcher, Manners

manners = replace(Manners(private=True), pause=0.0, retries=0, seconds=20.0)
with Fetcher(manners) as fetcher:
    found = list(read_inputs(sys.argv[1:], fetcher=fetcher))
failed = [item.message for item in found if isinstance(item, Failure)]
print(json.dumps({"peak": peak_memory(), "failed": failed, "all": len(found)}))
"""


def test_no_server_fills_the_memory(web: Web) -> None:
    """With the usual limits, in a process of its own: below 500 MB at all times."""
    web.answers |= {
        "/gzip": lambda handler: send(handler, GZIP_BOMB, Content_Encoding="gzip"),
        "/file.gz": lambda handler: send(handler, GZIP_BOMB, kind="application/gzip"),
        "/endless": lambda handler: flood(handler, b"<p>war</p>" * 10_000),
        "/declared": declared,
        "/nested": b"<html>" + b"<div>" * 3_900_000,
        "/page": page(),
    }
    urls = [web.url + path for path in web.answers]
    done = subprocess.run(
        [sys.executable, "-c", _READ, *urls],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    told = json.loads(done.stdout)
    assert told["all"] == len(urls)
    assert len(told["failed"]) == len(urls) - 1, told
    assert told["peak"] < 500_000_000
