"""A claim can be merged into one of the same conflict, side and outcome."""

from __future__ import annotations

from herodotus.reconciliation.review.merging import alike
from tests.reconciliation.tellings import told


def test_the_likeliest_comes_first_and_others_are_not_offered() -> None:
    claim = told(5, 3, name="claim")
    others = [
        claim,
        told(5, 9, name="same number, far day"),
        told(5, 4, name="same number, near day"),
        told(7, 3, name="other number"),
        told(5, 3, name="injured", outcome="injured"),
        told(5, 3, name="of the other side", victim_side="Azerbaijan"),
        told(5, 3, name="of another war", conflict=None),
    ]
    assert [one.claim.id for one in alike(claim, others)] == [
        "same number, near day",
        "same number, far day",
        "other number",
    ]
    assert len(alike(claim, others, limit=1)) == 1
    assert alike(claim, reversed(others)) == alike(claim, others)
