"""Why a figure is what it is, over HTTP: the claims behind it, down to their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.errors import NotInLedger
from herodotus.exports.explanation import figure_line, node_line, said_line
from herodotus.exports.record import csv_line
from herodotus.ledger import Ledger
from herodotus.model import Account, Telling
from herodotus.model.reason import Reason
from herodotus.reconciliation import load_policy
from herodotus.reconciliation.review.addresses import Figure, address
from herodotus.reconciliation.review.explaining import Explained
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept
from herodotus.web.evidence import Evidence, evidence
from herodotus.web.filters import ReckonedFilters, Words
from herodotus.web.given import Here

router = APIRouter(tags=["accounts"])

COLUMNS = ("about", "depth", "role", "words", "value", "claim", "report", "start",
           "end", "quote")  # fmt: skip


class ExplainAsked(ReckonedFilters):
    """What is to be explained."""

    figure: Words | None = Field(
        default=None,
        description="a figure such as `best.both.killed`, parts of which may be left "
        "out; or a claim's id. Without it, all figures are listed",
    )


class Tree(BaseModel):
    """A figure or a claim, and the reasons for it."""

    about: str = Field(description="the address of the figure, or the claim's id")
    words: str = Field(description="what it is, in words")
    reason: Reason | None = Field(
        description="the tree of reasons; none where figures are only listed"
    )


class ExplainedPage(BaseModel):
    """Why figures are what they are."""

    trees: list[Tree]
    policy: str
    evidence: dict[str, Evidence] = Field(
        description="the words of every claim that the trees name, by its id"
    )


@router.get("/explain.json", response_model=ExplainedPage)
def explain_json(
    request: Request, ledger: Here, asked: Annotated[ExplainAsked, Query()]
) -> Response:
    """Explain figures, or a claim: the tree of reasons down to the words."""

    def answer() -> Response:
        trees, told = explained(ledger, asked)
        base = request.app.state.site.base
        content = ExplainedPage(
            trees=trees,
            policy=asked.policy,
            evidence=evidence(ledger, set(told), base=base),
        )
        return record(content)

    return kept(request, answer)


@router.get("/explain.csv", response_class=Response, responses=CSV)
def explain_csv(ledger: Here, asked: Annotated[ExplainAsked, Query()]) -> Response:
    """Download the reasons for figures, a line each, with their depth in the tree."""
    trees, told = explained(ledger, asked)

    def parts() -> Iterator[bytes]:
        yield csv_line(COLUMNS)
        for tree in trees:
            if tree.reason is None:
                yield csv_line([tree.about, 0, "figure", tree.words, *[None] * 6])
            else:
                yield from _lines(tree.about, tree.reason, told, tree.words, depth=0)

    return lines(parts(), name="explain.csv")


def explained(
    ledger: Ledger, asked: ExplainAsked
) -> tuple[list[Tree], dict[str, Telling]]:
    """The trees that are asked for, and the claims that they name.

    Raises:
        NotInLedger: there is no such figure, nor a claim of that id.
        DataFileError: there is no such policy.
    """
    rules = load_policy(asked.policy)
    if asked.figure is None:
        return figures(ledger.account(asked.scope, policy=rules)), {}
    found: Explained = ledger.explain(asked.figure, asked.scope, policy=rules)
    if not found.trees:
        raise NotInLedger(
            f"there is no figure {asked.figure} in this account, nor a claim of that "
            "id: /explain without a figure lists them all",
            claim=asked.figure,
        )
    trees = [
        Tree(about=_about(about), words=_words(about), reason=reason)
        for about, reason in zip(found.about, found.trees, strict=True)
    ]
    return trees, dict(found.tellings)


def figures(account: Account) -> list[Tree]:
    """Every figure of an account with its address, to be asked about."""
    return [
        Tree(
            about=address(Figure(toll, "best")),
            words=figure_line(toll, "best"),
            reason=None,
        )
        for toll in account.tolls
    ]


def _about(about: Figure | Telling) -> str:
    return address(about) if isinstance(about, Figure) else about.claim.id


def _words(about: Figure | Telling) -> str:
    if isinstance(about, Figure):
        return figure_line(about.toll, about.bound)
    return said_line(about)


def _lines(
    about: str, reason: Reason, told: dict[str, Telling], words: str, *, depth: int
) -> Iterator[bytes]:
    if reason.role != "figure":
        words = node_line(reason, told)
    yield csv_line(
        [
            about,
            depth,
            reason.role,
            words,
            reason.value,
            reason.claim,
            reason.report,
            reason.start,
            reason.end,
            reason.quote,
        ]
    )
    for child in reason.children:
        yield from _lines(about, child, told, words, depth=depth + 1)
