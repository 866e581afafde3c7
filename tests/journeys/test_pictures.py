"""Policies are compared; timeline and map show what is filtered, and lead on."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import go, visit
from tests.journeys.ledgers import WAR

both = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])


@both
def test_another_policy_shows_what_it_moves(
    scripts: bool, browser: Browser, site: str
) -> None:
    with visit(browser, site, scripts=scripts) as page:
        go(page, f"/account?conflict={WAR}")
        policies = page.get_by_role("navigation", name="Policy").get_by_role("link")
        expect(page.locator(".moves")).to_have_count(0)
        names = policies.all_inner_texts()
        assert len(names) >= 3
        moved = []
        for name in names[1:]:
            page.get_by_role("link", name=name, exact=True).click()
            heading = page.get_by_role("heading", name="What moves from")
            expect(heading).to_contain_text(name)
            moved += page.locator(".moves ins").all_inner_texts()
        assert moved, "no policy moves anything"
        page.get_by_role("link", name=names[0], exact=True).click()
        expect(page.locator(".moves")).to_have_count(0)


def test_the_slider_shows_what_was_known_on_a_day(browser: Browser, site: str) -> None:
    with visit(browser, site) as page:
        go(page, f"/account?conflict={WAR}")
        last = page.locator("main").inner_text()
        slider = page.get_by_role("slider")
        slider.focus()
        with page.expect_navigation():
            slider.press("Home")
        assert "as_of=" in page.url
        expect(slider).to_be_focused()
        assert page.locator("main").inner_text() != last
        with page.expect_navigation():
            slider.press("End")
        assert "as_of=2" not in page.url


@both
def test_timeline_map_and_claims_keep_the_days_that_are_chosen(
    scripts: bool, browser: Browser, site: str
) -> None:
    with visit(browser, site, scripts=scripts) as page:
        go(page, f"/timeline?conflict={WAR}")
        steps = page.locator("svg.timeline a").count()
        page.locator("[name=since]").fill("2020-10-05")
        page.locator("[name=until]").fill("2020-10-20")
        page.get_by_role("button", name="Show").click()
        asks(page, since="2020-10-05", until="2020-10-20", conflict=WAR)
        assert 0 < page.locator("svg.timeline a").count() < steps
        page.locator(".goes").get_by_role("link", name="map").click()
        asks(page, since="2020-10-05", until="2020-10-20", conflict=WAR)
        expect(page.get_by_role("heading", name=f"Map: {WAR}")).to_be_visible()
        page.get_by_role("link", name="Claims", exact=True).click()
        asks(page, since="2020-10-05", until="2020-10-20", conflict=WAR)
        assert page.locator("table.claims tbody tr").count() > 0
        page.locator(".chosen a").first.click()
        asks(page, since="2020-10-05", until="2020-10-20")
        assert "conflict" not in page.url


def test_days_are_chosen_by_drawing_over_the_timeline(
    browser: Browser, site: str
) -> None:
    with visit(browser, site) as page:
        go(page, f"/timeline?conflict={WAR}")
        box = page.locator("svg.timeline").bounding_box()
        assert box is not None
        height = box["y"] + 12
        page.mouse.move(box["x"] + box["width"] * 0.5, height)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.7, height, steps=5)
        with page.expect_navigation():
            page.mouse.up()
        chosen = parse_qs(urlsplit(page.url).query)
        assert "2020-09-27" < chosen["since"][0] < chosen["until"][0] < "2020-10-15"


@both
def test_the_map_leads_to_a_place_and_its_claims(
    scripts: bool, browser: Browser, site: str
) -> None:
    with visit(browser, site, scripts=scripts) as page:
        go(page, "/map")
        marks = page.locator("svg.map a.mark")
        everywhere = marks.count()
        assert everywhere > 3
        goal = marks.first.get_attribute("href")
        marks.first.click()
        expect(page.locator(f"[id='{str(goal)[1:]}']")).to_be_in_viewport()
        page.locator("[name=country]").fill("SDN")
        page.get_by_role("button", name="Show").click()
        asks(page, country="SDN")
        assert 0 < page.locator("svg.map a.mark").count() < everywhere
        page.locator("table.spots a", has_text="claims").first.click()
        page.wait_for_url(re.compile("/claims[?]"))
        expect(page.locator("table.claims tbody tr").first).to_be_visible()


def test_points_of_the_chart_lead_to_their_claims(browser: Browser, site: str) -> None:
    with visit(browser, site) as page:
        go(page, f"/series?conflict={WAR}")
        points = page.locator(".drawing .mark-symbol path, .drawing .mark-point path")
        expect(points.first).to_be_visible()
        points.first.hover()
        expect(page.locator(".tip")).to_be_visible()
        with page.expect_navigation(url=re.compile("/claims/[0-9a-f]+$")):
            points.first.click()


def asks(page: Page, **query: str) -> None:
    """The address of the page asks for this."""
    page.wait_for_url(re.compile("|".join(query.values())))
    asked = parse_qs(urlsplit(page.url).query)
    for name, value in query.items():
        assert asked[name] == [value], page.url
