"""The account page: sides face to face, ways to words and reasons, what moves."""

from __future__ import annotations

import re
from datetime import date

from starlette.testclient import TestClient

HTML = {"Accept": "text/html"}
KARABAKH = "Nagorno-Karabakh war of 2020"


def shown(client: TestClient, address: str) -> str:
    page = client.get(address, headers=HTML)
    assert page.status_code == 200, page.text
    return page.text


def test_the_two_sides_stand_side_by_side(client: TestClient) -> None:
    page = shown(client, f"/account?conflict={KARABAKH}")
    heads = re.search(r"<thead>(.*?)</thead>", page, re.DOTALL)
    assert heads is not None
    names = re.findall(r"</span> ([^<]+)</span>", heads[1])
    assert {"Azerbaijan", "Nagorno-Karabakh"} <= set(names)
    for teller in ("by its own account", "low / best / high"):
        assert f'<th scope="row">{teller}</th>' in page


def test_a_cell_leads_to_its_claims_and_a_figure_to_its_reasons(
    client: TestClient,
) -> None:
    page = shown(client, f"/account?conflict={KARABAKH}")
    claims = set(re.findall(r'class="fig" href="([^"]+)"', page))
    assert claims
    for address in claims:
        found = client.get(address.replace("&amp;", "&"), headers=HTML)
        assert found.status_code == 200
        assert "No claim is like that" not in found.text
    figures = re.findall(r'<a href="(/explain\?[^"]+)" class="best', page)
    assert any("figure=best.Azerbaijan.civilian.killed" in one for one in figures)


def test_silence_is_shown_and_is_no_zero(client: TestClient) -> None:
    page = shown(client, f"/account?conflict={KARABAKH}")
    assert "not disclosed" in page
    assert "∅" in page


def test_another_policy_says_what_moves_in_words(client: TestClient) -> None:
    plain = shown(client, f"/account?conflict={KARABAKH}")
    assert "What moves" not in plain
    page = shown(client, f"/account?conflict={KARABAKH}&policy=ucdp")
    assert "What moves from Default to UCDP GED" in page
    told = client.get(f"/account.json?conflict={KARABAKH}&policy=ucdp&against=default")
    moved = told.json()["moved"]
    assert moved
    assert page.count("<ins>") == sum(
        len(one["bounds"]) for one in moved if one["before"] and one["after"]
    )
    assert 'class="was"' in page


def test_the_same_policy_moves_nothing(client: TestClient) -> None:
    told = client.get(f"/account.json?conflict={KARABAKH}&against=default").json()
    assert told["moved"] == []
    assert told["against"] == "default"


def test_an_earlier_day_knows_less_and_keeps_the_days_to_choose(
    client: TestClient, last_day: date
) -> None:
    page = shown(client, f"/account?conflict={KARABAKH}&as_of=2020-10-05")
    assert f'max="{last_day.isoformat()}"' in page
    days = re.search(r'data-days="([^"]+)"', page)
    assert days is not None
    assert days[1].split() == sorted(days[1].split())
    assert "201" in shown(client, f"/account?conflict={KARABAKH}")
    assert ">201<" not in page


def test_a_conflict_in_the_path_is_the_same_account(client: TestClient) -> None:
    path = shown(client, f"/accounts/{KARABAKH}")
    query = shown(client, f"/account?conflict={KARABAKH}")
    assert re.findall(r'class="fig".*', path) == re.findall(r'class="fig".*', query)


def test_how_a_figure_grew_is_a_line_with_words(client: TestClient) -> None:
    page = shown(client, f"/account?conflict={KARABAKH}")
    grown = re.findall(
        r'<svg viewBox="0 0 280 56" role="img" aria-label="([^"]+)"', page
    )
    assert any("201" in words and "180, implied" in words for words in grown)


def test_the_scripts_are_ours_and_nothing_is_inline(client: TestClient) -> None:
    page = shown(client, f"/account?conflict={KARABAKH}")
    assert re.findall(r"<script[^>]*>", page) == [
        '<script src="/static/account.js" defer>'
    ]
    assert " style=" not in page
    assert "<style" not in page


def test_a_policy_that_is_not_there_is_told(client: TestClient) -> None:
    assert client.get("/account?policy=nobodys", headers=HTML).status_code == 404
    assert client.get("/account?policy=../x", headers=HTML).status_code == 422
