"""Claims: who says what happened to whom, where, when, how many, in which words.

The field names are those of the printed contract (docs/codebook.md); the same flat
columns appear in JSON, CSV and Parquet. A claim is immutable, and its id follows from
what it says and where, so that reading a report twice changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Stance = Literal["asserts", "confirms", "denies", "accuses", "doubts"]

Outcome = Literal[
    "killed",
    "injured",
    "missing",
    "captured",
    "displaced",
    "killed_or_injured",
    "killed_or_injured_or_captured",
    "killed_or_injured_or_missing",
]

#: `new` adds to an earlier toll; `cumulative` is a running total since a start;
#: `event` is the toll of one event or closed period.
Counting = Literal["new", "cumulative", "event"]

VictimStatus = Literal["combatant", "civilian", "mixed", "unknown"]

RelationType = Literal[
    "part_of",
    "repeats",
    "adds_to",
    "sums",
    "supersedes",
    "contradicts",
    "consistent_with",
]


class Relation(BaseModel):
    """How one claim stands to another, named by its id."""

    model_config = ConfigDict(frozen=True)

    type: RelationType
    claim: str


class _Claim(BaseModel):
    """What all kinds of claim share: the words, the voice, the place, the time."""

    model_config = ConfigDict(frozen=True)

    id: str = ""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    evidence: str
    attributed_to: str | None = None
    speaker: str | None = None
    attribution_cue: str | None = None
    stance: Stance = "asserts"
    relayed_by: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: int | None = Field(default=None, ge=1, le=7)
    date_start: date | None = None
    date_end: date | None = None
    date_precision: int | None = Field(default=None, ge=1, le=5)
    background: bool = False
    denied: bool = False
    relations: tuple[Relation, ...] = ()
    rule: str = ""

    def identified(self, sha256: str) -> Claim:
        """This claim with its id: a hash of the report, the words and what it says."""
        said = self.model_dump(
            mode="json", exclude={"id", "relations", "rule"}, exclude_none=True
        )
        key = json.dumps([sha256, said], sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.model_copy(update={"id": digest[:16]})  # type: ignore[return-value]


class CasualtyClaim(_Claim):
    """So many people killed, injured, missing, captured or displaced, by one telling.

    `low` and `high` bound the number as worded; a `None` bound is open.
    """

    kind: Literal["casualty"] = "casualty"
    outcome: Outcome
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    approx: bool = False
    text: str
    counting: Counting = "event"
    victims: str = ""
    victim_side: str | None = None
    victim_status: VictimStatus = "unknown"
    perpetrator: str | None = None
    cause: str | None = None

    @model_validator(mode="after")
    def _bounds_in_order(self) -> CasualtyClaim:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self


class NondisclosureClaim(_Claim):
    """A side has not said how many it lost: unknown, which is not zero."""

    kind: Literal["nondisclosure"] = "nondisclosure"
    side: str | None = None
    victim_status: VictimStatus = "unknown"
    outcome: Outcome | Literal["casualty"] = "casualty"


Claim = Annotated[CasualtyClaim | NondisclosureClaim, Field(discriminator="kind")]
