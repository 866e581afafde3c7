"""The claims: the page, its other faces, and how a list goes on."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model.columns import TELLING_COLUMNS

HTML = {"Accept": "text/html"}


def test_the_page_shows_the_words_and_where_they_stand(
    client: TestClient, filled: Ledger
) -> None:
    page = client.get("/claims?place=Ganja", headers=HTML)
    assert page.status_code == 200
    (telling,) = filled.claims(place="Ganja", kind="casualty")
    assert telling.claim.evidence in page.text
    assert f'href="/claims/{telling.claim.id}"' in page.text
    assert f'href="/reports/{telling.card.key}#{telling.claim.id}"' in page.text
    assert "3 killed" in page.text


def test_each_facet_of_the_page_leads_to_as_many_claims(client: TestClient) -> None:
    page = client.get("/claims", headers=HTML).text
    found = re.findall(
        r'<li><a href="(/claims\?(?:side|outcome|kind)=[^"]+)"><span>[^<]*</span> '
        r'<span class="n">([\d,]+)<',
        page,
    )
    assert len(found) > 3
    for address, number in found:
        answer = client.get(unescape(address), headers={"Accept": "application/json"})
        assert answer.json()["total"] == int(number.replace(",", "")), address


def test_a_chosen_filter_can_be_taken_back(client: TestClient) -> None:
    page = client.get("/claims?kind=casualty&text=soldiers", headers=HTML).text
    assert 'href="/claims?text=soldiers"' in page
    assert 'href="/claims?kind=casualty"' in page
    assert 'name="kind" value="casualty"' in page, "a new search keeps the filter"


def test_the_json_has_the_contract_s_fields_and_the_evidence(
    client: TestClient, filled: Ledger
) -> None:
    told = client.get("/claims.json").json()
    assert told["total"] == len(filled.claims()) == len(told["claims"])
    for row in told["claims"]:
        text = filled.report(row["report_key"]).text
        assert text[row["start"] : row["end"]] == row["evidence"]
        assert row["permalink"] == f"http://127.0.0.1:8470/claims/{row['id']}"
        assert row["reader"] == "by hand"
        assert client.get(f"/claims/{row['id']}.json").json()["id"] == row["id"]


def test_the_csv_is_that_of_the_command_line(
    client: TestClient, filled: Ledger
) -> None:
    answer = client.get("/claims.csv?sort=-reported")
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert tuple(rows[0]) == TELLING_COLUMNS
    listed = [one.claim.id for one in filled.claims(sort="-reported")]
    assert [row["id"] for row in rows] == listed


def test_a_list_goes_on_at_next_until_it_is_told(
    client: TestClient, filled: Ledger
) -> None:
    address: str | None = "/claims.json?limit=2&sort=-number"
    told: list[str] = []
    while address:
        page = client.get(address).json()
        assert 0 < len(page["claims"]) <= 2
        told += [row["id"] + row["report_key"] for row in page["claims"]]
        address = page["next"]
    listed = filled.claims(sort="-number")
    assert told == [one.claim.id + one.card.key for one in listed]


def test_the_page_goes_on_where_the_json_does(client: TestClient) -> None:
    page = client.get("/claims?limit=2", headers=HTML).text
    (onward,) = re.findall(r'<a rel="next" href="([^"]+)"', page)
    assert "after=" in onward
    assert client.get(unescape(onward), headers=HTML).status_code == 200


def test_a_file_that_cannot_begin_is_an_error_and_no_broken_file(
    client: TestClient,
) -> None:
    answer = client.get("/claims.csv?after=a.b")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_picture_of_days_holds_every_claim(
    client: TestClient, filled: Ledger
) -> None:
    page = client.get("/claims", headers=HTML).text
    told = re.findall(r"<title>[^<]*: ([\d,]+) claims?</title>", page)
    assert len(told) > 2
    (early,) = re.findall(r"\((\d+) claims? long before\)", page)
    assert sum(map(int, told)) + int(early) == len(filled.claims())


def test_where_nothing_is_found_the_page_says_what_to_do(client: TestClient) -> None:
    page = client.get("/claims?side=Nobody", headers=HTML)
    assert page.status_code == 200
    assert "Take a filter back" in page.text
