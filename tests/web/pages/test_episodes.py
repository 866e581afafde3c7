"""Episodes: a list, and a page of each that can be cited."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

HTML = {"Accept": "text/html"}


@pytest.fixture
def ganja(client: TestClient) -> dict[str, object]:
    """The episode of the shelling of Ganja."""
    rows = client.get("/episodes.json?place=Ganja").json()["episodes"]
    found: dict[str, object] = rows[0]
    return found


def test_episodes_are_listed_with_their_figures(
    client: TestClient, ganja: dict[str, object]
) -> None:
    text = client.get("/episodes?place=Ganja", headers=HTML).text
    assert f"/episodes/{ganja['id']}" in text
    assert ganja["title"] == "Ganja, 4 Oct 2020"
    assert "<strong>3 / 3 / 3</strong>" in text


def test_an_episode_has_a_page_to_cite(
    client: TestClient, ganja: dict[str, object]
) -> None:
    address = str(ganja["permalink"]).removeprefix("http://127.0.0.1:8470")
    text = client.get(address, headers=HTML).text
    assert "<h1>Ganja, 4 Oct 2020</h1>" in text
    assert "killed 3 civilians" in text
    told = client.get(f"/episodes/{ganja['id']}.json").json()
    assert told["citation"] in text.replace("&amp;", "&")
    assert told["permalink"] in told["citation"]
    assert set(told["evidence"]) == set(told["claims"])


def test_an_episode_is_the_same_from_wherever_one_comes(
    client: TestClient, ganja: dict[str, object]
) -> None:
    for query in ("", "?since=2020-10-04&until=2020-10-04", "?status=civilian"):
        rows = client.get(f"/episodes.json{query}").json()["episodes"]
        assert ganja["id"] in [row["id"] for row in rows]
    claims = ganja["claims"]
    assert isinstance(claims, list)
    by_claim = client.get(f"/episodes/{claims[0]}.json").json()
    assert by_claim["id"] == ganja["id"]
    assert client.get("/episodes/beefbeefbeefbeef.json").status_code == 404


def test_lists_go_on_and_are_downloaded(client: TestClient) -> None:
    every = client.get("/episodes.json").json()
    first = client.get("/episodes.json?limit=1").json()
    assert first["total"] == every["total"] > 1
    second = client.get(first["next"]).json()
    ids = [first["episodes"][0]["id"], second["episodes"][0]["id"]]
    assert ids == [row["id"] for row in every["episodes"][:2]]
    lines = client.get("/episodes.csv").text.splitlines()
    assert lines[0].startswith("id,title,conflict")
    one = client.get(f"/episodes/{ids[0]}.csv").text.splitlines()
    assert one[1].startswith(ids[0])
