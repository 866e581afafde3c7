"""No file but ours is served, and no header takes in what an address says."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.security.conftest import HTML
from tests.web.security.routes import ways

CLIMBS = (
    "../app.py",
    "..%2fapp.py",
    "%2e%2e/app.py",
    "%2e%2e%2fapp.py",
    "..%5capp.py",
    "..\\app.py",
    "....//app.py",
    "./../app.py",
    "%252e%252e%252fapp.py",
    "herodotus.css/../../app.py",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "//etc/passwd",
    "..%c0%afapp.py",
    "herodotus.css%00.py",
    "../../../../../../../../etc/passwd",
    "C:%5cWindows%5cwin.ini",
    "",
    ".",
)

#: Headers that an address would add, if anything took it in as it is.
BREAKS = "%0d%0aX-Evil:%201%0d%0aSet-Cookie:%20evil=1"


@pytest.mark.parametrize("path", CLIMBS)
def test_nothing_outside_the_folder_is_served(path: str, client: TestClient) -> None:
    answer = client.get(f"/static/{path}")
    assert answer.status_code in (400, 404, 405)
    assert "import " not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("path", CLIMBS)
def test_exports_have_names_that_are_known(path: str, client: TestClient) -> None:
    answer = client.get(f"/exports/{path}")
    assert answer.status_code in (400, 404, 405)
    assert "root:" not in answer.text


def test_a_file_of_ours_is_served_with_its_kind(client: TestClient) -> None:
    style = client.get("/static/herodotus.css")
    assert style.status_code == 200
    assert style.headers["content-type"].startswith("text/css")
    assert style.headers["x-content-type-options"] == "nosniff"


def test_no_policy_is_read_from_a_file_that_an_address_names(
    client: TestClient,
) -> None:
    for policy in ("/etc/passwd", "../policies/default", "default.toml", "x\\y", "%00"):
        answer = client.get("/account.json", params={"policy": policy})
        assert answer.status_code in (404, 422)
        assert "root:" not in answer.text


def test_no_address_becomes_a_header(client: TestClient) -> None:
    for way in ways(client.app):  # type: ignore[arg-type]
        if way.method != "GET":
            continue
        plain = way.address()
        broken = way.address(**dict.fromkeys(("id", "key", "file", "path"), BREAKS))
        for address in (
            f"{plain}?side={BREAKS}&next={BREAKS}",
            f"{plain}?conflict={BREAKS}&kind=",
            broken,
        ):
            answer = client.get(address, headers=HTML)
            assert "x-evil" not in answer.headers, address
            assert "evil" not in answer.cookies, address
            assert answer.status_code < 500, address


def test_empty_fields_lead_to_the_same_address_and_no_other(
    client: TestClient,
) -> None:
    led = client.get("/claims?side=&kind=", headers=HTML)
    assert (led.status_code, led.headers["location"]) == (307, "/claims")
    for path in ("/%2fevil.example?a=", "/%5cevil.example?a=", "/%0d%0ax?a="):
        led = client.get(path, headers=HTML)
        assert led.headers.get("location", "/%").startswith("/%")
