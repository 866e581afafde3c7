"""Claims: who says what happened to whom, where, when, how many, in which words.

The field names are those of the printed contract (docs/codebook.md); the same flat
columns appear in JSON, CSV and Parquet. A claim is immutable, and its id follows from
what it says and where, so that reading a report twice changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from herodotus.model.span import Span

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

#: What was lost, of the conventions for materiel in docs/codebook.md.
Item = Literal[
    "tank",
    "armoured vehicle",
    "vehicle",
    "artillery",
    "multiple rocket launcher",
    "anti-tank weapon",
    "air defence system",
    "missile",
    "drone",
    "helicopter",
    "aircraft",
    "vessel",
    "ammunition depot",
    "command post",
    "equipment",
]

Fate = Literal["destroyed", "captured", "shot down", "damaged"]

Action = Literal["captured", "recaptured", "lost", "repelled", "advance", "withdrawal"]

#: PLOVER's auxiliary modes, but for `historical`, which is `background`.
Modality = Literal["actual", "future", "hypothetical", "negated"]

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


class Attribution(NamedTuple):
    """Who says it, through whom, in which words, and how the source stands to it."""

    party: str | None
    speaker: str | None
    cue: str | None
    stance: Stance
    relayed_by: str | None


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
    confidence: float | None = Field(default=None, ge=0, le=1)

    @property
    def attribution(self) -> Attribution:
        """Who says it; a party of `None` is the report's own voice."""
        return Attribution(
            party=self.attributed_to,
            speaker=self.speaker,
            cue=self.attribution_cue,
            stance=self.stance,
            relayed_by=self.relayed_by,
        )

    @property
    def span(self) -> Span:
        """Where the words stand, with the words."""
        return Span(start=self.start, end=self.end, quote=self.evidence)

    def identified(self, sha256: str) -> Claim:
        """This claim with its id: a hash of the report, the words and what it says."""
        said = self.model_dump(
            mode="json",
            exclude={"id", "relations", "rule", "confidence"},
            exclude_none=True,
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


class MaterielClaim(_Claim):
    """So many weapons, vehicles, aircraft or ships lost, by one telling."""

    kind: Literal["materiel"] = "materiel"
    item: Item
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    approx: bool = False
    text: str
    owner_side: str | None = None
    perpetrator: str | None = None
    fate: Fate = "destroyed"

    @model_validator(mode="after")
    def _bounds_in_order(self) -> MaterielClaim:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self


class ControlClaim(_Claim):
    """Ground taken, retaken, lost, held or left by a party; `place` says which.

    `presupposed` marks a change that the words take for granted: "won back positions
    taken on Sunday".
    """

    kind: Literal["control"] = "control"
    action: Action
    by: str | None = None
    presupposed: bool = False


class Party(BaseModel):
    """Who acts or suffers in an event: name, country (ISO3), PLOVER sector."""

    model_config = ConfigDict(frozen=True)

    name: str
    country: str | None = None
    sector: str | None = None


class EventClaim(_Claim):
    """Who did, will do or might do what to whom, in the codes of event data.

    `plover` and `plover_mode` follow the PLOVER manual (draft 0.8), `cameo` is a CAMEO
    root or code, the ACLED types are those of its codebook. `contexts` are PLOVER's.
    A `reciprocal` event names both parties as initiators and as targets of each other.
    """

    kind: Literal["event"] = "event"
    plover: str | None = None
    plover_mode: str | None = None
    cameo: str | None = None
    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    contexts: tuple[str, ...] = ()
    initiators: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    reciprocal: bool = False
    weapon: str | None = None
    modality: Modality = "actual"


#: What people lost, and what a side does not say it lost.
LossClaim = CasualtyClaim | NondisclosureClaim

Claim = Annotated[
    CasualtyClaim | NondisclosureClaim | MaterielClaim | ControlClaim | EventClaim,
    Field(discriminator="kind"),
]
