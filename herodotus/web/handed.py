"""What somebody hands in to be read: a text, or a file of any kind that is read."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import NamedTuple

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile

from herodotus.errors import EmptyInput, TooLong
from herodotus.exports.visible import one_line
from herodotus.model import Failure, Report
from herodotus.sources import report_from_text
from herodotus.sources.kinds import Known, reports_in
from herodotus.web.filters import Day, Words

#: The longest text that is read while somebody waits, in characters.
LONGEST = 100_000

#: So many reports of one file are read at once.
MOST = 20

_JSON = "application/json"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Facts(BaseModel):
    """What is known of a publication beside its words; what is not may be left out."""

    model_config = ConfigDict(extra="forbid")

    title: Words | None = Field(default=None, description="its headline")
    date: Day | None = Field(default=None, description="the day it was published")
    place: Words | None = Field(default=None, description="where it was published")
    publisher: Words | None = Field(default=None, description="the outlet")
    url: Words | None = Field(default=None, description="its address on the web")


class NewReport(Facts):
    """A report to be read: its words, and what is known of their publication."""

    text: str = Field(description="the words of the report, as they were published")


class Handed(NamedTuple):
    """A text or, in `data`, the bytes of a file called `name`."""

    facts: Facts
    text: str = ""
    data: bytes = b""
    name: str = ""


async def handed(request: Request) -> Handed:
    """What a request hands in, as JSON or as a form.

    Raises:
        RequestValidationError: a field is missing, or is not what it should be.
        HTTPException: the body is of another kind.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _JSON:
        try:
            new = NewReport.model_validate_json(await request.body())
        except ValidationError as problem:
            raise _wrong(problem) from problem
        facts = Facts.model_validate(new.model_dump(exclude={"text"}))
        return Handed(facts, text=new.text)
    if kind not in _FORMS:
        raise HTTPException(
            415, f"a report comes as {_JSON} or as a form, with its text or a file"
        )
    limit = request.app.state.settings.body_limit
    async with request.form(max_files=1, max_fields=20, max_part_size=limit) as form:
        facts = _facts(form)
        file = form.get("file")
        if isinstance(file, UploadFile) and (data := await file.read()):
            name = one_line(file.filename or "")[:200]
            return Handed(facts, data=data, name=name or "the file")
        text = form.get("text")
        return Handed(facts, text=text if isinstance(text, str) else "")


def reports_of(what: Handed) -> list[Report | Failure]:
    """The reports that were handed in, with a failure for each that is none.

    Raises:
        InputError: there is nothing, the text cannot be read, or there are too many
            reports in the file.
    """
    facts = what.facts
    if not what.data:
        if not what.text.strip():
            raise EmptyInput(
                "There is nothing to read: paste the words of a report, or choose a "
                "file"
            )
        text = what.text.replace("\r\n", "\n")  # as forms send the ends of lines
        return [report_from_text(text, longest=LONGEST, **facts.model_dump())]
    known = Known(**facts.model_dump(), longest=LONGEST)
    read = reports_in(BytesIO(what.data), what.name, known, name=what.name)
    found = list(islice(read, MOST + 1))
    if len(found) > MOST:
        raise TooLong(
            f"{what.name} holds more than {MOST} reports, the limit for one file here: "
            "`herodotus add` reads files of any length",
            where=what.name,
        )
    if not found:
        raise EmptyInput(f"{what.name} holds no report", where=what.name)
    return found


def _facts(form: FormData) -> Facts:
    given = {
        name: value.strip()
        for name in Facts.model_fields
        if isinstance(value := form.get(name), str) and value.strip()
    }
    try:
        return Facts.model_validate(given)
    except ValidationError as problem:
        raise _wrong(problem) from problem


def _wrong(problem: ValidationError) -> RequestValidationError:
    """The problem as one of the body of the request."""
    errors = [{**one, "loc": ("body", *one["loc"])} for one in problem.errors()]
    return RequestValidationError(errors)
