"""The nouns: frozen models without input or output, on which all else stands."""

from herodotus.model.account import Account, Balance, Period, Toll
from herodotus.model.claim import (
    Action,
    CasualtyClaim,
    Claim,
    ControlClaim,
    Counting,
    EventClaim,
    Fate,
    Item,
    LossClaim,
    MaterielClaim,
    Modality,
    NondisclosureClaim,
    Outcome,
    Party,
    Relation,
    RelationType,
    Stance,
    VictimStatus,
)
from herodotus.model.reading import Reading
from herodotus.model.report import Failure, Provenance, Report, fingerprint
from herodotus.model.span import Span

__all__ = [
    "Account",
    "Action",
    "Balance",
    "CasualtyClaim",
    "Claim",
    "ControlClaim",
    "Counting",
    "EventClaim",
    "Failure",
    "Fate",
    "Item",
    "LossClaim",
    "MaterielClaim",
    "Modality",
    "NondisclosureClaim",
    "Outcome",
    "Party",
    "Period",
    "Provenance",
    "Reading",
    "Relation",
    "RelationType",
    "Report",
    "Span",
    "Stance",
    "Toll",
    "VictimStatus",
    "fingerprint",
]
