"""The words that tell events: `data/events.toml`, ready to be looked up by lemma."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from herodotus.reading.terms import table

#: Acts by which parties work together, in words or deeds; all others are hostile.
COOPERATIVE = frozenset(
    ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"]
)
#: PLOVER's fourth quad: conflict in deeds.
FORCEFUL = frozenset(["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"])
#: Acts done with words: whoever does them says them.
VERBAL = frozenset(["AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])


_Entries = tuple[frozenset[str], "Act | None"]
_Phrases = dict[str, tuple[_Entries, ...]]
_Growing = dict[str, list[_Entries]]


@dataclass(frozen=True)
class Act:
    """A kind of deed, as event data code it.

    `toward` are the prepositions that lead to its target; for `roles` see the header
    of the data file.
    """

    plover: str
    mode: str | None = None
    cameo: str | None = None
    roles: str | None = None
    toward: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()

    @property
    def cooperative(self) -> bool:
        """Whether it is cooperation, in words or deeds."""
        return self.plover in COOPERATIVE

    @property
    def forceful(self) -> bool:
        """Whether it is conflict in deeds."""
        return self.plover in FORCEFUL


@dataclass(frozen=True)
class EventWords:
    """Acts by the words that tell them, and the verbs that say how an act stands.

    `phrases` gives for a verb the companions that make it tell an act, `kinds` for a
    noun; `None` in place of the act says that head and companion tell no event.
    `known` are all names, `heads` their first words.
    """

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    phrases: _Phrases
    kinds: _Phrases
    operators: dict[str, frozenset[str]]
    heads: frozenset[str]
    known: frozenset[str]

    def phrase(
        self, names: Iterable[str], company: Mapping[str, int], *, noun: bool
    ) -> tuple[Act | None, frozenset[str]]:
        """The act of a head with its company, and which words made it.

        No act but some words: a phrase that tells no event.
        """
        found: tuple[Act | None, frozenset[str]] = (None, frozenset())
        for name in names:
            for companions, act in (self.kinds if noun else self.phrases).get(name, ()):
                if companions.isdisjoint(company):
                    continue
                found = act, companions & company.keys()
                if act is None:
                    return found
        return found


@cache
def event_words() -> EventWords:
    """The words of `data/events.toml`, loaded once."""
    data = table("events.toml")
    verbs: dict[str, Act] = {}
    nouns: dict[str, Act] = {}
    phrases: _Growing = {}
    kinds: _Growing = {}
    for entry in data["act"]:
        act = _act(entry)
        verbs.update(dict.fromkeys(entry.get("verbs", ()), act))
        for noun in entry.get("nouns", ()):
            before, _, head = noun.rpartition(" ")
            if before:  # "hunger strike": a head with a companion
                kinds.setdefault(head, []).append((frozenset([before]), act))
            else:
                nouns[noun] = act
        _add_phrases(phrases, entry.get("phrases", ()), act)
        _add_phrases(kinds, entry.get("kinds", ()), act)
    _add_phrases(phrases, data["none"]["phrases"], None)
    _add_phrases(kinds, data["none"]["kinds"], None)
    operators = {name: frozenset(words) for name, words in data["operators"].items()}
    known = frozenset().union(verbs, nouns, phrases, kinds, *operators.values())
    return EventWords(
        verbs,
        nouns,
        {head: tuple(found) for head, found in phrases.items()},
        {head: tuple(found) for head, found in kinds.items()},
        operators,
        frozenset(name.split()[0] for name in known),
        known,
    )


def act_of(plover: str, mode: str | None = None, cameo: str | None = None) -> Act:
    """An act made from another, by the words around it."""
    toward = {"REJECT": ("from", "of", "by"), "THREATEN": ("against", "on", "to")}
    return Act(plover, mode, cameo, toward=toward.get(plover, ("to", "with", "from")))


def _act(entry: dict[str, Any]) -> Act:  # TOML holds values of many types
    return Act(
        entry["plover"],
        entry.get("mode"),
        entry.get("cameo"),
        entry.get("roles"),
        tuple(entry.get("toward", ())),
        tuple(entry.get("contexts", ())),
    )


def _add_phrases(
    phrases: _Growing,
    written: Iterable[str],
    act: Act | None,
) -> None:
    for phrase in written:
        heads, _, companions = phrase.partition(": ")
        for head in heads.split("|"):
            phrases.setdefault(head, []).append((frozenset(companions.split("|")), act))
