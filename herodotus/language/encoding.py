"""Words as the network reads them: sub-token ids, a place for each word, and its shape.

A word is represented by its first sub-token. The vocabulary knows no capitals, so the
shape of the word goes in beside it. Quotation marks and dashes of all styles are read
as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHAPES = 7
"""How many word shapes there are; shape 0 stands for no word (the root)."""

MOST_SUBTOKENS = 510


class Encoded(NamedTuple):
    """One sentence for the network; ``first`` and ``shape`` begin with the root."""

    ids: list[int]
    first: list[int]
    shape: list[int]


def encode(tokenizer: Tokenizer, words: Sequence[str]) -> Encoded:
    """Encode the words of one sentence."""
    encoding = tokenizer.encode([plain(word) for word in words], is_pretokenized=True)
    return placed(encoding.ids, encoding.word_ids, words)


def placed(ids: list[int], word_ids: list[int | None], words: Sequence[str]) -> Encoded:
    """Return sub-tokens with the place of each word among them.

    A word that vanished in the tokenizer (a lone control character) takes its
    neighbour's place.
    """
    first = [-1] * len(words)
    for place, word in enumerate(word_ids[:MOST_SUBTOKENS]):
        if word is not None and first[word] < 0:
            first[word] = place
    last = 0
    for index, place in enumerate(first):
        first[index] = last = place if place >= 0 else last
    return Encoded(ids[:MOST_SUBTOKENS], [0, *first], [0, *map(shape, words)])


def plain(word: str) -> str:
    """Return a word with its marks in plain style.

    >>> plain("“"), plain("n’t"), plain("–")
    ('"', "n't", '—')
    """
    if word.isascii() and word not in _ASCII:
        return word
    return _ASCII.get(word) or word.translate(_MARKS)


def shape(word: str) -> int:
    """Return the shape of a word: how it uses capitals and digits.

    >>> [shape(word) for word in ("killed", "NATO", "Baku", "32", "...")]
    [1, 2, 3, 4, 6]
    """
    if word.islower():
        return 1
    if len(word) > 1 and word.isupper():
        return 2
    if word[:1].isupper():
        return 3
    if any(character.isdigit() for character in word):
        return 4
    return 5 if word.isalpha() else 6


_ASCII = {
    "''": '"',
    "``": '"',
    "`": "'",
    "--": "—",
    "---": "—",
    "…": "...",
    "\xad": "-",
}
_MARKS = str.maketrans("’‘‛′“”„‟«»″–―−‐‑", '\'\'\'\'"""""""———--')
