"""Who does what to whom: the agents and objects of acts, as concepts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.reading.phrases import Phrases
from herodotus.reading.subevents_lexicon import concepts_in
from herodotus.reading.topic_frames import Act, acts_in

Parse = Callable[[str], Phrases]


@pytest.fixture
def acts(parse: Parse) -> Callable[[str, str], list[Act]]:
    """The acts of a sentence that stand for a concept."""

    def found(sentence: str, concept: str) -> list[Act]:
        tree = parse(sentence).tree
        told = acts_in(tree, concepts_in(tree), {concept, "strike"})
        return [act for act in told if act.concept == concept]

    return found


Acts = Callable[[str, str], list[Act]]


@pytest.mark.parametrize(
    ("sentence", "concept", "agent", "thing"),
    [
        ("Rebels captured the village.", "take", "armed_group", "ground"),
        ("The village was captured by rebels.", "take", "armed_group", "ground"),
        ("Rebels attacked a camp and captured it.", "take", "armed_group", None),
        ("Rebels, who captured the village, fled.", "take", "armed_group", "ground"),
        ("Troops took control of the town.", "control", "state_force", "ground"),
        (
            "Soldiers were killed in a rebel attack.",
            "kill",
            "armed_group",
            "state_force",
        ),
        ("The militants managed to seize a base.", "take", "armed_group", "base"),
    ],
)
def test_an_act_has_its_agent_and_its_object(
    acts: Acts, sentence: str, concept: str, agent: str, thing: str | None
) -> None:
    (act,) = acts(sentence, concept)
    assert agent in act.agents
    assert thing is None or thing in act.objects
    assert act.real


def test_the_attack_in_which_somebody_died_is_not_what_was_done_to(acts: Acts) -> None:
    (act,) = acts("Soldiers were killed in a rebel attack.", "kill")
    assert "armed_group" not in act.objects


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels did not capture the village.",
        "Rebels threatened to capture the village.",
        "Rebels could capture the village.",
        "Rebels tried to capture the village.",
    ],
)
def test_what_is_denied_planned_or_possible_is_not_real(
    acts: Acts, sentence: str
) -> None:
    (act,) = acts(sentence, "take")
    assert not act.real


def test_a_relative_clause_is_no_main_clause(acts: Acts) -> None:
    (aside,) = acts("Police searched a town that rebels had captured.", "take")
    (main,) = acts("Rebels captured a town that police had searched.", "take")
    assert main.main
    assert not aside.main


def test_troops_of_an_armed_group_are_not_a_states(acts: Acts) -> None:
    (act,) = acts("Rebel troops captured the village.", "take")
    assert act.agents >= {"armed_group"}
    assert "state_force" not in act.agents
