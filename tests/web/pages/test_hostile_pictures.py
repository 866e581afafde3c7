"""Names that would be markup, or turn the text round, are only shown in pictures."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from tests.ledger import war

HTML = {"Accept": "text/html"}
MARKUP = "</title><script>alert(1)</script>"
NAME = f"{MARKUP}\u202e{{{{7*7}}}}"
TEXT = f"{NAME} killed 3 people on Sunday and 9 in all since Friday, {NAME} said."


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A report whose side, place, teller and outlet are hostile names."""
    names = {
        "victim_side": NAME,
        "attributed_to": NAME,
        "place": NAME,
        "victims": NAME,
        "lat": 40.0,
        "lon": 47.0,
        "place_precision": 1,
    }
    ledger.add(
        war.reading(
            TEXT,
            war.killed(TEXT, "killed 3 people", 3, **names),
            war.killed(TEXT, "9 in all", 9, counting="cumulative", **names),
            publisher=NAME,
        )
    )
    return ledger


@pytest.mark.parametrize("path", ["/account", "/series", "/timeline", "/map"])
def test_a_hostile_name_is_shown_and_does_nothing(
    client: TestClient, path: str
) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "\u202e" not in page.text
    assert "{{7*7}}" in page.text
    assert "alert(1)" in page.text


def test_the_drawing_and_its_data_hold_no_markup(client: TestClient) -> None:
    picture = client.get("/series/chart.svg").text
    assert "<script" not in picture
    assert "\u202e" not in picture
    spec = client.get("/series/chart.json").json()
    assert spec["data"]["values"][0]["teller"].startswith("</title>")
