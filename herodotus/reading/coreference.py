"""Who "they", "the group" and "the ministry" are: phrases that stand for earlier ones.

One pass over the report notes every noun phrase that can be a party, in text order,
and links those that name nobody to the phrase that does. Only what comes shortly before
is asked, so that the time grows with the length of the report alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from functools import cached_property
from typing import TYPE_CHECKING

from herodotus.gazetteer import (
    Actor,
    ActorMention,
    find_place,
    noun_sector,
    resolve_actor,
    state_of,
    with_state,
)
from herodotus.language import Name
from herodotus.reading.antecedents import (
    Phrase,
    Where,
    antecedent_of,
    is_pronoun,
    may_take_up,
    taking_up,
)
from herodotus.reading.offices import Known, people_of
from herodotus.reading.terms import lexicon, people
from herodotus.reading.titles import untitled
from herodotus.reading.tree import Tree

if TYPE_CHECKING:
    from herodotus.reading.scene import Scene


class References:
    """The links of one report; asked by sentence and token."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.links: dict[Where, Where] = {}
        self._actors: dict[Where, Actor] = {}
        self._person_starts = [start for start, _ in scene.persons]
        self._names = [n for n in scene.analysis.names if n.label == "organization"]
        self._name_starts = [name.start for name in self._names]
        self._all_names = [n for n in scene.analysis.names if n.label != "person"]
        self._all_starts = [name.start for name in self._all_names]
        recent: deque[Phrase] = deque(maxlen=_MEMORY)
        for number, tree in enumerate(scene.trees):
            for phrase in self._phrases(number, tree):
                antecedent = antecedent_of(phrase, recent)
                if antecedent is not None:
                    where = antecedent.where
                    self.links[phrase.where] = self.links.get(where, where)
                    phrase = taking_up(phrase, antecedent)
                if phrase.actor is not None:
                    self._actors[phrase.where] = phrase.actor
                if not is_pronoun(phrase.lemma):
                    recent.appendleft(phrase)

    # -- links --------------------------------------------------------------------

    def antecedent(self, number: int, token: int) -> Where | None:
        """The phrase that the one headed by a token stands for, if it names nobody."""
        return self.links.get((number, token))

    def actor_of(self, number: int, token: int) -> Actor | None:
        """The actor that the phrase headed by a token names, or takes up.

        For people by name it is the party of their office.
        """
        where = self.links.get((number, token), (number, token))
        found = self._actors.get(where)
        if found is None or found.kind in {"people", "agency"}:
            known = self.person(*where)
            return known.actor if known is not None else found
        if found.kind == "institution" and found.side is None:
            return self.settled(found, self.scene.trees[where[0]], where[1])
        return found

    def _phrases(self, number: int, tree: Tree) -> list[Phrase]:
        """The phrases of a sentence that can be parties, in text order."""
        found = []
        scene = self.scene
        start, end = tree.sentence.start, tree.sentence.end
        actor_at = {
            i: mention.actor
            for mention in scene.actors_in(start, end)
            for i in tree.at(mention.start, mention.end)
        }
        person_at = {i for span in self._persons_in(start, end) for i in tree.at(*span)}
        for i, token in enumerate(tree.tokens):
            if token.upos not in _NOMINAL or token.deprel in _INNER:
                continue
            lemma = tree.lemmas[i]
            below = tree.below(i)
            owners = [actor_at[j] for j in below if j in actor_at and j < i]
            actor = actor_at.get(i) or next(iter(owners), None)
            person = i in person_at or any(
                j in person_at and tree.tokens[j].deprel in _NAMING for j in below
            )
            known = actor is not None or person or noun_sector(lemma) is not None
            if not (known or is_pronoun(lemma) or may_take_up(lemma)):
                continue
            before = [tree.lemmas[j] for j in below if j < i]
            found.append(
                Phrase(
                    where=(number, i),
                    lemma=lemma,
                    actor=actor,
                    person=person,
                    plural=token.text.lower() != lemma or lemma in _MANY,
                    subject=token.deprel.startswith("nsubj"),
                    definite=bool(_DEFINITE & set(before)),
                    headed=i in actor_at,
                    governor=token.head,
                    titles=(*before, *(tree.lemmas[j] for j in tree.below(i, "appos"))),
                )
            )
        return found

    # -- people ---------------------------------------------------------------------

    def person(self, number: int, token: int) -> Known | None:
        """The person whose name stands at a token, with the office held."""
        at = self.scene.trees[number].tokens[token]
        for span in self._persons_in(at.start, at.end):
            return self.known(" ".join(self.scene.report.text[slice(*span)].split()))
        return None

    def known(self, name: str) -> Known:
        """What the report, or else the table of persons, tells of a person."""
        bare = untitled(name)
        return self._people.get(bare.split()[-1]) or Known(bare, None, None)

    @cached_property
    def _people(self) -> dict[str, Known]:
        return people_of(self.scene)

    def _persons_in(self, start: int, end: int) -> list[tuple[int, int]]:
        persons = self.scene.persons
        first = max(bisect_left(self._person_starts, start) - 1, 0)
        last = bisect_left(self._person_starts, end)
        return [p for p in persons[first:last] if start < p[1]]

    # -- institutions, places, sides ------------------------------------------------

    def settled(self, actor: Actor, tree: Tree, token: int) -> Actor:
        """An institution that names no state, as that of the state that is meant.

        The state of a place in its own phrase; then the state whose forces the sentence
        tells of; then that of an institution of the name told in full; then the state
        on whose ground the sentence or the report is.
        """
        state = self._placed(tree, token)
        side = state.name if state is not None else None
        side = side or self.in_sentence(actor, tree) or self._in_full(actor)
        if side is None and is_of_war(actor):
            own = self.own_state.name if self.own_state is not None else None
            side = own if own in self.belligerents else None
        if side is None:
            state = self.state_at(tree, token)
            side = state.name if state is not None else None
            side = self.accuser(side) or side
        side = self.with_an_army(actor, side)
        return with_state(actor, side) if side is not None else actor

    def with_an_army(self, actor: Actor, side: str | None) -> str | None:
        """The side that an army or defence ministry can be of.

        Where one has none, as Palestinians have, "the army" is its enemy's.
        """
        armyless = lexicon("victims.toml", "armyless")
        if side not in armyless or not is_of_war(actor):
            return side
        armed = [n for n in self.belligerents if n not in armyless and state_of(n)]
        return armed[0] if len(armed) == 1 else None

    def accuser(self, side: str | None) -> str | None:
        """The other side of the war, where the report calls this one names."""
        if side not in self._accused or side not in self.belligerents:
            return None
        return next((name for name in self.belligerents if name != side), None)

    @cached_property
    def _accused(self) -> frozenset[str]:
        """The sides that a report calls names: "the aggressor X", "an X provocation".

        A body that speaks of them so, and of which it is not said whose it is, is none
        of theirs.
        """
        found = set()
        words = lexicon("victims.toml", "accusing")
        for mention in self.scene.actors:
            side = mention.actor.side
            if side is None or side in found:
                continue
            tree = self.scene.trees[self.scene.sentence_of(mention.start)]
            inside = tree.at(mention.start, mention.end)
            over = [tree.tokens[i].head for i in inside if _bears(tree, i)]
            under = [j for i in inside for j in tree.below(i, "compound", "amod")]
            beside = {*over, *under} - {*inside, -1}
            if any(tree.lemmas[i] in words for i in beside):
                found.add(side)
        return frozenset(found)

    def in_sentence(self, actor: Actor, tree: Tree) -> str | None:
        """The side whose forces a sentence tells of, for an army or defence ministry.

        For police and others who speak for their ground, that whose people it tells of.

        Of two sides' it is whose are told of first: "Turkish troops killed 12 Syrian
        soldiers, the army said".
        """
        named = self.scene.actors_in(tree.sentence.start, tree.sentence.end)
        sides: list[str | None] = []
        if is_of_war(actor):
            sides = [
                m.actor.side
                for m in named
                if m.actor.kind == "institution" and m.actor.status == "combatant"
            ]
        if actor.name in LOCAL_BODIES:
            sides += [m.actor.side for m in named if _is_of_people(m, tree)]
        return next((side for side in sides if side is not None), None)

    def _in_full(self, actor: Actor) -> str | None:
        """The side whose institution of this kind the report names most often."""
        return self._full_names.get(actor.name.split()[-1])

    @cached_property
    def _full_names(self) -> dict[str, str]:
        counted: dict[str, Counter[str]] = {}
        for mention in self.scene.actors:
            own = mention.actor
            if own.kind == "institution" and own.side is not None:
                counted.setdefault(own.name.split()[-1], Counter())[own.side] += 1
        return {word: sides.most_common(1)[0][0] for word, sides in counted.items()}

    def _placed(self, tree: Tree, token: int) -> Actor | None:
        """The side that governs a place named in a phrase ("police in Karachi")."""
        for toponym in self.scene.toponyms_in(*tree.extent(tree.core(token))):
            if toponym.place is not None:
                return self._governing(toponym.place.side, toponym.place.country)
        return None

    def state_at(self, tree: Tree, token: int) -> Actor | None:
        """The state on whose ground a phrase stands, or the report as a whole."""
        scene = self.scene
        placed = self._placed(tree, token)
        if placed is not None:
            return placed
        here = {
            toponym.place.country
            for toponym in scene.toponyms_in(tree.sentence.start, tree.sentence.end)
            if toponym.place is not None and toponym.place.country
        }
        if len(here) == 1:
            return state_of(here.pop())
        return state_of(scene.home) if scene.home else None

    def states_before(self, position: int) -> list[str]:
        """The two states named last before a character: "the two countries"."""
        found: list[str] = []
        for mention in reversed(self.scene.actors):
            actor = mention.actor
            if mention.start >= position or actor.kind not in {"state", "institution"}:
                continue
            if actor.side is not None and actor.side not in found:
                found.append(actor.side)
            if len(found) == 2:
                return found[::-1]
        return []

    def ground(self, tree: Tree, token: int) -> Actor | None:
        """The side that governs the place whose name stands at a token."""
        if tree.lemmas[token] in _AREAS:  # "West Darfur State", "the city of Basra"
            named = tree.below(token, "compound", "nmod", "appos", "nmod:desc")
            token = next((i for i in named if tree.tokens[i].upos == "PROPN"), token)
        at = tree.tokens[token]
        for toponym in self.scene.toponyms_in(at.start - 40, at.end + 40):
            if toponym.start < at.end and at.start < toponym.end and toponym.place:
                return self._governing(toponym.place.side, toponym.place.country)
        return None

    def _governing(self, side: str | None, country: str) -> Actor | None:
        if side and side in self.scene.sides:
            return state_of(side) or resolve_actor(side)
        return state_of(country) if country else None

    @cached_property
    def belligerents(self) -> list[str]:
        """The two sides of the war, as far as the report names them."""
        sides = self.scene.sides
        conflict = self.scene.conflict
        if conflict is not None:
            found = [
                max(named, key=lambda name: sides[name] * (2 if name == camp[0] else 1))
                for camp in (conflict.a, conflict.b)
                if (named := [name for name in camp if sides[name]])
            ]
            if len(found) == 2:
                return found
        return [name for name, _ in sides.most_common(2)]

    @cached_property
    def own_state(self) -> Actor | None:
        """The state that "the president" of a report is of, where no word says so.

        The state that the report is written from, if it names that; else its ground.
        """
        scene = self.scene
        dateline = scene.report.dateline
        for mention in scene.actors_in(*dateline) if dateline else ():
            if mention.actor.kind == "state":
                return mention.actor
        place = find_place(scene.report.place) if scene.report.place else None
        state = state_of(place.country) if place and place.country else None
        if state is not None and state.name in scene.states:
            return state
        return state_of(scene.home) if scene.home else None

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries that the report names, by code, the most often named first."""
        counted = Counter(m.actor.country for m in self.scene.actors if m.actor.country)
        return tuple(code for code, _ in counted.most_common())

    def names_in(self, start: int, end: int) -> list[Name]:
        """The names in these characters that are not people's."""
        first = max(bisect_left(self._all_starts, start) - 1, 0)
        last = bisect_left(self._all_starts, end)
        return [n for n in self._all_names[first:last] if start < n.end]

    def named_by(self, number: int, token: int) -> Actor | None:
        """The actor that a phrase names or takes up, people's offices left aside."""
        return self._actors.get(self.links.get((number, token), (number, token)))

    def body_at(self, start: int, end: int) -> Name | None:
        """The name of an organisation at these characters."""
        first = max(bisect_left(self._name_starts, start) - 1, 0)
        last = bisect_left(self._name_starts, end)
        return next((n for n in self._names[first:last] if start < n.end), None)


