"""People called by name, and the offices that a report gives them.

A report tells an office once ("Defence Ministry spokeswoman Shushan Stepanyan") and
then says the surname alone. Where it tells none, the table of persons knows who was
president or foreign minister in the year of the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from herodotus.gazetteer import (
    Actor,
    find_person,
    noun_sector,
    resolve_actor,
    state_of,
)
from herodotus.reading.tree import Tree

if TYPE_CHECKING:
    from herodotus.reading.scene import Scene


@dataclass(frozen=True)
class Known:
    """A person called by name: for whom, in which sector, in which office.

    Each as far as it is known; `role` is the office in the report's own words, with
    the party that it is of: "Nagorno-Karabakh deputy defence minister".
    """

    name: str
    actor: Actor | None
    sector: str | None
    role: str | None = None


class _Office(NamedTuple):
    """What the words around a name tell: whose office, its sector, noun and words."""

    actor: Actor | None = None
    sector: str | None = None
    title: str | None = None
    words: str | None = None


def people_of(scene: Scene) -> dict[str, Known]:
    """The people of a report by surname, each under the fullest name it gives."""
    full: dict[str, str] = {}
    offices: dict[str, _Office] = {}
    for span in scene.persons:
        words = " ".join(scene.report.text[slice(*span)].split())
        last = words.split()[-1]
        if len(words.split()) > len(full.get(last, "").split()):
            full[last] = words
        found = _office(scene, span)
        held = offices.get(last)
        offices[last] = found if held is None else _joined(held, found)
    return {last: _in_office(scene, full[last], offices[last]) for last in full}


def _joined(first: _Office, second: _Office) -> _Office:
    """An office told twice: each detail from where it is told first."""
    if first.actor is None and first.sector is None:
        return second
    return _Office(
        first.actor or second.actor,
        first.sector or second.sector,
        first.title or second.title,
        first.words or second.words,
    )


def _office(scene: Scene, span: tuple[int, int]) -> _Office:
    tree = scene.trees[scene.sentence_of(span[0])]
    inside = tree.at(*span)
    heads = [i for i in inside if tree.tokens[i].head not in inside]
    if not heads:
        return _Office()
    token = tree.tokens[heads[0]]
    if token.deprel in {"compound", "nmod:poss"} and token.head >= 0:
        if tree.lemmas[token.head] in _GOVERNMENT:  # "the Bush administration"
            return _Office(title="government")
    found = _Office()
    for here in _beside(tree, heads[0]):
        after = max([here, *inside])
        for i in [here, *_nearest_first(tree, here, after)]:
            if i not in inside:
                found = _joined(found, _told_by(scene, tree, i))
                if found.actor is None:
                    found = found._replace(actor=_owner(scene, tree, i))
    return found


def _nearest_first(tree: Tree, head: int, after: int) -> list[int]:
    """The words that may tell an office: before the name, then just behind it."""
    below = tree.below(head, *_BEARING)
    behind = [i for i in below if i > after and i - after <= _CLOSE]
    return [
        *(i for i in below if tree.tokens[i].deprel != "appos" and i < head),
        *behind,
    ]


def _beside(tree: Tree, head: int) -> list[int]:
    """The name's noun and the noun it stands beside ("the minister, Artak Davtyan")."""
    token = tree.tokens[head]
    found = [head]
    if token.deprel == "appos" and 0 <= token.head < head <= token.head + _CLOSE:
        found.append(token.head)
    before = tree.tokens[head - 1] if head else None
    if before is not None and before.upos in {"NOUN", "PROPN"}:
        if before.head == token.head >= 0:
            found.append(head - 1)
    return found


def _told_by(scene: Scene, tree: Tree, noun: int) -> _Office:
    """The office that a noun with its modifiers names, if it is one."""
    before = [
        j
        for i in tree.below(noun, "compound", "amod")
        if i < noun
        for j in tree.under(i)
    ]
    lemmas = tuple(tree.lemmas[j] for j in before)
    sector = noun_sector(tree.lemmas[noun], modifiers=lemmas)
    if sector is None:
        return _Office()
    if {"secretary", "attorney"} & {*lemmas, *tree.lemmas[noun : noun + 3]}:
        sector = "GOV"  # a secretary-general is no general
    former = bool(_FORMER & set(lemmas))
    own = [
        j
        for j in before
        if not scene.actors_in(tree.tokens[j].start, tree.tokens[j].end)
    ]
    start, end = tree.extent([*_last_run(own, noun), noun])
    words = " ".join(scene.report.text[start:end].lower().split())
    words = words.replace("defense", "defence")
    return _Office(
        None, "ELI" if former else sector, None if former else tree.lemmas[noun], words
    )


def _last_run(before: list[int], noun: int) -> list[int]:
    """Those of some tokens that stand together right before a noun."""
    run: list[int] = []
    for i in sorted(before, reverse=True):
        if i != noun - len(run) - 1:
            break
        run.append(i)
    return run


def _owner(scene: Scene, tree: Tree, noun: int) -> Actor | None:
    """The party named in an office's words."""
    start, end = tree.extent(tree.core(noun))
    mentions = [m for m in scene.actors_in(start, end) if m.actor.kind != "agency"]
    mentions.sort(key=lambda m: (m.actor.side is None, m.start))
    for mention in mentions:
        if mention.actor.kind == "institution" and mention.actor.side is None:
            return scene.references.settled(mention.actor, tree, noun)
        return mention.actor
    return None


def _in_office(scene: Scene, name: str, told: _Office) -> Known:
    """The report's own words on an office, completed from the table of persons."""
    actor, sector, words = told.actor, told.sector, told.words
    if actor is None or sector is None:
        day = scene.report.date
        held = find_person(_untitled(name), title=told.title, day=day)
        if held is not None:
            actor = actor or state_of(held.party) or resolve_actor(held.party)
            office = noun_sector(held.office.split()[-1]) or "GOV"
            sector = sector or (office if held.current else "ELI")
    role = None
    if actor is not None and words and actor.kind != "institution":
        role = f"{actor.side or actor.name} {words}"
    return Known(name, actor, sector, role)


def _untitled(name: str) -> str:
    """A name without the ranks before it.

    >>> _untitled("Lt. Gen. Prosper Avril"), _untitled("King Hussein")
    ('Prosper Avril', 'King Hussein')
    """
    words = name.split()
    while len(words) > 2 and (words[0].endswith(".") and len(words[0]) > 2):
        words = words[1:]
    return " ".join(words)


#: An office in apposition stands within so many words of the name.
_CLOSE = 12
_BEARING = ("nmod:desc", "compound", "amod", "appos", "nmod:poss", "flat", "nmod")
_FORMER = {"former", "ex", "late", "ousted", "deposed", "exiled"}
_GOVERNMENT = {"administration", "government", "regime", "cabinet"}
