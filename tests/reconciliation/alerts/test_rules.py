"""Rules of when to be told: what they mean, and what is wrong with what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.errors import RuleProblem
from herodotus.reconciliation.alerts.rules import Days, Rule, parse_rule

MEANT: dict[str, dict[str, object]] = {
    "new claim": {"subject": "claim"},
    "new  party ": {"subject": "party", "words": "new party"},
    "contradiction": {"subject": "contradiction"},
    "a new contradiction": {"subject": "contradiction"},
    'new claim of Armenia in "Nagorno-Karabakh"': {
        "subject": "claim",
        "side": "Armenia",
        "within": "Nagorno-Karabakh",
    },
    "killed > 50": {"outcome": "killed", "bound": 50},
    "killed today > 50": {"outcome": "killed", "bound": 50, "days": Days(0, 0)},
    "killed > 50 today": {"outcome": "killed", "bound": 50, "days": Days(0, 0)},
    "killed yesterday ≥ 1,000": {"bound": 999, "days": Days(1, 1)},
    "wounded last 7 days over 20": {
        "outcome": "injured",
        "bound": 20,
        "days": Days(6, 0),
    },
    "civilians killed at least 10": {"status": "civilian", "bound": 9},
    "high missing soldiers more than 3": {
        "estimate": "high",
        "outcome": "missing",
        "status": "combatant",
        "bound": 3,
    },
    "displaced in South Sudan > 10000": {"within": "South Sudan", "bound": 10_000},
    "deaths of “Free Syrian Army” >= 5": {"side": "Free Syrian Army", "bound": 4},
}


@pytest.mark.parametrize("words", MEANT)
def test_what_a_rule_means(words: str) -> None:
    rule = parse_rule(words)
    for field, value in MEANT[words].items():
        assert getattr(rule, field) == value, field


WRONG = {
    "": "empty",
    "kiled > 50": "is `killed` meant?",
    "killed": "needs a number",
    "> 50": "what became of people",
    "killed < 50": "`>` or `>=`",
    "killed = 50": "`>` or `>=`",
    "killed > many": "a number, like 50",
    "killed > 1.5": "a number, like 50",
    "killed > 50 > 60": "said twice",
    "killed injured > 5": "said twice",
    "killed of > 5": "stands a name",
    'killed in "" > 5': "stands a name",
    "killed last week > 5": "a number",
    "killed last 0 days > 5": "a number and `days`",
    "killed last 3 > 5": "a number and `days`",
    "new war": "`claim`, `party` or `contradiction`",
    "new claim today": "only `of` a side",
    "killed more 5": "no such word",
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_with_a_rule_is_said(words: str) -> None:
    with pytest.raises(RuleProblem) as caught:
        parse_rule(words)
    assert WRONG[words] in caught.value.message
    assert caught.value.facts["rule"] == words


def parsed(words: str) -> Rule | str:
    """The rule, or what is said against it."""
    try:
        return parse_rule(words)
    except RuleProblem as problem:
        return problem.message


@given(st.text(max_size=40))
def test_any_words_are_a_rule_or_are_refused(words: str) -> None:
    rule = parsed(words)
    assert rule if isinstance(rule, str) else parsed(rule.words) == rule


@given(st.lists(st.sampled_from([*"><=", "killed", "new", "last", "3", "of", '"x"'])))
def test_words_of_the_language_in_any_order_never_break_it(words: list[str]) -> None:
    rule = parsed(" ".join(words))
    if isinstance(rule, str):
        assert "cannot be understood" in rule or "empty" in rule
