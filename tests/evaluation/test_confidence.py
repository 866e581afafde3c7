"""What gold says of a claim: right or wrong, and how calibration is measured."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.calibration import auc, bins, brier, calibration_error, found_by_review
from evaluation.diagram import diagram
from evaluation.judged import Seen, judge_events, judge_report
from evaluation.misses import load_scorer
from evaluation.run import records
from evaluation.wire import WIRE
from herodotus.model import (
    CasualtyClaim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    Party,
)

#: A scorer with the names that ours has, which pairs claims in the order of the text.
SCORER = """
TYPES = {"FIGHT": "ASSAULT"}
ATTRS = []
def iv(claim):
    return claim["low"], claim["high"]
def count_ok(g, p, pure):
    return g["low"] <= 2 * p["low"] and p["low"] <= 2 * g["low"]
def count_exact(g, p):
    return iv(g) == iv(p)
def outcome_ok(g, p, strict):
    return g["outcome"] == p["outcome"]
def actor_eq(a, b):
    return a == b
def place_eq(a, b):
    return a == b
def codes(actors):
    return {a if isinstance(a, str) else a["country"] for a in actors}
def agrees(wanted, given):
    return not wanted or bool(wanted & given)
def greedy(G, P, ok, rank):
    free, found = set(range(len(P))), []
    for i, g in enumerate(G):
        fit = [j for j in sorted(free) if ok(g, P[j])]
        if fit:
            free.discard(fit[0])
            found.append((i, fit[0]))
    return found
