"""What holds of every page: it fits a phone, is light, and all can use it."""

from __future__ import annotations

import re
from pprint import pformat
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from herodotus.web import make_app
from tests.journeys.browser import PHONE, WIDE, go, visit
from tests.journeys.ledgers import Place
from tests.web.security.routes import ways

#: The most that a page weighs with all that it loads, but for those that draw.
WEIGHT = 200_000
_DRAWS = ("series", "timeline", "map")

#: Widths in pixels: phones, the narrowest that WCAG knows of (1.4.10), a small window.
_NARROW = (320, PHONE[0], 500, 768)

# What stands out of the window, without what scrolls in a box of its own.
_STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (one) => one && (["auto", "scroll", "hidden", "clip"].includes(
    getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const found = document.documentElement.scrollWidth > wide ? ["the page"] : [];
  for (const one of document.querySelectorAll("main *, header *, footer *")) {
    const box = one.getBoundingClientRect();
    if (box.right > wide + 1 && box.width > 1 && !scrolls(one.parentElement))
      found.push(`${one.localName}.${one.className}: ${one.textContent.slice(0, 40)}`);
  }
  return found.slice(0, 5);
}"""

_OPENS = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"

# Where one may draw or drop, it says so.
_HIDES = (
    "document.querySelectorAll('.brush-hint, .drop').forEach((one) => one.remove())"
)

_WEIGHS = """() => performance.getEntriesByType("navigation")
  .concat(performance.getEntriesByType("resource"))
  .map((one) => one.decodedBodySize).reduce((a, b) => a + b)"""


def test_every_page_is_looked_at(places: list[Place]) -> None:
    app = make_app(":memory:")
    shown = [way.path for way in ways(app) if way.method == "GET"]
    pages = [
        path
        for path in shown
        if not path.endswith((".json", ".csv"))
        and not path.startswith(("/static", "/vendored", "/exports", "/health"))
        and path != "/series/chart.svg"
    ]
    assert len(pages) > 15
    for path in pages:
        pattern = re.compile(re.sub(r"\{[a-z_:]+\}", "[^/?]+", path) + r"(\?.*)?")
        assert any(pattern.fullmatch(place.address) for place in places), path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_on_any_page_keeps_anybody_out(
    dark: bool, places: list[Place], browser: Browser, site: str
) -> None:
    with visit(browser, site, dark=dark) as page:
        found = {}
        for name, address in places:
            go(page, address)
            if barriers := hindrances(page):
                found[name] = barriers
        assert not found, pformat(found, width=100)


def test_nothing_on_a_phone_keeps_anybody_out(
    places: list[Place], browser: Browser, site: str
) -> None:
    with visit(browser, site, size=PHONE) as page:
        found = {}
        for name, address in places:
            go(page, address)
            if barriers := hindrances(page):
                found[name] = barriers
        assert not found, pformat(found, width=100)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_nothing_sticks_out_of_a_narrow_window(
    scripts: bool, places: list[Place], browser: Browser, site: str
) -> None:
    with visit(browser, site, scripts=scripts) as page:
        found = {}
        for name, address in places:
            go(page, address)
            for wide in _NARROW:
                page.set_viewport_size({"width": wide, "height": PHONE[1]})
                page.evaluate(_OPENS)
                if out := page.evaluate(_STICKS_OUT):
                    found[f"{name} at {wide}"] = out
        assert not found, pformat(found, width=100)


def test_no_page_is_heavy(places: list[Place], browser: Browser, site: str) -> None:
    with visit(browser, site) as page:
        heavy = {}
        for name, address in places:
            if name.partition("-")[0] in _DRAWS:
                continue
            go(page, address)
            page.wait_for_load_state("networkidle")
            if (weight := page.evaluate(_WEIGHS)) > WEIGHT:
                heavy[name] = weight
        assert not heavy, heavy


def test_every_page_reads_the_same_with_no_script(
    places: list[Place], browser: Browser, site: str
) -> None:
    with (
        visit(browser, site, size=WIDE) as page,
        visit(browser, site, size=WIDE, scripts=False) as plain,
    ):
        for name, address in places:
            if name in ("review", "review-second") or name.startswith("series"):
                continue  # there a script adds a switch for keys, or draws anew
            go(page, address)
            go(plain, address)
            told, told_plainly = (one.locator("main") for one in (page, plain))
            page.evaluate(_HIDES)
            assert told.inner_text() == told_plainly.inner_text(), name


def hindrances(page: Page) -> list[str]:
    """What axe-core finds: the rule, how bad, and where."""
    found: dict[str, Any] = Axe().run(page).response
    return [
        f"{rule['impact']}: {rule['id']} ({rule['help']}), {len(rule['nodes'])} times, "
        f"as in {rule['nodes'][0]['html'][:160]} {rule['nodes'][0]['failureSummary']}"
        for rule in found["violations"]
    ]
