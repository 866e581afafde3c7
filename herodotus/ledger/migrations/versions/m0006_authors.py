"""Who wrote a report; in which language one is that was set aside."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns, empty, and an index of failures by their id."""
    op.add_column("reports", Column("author", Text))
    op.add_column("failures", Column("language", Text))
    op.create_index("ix_failures_id", "failures", ["id"])
