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
from herodotus.model.telling import Telling

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


def flat_telling(telling: Telling) -> dict[str, Any]:  # as of `flat`
    """A claim as one row, between what its report is and what a ledger knows of it."""
    card = telling.card
    return {
        "report": card.id,
        "report_date": card.date,
        "report_place": card.place,
        "report_url": card.url,
        "report_title": card.title,
        "report_publisher": card.publisher,
        "report_agency": card.agency,
        "report_key": card.key,
        "report_sha256": card.sha256,
        **flat(telling.claim),
        "voice": telling.voice,
        "copies": telling.copies,
        "conflict": telling.conflict,
        "country": telling.country,
    }


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

#: What the report is, in every row of `flat_telling`.
REPORT = (
    "report",
    "report_date",
    "report_place",
    "report_url",
    "report_title",
    "report_publisher",
    "report_agency",
    "report_key",
    "report_sha256",
)

#: What a ledger knows of a claim beyond its report.
LEDGER = ("voice", "copies", "conflict", "country")

#: The columns of `flat_telling`, for claims of every kind together, in order.
TELLING_COLUMNS: tuple[str, ...] = (*REPORT, *COLUMNS, *LEDGER)

#: The columns that are no text, by what they hold; lists are of one claim's values.
DAYS = ("report_date", "date_start", "date_end")
WHOLE = ("start", "end", "low", "high", "place_precision", "date_precision", "copies")
DECIMAL = ("lat", "lon", "confidence")
YES_OR_NO = ("background", "denied", "approx", "presupposed", "reciprocal")
LISTS = ("relations", "contexts", "initiators", "targets")
