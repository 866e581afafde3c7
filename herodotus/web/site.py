"""What every page says of the server: its pages, its version, where permalinks lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from starlette.routing import BaseRoute, Route

import herodotus

#: The pages that stand at the head of every page, in their order.
_PAGES = {
    "/": "Start",
    "/reports": "Reports",
    "/claims": "Claims",
    "/account": "Account",
    "/series": "Series",
    "/timeline": "Timeline",
    "/map": "Map",
    "/contradictions": "Contradictions",
    "/episodes": "Episodes",
    "/review": "Review",
    "/about": "About",
}

#: Pages of the same claims, which keep the filters when one goes from each to each.
OF_CLAIMS = frozenset(
    (
        "/claims",
        "/account",
        "/series",
        "/timeline",
        "/map",
        "/contradictions",
        "/episodes",
    )
)


class Site(NamedTuple):
    """What every page says of the server."""

    pages: tuple[tuple[str, str], ...]
    base: str
    version: str = herodotus.__version__


def site_of(routes: Iterable[BaseRoute], *, base: str) -> Site:
    """The site with those pages that there are."""
    there = {route.path for route in routes if isinstance(route, Route)}
    pages = tuple((path, name) for path, name in _PAGES.items() if path in there)
    return Site(pages, base)
