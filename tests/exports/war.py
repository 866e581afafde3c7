"""A made-up day of a real war, told by several reports, for the tests of exports."""

from __future__ import annotations

from datetime import date
from typing import Any

from herodotus.exports.view import View
from herodotus.model import (
    Account,
    Card,
    CasualtyClaim,
    Claim,
    ControlClaim,
    Episode,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
    Party,
    Period,
    Telling,
    Toll,
)

DAY = date(2020, 9, 28)
HERE = {"place": "Terter", "lat": 40.342, "lon": 46.932, "place_precision": 1}
THEN = {"date_start": DAY, "date_end": DAY, "date_precision": 1}
ONE_DAY = Period(start=DAY, end=DAY)

AZERBAIJAN = Party(name="Azerbaijan", country="AZE", sector="MIL")
KARABAKH = Party(name="Nagorno-Karabakh", country="AZE", sector="MIL")


def card(key: str, **fields: Any) -> Card:
    """A report of the day after."""
    known = {"id": key, "sha256": key * 8, "date": date(2020, 9, 29), "title": "War"}
    return Card(key=key, **(known | fields))


def told(claim: Claim, key: str = "r1", **fields: Any) -> Telling:
    """A claim as one report tells it."""
    known: dict[str, Any] = {"voice": key, "country": "AZE"}
    cards = {
        name: fields.pop(name)
        for name in ("publisher", "agency", "title")
        if name in fields
    }
    return Telling(claim, card(key, **cards), **(known | fields))


def killed(name: str, number: int | None, **fields: Any) -> CasualtyClaim:
    """So many dead at Terter on the day."""
    known: dict[str, Any] = {
        "id": name,
        "start": 0,
        "end": 5,
        "evidence": f"{number} people were killed",
        "text": str(number),
        "outcome": "killed",
        "low": number,
        "high": number,
    }
    return CasualtyClaim(**(known | HERE | THEN | fields))


def act(name: str, **fields: Any) -> EventClaim:
    """An act at Terter on the day."""
    known: dict[str, Any] = {
        "id": name,
        "start": 0,
        "end": 5,
        "evidence": "shelled Terter",
        "plover": "ASSAULT",
        "plover_mode": "heavy-weapons",
        "acled_event_type": "Explosions/Remote violence",
        "acled_sub_event_type": "Shelling/artillery/missile attack",
        "contexts": ("military",),
        "initiators": (KARABAKH,),
        "targets": (AZERBAIJAN,),
    }
    return EventClaim(**(known | HERE | THEN | fields))


def toll(
    side: str | None,
    status: str,
    low: int | None,
    best: int | None,
    high: int | None,
    **fields: Any,
) -> Toll:
    """What the dead of one side come to."""
    known: dict[str, Any] = {"outcome": "killed", "period": ONE_DAY}
    return Toll(
        side=side, status=status, low=low, best=best, high=high, **(known | fields)
    )


def episode(name: str = "e1", **fields: Any) -> Episode:
    """The fighting about Terter on the day."""
    known: dict[str, Any] = {
        "id": name,
        "conflict": "Nagorno-Karabakh war of 2020",
        "country": "AZE",
        "a": ("Azerbaijan",),
        "b": ("Nagorno-Karabakh",),
        "type": 1,
    }
    return Episode(**(known | HERE | THEN | fields))


def view(tellings: list[Telling], episodes: list[Episode], **fields: Any) -> View:
    """A view with an account of nothing but its contradictions."""
    pairs = fields.pop("contradictions", ())
    account = Account(policy="ucdp", contradictions=pairs)
    known: dict[str, Any] = {"policy": "ucdp"}
    return View(account, tuple(tellings), tuple(episodes), **(known | fields))


def terter(**fields: Any) -> View:
    """Two reports and a copy: civilians shelled, the enemy's dozens, a war's toll."""
    ministry = "Azerbaijan Ministry of Defence"
    civilians = killed(
        "c1",
        2,
        victims="civilians",
        victim_status="civilian",
        victim_side="Azerbaijan",
        attributed_to=ministry,
        attribution_cue="said",
        perpetrator="Nagorno-Karabakh",
        cause="shelling",
    )
    three = killed(
        "c2",
        3,
        victims="civilians",
        victim_status="civilian",
        victim_side="Azerbaijan",
        attributed_to="Terter Hospital",
    )
    dozens = killed(
        "c3",
        24,
        high=None,
        text="dozens",
        evidence="dozens of corpses",
        victims="soldiers",
        victim_status="combatant",
        victim_side="Azerbaijan",
        attributed_to="Armenia Ministry of Defence",
        attribution_cue="claimed",
    )
    war = killed(
        "c4",
        84,
        counting="cumulative",
        victim_status="combatant",
        victim_side="Nagorno-Karabakh",
        evidence="84 in all since Sunday",
    )
    past = killed("c5", 30_000, background=True, evidence="some 30,000 died")
    hurt = killed("c6", 12, outcome="injured", evidence="12 were hurt")
    words: dict[str, Any] = {"start": 0, "end": 4, "evidence": "lost"}
    tellings = [
        told(civilians, "r1", publisher='Daily; "Sun"', copies=3),
        told(three, "r2", publisher="Reuters", agency="Reuters"),
        told(dozens, "r2", publisher="Reuters", agency="Reuters"),
        told(war, "r2", publisher="Reuters", agency="Reuters"),
        told(past, "r2", publisher="Reuters", agency="Reuters"),
        told(hurt, "r1", publisher='Daily; "Sun"'),
        told(act("x1"), "r1", publisher='Daily; "Sun"'),
        told(
            ControlClaim(id="g1", action="captured", by="Azerbaijan", **words, **HERE)
        ),
        told(MaterielClaim(id="m1", item="tank", text="a", low=1, high=1, **words)),
        told(NondisclosureClaim(id="n1", side="Azerbaijan", **words)),
    ]
    happened = episode(
        tolls=(
            toll(
                "Azerbaijan",
                "civilian",
                2,
                2,
                3,
                reasons=("c1", "c2"),
                said_by=("Azerbaijan",),
            ),
            toll("Azerbaijan", "combatant", 0, None, None, reasons=("c3",)),
        ),
        claims=("c1", "c2", "c3", "c6", "x1"),
        reports=("r1", "r2"),
    )
    return view(tellings, [happened], contradictions=(("c1", "c2"),), **fields)
