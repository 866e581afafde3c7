"""A sentence's tree, with the few walks that the reading rules need.

Relations are those of Universal Dependencies (https://universaldependencies.org).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from herodotus.language import Sentence, Token

#: Dependents that open a clause or phrase of their own, outside a noun phrase's core.
_CLAUSAL = {"acl", "acl:relcl", "appos", "parataxis", "conj", "cc", "punct", "advcl"}


class Tree:
    """A parsed sentence whose tokens know their dependents.

    Token positions are indices into `tokens`; character offsets point into the text.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.lemmas: list[str] = [token.lemma.lower() for token in sentence.tokens]
        self._relations = [token.deprel for token in sentence.tokens]
        self._starts = [token.start for token in sentence.tokens]
        self._ends = [token.end for token in sentence.tokens]
        self._below: list[list[int]] = [[] for _ in sentence.tokens]
        for position, token in enumerate(sentence.tokens):
            if token.head >= 0:
                self._below[token.head].append(position)

    def __len__(self) -> int:
        return len(self.tokens)

    def below(self, position: int, *relations: str) -> list[int]:
        """The dependents of a token, all or those in `relations`, in text order."""
        found = self._below[position]
        if not relations or not found:
            return found
        return [i for i in found if self._relations[i] in relations]

    def first(self, position: int, *relations: str) -> int | None:
        """The first dependent in one of `relations`."""
        return next(iter(self.below(position, *relations)), None)

    def above(self, position: int) -> Iterator[int]:
        """The heads over a token, nearest first."""
        seen = 0
        head = self.tokens[position].head
        while head >= 0 and seen <= len(self.tokens):
            yield head
            head = self.tokens[head].head
            seen += 1

    def under(self, position: int) -> list[int]:
        """All tokens of a token's subtree, itself included, in text order."""
        found = [position]
        for here in found:
            found += self._below[here]
        return sorted(found)

    def core(self, position: int) -> list[int]:
        """A noun phrase without its clauses, coordinates and appositions."""
        found, waiting = [], [position]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting.extend(
                i
                for i in self._below[here]
                if self.tokens[i].deprel not in _CLAUSAL
                and not (here == position and self.tokens[i].deprel == "case")
            )
        return sorted(found)

    def extent(self, positions: list[int]) -> tuple[int, int]:
        """The characters from the first to the last of these tokens."""
        return (
            min(self.tokens[i].start for i in positions),
            max(self.tokens[i].end for i in positions),
        )

    def conjuncts(self, position: int) -> list[int]:
        """A token and the tokens coordinated with it, in text order."""
        found = [position]
        waiting = [position]
        while waiting:
            here = waiting.pop()
            joined = self.below(here, "conj")
            for i in self.below(here, "nmod"):  # "32 of its soldiers and 5 civilians"
                if "NUM" in {self.tokens[here].upos, self.tokens[i].upos}:
                    joined = [*joined, *self.below(i, "conj")]
            found.extend(joined)
            waiting.extend(joined)
        return sorted(found)

    def at(self, start: int, end: int) -> list[int]:
        """The tokens that overlap these characters."""
        first = bisect_right(self._ends, start)
        return list(range(first, bisect_left(self._starts, end, first)))
