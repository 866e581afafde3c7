"""How a clause stands: as a fact, to come, possible, denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.reading.modality import modality_of, modality_over
from herodotus.reading.phrases import Phrases

Parse = Callable[[str], Phrases]


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The rebels attacked the town.", "actual"),
        ("The rebels will attack the town.", "future"),
        ("The rebels may attack the town.", "hypothetical"),
        ("The rebels never attacked the town.", "negated"),
        ("Troops will leave if the rebels attack the town.", "hypothetical"),
    ],
)
def test_a_verb_stands_as_its_helpers_say(
    parse: Parse, sentence: str, modality: str
) -> None:
    tree = parse(sentence).tree
    assert modality_of(tree, tree.lemmas.index("attack")) == modality


def test_a_named_event_stands_as_the_verb_over_it(parse: Parse) -> None:
    tree = parse("An offensive could begin in the spring.").tree
    assert modality_over(tree, tree.lemmas.index("offensive")) == "hypothetical"
