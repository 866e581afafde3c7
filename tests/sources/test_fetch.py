"""Fetching from servers on loopback: what comes back, and how politely we ask."""

from __future__ import annotations

import datetime
import gzip
import zlib
from dataclasses import replace
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest

from herodotus.errors import (
    BadStatus,
    FetchProblem,
    InputError,
    RobotsRefused,
    TooManyRedirects,
)
from herodotus.sources import open_report
from herodotus.sources.fetch import Fetched, Fetcher, Manners
from tests.sources.server import TAME, Answer, Web, fetcher_with, page, redirect, send


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def body_of(fetcher: Fetcher, url: str) -> bytes:
    with fetcher.get(url) as fetched:
        return fetched.stream.read()


def test_a_page_is_fetched_with_all_that_is_said_of_it(web: Web) -> None:
    web.answers["/a"] = page()
    with fetcher_with() as fetcher, fetcher.get(f"{web.url}/a#part") as fetched:
        assert fetched.stream.read() == page()
        assert (fetched.status, fetched.size) == (200, len(page()))
        assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
        assert fetched.url == fetched.asked == f"{web.url}/a"
        assert fetched.header("Content-Length") == str(len(page()))
        assert fetched.moment.tzinfo is datetime.UTC


def test_we_say_who_we_are_and_nothing_of_who_uses_us(web: Web) -> None:
    web.answers["/a"] = page()
    with fetcher_with() as fetcher:
        body_of(fetcher, f"{web.url}/a")
    headers = web.asked[-1][1]
    assert headers["user-agent"].startswith("Herodotus/")
    assert "@" not in headers["user-agent"]
    assert set(headers) == {
        "host",
        "user-agent",
        "accept",
        "accept-language",
        "accept-encoding",
        "connection",
    }


def test_a_contact_may_be_given(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HERODOTUS_CONTACT", "desk@example.org\r\nX-Evil: 1")
    monkeypatch.setenv("HERODOTUS_ALLOW_PRIVATE", "1")
    web.answers["/a"] = page()
    with fetcher_with(Manners.from_environment()) as fetcher:
        body_of(fetcher, f"{web.url}/a")
    headers = web.asked[-1][1]
    assert "desk@example.org" in headers["user-agent"]
    assert "x-evil" not in headers


def test_a_cookie_is_forgotten_before_the_next_page(web: Web) -> None:
    web.answers["/a"] = lambda handler: send(handler, page(), Set_Cookie="id=1; Path=/")
    with fetcher_with() as fetcher:
        body_of(fetcher, f"{web.url}/a")
        body_of(fetcher, f"{web.url}/a")
    assert all("cookie" not in headers for _, headers in web.asked)


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("GZIP", lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:])),
        ("gzip", lambda data: gzip.compress(data) + b"what is no part of it"),
        ("identity", bytes),
    ],
)
def test_a_packed_page_is_unpacked(web: Web, coding: str, pack: type[bytes]) -> None:
    data = pack(page())
    web.answers["/a"] = lambda handler: send(handler, data, Content_Encoding=coding)
    with fetcher_with() as fetcher:
        assert body_of(fetcher, f"{web.url}/a") == page()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(web: Web, status: int) -> None:
    web.answers["/a"] = redirect("/b?c=d", status)
    web.answers["/b"] = page()
    with fetcher_with() as fetcher, fetcher.get(f"{web.url}/a") as fetched:
        assert fetched.stream.read() == page()
        assert (fetched.asked, fetched.url) == (f"{web.url}/a", f"{web.url}/b?c=d")


def test_redirects_have_an_end(web: Web) -> None:
    for i in range(7):
        web.answers[f"/{i}"] = redirect(f"/{i + 1}")
    web.answers["/5"] = page()
    with fetcher_with() as fetcher:
        assert body_of(fetcher, f"{web.url}/0") == page()
        web.answers["/5"] = redirect("/6")
        with pytest.raises(TooManyRedirects, match="more than 5 times"):
            fetcher.get(f"{web.url}/0")


def test_a_circle_of_redirects_is_left(web: Web) -> None:
    web.answers |= {"/a": redirect("/b"), "/b": redirect("/a"), "/c": redirect("/c")}
    with fetcher_with() as fetcher:
        for path in "ac":
            with pytest.raises(TooManyRedirects, match="circle") as caught:
                fetcher.get(f"{web.url}/{path}")
            assert caught.value.url == f"{web.url}/{path}"
    assert web.paths() == ["/a", "/b", "/c"]


