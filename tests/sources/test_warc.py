"""Web archives as warcio writes them, whole and damaged."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from herodotus.errors import EmptyInput
from herodotus.model import Failure, Report
from herodotus.sources import read_inputs
from herodotus.sources.kinds import Known
from herodotus.sources.warc import Page, pages, reports
from tests.sources.server import page

HTML = ("Content-Type", "text/html; charset=utf-8")


class Writer:
    """Writes records as a crawler of news does: a response each, in order."""

    def __init__(self, *, packed: bool = True) -> None:
        self.out = BytesIO()
        self.warc = WARCWriter(self.out, gzip=packed)
        about = self.warc.create_warcinfo_record("news.warc.gz", {"software": "test"})
        self.warc.write_record(about)

    def add(
        self,
        url: str,
        body: bytes,
        *headers: tuple[str, str],
        status: str = "200 OK",
        kind: str = "response",
    ) -> Writer:
        http = StatusAndHeaders(status, list(headers or [HTML]), protocol="HTTP/1.1")
        record = self.warc.create_warc_record(
            url,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=http if kind == "response" else None,
            warc_content_type="" if kind == "response" else headers[0][1],
        )
        self.warc.write_record(record)
        return self

    def bytes(self) -> bytes:
        return self.out.getvalue()


def news(count: int, *, packed: bool = True) -> bytes:
    writer = Writer(packed=packed)
    for i in range(count):
        lead = f"{i + 2} people died."
        writer.add(f"https://news.example/2020/{i}", page(f"Day {i}", lead))
    return writer.bytes()


def found_in(data: bytes) -> list[Page | Failure]:
    return list(pages(BytesIO(data), "news.warc.gz"))


def read(data: bytes) -> list[Report | Failure]:
    return list(reports(BytesIO(data), "news.warc.gz", Known()))


def failures(found: Iterable[object]) -> list[Failure]:
    return [item for item in found if isinstance(item, Failure)]


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_of_an_archive_is_a_report(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "CC-NEWS-20200930"
    path.write_bytes(news(3, packed=packed))
    found = list(read_inputs([path]))
    assert [item.id for item in failures(found)] == []
    texts = [item.text for item in found if isinstance(item, Report)]
    assert ["2 people" in texts[0], "3 people" in texts[1], "4 people" in texts[2]]
    last = found[-1]
    assert isinstance(last, Report)
    assert last.origin == f"{path}: record 4 (https://news.example/2020/2)"
    assert last.url == "https://news.example/2020/2"


def test_an_archive_packed_as_a_whole_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    path.write_bytes(gzip.compress(news(2, packed=False)))
    assert len([r for r in read_inputs([path]) if isinstance(r, Report)]) == 2


def test_what_is_no_page_is_passed_over() -> None:
    writer = Writer()
    writer.add("https://a.example/i", b"\x89PNG", ("Content-Type", "image/png"))
    writer.add("https://a.example/j", b"{}", ("Content-Type", "application/json"))
    writer.add("https://a.example/gone", page(), HTML, status="404 Not Found")
    writer.add("https://a.example/to", b"", HTML, status="302 Found")
    writer.add("dns:a.example", b"1.2.3.4", HTML)
    writer.add("https://a.example/m", b"a: b", ("", "text/plain"), kind="metadata")
    writer.add("https://a.example/news", page())
    (found,) = found_in(writer.bytes())
    assert isinstance(found, Page)
    assert (found.number, found.url) == (8, "https://a.example/news")


def test_an_archive_without_pages_says_so() -> None:
    writer = Writer().add("https://a.example/i", b"GIF", ("Content-Type", "image/gif"))
    with pytest.raises(EmptyInput, match=r"news\.warc\.gz holds no page"):
        read(writer.bytes())


def test_pages_keep_the_encoding_that_the_server_named() -> None:
    latin = page(lead="Two people died at the café of André.").decode().encode("cp1252")
    latin = latin.replace(b'<meta charset="utf-8">', b"")
    header = ("Content-Type", "text/html; charset=windows-1252")
    (report,) = read(Writer().add("https://a.example/1", latin, header).bytes())
    assert isinstance(report, Report), report
    assert "café of André" in report.text


@pytest.mark.parametrize("honest", [True, False])
def test_a_body_may_be_packed_or_only_said_to_be(honest: bool) -> None:
    body = gzip.compress(page()) if honest else page()
    writer = Writer().add(
        "https://a.example/1", body, HTML, ("Content-Encoding", "gzip")
    )
    (found,) = found_in(writer.bytes())
    assert isinstance(found, Page)
    assert found.data == page()


@pytest.mark.parametrize("honest", [True, False])
def test_chunks_may_be_left_or_joined(honest: bool) -> None:
    data = page()
    chunks = b"".join(
        f"{len(part):x}\r\n".encode() + part + b"\r\n"
        for part in (data[:100], data[100:])
    )
    body = chunks + b"0\r\n\r\n" if honest else data
    writer = Writer().add(
        "https://a.example/1", body, HTML, ("Transfer-Encoding", "chunked")
    )
    (found,) = found_in(writer.bytes())
    assert isinstance(found, Page)
    assert found.data == data


def test_text_that_a_crawler_took_out_of_a_page_is_read() -> None:
    text = page().decode().encode()
    writer = Writer().add(
        "https://a.example/1", text, ("", "text/plain"), kind="conversion"
    )
    (found,) = found_in(writer.bytes())
    assert isinstance(found, Page)
    assert (found.charset, found.media_type) == ("utf-8", "text/plain")


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_breaks_off_gives_what_came_before(packed: bool) -> None:
    found = read(news(3, packed=packed)[:-150])
    assert [isinstance(item, Report) for item in found] == [True, True, False]
    (failure,) = failures(found)
    assert failure.id.startswith("news.warc.gz: record 4")
    assert "Fetch" in failure.message


def test_a_record_that_is_damaged_is_named_and_the_next_is_read() -> None:
    writer = Writer()
    writer.add("https://a.example/1", page())
    bad = gzip.compress(page())[:40] + b"\xff" * 60
    writer.add("https://a.example/2", bad, HTML, ("Content-Encoding", "gzip"))
    writer.add("https://a.example/3", b"", HTML)
    writer.add("https://a.example/4", page())
    found = read(writer.bytes())
    assert [isinstance(item, Report) for item in found] == [True, False, False, True]
    for number, failure in enumerate(failures(found), 2):
        where = f"news.warc.gz: record {number + 1} (https://a.example/{number})"
        assert failure.message.startswith(where)


def test_bombs_and_giants_among_the_records_are_passed_over() -> None:
    bomb = gzip.compress(b"a" * 30_000_000)
    writer = Writer()
    writer.add("https://a.example/1", bomb, HTML, ("Content-Encoding", "gzip"))
    writer.add("https://a.example/2", b"<html>" + b"a" * 20_000_001)
    writer.add("https://a.example/3", page())
    large, larger, good = found_in(writer.bytes())
    assert isinstance(large, Failure)
    assert "times its size" in large.message
    assert isinstance(larger, Failure)
    assert "larger than 20 MB" in larger.message
    assert isinstance(good, Page)


def record(length: int | str, body: bytes = b"") -> bytes:
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def test_a_length_that_no_page_has_ends_the_archive() -> None:
    (failure,) = found_in(record(10**12, b"HTTP/1.1 200 OK\r\n\r\n"))
    assert isinstance(failure, Failure)
    assert "as no page has" in failure.message


@pytest.mark.parametrize("length", [-1, "many", 10**30, 5])
def test_a_length_that_is_wrong_makes_no_page(length: int | str) -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page()
    assert not [p for p in found_in(record(length, body)) if isinstance(p, Page)]


def test_names_from_an_archive_are_only_names(tmp_path: Path) -> None:
    """No file is opened and no address fetched that a record names."""
    (tmp_path / "secret").write_text("Ten people died in secret.")
    writer = Writer()
    for url in (f"file://{tmp_path}/secret", "../../secret", f"{tmp_path}/secret"):
        writer.add(url, page())
    writer.add("http://127.0.0.1:9/\u202e", page())
    found = read(writer.bytes())
    assert all("secret." not in r.text for r in found if isinstance(r, Report))


@pytest.mark.parametrize("packed", [True, False])
def test_no_damage_raises_or_goes_on_for_ever(packed: bool) -> None:
    whole = news(3, packed=packed)
    chance = random.Random(7)
    for _ in range(2000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(max(1, len(data)))
            match chance.randrange(4):
                case 0:
                    data[at : at + 1] = chance.randbytes(1)
                case 1:
                    del data[at : at + chance.randrange(50)]
                case 2:
                    data[at:at] = chance.randbytes(chance.randrange(20))
                case _:
                    data[at:at] = data[: chance.randrange(200)]
        for item in found_in(bytes(data)):
            assert isinstance(item, Page) or "news.warc.gz" in item.message


def test_damage_to_the_packing_of_a_record_costs_that_record_only() -> None:
    whole = news(40)
    starts = [at for at in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08", at)]
    data = bytearray(whole)
    middle = (starts[20] + starts[21]) // 2
    data[middle : middle + 8] = b"\xff" * 8
    found = found_in(bytes(data))
    read_urls = [item.url for item in found if isinstance(item, Page)]
    assert len(read_urls) >= 39
    assert read_urls[-1] == "https://news.example/2020/39"
    assert failures(found)
    assert "next one that is whole is read" in failures(found)[0].message


def test_an_archive_may_begin_with_damage() -> None:
    data = b"\x1f\x8b\x08" + b"\xff" * 90 + news(2)
    assert [item.url for item in found_in(data) if isinstance(item, Page)] == [
        "https://news.example/2020/0",
        "https://news.example/2020/1",
    ]
