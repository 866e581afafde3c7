"""The words of casualties, read once from data files that analysts may change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from herodotus.model import Outcome, VictimStatus

OUTCOMES: tuple[Outcome, ...] = (
    "killed",
    "injured",
    "missing",
    "captured",
    "displaced",
    "killed_or_injured_or_captured",
)


@dataclass(frozen=True)
class Phrase:
    """A verb that means a casualty together with a companion or a human object."""

    verbs: frozenset[str]
    companions: frozenset[str]
    outcome: Outcome
    victims: str
    people: bool


@dataclass(frozen=True)
class Terms:
    """Lemma tables: which word tells which outcome, and how the victims hang on it."""

    acts: dict[str, Outcome]
    acts_only_people: dict[str, Outcome]
    befalls: dict[str, Outcome]
    befalls_only_people: dict[str, Outcome]
    states: dict[str, Outcome]
    counts: dict[str, Outcome]
    counts_with_number: dict[str, Outcome]
    roles: dict[str, Outcome]
    needs_state: frozenset[str]
    phrases: tuple[Phrase, ...]
    toll_nouns: frozenset[str]
    toll_of: frozenset[str]
    toll_moves: frozenset[str]
    toll_giving: frozenset[str]
    toll_owned: frozenset[str]
    release: frozenset[str]
    all_lemmas: frozenset[str]


@dataclass(frozen=True)
class People:
    """Nouns for people and the status they carry."""

    status: dict[str, VictimStatus]
    modifiers: dict[str, VictimStatus]
    pairs: dict[str, VictimStatus]
    open_heads: frozenset[str]
    by_age_or_sex: frozenset[str]
    not_people: frozenset[str]

    def __contains__(self, lemma: str) -> bool:
        return lemma in self.status


@cache
def table(name: str) -> dict[str, Any]:  # whatever TOML holds
    """A data file of the package, parsed once; to be read, not changed."""
    path = files("herodotus").joinpath("data", name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def lexicon(name: str, key: str) -> frozenset[str]:
    """One list of words of a data file.

    >>> "village" in lexicon("grounds.toml", "wide")
    False
    """
    return frozenset(listed(name, key))


@cache
def listed(name: str, key: str) -> tuple[str, ...]:
    """One list of words of a data file, in its order."""
    return tuple(table(name)[key])


def by_letter(words: Iterable[str]) -> str:
    """Words as a pattern for a text in small letters, the longest of them first.

    They stand by their first letter, so that a text is compared with few of them.

    >>> by_letter(["bomb", "raid", "bombard"])
    'b(?:ombard|omb)|r(?:aid)'
    """
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest.setdefault(word[0].lower(), []).append(re.escape(word[1:].lower()))
    return "|".join(f"{first}(?:{'|'.join(more)})" for first, more in rest.items())


@cache
def terms() -> Terms:
    """The casualty terms of `data/casualty_terms.toml`."""
    data = table("casualty_terms.toml")

    def by(field: str) -> dict[str, Outcome]:
        return {
            lemma: outcome
            for outcome in reversed(OUTCOMES)
            for lemma in data[outcome].get(field, ())
        }

    phrases = tuple(
        Phrase(
            verbs=frozenset(row["verb"]),
            companions=frozenset(row.get("with", ())),
            outcome=row["outcome"],
            victims=row.get("victims", "object"),
            people=row.get("people", False),
        )
        for row in data["phrase"]
    )
    tables = {
        "acts": by("acts"),
        "acts_only_people": by("acts_only_people"),
        "befalls": by("befalls"),
        "befalls_only_people": by("befalls_only_people"),
        "states": by("states"),
        "counts": by("counts"),
        "counts_with_number": by("counts_only_with_number"),
        "roles": by("roles"),
    }
    toll = data["toll"]
    lemmas = {lemma for words in tables.values() for lemma in words}
    lemmas |= {verb for phrase in phrases for verb in phrase.verbs}
    lemmas |= set(toll["nouns"]) | set(toll["of"])
    return Terms(
        **tables,
        needs_state=frozenset(data["captured"]["needs_state"]),
        phrases=phrases,
        toll_nouns=frozenset(toll["nouns"]),
        toll_of=frozenset(toll["of"]),
        toll_moves=frozenset(toll["moves"]),
        toll_giving=frozenset(toll["giving"]),
        toll_owned=frozenset(toll["owned"]),
        release=frozenset(data["release"]["verbs"]),
        all_lemmas=frozenset(lemmas),
    )


@cache
def people() -> People:
    """The nouns for people of `data/victims.toml`."""
    data = table("victims.toml")
    status: dict[str, VictimStatus] = {}
    for kind in ("unknown", "combatant", "civilian"):
        status.update(dict.fromkeys(data[kind], kind))
    modifiers: dict[str, VictimStatus] = {}
    for kind in ("combatant", "civilian"):
        modifiers.update(dict.fromkeys(data[f"modifiers_{kind}"], kind))
    return People(
        status=status,
        modifiers=modifiers,
        pairs={pair: kind for kind in data["pairs"] for pair in data["pairs"][kind]},
        open_heads=frozenset(data["open_heads"]),
        by_age_or_sex=frozenset(data["by_age_or_sex"]),
        not_people=frozenset(data["not_people"]),
    )
