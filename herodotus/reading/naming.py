"""Names as a report uses them, and every phrase that means somebody or some place.

A name alone in its sentence is easily mistaken: a town for a person, a movement for a
town. The same name elsewhere in the report, and what the gazetteer knows, put it right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from herodotus.gazetteer import ActorMention
from herodotus.language import Analysis, Mention, Name
from herodotus.reading.tree import Tree

Level = Literal["name", "description", "pronoun"]


class Reference(NamedTuple):
    """A whole phrase for a person, a group or organisation, or a place.

    `level` says how it does so: by a name ("Colonel Ali Hassan"), by a description
    ("the rebels", "their village") or by a word that stands for one ("they", "here").
    """

    start: int
    end: int
    label: str
    level: Level


def settled_names(
    analysis: Analysis, actors: Sequence[ActorMention]
) -> tuple[Name, ...]:
    """The names of a text, each of one kind throughout.

    A name is of the kind that most of its mentions have; what the gazetteer knows as an
    armed group or another organisation is one, and a country is no person.
    """
    groups = {(m.start, m.end) for m in actors if m.actor.kind in _ORGANISED}
    lands = {
        (m.start, m.end)
        for m in actors
        if m.actor.kind == "state" and m.form in {"name", "alias"}
    }
    words = [analysis.text[name.start : name.end] for name in analysis.names]
    names = [
        name._replace(label="location")
        if name.label == "person" and (name.start, name.end) in lands
        else name
        for name in analysis.names
    ]
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for name, said in zip(names, words, strict=True):
        kinds[said][name.label] += 1
    settled = []
    for name, said in zip(names, words, strict=True):
        label, times = kinds[said].most_common(1)[0]
        if (name.start, name.end) in groups:
            label, times = "organization", kinds[said].total()
        if 2 * times > kinds[said].total():
            name = name._replace(label=label)
        settled.append(name)
    return tuple(settled)


def references(
    mentions: Sequence[Mention], names: Sequence[Name], trees: Sequence[Tree]
) -> Iterator[Reference]:
    """The mentions of a text with how each of them says who or where."""
    ends = [tree.sentence.end for tree in trees]
    starts = [name.start for name in names]
    for mention in mentions:
        tree = trees[min(bisect_left(ends, mention.end), len(trees) - 1)]
        inside = names[
            bisect_left(starts, mention.start) : bisect_left(starts, mention.end)
        ]
        yield Reference(*mention, _level(mention, inside, tree))


#: Kinds of actors whose names are names of organisations.
_ORGANISED = frozenset(["armed_group", "organisation", "agency"])

#: Parts of speech of words that only stand for others ("they", "their", "here").
_STANDING_FOR = frozenset(["PRON", "DET", "ADV"])


def _level(mention: Mention, names: Sequence[Name], tree: Tree) -> Level:
    inside = tree.at(mention.start, mention.end)
    if all(tree.tokens[i].upos in _STANDING_FOR for i in inside):
        return "pronoun"
    head = next((i for i in inside if tree.tokens[i].head not in inside), inside[0])
    at = tree.tokens[head].start
    for name in names:
        if name.start <= at < name.end and name.label != "norp":
            return "name"
        if name.label in _OWN[mention.label] and name.end == mention.end:
            return "name"  # "Foreign Minister Ali Hassan", "the city of Aleppo"
    return "description"


#: Names at the end of a phrase that tell who or what all of it is.
_OWN: dict[str, frozenset[str]] = {
    "person": frozenset(["person"]),
    "organization": frozenset(),
    "location": frozenset(["location", "facility"]),
}
