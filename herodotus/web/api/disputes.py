"""Contradictions over HTTP: what cannot both be right, with the words of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.exports.contradictions import (
    Contradictions,
    contradictions_csv,
    side_record,
)
from herodotus.exports.permalink import permalink
from herodotus.ledger import Ledger
from herodotus.model import Flag, Telling
from herodotus.reconciliation.disputes.quarrels import Quarrel, quarrels
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept
from herodotus.web.filters import Filters
from herodotus.web.given import Here

router = APIRouter(tags=["contradictions"])

#: So many are shown, where nothing else is asked for.
LENGTH = 50


class ContradictionsAsked(Filters):
    """Which contradictions are asked for."""

    dispute: Literal["figures", "control", "accusation"] | None = Field(
        default=None, description="what they disagree on: figures, ground, or blame"
    )
    limit: int = Field(
        default=LENGTH, ge=1, le=1000, description="so many disputes and flags"
    )
    skip: int = Field(
        default=0, ge=0, le=1_000_000, description="without so many at the beginning"
    )


class SideRow(BaseModel):
    """One claim of a dispute, and the report that tells it."""

    id: str = Field(description="the claim's id")
    attributed_to: str | None
    speaker: str | None
    evidence: str = Field(description="the words")
    place: str | None
    date_start: date | None
    date_end: date | None
    report: str = Field(description="the id that the report came with")
    report_date: date | None
    publisher: str | None
    url: str | None
    start: int = Field(description="where the words begin in the report")
    end: int = Field(description="where they end")
    permalink: str = Field(description="where the claim is cited")


class QuarrelRow(BaseModel):
    """What two tellers disagree on, however often it was told."""

    dispute: str = Field(description="what it is about: figures, ground, or blame")
    about: str
    conflict: str | None
    reports: int = Field(description="how many reports tell of it")
    last: date | None = Field(description="the last day on which anything was said")
    one: list[SideRow] = Field(description="what the one who spoke first says")
    other: list[SideRow] = Field(description="what the other says")
    pairs: list[tuple[str, str]] = Field(description="the claims that contradict")


class ContradictionsPage(BaseModel):
    """What cannot both be right, and what does not add up."""

    total: int = Field(description="how many disputes there are")
    disputes: list[QuarrelRow]
    flags: list[Flag] = Field(description="figures that do not add up")
    next: str | None = Field(description="the address of the next page")


class Contradicting:
    """The disputes and flags that are asked for."""

    def __init__(self, ledger: Ledger, asked: ContradictionsAsked) -> None:
        scope = asked.scope
        self.pairs = tuple(
            one for one in ledger.disputes(scope) if asked.dispute in (None, one.kind)
        )
        ids = {name for one in self.pairs for name in (one.one, one.other)}
        self.flags: tuple[Flag, ...] = ()
        if asked.dispute is None:
            self.flags = ledger.account(scope).flags
        ids |= {name for flag in self.flags for name in flag.claims}
        self.tellings = ledger.named(ids)
        self.pairs = tuple(
            one
            for one in self.pairs
            if one.one in self.tellings and one.other in self.tellings
        )
        self.quarrels = quarrels(self.pairs, self.tellings)


@router.get("/contradictions.json", response_model=ContradictionsPage)
def contradictions_json(
    request: Request, ledger: Here, asked: Annotated[ContradictionsAsked, Query()]
) -> Response:
    """List what cannot both be right; a dispute told by many reports is one."""

    def answer() -> Response:
        from herodotus.web.filters import address

        found = Contradicting(ledger, asked)
        ends = asked.skip + asked.limit
        base = request.app.state.site.base
        more = len(found.quarrels) > ends or len(found.flags) > ends
        onward = asked.model_dump(exclude_defaults=True) | {"skip": ends}
        content = ContradictionsPage(
            total=len(found.quarrels),
            disputes=[_row(q, base) for q in found.quarrels[asked.skip : ends]],
            flags=list(found.flags[asked.skip : ends]),
            next=address("/contradictions.json", onward) if more else None,
        )
        return record(content)

    return kept(request, answer)


@router.get("/contradictions.csv", response_class=Response, responses=CSV)
def contradictions_as_csv(
    ledger: Here, asked: Annotated[ContradictionsAsked, Query()]
) -> Response:
    """Download all contradictions: a line a pair of claims, then a line a flag."""
    found = Contradicting(ledger, asked)
    told = Contradictions(found.pairs, found.flags, found.tellings)
    return lines(contradictions_csv(told), name="contradictions.csv")


def _row(quarrel: Quarrel, base: str) -> QuarrelRow:
    return QuarrelRow(
        dispute=quarrel.kind,
        about=quarrel.about,
        conflict=quarrel.conflict,
        reports=quarrel.reports,
        last=quarrel.last,
        one=_sides(quarrel.one, base),
        other=_sides(quarrel.other, base),
        pairs=[(one.one, one.other) for one in quarrel.disputes],
    )


def _sides(told: Sequence[Telling], base: str) -> list[SideRow]:
    rows: list[SideRow] = []
    for one in told:
        values: dict[str, Any] = side_record(one)  # any JSON
        values |= {
            "start": one.claim.start,
            "end": one.claim.end,
            "permalink": permalink(one.claim.id, base=base),
        }
        rows.append(SideRow.model_validate(values))
    return rows
