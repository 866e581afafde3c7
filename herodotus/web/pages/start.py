"""The start: what the ledger holds, the conflicts it tells of, the newest reports."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from herodotus.web.answer import page
from herodotus.web.cache import kept
from herodotus.web.filters import address
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)


@router.get("/")
def start(request: Request, ledger: Here) -> Response:
    """What there is, and where it leads."""

    def answer() -> Response:
        (conflicts,) = ledger.facets(names=("conflict",))
        shown = {
            "summary": ledger.summary(),
            "conflicts": [
                (name, claims, address("/claims", {"conflict": name}))
                for name, claims in conflicts.values
            ],
        }
        return page(request, "start.html", shown)

    return kept(request, answer)
