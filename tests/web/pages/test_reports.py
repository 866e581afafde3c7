"""The list of reports: newest first, filtered, page by page, as JSON and CSV too."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from tests.ledger import war

HTML = {"Accept": "text/html"}


def test_the_newest_report_comes_first(client: TestClient, filled: Ledger) -> None:
    page = client.get("/reports", headers=HTML).text
    keys = re.findall(r'<th scope="row"><a href="/reports/([0-9a-f]+)"', page)
    days = [filled.report(key).date for key in keys]
    assert len(keys) == len(filled)
    assert days == sorted(days, key=str, reverse=True)


def test_a_report_without_a_title_is_known_by_its_first_words(
    client: TestClient,
) -> None:
    page = client.get("/reports?publisher=Gazette", headers=HTML).text
    assert 'class="untitled">Nagorno-Karabakh said 21 more' in page
    assert "1 other carrier" in page


@pytest.mark.parametrize(
    ("query", "outlets"),
    [
        ("publisher=cour", ["Courier"]),
        ("text=Ganja", ["Courier"]),
        ("status=civilian&place=Ganja", ["Courier"]),
        ("as_of=2020-10-05&publisher=e", ["Courier"]),
        ("text=nowhere", []),
    ],
)
def test_filters_choose_reports(
    client: TestClient, query: str, outlets: list[str]
) -> None:
    got = client.get(f"/reports.json?{query}").json()
    assert [one["publisher"] for one in got["reports"]] == outlets
    assert got["total"] == len(outlets)
    page = client.get(f"/reports?{query}", headers=HTML).text
    if not outlets:
        assert "No report is like that" in page


def test_pages_go_on_and_tell_each_report_once(
    client: TestClient, filled: Ledger
) -> None:
    filled.add_all(
        war.reading(f"Nothing new on day {number}.", date=war.day(number))
        for number in range(1, 9)
    )
    seen: list[str] = []
    address = "/reports.json?limit=5"
    while address:
        got = client.get(address).json()
        seen += [one["key"] for one in got["reports"]]
        assert got["total"] == len(filled)
        address = got["next"]
    assert len(seen) == len(set(seen)) == len(filled)
    page = client.get("/reports?limit=5", headers=HTML).text
    assert 'rel="next"' in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("after=2020-13-45.a7", 404),
        ("after=x", 422),
        ("limit=0", 422),
        ("odd=1", 422),
        ("as_of=yesterday", 422),
    ],
)
def test_what_cannot_be_asked_is_an_error_of_the_asker(
    client: TestClient, query: str, status: int
) -> None:
    for ending in (".json", ".csv"):
        assert client.get(f"/reports{ending}?{query}").status_code == status


def test_all_reports_as_a_table(client: TestClient, filled: Ledger) -> None:
    answer = client.get("/reports.csv?limit=3")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 3
    assert {"key", "publisher", "date", "claims", "carriers"} <= set(rows[0])
    everything = client.get("/reports.csv").text
    assert len(list(csv.DictReader(io.StringIO(everything)))) == len(filled)
