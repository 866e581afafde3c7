"""Control: ground that is captured, lost, held or left."""

from __future__ import annotations

from herodotus.model import ControlClaim
from herodotus.reading.telling import Telling


def control_claims(telling: Telling) -> list[ControlClaim]:
    """The control claims of one report, in text order."""
    return []
