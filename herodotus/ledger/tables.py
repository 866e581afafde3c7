"""The tables of a ledger, which only ever grow.

Reports, readings, claims, decisions and failures are added and never changed; so are
acts, and a token only ever gets the moment at which it was revoked. What is
derived from them, and can be made anew at any time, stands in columns that say so:
`reports.voice`, `reports.reading`, `claims.current`, `claims.conflict`,
`claims.country`, `claims.about`, and the tables `sketches`, `bands` and `turns`.

Rows are named by hashes of what they say, so that adding the same again, in any order
and from any number of processes, comes to the same ledger. Every constraint has a name,
by one convention, from the first migration on.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from herodotus.ledger.types import Day, Flagged, Json, Large, Moment, Real

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

reports = Table(
    "reports",
    metadata,
    Column("key", Text, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("date", Day),
    Column("place", Text),
    Column("title", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("author", Text),
    Column("language", Text),
    Column("agency", Text),
    Column("body_start", Integer, nullable=False),
    Column("dateline", Json),
    Column("headers", Json),
    Column("date_from", Text),
    Column("place_from", Text),
    Column("kept", Moment, nullable=False),
    Column("day", Day, nullable=False, index=True),  # date, else the day of `kept`
    Column("voice", Text, nullable=False, index=True),  # derived
    Column("reading", Text),  # derived: the newest reading
    sqlite_strict=True,
)

readings = Table(
    "readings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("report", Text, ForeignKey("reports.key"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("kept", Moment, nullable=False),
    sqlite_strict=True,
)

_CURRENT: dict[str, Any] = {  # an index of the claims of the newest readings alone
    "sqlite_where": text("current = 1"),
    "postgresql_where": text("current"),
}

#: One row a claim of a reading: the flat columns of the contract (docs/codebook.md),
#: those of every kind, and beside them what is asked for most.
claims = Table(
    "claims",
    metadata,
    Column("reading", Text, ForeignKey("readings.key"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("report", Text, ForeignKey("reports.key"), nullable=False),
    Column("day", Day, nullable=False),  # of the report
    Column("current", Flagged, nullable=False),  # derived: of the newest reading
    Column("conflict", Text),  # derived
    Column("country", Text),  # derived: ISO3
    Column("about", Text),  # derived: the side that it is about
    # The days that it is about, as far as they are known: from, and to.
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
    # What most questions ask for, of the readings that count, by day.
    Index(None, "conflict", "about", "outcome", "begins", "kind", **_CURRENT),
    Index(None, "about", "outcome", "begins", **_CURRENT),
    Index(None, "country", "begins", **_CURRENT),
    Index(None, "begins", **_CURRENT),
    Index(None, "day", **_CURRENT),
    sqlite_strict=True,
)

decisions = Table(
    "decisions",
    metadata,
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

failures = Table(
    "failures",
    metadata,
    Column("key", Text, primary_key=True),
    Column("id", Text, nullable=False, index=True),
    Column("error", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("language", Text),  # of a report that was set aside
    Column("kept", Moment, nullable=False),
    sqlite_strict=True,
)

# Near-duplicates, all derived from the texts.

sketches = Table(
    "sketches",
    metadata,
    Column("report", Text, ForeignKey("reports.key"), primary_key=True),
    Column("algorithm", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("shingles", Integer, nullable=False),
    Column("figures", LargeBinary, nullable=False),
    # The reports of one wording, whatever their figures, by the least key among them.
    Column("family", Text, nullable=False, index=True),
    sqlite_strict=True,
)

bands = Table(
    "bands",
    metadata,
    Column("band", Integer, nullable=False),
    Column("bucket", Large, nullable=False),
    Column("report", Text, ForeignKey("reports.key"), nullable=False),
    PrimaryKeyConstraint("band", "bucket", "report"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Who may use a ledger that is served (herodotus/ledger/rights.py): no part of what it
# holds. The hash of a token is of 256 random bits, from which nobody comes back to it.

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("ends", Moment),
    Column("revoked", Moment),
    sqlite_strict=True,
)

acts = Table(
    "acts",
    metadata,
    Column("key", Text, primary_key=True),
    Column("moment", Moment, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("role", Text),
    Column("act", Text, nullable=False),
    Column("what", Text),
    Column("origin", Text),
    sqlite_strict=True,
)

# What answers follow from (`ledger.turns`).

turns = Table(
    "turns",
    metadata,
    Column("conflict", Text, primary_key=True),  # "" stands for all that is there
    Column("token", Text, nullable=False),  # drawn anew whenever anything changes
    sqlite_strict=True,
)

#: The tables whose rows make up what a ledger holds; turns are each ledger's own, and
#: who may use it, and did, is no part of what it holds.
HOLDING = tuple(
    table for table in metadata.sorted_tables if table not in (turns, tokens, acts)
)