"""


@pytest.fixture(scope="module")
def scorer(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("scorer") / "scorer.py"
    path.write_text(SCORER)
    return load_scorer(path)


def casualty(low: int, side: str | None = None, by: str | None = None) -> Seen:
    claim = CasualtyClaim(
        start=0, end=1, evidence="x", text="x", outcome="killed",
        low=low, high=low, victim_side=side, attributed_to=by,
    )  # fmt: skip
    return claim, frozenset({f"low {low}"})


def gold(low: int, side: str | None = None, by: str | None = None) -> dict[str, Any]:
    claim = {"kind": "casualty", "outcome": "killed", "low": low, "high": low}
    return claim | {"victim_side": side, "attributed_to": by}


def test_a_count_is_right_with_its_side_and_its_source(scorer: Any) -> None:
    report = {"claims": [gold(3, "Mali", "Mali"), gold(10, "Mali"), gold(40, "Mali")]}
    ours = [
        casualty(3, "Mali", "Mali"),
        casualty(10, "Niger"),
        casualty(41, "Mali"),
        casualty(200),
    ]
    told = [right for _, right in judge_report(scorer, report, ours)]
    assert told == [True, False, False, False]


def test_optional_gold_judges_what_is_left(scorer: Any) -> None:
    spare = gold(3, "Mali") | {"optional": True}
    report = {"claims": [spare, gold(3, "Mali", "Mali")]}
    ours = [casualty(3, "Mali", "Mali"), casualty(3, "Mali")]
    assert [r for _, r in judge_report(scorer, report, ours)] == [True, True]


def test_nothing_is_right_in_a_report_of_no_conflict(scorer: Any) -> None:
    report = {"negative": True, "claims": []}
    assert [r for _, r in judge_report(scorer, report, [casualty(3)])] == [False]


def test_tanks_and_towns_are_judged_by_their_own_fields(scorer: Any) -> None:
    tanks = MaterielClaim(
        start=0, end=1, evidence="x", text="x", item="tank", low=2, high=2,
        owner_side="Mali",
    )  # fmt: skip
    town = ControlClaim(
        start=0, end=1, evidence="x", action="captured", by="Mali", place="Gao"
    )
    ours: list[Seen] = [(tanks, frozenset()), (town, frozenset())]
    lost = {"kind": "materiel", "item": "tank", "low": 2, "high": 2}
    lost |= {"owner_side": "Mali", "attributed_to": None}
    held = {
        "kind": "control",
        "place": "Gao; Kidal",
        "action": "captured",
        "by": "Mali",
    }
    report = {"claims": [lost, held]}
    assert [r for _, r in judge_report(scorer, report, ours)] == [True, True]
    report = {"claims": [lost | {"owner_side": "Niger"}, held | {"action": "lost"}]}
    assert [r for _, r in judge_report(scorer, report, ours)] == [False, False]


def test_an_event_is_judged_where_the_gold_event_stands(scorer: Any) -> None:
    text = "Mali attacked Niger, which protested."
    record = {
        "text": text, "event": "FIGHT", "event_spans": ["attacked"],
        "source": [{"country": "MLI"}], "target": [{"country": "NER"}],
    }  # fmt: skip

    def event(words: str, by: str, on: str) -> Seen:
        start = text.index(words)
        claim = EventClaim(
            start=start, end=start + len(words), evidence=words, plover="ASSAULT",
            initiators=(Party(name="a", country=by), Party(name="rebels")),
            targets=(Party(name="b", country=on),),
        )  # fmt: skip
        return claim, frozenset()

    ours = [
        event("Mali attacked Niger", "MLI", "NER"),
        event("protested", "NER", "MLI"),
    ]
    assert [right for _, right in judge_events(scorer, record, ours)] == [True]
    swapped = [event("Mali attacked Niger", "NER", "MLI")]
    assert [r for _, r in judge_events(scorer, record, swapped)] == [False]
    mutual = record | {"symmetric": True}
    assert [r for _, r in judge_events(scorer, mutual, swapped)] == [True]


CHANCES = st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=1)


@given(CHANCES)
def test_bins_hold_every_claim_once_in_order(pairs: list[tuple[float, bool]]) -> None:
    told, right = [p for p, _ in pairs], [r for _, r in pairs]
    found = bins(told, right)
    assert sum(b.claims for b in found) == len(pairs)
    assert sum(b.claims * b.right for b in found) == pytest.approx(sum(right))
    assert all(a.most <= b.least for a, b in pairwise(found))
    for b in found:
        low, high = b.between
        assert low - 0.01 <= b.right <= high + 0.01
    assert 0 <= calibration_error(told, right) <= 1
    assert 0 <= brier(told, right) <= 1


def test_order_does_not_depend_on_the_level() -> None:
    right = [True, False, True, True, False]
    told = [0.9, 0.2, 0.6, 0.3, 0.4]
    assert auc(told, right) == auc([p / 2 for p in told], right) == pytest.approx(5 / 6)
    assert auc(told, [True] * 5) is None


def test_review_finds_all_that_is_wrong_when_it_looks_at_all() -> None:
    told, right = [0.1, 0.2, 0.8, 0.9], [False, True, False, True]
    assert found_by_review(told, right, 0.25) == 0.5
    assert found_by_review(told, right, 1.0) == 1.0
    assert found_by_review(told, [True] * 4, 0.5) is None


def test_the_diagram_puts_each_bin_at_its_place() -> None:
    told, right = [0.25] * 60 + [0.75] * 60, ([True] + [False] * 3) * 15 + [True] * 60
    found = bins(told, right, parts=2)
    drawn = diagram(found, told, title="A < B")
    assert drawn.count("<circle") == 2
    assert 'cx="160.0" cy="310.0"' in drawn
    assert 'cx="340.0" cy="40.0"' in drawn
    assert "A &lt; B" in drawn


@pytest.mark.parametrize("path", WIRE, ids=lambda path: str(path.stem))
def test_our_own_reports_are_whole(path: Path) -> None:
    rows = records(path.read_bytes())
    assert len({row["id"] for row in rows}) == len(rows) > 20
    for row in rows:
        assert {"publisher", "date", "conflict", "text", "claims"} <= set(row)
        assert not (row.get("negative") and row["claims"])
        for claim in row["claims"]:
            if claim["kind"] == "casualty" and claim["high"] is not None:
                assert claim["low"] <= claim["high"]
