"""The hundred misses: their list, their page, and what counts as gone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from evaluation.misses import (
    Miss,
    count_faults,
    load_misses,
    load_scorer,
    remaining,
    report_faults,
)

ROOT = Path(__file__).parents[2]

#: A scorer with the names that ours has, which pairs claims of one number in order.
SCORER = """
ATTRS = [
    ("+ victim side", lambda g, p: g.get("side") == p.get("side")),
    ("+ background flag", lambda g, p: False),
]
def iv(claim):
    return claim["low"], claim["high"]
def count_ok(g, p, pure):
    return g["low"] == p["low"]
def count_exact(g, p):
    return iv(g) == iv(p)
def outcome_ok(g, p, strict):
    return g["outcome"] == p["outcome"]
def greedy(G, P, ok, rank):
    pairs = [(rank(g, p), -i, -j) for i, g in enumerate(G)
             for j, p in enumerate(P) if ok(g, p)]
    left, right, out = set(), set(), []
    for _, i, j in sorted(pairs, reverse=True):
        if i not in left and j not in right:
            left.add(i), right.add(j), out.append((-i, -j))
    return out
"""


def casualty(low: int, **fields: object) -> dict[str, object]:
    return {"kind": "casualty", "outcome": "killed", "low": low, "high": low, **fields}


@pytest.fixture
def scorer(tmp_path: Path) -> Any:  # a module, whatever it holds
    path = tmp_path / "scorer.py"
    path.write_text(SCORER)
    return load_scorer(path)


def faults(scorer: Any, gold: list[Any], told: list[Any]) -> set[tuple[str, ...]]:
    return report_faults(
        scorer, [{"id": "a", "claims": gold}], [{"id": "a", "claims": told}]
    )


def test_there_are_a_hundred_and_each_is_another() -> None:
    misses = load_misses()
    assert len(misses) == len({miss[:4] for miss in misses}) == 100
    assert Counter(miss.set for miss in misses) == {"reports": 60, "counts": 40}


def test_the_page_counts_the_list_and_explains_each_cause() -> None:
    page = (ROOT / "docs" / "error-analysis.md").read_text("utf-8")
    told = dict(re.findall(r"(?m)^\| ([^|]+?) \| (\d+) \|", page))
    causes = Counter(miss.cause for miss in load_misses())
    assert {cause: int(n) for cause, n in told.items()} == {**causes, "all": 100}
    assert set(re.findall(r"(?m)^- \*\*(.+?)\*\*:", page)) == set(causes)


def test_a_claim_not_found_and_one_too_many_are_faults(scorer: Any) -> None:
    materiel = {"kind": "materiel", "low": 2, "high": 2}
    assert faults(scorer, [materiel, casualty(5)], [casualty(7)]) == {
        ("reports", "a", "1", "missed"),
        ("reports", "a", "killed:7-7", "spurious"),
    }


def test_an_open_number_has_no_upper_figure(scorer: Any) -> None:
    told = [casualty(7) | {"high": None}]
    assert faults(scorer, [], told) == {("reports", "a", "killed:7-", "spurious")}


def test_of_a_claim_found_the_aspects_that_differ_are_faults(scorer: Any) -> None:
    gold = [casualty(5, side="Mali"), casualty(6, side="Mali")]
    told = [casualty(5, side="Chad"), casualty(6, side="Mali")]
    assert faults(scorer, gold, told) == {("reports", "a", "0", "side")}


def test_an_optional_claim_is_neither_missed_nor_too_many(scorer: Any) -> None:
    gold = [casualty(5, optional=True)]
    assert faults(scorer, gold, []) == faults(scorer, gold, [casualty(5)]) == set()


def test_a_number_of_victims_is_a_fault_where_the_gold_has_another() -> None:
    gold = [
        {"id": "a", "gold": {"deaths": 3, "injured": None}},
        {"id": "b", "gold": {"deaths": 4, "injured": 0}},
    ]
    told: list[dict[str, object]] = [
        {"id": "a", "killed": 2, "injured": 9},
        {"id": "b", "killed": 4, "injured": None},
    ]
    assert count_faults(gold, told) == {("counts", "a", "killed", "count")}


def test_a_miss_remains_while_that_aspect_of_that_claim_is_wrong() -> None:
    side = Miss("reports", "a", "0", "side", "side by context")
    place = Miss("reports", "a", "0", "place", "place of something else")
    assert remaining([side, place], {("reports", "a", "0", "place")}) == [place]


def test_the_scorer_is_what_decides_a_match() -> None:
    strange = SimpleNamespace(greedy=lambda *_: [], ATTRS=[])
    gold, told = [casualty(5)], [casualty(5)]
    assert len(faults(cast("Any", strange), gold, told)) == 2