def test_what_has_not_changed_is_not_sent_again(web: Web) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers["If-None-Match"] == '"one"':
            send(handler, b"", status=304, ETag='"one"')
        else:
            send(handler, page(), ETag='"one"', Last_Modified="Sun, 27 Sep 2020")

    web.answers["/feed"] = answer
    with fetcher_with() as fetcher:
        with fetcher.get(f"{web.url}/feed") as first:
            tag, day = first.header("etag"), first.header("last-modified")
        with fetcher.get(f"{web.url}/feed", etag=tag, modified=day) as again:
            assert again.unchanged
            assert again.stream.read() == b""
    assert web.asked[-1][1]["if-modified-since"] == "Sun, 27 Sep 2020"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (304, "answers 304"),
        (401, "wants a password"),
        (403, "does not let us in"),
        (404, "no such page"),
        (410, "taken down"),
        (418, "answers 418"),
        (451, "reasons of law"),
        (500, "has a fault"),
    ],
)
def test_an_error_of_the_server_says_what_to_do(
    web: Web, status: int, words: str
) -> None:
    web.answers["/a"] = lambda handler: send(handler, b"", status=status)
    with fetcher_with() as fetcher, pytest.raises(BadStatus, match=words) as caught:
        fetcher.get(f"{web.url}/a")
    assert caught.value.status == status
    assert caught.value.url == f"{web.url}/a"
    assert isinstance(caught.value, InputError)


def turns(*answers: Answer | bytes) -> Answer:
    """One answer after the other."""
    waiting = list(answers)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        now = waiting.pop(0)
        if isinstance(now, bytes):
            send(handler, now)
        else:
            now(handler)

    return answer


def busy(status: int = 503, **headers: str) -> Answer:
    return lambda handler: send(handler, b"", status=status, **headers)


def test_a_server_that_asks_for_patience_gets_it(web: Web) -> None:
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=60)
    web.answers["/a"] = turns(
        busy(429, Retry_After="7"), busy(Retry_After=format_datetime(soon)), page()
    )
    clock = Clock()
    patient = replace(TAME, retries=3)
    with fetcher_with(patient, clock=clock, sleep=clock.sleep) as fetcher:
        assert body_of(fetcher, f"{web.url}/a") == page()
    assert clock.slept[0] == 7
    assert 50 < clock.slept[1] <= 60


def test_without_a_time_the_waits_grow_and_come_to_an_end(web: Web) -> None:
    web.answers["/a"] = busy(503)
    clock = Clock()
    patient = replace(TAME, retries=3, longest_wait=3.0)
    with (
        fetcher_with(patient, clock=clock, sleep=clock.sleep) as fetcher,
        pytest.raises(BadStatus, match="busy"),
    ):
        fetcher.get(f"{web.url}/a")
    assert len(web.paths()) == 4
    assert 0.5 <= clock.slept[0] <= 1 <= clock.slept[1] <= 2 <= clock.slept[2] <= 3