#: So many phrases back an antecedent is looked for.
_MEMORY = 24
_NOMINAL = {"NOUN", "PROPN", "PRON"}
_INNER = {"compound", "flat", "nmod:desc"}
_NAMING = {"appos", "flat", "nmod:desc"}
_BEARING = {"amod", "compound", "nmod:poss", "nmod:desc", "appos", "flat"}
_MANY = {"police", "people", "forces"}
_DEFINITE = {"the", "this", "that", "its", "their"}
#: Institutions that speak for what happens on their ground.
LOCAL_BODIES = {
    "police", "authorities", "officials", "security officials", "medics",
    "emergency service", "hospital officials",
}  # fmt: skip
_AREAS = {
    "city", "town", "village", "state", "province", "region", "district", "area",
    "capital", "enclave", "peninsula", "island", "valley", "strip", "port",
}  # fmt: skip


def is_of_war(actor: Actor) -> bool:
    """Whether an institution is an army or a defence ministry."""
    return actor.status == "combatant" or "Defence" in actor.name


def _is_of_people(mention: ActorMention, tree: Tree) -> bool:
    """Whether a demonym tells whose people are told of: "47 Lebanese civilians"."""
    if mention.form != "demonym" or mention.actor.kind not in {"state", "people"}:
        return False
    for i in tree.at(mention.start, mention.end):
        token = tree.tokens[i]
        if token.upos == "ADJ" and token.deprel == "amod" and token.head >= 0:
            i = token.head
        elif token.text.lower() == token.lemma.lower():
            return False
        status = people().status.get(tree.lemmas[i])
        return (i != token.head or status is not None) and status != "combatant"
    return False


def _bears(tree: Tree, i: int) -> bool:
    """Whether a word bears on its noun: "Armenian aggression", "aggressor Armenia"."""
    return tree.tokens[i].deprel in _BEARING
