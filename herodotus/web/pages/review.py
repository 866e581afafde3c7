"""The review: one doubtful claim at a time, with its words, its reading, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response
from starlette.background import BackgroundTask

from herodotus.exports import wording
from herodotus.exports.explanation import said_line, source_line
from herodotus.exports.sentence import sentence
from herodotus.exports.visible import one_line
from herodotus.exports.words_in_context import in_context
from herodotus.ledger import Ledger
from herodotus.model import Decision, Telling
from herodotus.reconciliation.review.decisions import last_words, same_answer
from herodotus.reconciliation.review.queue import Question
from herodotus.web.answer import page
from herodotus.web.api.decisions import found as find
from herodotus.web.api.review import ReviewAsked, disagreed, found, narrowed
from herodotus.web.choosing import conflicts
from herodotus.web.editing import FIRST, form_of
from herodotus.web.filters import Filters, Links
from herodotus.web.given import Here
from herodotus.web.reviewing import HORIZON, Ahead
from herodotus.web.security import signer, who

router = APIRouter(include_in_schema=False)

#: Of the whole report, which a second look shows without what others decided of it,
#: so many characters on either side of the words.
_WHOLE = 20_000

#: Progress over fewer claims than this, of more that are open, would mislead.
_FEW = 10

#: Verdicts as what was done: "rejected".
DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "edited",
    "merge": "merged",
    "skip": "skipped",
    "undo": "took back a decision on",
}


class Choice(NamedTuple):
    """A claim that another can be merged into."""

    id: str
    says: str
    source: str
    quote: str


@router.get("/review")
def review(
    request: Request, ledger: Here, asked: Annotated[ReviewAsked, Query()]
) -> Response:
    """The claim to judge next, and what the answer may be."""
    chosen = narrowed(ledger, asked)
    queue, ahead = found(request, ledger, chosen)
    question = _next(ledger, chosen, ahead)
    links = Links("/review", chosen)
    onward = links.here(claim=None)
    shown: dict[str, Any] = {
        "asked": chosen,
        "links": links,
        "conflicts": conflicts(ledger, links),
        "default_conflict": asked.conflict is None and chosen.conflict is not None,
        "reviewer": signer(request, chosen.reviewer),
        "signs": _offered(request, chosen),
        "named": bool((asks := who(request)) and asks.name),
        "onward": onward,
        "question": question,
        "progress": settles(ahead, second=chosen.second),
        "ahead": ahead,
        "done": DONE,
        "undo": _undo(ledger, ahead.last, links),
        "differ": len(disagreed(ledger, Filters())),
    }
    if question is not None:
        shown |= asked_about(ledger, question.telling)
        shown["choices"] = choices(queue.alike(question.telling))
    answer = page(request, "review.html", shown, Cache_Control="no-store")
    answer.background = BackgroundTask(queue.meanwhile)
    return answer


def asked_about(ledger: Ledger, telling: Telling) -> dict[str, Any]:
    """What the page shows of the claim that it asks about."""
    claim = telling.claim
    report = ledger.report(telling.card.key)
    return {
        "telling": telling,
        "claim": claim,
        "context": in_context(claim, report),
        "whole": report.text[max(claim.start - _WHOLE, 0) : claim.end + _WHOLE],
        "says": sentence(claim),
        "source": source_line(telling.card),
        "fields": form_of(claim),
        "first": FIRST,
    }


def choices(others: Sequence[Telling]) -> list[Choice]:
    """The claims that another can be merged into, in words."""
    return [
        Choice(
            other.claim.id,
            said_line(other),
            source_line(other.card),
            one_line(other.claim.evidence),
        )
        for other in others
    ]


def settles(ahead: Ahead, *, second: bool) -> str:
    """How far a few decisions would go, in terms of the account.

    Nothing is said where nothing is open, or too little is worked out yet.
    """
    told = ahead.progress
    if not ahead.open or (not ahead.whole and told.open < _FEW):
        return ""
    if not any(question.weight for question in ahead.open):
        return "No answer moves a figure any more: what is left changes nothing."
    number = wording.count(told.decisions, "decision")
    what = "what could still move this account"
    if second:
        what = "what others decided could move in this account"
    some = ""
    if not ahead.whole or told.open >= HORIZON:
        some = f", of the first {told.open:,} open claims"
    return f"{number} would settle {told.share:.0%} of {what}{some}."


def _next(ledger: Ledger, asked: ReviewAsked, ahead: Ahead) -> Question | None:
    """The question to ask: the claim that is named, else the first that is open."""
    if asked.claim is None:
        return ahead.open[0] if ahead.open else None
    for question in ahead.open:
        if question.telling.claim.id == asked.claim:
            return question
    return Question(find(ledger, asked.claim), 0, 0.0, ("you chose it",))


def _undo(ledger: Ledger, last: Decision | None, links: Links) -> dict[str, Any] | None:
    """The reviewer's last decision, what others hold, where taking it back leads."""
    if last is None:
        return None
    telling = ledger.find_claim(last.claim)
    words = last_words(ledger.decisions(last.claim))
    return {
        "id": last.id,
        "claim": last.claim,
        "done": DONE[last.verdict],
        "says": sentence(telling.claim) if telling else last.claim,
        "onward": links.here(claim=last.claim),
        "others": [word for word in words if word.reviewer != last.reviewer],
        "differ": not all(same_answer(word, last) for word in words),
    }


def _offered(request: Request, asked: ReviewAsked) -> str | None:
    """The name that forms sign with, where no token does."""
    asks = who(request)
    if asks is not None and asks.name is not None:
        return None
    return asked.reviewer
