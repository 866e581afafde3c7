"""Episodes: the events that claims tell of, in a list, and each on a page to cite."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports import listing, wording
from herodotus.exports.episode import TYPES, in_order, main_toll, parties, title
from herodotus.exports.explanation import source_line
from herodotus.exports.two_sided import people
from herodotus.exports.visible import one_line
from herodotus.ledger import Ledger
from herodotus.model import Claim, Episode, Telling, Toll
from herodotus.web.answer import page
from herodotus.web.api.episodes import EpisodesAsked, Id, listed, permalink_of, told
from herodotus.web.cache import kept
from herodotus.web.choosing import conflicts, too_much
from herodotus.web.filters import Links, ReckonedFilters
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)


class Range(NamedTuple):
    """Low, best and high of one toll, and whose word the best is."""

    whose: str
    low: str
    best: str
    high: str
    said_by: str
    grade: str | None
    words: list[tuple[str, str]]


class Line(NamedTuple):
    """An episode in the list."""

    address: str
    title: str
    conflict: str | None
    parties: str
    toll: Range | None
    reports: int


class Said(NamedTuple):
    """One claim of an episode."""

    id: str
    says: str
    words: str
    source: str
    report: str
    day: date | None


@router.get("/episodes")
def episodes(
    request: Request, ledger: Here, asked: Annotated[EpisodesAsked, Query()]
) -> Response:
    """The episodes of the filters, the latest first."""

    def answer() -> Response:
        links = Links("/episodes", asked)
        shown: dict[str, Any] = {
            "asked": asked,
            "links": links,
            "conflicts": conflicts(ledger, links),
        }
        if too_much(ledger, asked):
            return page(request, "choose.html", shown | {"title": "Episodes"})
        found = listed(ledger, asked)
        names = {
            reason
            for one in found.episodes
            if (toll := main_toll(one)) is not None
            for reason in toll.reasons
        }
        claims = {id: one.claim for id, one in ledger.named(names).items()}
        ends = asked.skip + asked.limit
        shown |= {
            "total": found.total,
            "lines": [_line(one, claims, asked) for one in found.episodes],
            "next": links.here(skip=ends) if found.total > ends else None,
        }
        return page(request, "episodes.html", shown)

    return kept(request, answer)


@router.get("/episodes/{id}")
def episode(
    request: Request, ledger: Here, id: Id, asked: Annotated[ReckonedFilters, Query()]
) -> Response:
    """One episode, to be cited."""

    def answer() -> Response:
        return page(request, "episode.html", _shown(request, ledger, id, asked))

    return kept(request, answer)


def _shown(
    request: Request, ledger: Ledger, id: str, asked: ReckonedFilters
) -> dict[str, Any]:
    one = told(ledger, id, asked, base=request.app.state.site.base)
    named = ledger.named(one.claims)
    tellings = [named[name] for name in one.claims if name in named]
    claims = {telling.claim.id: telling.claim for telling in tellings}
    carriers = {telling.card.key: telling.card for telling in tellings}
    voices = {telling.voice for telling in tellings}
    return {
        "asked": asked,
        "links": Links(f"/episodes/{one.id}", asked),
        "episode": one,
        "title": one.title,
        "parties": parties(one),
        "kind": TYPES.get(one.type) if one.type else None,
        "tolls": [_range(toll, claims) for toll in in_order(one.tolls)],
        "said": [_said(telling) for telling in tellings],
        "carriers": sorted(
            ((key, source_line(card), card.title) for key, card in carriers.items()),
            key=lambda row: (str(carriers[row[0]].day or "9999"), row[0]),
        ),
        "voices": len(voices),
    }


def _line(one: Episode, claims: Mapping[str, Claim], asked: EpisodesAsked) -> Line:
    toll = main_toll(one)
    return Line(
        address=permalink_of(one, asked, base=""),
        title=title(one),
        conflict=one.conflict,
        parties=parties(one),
        toll=_range(toll, claims) if toll is not None else None,
        reports=len(one.reports),
    )


def _range(toll: Toll, claims: Mapping[str, Claim]) -> Range:
    low, best, high = wording.bounds(toll, claims)
    return Range(
        whose=f"{people(toll.status, toll.outcome)}, {wording.side(toll.side)}",
        low=low,
        best=best,
        high=high,
        said_by=wording.teller(toll),
        grade=toll.grade,
        words=[
            (name, one_line(claims[name].evidence))
            for name in toll.reasons
            if name in claims
        ],
    )


def _said(telling: Telling) -> Said:
    return Said(
        id=telling.claim.id,
        says=f"{listing.what(telling.claim).words} · {wording.said_by(telling.claim)}",
        words=one_line(telling.claim.evidence),
        source=source_line(telling.card),
        report=telling.card.key,
        day=telling.card.day,
    )
