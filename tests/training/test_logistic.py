"""Fitting weights: a case whose truth is known, and the rules that keep it honest."""

from __future__ import annotations

import random
from math import exp

import numpy as np
import pytest

from evaluation.calibration import auc, calibration_error
from training.logistic import (
    SCANT,
    Example,
    cross_validated,
    fit,
    fit_kind,
    folds,
    likely,
    newton,
)

TRUE = {"base": 0.5, "bad": -1.5, "good": 1.0, "idle": 0.0}


def claims(number: int, *, seed: int = 7) -> list[Example]:
    """Claims that are right by a chance that follows from their signs."""
    dice = random.Random(seed)
    made = []
    for n in range(number):
        signs = frozenset(s for s in ("bad", "good", "idle") if dice.random() < 0.4)
        odds = TRUE["base"] + sum(TRUE[s] for s in signs)
        right = dice.random() < 1 / (1 + exp(-odds))
        made.append(Example("made", f"r{n // 5}", "casualty", signs, right))
    return made


def test_the_weights_that_made_the_claims_are_found_again() -> None:
    found = fit(claims(8000), penalty=1.0)
    assert found.base == pytest.approx(TRUE["base"], abs=0.15)
    for sign in ("bad", "good", "idle"):
        assert found.signs[sign] == pytest.approx(TRUE[sign], abs=0.15)


def test_the_slope_is_nothing_where_the_steps_end() -> None:
    examples = claims(300)
    signs = ("bad", "good", "idle")
    seen = np.array([[1.0, *(s in e.signs for s in signs)] for e in examples])
    right = np.array([float(e.right) for e in examples])
    found = newton(seen, right, penalty=3.0)
    given = 1 / (1 + np.exp(-(seen @ found)))
    slope = seen.T @ (right - given) - np.array([0.0, 3.0, 3.0, 3.0]) * found
    slope[0] += 0.5 - 1 / (1 + np.exp(-found[0]))
    assert np.abs(slope).max() < 1e-6


def test_a_penalty_draws_weights_to_nothing() -> None:
    examples = claims(400)
    free, drawn = fit(examples, penalty=0.1), fit(examples, penalty=100.0)
    for sign in ("bad", "good"):
        assert abs(drawn.signs[sign]) < abs(free.signs[sign])


def test_claims_that_all_agree_leave_room_for_doubt() -> None:
    always = [e._replace(right=True) for e in claims(60)]
    assert 0.9 < likely(fit(always), frozenset()) < 1


def test_a_sign_seen_too_seldom_is_not_weighed() -> None:
    examples = claims(200)
    for n in range(3):
        examples[n] = examples[n]._replace(signs=frozenset({"rare"}))
    assert "rare" not in fit(examples).signs


def test_of_few_claims_only_the_rule_is_weighed() -> None:
    few = [e._replace(signs=e.signs | {"rule act"}) for e in claims(SCANT - 1)]
    assert set(fit_kind(few).signs) == {"rule act"}
    many = [e._replace(signs=e.signs | {"rule act"}) for e in claims(SCANT)]
    assert {"bad", "good", "rule act"} <= set(fit_kind(many).signs)


def test_no_report_helps_to_judge_itself() -> None:
    """A sign that marks one report cannot be learnt from that report."""
    examples = claims(200)
    own = [
        e._replace(signs=e.signs | {"marks r3"}, right=False) if e.report == "r3" else e
        for e in examples
    ]
    plain = [e._replace(right=False) if e.report == "r3" else e for e in examples]
    at = [n for n, e in enumerate(examples) if e.report == "r3"]
    with_sign, without = cross_validated(own), cross_validated(plain)
    assert [with_sign[n] for n in at] == [without[n] for n in at]
    assert fit_kind(own).signs["marks r3"] < 0


def test_held_out_chances_are_calibrated_and_in_order() -> None:
    examples = claims(4000)
    told = cross_validated(examples)
    right = [e.right for e in examples]
    assert calibration_error(told, right) < 0.04
    order = auc(told, right)
    assert order is not None
    assert order > 0.65


def test_every_report_is_in_one_part_and_parts_are_even() -> None:
    reports = [f"r{n}" for n in range(25)] * 2
    part = folds(reports, parts=10)
    sizes = [list(part.values()).count(n) for n in range(10)]
    assert set(part) == set(reports)
    assert max(sizes) - min(sizes) <= 1
    assert folds(reversed(reports), parts=10) == part
