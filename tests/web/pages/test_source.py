"""The page that a report was read from, shown again and handed out as it came."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger, report_key
from herodotus.model import Reading, Report
from herodotus.sources.archive import Archive, reports_of
from herodotus.sources.fetch import Fetched

URL = "https://example.org/news/goris"
WORDS = "Two men were killed near Goris on Monday, the district governor said. "
PAGE = f"<html><body><article><p>{WORDS * 5}</p></article></body></html>".encode()
HTML = {"Accept": "text/html"}


@pytest.fixture
def archived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filled: Ledger) -> Report:
    """A report in the ledger whose page is in the archive."""
    monkeypatch.setenv("HERODOTUS_ARCHIVE", str(tmp_path / "pages"))
    headers = (("content-type", "text/html; charset=utf-8"), ("x-odd", "<b>bold</b>"))
    moment = datetime.datetime(2020, 9, 28, 12, tzinfo=datetime.UTC)
    archive = Archive()
    stream = BytesIO(PAGE)
    archive.keep(Fetched(URL, URL, 200, headers, stream, len(PAGE), moment, ()))
    kept = archive.page(archive.entries(URL)[0])
    assert kept is not None
    (report,) = reports_of(kept)
    filled.add(Reading(report=report, reader="by hand"))
    return report


def test_the_page_is_shown_as_it_was(client: TestClient, archived: Report) -> None:
    here = f"/reports/{report_key(archived)}"
    assert f'href="{here}/source"' in client.get(here, headers=HTML).text
    shown = client.get(f"{here}/source", headers=HTML).text
    assert URL in shown
    assert "2020-09-28 12:00:00 UTC" in shown
    assert WORDS.strip() in shown
    assert "x-odd: &lt;b&gt;bold&lt;/b&gt;" in shown


def test_its_bytes_are_handed_out_and_not_shown(
    client: TestClient, archived: Report
) -> None:
    answer = client.get(f"/reports/{report_key(archived)}/source?raw=true")
    assert answer.content == PAGE
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_report_that_was_never_fetched_has_none(
    client: TestClient, filled: Ledger
) -> None:
    key = filled.reports()[0].key
    assert f'href="/reports/{key}/source"' not in client.get(f"/reports/{key}").text
    answer = client.get(f"/reports/{key}/source", headers=HTML)
    assert answer.status_code == 404
    assert "only what was fetched" in answer.text
