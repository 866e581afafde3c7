"""Sitemaps: of pages, of news, of sitemaps, packed, plain and damaged."""

from __future__ import annotations

import datetime
import gzip
import random
from io import BytesIO
from pathlib import Path

import pytest

from herodotus.errors import EmptyInput, InputError, RecordProblem
from herodotus.model import Failure, Report
from herodotus.sources import read_inputs
from herodotus.sources.sitemaps import MOST_PAGES, Listed, listed
from herodotus.sources.urls import Reach
from tests.sources.server import Web, fetcher_with, page, send

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def sitemap(*entries: str) -> bytes:
    urls = "".join(f"<url>{entry}</url>" for entry in entries)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by a site -->\n'
    return f"{head}<urlset {SPACE} {NEWS}>{urls}</urlset>".encode()


def index(*urls: str) -> bytes:
    parts = "".join(
        f"<sitemap><loc>{url}</loc><lastmod>2020-10-01</lastmod></sitemap>"
        for url in urls
    )
    return f"<sitemapindex {SPACE}>{parts}</sitemapindex>".encode()


def loc(url: str, day: str | None = None) -> str:
    return f"<loc> {url} </loc>" + (f"<lastmod>{day}</lastmod>" if day else "")


def of_news(url: str, day: str, title: str) -> str:
    return (
        f"<loc>{url}</loc><lastmod>2020-12-31</lastmod><news:news><news:publication>"
        "<news:name>The Paper</news:name><news:language>en</news:language>"
        f"</news:publication><news:publication_date>{day}</news:publication_date>"
        f"<news:title>{title}</news:title></news:news>"
    )


def read(data: bytes) -> list[Listed]:
    return listed(BytesIO(data), "sitemap.xml")


def test_pages_are_listed_with_what_is_said_of_them() -> None:
    data = sitemap(
        loc("https://a.example/1?a=1&amp;b=2", "2020-09-30T10:00:00+04:00"),
        of_news("https://a.example/2", "2020-09-29", "Shells &amp; fire"),
        loc("ftp://a.example/3"),
        "<lastmod>2020-09-30</lastmod>",
    )
    first, second = read(data)
    assert first.url == "https://a.example/1?a=1&b=2"
    assert first.day == datetime.date(2020, 9, 30)
    assert second.day == second.published == datetime.date(2020, 9, 29)
    assert (second.title, second.publisher) == ("Shells & fire", "The Paper")


def test_a_plain_list_of_addresses_is_one_too() -> None:
    assert [
        entry.url for entry in read(b"https://a.example/1\r\n\nhttp://b.example/2")
    ] == [
        "https://a.example/1",
        "http://b.example/2",
    ]


def test_no_more_is_listed_than_a_sitemap_may_hold() -> None:
    many = sitemap(*[loc("https://a.example/1")] * (MOST_PAGES + 10))
    assert len(read(many)) == MOST_PAGES
    assert len(read(b"https://a.example/1\n" * (MOST_PAGES + 10))) == MOST_PAGES


def test_entities_are_refused() -> None:
    data = sitemap(loc("https://a.example/&e;")).replace(
        b"<urlset", b'<!DOCTYPE urlset [<!ENTITY e "a">]><urlset'
    )
    with pytest.raises(RecordProblem, match="declares entities"):
        read(data)


def test_nests_and_floods_of_text_are_cut() -> None:
    with pytest.raises(RecordProblem, match="nested"):
        read(b"<urlset>" + b"<url>" * 60)
    (entry,) = read(
        sitemap(loc("https://a.example/1") + f"<lastmod>{'9' * 100_000}</lastmod>")
    )
    assert entry.modified is None


def test_what_came_before_the_damage_is_kept() -> None:
    whole = sitemap(loc("https://a.example/1"), loc("https://a.example/2"))
    assert len(read(whole[:-30])) == 1
    with pytest.raises(RecordProblem, match="no proper XML"):
        read(b"<urlset><url></loc>")
    with pytest.raises(EmptyInput, match="lists no page"):
        read(sitemap())


def test_in_a_file_it_says_how_its_pages_are_read(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_bytes(sitemap(loc("https://a.example/1")))
    (failure,) = read_inputs([path])
    assert isinstance(failure, Failure)
    assert "Give its address on the web" in failure.message


def test_the_pages_of_a_site_are_read_through_its_index(web: Web) -> None:
    web.answers |= {
        "/sitemap.xml": index(
            *[f"{web.url}/{name}" for name in ("news.xml.gz", "old.xml", "gone.xml")],
            f"{web.url}/sitemap.xml",
        ),
        "/news.xml.gz": lambda handler: send(
            handler,
            gzip.compress(sitemap(of_news(f"{web.url}/1", "2020-09-30", "Fire"))),
            kind="application/x-gzip",
        ),
        "/old.xml": sitemap(loc(f"{web.url}/1"), loc(f"{web.url}/2")),
        "/1": page("Shells fall").replace(b"GORIS, Sept 30, 2020 (AFP) - ", b""),
        "/2": page("More shells"),
    }
    with fetcher_with() as fetcher:
        found = list(read_inputs([f"{web.url}/sitemap.xml"], fetcher=fetcher))
    assert [type(item) for item in found] == [Failure, Report, Report]
    assert web.paths().count("/1") == web.paths().count("/sitemap.xml") == 1
    first = found[1]
    assert isinstance(first, Report)
    assert (first.date, first.date_from) == (datetime.date(2020, 9, 30), "metadata")
    assert first.publisher == "The Paper"


def test_how_far_to_go_is_the_users_to_say(
    web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    days = ["2020-09-28", "2020-09-29", "2020-09-30", "2020-10-01"]
    web.answers["/map"] = sitemap(
        *[loc(f"{web.url}/{i}", day) for i, day in enumerate(days)]
    )
    web.answers |= {f"/{i}": page(f"Day {i}") for i in range(4)}
    reach = Reach(limit=2, since=datetime.date(2020, 9, 29))
    with fetcher_with() as fetcher:
        found = list(read_inputs([f"{web.url}/map"], fetcher=fetcher, reach=reach))
    assert (web.paths(), len(found)) == (["/map", "/1", "/2"], 2)
    assert "1 pages more" in caplog.text


def test_no_damage_raises_anything_of_its_own() -> None:
    whole = sitemap(
        loc("https://a.example/1", "2020-09-30"),
        of_news("https://a.example/2", "2020-09-29", "Fire"),
    )
    chance = random.Random(13)
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(max(1, len(data)))
            if chance.random() < 0.5:
                data[at : at + 1] = chance.randbytes(1)
            else:
                del data[at : at + chance.randrange(40)]
        try:
            read(bytes(data))
        except InputError:
            continue
