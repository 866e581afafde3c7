"""Where reviewers differ: their answers side by side, and a way to settle it."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports.explanation import source_line
from herodotus.exports.sentence import sentence
from herodotus.exports.words_in_context import InContext, in_context
from herodotus.ledger import Ledger
from herodotus.model import Claim, Decision, Telling
from herodotus.reconciliation.review.decisions import edited, same_answer
from herodotus.web.answer import page
from herodotus.web.api.review import disagreed
from herodotus.web.editing import TITLES
from herodotus.web.filters import Links, ReckonedFilters, Words
from herodotus.web.given import Here
from herodotus.web.pages.review import DONE
from herodotus.web.security import signer, who

router = APIRouter(include_in_schema=False)

#: So many are shown at once.
LENGTH = 30


class DisagreementsAsked(ReckonedFilters):
    """Which disagreements are asked for, and who asks."""

    reviewer: Words | None = None


class Held(NamedTuple):
    """One answer, with all who gave it."""

    reviewers: str
    did: str
    says: str
    changes: list[tuple[str, str]]
    into: str | None
    notes: list[str]
    id: str


class Apart(NamedTuple):
    """A claim on which reviewers differ."""

    telling: Telling
    claim: Claim
    says: str
    source: str
    context: InContext
    answers: list[Held]


@router.get("/review/disagreements")
def disagreements(
    request: Request, ledger: Here, asked: Annotated[DisagreementsAsked, Query()]
) -> Response:
    """The claims on which reviewers differ."""
    links = Links("/review/disagreements", asked)
    apart = disagreed(ledger, asked)
    asks = who(request)
    shown: dict[str, Any] = {
        "asked": asked,
        "links": links,
        "total": len(apart),
        "apart": [_apart(ledger, *one) for one in apart[:LENGTH]],
        "onward": links.here(),
        "reviewer": signer(request, asked.reviewer),
        "named": bool(asks and asks.name),
        "signs": None if asks and asks.name else asked.reviewer,
    }
    return page(request, "disagreements.html", shown, Cache_Control="no-store")


def _apart(ledger: Ledger, telling: Telling, words: tuple[Decision, ...]) -> Apart:
    claim = telling.claim
    answers: list[list[Decision]] = []
    for word in words:
        for same in answers:
            if same_answer(same[0], word):
                same.append(word)
                break
        else:
            answers.append([word])
    return Apart(
        telling,
        claim,
        sentence(claim),
        source_line(telling.card),
        in_context(claim, ledger.report(telling.card.key)),
        [_held(claim, same) for same in answers],
    )


def _held(claim: Claim, same: list[Decision]) -> Held:
    word = same[0]
    return Held(
        reviewers=" and ".join(one.reviewer for one in same),
        did=DONE[word.verdict],
        says=sentence(edited(claim, word)) if word.verdict == "edit" else "",
        changes=[
            (TITLES.get(name, name), "not known" if value is None else str(value))
            for name, value in word.changes.items()
        ],
        into=word.into,
        notes=[one.note for one in same if one.note],
        id=word.id,
    )
