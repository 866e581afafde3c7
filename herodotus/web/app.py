"""The app: a ledger behind pages and an API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules

from fastapi import APIRouter, FastAPI, Response
from fastapi.staticfiles import StaticFiles
from starlette.routing import BaseRoute, Route

import herodotus
from herodotus.ledger import Ledger
from herodotus.web.answer import answered, export_style
from herodotus.web.cache import Cache
from herodotus.web.describe import described
from herodotus.web.errors import handle_errors
from herodotus.web.faces import Faces, Methods, Unchanged
from herodotus.web.given import SharedReader
from herodotus.web.reviewing import Queues
from herodotus.web.security import guard_inside, guard_outside
from herodotus.web.settings import Settings
from herodotus.web.site import site_of

_ABOUT = """\
Who says how many died on which side, in whose words, and whether the figures add up.

Filters have the names of the command line's options. Every page has the same data at
its address with `.json` or `.csv` at the end. Lists of claims go on at `next`. Every
answer has an ETag; an error is an `application/problem+json`.
"""


def make_app(
    ledger: Ledger | str | Path | None = None, settings: Settings | None = None
) -> FastAPI:
    """The app over a ledger: one that is open, or where one lies.

    A ledger that is given by its place is opened when the app starts, made if none is
    there, and closed when it ends.
    """
    chosen = settings or Settings()
    app = FastAPI(
        title="Herodotus",
        version=herodotus.__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.state.settings = chosen
    app.state.given = ledger
    app.state.cache = Cache(chosen.cache_limit)
    app.state.reader = SharedReader()
    app.state.queues = Queues()
    routes = _take_in(app)
    app.state.site = site_of(routes, base=chosen.address)
    seen = [one.path for one in routes if isinstance(one, Route) and _is_page(one)]
    app.openapi = partial(described, app, seen)  # type: ignore[method-assign]
    handle_errors(app)
    guard_inside(app, chosen)
    app.add_middleware(Unchanged)
    app.add_middleware(Faces, routes=routes)
    app.add_middleware(Methods, routes=routes)
    guard_outside(app, chosen)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    from anyio.to_thread import current_default_thread_limiter

    threads = current_default_thread_limiter()
    threads.total_tokens = app.state.settings.threads
    given = app.state.given
    if isinstance(given, Ledger):
        app.state.ledger = given
        if given.where == ":memory:":  # has one connection, for one at a time
            threads.total_tokens = 1
        yield
        return
    app.state.ledger = await asyncio.to_thread(Ledger, given)
    try:
        yield
    finally:
        app.state.ledger.close()


def _take_in(app: FastAPI) -> list[BaseRoute]:
    """Give the app every module of `api/` and `pages/`, and what stands beside them.

    The API comes first, for `/claims/{id}` would take `/claims/{id}.json` in.
    """
    routes: list[BaseRoute] = []
    for folder in ("api", "pages"):
        package = f"herodotus.web.{folder}"
        for module in sorted(iter_modules(import_module(package).__path__)):
            found = getattr(import_module(f"{package}.{module.name}"), "router", None)
            if isinstance(found, APIRouter):
                app.include_router(found)
                routes += found.routes
    app.add_api_route("/static/page.css", _style, include_in_schema=False)
    folder_of_ours = str(files("herodotus.web") / "static")
    app.mount("/static", StaticFiles(directory=folder_of_ours), name="static")
    return routes


def _is_page(route: Route) -> bool:
    return "GET" in (route.methods or ()) and not route.include_in_schema


async def _style() -> Response:
    return answered(export_style(), "text/css")
