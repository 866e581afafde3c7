"""A report: its words with highlights, its claims beside them, its account below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from herodotus.exports.drawn import Drawn, drawn, web_address
from herodotus.exports.visible import one_line
from herodotus.ledger.shelf import Held
from herodotus.model import Card, Decision, Failure, Reading
from herodotus.reconciliation import reconcile
from herodotus.sources.archive import archive_folder
from herodotus.web.answer import page
from herodotus.web.api.reports import CARRIERS
from herodotus.web.cache import kept
from herodotus.web.filters import address
from herodotus.web.given import Here
from herodotus.web.handed import Handed
from herodotus.web.security import who

router = APIRouter(include_in_schema=False)

#: Whether a claim counts, by what reviewers decided of it.
_VERDICTS = {
    "accept": "reviewed: accepted",
    "edit": "reviewed: edited",
    "reject": "reviewed: rejected, not counted",
    "merge": "reviewed: the same as another, not counted",
}
_DIFFERING = "reviewed: reviewers differ"


@router.get("/reports/{key}")
def report(request: Request, ledger: Here, key: str) -> Response:
    """One report by its key; by its id, the way to it."""

    def answer() -> Response:
        held = ledger.shelf.take(key, carriers=CARRIERS)
        if held.card.key != key:
            return RedirectResponse(f"/reports/{held.card.key}")
        return page(request, "report.html", shown(held, reviews=_may_keep(request)))

    return kept(request, answer)


def look(
    request: Request,
    readings: Sequence[Reading],
    failures: Sequence[Failure],
    *,
    given: Handed,
) -> Response:
    """Reports that were read and are not kept; a text that was given may yet be."""
    alone = len(readings) == 1
    sections = [
        drawn(reading, reconcile(reading.claims), key=f"r{place}", own_anchors=alone)
        for place, reading in enumerate(readings, start=1)
    ]
    around = {
        "sections": sections,
        "failures": [one_line(failure.message) for failure in failures],
        "held": None,
        "keep": given if _may_keep(request) and not given.data else None,
        "review": "",
        "title": _title(sections[0]) if alone else f"{len(sections)} reports",
    }
    return page(request, "report.html", around, Cache_Control="no-store")


def shown(held: Held, *, reviews: bool) -> dict[str, Any]:
    """What the page shows of a report of the ledger, to who reviews or does not."""
    section = drawn(
        held.reading,
        reconcile(held.counted),
        key="report",
        own_anchors=True,
        verdicts=verdicts(held.rulings, held.differing),
    )
    here = f"/reports/{held.card.key}"
    return {
        "sections": [section],
        "failures": [],
        "held": held,
        "title": _title(section),
        "review": f"/review?report={held.card.key}&claim=" if reviews else "",
        "carriers": [_carrier(card) for card in held.carriers],
        "conflicts": [
            (name, address("/account", {"conflict": name})) for name in held.conflicts
        ],
        "claims_address": address("/claims", {"report": held.card.key}),
        "faces": {ending: f"{here}.{ending}" for ending in ("json", "csv")},
        "source": f"{here}/source" if _may_be_archived(held.card) else "",
    }


def verdicts(rulings: dict[str, Decision], differing: frozenset[str]) -> dict[str, str]:
    """What reviewers decided of claims, in words; who they are is not said here.

    >>> verdicts({}, frozenset({"9f2c"}))
    {'9f2c': 'reviewed: reviewers differ'}
    """
    found = dict.fromkeys(differing, _DIFFERING)
    for claim, ruling in rulings.items():
        if ruling.verdict in _VERDICTS:
            found[claim] = _VERDICTS[ruling.verdict]
    return found


def _may_keep(request: Request) -> bool:
    """Whether who asks may bring reports in, and review what is in them."""
    asks = who(request)
    return asks is None or asks.may("reviewer")


def _may_be_archived(card: Card) -> bool:
    """Whether it came from the web, and what comes from there is archived here."""
    return bool(web_address(card.url)) and archive_folder().is_dir()


def _title(section: Drawn) -> str:
    return section.title or section.heading


def _carrier(card: Card) -> tuple[str, str, str]:
    """Who else published the words: the outlet, the day, where it is shown."""
    outlet = one_line(card.publisher or card.agency or card.id)
    day = card.day.isoformat() if card.day else ""
    return outlet, day, f"/reports/{quote(card.key)}"
