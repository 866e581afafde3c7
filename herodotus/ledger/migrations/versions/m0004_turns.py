"""A token for each conflict, drawn anew whenever its claims change."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

from herodotus.ledger.turns import turn_all

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table, and draw the first tokens."""
    op.create_table(
        "turns",
        Column("conflict", Text, primary_key=True),
        Column("token", Text, nullable=False),
        sqlite_strict=True,
    )
    turn_all(op.get_bind())
