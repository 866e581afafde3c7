"""The timeline: a lane for each side and one for conduct, narrowed down by days."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports import wording
from herodotus.exports.lanes import LEFT, RIGHT, WIDTH, Dot, Lane, Row
from herodotus.exports.sheet import mark
from herodotus.ledger import Ledger
from herodotus.web.answer import page
from herodotus.web.api.timeline import drawn_of, outcome_of
from herodotus.web.cache import kept
from herodotus.web.choosing import conflicts, too_much
from herodotus.web.filters import Filters, Links
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)


@router.get("/timeline")
def timeline(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """The timeline of the filters."""
    return kept(request, lambda: _answer(request, ledger, asked))


def _answer(request: Request, ledger: Ledger, asked: Filters) -> Response:
    links = Links("/timeline", asked)
    shown: dict[str, Any] = {
        "asked": asked,
        "links": links,
        "conflicts": conflicts(ledger, links),
        "outcomes": wording.OUTCOMES,
        "outcome": outcome_of(asked),
    }
    if too_much(ledger, asked):
        return page(request, "choose.html", shown | {"title": "Timeline"})
    drawn = drawn_of(ledger, asked)
    sides = [lane.side for lane in drawn.lanes] if drawn else []
    shown |= {
        "drawn": drawn,
        "width": WIDTH,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "lanes": [
            lane_shown(lane, sides, links) for lane in (drawn.lanes if drawn else ())
        ],
        "conduct": [row_shown(row, links) for row in (drawn.conduct if drawn else ())],
    }
    return page(request, "timeline.html", shown)


def lane_shown(lane: Lane, sides: list[str | None], links: Links) -> dict[str, Any]:
    """A lane with its name, its mark, and where its dots lead."""
    letter, style = mark(lane.side, sides)
    name = wording.side(lane.side) if lane.side else "Side not stated"
    return {
        "name": name,
        "letter": letter,
        "style": style,
        "lane": lane,
        "dots": [(dot, _claims(dot, links, kind="casualty")) for dot in lane.dots],
    }


def row_shown(row: Row, links: Links) -> dict[str, Any]:
    """A row of conduct, and where its dots lead."""
    return {
        "row": row,
        "dots": [(dot, _claims(dot, links, outcome=None)) for dot in row.dots],
    }


def _claims(dot: Dot, links: Links, **changes: object) -> str:
    """Where the claims of a dot are: the one, or those of its days."""
    if len(dot.claims) == 1:
        return f"/claims/{dot.claims[0]}"
    return links.to("/claims", since=dot.since, until=dot.until, **changes)
