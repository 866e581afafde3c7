"""A reviewer settles claims: by the keyboard alone, with no script, with another."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from herodotus.ledger import Ledger
from herodotus.reconciliation.review.decisions import differing
from tests.journeys.browser import go, visit
from tests.journeys.conftest import Serve

#: Answers to ten claims, one of them twice: the keys, and the verdicts they stand for.
TEN = [
    ("a", "accept"),
    ("x", "reject"),
    ("a", "accept"),
    ("s", "skip"),
    ("a", "accept"),
    ("u", "undo"),
    ("x", "reject"),
    ("a", "accept"),
    ("a", "accept"),
    ("x", "reject"),
    ("a", "accept"),
    ("x", "reject"),
]


def test_ten_claims_are_reviewed_with_the_keyboard_alone(
    browser: Browser, serve: Serve, own: Path
) -> None:
    before = len(verdicts(own))
    with visit(browser, serve(own)) as page:
        go(page, "/review")
        seen = []
        for key, _ in TEN:
            seen.append(question(page))
            with page.expect_navigation():
                page.keyboard.press(key)
        assert seen[4] == seen[6], "what was taken back is asked again"
        answered = {id for id, (key, _) in zip(seen, TEN, strict=True) if key != "u"}
        assert len(answered) == 10
        expect(page.locator(".progress")).to_contain_text("would settle 90%")
    assert verdicts(own)[before:] == [verdict for _, verdict in TEN]


def test_a_claim_is_edited_and_merged_with_the_keyboard_alone(
    browser: Browser, serve: Serve, own: Path
) -> None:
    with visit(browser, serve(own)) as page:
        go(page, "/review?outcome=killed")
        page.keyboard.press("?")
        expect(page.locator("#help")).to_have_attribute("open", "")
        page.keyboard.press("Escape")
        page.keyboard.press("e")
        focused(page, page.locator("#change-low"))
        page.keyboard.press("Control+A")
        page.keyboard.type("3")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert verdicts(own)[-1] == "edit"
        while not page.locator("#merge input[name=into]").count():
            with page.expect_navigation():
                page.keyboard.press("s")
        page.keyboard.press("m")
        page.keyboard.press("1")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert verdicts(own)[-1] == "merge"


def test_ten_claims_are_reviewed_with_no_script(
    browser: Browser, serve: Serve, own: Path
) -> None:
    before = len(verdicts(own))
    with visit(browser, serve(own), scripts=False) as page:
        go(page, "/review")
        for name in ("Accept", "Reject") * 5:
            asked = question(page)
            focused(page, page.get_by_role("button", name=name).first)
            with page.expect_navigation():
                page.keyboard.press("Enter")
            assert question(page) != asked
        page.get_by_role("button", name="Undo").click()
    assert verdicts(own)[before:] == [*("accept", "reject") * 5, "undo"]


def test_two_reviewers_disagree_and_settle_it(
    browser: Browser, serve: Serve, own: Path
) -> None:
    with Ledger(own) as ledger:
        secrets = {
            name: ledger.rights.add(name, "reviewer", by="root").secret
            for name in ("Nora", "Omid")
        }
        differed = len(differing(ledger.decisions()))
    address = serve(own, "--tokens")
    with visit(browser, address) as nora, visit(browser, address) as omid:
        for page, secret in ((nora, secrets["Nora"]), (omid, secrets["Omid"])):
            signs_in(page, secret, to="/review")
        asked = question(nora)
        with nora.expect_navigation():
            nora.keyboard.press("a")
        go(omid, "/review?second=true")
        finds(omid, asked)
        assert "Nora" not in omid.locator("main").inner_text(), "the second is blind"
        with omid.expect_navigation():
            omid.keyboard.press("x")
        expect(omid.locator(".done")).to_contain_text("Nora accepted it")
        omid.get_by_role("link", name="You differ: settle it").click()
        quarrel = omid.locator(f"#c-{asked}")
        expect(quarrel).to_contain_text("Nora accepted it")
        expect(quarrel).to_contain_text("Omid rejected it")
        with omid.expect_navigation():
            quarrel.get_by_role("button", name="Let this count").first.click()
        expect(omid.locator("article.quarrel")).to_have_count(differed)
    with Ledger(own) as ledger:
        assert len(differing(ledger.decisions())) == differed


def test_without_a_token_nobody_gets_in(
    browser: Browser, serve: Serve, own: Path
) -> None:
    with Ledger(own) as ledger:
        ledger.rights.add("Nora", "reviewer", by="root")
    with visit(browser, serve(own, "--tokens")) as page:
        page.goto("/review")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.get_by_label("Your token").fill("herodotus_guessed")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_be_visible()


def question(page: Page) -> str:
    """The id of the claim that is asked about now."""
    return str(page.locator("form.keys").get_attribute("action")).split("/")[2]


def finds(page: Page, asked: str) -> None:
    """Skip what is asked before."""
    for _ in range(10):
        if question(page) == asked:
            return
        with page.expect_navigation():
            page.keyboard.press("s")
    pytest.fail(f"never asked about: {asked}")


def focused(page: Page, goal: Locator) -> None:
    """Go to what may be focused by the key Tab."""
    for _ in range(80):
        if goal.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {goal}")


def signs_in(page: Page, secret: str, *, to: str) -> None:
    go(page, f"/login?next={to}")
    page.get_by_label("Your token").fill(secret)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{to}")


def verdicts(ledger: Path) -> list[str]:
    """The verdicts of a ledger, as they were given."""
    with Ledger(ledger) as opened:
        return [decision.verdict for decision in opened.decisions()]
