"""Tolls: what they stand at, by how much they moved, and from where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.reading.mentions import Mention

Find = Callable[[str], list[Mention]]


@pytest.mark.parametrize(
    ("sentence", "outcome", "number"),
    [
        ("The death toll stands at 65.", "killed", 65),
        ("The total number of dead is 147.", "killed", 147),
        ("The clashes brought the death toll to 112.", "killed", 112),
        ("The number of people killed climbed to 33.", "killed", 33),
        ("The number of wounded stands at 230.", "injured", 230),
    ],
)
def test_a_toll_stands_at_its_number(
    sentence: str, outcome: str, number: int, casualties: Find
) -> None:
    (mention,) = casualties(sentence)
    assert (mention.outcome, mention.low, mention.high) == (outcome, number, number)
    assert mention.toll
    assert not mention.more


@pytest.mark.parametrize(
    ("sentence", "old", "new"),
    [
        ("The death toll rose from 31 to 84.", 31, 84),
        ("The death toll was revised from 90 to 84.", 90, 84),
    ],
)
def test_from_is_the_toll_as_it_was(
    sentence: str, old: int, new: int, casualties: Find
) -> None:
    before, now = casualties(sentence)
    assert (before.low, now.low) == (old, new)


def test_a_toll_that_passes_a_number_is_above_it(casualties: Find) -> None:
    (mention,) = casualties("The death toll has passed 1,000.")
    assert (mention.low, mention.high) == (1001, None)


def test_by_is_the_step_and_to_the_total(casualties: Find) -> None:
    step, total = casualties("The death toll rose by six to 40.")
    assert (step.low, step.more) == (6, True)
    assert (total.low, total.more) == (40, False)
    assert step.toll
    assert total.toll


@pytest.mark.parametrize(
    "sentence",
    [
        "The toll of the bridge rose to 5 dollars.",
        "The number of seats rose from 31 to 84.",
        "The bank raised its count to 12.",
    ],
)
def test_a_toll_of_other_things_is_none(sentence: str, casualties: Find) -> None:
    assert [m for m in casualties(sentence) if m.outcome != "killed"] == []
