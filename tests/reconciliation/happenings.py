"""Claims of ground, attacks and blame for the tests, and the reports that tell them."""

from __future__ import annotations

from datetime import date
from typing import Any

from herodotus.model import (
    Card,
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    Party,
    Telling,
)

#: Days of the 2020 war over Nagorno-Karabakh.
SUNDAY, MONDAY, TUESDAY = (date(2020, 9, day) for day in (27, 28, 29))


def words(text: str, evidence: str, **said: Any) -> dict[str, Any]:
    """The fields of a claim that stands at some words of a text."""
    start = text.index(evidence)
    fields = {"start": start, "end": start + len(evidence), "evidence": evidence}
    return {**fields, **_days(said)}


def control(text: str, evidence: str, action: str, by: str, **said: Any) -> Claim:
    """Ground that changes hands, by these words of a text."""
    fields = words(text, evidence, **said)
    return ControlClaim(action=action, by=by, **fields).identified(text)


def event(
    text: str, evidence: str, plover: str, by: str | None, to: str | None, **said: Any
) -> Claim:
    """Who did what to whom, by these words of a text."""
    fields = words(text, evidence, **said)
    return EventClaim(
        plover=plover,
        initiators=() if by is None else (Party(name=by),),
        targets=() if to is None else (Party(name=to),),
        **fields,
    ).identified(text)


def toll(text: str, evidence: str, number: int | None, **said: Any) -> CasualtyClaim:
    """So many people, by these words of a text."""
    fields = {"outcome": "killed", "low": number, "high": number, "text": evidence}
    claim = CasualtyClaim(**{**fields, **words(text, evidence, **said)})
    found = claim.identified(text)
    assert isinstance(found, CasualtyClaim)
    return found


def told(
    *claims: Claim, report: str = "r1", day: date = MONDAY, **said: Any
) -> list[Telling]:
    """Claims as one report tells them, which is a voice of its own."""
    card = Card(key=report, id=report, sha256=report, date=day)
    return [Telling(claim, card, report, **said) for claim in claims]


def _days(said: dict[str, Any]) -> dict[str, Any]:
    """`on=MONDAY` is a day, `place=("Terter", 1, 40.3, 46.9)` a place in full."""
    day = said.pop("on", None)
    if day is not None:
        said |= {"date_start": day, "date_end": day, "date_precision": 1}
    place = said.get("place")
    if isinstance(place, tuple):
        name, precision, lat, lon = (*place, None, None)[:4]
        said |= {"place": name, "place_precision": precision, "lat": lat, "lon": lon}
    return said
