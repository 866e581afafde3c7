"""A scope: which claims a question is about."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from herodotus.model.claim import Outcome, VictimStatus

Kind = Literal["casualty", "materiel", "control", "event", "nondisclosure"]

#: What became of people; of a silence, `casualty` stands for losses of whatever kind.
AnyOutcome = Outcome | Literal["casualty"]


class Scope(BaseModel):
    """What to look at in a ledger; what is `None` is not asked for.

    Args:
        conflict: a known conflict, by its name or a part of it; "Nagorno-Karabakh"
            takes in every phase of that war.
        side: whose people, arms or ground: a canonical party, or `both`.
        kind: the kind of claim.
        outcome: killed, injured, ...; `casualty` for losses that are kept silent.
        status: combatant, civilian, ...
        said_by: the party, institution or speaker who says it, or a part of the name.
        place: the toponym, or a part of it.
        country: ISO3 code of the country where it happened.
        publisher: the outlet.
        since: only what happened on this day or later.
        until: only what happened on this day or before.
        as_of: only what had been published by this day.
        text: words to be found in the evidence or in the report, in the full-text
            language of docs/reference: words, "a phrase", OR, -without.
        report: the key or id of one report.
        background: `True` for history alone, `False` for news alone.
        denied: whether somebody disputes it.
        review: `open` (undecided), `accepted`, `rejected`, `edited` or `merged`.
        confidence: at least so sure.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    conflict: str | None = None
    side: str | None = None
    kind: Kind | None = None
    outcome: AnyOutcome | None = None
    status: VictimStatus | None = None
    said_by: str | None = None
    place: str | None = None
    country: str | None = None
    publisher: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    text: str | None = None
    report: str | None = None
    background: bool | None = None
    denied: bool | None = None
    review: Literal["open", "accepted", "rejected", "edited", "merged"] | None = None
    confidence: float | None = None
