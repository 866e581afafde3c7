"""Feeds as feedgenerator writes them, as JSON Feed has them, and damaged."""

from __future__ import annotations

import datetime
import json
import random
from io import BytesIO
from pathlib import Path
from typing import Any

import feedgenerator
import pytest

from herodotus.errors import EmptyInput, InputError, TooLong
from herodotus.model import Failure, Report
from herodotus.sources import read_inputs
from herodotus.sources.feeds import Item, feed_items
from herodotus.sources.urls import Reach
from tests.sources.server import Web, fetcher_with, page, send

ARTICLE = (
    "<p>GORIS, Sept 30, 2020 (AFP) - Two people died when shells fell on the town.</p>"
    + "<p>The ministry said that the shelling had gone on for most of the morning, and "
    "that several houses near the bridge were on fire when the rescuers came.</p>"
    * 4
    + "<p>Officials spoke of calm along the front.</p>"
)
FEEDS = [
    feedgenerator.Rss201rev2Feed,
    feedgenerator.RssUserland091Feed,
    feedgenerator.Atom1Feed,
]
DAY = datetime.datetime(
    2020, 9, 30, 23, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-4))
)


def feed(
    *items: dict[str, Any],
    kind: type[feedgenerator.SyndicationFeed] = feedgenerator.Rss201rev2Feed,
    base: str = "https://news.example",
) -> bytes:
    made = kind(title="The Paper", link=f"{base}/", description="News", language="en")
    for number, item in enumerate(items):
        filled = {"title": f"Day {number}", "description": "In short.", "pubdate": DAY}
        filled |= {"link": f"{base}/{number}"} | item
        made.add_item(**filled)
    return str(made.writeString("utf-8")).encode("utf-8")


def items_of(data: bytes) -> list[Item]:
    return feed_items(BytesIO(data), "feed.xml", base="https://news.example/feed")


@pytest.mark.parametrize("kind", FEEDS)
def test_each_item_has_an_address_a_title_and_a_day(
    kind: type[feedgenerator.SyndicationFeed],
) -> None:
    first, second = items_of(feed({"unique_id": "tag:1"}, {}, kind=kind))
    assert (first.number, first.url) == (1, "https://news.example/0")
    assert (first.title, first.publisher) == ("Day 0", "The Paper")
    assert (first.content, second.number) == (None, 2)
    if kind is not feedgenerator.RssUserland091Feed:  # it has neither
        assert first.published == datetime.date(2020, 9, 30), "by the outlet's clock"
        assert first.key == "tag:1"


