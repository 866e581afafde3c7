"""Headers stand on every answer, whatever it is."""

from __future__ import annotations

import pytest
from fastapi import Response
from starlette.testclient import TestClient

from herodotus.model import Role
from herodotus.web import Settings
from herodotus.web.security.headers import ALWAYS
from tests.web.conftest import MakeClient
from tests.web.security.conftest import HTML, bearing

#: A page, its faces, a style, errors of several layers, a way to sign in.
ANSWERS = (
    "/",
    "/claims",
    "/claims.json",
    "/claims.csv",
    "/static/page.css",
    "/static/nothing",
    "/nothing",
    "/claims?since=yesterday",
    "/health",
    "/login",
)


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_has_the_headers(address: str, client: TestClient) -> None:
    answer = client.get(address, headers=HTML)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "cache-control" in answer.headers
    assert "server" not in answer.headers
    assert "strict-transport-security" not in answer.headers


def test_the_policy_lets_nothing_inline_run() -> None:
    rules = dict(
        part.split(" ", 1) for part in ALWAYS["Content-Security-Policy"].split("; ")
    )
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'self'"
    assert "unsafe" not in ALWAYS["Content-Security-Policy"]


def test_refusals_have_the_headers_and_tell_caches_who_asked(
    public: TestClient, secrets: dict[Role, str]
) -> None:
    for headers in ({}, bearing("wrong"), bearing(secrets["reader"])):
        answer = public.get("/tokens", headers=headers)
        assert answer.status_code in (401, 403)
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
        assert "Cookie" in answer.headers["vary"]
        assert "Authorization" in answer.headers["vary"]


def test_over_https_browsers_are_told_to_stay_there(public: TestClient) -> None:
    assert "max-age=" in public.get("/health").headers["strict-transport-security"]


def test_an_error_that_nobody_foresaw_has_the_headers_and_tells_nothing(
    make_client: MakeClient,
) -> None:
    client = make_client(Settings())

    async def fail() -> Response:
        raise RuntimeError("secret of the house")

    client.app.router.routes.clear()  # type: ignore[attr-defined]
    client.app.add_api_route("/claims", fail)  # type: ignore[attr-defined]
    answer = client.get("/claims")
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "secret of the house" not in answer.text


@pytest.mark.parametrize(
    "value", ["a\r\nSet-Cookie: b=c", "a\nX-Evil: 1", "a\rX-Evil: 1", "a\x00b"]
)
def test_no_header_can_become_two(value: str, make_client: MakeClient) -> None:
    client = make_client(Settings())

    async def divided() -> Response:
        answer = Response("")
        answer.raw_headers.append((b"x-shown", value.encode()))
        return answer

    client.app.router.routes.clear()  # type: ignore[attr-defined]
    client.app.add_api_route("/claims", divided)  # type: ignore[attr-defined]
    shown = client.get("/claims").headers["x-shown"]
    assert not set(shown) & set("\r\n\x00")
