"""Who "they", "the group" and "the ministry" are: phrases that stand for earlier ones.

One pass over the report notes every noun phrase that can be a party, in text order,
and links those that name nobody to the phrase that does. Only what comes shortly before
is asked, so that the time grows with the length of the report alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from herodotus.gazetteer import (
    Actor,
    find_place,
    noun_sector,
    resolve_actor,
    state_of,
    with_state,
)
from herodotus.language import Name
from herodotus.reading.offices import Known, people_of
from herodotus.reading.tree import Tree

if TYPE_CHECKING:
    from herodotus.reading.scene import Scene

Where = tuple[int, int]


@dataclass(frozen=True)
class Phrase:
    """A noun phrase that may be a party: where its head stands, and what it is like."""

    where: Where
    lemma: str
    actor: Actor | None
    person: bool
    plural: bool
    subject: bool
    definite: bool
    owned: bool
    titles: tuple[str, ...] = ()


class References:
    """The links of one report; asked by sentence and token."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.links: dict[Where, Where] = {}
        self._person_starts = [start for start, _ in scene.persons]
        self._names = [n for n in scene.analysis.names if n.label == "organization"]
        self._name_starts = [name.start for name in self._names]
        recent: deque[Phrase] = deque(maxlen=_MEMORY)
        for number, tree in enumerate(scene.trees):
            for phrase in self._phrases(number, tree):
                antecedent = _antecedent(phrase, recent)
                if antecedent is not None:
                    self.links[phrase.where] = self.links.get(
                        antecedent.where, antecedent.where
                    )
                elif phrase.lemma not in _PRONOUNS:
                    recent.append(phrase)

    # -- links --------------------------------------------------------------------

    def antecedent(self, number: int, token: int) -> Where | None:
        """The phrase that the one headed by a token stands for, if it names nobody."""
        return self.links.get((number, token))

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
            actor, person = actor_at.get(i), i in person_at
            kind = noun_sector(lemma)
            if not (actor or person or kind or lemma in _PRONOUNS or lemma in _BODIES):
                continue
            below = tree.below(i)
            found.append(
                Phrase(
                    where=(number, i),
                    lemma=lemma,
                    actor=actor,
                    person=person,
                    plural=token.text.lower() != lemma or lemma in _MANY,
                    subject=token.deprel.startswith("nsubj"),
                    definite=any(tree.lemmas[j] in _DEFINITE for j in below),
                    owned=any(j in actor_at or j in person_at for j in below),
                    titles=tuple(tree.lemmas[j] for j in below if j < i)
                    + tuple(tree.lemmas[j] for j in tree.below(i, "appos")),
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
        return self._people.get(name.split()[-1]) or Known(name, None, None)

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

        The state or place in its own phrase; then the state named last as one that
        has such people; then the state on whose ground the sentence or report is.
        """
        state = self.state_at(tree, token)
        return with_state(actor, state.name) if state is not None else actor

    def state_at(self, tree: Tree, token: int) -> Actor | None:
        """The state on whose ground a phrase stands, or the report as a whole."""
        scene = self.scene
        start, end = tree.extent(tree.core(token))
        for toponym in scene.toponyms_in(start, end):
            if toponym.place is not None:
                return self._governing(toponym.place.side, toponym.place.country)
        here = {
            toponym.place.country
            for toponym in scene.toponyms_in(tree.sentence.start, tree.sentence.end)
            if toponym.place is not None and toponym.place.country
        }
        if len(here) == 1:
            return state_of(here.pop())
        return state_of(scene.home) if scene.home else None

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
                max(named, key=lambda name: sides[name])
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

    def body_at(self, start: int, end: int) -> Name | None:
        """The name of an organisation at these characters."""
        first = max(bisect_left(self._name_starts, start) - 1, 0)
        last = bisect_left(self._name_starts, end)
        return next((n for n in self._names[first:last] if start < n.end), None)


def _antecedent(phrase: Phrase, recent: deque[Phrase]) -> Phrase | None:
    """The phrase shortly before that one without a name of its own stands for."""
    lemma = phrase.lemma
    if lemma in _HE:
        return _last(recent, lambda p: p.person and p.subject) or _last(
            recent, lambda p: p.person
        )
    if lemma in _IT:
        return _last(recent, lambda p: p.subject and _is_body(p))
    if lemma in _THEY:
        return _last(
            recent, lambda p: p.subject and not p.person and (p.plural or _is_body(p))
        )
    if phrase.actor is not None or phrase.person or phrase.owned or not phrase.definite:
        return None
    if lemma in _BODIES:
        kinds = _BODIES[lemma]
        return _last(recent, lambda p: p.actor is not None and p.actor.kind in kinds)
    if noun_sector(lemma) is not None and not phrase.plural:
        return _last(recent, lambda p: p.person and lemma in p.titles)
    return None


def _last(recent: deque[Phrase], fits: Callable[[Phrase], bool]) -> Phrase | None:
    return next((phrase for phrase in reversed(recent) if fits(phrase)), None)


def _is_body(phrase: Phrase) -> bool:
    """Whether a phrase is a state, a group or an institution, which "it" may mean."""
    return phrase.actor is not None and phrase.actor.kind != "agency"


#: So many phrases back an antecedent is looked for.
_MEMORY = 24
_NOMINAL = {"NOUN", "PROPN", "PRON"}
_INNER = {"compound", "flat", "nmod:desc"}
_HE = {"he", "she", "his", "her", "him", "himself", "herself"}
_IT = {"it", "its", "itself"}
_THEY = {"they", "their", "them", "themselves"}
_PRONOUNS = _HE | _IT | _THEY
_MANY = {"police", "people", "forces"}
_DEFINITE = {"the", "this", "that", "its", "their"}
_AREAS = {
    "city", "town", "village", "state", "province", "region", "district", "area",
    "capital", "enclave", "peninsula", "island", "valley", "strip", "port",
}  # fmt: skip
#: Nouns for a body named before, and the kinds of actor that they can mean.
_BODIES = {
    "group": {"armed_group", "organisation"},
    "movement": {"armed_group"},
    "militia": {"armed_group"},
    "organisation": {"armed_group", "organisation"},
    "organization": {"armed_group", "organisation"},
    "alliance": {"armed_group", "organisation"},
    "bloc": {"organisation"},
    "country": {"state"},
}
