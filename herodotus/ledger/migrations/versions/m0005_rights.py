"""Who may use a ledger that is served, and what they did."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

from herodotus.ledger.types import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "tokens",
        Column("id", Text, primary_key=True),
        Column("hash", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("role", Text, nullable=False),
        Column("made", Moment, nullable=False),
        Column("ends", Moment),
        Column("revoked", Moment),
        sqlite_strict=True,
    )
    op.create_table(
        "acts",
        Column("key", Text, primary_key=True),
        Column("moment", Moment, nullable=False, index=True),
        Column("who", Text, nullable=False),
        Column("role", Text),
        Column("act", Text, nullable=False),
        Column("what", Text),
        Column("origin", Text),
        sqlite_strict=True,
    )
