"""Series over HTTP: running tolls as they were told, and the chart of them as data."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.exports.chart import chart_spec, chart_svg
from herodotus.exports.toll_series import series_csv
from herodotus.ledger import Ledger
from herodotus.model import Scope, Step
from herodotus.web.answer import CSV, answered, lines, record
from herodotus.web.cache import kept
from herodotus.web.evidence import Evidence, evidence
from herodotus.web.filters import Filters
from herodotus.web.given import Here

router = APIRouter(tags=["series"])

#: What the description of the API says of a picture.
SVG: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "a picture",
        "content": {"image/svg+xml": {"schema": {"type": "string"}}},
    }
}


#: So many tolls are drawn at most.
TOLLS = 6


class SeriesTold(BaseModel):
    """The steps of running tolls, and the words behind them."""

    scope: Scope
    steps: list[Step] = Field(description="by toll and day; an unknown day first")
    evidence: dict[str, Evidence] = Field(
        description="the words of the claim of every step, by its id"
    )


@router.get("/series.json", response_model=SeriesTold)
def series_json(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """Follow running tolls as they were told, step by step."""

    def answer() -> Response:
        steps = ledger.series(asked.scope)
        base = request.app.state.site.base
        told = evidence(ledger, {step.claim for step in steps}, base=base)
        content = SeriesTold(scope=asked.scope, steps=list(steps), evidence=told)
        return record(content)

    return kept(request, answer)


@router.get("/series.csv", response_class=Response, responses=CSV)
def steps_csv(ledger: Here, asked: Annotated[Filters, Query()]) -> Response:
    """Download the steps of running tolls as CSV."""
    return lines(series_csv(ledger.series(asked.scope)), name="series.csv")


@router.get("/series/chart.json", response_model=dict[str, Any])
def chart_json(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """Give the chart of running tolls: a Vega-Lite specification with its data."""
    return kept(request, lambda: record(specified(ledger, asked)))


@router.get("/series/chart.svg", response_class=Response, responses=SVG)
def chart_picture(
    request: Request, ledger: Here, asked: Annotated[Filters, Query()]
) -> Response:
    """Draw the chart of running tolls as a picture, to be shown or printed."""

    def answer() -> Response:
        svg = chart_svg(specified(ledger, asked))
        return answered(svg.encode(), "image/svg+xml")

    return kept(request, answer)


def specified(ledger: Ledger, asked: Filters) -> dict[str, Any]:  # Vega-Lite
    """The specification of the chart of what is asked for; of many tolls the longest.

    A picture of more tolls than `TOLLS` is unreadable.
    """
    tolls: dict[object, list[Step]] = {}
    for step in ledger.series(asked.scope):
        key = (step.conflict, step.side, step.status, step.outcome)
        tolls.setdefault(key, []).append(step)
    longest = sorted(tolls.values(), key=lambda told: -len(told))[:TOLLS]
    steps = [step for told in longest for step in told]
    return chart_spec(steps, title=heading(asked))


def heading(asked: Filters) -> str | None:
    """What stands over a chart that has a conflict; else the chart says whose it is."""
    if asked.conflict is None:
        return None
    day: date | None = asked.as_of
    known = f", as known on {day.day} {day:%b %Y}" if day else ""
    return f"The toll as told: {asked.conflict}{known}"
