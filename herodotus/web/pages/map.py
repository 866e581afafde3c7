"""The map: where people died as the claims tell it, no falser than is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from herodotus.exports import wording
from herodotus.exports.atlas import UNITS, WIDTH, WORLD, Frame, framed, ground
from herodotus.exports.map_marks import Mark, keys, marks
from herodotus.exports.spots import Spot
from herodotus.ledger import Ledger
from herodotus.web.answer import page
from herodotus.web.api.map import MapAsked, Placed
from herodotus.web.cache import kept
from herodotus.web.choosing import conflicts, too_much
from herodotus.web.filters import Links
from herodotus.web.given import Here

router = APIRouter(include_in_schema=False)


class Row(NamedTuple):
    """One place in the list below the map."""

    number: int
    spot: Spot
    shown: bool
    claims: str
    closer: str
    events: tuple[str, ...]


class Move(NamedTuple):
    """A way to other ground."""

    name: str
    sign: str
    address: str


@router.get("/map")
def map_of(
    request: Request, ledger: Here, asked: Annotated[MapAsked, Query()]
) -> Response:
    """The map of the filters."""
    return kept(request, lambda: _answer(request, ledger, asked))


def _answer(request: Request, ledger: Ledger, asked: MapAsked) -> Response:
    links = Links("/map", asked)
    shown: dict[str, Any] = {
        "asked": asked,
        "links": links,
        "conflicts": conflicts(ledger, links),
        "outcomes": wording.OUTCOMES,
    }
    if too_much(ledger, asked):
        return page(request, "choose.html", shown | {"title": "Map"})
    placed = Placed(ledger, asked)
    frame = placed.frame
    drawn = marks(placed.spots, frame)
    shown |= {
        "outcome": placed.outcome,
        "frame": frame,
        "width": WIDTH,
        "unit": UNITS,
        "ground": ground(frame),
        "marks": drawn,
        "shaded": _shaded(drawn),
        "keys": keys(drawn),
        "moves": list(_moves(frame, links)),
        "rows": [
            _row(number, spot, frame, placed, links)
            for number, spot in enumerate(placed.spots, start=1)
        ],
        "nowhere": len(placed.nowhere),
        "kinds": {mark.spot.drawn for mark in drawn},
    }
    return page(request, "map.html", shown)


def _shaded(drawn: tuple[Mark, ...]) -> set[str]:
    """The codes of the countries that are shaded, for no more is known."""
    return {
        mark.spot.country
        for mark in drawn
        if mark.spot.drawn == "country" and mark.spot.country
    }


def _moves(frame: Frame, links: Links) -> Iterator[Move]:
    """Ways to closer, wider and neighbouring ground."""
    ways = (
        ("closer", "+", frame.zoomed(0.5)),
        ("wider", "−", frame.zoomed(2)),
        ("west", "←", frame.moved(right=-0.4)),
        ("north", "↑", frame.moved(up=0.4)),
        ("south", "↓", frame.moved(up=-0.4)),
        ("east", "→", frame.moved(right=0.4)),
    )
    for name, sign, other in ways:
        yield Move(name, sign, links.here(view=other.words()))
    yield Move("all places", "⤢", links.here(view=None))
    yield Move("the world", "◯", links.here(view=WORLD.words()))


def _row(number: int, spot: Spot, frame: Frame, placed: Placed, links: Links) -> Row:
    claims = placed.claims(spot)
    changes: dict[str, object] = {"country": spot.country}
    if spot.place:
        changes["place"] = spot.place
    one = f"/claims/{claims[0]}" if len(claims) == 1 else links.to("/claims", **changes)
    return Row(
        number=number,
        spot=spot,
        shown=frame.holds(spot.lon, spot.lat),
        claims=one,
        closer=links.here(view=_closer(spot).words()),
        events=spot.episodes,
    )


def _closer(spot: Spot) -> Frame:
    """The ground around a spot: its country, or so far around that it can be found."""
    if spot.drawn == "country":
        return framed(spot.box)
    west, south, east, north = spot.box
    room = max(north - south, 1.2)
    return framed((west - room, south - room / 2, east + room, north + room / 2))
