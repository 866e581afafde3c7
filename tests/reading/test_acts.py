"""What was done to what, by whom, and whether it happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from herodotus.reading.acts import agents, happened, patients
from herodotus.reading.phrases import Phrases

Parse = Callable[[str], Phrases]

#: A sentence, its word of action, what that was done to, and by whom.
DONE = [
    ("Rebels destroyed the tank.", "destroyed", ["tank"], ["Rebels"]),
    ("The tank was destroyed by rebels.", "destroyed", ["tank"], ["rebels"]),
    ("They showed tanks that were destroyed.", "destroyed", ["tanks"], []),
    ("The army saw the tank destroyed by rebels.", "destroyed", ["tank"], ["rebels"]),
    ("The army showed two captured tanks.", "captured", ["tanks"], []),
    ("Rebels advanced and captured the town.", "captured", ["town"], ["Rebels"]),
    ("The destruction of a tank by rebels.", "destruction", [], ["rebels"]),
    ("Rebels managed to capture the town.", "capture", ["town"], ["Rebels"]),
    ("Ten men were killed and five trucks destroyed.", "destroyed", ["trucks"], []),
    ("Journalists counted 20 burnt-out tanks.", "burnt", ["tanks"], []),
    ('Two planes were struck "a number of times".', "struck", ["planes"], []),
]

#: A sentence, and whether what its word says is told as a fact.
FACTS = [
    ("Rebels captured the town.", "captured", True),
    ("Rebels have not captured the town.", "captured", False),
    ("Rebels would capture the town.", "capture", False),
    ("Rebels may have captured the town.", "captured", True),
    ("Rebels may capture the town.", "capture", False),
    ("Rebels tried to capture the town.", "capture", False),
    ("Rebels managed to capture the town.", "capture", True),
    ("Rebels claim to have captured the town.", "captured", True),
    ("If rebels captured the town, the war would end.", "captured", False),
    ("The army denied that rebels had captured the town.", "captured", False),
    ("The army vowed revenge after rebels captured the town.", "captured", True),
    ("The army wants to retake the town captured by rebels.", "captured", True),
    ("The army wants to retake the town captured by rebels.", "retake", False),
    ("The capture of the town was confirmed.", "capture", True),
    ("The army ordered the capture of the town.", "capture", False),
    ("Rebels withdrew without capturing the town.", "capturing", False),
    ("The plan of the rebels was to capture the town.", "capture", False),
    ("The army delayed withdrawing from the town.", "withdrawing", False),
    ("Rebels almost captured the town.", "captured", False),
    ("Rebels plan to attack and capture the town.", "capture", False),
    ("The army was forced to abandon the town.", "abandon", True),
]


@pytest.mark.parametrize(("text", "word", "what", "who"), DONE)
def test_what_was_done_by_whom(
    text: str, word: str, what: list[str], who: list[str], parse: Parse
) -> None:
    tree = parse(text).tree
    verb = next(i for i, token in enumerate(tree.tokens) if token.text == word)
    assert [tree.tokens[i].text for i in patients(tree, verb)] == what
    assert [tree.tokens[i].text for i in agents(tree, verb)] == who


@pytest.mark.parametrize(("text", "word", "fact"), FACTS)
def test_whether_it_happened(text: str, word: str, fact: bool, parse: Parse) -> None:
    tree = parse(text).tree
    verb = next(i for i, token in enumerate(tree.tokens) if token.text == word)
    assert happened(tree, verb) is fact
