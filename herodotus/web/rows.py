"""Claims as the API gives them: the columns of `herodotus claims --json`, and two more.

Each is a model of the claim's kind with the report that tells it, for the description
of the API; an answer is made from the plain row, which is quicker.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, Field

from herodotus.exports.claims_lines import telling_record
from herodotus.exports.permalink import permalink
from herodotus.ledger import Ledger
from herodotus.model import (
    CasualtyClaim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
    Telling,
)


class Around(BaseModel):
    """What stands beside a claim: the report that tells it, and where to cite it."""

    report: str = Field(description="the id that the report came with")
    report_date: date | None
    report_place: str | None
    report_url: str | None
    report_title: str | None
    report_publisher: str | None
    report_agency: str | None
    report_key: str = Field(description="the report's name in the ledger")
    report_sha256: str
    voice: str = Field(description="the near-duplicate reports that it belongs to")
    copies: int = Field(description="how many reports of the voice tell the same")
    conflict: str | None
    country: str | None
    permalink: str = Field(description="where the claim is cited")
    reader: str = Field(description="the version of the reader that found it")


class CasualtyRow(CasualtyClaim, Around):
    """A claim of casualties, and the report that tells it."""


class NondisclosureRow(NondisclosureClaim, Around):
    """A claim that losses are kept silent, and the report that tells it."""


class MaterielRow(MaterielClaim, Around):
    """A claim of arms lost, and the report that tells it."""


class ControlRow(ControlClaim, Around):
    """A claim about ground, and the report that tells it."""


class EventRow(EventClaim, Around):
    """A claim that something was done, and the report that tells it."""


Row = Annotated[
    CasualtyRow | NondisclosureRow | MaterielRow | ControlRow | EventRow,
    Field(discriminator="kind"),
]


def rows(
    ledger: Ledger, tellings: Sequence[Telling], *, base: str
) -> list[dict[str, Any]]:  # any JSON
    """Claims as plain values, each with where to cite it and which reader found it."""
    readers = ledger.shelf.readers({telling.card.key for telling in tellings})
    return [
        row(telling, base=base, reader=readers[telling.card.key])
        for telling in tellings
    ]


def row(telling: Telling, *, base: str, reader: str) -> dict[str, Any]:  # any JSON
    """One claim as plain values, with where to cite it and which reader found it."""
    return {
        **telling_record(telling),
        "permalink": permalink(telling.claim.id, base=base),
        "reader": reader,
    }
