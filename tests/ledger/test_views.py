"""The views for those who ask in SQL."""

from __future__ import annotations

from sqlalchemy import text

from herodotus.ledger import Ledger
from herodotus.ledger.database import reading
from tests.samples import front, karabakh


def test_the_views_show_what_counts(ledger: Ledger) -> None:
    first = karabakh()[0]
    ledger.add_all([first, front()[0]])
    few = {"reader": "by hand 2", "claims": first.claims[:2]}
    ledger.add(first.model_copy(update=few))
    with reading(ledger._engine) as connection:
        rows = connection.execute(text("SELECT * FROM current_claims")).mappings().all()
        question = text("SELECT outcome, low FROM current_casualties WHERE low = 84")
        losses = [tuple(row) for row in connection.execute(question)]
    counting = {claim.id for claim in first.claims[:2] + front()[0].claims}
    assert {row["id"] for row in rows} == counting
    assert {row["report_id"] for row in rows} == {
        first.report.id,
        front()[0].report.id,
    }
    assert losses == [("killed", 84)]
