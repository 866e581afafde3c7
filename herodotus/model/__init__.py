"""The nouns: frozen models without input or output, on which all else stands."""

from herodotus.model.access import ROLES, Act, Role, Token, suffices
from herodotus.model.account import (
    Account,
    Balance,
    Dispute,
    Face,
    Flag,
    Period,
    Toll,
    Tolls,
)
from herodotus.model.claim import (
    Action,
    Attribution,
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
from herodotus.model.decision import Decision, Verdict
from herodotus.model.episode import Episode, ViolenceType
from herodotus.model.reading import Reading
from herodotus.model.report import Failure, Provenance, Report, fingerprint
from herodotus.model.scope import Kind, Scope
from herodotus.model.series import Step
from herodotus.model.span import Span
from herodotus.model.telling import Card, Telling

__all__ = [
    "ROLES",
    "Account",
    "Act",
    "Action",
    "Attribution",
    "Balance",
    "Card",
    "CasualtyClaim",
    "Claim",
    "ControlClaim",
    "Counting",
    "Decision",
    "Dispute",
    "Episode",
    "EventClaim",
    "Face",
    "Failure",
    "Fate",
    "Flag",
    "Item",
    "Kind",
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
    "Role",
    "Scope",
    "Span",
    "Stance",
    "Step",
    "Telling",
    "Token",
    "Toll",
    "Tolls",
    "Verdict",
    "VictimStatus",
    "ViolenceType",
    "fingerprint",
    "suffices",
]
