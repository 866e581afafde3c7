"""Who did it and to whom: the parties of an event, from the tree of its sentence.

The initiator is the subject, the agent of a passive or whose deed a noun tells. The
target is looked for from near to far: whom the verb is done to, where its prepositions
lead, what its object belongs to, whoever else its clause names. What is done at home
(an arrest, a protest, a curfew) is done to the initiator's own country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from herodotus.gazetteer import actor_country, resolve_actor, state_of
from herodotus.model import Party
from herodotus.reading.event_lexicon import VERBAL
from herodotus.reading.event_subjects import Subjects, is_done_to
from herodotus.reading.event_triggers import Trigger
from herodotus.reading.parties import parties_of
from herodotus.reading.scene import Scene
from herodotus.reading.speech import speech
from herodotus.reading.tree import Tree

Parties = tuple[Party, ...]


def parties_in(
    trigger: Trigger, tree: Tree, scene: Scene, *, speaker_side: str | None = None
) -> tuple[Parties, Parties, bool]:
    """Initiators, targets, and whether each does the same to the other.

    `speaker_side` is the side of whoever tells it, from which "the enemy" is told.
    """
    return _Roles(trigger, tree, scene, speaker_side).parties()


class _Roles:
    """One event of a sentence, asked for its parties."""

    def __init__(
        self, trigger: Trigger, tree: Tree, scene: Scene, speaker_side: str | None
    ) -> None:
        self.trigger = trigger
        self.tree = tree
        self.scene = scene
        self.speaker_side = speaker_side
        self._known: dict[int, Parties] = {}
        self.subjects = Subjects(tree, lambda i: bool(self._at(i)))

    def parties(self) -> tuple[Parties, Parties, bool]:
        act = self.trigger.act
        by = self._all(self.doers)
        if act.plover in VERBAL and by and self.speaker_side is None:
            self.speaker_side = by[0].name  # whose enemy "the enemy" is
            self._known.clear()
        mutual = act.roles == "mutual"
        if self._is_fighting():
            by, mutual = (), True
        joint = act.plover in {"AGREE", "SUPPORT", "REJECT"}
        if len(by) > 1 and joint and not self._direct():
            return by[:1], by[1:], True  # "Ethiopia and Eritrea signed a treaty"
        if mutual or self._each_other():
            sides = self._sides_of(by)
            if sides is not None:
                return (*sides, True)
        on = self._targets(by)
        by = self._placed(by, on)
        if by and not on and not mutual:
            on = self._opposed(by) or self._at_home(by)
        return self._in_war(by), _somebody(self._in_war(on)), False

    def _is_fighting(self) -> bool:
        """Whether "fighting over the region" was taken for a verb of somebody."""
        tree, at = self.tree, self.trigger.at
        fighting = tree.tokens[at].text.lower() == "fighting"
        return fighting and not tree.below(at, "nsubj", "obj", "aux", "mark", "cop")

    def _direct(self) -> bool:
        """Whether the verb has an object that is somebody."""
        objects = self.tree.below(self.trigger.at, "obj", "iobj", "obl")
        return any(self._at(i) for i in objects if i not in self.trigger.words)

    @cached_property
    def doers(self) -> list[int]:
        """The nouns of those who did it."""
        trigger = self.trigger
        if trigger.asked_by is not None:
            return self.subjects.of(trigger.asked_by)
        return self.subjects.doers(trigger)

    # -- to whom ---------------------------------------------------------------------

    def _targets(self, by: Parties) -> Parties:
        """The first of the places to look that names a party other than the doers."""
        tree = self.tree
        mine = {i for doer in self.doers for i in tree.under(doer)}
        if self.trigger.at in mine:
            mine = {i for doer in self.doers for i in tree.core(doer)}
        mine |= self._told_by
        best: Parties = ()
        for places in self._places():
            for i in places:
                found = self._at(i) if i not in mine else ()
                found = tuple(p for p in found if not _same(p, by))
                if any(p.country for p in found):
                    return found
                best = best or found
        return best

    def _places(self) -> Iterator[list[int]]:
        """Tokens where the target may stand, the surest first."""
        tree, trigger = self.tree, self.trigger
        at, act = trigger.at, trigger.act
        words = [at, *sorted(trigger.words - {at, trigger.asked_by})]
        if trigger.asked_by is not None:
            yield tree.below(at, "nsubj", "nsubj:pass")
        if tree.tokens[at].upos != "NOUN" and is_done_to(tree, at):
            yield self.subjects.patients(at)
        elif act.roles in {"agent", "sufferer"} or trigger.act_at != at:
            yield from self._suffering(at)
        if act.plover in {"REQUEST", "THREATEN", "ACCUSE"}:
            yield self._asked(at)
        objects = [i for w in words for i in tree.below(w, "iobj", "obj")]
        direct = [i for i in objects if i not in trigger.words]
        if act.plover == "COOPERATE":
            yield from self._toward(words)
        if act.roles != "about":
            yield [i for i in direct if self._at(i)]
        if act.plover in {"REJECT", "COERCE"}:
            for i in tree.below(at, "obj"):  # "a US offer", "a rally by students"
                yield self.subjects.owners(i)
        if act.plover == "AGREE" and trigger.act_at != at and self.doers:
            yield self.subjects.owners(trigger.act_at)  # "agreed to US mediation"
        yield from self._toward(words)
        noun = [at] if tree.tokens[at].upos == "NOUN" else []
        yield from self._inside([*objects, *noun, *words])
        yield self._named_in(self._within(at))
        if act.plover == "REQUEST" and trigger.asked_by is None:
            return
        yield self._named_in(self._around(at))

    def _around(self, at: int) -> list[int]:
        """The tokens of a sentence but for whoever is heard in it."""
        tree = self.tree
        if self.trigger.asked_by is not None:
            return list(range(len(tree)))
        heard = {
            i
            for over in tree.above(at)
            if tree.lemmas[over] in speech().stance
            for source in tree.below(over, "nsubj")
            for i in tree.under(source)
        }
        return [i for i in range(len(tree)) if i not in heard]

    @cached_property
    def _told_by(self) -> set[int]:
        """The tokens of whoever is only cited: "according to the UN"."""
        tree = self.tree
        heads = {
            token.head
            for token in tree.tokens
            if token.text.lower() in _CITING and token.deprel in _CITED_AS
        }
        return {i for head in heads if head >= 0 for i in tree.under(head)}

    def _within(self, at: int) -> list[int]:
        """The tokens of a clause, relative and adverbial clauses left out."""
        tree = self.tree
        found, waiting = [], [at]
        while waiting:
            here = waiting.pop()
            found.append(here)
            for i in tree.below(here):
                finite = bool(tree.below(i, "nsubj", "nsubj:pass"))
                aside = tree.tokens[i].deprel in {"acl:relcl", "advcl"} and finite
                if not aside:
                    waiting.append(i)
        return sorted(found)

    def _suffering(self, at: int) -> Iterator[list[int]]:
        """Who died of it, or was hit by it: "five died in", "the raid killed"."""
        tree = self.tree
        subjects = self.subjects.of(at)
        if not tree.below(at, "obj") and self.trigger.act.plover == "ASSAULT":
            yield [i for i in subjects if i not in self.doers]

    def _asked(self, verb: int) -> list[int]:
        """Of whom something is asked: the object, or the subject of what should be."""
        tree = self.tree
        found = [i for i in tree.below(verb, "obj", "iobj") if self._at(i)]
        for clause in tree.below(verb, "ccomp", "xcomp"):
            found += tree.below(clause, "nsubj")
        return found

    def _toward(self, words: list[int]) -> Iterator[list[int]]:
        """Where the prepositions of the act lead, in the order the act gives."""
        tree = self.tree
        behind: dict[str, list[int]] = {}
        objects = [j for word in words for j in tree.below(word, "obj")]
        for word in [*words, *objects]:
            for i in tree.below(word, "obl", "nmod", "obl:agent", "advcl"):
                for case in tree.below(i, "case", "mark"):
                    behind.setdefault(tree.lemmas[case], []).append(i)
        for preposition in self.trigger.act.toward:
            found = behind.get(preposition, [])
            yield [i for i in found if self._at(i)]
            yield from self._inside(found)

    def _inside(self, heads: Iterable[int]) -> Iterator[list[int]]:
        """The parties named inside some phrases, those nearest to the head first."""
        level = list(heads)
        for _ in range(4):
            level = [
                j
                for i in level
                for j in self.tree.below(i)
                if self.tree.tokens[j].deprel not in _APART
            ]
            yield self._named_in(level)

    def _named_in(self, tokens: Iterable[int]) -> list[int]:
        """The tokens that name parties, those that only name places last."""
        actors, places = [], []
        for i in tokens:
            token = self.tree.tokens[i]
            if self.tree.lemmas[i] in _ENEMIES:
                actors.append(i)
            elif token.upos in {"PROPN", "ADJ", "NOUN"}:
                named = self.scene.actors_in(token.start, token.end)
                if any(mention.actor.kind != "agency" for mention in named):
                    actors.append(i)
                elif self.scene.toponyms_in(token.start, token.end):
                    places.append(i)
        return actors + places

    # -- each other ------------------------------------------------------------------

    def _sides_of(self, by: Parties) -> tuple[Parties, Parties] | None:
        """The two sides of what all do to each other, by the words or by the war."""
        if len(by) >= 2:
            return by[:1], by[1:]
        act = self.trigger.act
        on = tuple(p for p in self._targets(by) if p not in by)
        if not by and self.trigger.act_at != self.trigger.at:
            hit = self._all(self.subjects.patients(self.trigger.at))
            other = self._targets(hit)
            if hit and other and hit != other:  # "killed in a clash with militants"
                return hit, other
        if by and on:
            return by, on
        if act.plover == "ASSAULT" and not by:
            if len(on) >= 2:
                return on[:1], on[1:]
            sides = self.scene.references.belligerents
            if len(sides) >= 2:
                return (_side(sides[0]),), (_side(sides[1]),)
        return None

    def _each_other(self) -> bool:
        """Whether the words make it mutual: "each side blaming the other"."""
        tree = self.tree
        near = {
            tree.lemmas[i]
            for j in [*self.doers, *tree.below(self.trigger.at, "obj", "obl")]
            for i in [j, *tree.below(j, "det", "amod")]
        }
        return bool(near & {"each", "both", "two"}) and bool(near & {"each", "other"})

    # -- at home ---------------------------------------------------------------------

    def _placed(self, by: Parties, on: Parties) -> Parties:
        """Initiators without a country take one that their sentence tells."""
        if not by or any(party.country for party in by):
            return by
        tree = self.tree
        inner = [i for doer in self.doers for i in tree.under(doer)]
        away = {party.country for party in on}
        if self.trigger.act.plover == "PROTEST":
            away = set()
        around = self._around(self.trigger.at)
        for i in [*self._named_in(inner), *self._named_in(around)]:
            for party in self._at(i):
                if party.country and party.country not in away:
                    return tuple(_of(p, party) for p in by)
        home = next((party for party in on if party.country), None)
        return tuple(_of(p, home) for p in by) if home else by

    def _opposed(self, by: Parties) -> Parties:
        """Whom a side of the report's war fights, where its deed names nobody."""
        plover = self.trigger.act.plover
        if plover == "REQUEST" and self.scene.conflict is not None:
            sides = self.scene.references.belligerents  # "urged calm"
            return tuple(_side(n) for n in sides if n not in {p.name for p in by})
        if plover not in {"ASSAULT", "RETREAT"}:
            return ()
        enemies = [
            name
            for name in self.scene.enemies(by[0].name)
            if name in self.scene.parties and by[0].name in self.scene.parties
        ]
        return tuple(_side(name) for name in enemies[:1])

    def _in_war(self, parties: Parties) -> Parties:
        """Civilians count with their state in a war across a border."""
        if not self.scene.crosses_border:
            return parties
        return tuple(
            _of_side(p) if p.sector == "CVL" and p.name.islower() else p
            for p in parties
        )

    def _at_home(self, by: Parties) -> Parties:
        """Where nobody else is named it is done at home."""
        country = by[0].country
        act = self.trigger.act
        if act.plover in {"REQUEST", "CONSULT", "COOPERATE", "AID"}:
            return ()
        if act.plover == "ASSAULT" and by[0].sector in {None, "MIL", "GOV"}:
            return ()
        state = state_of(country) if country and country.isalpha() else None
        return (Party(name=state.name, country=country),) if state else ()

    # -- words -----------------------------------------------------------------------

    def _all(self, tokens: Iterable[int]) -> Parties:
        found: list[Party] = []
        for i in tokens:
            found += [party for party in self._at(i) if party not in found]
        return tuple(found)

    def _at(self, i: int) -> Parties:
        if i not in self._known:
            side = self.speaker_side
            found = parties_of(self.tree, i, self.scene, speaker_side=side)
            if side is not None and self.tree.lemmas[i] in _ENEMIES:
                enemies = self.scene.enemies(side)
                parties = [e for e in enemies if e in self.scene.parties] or enemies[:1]
                found = tuple(_side(name) for name in parties)
            self._known[i] = found
        return self._known[i]


