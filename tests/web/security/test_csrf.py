"""What pages of other sites have a browser send us comes to nothing."""

from __future__ import annotations

import inspect

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import Role
from herodotus.web.security import csrf
from tests.web.security.conftest import ADDRESS, HTML, bearing, csrf_of, sign_in

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def admin(public: TestClient, secrets: dict[Role, str]) -> TestClient:
    """An admin who is signed in."""
    sign_in(public, secrets["admin"])
    return public


def names(ledger: Ledger) -> set[str]:
    return {token.name for token in ledger.rights.tokens()}


def test_a_form_of_ours_is_taken(admin: TestClient, filled: Ledger) -> None:
    secret = csrf_of(admin.get("/tokens", headers=HTML).text)
    headers = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}
    sent = {"name": "New", "role": "reader", "csrf": secret}
    assert admin.post("/tokens", data=sent, headers=headers).status_code == 200
    assert "New" in names(filled)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://ledger.example"},
        {"Origin": "https://ledger.example.evil.example"},
        {"Origin": "https://ledger.example:8443"},
        {"Origin": "https://evil.example@ledger.example:444"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ADDRESS},
    ],
)
def test_a_form_of_another_site_is_not_even_with_the_secret(
    headers: dict[str, str], admin: TestClient, filled: Ledger
) -> None:
    secret = csrf_of(admin.get("/tokens", headers=HTML).text)
    sent = {"name": "Evil", "role": "admin", "csrf": secret}
    assert admin.post("/tokens", data=sent, headers=headers).status_code == 403
    assert "Evil" not in names(filled)


@pytest.mark.parametrize("secret", [None, "", "wrong", "0" * 43])
def test_a_form_without_the_secret_is_not_taken(
    secret: str | None, admin: TestClient, filled: Ledger
) -> None:
    sent = {"name": "Evil", "role": "admin"}
    if secret is not None:
        sent["csrf"] = secret
    answer = admin.post("/tokens", data=sent, headers=HTML)
    assert answer.status_code == 403
    assert "The form is stale" in answer.text
    assert (
        admin.post("/tokens", files={"name": ("", "E")}, data=sent).status_code == 403
    )
    assert names(filled) == {"reader", "reviewer", "admin"}


@pytest.mark.parametrize(
    "kind", ["text/plain", "", FORM, "TEXT/PLAIN; charset=utf-8", "multipart/form-data"]
)
@pytest.mark.parametrize("address", ["/reports", "/claims/x/decisions", "/tokens"])
def test_no_kind_of_body_that_any_site_can_send_goes_without_it(
    kind: str, address: str, admin: TestClient
) -> None:
    body = b'{"verdict": "reject", "name": "Evil"}'
    answer = admin.post(address, content=body, headers={"Content-Type": kind})
    assert answer.status_code == 403


def test_the_secret_of_another_session_is_wrong(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    sign_in(public, secrets["admin"])
    other = TestClient(public.app, base_url=ADDRESS, follow_redirects=False)
    sign_in(other, secrets["reviewer"])
    theirs = csrf_of(other.get("/login", headers=HTML).text)
    mine = csrf_of(public.get("/login", headers=HTML).text)
    assert theirs != mine
    sent = {"name": "Evil", "role": "admin", "csrf": theirs}
    assert public.post("/tokens", data=sent).status_code == 403


def test_the_secret_may_come_in_a_header(admin: TestClient, filled: Ledger) -> None:
    secret = csrf_of(admin.get("/tokens", headers=HTML).text)
    sent = {"name": "New", "role": "reader"}
    answer = admin.post("/tokens", data=sent, headers={"X-CSRF-Token": secret})
    assert answer.status_code == 200
    assert "New" in names(filled)


def test_a_form_with_a_file_holds_the_secret_among_its_fields(
    admin: TestClient, filled: Ledger
) -> None:
    secret = csrf_of(admin.get("/tokens", headers=HTML).text)
    parts = {"name": (None, "New"), "role": (None, "reader"), "csrf": (None, secret)}
    assert admin.post("/tokens", files=parts).status_code == 200
    assert "New" in names(filled)
    hidden = {"name": (None, "Evil"), "csrf": ("csrf.txt", secret)}
    assert admin.post("/tokens", files=hidden).status_code == 403


def test_a_program_with_a_token_needs_no_secret(
    public: TestClient, secrets: dict[Role, str], filled: Ledger
) -> None:
    sent = {"name": "New", "role": "reader"}
    answer = public.post("/tokens", data=sent, headers=bearing(secrets["admin"]))
    assert answer.status_code == 200
    assert "New" in names(filled)


def test_one_cannot_be_signed_in_as_somebody_else(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    for sent in ({}, {"csrf": ""}, {"csrf": "x"}):
        answer = public.post("/login", data={"token": secrets["reader"], **sent})
        assert answer.status_code == 403
    assert public.get("/claims.json").status_code == 401


def test_one_cannot_be_signed_out(admin: TestClient) -> None:
    assert admin.post("/logout").status_code == 403
    assert admin.get("/tokens").status_code == 200


def test_on_this_machine_alone_it_holds_as_well(
    client: TestClient, filled: Ledger
) -> None:
    sent = {"name": "Evil", "role": "admin"}
    for headers in (
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example:8470"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert client.post("/tokens", data=sent, headers=headers).status_code == 403
        answer = client.post("/claims/x/decisions", content=b"{}", headers=headers)
        assert answer.status_code == 403
    assert "Evil" not in names(filled)
    secret = csrf_of(client.get("/tokens", headers=HTML).text)
    mine = {"Origin": "http://127.0.0.1:8470", "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/tokens", data=sent | {"csrf": secret}, headers=mine)
    assert answer.status_code == 200
    assert "Evil" in names(filled)


def test_other_sites_may_link_to_us_and_take_nothing_in(client: TestClient) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/claims", headers=followed | HTML).status_code == 200
    for mode in ("no-cors", "cors"):
        taken = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}
        assert client.get("/claims.json", headers=taken).status_code == 403


def test_no_answer_lets_another_site_read_it(client: TestClient) -> None:
    asked = {"Origin": "https://evil.example"}
    assert (
        "access-control-allow-origin"
        not in client.get("/claims.json", headers=asked).headers
    )
    before = asked | {"Access-Control-Request-Method": "POST"}
    answer = client.options("/tokens", headers=before)
    assert answer.status_code in (403, 405)
    assert "access-control-allow-origin" not in answer.headers


def test_secrets_are_compared_in_the_same_time_whatever_is_wrong() -> None:
    assert "compare_digest" in inspect.getsource(csrf.is_equal)
    assert not csrf.is_equal("é", "e")
    assert not csrf.is_equal("", "")
