"""A report with claims as a careful reader would find them, for tests of the front."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from herodotus.model import (
    Account,
    CasualtyClaim,
    Claim,
    NondisclosureClaim,
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