@pytest.mark.parametrize("asked", ["86400", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nobody_makes_us_wait_for_a_day(web: Web, asked: str) -> None:
    web.answers["/a"] = busy(429, Retry_After=asked)
    clock = Clock()
    patient = replace(TAME, retries=3)
    with (
        fetcher_with(patient, clock=clock, sleep=clock.sleep) as fetcher,
        pytest.raises(BadStatus, match="fewer requests") as caught,
    ):
        fetcher.get(f"{web.url}/a")
    assert (clock.slept, len(web.paths())) == ([], 1)
    assert caught.value.retry_after >= 86400


@pytest.mark.parametrize("asked", ["soon", "-5", "1e9", "٣", ""])
def test_a_time_that_cannot_be_told_is_none(web: Web, asked: str) -> None:
    web.answers["/a"] = turns(
        busy(429, Retry_After=asked.encode().decode("latin-1")), page()
    )
    clock = Clock()
    patient = replace(TAME, retries=1)
    with fetcher_with(patient, clock=clock, sleep=clock.sleep) as fetcher:
        assert body_of(fetcher, f"{web.url}/a") == page()
    assert 0.5 <= clock.slept[0] <= 1


def test_requests_to_one_host_leave_a_pause(web: Web) -> None:
    web.answers |= {"/a": page(), "/b": page()}
    clock = Clock()
    with fetcher_with(replace(TAME, pause=2.0), clock=clock, sleep=clock.sleep) as f:
        body_of(f, f"{web.url}/a")
        clock.now += 0.5
        body_of(f, f"{web.url}/b")
    assert clock.slept == [1.5]


def robots(text: str) -> Answer:
    return lambda handler: send(handler, text.encode(), kind="text/plain")


def test_what_robots_txt_forbids_is_not_asked_for(web: Web) -> None:
    web.answers |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /archive/\n"),
        "/archive/a": page(),
        "/b": page(),
        "/c": redirect("/archive/a"),
    }
    with fetcher_with() as fetcher:
        for path in ("/archive/a", "/c"):
            with pytest.raises(RobotsRefused, match="/archive/a is not fetched"):
                fetcher.get(web.url + path)
        assert body_of(fetcher, f"{web.url}/b") == page()
    assert web.paths() == ["/c", "/b"]
    assert [path for path, _ in web.asked].count("/robots.txt") == 1


def test_a_delay_that_robots_txt_asks_for_is_kept(web: Web) -> None:
    web.answers |= {
        "/robots.txt": robots("User-agent: Herodotus\nCrawl-delay: 10\n"),
        "/a": page(),
    }
    clock = Clock()
    with fetcher_with(clock=clock, sleep=clock.sleep) as fetcher:
        body_of(fetcher, f"{web.url}/a")
        body_of(fetcher, f"{web.url}/a")
    assert clock.slept == [10]


def test_robots_txt_is_asked_for_again_after_a_day(web: Web) -> None:
    web.answers |= {"/robots.txt": robots(""), "/a": page()}
    clock = Clock()
    with fetcher_with(clock=clock, sleep=clock.sleep) as fetcher:
        body_of(fetcher, f"{web.url}/a")
        clock.now += 25 * 3600
        body_of(fetcher, f"{web.url}/a")
    assert [path for path, _ in web.asked].count("/robots.txt") == 2


def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone(web: Web) -> None:
    web.answers |= {"/robots.txt": busy(500), "/a": page()}
    with fetcher_with() as fetcher, pytest.raises(BadStatus) as caught:
        fetcher.get(f"{web.url}/a")
    assert caught.value.url == f"{web.url}/a"
    assert web.paths() == []


def test_a_robots_txt_may_lie_elsewhere_and_be_a_page_of_nonsense(web: Web) -> None:
    web.answers |= {
        "/robots.txt": redirect("/rules"),
        "/rules": robots("\ufeffUser-agent: *\nDisallow: /no # not here\n"),
        "/a": page(),
        "/no": page(),
    }
    with fetcher_with() as fetcher:
        assert body_of(fetcher, f"{web.url}/a") == page()
        with pytest.raises(RobotsRefused):
            fetcher.get(f"{web.url}/no")
    web.answers["/robots.txt"] = page() * 10_000
    with fetcher_with() as fetcher:
        assert body_of(fetcher, f"{web.url}/a") == page()


def test_a_user_may_answer_for_going_where_robots_are_not_asked(web: Web) -> None:
    web.answers |= {"/robots.txt": robots("User-agent: *\nDisallow: /"), "/a": page()}
    with fetcher_with(replace(TAME, robots=False)) as fetcher:
        assert body_of(fetcher, f"{web.url}/a") == page()


def test_all_that_is_fetched_is_given_to_be_kept(web: Web) -> None:
    web.answers |= {"/a": page(), "/b": redirect("/a")}
    kept: list[tuple[str, str, bytes]] = []

    def keep(fetched: Fetched) -> None:
        kept.append((fetched.asked, fetched.url, fetched.stream.read()))

    with fetcher_with(keep=keep) as fetcher:
        assert body_of(fetcher, f"{web.url}/b") == page()
    assert kept == [(f"{web.url}/b", f"{web.url}/a", page())]


def test_a_host_that_nobody_knows_is_told_by_its_name() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with (
        fetcher_with(resolver=unknown) as fetcher,
        pytest.raises(FetchProblem, match=r"no host is called no\.example") as caught,
    ):
        fetcher.get("https://no.example/a")
    assert caught.value.url == "https://no.example/a"


def test_one_page_is_opened_by_its_address(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.answers |= {
        "/a": page(),
        "/two": b'{"text": "Two people died in Goris."}\n{"text": "Three died there."}',
    }
    with pytest.raises(InputError, match="HERODOTUS_ALLOW_PRIVATE"):
        open_report(f"{web.url}/a")
    monkeypatch.setenv("HERODOTUS_ALLOW_PRIVATE", "1")
    report = open_report(f"{web.url}/a")
    assert (report.origin, report.url) == (f"{web.url}/a", f"{web.url}/a")
    assert report.title == "Shells fall on Goris"
    with pytest.raises(InputError, match="holds 2 reports"):
        open_report(f"{web.url}/two")
