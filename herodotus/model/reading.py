"""A reading: what one version of the reader made of one report."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from herodotus.model.claim import Claim
from herodotus.model.report import Report


class Reading(BaseModel):
    """The claims found in one report, in text order, and who read it."""

    model_config = ConfigDict(frozen=True)

    report: Report
    reader: str
    claims: tuple[Claim, ...] = ()
