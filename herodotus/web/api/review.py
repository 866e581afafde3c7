"""The review over HTTP: what to ask next, and on what reviewers disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.background import BackgroundTask

from herodotus.exports.permalink import permalink
from herodotus.exports.record import csv_line
from herodotus.exports.sentence import sentence
from herodotus.ledger import Ledger
from herodotus.model import Decision, Telling
from herodotus.reconciliation.review.decisions import differing
from herodotus.reconciliation.review.queue import Question
from herodotus.web.answer import CSV, lines, record
from herodotus.web.choosing import too_much
from herodotus.web.filters import Filters, Flag, ReckonedFilters, Words
from herodotus.web.given import Here
from herodotus.web.reviewing import Ahead, Asked, Queue, Queues
from herodotus.web.security import signer

router = APIRouter(tags=["review"])

COLUMNS = (
    "claim",
    "says",
    "movement",
    "doubt",
    "why",
    "quote",
    "start",
    "end",
    "report",
    "permalink",
)
DISAGREED = ("claim", "says", "quote", "report", "reviewer", "verdict", "changes",
             "into", "note", "moment", "permalink")  # fmt: skip


class ReviewAsked(ReckonedFilters):
    """Which claims are reviewed, and how."""

    second: Flag = Field(
        default=False, description="judge what others have judged, without their answer"
    )
    reviewer: Words | None = Field(
        default=None, description="who reviews, where no token says who asks"
    )
    claim: Words | None = Field(
        default=None, description="ask about this claim, by its id"
    )


class QuestionRow(BaseModel):
    """A claim to be judged."""

    claim: str = Field(description="the claim's id")
    says: str = Field(description="the proposed reading, as a sentence")
    movement: int = Field(
        description="by how many people a figure would move, were the claim rejected"
    )
    doubt: float = Field(description="how doubtful it is, from 0 to 1")
    why: list[str] = Field(description="why it is asked")
    quote: str = Field(description="the words")
    start: int = Field(description="where the words begin in the report")
    end: int = Field(description="where they end")
    report: str = Field(description="the report's name in the ledger")
    permalink: str = Field(description="where the claim is cited")


class Settles(BaseModel):
    """How far a few decisions would go."""

    decisions: int = Field(description="so many decisions, in the order of the list")
    share: float = Field(description="settle this share of what may move")
    open: int = Field(description="of so many open claims")


class ReviewPage(BaseModel):
    """The open claims, the one that would move the account furthest first."""

    conflict: str | None = Field(description="the conflict that is reviewed")
    progress: Settles
    whole: bool = Field(description="whether these are all open claims there are")
    questions: list[QuestionRow]


class Held(BaseModel):
    """What reviewers hold of one claim."""

    claim: str
    says: str = Field(description="the claim as it was read, as a sentence")
    quote: str
    report: str
    permalink: str
    words: list[Decision] = Field(description="the last word of each reviewer")


class Disagreements(BaseModel):
    """The claims on which reviewers disagree; none of their decisions counts."""

    disagreements: list[Held]


@router.get("/review.json", response_model=ReviewPage)
def review_json(
    request: Request, ledger: Here, asked: Annotated[ReviewAsked, Query()]
) -> Response:
    """List the claims to judge next, as far as their order is worked out."""
    chosen = narrowed(ledger, asked)
    queue, ahead = found(request, ledger, chosen)
    content = ReviewPage(
        conflict=chosen.conflict,
        progress=Settles(**ahead.progress._asdict()),
        whole=ahead.whole,
        questions=_questions(request, ahead.open),
    )
    answer = record(content, Cache_Control="no-store")
    answer.background = BackgroundTask(queue.meanwhile)
    return answer


@router.get("/review.csv", response_class=Response, responses=CSV)
def review_csv(
    request: Request, ledger: Here, asked: Annotated[ReviewAsked, Query()]
) -> Response:
    """Download the claims to judge next, one a line."""
    _, ahead = found(request, ledger, narrowed(ledger, asked))

    def parts() -> Iterator[bytes]:
        yield csv_line(COLUMNS)
        for one in _questions(request, ahead.open):
            row = one.model_dump() | {"why": "; ".join(one.why)}
            yield csv_line([row[name] for name in COLUMNS])

    return lines(parts(), name="review.csv")


@router.get("/review/disagreements.json", response_model=Disagreements)
def disagreements_json(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """List the claims on which reviewers disagree, with each one's last word."""
    content = Disagreements(disagreements=list(_held(request, ledger, asked)))
    return record(content)


@router.get("/review/disagreements.csv", response_class=Response, responses=CSV)
def disagreements_csv(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """Download what reviewers disagree on, one reviewer's word a line."""

    def parts() -> Iterator[bytes]:
        import json

        yield csv_line(DISAGREED)
        for one in _held(request, ledger, asked):
            for word in one.words:
                row = one.model_dump() | word.model_dump(mode="json")
                row["changes"] = json.dumps(word.changes) if word.changes else None
                yield csv_line([row[name] for name in DISAGREED])

    return lines(parts(), name="disagreements.csv")


def narrowed(ledger: Ledger, asked: ReviewAsked) -> ReviewAsked:
    """What is asked for; of too many claims at once those of the largest conflict."""
    if asked.claim is not None or not too_much(ledger, asked):
        return asked
    (conflicts,) = ledger.claims(asked.scope).facets(["conflict"])
    if not conflicts.values:
        return asked
    return asked.model_copy(update={"conflict": conflicts.values[0][0]})


def found(request: Request, ledger: Ledger, asked: ReviewAsked) -> tuple[Queue, Ahead]:
    """The queue of what is asked for, and what is next in it."""
    reviewer = signer(request, asked.reviewer)
    second = reviewer if asked.second else None
    queues: Queues = request.app.state.queues
    queue = queues.of(ledger, Asked(asked.scope, asked.policy, second))
    return queue, queue.ahead(ledger.decisions(), reviewer=reviewer)


def disagreed(
    ledger: Ledger, asked: Filters
) -> list[tuple[Telling, tuple[Decision, ...]]]:
    """The claims of the filters on which reviewers differ, with what each one holds."""
    apart = differing(ledger.decisions())
    if not apart:
        return []
    told = ledger.named(apart)
    if asked.scope.model_dump(exclude_none=True):
        fitting = {telling.claim.id for telling in ledger.told(asked.scope)}
        told = {name: one for name, one in told.items() if name in fitting}
    return [(told[name], words) for name, words in apart.items() if name in told]


def _questions(request: Request, asked: Sequence[Question]) -> list[QuestionRow]:
    base = request.app.state.site.base
    return [
        QuestionRow(
            claim=one.telling.claim.id,
            says=sentence(one.telling.claim),
            movement=one.movement,
            doubt=round(one.doubt, 2),
            why=list(one.why),
            quote=one.telling.claim.evidence,
            start=one.telling.claim.start,
            end=one.telling.claim.end,
            report=one.telling.card.key,
            permalink=permalink(one.telling.claim.id, base=base),
        )
        for one in asked
    ]


def _held(request: Request, ledger: Ledger, asked: Filters) -> Iterable[Held]:
    base = request.app.state.site.base
    for telling, words in disagreed(ledger, asked):
        claim = telling.claim
        yield Held(
            claim=claim.id,
            says=sentence(claim),
            quote=claim.evidence,
            report=telling.card.key,
            permalink=permalink(claim.id, base=base),
            words=list(words),
        )
