"""The timeline over HTTP: lanes of sides, and what was done, by day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.exports.lanes import Dot, Timeline, timeline
from herodotus.exports.record import csv_table
from herodotus.ledger import Ledger
from herodotus.model import Outcome, Scope, Step
from herodotus.web.answer import CSV, lines, record
from herodotus.web.cache import kept
from herodotus.web.evidence import Evidence, evidence
from herodotus.web.filters import Filters
from herodotus.web.given import Here

router = APIRouter(tags=["timeline"])

#: The columns of a timeline as CSV: a line for each total, and for each dot.
COLUMNS = ("lane", "since", "until", "what", "low", "high", "said_by", "claims")


class DotTold(BaseModel):
    """What is told of one day, or of the days that are counted together."""

    since: date
    until: date
    words: str
    claims: list[str]


class LaneTold(BaseModel):
    """One side: its running totals, and the dead of each day."""

    side: str | None
    totals: list[Step]
    deaths: list[DotTold]


class ConductTold(BaseModel):
    """One type of conduct, by day."""

    type: str
    days: list[DotTold]


class TimelineTold(BaseModel):
    """The lanes of a timeline, and the words behind them."""

    scope: Scope
    outcome: Outcome = Field(description="what is counted; killed, if not asked for")
    start: date | None
    end: date | None
    lanes: list[LaneTold]
    conduct: list[ConductTold]
    evidence: dict[str, Evidence] = Field(
        description="the words of every claim that is named, by its id"
    )


@router.get("/timeline.json", response_model=TimelineTold)
def timeline_json(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """Lay out by day what is told: totals and deaths by side, and conduct."""

    def answer() -> Response:
        drawn = drawn_of(ledger, asked)
        lanes = [
            LaneTold(
                side=lane.side,
                totals=[step for curve in lane.curves for step in curve.steps],
                deaths=list(map(_dot, lane.dots)),
            )
            for lane in (drawn.lanes if drawn else ())
        ]
        conduct = [
            ConductTold(type=row.name, days=list(map(_dot, row.dots)))
            for row in (drawn.conduct if drawn else ())
        ]
        named = {step.claim for lane in lanes for step in lane.totals}
        for lane in lanes:
            named |= {claim for dot in lane.deaths for claim in dot.claims}
        for row in conduct:
            named |= {claim for dot in row.days for claim in dot.claims}
        content = TimelineTold(
            scope=asked.scope,
            outcome=outcome_of(asked),
            start=drawn.days.start if drawn else None,
            end=drawn.days.end if drawn else None,
            lanes=lanes,
            conduct=conduct,
            evidence=evidence(ledger, named, base=request.app.state.site.base),
        )
        return record(content)

    return kept(request, answer)


@router.get("/timeline.csv", response_class=Response, responses=CSV)
def timeline_csv(ledger: Here, asked: Annotated[Filters, Query()]) -> Response:
    """Download what a timeline shows, a line for each total and each dot."""
    drawn = drawn_of(ledger, asked)
    return lines([csv_table(COLUMNS, _rows(drawn))], name="timeline.csv")


def drawn_of(ledger: Ledger, asked: Filters) -> Timeline | None:
    """The timeline of what is asked for; none where nothing has a known day.

    The outcome says what is counted; conduct has none, and is shown with any.
    """
    scope = asked.scope.model_copy(update={"outcome": None})
    return timeline(
        ledger.tellings(scope), ledger.series(scope), outcome=outcome_of(asked)
    )


def outcome_of(asked: Filters) -> Outcome:
    """What is counted: what is asked for, else the dead."""
    if asked.outcome is None or asked.outcome == "casualty":
        return "killed"
    return asked.outcome


def _dot(dot: Dot) -> DotTold:
    return DotTold(
        since=dot.since, until=dot.until, words=dot.words, claims=list(dot.claims)
    )


def _rows(drawn: Timeline | None) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for lane in drawn.lanes if drawn else ():
        for curve in lane.curves:
            rows += [_total(lane.side, step) for step in curve.steps]
        rows += [_dots(lane.side or "side not stated", dot) for dot in lane.dots]
    for row in drawn.conduct if drawn else ():
        rows += [_dots("conduct", dot) for dot in row.dots]
    return rows


def _total(side: str | None, step: Step) -> dict[str, object]:
    return {
        "lane": side or "side not stated",
        "since": step.as_of,
        "until": step.as_of,
        "what": f"total {step.outcome}, {step.status}",
        "low": step.low,
        "high": step.high,
        "said_by": step.said_by,
        "claims": step.claim,
    }


def _dots(lane: str, dot: Dot) -> dict[str, object]:
    return {
        "lane": lane,
        "since": dot.since,
        "until": dot.until,
        "what": dot.words,
        "low": None,
        "high": None,
        "said_by": None,
        "claims": " ".join(dot.claims),
    }
