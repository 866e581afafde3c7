"""What a report tells of above all, as one type of event.

For the reports that an analyst puts aside as much as for those that give claims: the
types are those of ACLED's codebook, and four of our own for disasters, crime, diplomacy
and disputes over responsibility, which ACLED leaves out. The cues and their weights are
data (`data/subevents.toml`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from herodotus.reading.scene import Scene
from herodotus.reading.subevents_lexicon import (
    Noted,
    concepts_in,
    event_type_of,
)
from herodotus.reading.terms import table
from herodotus.reading.topic_frames import Act, acts_in, is_main
from herodotus.reading.tree import Tree

#: A report says in its first sentences what it is about.
_BY_SENTENCE = (1.0, 0.8, 0.65, 0.5)
_UNREAL = 0.4
_SUBORDINATE = 0.8
#: Concepts of the street itself, which a grievance does not take away.
_STREET = frozenset({"rally", "protest", "protester"})
#: Beside its strongest cue, how much the others of a type count.
_MORE = 0.25


class Topic(NamedTuple):
    """What a report tells of above all."""

    event_type: str
    sub_event_type: str


@dataclass(frozen=True)
class Cue:
    """What speaks for a type of event in one sentence, and how strongly.

    `words` must all be told of, `without` none; an `act` of one of these concepts must
    be done `by` one of these and `on` one of those, where they are given.
    """

    type: str
    weight: float
    words: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    act: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    not_by: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()

    def fits(self, told: set[str], around: set[str]) -> bool:
        """Whether the concepts of a sentence, and those around it, allow this cue.

        An act stands in the sentence; what else is told may stand beside it.
        """
        here = told | around if self.act else told
        return (
            self.words <= here
            and not self.without & told
            and (not self.some or bool(self.some & here))
        )

    def is_act(self, act: Act) -> bool:
        """Whether an act is the one that this cue asks for."""
        return (
            act.concept in self.act
            and (not self.by or bool(self.by & act.agents))
            and not self.not_by & act.agents
            and (not self.on or bool(self.on & act.objects))
        )


def find_topic(scene: Scene) -> Topic | None:
    """What a report tells of above all; none where no cue is in it."""
    scores = topic_scores(scene)
    if not scores:
        return None
    name = max(scores, key=lambda name: (scores[name], name))
    return Topic(event_type_of(name), name)


def topic_scores(scene: Scene) -> dict[str, float]:
    """How strongly the first sentences of a report speak for each sub-event type."""
    first = _first(scene)
    sentences = [_noted(scene, place) for place in first]
    around = {note.concept for noted in sentences for note in noted}
    weights: dict[str, list[float]] = defaultdict(list)
    for factor, place, noted in zip(_BY_SENTENCE, first, sentences, strict=False):
        strongest: dict[str, float] = {}
        for name, weight in _cues_of(scene.trees[place], noted, around):
            strongest[name] = max(weight, strongest.get(name, 0.0))
        for name, weight in strongest.items():
            weights[name].append(weight * factor)
    return {
        name: max(found) + _MORE * (sum(found) - max(found))
        for name, found in weights.items()
    }


def _first(scene: Scene) -> list[int]:
    """The sentences that a report opens with, after its header."""
    body = scene.report.body_start
    inside = (n for n, tree in enumerate(scene.trees) if tree.sentence.end > body)
    return list(islice(inside, len(_BY_SENTENCE)))


def _noted(scene: Scene, place: int) -> list[Noted]:
    tree = scene.trees[place]
    noted = [*concepts_in(tree), *_named(scene, place)]
    aside = _grievances(tree, noted)
    return [n for n in noted if n.concept in _STREET or n.start not in aside]


def _grievances(tree: Tree, noted: list[Noted]) -> set[int]:
    """The words that tell what a protest is about, rather than what happened."""
    words = _grievance_words()
    heads = {
        position
        for note in noted
        if note.concept == "rally"
        for position in range(note.start, note.end)
    }
    if not heads:
        return set()
    about = [i for i, lemma in enumerate(tree.lemmas) if lemma in words["verbs"]]
    found = [i for verb in about for i in tree.below(verb, "obj", "nsubj:pass")]
    for head in heads | {tree.tokens[i].head for i in heads} - {-1}:
        for below in tree.below(head, "obl", "nmod"):
            case = {tree.lemmas[i] for i in tree.below(below, "case")}
            if case & words["after"] and below not in heads:
                found.append(below)
    return {i for word in found for i in tree.under(word)}


def _cues_of(
    tree: Tree, noted: list[Noted], around: set[str]
) -> Iterator[tuple[str, float]]:
    """The cues that one sentence gives, with their weights."""
    told: dict[str, bool] = {}  # each concept, and whether the main clause has it
    for note in noted:
        told[note.concept] = told.get(note.concept, False) or is_main(tree, note.start)
    acts = acts_in(tree, noted, _act_concepts())
    for cue in _cues():
        if not cue.fits(set(told), around):
            continue
        if not cue.act:
            aside = any(not told[concept] for concept in cue.words)
            yield cue.type, cue.weight * (_SUBORDINATE if aside else 1.0)
            continue
        factors = [
            (1.0 if act.main else _SUBORDINATE) * (1.0 if act.real else _UNREAL)
            for act in acts
            if cue.is_act(act)
        ]
        if factors:
            yield cue.type, cue.weight * max(factors)


def _named(scene: Scene, place: int) -> Iterator[Noted]:
    """Armed groups, states and places that are called by name."""
    tree = scene.trees[place]
    first, last = tree.sentence.start, tree.sentence.end
    for mention in scene.actors:
        if first <= mention.start < last:
            concept = {"armed_group": "armed_group", "state": "state"}.get(
                mention.actor.kind
            )
            words = tree.at(mention.start, mention.end)
            if concept and words:
                yield Noted(words[0], words[-1] + 1, concept)
    for name in scene.analysis.names:
        if name.label in {"location", "person"} and first <= name.start < last:
            words = tree.at(name.start, name.end)
            if words:
                concept = "ground" if name.label == "location" else "person"
                yield Noted(words[0], words[-1] + 1, concept)


@cache
def _grievance_words() -> dict[str, frozenset[str]]:
    words = table("subevents.toml")["grievances"]
    return {name: frozenset(listed) for name, listed in words.items()}


@cache
def _cues() -> tuple[Cue, ...]:
    return tuple(
        Cue(
            type=row["type"],
            weight=row["weight"],
            **{
                key: frozenset(row.get(key, ()))
                for key in ("words", "some", "without", "act", "by", "not_by", "on")
            },
        )
        for row in table("subevents.toml")["cue"]
    )


@cache
def _act_concepts() -> frozenset[str]:
    return frozenset().union(*(cue.act for cue in _cues()))
