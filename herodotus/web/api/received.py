"""Reports that come in over HTTP: read and kept, or read and only looked at.

A report comes as JSON, or as a form with its text or a file. A person with a browser is
sent to the page of the report; a program gets the reading.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from herodotus.errors import InputError
from herodotus.exports import wording
from herodotus.ledger import Ledger, report_key
from herodotus.model import Failure, Report
from herodotus.web.answer import page, record, wants_page
from herodotus.web.api.reports import ReportRead, looked_at, report_read
from herodotus.web.errors import status_of
from herodotus.web.given import Here, Reads, SharedReader
from herodotus.web.handed import Facts, Handed, NewReport, handed, reports_of
from herodotus.web.pages.report import look
from herodotus.web.pages.start import start_again

router = APIRouter(tags=["reports"])

_Made = TypeVar("_Made")


class Taken(BaseModel):
    """One of several reports that came in."""

    key: str = Field(description="its name in the ledger")
    new: bool = Field(description="whether it was not there before")
    claims: int = Field(description="how many claims were found in it")
    address: str = Field(description="where it is shown")


class Received(BaseModel):
    """What came of a file that holds several reports."""

    reports: list[Taken]
    failures: list[Failure] = Field(description="what could not be read, and why")


class _Form(Facts):
    """What a form may hold: a text or a file."""

    text: str | None = Field(default=None, description="the words of the report")
    file: str | None = Field(
        default=None,
        description="a file of any kind that `herodotus read` takes",
        json_schema_extra={"format": "binary"},
    )


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": NewReport.model_json_schema()},
            "multipart/form-data": {"schema": _Form.model_json_schema()},
        },
    }
}


@router.post(
    "/reports",
    status_code=201,
    response_model=ReportRead | Received,
    responses={
        200: {
            "model": ReportRead | Received,
            "description": "The ledger holds it already; nothing has changed",
        }
    },
    openapi_extra=_BODY,
)
async def add_reports(request: Request, ledger: Here, reader: Reads) -> Response:
    """Read a report and keep it; one that is known already is not read again."""

    def answer(reports: list[Report | Failure], what: Handed) -> Response:
        taken = [
            _kept(one, ledger, reader, base=request.app.state.site.base)
            for one in reports
            if isinstance(one, Report)
        ]
        failures = [one for one in reports if isinstance(one, Failure)]
        return _told(request, ledger, taken, failures)

    return await _answered(request, answer)


@router.post("/read", response_model=ReportRead, openapi_extra=_BODY)
async def read_report(request: Request, reader: Reads) -> Response:
    """Read a report and show what is found, without keeping anything of it."""

    def answer(reports: list[Report | Failure], what: Handed) -> Response:
        readings = [reader.read(one) for one in reports if isinstance(one, Report)]
        if wants_page(request):
            failures = [one for one in reports if isinstance(one, Failure)]
            return look(request, readings, failures, given=what)
        if len(reports) > 1:
            raise InputError(
                f"the file holds {len(reports)} reports: hand them in one by one"
            )
        base = request.app.state.site.base
        return record(looked_at(readings[0], base=base), Cache_Control="no-store")

    return await _answered(request, answer)


async def _answered(
    request: Request, answer: Callable[[list[Report | Failure], Handed], Response]
) -> Response:
    """What is answered of the reports handed in; a form that is wrong comes back."""
    what = None
    try:
        what = await handed(request)
        found = await _in_turn(reports_of, what)
        failed = [one for one in found if isinstance(one, Failure)]
        if len(failed) == len(found) == 1:
            raise InputError(failed[0].message, id=failed[0].id)
        return await _in_turn(answer, found, what)
    except InputError as problem:
        wrong, status = problem.message, int(status_of(problem))
        if not wants_page(request):
            raise
    except RequestValidationError as problem:
        wrong = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in problem.errors())
        status = int(HTTPStatus.UNPROCESSABLE_ENTITY)
        if not wants_page(request):
            raise
    return await run_in_threadpool(start_again, request, wrong, what, status=status)


async def _in_turn(do: Callable[..., _Made], *given: Any) -> _Made:
    """Have something done in a thread, one at a time: there is one reader.

    Those who wait take no thread from those who ask for pages.
    """
    return await run_sync(do, *given, limiter=_ONE)


_ONE = CapacityLimiter(1)


def _kept(report: Report, ledger: Ledger, reader: SharedReader, *, base: str) -> Taken:
    """Read a report into the ledger, unless it is there."""
    from herodotus.reading import READER

    key = report_key(report)
    new = not ledger.knows(report, READER)
    if new:
        ledger.add(reader.read(report))
    claims = len(ledger.shelf.take(key, carriers=0).reading.claims)
    return Taken(key=key, new=new, claims=claims, address=f"{base}/reports/{key}")


def _told(
    request: Request, ledger: Ledger, taken: list[Taken], failures: list[Failure]
) -> Response:
    """Where a person goes on, and what a program gets."""
    base = request.app.state.site.base
    status = 201 if any(one.new for one in taken) else 200
    if len(taken) == 1 and not failures:
        where = f"/reports/{taken[0].key}"
        if wants_page(request):
            return RedirectResponse(where, 303)
        content = report_read(ledger, taken[0].key, base=base)
        return record(content, status=status, Location=where, Cache_Control="no-store")
    received = Received(reports=taken, failures=failures)
    if not wants_page(request):
        return record(received, status=status, Cache_Control="no-store")
    return page(
        request,
        "received.html",
        {"taken": _lines(taken, ledger), "failures": failures},
        status=status,
        Cache_Control="no-store",
    )


def _lines(taken: list[Taken], ledger: Ledger) -> list[tuple[str, str, Taken]]:
    """Where each report that came in is shown, and what it is called."""
    reports = [ledger.report(one.key) for one in taken]
    return [
        (f"/reports/{one.key}", report.title or wording.heading(report), one)
        for one, report in zip(taken, reports, strict=True)
    ]
