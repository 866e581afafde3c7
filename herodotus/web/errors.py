"""Errors over HTTP: one shape for programs (RFC 9457), one page for people.

    {"type", "title", "status", "detail", "instance", "errors"?}

`type` names the error of `herodotus.errors` that it is, or `about:blank`; `detail`
says what is wrong and what to do; `errors` has the parameters that are wrong.
"""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from herodotus import errors
from herodotus.exports.visible import one_line
from herodotus.web.answer import page, wants_page

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

#: The status of each error; of one that is not here, that of its nearest ancestor.
STATUSES: dict[type[errors.HerodotusError], HTTPStatus] = {
    errors.HerodotusError: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.InputError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.UnsupportedKind: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.UnknownConflict: HTTPStatus.NOT_FOUND,
    errors.NotInLedger: HTTPStatus.NOT_FOUND,
    errors.UnknownFormat: HTTPStatus.NOT_FOUND,
    errors.DecisionProblem: HTTPStatus.CONFLICT,
    errors.TokenProblem: HTTPStatus.CONFLICT,
    errors.DataFileError: HTTPStatus.NOT_FOUND,
    errors.LedgerProblem: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.LedgerUnwritable: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.MissingExtra: HTTPStatus.NOT_IMPLEMENTED,
}


class Wrong(BaseModel):
    """One parameter, or one field of a body, that is wrong."""

    where: str = Field(description="where it stands, such as `query.since`")
    message: str = Field(description="what is wrong with it")


class Problem(BaseModel):
    """What went wrong, and what to do about it (RFC 9457)."""

    type: str = Field(default="about:blank", description="the kind of problem")
    title: str = Field(description="the kind of problem, in words")
    status: int = Field(description="the status of the answer")
    detail: str = Field(description="what is wrong, and what to do")
    instance: str = Field(description="the path that was asked for")
    errors: list[Wrong] = Field(default=[], description="the parameters that are wrong")


def handle_errors(app: FastAPI) -> None:
    """Have every error of an app answered in the one shape."""
    app.add_exception_handler(errors.HerodotusError, _ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_input)
    app.add_exception_handler(Exception, _unforeseen)


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    type: str = "about:blank",
    wrong: list[Wrong] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """An answer that says what is wrong: a page for a person, else JSON."""
    told = Problem(
        type=type,
        title=HTTPStatus(status).phrase,
        status=status,
        detail=one_line(detail),
        instance=one_line(request.url.path),
        errors=wrong or [],
    )
    kept = {"Cache-Control": "no-store", **(headers or {})}
    if wants_page(request):
        return page(request, "error.html", {"problem": told}, status=status, **kept)
    content = told.model_dump_json(exclude=None if told.errors else {"errors"})
    return Response(content, status, media_type=MEDIA_TYPE, headers=kept)


def status_of(problem: errors.HerodotusError) -> HTTPStatus:
    """The status that tells of an error.

    >>> int(status_of(errors.EmptyInput(""))), int(status_of(errors.NoLedger("")))
    (422, 503)
    """
    return next(STATUSES[kind] for kind in type(problem).__mro__ if kind in STATUSES)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.HerodotusError)
    kind = type(error).__name__
    status = status_of(error)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s %s: %s", request.method, request.url.path, error.message)
    return problem(request, status, error.message, type=f"urn:herodotus:{kind}")


async def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    phrase = HTTPStatus(error.status_code).phrase
    detail = error.detail if error.detail != phrase else _PLAIN.get(phrase, phrase)
    headers = dict(error.headers or {})
    return problem(request, error.status_code, detail, headers=headers)


#: What is told of a method that a path does not take.
NO_METHOD = "This address does not take that method."

_PLAIN = {
    "Not Found": "There is nothing at this address: check it, or begin at /.",
    "Method Not Allowed": NO_METHOD,
}


async def _of_input(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [
        Wrong(
            where=one_line(".".join(map(str, one["loc"]))), message=one_line(one["msg"])
        )
        for one in error.errors()
    ]
    told = "; ".join(f"{one.where}: {one.message}" for one in wrong)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return problem(
        request, status, f"What was asked for is not right: {told}", wrong=wrong
    )


async def _unforeseen(request: Request, error: Exception) -> Response:
    logger.error("%s %s", request.method, request.url.path, exc_info=error)
    detail = "Something went wrong that nobody foresaw; the server's log has more."
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)
