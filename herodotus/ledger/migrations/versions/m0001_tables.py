"""The tables, as the first version had them."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import (
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    text,
)

from herodotus.ledger.types import Day, Flagged, Json, Large, Moment, Real

revision = "0001"
down_revision = None

_CURRENT: dict[str, Any] = {
    "sqlite_where": text("current = 1"),
    "postgresql_where": text("current"),
}


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "reports",
        Column("key", Text, primary_key=True),
        Column("id", Text, nullable=False, index=True),
        Column("sha256", Text, nullable=False, index=True),
        Column("text", Text, nullable=False),
        Column("date", Day),
        Column("place", Text),
        Column("title", Text),
        Column("url", Text),
        Column("publisher", Text),
        Column("language", Text),
        Column("agency", Text),
        Column("body_start", Integer, nullable=False),
        Column("dateline", Json),
        Column("headers", Json),
        Column("date_from", Text),
        Column("place_from", Text),
        Column("kept", Moment, nullable=False),
        Column("day", Day, nullable=False, index=True),
        Column("voice", Text, nullable=False, index=True),
        Column("reading", Text),
        sqlite_strict=True,
    )
    op.create_table(
        "readings",
        Column("key", Text, primary_key=True),
        Column("report", Text, ForeignKey("reports.key"), nullable=False, index=True),
        Column("reader", Text, nullable=False),
        Column("kept", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "claims",
        Column("reading", Text, ForeignKey("readings.key"), nullable=False),
        Column("ordinal", Integer, nullable=False),
        Column("report", Text, ForeignKey("reports.key"), nullable=False),
        Column("day", Day, nullable=False),
        Column("current", Flagged, nullable=False),
        Column("conflict", Text),
        Column("country", Text),
        Column("about", Text),
        Column("begins", Day, Computed("coalesce(date_start, date_end, day)", True)),
        Column("ends", Day, Computed("coalesce(date_end, day)", True)),
        Column("id", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("evidence", Text, nullable=False),
        Column("attributed_to", Text),
        Column("speaker", Text),
        Column("attribution_cue", Text),
        Column("stance", Text, nullable=False),
        Column("relayed_by", Text),
        Column("place", Text),
        Column("lat", Real),
        Column("lon", Real),
        Column("place_precision", Integer),
        Column("date_start", Day),
        Column("date_end", Day),
        Column("date_precision", Integer),
        Column("background", Flagged, nullable=False),
        Column("denied", Flagged, nullable=False),
        Column("outcome", Text),
        Column("low", Large),
        Column("high", Large),
        Column("approx", Flagged),
        Column("text", Text),
        Column("counting", Text),
        Column("victims", Text),
        Column("victim_side", Text),
        Column("victim_status", Text),
        Column("perpetrator", Text),
        Column("cause", Text),
        Column("side", Text),
        Column("item", Text),
        Column("owner_side", Text),
        Column("fate", Text),
        Column("action", Text),
        Column("by", Text),
        Column("presupposed", Flagged),
        Column("plover", Text),
        Column("plover_mode", Text),
        Column("cameo", Text),
        Column("acled_event_type", Text),
        Column("acled_sub_event_type", Text),
        Column("contexts", Json),
        Column("initiators", Json),
        Column("targets", Json),
        Column("reciprocal", Flagged),
        Column("weapon", Text),
        Column("modality", Text),
        Column("relations", Json),
        Column("rule", Text, nullable=False),
        Column("confidence", Real),
        PrimaryKeyConstraint("reading", "id"),
        Index(None, "id"),
        Index(None, "report"),
        Index(None, "conflict", "about", "outcome", "begins", "kind", **_CURRENT),
        Index(None, "about", "outcome", "begins", **_CURRENT),
        Index(None, "country", "begins", **_CURRENT),
        Index(None, "begins", **_CURRENT),
        Index(None, "day", **_CURRENT),
        sqlite_strict=True,
    )
    op.create_table(
        "decisions",
        Column("id", Text, primary_key=True),
        Column("claim", Text, nullable=False, index=True),
        Column("verdict", Text, nullable=False),
        Column("reviewer", Text, nullable=False),
        Column("moment", Moment, nullable=False),
        Column("changes", Json),
        Column("into", Text),
        Column("undoes", Text),
        Column("note", Text),
        sqlite_strict=True,
    )
    op.create_table(
        "failures",
        Column("key", Text, primary_key=True),
        Column("id", Text, nullable=False),
        Column("error", Text, nullable=False),
        Column("message", Text, nullable=False),
        Column("kept", Moment, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "sketches",
        Column("report", Text, ForeignKey("reports.key"), primary_key=True),
        Column("algorithm", Text, nullable=False),
        Column("signature", LargeBinary, nullable=False),
        Column("shingles", Integer, nullable=False),
        Column("figures", LargeBinary, nullable=False),
        Column("family", Text, nullable=False, index=True),
        sqlite_strict=True,
    )
    op.create_table(
        "bands",
        Column("band", Integer, nullable=False),
        Column("bucket", Large, nullable=False),
        Column("report", Text, ForeignKey("reports.key"), nullable=False),
        PrimaryKeyConstraint("band", "bucket", "report"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
