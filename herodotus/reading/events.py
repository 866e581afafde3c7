"""Events: who did what to whom, in the codes of PLOVER, CAMEO and ACLED."""

from __future__ import annotations

from herodotus.model import EventClaim
from herodotus.reading.telling import Telling


def event_claims(telling: Telling) -> list[EventClaim]:
    """The event claims of one report, in text order."""
    return []
