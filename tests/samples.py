"""Two reports with claims as a careful reader would find them, for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from herodotus.model import (
    Account,
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
    Party,
    Reading,
    Report,
)
from herodotus.reconciliation import reconcile, relate

EXAMPLES = Path(__file__).parent.parent / "examples"
KARABAKH = (EXAMPLES / "karabakh-2020.txt").read_text(encoding="utf-8")
DAY = date(2020, 9, 29)
SUNDAY = date(2020, 9, 27)
BODY = KARABAKH.index("Fighting over")

_FIGHTERS = {"victim_side": "Nagorno-Karabakh", "victim_status": "combatant"}
_AZERBAIJANIS = {"victim_side": "Azerbaijan", "victim_status": "civilian"}
_WAR = {"date_start": SUNDAY, "date_end": DAY, "place": "Nagorno-Karabakh"}


def casualty(story: str, evidence: str, /, **fields: Any) -> CasualtyClaim:
    """A claim that stands at the first place where a story reads `evidence`."""
    start = story.index(evidence)
    fields = {"outcome": "killed", "text": evidence.split()[0]} | fields
    return CasualtyClaim(
        start=start, end=start + len(evidence), evidence=evidence, **fields
    )


def reading_of(text: str, claims: list[Claim], **known: object) -> Reading:
    """A reading of a text with these claims, named and in text order, and related."""
    report = Report.of(text, **known)
    named = sorted((c.identified(report.sha256) for c in claims), key=lambda c: c.start)
    related = relate(named, text=text)
    return Reading(report=report, reader="by hand", claims=related)


def karabakh() -> tuple[Reading, Account]:
    """The first example, read by hand."""
    text = KARABAKH
    unknown = "Azerbaijan has not disclosed its military losses"
    claims: list[Claim] = [
        casualty(
            text,
            "dozens of people have died since it broke out at the weekend",
            low=24,
            victims="people",
            counting="cumulative",
            **_WAR,
        ),
        casualty(
            text,
            "84 of its soldiers had been killed since Sunday",
            low=84,
            high=84,
            victims="soldiers",
            counting="cumulative",
            attributed_to="Nagorno-Karabakh Ministry of Defence",
            attribution_cue="said",
            **_FIGHTERS,
            **_WAR,
        ),
        casualty(
            text,
            "26 more deaths overnight",
            low=26,
            high=26,
            text="26 more",
            counting="new",
            attributed_to="Nagorno-Karabakh Ministry of Defence",
            attribution_cue="announced",
            date_end=DAY,
            **_FIGHTERS,
        ),
        casualty(
            text,
            "raised its civilian toll from shelling by two to 10",
            low=10,
            high=10,
            text="to 10",
            counting="cumulative",
            attributed_to="Azerbaijan Prosecutor General's Office",
            attribution_cue="raised its civilian toll",
            victims="civilians",
            **_AZERBAIJANIS,
            **_WAR,
        ),
        casualty(
            text,
            "Three civilians have been killed on the Armenian side",
            low=3,
            high=3,
            victims="civilians",
            counting="cumulative",
            victim_side="Armenia",
            victim_status="civilian",
            **_WAR,
        ),
        casualty(
            text,
            "bringing the total deaths reported by both sides to 97",
            low=97,
            high=97,
            text="97",
            counting="cumulative",
            victim_side="both",
            victim_status="mixed",
            attribution_cue="reported",
            **_WAR,
        ),
        casualty(
            text,
            "about 400 Azerbaijani soldiers had been killed",
            low=400,
            high=400,
            approx=True,
            text="about 400",
            attributed_to="Armenia Ministry of Defence",
            denied=True,
            speaker="Shushan Stepanyan",
            attribution_cue="claimed",
            victim_side="Azerbaijan",
            victim_status="combatant",
            victims="Azerbaijani soldiers",
            counting="cumulative",
            **_WAR,
        ),
        NondisclosureClaim(
            start=text.index(unknown),
            end=text.index(unknown) + len(unknown),
            evidence=unknown,
            side="Azerbaijan",
            victim_status="combatant",
        ),
        casualty(
            text,
            "some 30,000 people were killed",
            low=30000,
            high=30000,
            approx=True,
            text="some 30,000",
            victims="people",
            background=True,
            date_start=date(1990, 1, 1),
            date_end=date(1994, 12, 31),
        ),
    ]
    known = {"date": DAY, "place": "Yerevan", "id": "karabakh-2020"}
    reading = reading_of(text, claims, body_start=BODY, **known)
    return reading, reconcile(reading.claims)


FRONT = """\
Azerbaijan said on Monday that its army had taken the town of Jabrayil on Sunday.
Armenia's defence ministry denied it and said the attack had been repelled.

