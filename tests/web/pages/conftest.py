"""What a browser asks for, and what its forms hold."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def secret(client: TestClient) -> str:
    """The secret that the forms of the start page hold."""
    page = client.get("/", headers=BROWSER)
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]
