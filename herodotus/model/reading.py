"""A reading: what one version of the reader made of one report."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from herodotus.model.claim import Claim
from herodotus.model.display import marked_text
from herodotus.model.report import Report


class Reading(BaseModel):
    """The claims found in one report, in text order, and who read it."""

    model_config = ConfigDict(frozen=True)

    report: Report
    reader: str
    claims: tuple[Claim, ...] = ()

    def _repr_html_(self) -> str:
        """The text with the words of its claims highlighted, for notebooks."""
        return marked_text(self.report.text, self.claims)
