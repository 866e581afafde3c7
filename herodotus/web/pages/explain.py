"""Why a figure is what it is: a tree from the figure down to words of reports."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports.explanation import node_line, source_line
from herodotus.exports.visible import one_line
from herodotus.model import Telling
from herodotus.model.reason import Reason
from herodotus.reconciliation import load_policy
from herodotus.web.answer import page
from herodotus.web.api.explanations import ExplainAsked, Tree, explained
from herodotus.web.cache import kept
from herodotus.web.choosing import conflicts, too_much
from herodotus.web.filters import Links
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)


class Node(NamedTuple):
    """One reason as the page shows it, with those that it rests on."""

    role: str
    fails: bool
    line: str
    quote: str
    claim: str | None
    report: str | None
    source: str
    below: list[Node]


class Drawn(NamedTuple):
    """A figure or a claim with its tree; without one, where it is explained."""

    words: str
    about: str
    address: str
    nodes: list[Node]


@router.get("/explain")
def explain(
    request: Request, ledger: Here, asked: Annotated[ExplainAsked, Query()]
) -> Response:
    """Why figures, or a claim, are what they are."""

    def answer() -> Response:
        links = Links("/explain", asked)
        shown: dict[str, Any] = {"asked": asked, "links": links}
        if asked.figure is None and too_much(ledger, asked):
            shown |= {"title": "Why?", "conflicts": conflicts(ledger, links)}
            return page(request, "choose.html", shown)
        trees, told = explained(ledger, asked)
        shown |= {
            "policy": load_policy(asked.policy).title,
            "drawn": [drawn(tree, told, links) for tree in trees],
            "account": links.to("/account", kind=None, policy=_policy(asked)),
        }
        return page(request, "explain.html", shown)

    return kept(request, answer)


def drawn(tree: Tree, told: dict[str, Telling], links: Links) -> Drawn:
    """A tree as the page shows it."""
    nodes: list[Node] = []
    if tree.reason is not None:
        own = tree.reason.role == "figure"
        below = tree.reason.children if own else (tree.reason,)
        nodes = [_node(one, told) for one in below]
    return Drawn(one_line(tree.words), tree.about, links.here(figure=tree.about), nodes)


def _node(reason: Reason, told: dict[str, Telling]) -> Node:
    is_words = reason.claim is not None and reason.role != "check"
    telling = told.get(reason.claim or "")
    return Node(
        role=reason.role,
        fails="≠" in reason.note,
        line=one_line(node_line(reason, told)),
        quote=one_line(reason.quote or "") if is_words else "",
        claim=reason.claim,
        report=reason.report,
        source=source_line(telling.card) if telling is not None else "",
        below=[_node(one, told) for one in reason.children],
    )


def _policy(asked: ExplainAsked) -> str | None:
    return None if asked.policy == "default" else asked.policy
