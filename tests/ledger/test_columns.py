"""Claims counted in memory are those that the database counts and lists."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from evaluation.generated import readings
from herodotus.ledger import Ledger, columns, facets
from herodotus.model import Decision, Scope

SCOPES: list[dict[str, Any]] = [
    {},
    {"side": "South Africa"},
    {"outcome": "killed", "status": "civilian"},
    {"said_by": "defence", "place": "a"},
    {"publisher": "outlet 1", "background": False},
    {"since": "1967-01-01", "until": "1968-06-30"},
    {"as_of": "1990-01-01", "denied": False},
    {"country": "NAM", "kind": "control"},
    {"text": "tanks", "confidence": 0.75},
    {"conflict": "Namibian", "side": "SWAPO"},
    {"side": "nobody"},
]


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    """Some hundred claims of several wars, of which reviewers decided some."""
    ledger.add_all(readings(400))
    changes = {"edit": {"place": "Anywhere", "outcome": "injured"}}
    verdicts = ("accept", "reject", "edit", "merge", "skip")
    some = [one.claim for one in ledger.claims(kind="casualty", limit=25)]
    for number, claim in enumerate(some):
        verdict = verdicts[number % len(verdicts)]
        ledger.decide(
            Decision.model_validate(
                {
                    "claim": claim.id,
                    "verdict": verdict,
                    "reviewer": "ann",
                    "moment": datetime(2020, 10, 9, 12, number, tzinfo=UTC),
                    "changes": changes.get(verdict, {}),
                    "into": some[-1].id if verdict == "merge" else None,
                }
            )
        )
    return ledger


@pytest.mark.parametrize("asked", SCOPES, ids=str)
def test_memory_and_database_agree(
    told: Ledger, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = Scope.model_validate(asked)
    with told.claims(scope)._connect() as connection:
        in_memory = facets.spread(connection, scope, names=facets.NAMES)
        first = columns.first_by_day(connection, scope, limit=20, offset=3)
        assert first is not None
        listed = list(first)
    monkeypatch.setattr(columns, "MOST", -1)
    columns._held.clear()
    assert in_memory.total == len(told.claims(scope))
    assert listed == list(told.claims(scope, sort="date", limit=20, offset=3))
    with told.claims(scope)._connect() as connection:
        assert in_memory == facets.spread(connection, scope, names=facets.NAMES)


def test_what_is_added_or_decided_counts_at_once(told: Ledger) -> None:
    before = told.claims().spread(("review",))
    undecided = next(iter(told.claims(review="open", limit=1))).claim.id
    told.decide(
        Decision.model_validate(
            {
                "claim": undecided,
                "verdict": "reject",
                "reviewer": "bea",
                "moment": datetime(2021, 1, 1, tzinfo=UTC),
            }
        )
    )
    after = told.claims().spread(("review",))
    assert after.total < before.total
    told.add_all(readings(30, seed=2))
    assert told.claims().spread(("review",)).total > after.total
