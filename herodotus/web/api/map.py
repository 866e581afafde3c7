"""The map over HTTP: places with figures, each with how exactly it is known."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from herodotus.exports.atlas import WORLD, Frame, frame_of, framed
from herodotus.exports.record import csv_table
from herodotus.exports.spots import Spot, spots
from herodotus.gazetteer.outlines import around
from herodotus.ledger import Ledger
from herodotus.model import Episode, Outcome, Scope
from herodotus.web.answer import CSV, lines, record
from herodotus.web.api.timeline import outcome_of
from herodotus.web.cache import kept
from herodotus.web.evidence import Evidence, evidence
from herodotus.web.filters import ReckonedFilters
from herodotus.web.given import Here

router = APIRouter(tags=["map"])

#: The columns of a map as CSV, a line a place.
COLUMNS = (
    "place",
    "country",
    "lat",
    "lon",
    "place_precision",
    "known",
    "outcome",
    "low",
    "best",
    "high",
    "policy",
    "episodes",
)


class MapAsked(ReckonedFilters):
    """What a map is asked for."""

    view: str | None = Field(
        default=None,
        max_length=80,
        pattern=r"^-?[\d.]+(,-?[\d.]+){3}$",
        description="the ground to show: west,south,east,north in degrees",
    )


class SpotTold(BaseModel):
    """One place, how exactly it is known, and what happened there."""

    place: str | None = Field(description="none where only the country is known")
    country: str | None = Field(description="ISO 3166 code")
    lat: float
    lon: float
    place_precision: int = Field(description="UCDP's where_prec, 1 to 7")
    known: str = Field(description="the precision in words")
    drawn: Literal["place", "near", "area", "country"] = Field(
        description="how a map shows it: filled, hollow, or as shaded ground"
    )
    low: int | None
    best: int | None
    high: int | None = Field(description="none is open, or unknown")
    episodes: list[str] = Field(description="the ids of the events")
    claims: list[str] = Field(description="the ids of the claims about them")


class MapTold(BaseModel):
    """The places of events with their figures, and the words behind them."""

    scope: Scope
    policy: str
    outcome: Outcome
    view: list[float] = Field(description="west, south, east, north of the picture")
    note: str = "Outlines on the page are Natural Earth's de facto lines."
    spots: list[SpotTold]
    nowhere: list[str] = Field(description="the ids of events without a known place")
    evidence: dict[str, Evidence] = Field(
        description="the words of every claim that is named, by its id"
    )


class Placed:
    """The events that are asked for, by place, and the ground that shows them."""

    def __init__(self, ledger: Ledger, asked: MapAsked) -> None:
        self.outcome = outcome_of(asked)
        scope = asked.scope.model_copy(update={"outcome": None})
        episodes = ledger.episodes(scope, policy=asked.policy)
        self.episodes = {episode.id: episode for episode in episodes}
        self.spots: tuple[Spot, ...]
        self.nowhere: tuple[Episode, ...]
        self.spots, self.nowhere = spots(episodes, self.outcome)
        self.frame = _frame(self.spots, asked)

    def claims(self, spot: Spot) -> list[str]:
        """The ids of the claims about what happened at a spot."""
        found = (
            claim
            for episode in spot.episodes
            for claim in self.episodes[episode].claims
        )
        return list(dict.fromkeys(found))


@router.get("/map.json", response_model=MapTold)
def map_json(
    request: Request, ledger: Here, asked: Annotated[MapAsked, Query()]
) -> Response:
    """List the places of events with their figures, and how exactly each is known."""

    def answer() -> Response:
        placed = Placed(ledger, asked)
        told = [_told(spot, placed) for spot in placed.spots]
        named = {claim for spot in told for claim in spot.claims}
        content = MapTold(
            scope=asked.scope,
            policy=asked.policy,
            outcome=placed.outcome,
            view=list(placed.frame),
            spots=told,
            nowhere=[episode.id for episode in placed.nowhere],
            evidence=evidence(ledger, named, base=request.app.state.site.base),
        )
        return record(content)

    return kept(request, answer)


@router.get("/map.csv", response_class=Response, responses=CSV)
def map_csv(ledger: Here, asked: Annotated[MapAsked, Query()]) -> Response:
    """Download the places of events with their figures, a line each."""
    placed = Placed(ledger, asked)
    rows = (
        {
            **{name: getattr(spot, name, None) for name in COLUMNS},
            **spot.range._asdict(),
            "place_precision": spot.precision,
            "outcome": placed.outcome,
            "policy": asked.policy,
            "episodes": " ".join(spot.episodes),
        }
        for spot in placed.spots
    )
    return lines([csv_table(COLUMNS, rows)], name="map.csv")


def _told(spot: Spot, placed: Placed) -> SpotTold:
    return SpotTold(
        place=spot.place,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        place_precision=spot.precision,
        known=spot.known,
        drawn=spot.drawn,
        **spot.range._asdict(),
        episodes=list(spot.episodes),
        claims=placed.claims(spot),
    )


def _frame(placed: tuple[Spot, ...], asked: MapAsked) -> Frame:
    """The ground that is asked for, else all that has a figure or happened."""
    asked_for = frame_of(asked.view) if asked.view else None
    if asked_for is not None:
        return asked_for
    if not placed:
        return WORLD
    return framed(around(spot.box for spot in placed))
