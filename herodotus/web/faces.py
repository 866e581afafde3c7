"""Which face of an address is meant, and whether the asker has it already.

These stand before the routes. A method that a path does not take is refused before
anything looks at what it brings; `HEAD` is answered as `GET` without its body. An
address that is asked for `application/json` or `text/csv` is answered by the route of
the same name with that ending, and empty fields of a form are taken out of the address.
An answer with the ETag that the asker names is not sent again.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from herodotus.web.errors import NO_METHOD, problem

_FACES = {
    "text/html": "",
    "application/json": ".json",
    "text/csv": ".csv",
}


class Methods:
    """Refuses a method that no route of the path takes, whoever asks, whatever for."""

    def __init__(self, app: ASGIApp, *, routes: list[BaseRoute]) -> None:
        self.app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD"):
            taken = self._taken(scope)
            if taken and scope["method"] not in taken:
                allowed = {"Allow": ", ".join(sorted(taken))}
                wrong = problem(Request(scope), 405, NO_METHOD, headers=allowed)
                await wrong(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _taken(self, scope: Scope) -> set[str]:
        """The methods that the routes of a path take; none where there is no route."""
        taken: set[str] = set()
        for route in self._routes:
            if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE:
                taken |= route.methods or set()
        return taken | {"HEAD"} if "GET" in taken else taken


class Faces:
    """Sends a request to the route of the face that its Accept header asks for."""

    def __init__(self, app: ASGIApp, *, routes: list[BaseRoute]) -> None:
        self.app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        scope = dict(scope, method="GET")
        plain = not scope["path"].endswith((".json", ".csv"))
        clean = without_empty(scope["query_string"].decode("latin-1"))
        if plain and clean is not None:
            address = f"{scope['path']}?{clean}".rstrip("?")
            if not address.startswith("//"):
                await RedirectResponse(address)(scope, receive, send)
                return
        ending = face(Headers(scope=scope).get("accept", ""))
        if plain and ending:
            other = dict(scope, path=(scope["path"].rstrip("/") or "/index") + ending)
            other["raw_path"] = other["path"].encode()
            if any(one.matches(other)[0] is Match.FULL for one in self._routes):
                scope = other
        await self.app(scope, receive, send)


class Unchanged:
    """Answers 304 where the asker names the ETag of what would be sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match", "")
        swallowed = False

        async def passing(message: Message) -> None:
            nonlocal swallowed
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(raw=message["headers"])
                if known and is_known(known, headers.get("etag")):
                    swallowed = True
                    del headers["content-length"]
                    del headers["content-type"]
                    message = dict(message, status=304, headers=headers.raw)
            elif swallowed:
                message = dict(message, body=b"")
            await send(message)

        await self.app(scope, receive, passing)


def face(accept: str) -> str:
    """The ending of the face that an Accept header likes best; a page has none.

    >>> face("text/html,*/*;q=0.8"), face("application/json"), face("*/*")
    ('', '.json', '')
    >>> face("text/csv;q=0.9, application/json;q=0.5"), face("image/png")
    ('.csv', '')
    """
    wanted: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (one.strip().lower() for one in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                weight = _weight(parameter[2:])
        wanted[name] = weight
    best = max(_FACES, key=lambda kind: wanted.get(kind, 0.0))
    if wanted.get(best, 0.0) <= wanted.get("*/*", 0.0):
        return ""
    return _FACES[best] if wanted.get(best) else ""


def _weight(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return 0.0


def without_empty(query: str) -> str | None:
    """A query without its empty fields, as forms send them; `None` if it has none.

    >>> without_empty("side=Mali&kind="), without_empty("a=b"), without_empty("a=")
    ('side=Mali', None, '')
    """
    fields = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in fields if value.strip()]
    return None if len(kept) == len(fields) else urlencode(kept)


def is_known(known: str, tag: str | None) -> bool:
    """Whether an If-None-Match header names an ETag.

    >>> is_known('W/"a", "b"', '"b"'), is_known("*", '"b"'), is_known('"a"', None)
    (True, True, False)
    """
    if tag is None:
        return False
    names = {name.strip().removeprefix("W/") for name in known.split(",")}
    return "*" in names or tag in names
