"""The nouns: frozen models without input or output, on which all else stands."""

from herodotus.model.account import Account, Balance, Period, Toll
from herodotus.model.claim import (
    CasualtyClaim,
    Claim,
    Counting,
    NondisclosureClaim,
    Outcome,
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
    "Balance",
    "CasualtyClaim",
    "Claim",
    "Counting",
    "Failure",
    "NondisclosureClaim",
    "Outcome",
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
