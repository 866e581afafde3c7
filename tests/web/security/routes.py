"""All routes of the app, and addresses by which they can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount, Route

#: What stands in a path for each of its parameters, where nothing else is known.
ANYTHING = "x"

_PARAMETER = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")


class Way(NamedTuple):
    """One method of one route."""

    method: str
    path: str

    def address(self, **known: str) -> str:
        """An address of the route, with these values of its parameters."""
        return _PARAMETER.sub(lambda at: known.get(at[1], ANYTHING), self.path)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def ways(app: FastAPI) -> list[Way]:
    """Every method of every route, those of included routers too."""
    return sorted(set(_ways(app.router.routes)))


def _ways(routes: Iterable[BaseRoute]) -> Iterator[Way]:
    for route in routes:
        included: Any = getattr(route, "original_router", None)
        if included is not None:
            yield from _ways(included.routes)
        elif isinstance(route, Mount):
            yield Way("GET", f"{route.path}/{{path:path}}")
        else:
            assert isinstance(route, Route), f"what is {route!r}?"
            for method in route.methods or ():
                if method != "HEAD":
                    yield Way(method, route.path)
