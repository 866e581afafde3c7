"""The name articles kept apart from training, and how well names are found in them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from evaluation.names import APART
from herodotus.language import Language
from herodotus.language.network import OTHER
from herodotus.language.spans import spans
from training.material import NAME_TAGS, Example, names


def held_out(folder: Path) -> Iterator[Example]:
    """Yield the sentences of the world news that are kept apart."""
    path = folder / "worldwide-train.jsonl"
    learnt = {one.words for one in names(path, apart=APART[path.stem])}
    yield from (one for one in names(path) if one.words not in learnt)


def in_capitals(examples: Sequence[Example]) -> list[Example]:
    """Return sentences as if printed in capitals."""
    return [
        replace(one, words=tuple(word.upper() for word in one.words))
        for one in examples
    ]


def names_f1(language: Language, examples: Sequence[Example]) -> float:
    """Return F1 of names: same words, same kind."""
    right = ours = theirs = 0
    for example in examples:
        found = set(language.network.read_sentence(list(example.words)).names)
        marked = spans(np.eye(len(NAME_TAGS))[list(example.names)], NAME_TAGS)
        gold = {name for name in marked if name.label != OTHER}
        right += len(found & gold)
        ours += len(found)
        theirs += len(gold)
    return 2 * right / (ours + theirs)
