"""Decisions over HTTP: what reviewers hold, who decided it when, and new ones.

A decision is posted as JSON, and answered with it, or as the form of a page, which is
answered with the page to go on to. What a form has wrong stands at its fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from herodotus.errors import DecisionProblem, NotInLedger
from herodotus.exports.record import csv_line
from herodotus.ledger import Ledger
from herodotus.model import Claim, Decision, Telling, Verdict
from herodotus.reconciliation.review.answering import Answer, answered
from herodotus.reconciliation.review.decisions import differing, standing
from herodotus.reconciliation.review.editing import changes_written
from herodotus.web.answer import CSV, lines, record
from herodotus.web.editing import again
from herodotus.web.errors import Wrong, problem
from herodotus.web.filters import Words
from herodotus.web.given import Here
from herodotus.web.security import signer
from herodotus.web.security.signing import local

router = APIRouter(tags=["decisions"])

#: The fields of the form that are changes of the claim begin so.
CHANGE = "change."

_JSON = "application/json"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

Id = Annotated[Words, Path(description="a claim's id, or the beginning of one")]

COLUMNS = (
    "moment",
    "reviewer",
    "claim",
    "verdict",
    "changes",
    "into",
    "undoes",
    "note",
    "stands",
    "differs",
    "id",
)


class DecisionAsked(Answer):
    """A decision to be made."""

    reviewer: str | None = Field(
        default=None,
        max_length=100,
        description="who signs it, where no token says who asks",
    )


class DecisionTold(Decision):
    """A decision, and whether it counts."""

    stands: bool = Field(description="whether this decision counts")
    differs: bool = Field(
        description="whether reviewers hold different things of the claim, so that "
        "none of their decisions counts"
    )


class DecisionsAsked(BaseModel):
    """Which decisions are asked for."""

    model_config = {"extra": "forbid"}

    reviewer: Words | None = Field(default=None, description="who signed them")
    verdict: Verdict | None = Field(default=None, description="what was decided")


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {_JSON: {"schema": DecisionAsked.model_json_schema()}},
    }
}


@router.post(
    "/claims/{id}/decisions",
    status_code=201,
    response_model=Decision,
    openapi_extra=_BODY,
    responses={303: {"description": "Where the form of a page goes on"}},
)
async def decide(request: Request, ledger: Here, id: Id) -> Response:
    """Decide on a claim: accept, reject, edit, merge, skip, or undo.

    The decision is added, dated and signed, to those that are there. Who gives the same
    answer again is told of the decision that they have made already.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _FORMS:
        async with request.form(max_files=0) as form:
            return await run_in_threadpool(_by_form, request, ledger, id, form)
    if kind != _JSON:
        return problem(request, 415, f"A decision is sent as {_JSON}, or as a form.")
    body = await request.body()
    return await run_in_threadpool(_by_json, request, ledger, id, body)


@router.get("/claims/{id}/decisions.json", response_model=list[DecisionTold])
def decisions_of_claim(ledger: Here, id: Id) -> Response:
    """What was decided of a claim, by whom and when."""
    claim = found(ledger, id).claim
    return record([_row(one) for one in told(ledger.decisions(claim.id))])


@router.get("/claims/{id}/decisions.csv", response_class=Response, responses=CSV)
def decisions_of_claim_csv(ledger: Here, id: Id) -> Response:
    """Download what was decided of a claim."""
    claim = found(ledger, id).claim
    return lines(_lines(told(ledger.decisions(claim.id))), name="decisions.csv")


@router.get("/decisions.json", response_model=list[DecisionTold])
def decisions(ledger: Here, asked: Annotated[DecisionsAsked, Query()]) -> Response:
    """List all decisions, in the order in which they were made."""
    return record([_row(one) for one in _asked_for(ledger, asked)])


@router.get("/decisions.csv", response_class=Response, responses=CSV)
def decisions_csv(ledger: Here, asked: Annotated[DecisionsAsked, Query()]) -> Response:
    """Download all decisions, one a line."""
    return lines(_lines(_asked_for(ledger, asked)), name="decisions.csv")


def found(ledger: Ledger, id: str) -> Telling:
    """The claim with this id, as it was read.

    Raises:
        NotInLedger: there is none.
    """
    telling = ledger.find_claim(id)
    if telling is None:
        raise NotInLedger(f"{id} is no claim of this ledger: check its id", claim=id)
    return telling