def test_an_article_in_the_feed_is_the_report(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(feed({"content": ARTICLE}, {}, kind=feedgenerator.Atom1Feed))
    whole, short = read_inputs([path])
    assert isinstance(whole, Report), whole
    assert "Two people died when shells fell" in whole.text
    assert (whole.title, whole.publisher) == ("Day 0", "The Paper")
    assert (whole.url, whole.place) == ("https://news.example/0", "Goris")
    assert whole.date == datetime.date(2020, 9, 30)
    assert whole.origin == f"{path}: item 1 (https://news.example/0)"
    assert isinstance(short, Failure)
    assert "item 2 carries no article" in short.message


@pytest.mark.parametrize(
    "content",
    [
        "<p>Two died.</p>",
        ARTICLE + "<p>Read more</p>",
        ARTICLE + "<a href='/'>Continue reading &rarr;</a>",
        ARTICLE + " [&hellip;]",
        ARTICLE + "...",
    ],
)
def test_a_teaser_is_no_article(content: str) -> None:
    atom = feed({"content": content}, kind=feedgenerator.Atom1Feed)
    assert items_of(atom)[0].content is None


def test_who_wrote_it_is_told_by_feeds_of_all_kinds() -> None:
    told = feed({"author_name": "Ana Ruiz"}, kind=feedgenerator.Atom1Feed)
    assert [item.author for item in items_of(told)] == ["Ana Ruiz"]
    for said in (
        {"authors": [{"name": "Ana Ruiz"}, {"name": "Tom Ode"}]},
        {"author": {"name": "Ana Ruiz, Tom Ode"}},
    ):
        data = {"items": [{"id": "1", "url": "https://a.example/1", **said}]}
        assert [item.author for item in items_of(json.dumps(data).encode())] == [
            "Ana Ruiz, Tom Ode"
        ]
    nobody = {"items": [{"id": "1", "url": "https://a.example/1", "authors": 7}]}
    assert items_of(json.dumps(nobody).encode())[0].author is None


def test_a_long_description_is_the_article_and_a_shorter_one_is_not() -> None:
    whole, part = items_of(feed({"description": ARTICLE * 3}, {"description": ARTICLE}))
    assert whole.content
    assert "Two people died" in whole.content
    assert part.content is None


@pytest.mark.parametrize("kind", FEEDS)
def test_the_pages_of_a_feed_are_fetched(
    web: Web, kind: type[feedgenerator.SyndicationFeed]
) -> None:
    data = feed({}, {}, {"link": f"{web.url}/gone"}, kind=kind, base=web.url)
    web.answers |= {
        "/feed": lambda handler: send(handler, data, kind="application/xml"),
        "/0": page("Shells fall", "Two people died."),
        "/1": page("More shells", "Three people died."),
    }
    with fetcher_with() as fetcher:
        found = list(read_inputs([f"{web.url}/feed"], fetcher=fetcher))
    first, second, gone = found
    assert isinstance(first, Report), first
    assert isinstance(second, Report)
    assert "Three people died." in second.text
    assert (first.origin, first.publisher) == (f"{web.url}/0", "The Paper")
    assert isinstance(gone, Failure)
    assert gone.id == f"{web.url}/gone"


def test_how_far_to_go_is_the_users_to_say(
    web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    late = DAY + datetime.timedelta(days=2)
    data = feed(
        {}, {"pubdate": late}, {"pubdate": late}, {"pubdate": None}, base=web.url
    )
    web.answers |= {"/feed": data} | {f"/{i}": page(f"Day {i}") for i in range(4)}
    reach = Reach(limit=2, since=datetime.date(2020, 10, 1))
    with fetcher_with() as fetcher:
        found = list(read_inputs([f"{web.url}/feed"], fetcher=fetcher, reach=reach))
    assert web.paths() == ["/feed", "/1", "/2"]
    assert len(found) == 2
    assert "1 pages more" in caplog.text


def json_feed(*items: object, **more: object) -> bytes:
    about = {"version": "https://jsonfeed.org/version/1.1", "title": "The Paper"}
    return json.dumps(about | {"items": list(items)} | more).encode()


def test_a_json_feed_is_one_too(tmp_path: Path) -> None:
    data = json_feed(
        {
            "id": "1",
            "url": "/1",
            "title": "Day 1",
            "date_published": "2020-09-30T23:00Z",
        },
        {"id": "2", "url": "https://news.example/2", "content_html": ARTICLE},
        {"id": 3, "content_text": "Two people died in Goris.\n\n" * 40},
        "nonsense",
    )
    first, second, third = items_of(data)
    assert first.url == "https://news.example/1"
    assert first.published == datetime.date(2020, 9, 30)
    assert (second.key, third.key) == ("2", "3")
    assert third.content
    assert third.content.startswith("<p>Two people died in Goris.</p><p>")
    path = tmp_path / "feed.json"
    path.write_bytes(data)
    assert [type(item) for item in read_inputs([path])] == [Failure, Report, Report]


@pytest.mark.parametrize(
    "link",
    ["file:///etc/passwd", "javascript:alert(1)", "ftp://a.example/1", "", "../1"],
)
def test_only_addresses_of_the_web_are_taken_from_a_feed(link: str) -> None:
    (item,) = items_of(feed({"link": link, "unique_id": "1"}))
    assert item.url is None or item.url.startswith("https://news.example/")


def test_a_feed_without_items_says_so() -> None:
    with pytest.raises(EmptyInput, match=r"feed\.xml is a feed without items"):
        items_of(feed())


def test_a_feed_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLong):
        items_of(b"<rss><channel>" + b" " * 5_000_001)


def test_entities_do_not_grow_and_open_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden words")
    grown = "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "a" * 50}">' for i in range(9)
    )
    data = (
        f'<?xml version="1.0"?><!DOCTYPE rss [{grown}'
        f'<!ENTITY file SYSTEM "file://{tmp_path}/secret">]>'
        "<rss version='2.0'><channel><title>&e8;</title><item><title>&file;&e8;</title>"
        "<link>https://news.example/1</link></item></channel></rss>"
    ).encode()
    try:
        found = items_of(data)
    except InputError:
        return
    assert all("hidden" not in str(item) for item in found)
    assert len(str(found)) < 10_000


def test_a_script_in_a_feed_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    content = "<script>alert('x')</script>" + ARTICLE
    path.write_bytes(feed({"content": content}, kind=feedgenerator.Atom1Feed))
    (report,) = read_inputs([path])
    assert isinstance(report, Report)
    assert "alert" not in report.text


@pytest.mark.parametrize("what", ["rss", "json"])
def test_no_damage_to_a_feed_raises_anything_of_its_own(what: str) -> None:
    whole = (
        feed({"content": ARTICLE[:99]}, kind=feedgenerator.Atom1Feed)
        if what == "rss"
        else json_feed({"id": 1, "url": "https://a.example/1", "title": "Day"})
    )
    chance = random.Random(11)
    for _ in range(500):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(max(1, len(data)))
            if chance.random() < 0.5:
                data[at : at + 1] = chance.randbytes(1)
            else:
                del data[at : at + chance.randrange(40)]
        try:
            items_of(bytes(data))
        except InputError:
            continue
