"""Made-up reports: the same ones for a seed, with spans that hold."""

from __future__ import annotations

from evaluation.generated import readings
from evaluation.ledger_bench import conflicts, filtered
from herodotus.ledger import Ledger
from herodotus.model.columns import KINDS


def test_readings_follow_from_their_seed() -> None:
    assert list(readings(200)) == list(readings(200))
    assert list(readings(200)) != list(readings(200, seed=2))


def test_spans_hold_and_every_kind_is_there() -> None:
    made = list(readings(1000))
    claims = [(one.report, claim) for one in made for claim in one.claims]
    assert 1000 <= len(claims) < 1010
    assert {claim.kind for _, claim in claims} == set(KINDS)
    for report, claim in claims:
        assert report.text[claim.start : claim.end] == claim.evidence
    words = sum(len(one.report.text.split()) for one in made) / len(made)
    assert 150 < words < 300


def test_some_reports_are_copies_and_wars_differ_in_size() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_all(readings(1500))
        listed = list(ledger.claims())
        copies = {t.card.key for t in listed if t.voice != t.card.key}
        assert 0.05 < len(copies) / len(ledger) < 0.3
        sizes = conflicts(ledger)
        assert len(sizes) > 20
        assert sizes[0].claims > 3 * sizes[len(sizes) // 2].claims
        assert len(ledger.claims(filtered(ledger, sizes[0].conflict))) > 0
