"""Every route, for every role and for nobody: who may, and who may not.

What a route asks for stands in `herodotus/data/roles.toml`. A route without an entry
fails here: say there who may.
"""

from __future__ import annotations

from typing import Literal

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import ROLES, Role, suffices
from herodotus.web import make_app
from herodotus.web.security.roles import ANYONE, entries, entry_of, plain_path
from tests.web.security.conftest import bearing
from tests.web.security.routes import Way, ways

Who = Role | Literal["nobody"]

#: Read off the page of docs/serving.md, apart from the table.
PROMISED: dict[tuple[str, str], Role | None] = {
    ("GET", "/health"): None,
    ("GET", "/login"): None,
    ("POST", "/login"): None,
    ("GET", "/static/page.css"): None,
    ("GET", "/"): "reader",
    ("GET", "/claims"): "reader",
    ("GET", "/claims.csv"): "reader",
    ("GET", "/exports/ged.csv"): "reader",
    ("GET", "/openapi.json"): "reader",
    ("GET", "/review"): "reviewer",
    ("POST", "/reports"): "reviewer",
    ("POST", "/claims/0123456789abcdef/decisions"): "reviewer",
    ("GET", "/tokens"): "admin",
    ("POST", "/tokens"): "admin",
    ("POST", "/tokens/0a1b2c3d/revoke"): "admin",
}

WAYS = ways(make_app(":memory:"))


def test_the_app_has_the_routes_that_are_looked_at() -> None:
    paths = {way.path for way in WAYS}
    assert {"/", "/claims", "/claims.json", "/tokens", "/login"} <= paths
    assert len(WAYS) > 25


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_every_route_has_an_entry(way: Way) -> None:
    entry = entry_of(way.method, way.address())
    assert entry is not None, f"data/roles.toml does not say who may {way}"


def test_every_entry_has_a_route() -> None:
    used = {entry_of(way.method, way.address()) for way in WAYS}
    assert [f"{one.method} {one.path}" for one in entries() if one not in used] == []


@pytest.mark.parametrize(("asked", "role"), PROMISED.items(), ids=str)
def test_what_is_promised_is_what_is_asked(
    asked: tuple[str, str], role: Role | None
) -> None:
    entry = entry_of(*asked)
    assert entry is not None
    assert entry.role == role


def test_no_entry_hides_another() -> None:
    for entry in entries():
        written = Way(entry.method, entry.path).address()
        assert entry_of(entry.method, written) == entry


def test_only_what_everybody_needs_is_open_to_anyone() -> None:
    open_to_all = {f"{one.method} {one.path}" for one in entries() if one.role is None}
    assert ANYONE == "anyone"
    assert open_to_all == {
        "GET /health",
        "GET /login",
        "POST /login",
        "POST /logout",
        "GET /static/{path:path}",
    }


def test_whoever_may_write_is_a_reviewer_or_more() -> None:
    writing = {e for e in entries() if e.method != "GET" and e.role is not None}
    readers = {e.path for e in writing if e.role == "reader"}
    assert readers <= {"/read"}  # has a report read, and keeps nothing


@pytest.mark.parametrize("who", ["nobody", *ROLES])
def test_every_role_gets_in_where_it_may_and_nowhere_else(
    who: Who, public: TestClient, secrets: dict[Role, str], filled: Ledger
) -> None:
    before = filled.digest()
    wrong = []
    for way in WAYS:
        entry = entry_of(way.method, way.address())
        assert entry is not None
        headers = {} if who == "nobody" else bearing(secrets[who])
        answer = public.request(way.method, way.address(), headers=headers)
        told = answer.status_code
        if who == "nobody":
            may = entry.role is None
        else:
            may = entry.role is None or suffices(who, entry.role)
        refused = told in (401, 403)
        if way.path == "/login" and way.method == "POST":
            refused = told == 403 and who != "nobody"  # a wrong token is told so
        if way.path == "/logout" and who == "nobody":
            refused = False  # the form has no secret
        if refused is may or told >= 500:
            wrong.append((str(way), told))
    assert wrong == []
    assert filled.digest() == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "X"])
def test_other_methods_do_nothing_for_anybody(
    method: str, public: TestClient, secrets: dict[Role, str]
) -> None:
    for headers in ({}, bearing(secrets["reader"]), bearing(secrets["admin"])):
        for path in ("/claims", "/tokens", "/nothing"):
            answer = public.request(method, path, headers=headers)
            assert answer.status_code in (401, 404, 405)


@pytest.mark.parametrize(
    "path",
    [
        "/tokens/",
        "/tokens.json",
        "/./tokens",
        "/claims/../tokens",
        "/TOKENS",
        "/tokens%2f",
        "/tokens%00",
        "/%74okens",
        "/tokens;x",
        "/tokens?x",
        "/static/../tokens",
    ],
)
def test_no_other_way_of_writing_an_address_gets_in(
    path: str, public: TestClient, secrets: dict[Role, str]
) -> None:
    answer = public.get(path, headers=bearing(secrets["reader"]))
    assert answer.status_code in (303, 403, 404, 405, 307)
    assert "Who may use this server" not in answer.text


def test_a_route_without_an_entry_is_for_admins_alone(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    statuses: dict[Role, int] = {"reader": 404, "reviewer": 404, "admin": 200}
    app = public.app
    assert isinstance(app, FastAPI)

    async def forgotten() -> str:
        return "forgotten"

    app.add_api_route("/forgotten", forgotten)
    assert entry_of("GET", "/forgotten") is None
    for role, status in statuses.items():
        answer = public.get("/forgotten", headers=bearing(secrets[role]))
        assert answer.status_code == status
    assert public.get("/forgotten").status_code == 401


def test_a_wrong_token_opens_nothing_that_no_token_does(public: TestClient) -> None:
    for header in ("Bearer", "Bearer x", "Basic eDp5", "herodotus_1_x", ""):
        answer = public.get("/claims.json", headers={"Authorization": header})
        assert answer.status_code == 401


def test_on_this_machine_alone_a_wrong_token_is_wrong_too(client: TestClient) -> None:
    assert client.get("/claims.json").status_code == 200
    wrong = client.get("/claims.json", headers=bearing("herodotus_1_x"))
    assert wrong.status_code == 401


def test_plain_paths_are_their_own_plain_paths() -> None:
    for way in WAYS:
        plain = plain_path(way.address())
        assert plain_path(plain) == plain


def test_whoever_may_not_read_learns_nothing_of_the_ledger(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    nothing = {"status": "ok", "version": None, "state": None}
    assert public.get("/health").json() == nothing
    told = public.get("/health", headers=bearing(secrets["reader"])).json()
    assert told["state"]
    for address in ("/login", "/nothing", "/claims.json", "/static/nothing"):
        assert "killed 3 civilians" not in public.get(address).text
    menu = public.get("/login", headers={"Accept": "text/html"}).text
    assert "Azerbaijan" not in menu
