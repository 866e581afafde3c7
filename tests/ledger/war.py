"""A few reports of one invented week of war, for questions to a ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from herodotus.model import (
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
from herodotus.reconciliation import relate

WAR = date(2020, 9, 27)
MINISTRY = "Azerbaijan Ministry of Defence"


def day(number: int) -> date:
    """A day of October 2020."""
    return date(2020, 10, number)


def reading(words: str, *claims: Claim, **known: Any) -> Reading:
    """A reading of these words; claims are put where their evidence stands."""
    known.setdefault("date", day(5))
    report = Report.of(words, **known)
    named = tuple(claim.identified(report.sha256) for claim in claims)
    return Reading(
        report=report, reader="by hand", claims=relate(named, text=report.text)
    )


def killed(words: str, evidence: str, number: int, **fields: Any) -> CasualtyClaim:
    """So many dead, by these words of a text."""
    start = words.index(evidence)
    told: dict[str, Any] = {
        "outcome": "killed",
        "low": number,
        "high": number,
        "text": str(number),
        "date_start": day(4),
        "date_end": day(4),
        "rule": "test",
        "confidence": 0.9,
    }
    end = start + len(evidence)
    return CasualtyClaim(start=start, end=end, evidence=evidence, **told | fields)


SHELLED = (
    "Shelling of Ganja killed 3 civilians on Sunday, officials said. "
    "Azerbaijan has not said how many soldiers it lost."
)
TOTALS = (
    "Nagorno-Karabakh said 21 more of its soldiers died, 201 since the war began. "
    "Its forces destroyed 5 tanks and took Jabrayil, it said."
)
COPIED = " ".join(
    f"Nothing new was heard of village {place} that week." for place in range(40)
)
WIRE = f"{TOTALS} {COPIED}"


def totals(words: str = TOTALS, **known: Any) -> Reading:
    """The report of the running total, in these words."""

    def at(evidence: str) -> dict[str, Any]:
        start = words.index(evidence)
        return {"start": start, "end": start + len(evidence), "evidence": evidence}

    own: dict[str, Any] = {
        "victim_side": "Nagorno-Karabakh",
        "victim_status": "combatant",
        "attributed_to": "Nagorno-Karabakh",
    }
    return reading(
        words,
        killed(words, "21 more of its soldiers died", 21, counting="new", **own),
        killed(
            words,
            "201 since the war began",
            201,
            counting="cumulative",
            **own | {"date_start": WAR},
        ),
        MaterielClaim(
            **at("5 tanks"), item="tank", low=5, high=5, text="5", rule="test"
        ),
        ControlClaim(
            **at("took Jabrayil"),
            action="captured",
            by="Nagorno-Karabakh",
            place="Jabrayil",
            rule="test",
            confidence=0.3,
        ),
        EventClaim(
            **at("Its forces destroyed 5 tanks"),
            plover="ASSAULT",
            contexts=("military",),
            initiators=(Party(name="Nagorno-Karabakh", sector="MIL"),),
            rule="test",
        ),
        **known,
    )


def week() -> list[Reading]:
    """All reports of the week."""
    silent = "Azerbaijan has not said how many soldiers it lost"
    start = SHELLED.index(silent)
    later = "Some 12 people died in Şuşa in 1992, the Élan newspaper recalled."
    return [
        reading(
            SHELLED,
            killed(
                SHELLED,
                "killed 3 civilians",
                3,
                victim_side="Azerbaijan",
                victim_status="civilian",
                place="Ganja",
                attributed_to=MINISTRY,
                speaker="Vagif Dargahli",
                denied=True,
            ),
            NondisclosureClaim(
                start=start,
                end=start + len(silent),
                evidence=silent,
                side="Azerbaijan",
                victim_status="combatant",
                rule="test",
            ),
            id="shelled",
            publisher="The Alpha",
            title="Dead in Ganja",
        ),
        totals(id="totals", publisher="Beta", date=day(6)),
        reading(
            later,
            killed(
                later,
                "12 people died",
                12,
                place="Şuşa",
                date_start=date(1992, 1, 1),
                date_end=date(1992, 12, 31),
                background=True,
                confidence=0.4,
            ),
            id="recalled",
            publisher="Élan",
            date=day(9),
        ),
    ]
