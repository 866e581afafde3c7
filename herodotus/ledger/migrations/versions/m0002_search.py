"""The indexes of full text, which are derived and hold nothing of their own."""

from __future__ import annotations

from alembic import op

from herodotus.ledger import search

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the indexes, empty, and take in what is there."""
    connection = op.get_bind()
    search.create(connection)
    search.rebuild(connection)
