"""The words of materiel, read once from `data/materiel.toml`: nouns, models, fates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from herodotus.model import Fate, Item
from herodotus.reading.terms import table

FATES: tuple[Fate, ...] = get_args(Fate)


@dataclass(frozen=True)
class Noun:
    """One row of nouns: what they are with, or without, certain words before them."""

    with_words: tuple[str, ...]
    without: tuple[str, ...]
    item: Item
    owned: bool

    def fits(self, modifiers: str) -> bool:
        """Whether the row holds for a noun with these modifiers, padded by spaces."""
        if any(f" {word} " in modifiers for word in self.without):
            return False
        return not self.with_words or any(
            f" {word} " in modifiers for word in self.with_words
        )


@dataclass(frozen=True)
class Materiel:
    """Nouns by their lemma, and fates by the verb or noun that tells them."""

    nouns: dict[str, tuple[Noun, ...]]
    model_heads: frozenset[str]
    verbs: dict[str, Fate]
    particles: dict[str, dict[str, Fate]]
    actions: dict[str, Fate]
    befalls: frozenset[str]
    missile_verbs: frozenset[str]
    air_verbs: frozenset[str]
    air_items: frozenset[str]
    air_of_states: frozenset[str]
    heavy: frozenset[str]
    spent: frozenset[str]
    crashes: frozenset[str]
    loser: frozenset[str]
    object_cases: frozenset[str]
    sum_nouns: frozenset[str]
    sum_verbs: frozenset[str]
    counting: frozenset[str]
    containers: frozenset[str]
    origin: tuple[str, ...]

    triggers: frozenset[str]


@cache
def materiel() -> Materiel:
    """The tables of `data/materiel.toml`."""
    data = table("materiel.toml")
    nouns: dict[str, list[Noun]] = {}
    for row in data["noun"]:
        noun = Noun(
            with_words=tuple(row.get("with", ())),
            without=tuple(row.get("without", ())),
            item=row["item"],
            owned=row.get("owned", False),
        )
        for lemma in row["nouns"]:
            nouns.setdefault(lemma, []).append(noun)
    verbs: dict[str, Fate] = {}
    particles: dict[str, dict[str, Fate]] = {}
    actions: dict[str, Fate] = {}
    for fate in FATES:
        for words in data[fate]["verbs"]:
            verb, *beside = words.split()
            if beside:
                particles.setdefault(verb, {})[beside[-1]] = fate
            else:
                verbs.update(dict.fromkeys(_forms(verb), fate))
        actions.update(dict.fromkeys(data[fate]["nouns"], fate))
    containers = data["containers"]
    return Materiel(
        nouns={lemma: tuple(rows) for lemma, rows in nouns.items()},
        model_heads=frozenset(data["models"]["heads"]),
        verbs=verbs,
        particles=particles,
        actions=actions,
        befalls=frozenset(data["befalls"]["verbs"]),
        missile_verbs=frozenset(data["missile"]["verbs"]),
        air_verbs=frozenset(f for verb in data["air"]["verbs"] for f in _forms(verb)),
        air_items=frozenset(data["air"]["items"]),
        air_of_states=frozenset(data["of_states"]["air"]),
        heavy=frozenset(data["of_states"]["heavy"]),
        spent=frozenset(data["air"]["spent"]),
        crashes=frozenset(data["air"]["falls"]),
        loser=frozenset(data["loser"]["verbs"] + data["loser"]["nouns"]),
        object_cases=frozenset(data["object_cases"]["words"]),
        sum_nouns=frozenset(data["sum"]["nouns"]),
        sum_verbs=frozenset(data["sum"]["verbs"]),
        counting=frozenset(containers["counting"]),
        containers=frozenset(containers["counting"] + containers["holding"]),
        origin=tuple(data["origin"]["after"]),
        triggers=frozenset(
            {*verbs, *particles, *actions, *data["sum"]["verbs"], *data["sum"]["nouns"]}
        ),
    )


def _forms(verb: str) -> tuple[str, str]:
    """A verb and its participle, which may be tagged as an adjective: "downed"."""
    return verb, f"{verb}d" if verb.endswith("e") else f"{verb}ed"


@cache
def _models() -> tuple[re.Pattern[str], dict[str, Item]]:
    """One pattern of all models, each item a group, and the items by group name."""
    rows = {k: v for k, v in table("materiel.toml")["models"].items() if k != "heads"}
    groups = {f"m{number}": item for number, item in enumerate(rows)}
    parts = [
        f"(?P<{group}>(?:{'|'.join(rows[item])}))" for group, item in groups.items()
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})s?(?![\w-])"), groups


def models_in(text: str) -> list[tuple[int, int, Item]]:
    """The names of models in a text, each with its item.

    >>> models_in("three T-72s and a Bayraktar")
    [(6, 11, 'tank'), (18, 27, 'drone')]
    """
    pattern, groups = _models()
    return [
        (found.start(), found.end(), groups[found.lastgroup or ""])
        for found in pattern.finditer(text)
    ]
