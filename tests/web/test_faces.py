"""One address, three faces; what was seen is not sent again."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from tests.ledger import war

PAGES = ("/claims", "/account", "/about", "/reports")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_its_other_faces_at_the_same_address(
    client: TestClient, address: str
) -> None:
    for accept, ending in (("application/json", "json"), ("text/csv", "csv")):
        asked = client.get(address, headers={"Accept": accept})
        plain = client.get(f"{address}.{ending}")
        assert asked.status_code == plain.status_code == 200
        assert asked.content == plain.content
        assert asked.headers["content-type"].startswith(accept)
    page = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert client.get(address).headers["content-type"].startswith("text/html")


def test_what_the_asker_has_already_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/claims.json")
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get("/claims.json", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = client.get("/claims.json?kind=casualty", headers=tag)
    assert other.status_code == 200


def test_an_answer_is_new_as_soon_as_the_ledger_is(
    client: TestClient, filled: Ledger
) -> None:
    first = client.get("/claims.json")
    assert client.get("/claims.json").content == first.content
    filled.add(war.totals(date=war.day(9), publisher="Later"))
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get("/claims.json", headers=tag)
    assert again.status_code == 200
    assert again.json()["total"] > first.json()["total"]


def test_head_is_get_without_the_body(client: TestClient) -> None:
    whole, head = client.get("/about.json"), client.head("/about.json")
    assert head.status_code == 200
    assert head.headers["etag"] == whole.headers["etag"]


def test_a_form_s_empty_fields_leave_the_address(client: TestClient) -> None:
    answer = client.get("/claims?side=&text=hospital&sort=")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/claims?text=hospital"
    assert client.get("/claims?side=").headers["location"] == "/claims"


@pytest.mark.parametrize("path", ["//evil.example?a=", "//evil.example/?a="])
def test_no_address_leads_to_another_site(client: TestClient, path: str) -> None:
    answer = client.get(f"http://testserver{path}")
    assert not answer.headers.get("location", "/").startswith("//")


def test_a_method_that_a_path_does_not_take_is_refused(client: TestClient) -> None:
    answer = client.request("DELETE", "/claims.json")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert "content-security-policy" in answer.headers
