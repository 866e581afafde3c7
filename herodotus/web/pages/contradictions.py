"""Contradictions: both sides' words face to face; nobody is said to be right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports import wording
from herodotus.exports.explanation import source_line
from herodotus.exports.visible import one_line
from herodotus.model import Flag, Telling
from herodotus.reconciliation.disputes.quarrels import Quarrel
from herodotus.web.answer import page
from herodotus.web.api.disputes import Contradicting, ContradictionsAsked
from herodotus.web.cache import kept
from herodotus.web.choosing import conflicts, too_much
from herodotus.web.filters import Links
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)

#: Of what one side says, so many tellings are shown at once, the newest.
_SHOWN = 3

#: What a flag rests on may be many claims; so many of them are shown.
_BEHIND = 3

#: What disputes are about.
KINDS = {"figures": "figures", "control": "ground", "accusation": "blame"}


class Said(NamedTuple):
    """What one of the two says, in one report."""

    id: str
    words: str
    said_by: str
    source: str
    report: str
    day: date | None


class Side(NamedTuple):
    """All that one of the two says: the newest, and what was said before."""

    who: str
    newest: list[Said]
    older: list[Said]


class Shown(NamedTuple):
    """A quarrel as the page shows it."""

    kind: str
    about: str
    conflict: str | None
    reports: int
    sides: list[Side]


class Doubt(NamedTuple):
    """Figures that do not add up."""

    note: str
    behind: list[Said]
    more: int


@router.get("/contradictions")
def contradictions(
    request: Request, ledger: Here, asked: Annotated[ContradictionsAsked, Query()]
) -> Response:
    """What cannot both be right, with the words of both sides."""

    def answer() -> Response:
        links = Links("/contradictions", asked)
        shown: dict[str, Any] = {
            "asked": asked,
            "links": links,
            "conflicts": conflicts(ledger, links),
        }
        if too_much(ledger, asked):
            return page(request, "choose.html", shown | {"title": "Contradictions"})
        found = Contradicting(ledger, asked)
        ends = asked.skip + asked.limit
        flags = found.flags[asked.skip : ends]
        more = len(found.quarrels) > ends or len(found.flags) > ends
        shown |= {
            "total": len(found.quarrels),
            "flagged": len(found.flags),
            "kinds": KINDS,
            "quarrels": [_shown(q) for q in found.quarrels[asked.skip : ends]],
            "flags": [_doubt(flag, found.tellings) for flag in flags],
            "next": links.here(skip=ends) if more else None,
        }
        return page(request, "contradictions.html", shown)

    return kept(request, answer)


def _shown(quarrel: Quarrel) -> Shown:
    sides = [_side(quarrel.one)]
    if quarrel.other:
        sides.append(_side(quarrel.other))
    return Shown(
        KINDS[quarrel.kind],
        one_line(quarrel.about),
        quarrel.conflict,
        quarrel.reports,
        sides,
    )


def _side(told: Sequence[Telling]) -> Side:
    said = [_said(one) for one in reversed(told)]
    claim = told[-1].claim
    who = one_line(claim.attributed_to or claim.speaker or "The report itself")
    return Side(who, said[:_SHOWN], said[_SHOWN:])


def _doubt(flag: Flag, tellings: dict[str, Telling]) -> Doubt:
    behind = [tellings[name] for name in flag.claims if name in tellings]
    return Doubt(
        one_line(flag.note),
        [_said(one) for one in behind[:_BEHIND]],
        max(len(behind) - _BEHIND, 0),
    )


def _said(told: Telling) -> Said:
    return Said(
        id=told.claim.id,
        words=one_line(told.claim.evidence),
        said_by=wording.said_by(told.claim),
        source=source_line(told.card),
        report=told.card.key,
        day=told.card.day,
    )
