"""The browser of Debian, driven by Playwright; it asks nothing of any network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"

#: Nothing of the browser's own is asked of any network.
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def started() -> Iterator[Browser]:
    """The browser, while it runs.

    Raises:
        FileNotFoundError: it is not installed.
    """
    if not Path(CHROMIUM).exists():
        raise FileNotFoundError(
            f"There is no {CHROMIUM}; Debian has it: apt-get install chromium"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        try:
            yield browser
        finally:
            browser.close()
