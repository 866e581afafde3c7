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
    find_person,
    noun_sector,
    resolve_actor,
    state_of,
    with_state,
)
from herodotus.language import Name
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


@dataclass(frozen=True)
class Known:
    """A person called by name: for whom, and in which sector, as far as is known."""

    name: str
    actor: Actor | None
    sector: str | None


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

    # -- people -------------------------------------------------------------------

    def person(self, number: int, token: int) -> Known | None:
        """The person whose name stands at a token, with the office held."""
        at = self.scene.trees[number].tokens[token]
        for span in self._persons_in(at.start, at.end):
            words = " ".join(self.scene.report.text[slice(*span)].split())
            return self._known.get(words.split()[-1]) or Known(words, None, None)
        return None

    def _persons_in(self, start: int, end: int) -> list[tuple[int, int]]:
        persons = self.scene.persons
        first = max(bisect_left(self._person_starts, start) - 1, 0)
        last = bisect_left(self._person_starts, end)
        return [p for p in persons[first:last] if start < p[1]]

    @cached_property
    def _known(self) -> dict[str, Known]:
        """The people of the report by surname: name in full, party, sector."""
        full: dict[str, str] = {}
        office: dict[str, tuple[Actor | None, str | None]] = {}
        titles: dict[str, str] = {}
        for span in self.scene.persons:
            words = " ".join(self.scene.report.text[slice(*span)].split())
            last = words.split()[-1]
            if len(words.split()) > len(full.get(last, "").split()):
                full[last] = words
            actor, sector, title = self._office(span)
            held = office.get(last)
            if held is None or (held[0] is None and (actor or sector)):
                office[last] = (actor, sector or (held[1] if held else None))
            if title is not None:
                titles.setdefault(last, title)
        return {
            last: self._in_office(name, *office[last], titles.get(last))
            for last, name in full.items()
        }

    def _office(
        self, span: tuple[int, int]
    ) -> tuple[Actor | None, str | None, str | None]:
        """The party, sector and title that the words around a name give."""
        scene = self.scene
        tree = scene.trees[scene.sentence_of(span[0])]
        inside = tree.at(*span)
        heads = [i for i in inside if tree.tokens[i].head not in inside]
        if not heads:
            return None, None, None
        head = heads[0]
        beside = [head]
        token = tree.tokens[head]
        if token.deprel == "appos" and token.head >= 0:
            beside.append(token.head)
        if head and tree.tokens[head - 1].upos in {"NOUN", "PROPN"}:
            if tree.tokens[head - 1].head == token.head >= 0:
                beside.append(head - 1)
        actor: Actor | None = None
        sector: str | None = None
        title: str | None = None
        if token.deprel in {"compound", "nmod:poss"} and token.head >= 0:
            if tree.lemmas[token.head] in _GOVERNMENT:  # "the Bush administration"
                return None, None, "government"
        for here in beside:
            near = [i for i in [here, *tree.below(here, *_OFFICE)] if i not in inside]
            for i in near:
                before = tuple(
                    tree.lemmas[j] for j in tree.below(i, "compound", "amod")
                )
                found = noun_sector(tree.lemmas[i], modifiers=before)
                if {"secretary", "attorney"} & {
                    *before,
                    *(tree.lemmas[j] for j in near),
                }:
                    found = "GOV" if found else None  # "Secretary - General"
                if sector is None and found is not None:
                    sector, title = found, tree.lemmas[i]
                    if _FORMER & {*before, *(tree.lemmas[j] for j in near)}:
                        sector, title = "ELI", None
                actor = actor or self._owner(tree, i)
        return actor, sector, title

    def _owner(self, tree: Tree, i: int) -> Actor | None:
        """The party named in an office's words."""
        start, end = tree.extent(tree.core(i))
        mentions = [
            m for m in self.scene.actors_in(start, end) if m.actor.kind != "agency"
        ]
        mentions.sort(key=lambda m: (m.actor.side is None, m.start))
        for mention in mentions:
            if mention.actor.kind == "institution" and mention.actor.side is None:
                return self.settled(mention.actor, tree, i)
            return mention.actor
        return None

    def _in_office(
        self, name: str, actor: Actor | None, sector: str | None, title: str | None
    ) -> Known:
        """The report's own words on an office, completed from the table of persons."""
        if actor is None or sector is None:
            day = self.scene.report.date
            held = find_person(_untitled(name), title=title, day=day)
            if held is not None:
                actor = actor or state_of(held.party) or resolve_actor(held.party)
                sector = sector or (
                    _office_sector(held.office) if held.current else "ELI"
                )
        if actor is None and sector in {"GOV", "LEG", "JUD", "MIL", "COP"}:
            actor = state_of(self.scene.home) if self.scene.home else None
        return Known(name, actor, sector)

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


def _untitled(name: str) -> str:
    """A name without the ranks before it.

    >>> _untitled("Lt. Gen. Prosper Avril"), _untitled("King Hussein")
    ('Prosper Avril', 'King Hussein')
    """
    words = name.split()
    while len(words) > 2 and (words[0].endswith(".") and len(words[0]) > 2):
        words = words[1:]
    return " ".join(words)


def _office_sector(office: str) -> str:
    return noun_sector(office.split()[-1]) or "GOV"


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
_OFFICE = ("nmod:desc", "compound", "amod", "appos", "nmod:poss", "flat", "nmod")
_FORMER = {"former", "ex", "late", "ousted", "deposed", "exiled"}
_AREAS = {
    "city", "town", "village", "state", "province", "region", "district", "area",
    "capital", "enclave", "peninsula", "island", "valley", "strip", "port",
}  # fmt: skip
_GOVERNMENT = {"administration", "government", "regime", "cabinet"}
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
