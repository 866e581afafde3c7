"""Answers: one page with three faces, HTML, JSON and CSV of the same at one address.

`/claims` is a page, `/claims.json` and `/claims.csv` are its other faces with the same
query; a program that asks `/claims` for `application/json` gets the second. What a page
shows is given to `page`, what a program gets to `record` or `lines`. Answers have an
ETag, and one that the asker has already is not sent again (`herodotus.web.faces`).

Whatever a template prints is escaped, and characters that act on the screen are shown
by a sign (`exports.visible`): report text is somebody else's.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from herodotus.exports import wording
from herodotus.exports.visible import visible
from herodotus.web.site import OF_CLAIMS

if TYPE_CHECKING:
    from jinja2 import Environment

#: What the description of the API says of an answer in CSV.
CSV: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "CSV in UTF-8, with a line of column names",
        "content": {"text/csv": {"schema": {"type": "string"}}},
    }
}

#: The other faces of a page.
FACES = ("json", "csv")

#: Of a stream, so much is sent at once.
_CHUNK = 1 << 16


def page(
    request: Request,
    template: str,
    shown: Mapping[str, Any],  # whatever the template shows
    *,
    status: int = 200,
    **headers: str,
) -> Response:
    """A page: a template of `templates/` with what it shows.

    Beside `shown` a template has `request`, `site` (what every page says of the
    server), `current`, the address that was asked for, and `csrf`, which each form that
    posts has to hold in a hidden field of that name. A page with `links`
    (`web.filters`) names its other faces, and keeps its filters in the addresses of
    other pages.
    """
    around: dict[str, Any] = {
        "request": request,
        "site": request.app.state.site,
        "current": request.url.path,
        "csrf": getattr(request.state, "csrf", ""),
        "of_claims": OF_CLAIMS,
        "faces": {},
    }
    if "links" in shown:
        around["faces"] = {ending: shown["links"].face(ending) for ending in FACES}
    text = _templates().get_template(template).render(around | dict(shown))
    return answered(text.encode(), "text/html", status=status, **headers)


def record(
    content: BaseModel | Mapping[str, Any] | Sequence[Any],  # any JSON
    *,
    status: int = 200,
    **headers: str,
) -> Response:
    """What a program gets: a model, or plain values, as JSON."""
    if isinstance(content, BaseModel):
        text = content.model_dump_json()
    else:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return answered(text.encode(), "application/json", status=status, **headers)


def lines(
    parts: Iterable[bytes], *, media_type: str = "text/csv", name: str
) -> Response:
    """A file to download, sent as it is made.

    Its beginning is made at once: what is wrong is told before anything is sent.
    """
    chunks = _chunks(parts)
    begun = next(chunks)
    kept = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(
        chain((begun,), chunks), media_type=media_type, headers=kept
    )


def answered(
    content: bytes, media_type: str, *, status: int = 200, **headers: str
) -> Response:
    """A whole answer, with the ETag of its content; it may be kept, but asks anew."""
    kept = {
        "ETag": tag(content),
        "Vary": "Accept",
        "Cache-Control": "private, no-cache",
    }
    kept |= {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(content, status, headers=kept, media_type=media_type)


def tag(content: bytes) -> str:
    """The ETag of a content: the same bytes have the same, on any server.

    >>> tag(b"")
    '"cae66941d9efbd404e4d88758ea67670"'
    """
    return f'"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'


def wants_page(request: Request) -> bool:
    """Whether an error is to be told on a page: to a person with a browser."""
    if request.url.path.endswith((".json", ".csv")):
        return False
    return "text/html" in request.headers.get("accept", "")


@cache
def _templates() -> Environment:
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    # What exported pages share with these is drawn by templates of theirs.
    ours, shared = PackageLoader("herodotus.web"), PackageLoader("herodotus.exports")
    environment = Environment(
        loader=ChoiceLoader([ours, shared]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"thousands": _thousands, "day": _day}
    environment.globals |= {"count": wording.count}
    return environment


def _shown(value: object) -> object:
    """What is printed for a value: nothing for `None`, and nothing that acts."""
    if value is None:
        return ""
    return visible(value) if type(value) is str else value


def _thousands(number: float) -> str:
    return f"{number:,}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else "day not known"


def _chunks(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts, many of them in one."""
    held = bytearray()
    for part in parts:
        held += part
        if len(held) >= _CHUNK:
            yield bytes(held)
            held.clear()
    yield bytes(held)


def export_style() -> bytes:
    """The style of exported pages, which these share: colours, sides, highlights."""
    return (files("herodotus.exports") / "templates" / "page.css").read_bytes()
