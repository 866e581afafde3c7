"""Somebody pastes a report, and sees that its figures add up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import go, visit
from tests.journeys.conftest import Serve
from tests.samples import KARABAKH

#: The report that the project began with, where it lies beside the project.
SAMPLE = Path(__file__).parents[3] / "shared" / "reports" / "2020-09-28-baku.txt"

#: Reports, and the total that their parts come to.
REPORTS = [pytest.param(KARABAKH, 97, id="example")]
if SAMPLE.exists():
    REPORTS.append(pytest.param(SAMPLE.read_text("utf-8"), 40, id="sample"))


@pytest.mark.parametrize(("text", "total"), REPORTS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_a_pasted_report_is_kept_and_balances(
    text: str,
    total: int,
    scripts: bool,
    browser: Browser,
    serve: Serve,
    tmp_path: Path,
) -> None:
    with visit(browser, serve(tmp_path / "new.db"), scripts=scripts) as page:
        go(page, "/")
        page.get_by_label("A report, in its own words").fill(text)
        page.get_by_role("button", name="Read and keep").click()
        page.wait_for_url(re.compile("/reports/[0-9a-f]+$"))
        balances(page, total)
        words_are_all_there(page, text)
        page.get_by_role("link", name="Start").click()
        recent = page.get_by_role("region", name="Read last").get_by_role("link")
        expect(recent).to_have_count(2)  # the report, and all reports


def test_what_is_only_looked_at_may_be_kept_afterwards(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    with visit(browser, serve(tmp_path / "new.db")) as page:
        go(page, "/")
        page.get_by_label("A report, in its own words").fill(KARABAKH)
        page.get_by_role("button", name="Only look").click()
        expect(page.get_by_role("status")).to_contain_text("nothing of this is kept")
        balances(page, 97)
        page.get_by_role("button", name="Keep it").click()
        page.wait_for_url(re.compile("/reports/[0-9a-f]+$"))
        balances(page, 97)


def test_a_file_that_is_chosen_is_read(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    file = tmp_path / "told.txt"
    file.write_text(KARABAKH, "utf-8")
    with visit(browser, serve(tmp_path / "new.db")) as page:
        go(page, "/")
        page.get_by_label("or a file").set_input_files(file)
        page.get_by_role("button", name="Read and keep").click()
        page.wait_for_url(re.compile("/reports/[0-9a-f]+$"))
        balances(page, 97)


def test_a_total_that_is_pointed_at_lights_its_parts_up(
    browser: Browser, serve: Serve, tmp_path: Path
) -> None:
    with visit(browser, serve(tmp_path / "new.db")) as page:
        go(page, "/")
        page.get_by_label("A report, in its own words").fill(KARABAKH)
        page.get_by_role("button", name="Only look").click()
        expect(page.locator(".lit")).to_have_count(0)
        page.locator(".card", has_text="97 ").first.hover()
        lit = page.locator("mark.lit").all_text_contents()
        assert {re.sub(r"\W*c\d+\W*", "", words) for words in lit} != set()
        for figure in ("97", "84", "10", "Three"):
            assert any(figure in words for words in lit), (figure, lit)


def balances(page: Page, total: int) -> None:
    """The account at the foot says that a stated total is the sum of its parts."""
    expect(page.locator(".balance.holds").first).to_contain_text(str(total))
    expect(page.locator(".balance.fails")).to_have_count(0)


def words_are_all_there(page: Page, text: str) -> None:
    """The report stands on the left, word for word, but for the names of claims."""
    shown = " ".join(page.locator("p.words").all_inner_texts())
    told = re.findall(r"\w{4,}", text.split("\n", 1)[1])
    assert [word for word in told if word not in shown] == []
