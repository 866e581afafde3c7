"""The claims page and its other faces."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_the_page_shows_the_words_of_claims(client: TestClient) -> None:
    page = client.get("/claims", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "killed 3 civilians" in page.text
    assert 'href="/claims?place=Ganja"' in page.text
