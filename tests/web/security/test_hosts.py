"""Only what is asked for by a name of ours is answered."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from herodotus.web import Settings
from herodotus.web.security.hosts import host
from tests.web.conftest import MakeClient


@pytest.mark.parametrize(
    "name", ["localhost", "localhost:9000", "127.0.0.1", "[::1]:8470", "LOCALHOST"]
)
def test_names_of_this_machine_are_ours(name: str, client: TestClient) -> None:
    assert client.get("/health", headers={"Host": name}).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"],
)
def test_a_name_that_leads_here_is_not_ours(name: str, client: TestClient) -> None:
    answer = client.get("/claims", headers={"Host": name})
    assert answer.status_code == 421
    assert "killed 3 civilians" not in answer.text
    assert client.post("/reports", headers={"Host": name}).status_code == 421


@pytest.mark.parametrize(
    "name", ["", "a b", "user@localhost", "localhost/x", "local\thost", "[::1", "[x]"]
)
def test_what_is_no_name_is_refused(name: str, client: TestClient) -> None:
    assert host(name) is None
    assert client.get("/health", headers={"Host": name}).status_code == 400


def test_two_names_are_none(client: TestClient) -> None:
    headers = [("Host", "localhost"), ("Host", "evil.example")]
    assert client.get("/health", headers=headers).status_code == 400


def test_a_server_with_an_address_answers_to_it_alone(public: TestClient) -> None:
    assert public.get("/health").status_code == 200
    assert public.get("/health", headers={"Host": "evil.example"}).status_code == 421


def test_no_answer_repeats_the_name_that_it_was_asked_by(
    make_client: MakeClient,
) -> None:
    client = make_client(Settings(host="0.0.0.0"))
    for address in ("/login", "/claims?side=&kind=", "/nothing", "/health"):
        headers = {"Host": "evil.example", "Accept": "text/html"}
        answer = client.get(address, headers=headers)
        assert "evil.example" not in answer.text
        assert "evil.example" not in str(answer.headers)


@pytest.mark.parametrize(
    "header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"]
)
def test_behind_a_proxy_a_server_without_tokens_answers_nobody(
    header: str, client: TestClient, public: TestClient
) -> None:
    answer = client.get("/claims", headers={header: "203.0.113.9"})
    assert answer.status_code == 403
    assert "--tokens" in answer.text
    assert public.get("/health", headers={header: "203.0.113.9"}).status_code == 200
