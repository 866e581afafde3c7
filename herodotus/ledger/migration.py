"""Bringing a ledger up to the version of this program."""

from __future__ import annotations

from sqlalchemy import Engine

from herodotus.ledger.database import writing
from herodotus.ledger.tables import metadata


def bring_up_to_date(engine: Engine, where: str, *, create: bool) -> None:
    """Make or change the tables."""
    with writing(engine) as connection:
        metadata.create_all(connection)
