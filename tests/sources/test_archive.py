"""The archive of what was fetched: kept, found again, and shared by processes."""

from __future__ import annotations

import datetime
import multiprocessing
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from herodotus.model import Report
from herodotus.sources import read_inputs
from herodotus.sources.archive import Archive, archive_folder, reports_of
from herodotus.sources.fetch import Fetched
from tests.sources.server import Web, fetcher_with, page, send

URL = "https://news.example/goris"
DAY = datetime.datetime(2020, 9, 30, 8, 0, tzinfo=datetime.UTC)


def fetched(
    body: bytes = b"<html>one</html>",
    *,
    url: str = URL,
    hours: float = 0,
    status: int = 200,
) -> Fetched:
    headers = (
        ("content-type", "text/html; charset=utf-8"),
        ("content-encoding", "gzip"),
        ("x-odd", "a\r\nb \u2028 \u0436"),
    )
    moment = DAY + datetime.timedelta(hours=hours)
    asked = (("user-agent", "Herodotus"),)
    stream = BytesIO(body)
    return Fetched(url, url, status, headers, stream, len(body), moment, asked)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "pages")


def records(archive: Archive) -> Iterator[tuple[str, str, str | None]]:
    """What another tool for web archives finds in the files."""
    for path in sorted(archive.folder.glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                yield (
                    path.name,
                    record.rec_type,
                    record.rec_headers.get_header("WARC-Target-URI"),
                )


def test_a_page_is_found_again_as_it_was(archive: Archive) -> None:
    archive.keep(fetched())
    (entry,) = Archive(archive.folder).entries(URL)
    kept = archive.page(entry)
    assert kept is not None
    assert (kept.data, kept.status) == (b"<html>one</html>", "200 OK")
    assert kept.moment == DAY
    assert kept.header("content-type") == "text/html; charset=utf-8"
    assert kept.header("content-encoding") is None, "it is kept unpacked"
    assert kept.header("X-Archive-Orig-Content-Encoding") == "gzip"


def test_the_files_are_those_of_any_web_archive(archive: Archive) -> None:
    archive.keep(fetched())
    archive.keep(fetched(hours=1))
    archive.keep(fetched(b"<html>two</html>", hours=30))
    assert list(records(archive)) == [
        ("2020-09-30.warc.gz", "warcinfo", None),
        ("2020-09-30.warc.gz", "response", URL),
        ("2020-09-30.warc.gz", "request", URL),
        ("2020-09-30.warc.gz", "revisit", URL),
        ("2020-09-30.warc.gz", "request", URL),
        ("2020-10-01.warc.gz", "warcinfo", None),
        ("2020-10-01.warc.gz", "response", URL),
        ("2020-10-01.warc.gz", "request", URL),
    ]


def now() -> float:
    """Hours from the day of the tests until now, so that pages count as recent."""
    return (datetime.datetime.now(datetime.UTC) - DAY) / datetime.timedelta(hours=1)


def test_what_has_not_changed_is_kept_once(archive: Archive) -> None:
    archive.keep(fetched(hours=now()))
    again = Archive(archive.folder)  # another run
    again.keep(fetched(hours=now()))
    again.keep(fetched(b"", hours=now(), status=304))
    kinds = [kind for _, kind, _ in records(archive)]
    assert kinds.count("response") == 1
    assert kinds.count("revisit") == 2
    copies = [archive.page(entry) for entry in archive.entries(URL)]
    assert [kept and kept.data for kept in copies] == [b"<html>one</html>"] * 3


def test_an_unchanged_page_that_was_never_kept_leaves_nothing(archive: Archive) -> None:
    archive.keep(fetched(b"", status=304))
    assert not archive.folder.exists()
    assert archive.entries(URL) == []


def test_the_archive_is_only_added_to(archive: Archive) -> None:
    archive.keep(fetched())
    before = {path.name: path.read_bytes() for path in archive.folder.iterdir()}
    archive.keep(fetched(b"<html>two</html>", url=URL + "2"))
    for name, data in before.items():
        assert (archive.folder / name).read_bytes().startswith(data)


def test_after_a_torn_write_the_day_goes_on_in_a_next_file(archive: Archive) -> None:
    archive.keep(fetched())
    file = archive.folder / "2020-09-30.warc.gz"
    torn = file.read_bytes() + b"\x1f\x8b\x08torn"
    file.write_bytes(torn)
    archive.keep(fetched(b"<html>two</html>", url=URL + "2"))
    assert file.read_bytes() == torn
    for url, body in ((URL, b"<html>one</html>"), (URL + "2", b"<html>two</html>")):
        (entry,) = archive.entries(url)
        kept = archive.page(entry)
        assert kept is not None
        assert kept.data == body
    assert (archive.folder / "2020-09-30-002.warc.gz").exists()


def test_a_half_written_line_of_the_index_is_passed_over(archive: Archive) -> None:
    archive.keep(fetched())
    with (archive.folder / "2020-09-30.index.jsonl").open("ab") as index:
        index.write(b'{"url": "https://a')
    archive.keep(fetched(b"<html>two</html>", url=URL + "2"))
    assert len(archive.entries(URL)) == len(archive.entries(URL + "2")) == 1


def test_a_page_whose_file_is_gone_is_none(archive: Archive) -> None:
    archive.keep(fetched())
    (entry,) = archive.entries(URL)
    (archive.folder / entry.file).write_bytes(b"what was there is gone")
    assert archive.page(entry) is None
    (archive.folder / entry.file).unlink()
    assert archive.page(entry) is None


def test_an_index_names_no_file_outside(archive: Archive, tmp_path: Path) -> None:
    archive.keep(fetched())
    other = Archive(tmp_path / "other")
    other.keep(fetched(b"<html>secret</html>"))
    (entry,) = archive.entries(URL)
    outside = entry._replace(file=f"../other/{entry.file}")
    kept = archive.page(outside)
    assert kept is None or kept.data == b"<html>one</html>"


def test_an_archive_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("a file where the folder should be")
    page_fetched = fetched()
    Archive(tmp_path / "pages").keep(page_fetched)
    assert page_fetched.stream.read() == b"<html>one</html>"


def _keep_many(folder: Path, number: int) -> None:
    archive = Archive(folder)
    for i in range(25):
        body = f"<html>{number}-{i}</html>".encode() * 50
        archive.keep(fetched(body, url=f"{URL}/{number}/{i}"))


def test_processes_keep_pages_side_by_side(archive: Archive) -> None:
    context = multiprocessing.get_context("spawn")
    running = [
        context.Process(target=_keep_many, args=(archive.folder, number))
        for number in range(4)
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
        assert process.exitcode == 0
    assert len([kind for _, kind, _ in records(archive) if kind == "response"]) == 100
    for number in range(4):
        for i in range(25):
            (entry,) = archive.entries(f"{URL}/{number}/{i}")
            kept = archive.page(entry)
            assert kept is not None
            assert kept.data == f"<html>{number}-{i}</html>".encode() * 50


def test_the_source_of_a_report_is_read_again_after_the_page_is_gone(
    web: Web, archive: Archive
) -> None:
    web.answers |= {
        "/a": lambda handler: send(handler, page(), Content_Encoding="identity"),
        "/old": lambda handler: send(handler, b"", status=301, Location="/a"),
    }
    canonical = b'<link rel="canonical" href="https://news.example/x"></head>'
    web.answers["/a"] = page().replace(b"</head>", canonical)
    with fetcher_with(keep=archive.keep) as fetcher:
        (report,) = read_inputs([f"{web.url}/old"], fetcher=fetcher)
    assert isinstance(report, Report)
    web.answers.clear()
    for url in (f"{web.url}/old", f"{web.url}/a", report.origin or ""):
        (entry,) = archive.entries(url)
        kept = archive.page(entry)
        assert kept is not None
        assert [r.sha256 for r in reports_of(kept)] == [report.sha256]
    assert Archive(archive.folder).sources(report) == [entry]
    assert archive.sources(Report.of("Another text.")) == []


def test_archives_are_not_put_into_the_archive(archive: Archive) -> None:
    archive.keep(fetched(b"WARC/1.0\r\n"))
    assert archive.entries(URL) == []


def test_the_folder_is_the_users_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    assert archive_folder() == Path(os.environ["HERODOTUS_DATA"]) / "archive"
    monkeypatch.setenv("HERODOTUS_ARCHIVE", "/somewhere")
    assert archive_folder() == Path("/somewhere")
