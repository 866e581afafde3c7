"""The series page: drawn on the server, as data, and in a table with who says it."""

from __future__ import annotations

import re
import sys

import pytest
from starlette.testclient import TestClient

from herodotus.web.pages.series import inline

HTML = {"Accept": "text/html"}
OURS = "side=Nagorno-Karabakh&status=combatant&outcome=killed"


def shown(client: TestClient, address: str) -> str:
    page = client.get(address, headers=HTML)
    assert page.status_code == 200, page.text
    return page.text


def test_the_chart_is_a_part_of_the_page_without_scripts(client: TestClient) -> None:
    page = shown(client, f"/series?{OURS}")
    drawing = re.search(r'<div class="drawing.*?</svg>', page, re.DOTALL)
    assert drawing is not None
    assert "people" in drawing[0]
    assert " style=" not in drawing[0]
    assert 'fill="white"' not in drawing[0].split("<g", 1)[0]


def test_the_table_says_who_says_it_and_leads_to_the_words(client: TestClient) -> None:
    page = shown(client, f"/series?{OURS}")
    told = client.get(f"/series.json?{OURS}").json()
    for step in told["steps"]:
        assert f'href="/claims/{step["claim"]}"' in page
        assert f'href="/reports/{step["report"]}#{step["claim"]}"' in page
    assert any(step["implied"] for step in told["steps"])
    assert "implied, nobody states it" in page


def test_of_many_steps_the_newest_are_shown_and_the_rest_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("herodotus.web.pages.series._ALONE", 1)
    page = shown(client, f"/series?{OURS}")
    steps = client.get(f"/series.json?{OURS}").json()["steps"]
    assert page.count('<td class="n"><a') == 1
    assert f"The newest 1 of {len(steps)} steps" in page
    assert f'href="/claims/{steps[-1]["claim"]}"' in page


def test_a_large_drawing_is_fetched_by_itself(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("herodotus.web.pages.series._INLINE", 10)
    page = shown(client, f"/series?{OURS}")
    address = re.search(r'<img src="(/series/chart.svg[^"]+)" alt="Running', page)
    assert address is not None
    assert client.get(address[1].replace("&amp;", "&")).text.startswith("<svg")


def test_every_step_has_its_evidence(client: TestClient) -> None:
    told = client.get(f"/series.json?{OURS}").json()
    for step in told["steps"]:
        words = told["evidence"][step["claim"]]
        assert words["end"] - words["start"] == len(words["quote"])
        assert words["permalink"].endswith(f"/claims/{step['claim']}")


def test_the_chart_is_data(client: TestClient) -> None:
    spec = client.get(f"/series/chart.json?{OURS}").json()
    steps = client.get(f"/series.json?{OURS}").json()["steps"]
    assert [row["claim"] for row in spec["data"]["values"]] == [
        step["claim"] for step in steps if step["as_of"]
    ]
    picture = client.get(f"/series/chart.svg?{OURS}")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.text.startswith("<svg")


def test_the_scripts_come_out_of_the_installed_package(client: TestClient) -> None:
    page = shown(client, f"/series?{OURS}")
    (vega, ours) = re.findall(r'<script src="([^"]+)" defer>', page)
    assert ours == "/static/series.js"
    script = client.get(vega)
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    assert "expressionInterpreter" in script.text


def test_only_the_installed_scripts_are_served(client: TestClient) -> None:
    assert client.get("/vendored/vega-0.0-9.js").status_code == 404


def test_without_what_draws_the_table_stands_and_says_what_to_install(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    page = shown(client, f"/series?{OURS}")
    assert "pip install vl-convert-python" in page
    assert "201" in page
    assert "<script" not in page


def test_csv_has_a_line_a_step(client: TestClient) -> None:
    lines = client.get(f"/series.csv?{OURS}").text.splitlines()
    assert lines[0].startswith("as_of,low,high,said_by")
    assert len(lines) == 1 + len(client.get(f"/series.json?{OURS}").json()["steps"])


def test_a_drawing_takes_the_ground_and_the_width_of_the_page() -> None:
    svg = (
        '<svg xmlns="x" width="90" height="40" viewBox="0 0 90 40">'
        '<rect width="90" height="40" fill="white"/><g/></svg>'
    )
    assert inline(svg) == '<svg xmlns="x"  viewBox="0 0 90 40"><g/></svg>'
