"""GeoJSON (RFC 7946): events, or claims, as points with their figures and words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Literal

from herodotus.exports.claims_table import row
from herodotus.exports.losses import Losses
from herodotus.exports.totals import total
from herodotus.exports.view import Exported, Loss, View
from herodotus.model import CasualtyClaim, Episode, Outcome, Telling, Toll
from herodotus.reconciliation.events.episodes import left_over

#: Outcomes that have plain properties of their own, for maps that scale a circle.
_SCALED: tuple[Outcome, ...] = ("killed", "injured")


def export_geojson(
    view: View, *, of: Literal["episodes", "claims"] = "episodes"
) -> Exported:
    """A collection of features: an event each, or a claim each.

    A feature without known coordinates has no geometry, which is valid and lies on no
    map; how many there are is told as a loss.
    """
    features = (
        [_episode(episode, view) for episode in view.episodes]
        if of == "episodes"
        else [_claim(telling, view) for telling in view.tellings]
    )
    collection = {
        "type": "FeatureCollection",
        "policy": view.policy,
        "note": "Low, best and high are a range of claims, not a confidence interval.",
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1)
    content = text.encode("utf-8", "backslashreplace") + b"\n"
    return Exported(content, _losses(features, view, of=of))


def _episode(episode: Episode, view: View) -> dict[str, Any]:  # any JSON
    properties: dict[str, Any] = {
        "place": episode.place,
        "place_precision": episode.place_precision,
        "country": episode.country,
        "date_start": _day(episode.date_start),
        "date_end": _day(episode.date_end),
        "date_precision": episode.date_precision,
        "conflict": episode.conflict,
        "side_a": list(episode.a),
        "side_b": list(episode.b),
        "type_of_violence": episode.type,
    }
    for outcome in _SCALED:
        low, best, high = total(episode.tolls, outcome)
        properties |= {f"{outcome}_low": low, f"{outcome}_best": best}
        properties[f"{outcome}_high"] = high
    properties |= {
        "tolls": [_toll(toll, view) for toll in episode.tolls],
        "claims": [_words(telling, view) for telling in view.found(episode.claims)],
        "reports": list(episode.reports),
        "policy": view.policy,
    }
    return _feature(episode.id, episode.lat, episode.lon, properties)


def _claim(telling: Telling, view: View) -> dict[str, Any]:  # any JSON
    cells = row(telling, view)
    lat, lon = cells.pop("lat"), cells.pop("lon")
    identity = cells.pop("id")
    known = {name: cell for name, cell in cells.items() if cell is not None}
    properties = {
        name: _day(cell) if isinstance(cell, date) else cell
        for name, cell in known.items()
    }
    return _feature(identity, lat, lon, properties)


def _feature(
    identity: str, lat: float | None, lon: float | None, properties: dict[str, Any]
) -> dict[str, Any]:  # any JSON
    """A feature; its point has the longitude first (RFC 7946, section 3.1.1)."""
    known = lat is not None and lon is not None
    point = {"type": "Point", "coordinates": [lon, lat]} if known else None
    return {
        "type": "Feature",
        "id": identity,
        "geometry": point,
        "properties": properties,
    }


def _toll(toll: Toll, view: View) -> dict[str, Any]:  # any JSON
    known = toll.model_dump(mode="json", exclude={"reasons", "conflict", "period"})
    known["claims"] = list(toll.reasons)
    known["permalinks"] = [view.permalink(claim) for claim in toll.reasons]
    return known


def _words(telling: Telling, view: View) -> dict[str, Any]:  # any JSON
    """A claim behind an event: its words, and all that leads back to them."""
    claim, card = telling.claim, telling.card
    known: dict[str, Any] = {
        "id": claim.id,
        "kind": claim.kind,
        "quote": claim.evidence,
        "attributed_to": claim.attributed_to,
        "background": claim.background,
        "denied": claim.denied,
        "permalink": view.permalink(claim.id),
        "report": card.key,
        "date": _day(card.date),
        "publisher": card.publisher,
        "url": card.url,
    }
    if isinstance(claim, CasualtyClaim):
        known |= {"outcome": claim.outcome, "low": claim.low, "high": claim.high}
    return known


def _losses(
    features: list[dict[str, Any]], view: View, *, of: Literal["episodes", "claims"]
) -> tuple[Loss, ...]:
    """What lies on no map, and what belongs to no event."""
    losses = Losses()
    unplaced = [feature for feature in features if feature["geometry"] is None]
    if unplaced:
        what = "events" if of == "episodes" else "claims"
        losses.add(
            f"{what} without known coordinates: they have no geometry",
            [example for one in unplaced if (example := _example(one, of))],
            number=len(unplaced),
        )
    if of == "episodes":
        left = left_over(view.tellings, view.episodes)
        if left:
            apart = [telling.claim.id for telling in left]
            losses.add("claims that are in no event", apart, number=len(apart))
    return losses.listed()


def _example(feature: dict[str, Any], of: str) -> str:
    if of == "claims":
        return str(feature["id"])
    claims = feature["properties"]["claims"]
    return str(claims[0]["id"]) if claims else ""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