def _somebody(parties: Parties) -> Parties:
    """Parties as whoever stands behind a thing: a rejected figure is its country's."""
    found: list[Party] = []
    for party in parties:
        if party.sector in {None, "UNK"} and party.name.islower():
            state = state_of(party.country) if party.country else None
            if state is None:
                continue
            party = Party(name=state.name, country=party.country)
        if party not in found:
            found.append(party)
    return tuple(found)


def _same(party: Party, by: Parties) -> bool:
    """Whether a party is one of the doers; a state's citizens are not its organs."""
    organs = {None, "GOV", "MIL"}
    return any(
        party.name == one.name
        and (party.sector == one.sector or {party.sector, one.sector} <= organs)
        for one in by
    )


def _of(party: Party, other: Party) -> Party:
    """A party with the country of another; an official without one is its state."""
    state = (
        state_of(other.country) if other.country and other.country.isalpha() else None
    )
    if state is not None and party.sector in {"GOV", "MIL", "COP", "JUD", "LEG"}:
        return Party(name=state.name, country=other.country, sector=party.sector)
    return party.model_copy(update={"country": other.country})


def _of_side(party: Party) -> Party:
    state = state_of(party.country) if party.country else None
    return party.model_copy(update={"name": state.name}) if state else party


def _side(name: str) -> Party:
    actor = state_of(name) or resolve_actor(name)
    return Party(name=name, country=actor_country(actor) if actor else None)


#: Words before a source that is no party to what it tells.
_CITING = {"according", "per"}
_CITED_AS = {"case", "mark"}
_ENEMIES = {"enemy", "foe", "adversary"}
#: Dependents that stand outside a phrase.
_APART = {"punct", "advcl", "parataxis", "nsubj", "acl:relcl"}
