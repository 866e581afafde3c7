"""A visit with a browser, and what it has to be free of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

WIDE = (1280, 900)
PHONE = (360, 740)

#: A machine may be busy; a page that takes this long is broken.
_PATIENCE = 60_000

# What the browser writes down of a page that it asks for and may not have. That a page
# is not found is for its journey to expect.
_EXPECTED = re.compile(r"Failed to load resource: the server responded with a status")


@contextmanager
def visit(
    browser: Browser,
    address: str,
    *,
    scripts: bool = True,
    dark: bool = False,
    size: tuple[int, int] = WIDE,
    **given: Any,  # what Playwright takes
) -> Iterator[Page]:
    """A page of a fresh session at a server, and at its end nothing was wrong.

    Wrong is: an error of a script, a word of the console, a dialog, a page that the
    server failed to make, and any question to another server than this.
    """
    context = browser.new_context(
        base_url=address,
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        viewport={"width": size[0], "height": size[1]},
        **given,
    )
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    wrong = watched(page, address)
    try:
        yield page
    finally:
        context.close()
    assert wrong == []


def watched(page: Page, address: str) -> list[str]:
    """What goes wrong on a page from now on, as it does."""
    wrong: list[str] = []
    home = urlsplit(address).netloc

    def asks(request: Request) -> None:
        goal = urlsplit(request.url)
        if goal.scheme not in ("data", "blob") and goal.netloc != home:
            wrong.append(f"asks {request.url}")

    page.on("request", asks)
    page.on("pageerror", lambda error: wrong.append(f"fails: {error}"))
    page.on("dialog", lambda dialog: wrong.append(f"opens a {dialog.type}"))
    page.on(
        "console",
        lambda told: (
            wrong.append(f"writes: {told.text}")
            if told.type in ("error", "warning") and not _EXPECTED.match(told.text)
            else None
        ),
    )
    page.on(
        "response",
        lambda answer: (
            wrong.append(f"{answer.status}: {answer.url}")
            if answer.status >= 500
            else None
        ),
    )
    return wrong


def go(page: Page, path: str) -> None:
    """Open a page of the server, which is there."""
    answer = page.goto(path)
    assert answer is not None, path
    assert answer.ok, f"{answer.status}: {path}"
