"""Words that stand for one thing where events are told: weapons, parties, ground.

Read once from `data/subevents.toml`, and from the words for parties in
`data/parties.toml`. Phrases are found by their lemmas; where two overlap the longer
wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from herodotus.language.lemmas import lemma
from herodotus.reading.terms import table
from herodotus.reading.tree import Tree

#: Our concepts, and the lists of `parties.toml` that belong to them.
_PARTIES = {
    "state_force": "regular",
    "armed_group": "irregular",
    "civilian": "civilian",
}


class Noted(NamedTuple):
    """A stretch of a sentence that stands for a concept; token indices, half-open."""

    start: int
    end: int
    concept: str


@lru_cache(maxsize=64)  # each event of a sentence asks
def concepts_in(tree: Tree) -> tuple[Noted, ...]:
    """The concepts that the words of a sentence stand for, in text order.

    Words inside a longer phrase of any concept do not count by themselves.
    """
    words = list(_words(tree))
    found: list[Noted] = []
    taken = 0
    index = _index()
    for at, (position, forms) in enumerate(words):
        if at < taken:
            continue
        best: tuple[str, ...] = ()
        length = 0
        for form in forms:
            for phrase, concepts in index.get(form, ()):
                if len(phrase) > length and _fits(phrase, words, at):
                    best, length = concepts, len(phrase)
                elif len(phrase) == length and _fits(phrase, words, at):
                    best = tuple(dict.fromkeys((*best, *concepts)))
        if best:
            if tree.tokens[position].upos == "PROPN":  # the New People's Army
                best = tuple(concept for concept in best if concept != "civilian")
            end = words[at + length - 1][0] + 1
            found.extend(Noted(position, end, concept) for concept in best)
            taken = at + length
    return tuple(found)


def _fits(
    phrase: tuple[str, ...], words: list[tuple[int, frozenset[str]]], at: int
) -> bool:
    return at + len(phrase) <= len(words) and all(
        part in words[at + offset][1] for offset, part in enumerate(phrase)
    )


def _words(tree: Tree) -> Iterator[tuple[int, frozenset[str]]]:
    """Each word with the forms under which a list may hold it; hyphens are dropped."""
    for position, token in enumerate(tree.tokens):
        text = token.text.lower()
        if text == "-":
            continue
        if "-" in text:
            for part in text.split("-"):
                if part:
                    yield position, frozenset({part, _as_noun(part)})
            continue
        forms = {text, tree.lemmas[position]}
        if token.upos in {"PROPN", "X", "ADJ"}:
            forms.add(_as_noun(text))
        yield position, frozenset(forms)


#: How plurals, participles and superlatives end; to ask for any name's lemma is slow.
_INFLECTED = ("s", "n", "d", "t")


def _as_noun(word: str) -> str:
    """The lemma of a noun that the parser took for a name or an adjective."""
    return lemma(word, "NOUN") if word.endswith(_INFLECTED) else word


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First word of a phrase to the phrases that begin so, with their concepts."""
    concepts: dict[tuple[str, ...], list[str]] = {}
    lists = {name: list(words) for name, words in _data()["concepts"].items()}
    parties = table("parties.toml")
    apart = set(_data()["not_parties"])
    for concept, name in _PARTIES.items():
        lists.setdefault(concept, []).extend(
            word for word in parties[name] if word not in apart
        )
    for concept, phrases in lists.items():
        for phrase in phrases:
            held = concepts.setdefault(tuple(phrase.split()), [])
            if concept not in held:
                held.append(concept)
    index: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for words, named in concepts.items():
        index.setdefault(words[0], []).append((words, tuple(named)))
    return index


@cache
def event_type_of(sub_event_type: str) -> str:
    """The event type that a sub-event type belongs to.

    >>> event_type_of("Grenade"), event_type_of("Mob violence")
    ('Explosions/Remote violence', 'Riots')
    """
    for event_type, names in _data()["types"].items():
        if sub_event_type in names:
            return str(event_type)
    raise KeyError(sub_event_type)


@cache
def sub_event_types() -> tuple[str, ...]:
    """Every sub-event type, ACLED's and ours, in the order of the data file."""
    return tuple(name for names in _data()["types"].values() for name in names)


@cache
def _data() -> dict[str, Any]:  # whatever TOML holds
    return table("subevents.toml")
