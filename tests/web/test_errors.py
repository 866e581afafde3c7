"""One shape of errors for programs, one page for people."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from herodotus import errors
from herodotus.web.errors import Problem, status_of

WRONG = (
    ("/nowhere", 404),
    ("/claims.json?colour=red", 422),
    ("/claims.json?since=yesterday", 422),
    ("/claims.json?since=1601251200", 422),
    ("/claims.json?denied=yes", 422),
    ("/claims.json?confidence=nan", 422),
    ("/claims.json?limit=0", 422),
    ("/claims.json?conflict=Atlantis", 404),
    ("/claims.json?after=0.0", 404),
    ("/claims/beef.json", 404),
    ("/account.json?policy=nobody", 404),
    ("/account.json?policy=..%2F..%2Fsecret", 422),
    ("/exports/everything.zip", 404),
)


@pytest.mark.parametrize(("address", "status"), WRONG)
def test_what_is_wrong_has_one_shape(
    client: TestClient, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = Problem.model_validate_json(answer.content, strict=True)
    assert told.status == status
    assert told.detail
    assert told.instance == address.partition("?")[0]


def test_a_person_gets_a_page(client: TestClient) -> None:
    answer = client.get("/nowhere", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "Begin again" in answer.text


def test_the_page_of_an_error_escapes_what_was_asked(client: TestClient) -> None:
    answer = client.get(
        "/claims?since=<script>alert(1)</script>", headers={"Accept": "text/html"}
    )
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


def test_a_wrong_parameter_is_named(client: TestClient) -> None:
    told = client.get("/claims.json?since=tomorrow&limit=x").json()
    assert [one["where"] for one in told["errors"]] == ["query.since", "query.limit"]


def test_every_error_of_ours_has_a_status() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.HerodotusError)
    ]
    assert len(kinds) > 20
    assert all(400 <= status_of(kind("wrong")) < 600 for kind in kinds)
