"""A ledger full of harm in a real browser: nothing of it runs or asks anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from evaluation.serving import served
from herodotus.ledger import Ledger
from tests.journeys.browser import go, visit
from tests.journeys.conftest import Serve
from tests.web.security import hostile
from tests.web.security.test_hostile import addresses

_HARMED = "() => window.harmed || document.querySelector('main iframe, main script')"


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("evil") / "ledger.db"
    with Ledger(where) as ledger:
        hostile.fill(ledger)
    return where


@pytest.fixture(scope="module")
def evil_site(evil: Path) -> Iterator[str]:
    with served(str(evil), str(evil.parent)) as server:
        yield server.address


@pytest.fixture(scope="module")
def evil_pages(evil: Path) -> list[str]:
    with Ledger(evil) as ledger:
        found = addresses(ledger)
    return [
        one
        for one in found
        if not one.endswith((".json", ".csv"))
        and not one.startswith(("/exports", "/health", "/series/chart"))
        and not one.endswith("/source")
    ]


def test_nothing_runs_on_any_page(
    browser: Browser, evil_site: str, evil_pages: list[str]
) -> None:
    assert len(evil_pages) > 15
    with visit(browser, evil_site) as page:
        for address in evil_pages:
            page.goto(address)
            unharmed(page, address)


def test_files_run_nothing_either(browser: Browser, evil_site: str) -> None:
    with visit(browser, evil_site) as page:
        for address in ("/claims.json", "/reports.json", "/series/chart.svg"):
            go(page, address)
            assert page.evaluate("() => window.harmed") is None, address


def test_what_is_handed_in_runs_nothing(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    with visit(browser, serve(tmp_path / "new.db")) as page:
        go(page, "/")
        page.get_by_role("group").locator("summary").first.click()
        page.get_by_label("Headline").fill(hostile.harmful("headline")[:500])
        page.get_by_label("A report, in its own words").fill(
            f"The army said 5 soldiers were killed near Goris. {hostile.TEXT}"
        )
        page.get_by_role("button", name="Only look").click()
        page.get_by_role("status").wait_for()
        unharmed(page, "/read")
        page.get_by_role("button", name="Keep it").click()
        page.wait_for_url("**/reports/*")
        unharmed(page, page.url)
        page.get_by_role("link", name="Start").click()
        unharmed(page, "/")


def unharmed(page: Page, address: str) -> None:
    """Nothing has run, however one moves about on the page."""
    page.keyboard.press("Tab")
    page.mouse.move(300, 300)
    page.mouse.move(500, 500, steps=4)
    assert not page.evaluate(_HARMED), address
