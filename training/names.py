"""The name articles' development part, and how well names are found in it."""

import random
from collections.abc import Sequence

import numpy as np

from herodotus.language import Language
from herodotus.language.spans import spans
from training.material import NAME_TAGS, Example

HELD_OUT = 0.05
"""The share of sentences kept apart from training."""


def kept(examples: Sequence[Example], seed: int = 0) -> list[Example]:
    """Return the sentences to train on."""
    shuffled = _shuffled(examples, seed)
    return shuffled[int(len(shuffled) * HELD_OUT) :]


def held_out(examples: Sequence[Example], seed: int = 0) -> list[Example]:
    """Return the sentences to measure on."""
    shuffled = _shuffled(examples, seed)
    return shuffled[: int(len(shuffled) * HELD_OUT)]


def names_f1(language: Language, examples: Sequence[Example]) -> float:
    """Return F1 of names: same words, same kind."""
    right = ours = theirs = 0
    for example in examples:
        found = set(language.network.read_sentence(list(example.words)).names)
        gold = set(spans(np.eye(len(NAME_TAGS))[list(example.names)], NAME_TAGS))
        right += len(found & gold)
        ours += len(found)
        theirs += len(gold)
    return 2 * right / (ours + theirs)


def _shuffled(examples: Sequence[Example], seed: int) -> list[Example]:
    shuffled = list(examples)
    random.Random(seed).shuffle(shuffled)
    return shuffled