def told(made: Iterable[Decision]) -> list[DecisionTold]:
    """Decisions, each with whether it counts."""
    made = list(made)
    stand = {one.id for one in standing(made).values()}
    apart = differing(made)
    return [
        DecisionTold(
            **one.model_dump(), stands=one.id in stand, differs=one.claim in apart
        )
        for one in made
    ]


def keep(ledger: Ledger, claim: Claim, answer: Answer, *, reviewer: str) -> Decision:
    """Keep what an answer comes to; the decision that it comes to.

    Raises:
        DecisionProblem: the claim cannot take it.
        NotInLedger: the claim that it is to be merged into is not there.
    """
    result = answered(
        answer,
        claim,
        ledger.decisions(claim.id),
        reviewer=reviewer,
        moment=datetime.now(UTC),
    )
    for one in result.new:
        ledger.decide(one)
    return result.decision


def _by_json(request: Request, ledger: Ledger, id: str, body: bytes) -> Response:
    try:
        asked = DecisionAsked.model_validate_json(body)
    except ValidationError as refused:
        raise _invalid(refused, "body") from refused
    claim = found(ledger, id).claim
    answer = Answer(**asked.model_dump(exclude={"reviewer"}))
    try:
        made = keep(ledger, claim, answer, reviewer=signer(request, asked.reviewer))
    except DecisionProblem as refused:
        return refusal(request, refused)
    where = f"/claims/{claim.id}/decisions"
    return record(made, status=201, Location=where, Cache_Control="no-store")


def _by_form(request: Request, ledger: Ledger, id: str, form: FormData) -> Response:
    claim = found(ledger, id).claim
    given = {
        name: value for name, value in form.multi_items() if isinstance(value, str)
    }
    onward = local(given.get("next"))
    answer: dict[str, Any] = {
        name: given[name].strip()
        for name in ("verdict", "into", "undoes", "note")
        if given.get(name, "").strip()
    }
    if "settles" in given:
        answer |= _held(ledger, claim, given["settles"])
    elif answer.get("verdict") == "edit":
        written = {
            name.removeprefix(CHANGE): value
            for name, value in given.items()
            if name.startswith(CHANGE)
        }
        answer["changes"], wrong = changes_written(claim, written)
        if not answer["changes"]:
            wrong = {"": "Nothing is changed yet."}
        if wrong:
            signs = given.get("reviewer")
            return again(request, claim, written, wrong, onward=onward, signs=signs)
    try:
        asked = Answer.model_validate(answer)
    except ValidationError as refused:
        raise _invalid(refused, "form") from refused
    try:
        keep(ledger, claim, asked, reviewer=signer(request, given.get("reviewer")))
    except DecisionProblem as refused:
        return refusal(request, refused)
    return RedirectResponse(onward, 303)


def _held(ledger: Ledger, claim: Claim, id: str) -> dict[str, Any]:
    """The answer of a decision, to let it count; none, where there is none such."""
    for one in ledger.decisions(claim.id):
        if one.id == id:
            return {
                "verdict": one.verdict,
                "changes": one.changes,
                "into": one.into,
                "settles": True,
            }
    return {}


def _invalid(refused: ValidationError, where: str) -> RequestValidationError:
    errors = [{**one, "loc": (where, *one["loc"])} for one in refused.errors()]
    return RequestValidationError(errors)


def refusal(request: Request, refused: DecisionProblem) -> Response:
    """An answer that a claim cannot take, with what is wrong by field."""
    wrong = [
        Wrong(where=f"body.{name}", message=message)
        for name, message in refused.facts.get("wrong", {}).items()
    ]
    kind = f"urn:herodotus:{type(refused).__name__}"
    return problem(request, 409, refused.message, type=kind, wrong=wrong)


def _asked_for(ledger: Ledger, asked: DecisionsAsked) -> list[DecisionTold]:
    return [
        one
        for one in told(ledger.decisions())
        if asked.reviewer in (None, one.reviewer)
        and asked.verdict in (None, one.verdict)
    ]


def _row(one: DecisionTold) -> dict[str, Any]:  # any JSON
    return one.model_dump(mode="json")


def _lines(made: Iterable[DecisionTold]) -> Iterator[bytes]:
    yield csv_line(COLUMNS)
    for one in made:
        row = _row(one)
        row["changes"] = (
            json.dumps(one.changes, ensure_ascii=False) if one.changes else None
        )
        yield csv_line([row[name] for name in COLUMNS])
