"""Materiel: tanks, aircraft, guns and ships destroyed, captured or shot down."""

from __future__ import annotations

from herodotus.model import MaterielClaim
from herodotus.reading.telling import Telling


def materiel_claims(telling: Telling) -> list[MaterielClaim]:
    """The materiel claims of one report, in text order."""
    return []
