"""Tellings of a running toll for the tests: reports of one war in short."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from herodotus.model import Card, CasualtyClaim, Relation, Telling

START = date(2020, 9, 27)
WAR = "Nagorno-Karabakh war of 2020"


def day(number: int) -> date:
    """The nth day of the war, from 0."""
    return START + timedelta(days=number)


def told(
    number: int,
    on: int | None,
    *,
    report: str | None = None,
    by: str | None = "Nagorno-Karabakh officials",
    high: int | None = -1,
    text: str | None = None,
    ties: tuple[tuple[str, str], ...] = (),
    name: str | None = None,
    publisher: str | None = None,
    conflict: str | None = WAR,
    copies: int = 1,
    published: int | None = None,
    **said: Any,  # any further field of a claim
) -> Telling:
    """A number told as of a day of the war, in a report of its own if none is named."""
    words = text or f"{number} fighters"
    key = report or f"report {on} {by} {number}"
    fields: dict[str, Any] = {
        "outcome": "killed",
        "counting": "cumulative",
        "victims": "fighters",
        "victim_side": "Nagorno-Karabakh",
        "victim_status": "combatant",
        "perpetrator": "Azerbaijan",
        "date_start": START if said.get("counting") != "new" else day(on or 0),
        "date_end": None if on is None else day(on),
        "place": "Nagorno-Karabakh",
        "place_precision": 4,
    }
    claim = CasualtyClaim(
        **{
            "start": 0,
            "end": len(words),
            "evidence": words,
            "text": words.split()[0],
            "low": number,
            "high": number if high == -1 else high,
            "attributed_to": by,
            "relations": tuple(
                Relation(type=kind, claim=other) for kind, other in ties
            ),
            **fields,
            **said,
        }
    ).identified(key)
    if name is not None:
        claim = claim.model_copy(update={"id": name})
    when = published if published is not None else on
    card = Card(
        key=key,
        id=key,
        sha256=key,
        date=None if when is None else day(when),
        publisher=publisher,
    )
    return Telling(claim, card, key, conflict=conflict, copies=copies)


def more(number: int, on: int, **said: Any) -> Telling:  # as of `told`
    """So many more, announced on a day of the war."""
    said.setdefault("text", f"{number} more fighters")
    said.setdefault("report", f"report {on} more {number}")
    return told(number, on, counting="new", **said)
