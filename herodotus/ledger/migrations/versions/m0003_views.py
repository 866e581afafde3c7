"""Views for those who ask in SQL: Datasette, DuckDB, R, QGIS (docs/ledger.md).

A later step that makes `claims` or `reports` anew has to drop these before, and to make
them again after it.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

#: Every claim that counts, with what is known of its report.
CURRENT_CLAIMS = """
    CREATE VIEW current_claims AS
    SELECT
        c.id, c.kind, c.conflict, c.country, c.about, c.evidence, c.attributed_to,
        c.speaker, c.attribution_cue, c.stance, c.relayed_by, c.place, c.lat, c.lon,
        c.place_precision, c.date_start, c.date_end, c.date_precision, c.background,
        c.denied, c.outcome, c.low, c.high, c.approx, c.text, c.counting, c.victims,
        c.victim_side, c.victim_status, c.perpetrator, c.cause, c.side, c.item,
        c.owner_side, c.fate, c.action, c."by", c.plover, c.plover_mode, c.cameo,
        c.acled_event_type, c.acled_sub_event_type, c.initiators, c.targets, c.weapon,
        c.modality, c.relations, c.confidence, c.start, c."end",
        r."key" AS report_key, r.id AS report_id, r.day AS report_day, r.publisher,
        r.agency, r.title, r.url, r.voice
    FROM claims AS c JOIN reports AS r ON r."key" = c.report
    WHERE c.current{yes}
"""

#: What is said of people killed, injured, missing, captured or displaced.
CASUALTIES = """
    CREATE VIEW current_casualties AS
    SELECT
        report_day, conflict, victim_side, victim_status, outcome, low, high, approx,
        counting, text, victims, attributed_to, speaker, stance, place, lat, lon,
        date_start, date_end, perpetrator, cause, background, denied, evidence,
        confidence, id, report_id, publisher, title, url, voice
    FROM current_claims
    WHERE kind = 'casualty'
"""


def upgrade() -> None:
    """Make the views."""
    yes = " = 1" if op.get_bind().dialect.name == "sqlite" else ""
    op.execute(CURRENT_CLAIMS.format(yes=yes))
    op.execute(CASUALTIES)
