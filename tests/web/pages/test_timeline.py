"""The timeline page: a lane a side, one for conduct, and days that can be chosen."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import ControlClaim
from tests.ledger import war
from tests.web.conftest import readings

HTML = {"Accept": "text/html"}


TAKEN = "Azerbaijan took Jabrayil on 4 October and lost two men there."


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """The reports of the other tests, and a day on which ground was taken."""
    told = "took Jabrayil"
    start = TAKEN.index(told)
    taken = ControlClaim(
        start=start,
        end=start + len(told),
        evidence=told,
        action="captured",
        by="Azerbaijan",
        date_start=war.day(4),
        date_end=war.day(4),
    )
    ledger.add_all([*readings(), war.reading(TAKEN, taken)])
    return ledger


def shown(client: TestClient, address: str) -> str:
    page = client.get(address, headers=HTML)
    assert page.status_code == 200, page.text
    return page.text


def test_there_is_a_lane_for_each_side_and_one_for_conduct(client: TestClient) -> None:
    page = shown(client, "/timeline")
    lanes = re.findall(r'<g class="lane [^"]+" role="group" aria-label="([^"]+)"', page)
    told = client.get("/timeline.json").json()
    assert len(lanes) == len(told["lanes"]) + 1
    assert lanes[-1] == "Conduct"
    assert {"Nagorno-Karabakh", "Azerbaijan"} <= set(lanes)


def test_steps_and_dots_lead_to_claims(client: TestClient) -> None:
    page = shown(client, "/timeline")
    picture = page.split('<svg viewBox="0 0 1000', 1)[1].split("</svg>", 1)[0]
    addresses = set(re.findall(r'<a href="([^"]+)"', picture))
    assert len(addresses) > 4
    for address in addresses:
        found = client.get(address.replace("&amp;", "&"), headers=HTML)
        assert found.status_code == 200
        assert "No claim is like that" not in found.text


def test_days_narrow_the_lanes_down(client: TestClient) -> None:
    all_days = client.get("/timeline.json").json()
    some = client.get("/timeline.json?since=2020-10-04&until=2020-10-04").json()
    assert all_days["start"] < some["start"]
    deaths = [dot for lane in some["lanes"] for dot in lane["deaths"]]
    assert {dot["since"] for dot in deaths} == {"2020-10-04"}
    page = shown(client, "/timeline?since=2020-10-04&until=2020-10-04")
    assert 'name="since" value="2020-10-04"' in page
    assert 'href="/timeline">all days</a>' in page
    assert "/map?since=2020-10-04" in page


def test_every_claim_that_is_named_has_its_words(client: TestClient) -> None:
    told = client.get("/timeline.json").json()
    named = {step["claim"] for lane in told["lanes"] for step in lane["totals"]}
    for lane in told["lanes"]:
        named |= {claim for dot in lane["deaths"] for claim in dot["claims"]}
    assert named <= set(told["evidence"])


def test_what_the_picture_shows_is_listed_below(client: TestClient) -> None:
    page = shown(client, "/timeline")
    lists = page.split('<div class="lane-lists">', 1)[1]
    told = client.get("/timeline.json").json()
    for lane in told["lanes"]:
        for dot in lane["deaths"]:
            assert dot["words"].split(":")[0] in lists


def test_csv_has_totals_and_dots(client: TestClient) -> None:
    text = client.get("/timeline.csv").text
    assert text.startswith("lane,since,until,what")
    assert "total killed" in text
    assert "conduct," in text


def test_nothing_with_a_day_is_said_to_be_nothing(client: TestClient) -> None:
    assert "Nothing here has a known day" in shown(client, "/timeline?side=Nobody")
