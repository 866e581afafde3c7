"""Exports over HTTP: files for other programs, of what the filters take in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.errors import UnknownFormat
from herodotus.exports.forms import FORMS, Point, export, view_of
from herodotus.exports.view import Exported
from herodotus.ledger import Ledger
from herodotus.web.answer import lines, record
from herodotus.web.cache import kept
from herodotus.web.filters import ReckonedFilters
from herodotus.web.given import Here

router = APIRouter(tags=["exports"])

#: The forms of one file, by its name.
FILES = {form.file: name for name, form in FORMS.items() if form.media_type}

File = Annotated[
    str,
    Path(
        description="the name of a file of the form",
        json_schema_extra={"enum": [*FILES]},
    ),
]

#: So much of a file is sent at once.
_CHUNK = 1 << 16


class ExportAsked(ReckonedFilters):
    """What an export is asked for."""

    of: Point = Field(default="episodes", description="of GeoJSON: what a point is")


class FormTold(BaseModel):
    """A form that exports come in."""

    form: str
    what: str
    file: str = Field(description="its name under /exports/")
    media_type: str


class LossTold(BaseModel):
    """What a form cannot hold."""

    what: str
    number: int
    claims: list[str] = Field(description="the ids of some, to look up")


def _schema(media_type: str) -> dict[str, str]:
    """What the description of the API says of a file of this kind."""
    if media_type.endswith("json"):
        return {"type": "object"}
    return {"type": "string", "format": "binary"}


@router.get("/exports.json", response_model=list[FormTold])
def forms() -> Response:
    """List the forms that exports come in."""
    told = [
        FormTold(form=name, what=form.what, file=form.file, media_type=form.media_type)
        for name, form in FORMS.items()
        if form.media_type
    ]
    return record([one.model_dump() for one in told])


@router.get(
    "/exports/{file}",
    response_class=Response,
    responses={
        200: {
            "description": "the file",
            "content": {
                form.media_type: {"schema": _schema(form.media_type)}
                for form in FORMS.values()
                if form.media_type
            },
        }
    },
)
def export_file(
    request: Request,
    ledger: Here,
    file: File,
    asked: Annotated[ExportAsked, Query()],
) -> Response:
    """Download what the filters take in, in the form of another program or data set."""
    form = FORMS[_named(file)]
    content = exported(ledger, file, asked, base=request.app.state.site.base).content
    assert form.media_type is not None
    return lines(_cut(content), media_type=form.media_type, name=form.file)


@router.get("/exports/{file}/losses.json", response_model=list[LossTold])
def losses(
    request: Request,
    ledger: Here,
    file: File,
    asked: Annotated[ExportAsked, Query()],
) -> Response:
    """List what the form of an export cannot hold."""

    def answer() -> Response:
        found = exported(ledger, file, asked, base=request.app.state.site.base)
        return record([one._asdict() for one in found.losses])

    return kept(request, answer)


def exported(ledger: Ledger, file: str, asked: ExportAsked, *, base: str) -> Exported:
    """A file in the form that its name says, with what the form cannot hold.

    Raises:
        UnknownFormat: no form is written to a file of that name.
    """
    form = _named(file)
    view = view_of(ledger, asked.scope, policy=asked.policy, base=base)
    return export(form, view, of=asked.of)


def _named(file: str) -> str:
    if file not in FILES:
        raise UnknownFormat(
            f"there is no export called {file}: choose one of {', '.join(FILES)}"
        )
    return FILES[file]


def _cut(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        yield content[start : start + _CHUNK]
