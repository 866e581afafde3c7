"""From a figure anywhere it is two clicks to the words of a report."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.browser import go, visit
from tests.journeys.ledgers import WAR


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
@pytest.mark.parametrize("bound", ["low", "best", "high"])
def test_from_a_total_to_its_words_in_two_clicks(
    bound: str, scripts: bool, browser: Browser, site: str
) -> None:
    with visit(browser, site, scripts=scripts) as page:
        go(page, f"/account?conflict={WAR}")
        page.locator(f".total a.{bound}").first.click()
        quote = page.locator("main q a").first
        words = quote.inner_text()
        quote.click()
        stands_in_its_report(page, words)


def test_from_what_a_party_says_to_its_words_in_two_clicks(
    browser: Browser, site: str
) -> None:
    with visit(browser, site) as page:
        go(page, f"/account?conflict={WAR}")
        page.locator("table.facing a.fig").first.click()
        words = page.locator("main q, main mark").first.inner_text()
        page.locator("main a[href^='/reports/'][href*='#']").first.click()
        stands_in_its_report(page, words)


def test_every_figure_of_an_account_leads_to_words(browser: Browser, site: str) -> None:
    with visit(browser, site) as page:
        go(page, "/account")
        figures = page.locator("table.facing a").evaluate_all(
            "found => found.map((one) => one.getAttribute('href'))"
        )
        assert len(set(figures)) > 50
        for address in set(figures):
            answer = page.request.get(f"{site}{address}")
            assert answer.ok, address
            assert 'href="/reports/' in answer.text(), address


@pytest.mark.parametrize(
    ("address", "figure"),
    [
        ("/claims?outcome=killed", "table.claims td:first-child a"),
        (f"/series?conflict={WAR}", "table.steps td:last-child a"),
        ("/contradictions", ".told small a"),
    ],
)
def test_from_a_list_it_is_one_click(
    address: str, figure: str, browser: Browser, site: str
) -> None:
    with visit(browser, site) as page:
        go(page, address)
        page.locator(figure).first.click()
        stands_in_its_report(page, "")


def stands_in_its_report(page: Page, words: str) -> None:
    """The page is a report's, at a claim whose words are marked there, in view."""
    page.wait_for_url(re.compile("/reports/[0-9a-f]+#[0-9a-f]+$"))
    claim = page.url.partition("#")[2]
    card = page.locator(f"[id='{claim}']")
    expect(card).to_be_in_viewport()
    mark = page.locator(f"mark.k-{claim}, [id='{claim}-words']").first
    expect(mark).to_be_in_viewport()
    assert in_order(words, told(mark)), (words, told(mark))


def told(mark: Locator) -> str:
    return str(mark.evaluate("one => one.textContent"))


def in_order(words: str, marked: str) -> bool:
    """Whether marked words have these, among the names of claims that stand there."""
    return all(word in marked for word in re.findall(r"\w{3,}", words))
