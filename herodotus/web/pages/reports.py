"""The reports of a ledger: searched, filtered, a page at a time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports.visible import one_line
from herodotus.ledger.shelf import Shelved
from herodotus.web.answer import page
from herodotus.web.api.reports import FoundReports, ReportsAsked
from herodotus.web.cache import kept
from herodotus.web.filters import Links
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)

#: Fields of the form above the list.
_FIELDS = ("text", "conflict", "publisher", "as_of")


class ReportLine(NamedTuple):
    """A report as a list shows it; `opening` stands for a title that it has not."""

    address: str
    day: date | None
    outlet: str
    place: str
    title: str
    opening: str
    claims: int
    carriers: int


@router.get("/reports")
def reports(
    request: Request, ledger: Here, asked: Annotated[ReportsAsked, Query()]
) -> Response:
    """The reports of the filters, the newest first."""

    def answer() -> Response:
        found = FoundReports(ledger, asked)
        links = Links("/reports", asked)
        shown = {
            "asked": asked,
            "links": links,
            "own": _FIELDS,
            "total": found.total,
            "lines": [line(one) for one in found.reports],
            "next": links.here(after=found.after) if found.after else None,
        }
        return page(request, "reports.html", shown)

    return kept(request, answer)


def line(one: Shelved) -> ReportLine:
    """A report as a line of a list."""
    card = one.card
    opening = one_line(one.opening)
    return ReportLine(
        address=f"/reports/{card.key}",
        day=card.day,
        outlet=one_line(card.publisher or card.agency or ""),
        place=one_line(card.place or ""),
        title=one_line(card.title or ""),
        opening=f"{opening.rsplit(' ', 1)[0]} …" if len(opening) > 100 else opening,
        claims=one.claims,
        carriers=one.carriers,
    )
