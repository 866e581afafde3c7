"""The start: a report handed in is read at once; what is there, and where it leads."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.background import BackgroundTask

from herodotus.ledger import Ledger
from herodotus.web.answer import page
from herodotus.web.cache import kept
from herodotus.web.filters import address
from herodotus.web.given import Here, Reads
from herodotus.web.handed import LONGEST, Facts, Handed
from herodotus.web.pages.reports import line
from herodotus.web.security import who

router = APIRouter(include_in_schema=False)

#: So many reports that came last, and so many conflicts, are named.
_RECENT = 8
_CONFLICTS = 12


@router.get("/")
def start(request: Request, ledger: Here, reader: Reads) -> Response:
    """What there is, and where it leads; the reader wakes up meanwhile."""
    answer = kept(request, lambda: page(request, "start.html", _shown(request, ledger)))
    answer.background = BackgroundTask(reader.wake)
    return answer


def start_again(
    request: Request, wrong: str, given: Handed | None, *, status: int
) -> Response:
    """The page with what was handed in, and what is wrong with it."""
    shown = _shown(request, request.app.state.ledger)
    shown |= {"wrong": wrong, "current": "/"}
    if given is not None:
        shown["facts"] = given.facts
        shown["text"] = given.text
    return page(request, "start.html", shown, status=status, Cache_Control="no-store")


def _shown(request: Request, ledger: Ledger) -> dict[str, Any]:
    asks = who(request)
    conflicts = [one for one in ledger.shelf.conflicts() if one.conflict is not None]
    return {
        "reports": len(ledger),
        "recent": [line(one) for one in ledger.shelf.newcomers(limit=_RECENT)],
        "conflicts": [
            (one, address("/account", {"conflict": one.conflict}))
            for one in conflicts[:_CONFLICTS]
        ],
        "others": len(conflicts[_CONFLICTS:]),
        "longest": LONGEST,
        "keeps": asks is None or asks.may("reviewer"),
        "facts": Facts(),
        "text": "",
        "wrong": "",
    }
