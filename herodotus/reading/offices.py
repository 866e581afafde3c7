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
from herodotus.reading.antecedents import may_take_up
from herodotus.reading.titles import (
    Title,
    is_local,
    is_of_state,
    is_rank,
    title_of,
    untitled,
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
    local: bool = False


def people_of(scene: Scene) -> dict[str, Known]:
    """The people of a report by surname, each under the fullest name it gives."""
    full: dict[str, str] = {}
    offices: dict[str, _Office] = {}
    for span in scene.persons:
        words = untitled(" ".join(scene.report.text[slice(*span)].split()))
        last = words.split()[-1]
        if len(words.split()) > len(full.get(last, "").split()):
            full[last] = words
        found = _office(scene, span)
        held = offices.get(last)
        offices[last] = found if held is None else _joined(held, found)
    known = {last: _in_office(scene, full[last], offices[last]) for last in full}
    return known | _by_first_name(known)


def _by_first_name(known: dict[str, Known]) -> dict[str, Known]:
    """People whom the report goes on to call by their first name ("Pramote")."""
    first: dict[str, list[Known]] = {}
    for person in known.values():
        words = person.name.split()
        if len(words) > 1 and words[0] != words[-1]:
            first.setdefault(words[0], []).append(person)
    return {
        name: people[0]
        for name, people in first.items()
        if len(people) == 1 and (name not in known or known[name].name == name)
    }


def _joined(first: _Office, second: _Office) -> _Office:
    """An office told twice: each detail from where it is told first."""
    if first.actor is None and first.sector is None:
        return second
    return _Office(
        first.actor or second.actor,
        first.sector or second.sector,
        first.title or second.title,
        first.words or second.words,
        first.local if first.words else second.local,
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
    title = title_of(scene, tree, inside)
    return found if title is None else _titled(scene, tree, title, found)


def _titled(scene: Scene, tree: Tree, title: Title, found: _Office) -> _Office:
    """An office in the words beside the name, with the party that it is of."""
    number = scene.sentence_of(tree.sentence.start)
    words, actor = title.words, _owner_in(scene, tree, title)
    for i in title.tokens:
        token = tree.tokens[i]
        if token.deprel != "nmod:poss" or token.upos == "PROPN":
            continue
        if actor is None or token.upos == "PRON" or may_take_up(tree.lemmas[i]):
            owner = scene.references.named_by(number, i)
            if owner is not None:  # "its spokesman", "the group's commander"
                actor = owner
                own = tree.tokens[i].text.lower()
                words = f"{owner.name} {words.removeprefix(own).strip()}"
    if actor is None and _REBEL & set(words.lower().split()):
        actor = scene.groups[0] if len(scene.groups) == 1 else None
    placed = scene.toponyms_in(*tree.extent(list(title.tokens)))
    return _Office(
        actor or found.actor,
        found.sector or noun_sector(tree.lemmas[title.noun]),
        found.title or tree.lemmas[title.noun],
        words or found.words,
        local=actor is None
        and (is_local(words) or any(not place.is_country for place in placed)),
    )


def _owner_in(scene: Scene, tree: Tree, title: Title) -> Actor | None:
    """The party named in the words of an office."""
    start, end = tree.extent(list(title.tokens))
    mentions = [m for m in scene.actors_in(start, end) if m.actor.kind != "agency"]
    mentions.sort(key=lambda m: (m.actor.side is None, m.start))
    for mention in mentions:
        if mention.actor.kind == "institution" and mention.actor.side is None:
            return scene.references.settled(mention.actor, tree, title.noun)
        return mention.actor
    return None


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
        None,
        "ELI" if former else sector,
        None if former else tree.lemmas[noun],
        None if is_rank(words) else words,  # "General Petrov" is no office
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
        held = find_person(name, title=told.title, day=day)
        if held is not None:
            actor = actor or state_of(held.party) or resolve_actor(held.party)
            office = noun_sector(held.office.split()[-1]) or "GOV"
            sector = sector or (office if held.current else "ELI")
    if actor is None and words and is_of_state(words) and not told.local:
        actor = scene.references.own_state
    role = words if told.local else _role(actor, words)
    return Known(name, actor, sector, role)


def _role(actor: Actor | None, words: str | None) -> str | None:
    """The words of an office, with the party that it is of unless they name one."""
    if not words:
        return None
    owner = (actor.side or actor.name) if actor is not None else None
    if owner is None or owner.lower() in words.lower():
        return words
    if actor is not None and actor.name.lower() in words.lower():
        return words
    words = words.removeprefix(owner.split()[-1]).strip()
    return f"{owner} {words}"


#: An office in apposition stands within so many words of the name.
_CLOSE = 12
_BEARING = ("nmod:desc", "compound", "amod", "appos", "nmod:poss", "flat", "nmod")
#: Words for those whom a report with one armed group means by it.
_REBEL = {
    "rebel", "rebels", "militant", "militants", "insurgent", "insurgents", "guerrilla",
    "guerrillas", "separatist", "separatists", "group", "movement",
}  # fmt: skip
_FORMER = {"former", "ex", "late", "ousted", "deposed", "exiled"}
_GOVERNMENT = {"administration", "government", "regime", "cabinet"}
