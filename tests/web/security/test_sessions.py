"""Signing in and out: new ids, closed cookies, an end, and no way to elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from http.cookies import SimpleCookie

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import Role, Token
from herodotus.web import Settings
from herodotus.web.security import sessions
from herodotus.web.security.sessions import Sessions
from herodotus.web.security.signing import local
from tests.web.conftest import MakeClient
from tests.web.security.conftest import ADDRESS, HTML, csrf_of, sign_in

COOKIE = "__Host-herodotus"

NORA = Token(id="1", name="Nora", role="reader", made=datetime(2026, 1, 1, tzinfo=UTC))


def test_whoever_is_not_signed_in_is_led_to_it_and_back(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    led = public.get("/claims?side=Azerbaijan", headers=HTML)
    assert led.status_code == 303
    assert led.headers["location"] == "/login?next=%2Fclaims%3Fside%3DAzerbaijan"
    form = public.get(led.headers["location"], headers=HTML)
    assert 'name="next" value="/claims?side=Azerbaijan"' in form.text
    sent = {"token": f" {secrets['reader']}\n", "csrf": csrf_of(form.text)}
    done = public.post("/login", data=sent | {"next": "/claims?side=Azerbaijan"})
    assert (done.status_code, done.headers["location"]) == (
        303,
        "/claims?side=Azerbaijan",
    )
    assert public.get("/claims?side=Azerbaijan", headers=HTML).status_code == 200


def test_a_program_is_told_what_to_send(public: TestClient) -> None:
    answer = public.get("/claims.json")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 401


@pytest.mark.parametrize("base", ["https://ledger.example", "http://10.0.0.5:8470"])
def test_cookies_are_closed_to_scripts_and_to_other_sites(
    base: str, make_client: MakeClient, secrets: dict[Role, str]
) -> None:
    client = make_client(Settings(host="0.0.0.0", base=base))
    form = client.get("/login", headers=HTML)
    sent = {"token": secrets["reader"], "csrf": csrf_of(form.text)}
    done = client.post("/login", data=sent)
    https = base.startswith("https")
    set_now = [
        *form.headers.get_list("set-cookie"),
        *done.headers.get_list("set-cookie"),
    ]
    assert len(set_now) == 3
    for one in set_now:
        name, cookie = next(iter(SimpleCookie(one).items()))
        assert name.startswith("__Host-") is https
        assert bool(cookie["secure"]) is https
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "strict"
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_an_id_that_somebody_planted_is_not_taken_over(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    public.cookies.set(COOKIE, "planted", domain="ledger.example", path="/")
    sign_in(public, secrets["reviewer"])
    public.cookies.clear()
    public.cookies.set(COOKIE, "planted", domain="ledger.example", path="/")
    assert public.get("/claims.json").status_code == 401


def test_each_signing_in_has_a_new_id_and_ends_the_one_before(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    sign_in(public, secrets["reader"])
    first = public.cookies[COOKIE]
    sign_in_again(public, secrets["admin"])
    second = public.cookies[COOKIE]
    assert first != second
    assert public.get("/tokens").status_code == 200
    public.cookies.clear()
    public.cookies.set(COOKIE, first, domain="ledger.example", path="/")
    assert public.get("/claims.json").status_code == 401


def sign_in_again(client: TestClient, secret: str) -> None:
    """Sign in as somebody else, from a page of the first."""
    page = client.get("/login", headers=HTML)
    sent = {"token": secret, "csrf": csrf_of(page.text)}
    assert client.post("/login", data=sent).status_code == 303


def test_signing_out_ends_the_session_on_the_server(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    sign_in(public, secrets["reader"])
    id = public.cookies[COOKIE]
    page = public.get("/login", headers=HTML)
    assert "Signed in as reader" in page.text
    done = public.post("/logout", data={"csrf": csrf_of(page.text)})
    assert done.headers["location"] == "/login"
    assert COOKIE not in public.cookies
    public.cookies.set(COOKIE, id, domain="ledger.example", path="/")
    assert public.get("/claims.json").status_code == 401


def test_a_token_that_is_revoked_ends_its_sessions(
    public: TestClient, secrets: dict[Role, str], make_client: MakeClient
) -> None:
    sign_in(public, secrets["admin"])
    admin = csrf_of(public.get("/tokens", headers=HTML).text)
    reader = TestClient(public.app, base_url=ADDRESS, follow_redirects=False)
    sign_in(reader, secrets["reader"])
    assert reader.get("/claims.json").status_code == 200
    id = secrets["reader"].split("_")[1]
    assert public.post(f"/tokens/{id}/revoke", data={"csrf": admin}).status_code == 303
    assert reader.get("/claims.json").status_code == 401
    reader.headers["Authorization"] = f"Bearer {secrets['reader']}"
    assert reader.get("/claims.json").status_code == 401


def test_a_token_that_was_revoked_elsewhere_is_looked_up_again(
    public: TestClient,
    secrets: dict[Role, str],
    filled: Ledger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("herodotus.web.security.people._TRUSTED", 0.0)
    sign_in(public, secrets["reader"])
    assert public.get("/claims.json").status_code == 200
    filled.rights.revoke("reader", by="root")
    assert public.get("/claims.json").status_code == 401


@pytest.mark.parametrize(
    "token", ["", "wrong", "herodotus_00000000_x", "\udcff", "a" * 5000]
)
def test_a_wrong_token_signs_nobody_in(token: str, public: TestClient) -> None:
    form = public.get("/login", headers=HTML)
    sent = {"token": token.encode("utf-8", "replace"), "csrf": csrf_of(form.text)}
    answer = public.post("/login", data=sent)
    assert answer.status_code == 401
    assert "That is no token of this server" in answer.text
    assert COOKIE not in public.cookies
    assert public.get("/claims.json").status_code == 401


def test_where_nobody_needs_a_token_one_is_told_so(client: TestClient) -> None:
    assert "Nobody is asked for a token here" in client.get("/login", headers=HTML).text


def test_a_session_ends_by_itself() -> None:
    now = [0.0]
    held = Sessions(clock=lambda: now[0])
    id = held.begin(NORA)
    now[0] = sessions.LASTS - 1
    assert held.find(id) is not None
    now[0] = sessions.LASTS
    assert held.find(id) is None
    held.begin(NORA)
    assert len(held) == 1  # what has ended is not kept


def test_there_is_room_for_so_many_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_MOST", 3)
    held = Sessions()
    ids = [held.begin(NORA) for _ in range(5)]
    assert [held.find(id) is not None for id in ids] == [False, False, True, True, True]


def test_no_two_ids_or_secrets_are_alike() -> None:
    held = Sessions()
    ids = [held.begin(NORA) for _ in range(100)]
    found = [held.find(id) for id in ids]
    assert len(set(ids) | {one.csrf for one in found if one}) == 200


@pytest.mark.parametrize(
    "next",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        " /claims",
        "/claims\r\nSet-Cookie: a=b",
        "claims",
        "///evil.example",
        "/\x85evil",
    ],
)
def test_signing_in_leads_nowhere_else(
    next: str, public: TestClient, secrets: dict[Role, str]
) -> None:
    form = public.get("/login", params={"next": next}, headers=HTML)
    assert 'name="next" value="/"' in form.text
    sent = {"token": secrets["reader"], "csrf": csrf_of(form.text), "next": next}
    done = public.post("/login", data=sent)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert "a=b" not in str(done.headers)


@given(st.text())
def test_an_address_to_go_on_to_is_a_path_of_ours(address: str) -> None:
    led = local(address)
    assert led in (address, "/")
    assert led.startswith("/")
    assert not led.startswith(("//", "/\\"))
    assert not any(ord(character) < 0x21 for character in led)
