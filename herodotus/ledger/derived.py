"""What follows from reports and claims, and is kept so that questions are quick.

Whose copy a report is, which conflict and which country a claim is about: it is worked
out by pure functions of reconciliation when a reading is added, and can be worked out
anew from what is stored, at any time (`herodotus db refresh`).
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from herodotus.model import Reading


def meanings(reading: Reading) -> dict[str, tuple[str | None, str | None]]:
    """The conflict and the country (ISO3) of each claim of a reading, by its id."""
    return {}


def group_voices(connection: Connection, texts: Mapping[str, str]) -> None:
    """Find which of the new reports are copies, of each other or of those before."""