Azerbaijani forces destroyed three tanks and shot down a drone, the defence ministry in
Baku said. Nagorno-Karabakh's army said it had destroyed four of Azerbaijan's tanks. Two
armoured vehicles were captured.

Both armies shelled each other along the Araks. Azerbaijan accused Armenia of firing
rockets at Ganja, and threatened to strike back. Turkey could send aid if Baku asks.
Russia did not call for sanctions, its spokesman said.

In April 2016 Azerbaijan won back heights that had been lost in 1994.
"""
_MONDAY = date(2020, 10, 5)
_AZERBAIJAN = Party(name="Azerbaijan", country="AZE", sector="GOV")
_ARMENIA = Party(name="Armenia", country="ARM", sector="GOV")


def front() -> tuple[Reading, Account]:
    """A report without a toll: ground, equipment and events, read by hand."""
    baku = "Azerbaijan Ministry of Defence"
    sunday = {"date_start": date(2020, 10, 4), "date_end": date(2020, 10, 4)}
    then = {"background": True, "date_start": date(2016, 4, 1)}
    claims: list[Claim] = [
        _at(
            ControlClaim,
            "its army had taken the town of Jabrayil on Sunday",
            action="captured",
            by="Azerbaijan",
            place="Jabrayil",
            attributed_to="Azerbaijan",
            attribution_cue="said",
            denied=True,
            confidence=0.876543,
            **sunday,
        ),
        _at(
            ControlClaim,
            "the attack had been repelled",
            action="repelled",
            by="Armenia",
            place="Jabrayil",
            attributed_to="Armenia Ministry of Defence",
            attribution_cue="said",
        ),
        _at(
            ControlClaim,
            "Azerbaijan won back heights",
            action="recaptured",
            by="Azerbaijan",
            **then,
        ),
        _at(
            ControlClaim,
            "heights that had been lost in 1994",
            action="lost",
            by="Azerbaijan",
            presupposed=True,
            background=True,
        ),
        _at(
            MaterielClaim,
            "three tanks",
            item="tank",
            low=3,
            high=3,
            text="three",
            owner_side="Armenia",
            perpetrator="Azerbaijan",
            attributed_to=baku,
            attribution_cue="said",
        ),
        _at(
            MaterielClaim,
            "a drone",
            item="drone",
            low=1,
            high=1,
            text="a",
            fate="shot down",
            owner_side="Armenia",
            attributed_to=baku,
        ),
        _at(
            MaterielClaim,
            "four of Azerbaijan's tanks",
            item="tank",
            low=4,
            high=4,
            text="four",
            owner_side="Azerbaijan",
            perpetrator="Nagorno-Karabakh",
            attributed_to="Nagorno-Karabakh military",
        ),
        _at(
            MaterielClaim,
            "Two\narmoured vehicles were captured",
            item="armoured vehicle",
            low=2,
            high=2,
            text="Two",
            fate="captured",
        ),
        _at(
            EventClaim,
            "Both armies shelled each other along the Araks",
            plover="ASSAULT",
            plover_mode="heavy-weapons",
            cameo="194",
            acled_event_type="Explosions/Remote violence",
            acled_sub_event_type="Shelling/artillery/missile attack",
            contexts=("military", "territory"),
            initiators=(_AZERBAIJAN,),
            targets=(_ARMENIA,),
            reciprocal=True,
            weapon="artillery",
        ),
        _at(
            EventClaim,
            "Azerbaijan accused Armenia of firing\nrockets at Ganja",
            plover="ACCUSE",
            plover_mode="allege",
            cameo="112",
            initiators=(_AZERBAIJAN,),
            targets=(_ARMENIA,),
        ),
        _at(
            EventClaim,
            "threatened to strike back",
            plover="THREATEN",
            plover_mode="violence",
            cameo="138",
            initiators=(_AZERBAIJAN,),
            targets=(_ARMENIA,),
        ),
        _at(
            EventClaim,
            "Turkey could send aid",
            plover="AID",
            cameo="07",
            initiators=(Party(name="Turkey", country="TUR"),),
            targets=(_AZERBAIJAN,),
            modality="hypothetical",
        ),
        _at(
            EventClaim,
            "Russia did not call for sanctions",
            plover="REQUEST",
            cameo="10",
            initiators=(Party(name="Russia", country="RUS", sector="GOV"),),
            modality="negated",
            attributed_to="Russia",
            attribution_cue="said",
        ),
    ]
    reading = reading_of(FRONT, claims, date=_MONDAY, place="Baku", id="front-2020")
    return reading, reconcile(reading.claims)


Deed = TypeVar("Deed", MaterielClaim, ControlClaim, EventClaim)


def _at(kind: type[Deed], evidence: str, /, **fields: Any) -> Deed:
    """A claim of some kind that stands where the report on the front reads so."""
    start = FRONT.index(evidence)
    return kind(start=start, end=start + len(evidence), evidence=evidence, **fields)
