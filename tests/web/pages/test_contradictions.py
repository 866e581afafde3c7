"""Both sides face to face, and why figures are what they are."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from herodotus.ledger import Ledger
from herodotus.model import Reading
from tests.ledger import war

HTML = {"Accept": "text/html"}

OURS = "Armenia said 10 of its soldiers died at Hadrut on Sunday."
THEIRS = "Azerbaijan said 90 Armenian soldiers died at Hadrut on Sunday."


def told(text: str, evidence: str, number: int, by: str, day: int) -> Reading:
    return war.reading(
        text,
        war.killed(
            text,
            evidence,
            number,
            attributed_to=by,
            victim_side="Armenia",
            victim_status="combatant",
            place="Hadrut",
            place_precision=1,
        ),
        publisher=f"{by} Post",
        date=war.day(day),
    )


@pytest.fixture
def quarrel(filled: Ledger) -> None:
    """Two tellers of one fight, of whom one tells it twice."""
    again = f"{THEIRS} It is said again."
    filled.add_all(
        [
            told(OURS, "10 of its soldiers died", 10, "Armenia", 5),
            told(THEIRS, "90 Armenian soldiers died", 90, "Azerbaijan", 5),
            told(again, "90 Armenian soldiers died", 90, "Azerbaijan", 6),
        ]
    )


@pytest.mark.usefixtures("quarrel")
def test_a_dispute_told_by_several_reports_is_one(client: TestClient) -> None:
    found = client.get("/contradictions.json?place=Hadrut").json()
    (dispute,) = found["disputes"]
    assert dispute["dispute"] == "figures"
    assert dispute["about"] == (
        "Armenia and Azerbaijan disagree on how many combatants of Armenia were "
        "killed in Hadrut"
    )
    words = {one["evidence"] for one in (*dispute["one"], *dispute["other"])}
    assert words == {"10 of its soldiers died", "90 Armenian soldiers died"}
    assert found["total"] == 1


@pytest.mark.usefixtures("quarrel")
def test_the_page_shows_both_sides_words_with_links(client: TestClient) -> None:
    text = client.get("/contradictions?place=Hadrut", headers=HTML).text
    sides = re.findall(r'<p class="who">([^<]+)</p>', text)
    assert sides == ["Armenia", "Azerbaijan"]
    assert "10 of its soldiers died</a></q>" in text
    assert "Nobody is said to be right" in text


@pytest.mark.usefixtures("quarrel")
def test_disputes_can_be_narrowed_and_downloaded(client: TestClient) -> None:
    none = client.get("/contradictions.json?dispute=control").json()
    assert none["disputes"] == []
    assert none["flags"] == []
    lines = client.get("/contradictions.csv?place=Hadrut").text.splitlines()
    assert lines[0].startswith("kind,about,one_id")
    assert lines[1].startswith("figures,")
    assert client.get("/contradictions.json?dispute=war").status_code == 422


def test_where_nothing_contradicts_the_page_says_so(client: TestClient) -> None:
    text = client.get("/contradictions?publisher=Courier", headers=HTML).text
    assert "Nothing here contradicts anything else." in text


def test_from_a_figure_to_its_words_in_two_clicks(client: TestClient) -> None:
    account = client.get("/account?place=Ganja", headers=HTML).text
    why = re.search(r'href="(/explain\?[^"]+)"', account)
    assert why is not None
    address = why[1].replace("&amp;", "&")
    tree = client.get(address, headers=HTML)
    assert tree.status_code == 200
    assert re.search(
        r'<q><a href="/reports/[0-9a-f]+#[0-9a-f]+">killed 3 civilians</a></q>',
        tree.text,
    )


def test_figures_are_listed_and_each_is_explained(client: TestClient) -> None:
    listed = client.get("/explain.json").json()["trees"]
    assert listed
    assert all(tree["reason"] is None for tree in listed)
    for tree in listed:
        found = client.get("/explain.json", params={"figure": tree["about"]}).json()
        assert found["trees"][0]["reason"]["role"] == "figure"
    claims = re.findall(
        r'"claim":"([0-9a-f]+)"',
        client.get("/explain.json", params={"figure": listed[0]["about"]}).text,
    )
    assert set(claims) == set(found["evidence"]) or claims
    csv = client.get("/explain.csv", params={"figure": listed[0]["about"]}).text
    assert csv.splitlines()[0].startswith("about,depth,role")


def test_a_claim_is_explained_and_what_is_not_there_is_not(
    client: TestClient, filled: Ledger
) -> None:
    claim = filled.tellings(place="Ganja")[0].claim.id
    assert client.get(f"/explain.json?figure={claim}").status_code == 200
    wrong = client.get("/explain.json?figure=best.Atlantis.killed")
    assert wrong.status_code == 404
    assert "lists them all" in wrong.json()["detail"]
    assert client.get("/explain.json?policy=nosuch").status_code == 404
