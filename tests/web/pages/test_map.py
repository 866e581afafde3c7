"""The map page: places no falser than they are known, disputed ground, other ground."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from tests.ledger import war
from tests.web.conftest import readings

HTML = {"Accept": "text/html"}


PLACES = (
    "Shells killed 4 people in Barda. Two days of fighting in the region of Hadrut "
    "killed 9 soldiers. Near Terter 5 more civilians died."
)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """The reports of the other tests, and one whose places are known more or less."""

    def dead(evidence: str, number: int, on: int, **fields: Any) -> Any:
        day = {"date_start": war.day(on), "date_end": war.day(on)}
        side = {"victim_side": "Azerbaijan", "perpetrator": "Nagorno-Karabakh"}
        return war.killed(PLACES, evidence, number, **day, **side, **fields)

    def at(place: str, lat: float, lon: float, precision: int) -> dict[str, Any]:
        point = {"lat": lat, "lon": lon, "place_precision": precision}
        return {"place": place, **point}

    placed = war.reading(
        PLACES,
        dead("killed 4 people in Barda", 4, 2, **at("Barda", 40.37, 47.13, 1)),
        dead("killed 9 soldiers", 9, 6, **at("Hadrut", 39.52, 47.03, 4)),
        dead("5 more civilians died", 5, 4, **at("Terter", 40.34, 46.93, 2)),
    )
    ledger.add_all([*readings(), placed])
    return ledger


def shown(client: TestClient, address: str) -> str:
    page = client.get(address, headers=HTML)
    assert page.status_code == 200, page.text
    return page.text


def test_how_a_place_is_drawn_is_how_exactly_it_is_known(client: TestClient) -> None:
    page = shown(client, "/map")
    told = client.get("/map.json").json()["spots"]
    assert {spot["drawn"] for spot in told} >= {"place", "near", "area"}
    drawn = re.findall(r'<a href="#spot-(\d+)" class="mark (\w+)"', page)
    assert {kind for _, kind in drawn} == {spot["drawn"] for spot in told}
    for spot in told:
        exact = spot["place_precision"] == 1
        assert (spot["drawn"] == "place") == exact


def test_shaded_ground_stands_where_only_a_region_is_known(client: TestClient) -> None:
    page = shown(client, "/map")
    told = client.get("/map.json").json()["spots"]
    areas = [spot for spot in told if spot["drawn"] in ("area", "near")]
    assert page.count('<circle class="area" cx="') == len(areas)


def test_the_list_has_the_same_figures_and_leads_to_claims(client: TestClient) -> None:
    page = shown(client, "/map")
    rows = re.findall(r'<tr id="spot-\d+".*?</tr>', page, re.DOTALL)
    told = client.get("/map.json").json()["spots"]
    assert len(rows) == len(told)
    for row, spot in zip(rows, told, strict=True):
        best = f"{spot['best']:,}" if spot["best"] is not None else "?"
        assert f'<td class="n best">{best}</td>' in row
        (address,) = re.findall(r'<td><a href="([^"]+)">claims', row)
        found = client.get(address.replace("&amp;", "&"), headers=HTML)
        assert "No claim is like that" not in found.text


def test_the_page_says_whose_lines_they_are_and_what_is_disputed(
    client: TestClient,
) -> None:
    page = shown(client, "/map")
    assert "Natural Earth’s de facto lines" in page
    assert "imply no view on the status" in page
    assert "<title>Disputed: Nagorno-Karabakh" in page


def test_other_ground_is_a_link_away(client: TestClient) -> None:
    page = shown(client, "/map")
    moves = dict(
        re.findall(r'<li><a href="([^"]+)"><span aria-hidden="true">(.)</span>', page)
    )
    by_sign = {sign: address.replace("&amp;", "&") for address, sign in moves.items()}
    closer = client.get(by_sign["+"].replace("/map?", "/map.json?")).json()["view"]
    here = client.get("/map.json").json()["view"]
    assert closer[2] - closer[0] < (here[2] - here[0]) * 0.7
    world = shown(client, by_sign["◯"])
    assert "<title>Brazil</title>" in world
    assert "<title>Brazil</title>" not in page


def test_a_view_that_is_none_is_refused(client: TestClient) -> None:
    assert client.get("/map?view=1,2,3", headers=HTML).status_code == 422
    page = shown(client, "/map?view=9,9,1,1")  # no ground at all: all places
    assert '<a href="#spot-1"' in page


def test_a_country_narrows_the_map_down(client: TestClient) -> None:
    told = client.get("/map.json?country=AZE").json()["spots"]
    assert {spot["country"] for spot in told} == {"AZE"}
    assert client.get("/map.json?country=MLI").json()["spots"] == []
    assert "Nothing here has a known place" in shown(client, "/map?country=MLI")


def test_every_claim_that_is_named_has_its_words(client: TestClient) -> None:
    told = client.get("/map.json").json()
    named = {claim for spot in told["spots"] for claim in spot["claims"]}
    assert named
    assert named <= set(told["evidence"])


def test_csv_has_a_line_a_place(client: TestClient) -> None:
    lines = client.get("/map.csv").text.splitlines()
    assert lines[0].split(",")[:3] == ["place", "country", "lat"]
    assert len(lines) == 1 + len(client.get("/map.json").json()["spots"])
