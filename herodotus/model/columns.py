"""The flat columns of claims: one order for JSON, CSV, Parquet, the ledger and HTTP.

Every kind has the columns that all share, and its own after them; `id` and `kind` come
first, `relations`, `rule` and `confidence` last (docs/codebook.md).
"""

from __future__ import annotations

from typing import Any

from herodotus.model.claim import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
)

#: The kinds of claim, in the order in which their columns stand.
KINDS: dict[
    str,
    type[CasualtyClaim]
    | type[NondisclosureClaim]
    | type[MaterielClaim]
    | type[ControlClaim]
    | type[EventClaim],
] = {
    "casualty": CasualtyClaim,
    "nondisclosure": NondisclosureClaim,
    "materiel": MaterielClaim,
    "control": ControlClaim,
    "event": EventClaim,
}

_FIRST = ("id", "kind")
_LAST = ("relations", "rule", "confidence")


def flat(claim: Claim) -> dict[str, Any]:  # values of any of a claim's fields
    """A claim as one row in the order of its columns; days stay days.

    Relations and parties become plain objects, which any program can hold.

    >>> silent = NondisclosureClaim(start=0, end=4, evidence="none", side="Mali")
    >>> list(flat(silent))[:4], flat(silent)["side"], flat(silent)["relations"]
    (['id', 'kind', 'start', 'end'], 'Mali', [])
    """
    held = claim.__dict__
    row = {name: held[name] for name in COLUMNS_OF[claim.kind]}
    row["relations"] = [
        {"type": relation.type, "claim": relation.claim} for relation in claim.relations
    ]
    if isinstance(claim, EventClaim):
        row["contexts"] = list(claim.contexts)
        row["initiators"] = [dict(party) for party in claim.initiators]
        row["targets"] = [dict(party) for party in claim.targets]
    return row


def _ordered(names: dict[str, None]) -> tuple[str, ...]:
    middle = [name for name in names if name not in _FIRST + _LAST]
    return (*_FIRST, *middle, *_LAST)


#: The columns of each kind, in order.
COLUMNS_OF: dict[str, tuple[str, ...]] = {
    kind: _ordered(dict.fromkeys(model.model_fields)) for kind, model in KINDS.items()
}

#: The columns of every kind together, in order.
COLUMNS: tuple[str, ...] = _ordered(
    dict.fromkeys(name for names in COLUMNS_OF.values() for name in names)
)
