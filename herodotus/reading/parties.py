"""Who acts or suffers in an event: noun phrases as parties, in PLOVER's terms.

A party has the canonical name that sides have in every claim, a country and a sector.
An institution of a state counts as its state, and the sector says which arm it was:
"Azerbaijani forces" are Azerbaijan, MIL.
"""

from __future__ import annotations

from herodotus.gazetteer import (
    Actor,
    ActorMention,
    actor_country,
    actor_sector,
    body_sector,
    find_person,
    find_place,
    is_de_facto,
    is_wielded,
    noun_sector,
    resolve_actor,
    state_of,
)
from herodotus.model import Party
from herodotus.reading.party_phrases import (
    as_name,
    case_of,
    coordinated,
    core_before,
    counted,
    modifiers_of,
)
from herodotus.reading.perpetrators import armed_party
from herodotus.reading.scene import Scene
from herodotus.reading.tree import Tree


def parties_of(
    tree: Tree, token: int, scene: Scene, *, speaker_side: str | None = None
) -> tuple[Party, ...]:
    """The parties that the noun phrase headed by a token means; none if it means none.

    Coordination gives several. `speaker_side` is the side of whoever says it: from it
    "the enemy", "we" and "the other side" are told.
    """
    return _Reader(scene, speaker_side).parties(tree, token)


class _Reader:
    """One question: a phrase of a report, as a speaker of some side means it."""

    def __init__(self, scene: Scene, speaker_side: str | None) -> None:
        self.scene = scene
        self.speaker_side = speaker_side

    def parties(self, tree: Tree, token: int, depth: int = 0) -> tuple[Party, ...]:
        found: list[Party] = []
        heads = coordinated(tree, token)
        for head in heads:
            if len(heads) > 1 and self._is_dateline(tree, head):
                continue
            for party in self._phrase(tree, head, depth):
                if party not in found:
                    found.append(party)
        return tuple(found)

    def _is_dateline(self, tree: Tree, head: int) -> bool:
        dateline = self.scene.report.dateline
        return dateline is not None and tree.tokens[head].start < dateline[1]

    def _phrase(self, tree: Tree, head: int, depth: int) -> tuple[Party, ...]:
        """The parties of one noun with its modifiers."""
        head = counted(tree, head)
        lemma = tree.lemmas[head]
        spoken = self._spoken(tree, head, lemma)
        if spoken is not None:
            return spoken
        number = self.scene.sentence_of(tree.sentence.start)
        earlier = self.scene.references.antecedent(number, head)
        if earlier is not None and depth < _DEEP:
            there = self.scene.trees[earlier[0]]
            found = self.parties(there, earlier[1], depth + 1)
            if found or tree.tokens[head].upos == "PRON":
                return found
        if tree.tokens[head].upos == "PRON":
            return ()
        person = self._person(tree, head, number)
        if person is not None:
            return (person,)
        return self._noun(tree, head, lemma, depth)

    # -- words that mean a side by who speaks ---------------------------------------

    def _spoken(self, tree: Tree, head: int, lemma: str) -> tuple[Party, ...] | None:
        """ "The enemy", "both sides", "the other", "we"; None for other words."""
        words = {tree.lemmas[i] for i in tree.below(head)} | {lemma}
        if lemma in _ENEMY:
            return self._sides(self._opponents()[:1])
        if lemma in _STATES and words & {"two", "both"}:
            if self.scene.crosses_border:  # "the two neighbours" of the war told of
                return self._sides(self.scene.references.belligerents)
            position = tree.tokens[head].start
            return self._sides(self.scene.references.states_before(position))
        if lemma == "side" or (lemma in _SYMMETRIC and words & {"two", "both"}):
            if words & {"both", "two", "each", "either", "warring", "all", "neither"}:
                return self._sides(self.scene.references.belligerents)
            if words & {"other", "opposing"}:
                return self._sides(
                    self._opponents()[:1] or self.scene.references.belligerents
                )
            if words & {"our"}:
                return self._sides([self.speaker_side])
        if lemma == "other" and words & {"the", "each"}:
            return self._sides(
                self._opponents()[:1] or self.scene.references.belligerents
            )
        if lemma in {"both", "each"} and tree.tokens[head].upos in {"DET", "PRON"}:
            return self._sides(self.scene.references.belligerents)
        if lemma in {"we", "us", "our"} and tree.tokens[head].upos == "PRON":
            return self._sides([self.speaker_side])
        return None

    def _opponents(self) -> list[str]:
        """Who fights the side that speaks, the opponent named most often first."""
        if self.speaker_side is None:
            return []
        sides = self.scene.references.belligerents
        if len(sides) == 2 and self.speaker_side in sides:
            return [side for side in sides if side != self.speaker_side]
        return self.scene.enemies(self.speaker_side)

    def _sides(self, names: list[str] | list[str | None]) -> tuple[Party, ...]:
        return tuple(self._side(name) for name in names if name is not None)

    def _side(self, name: str) -> Party:
        actor = state_of(name) or resolve_actor(name)
        if actor is None:
            return Party(name=name)
        return self._party(actor)

    # -- people by name ---------------------------------------------------------------

    def _person(self, tree: Tree, head: int, number: int) -> Party | None:
        """A person as the side of the office that the report gives."""
        known = self.scene.references.person(number, head)
        if known is None:
            return None
        actor = known.actor
        if actor is None and known.sector in _OF_STATE:
            actor = self.scene.references.own_state
        if actor is None and known.sector is None and " " not in known.name:
            return self._misnamed(known.name)
        if actor is None:
            return Party(name=known.name, sector=known.sector)
        return self._party(actor, known.sector or actor_sector(actor))

    def _misnamed(self, name: str) -> Party | None:
        """A town in a country of the report that was taken for a person's surname."""
        place = find_place(name, near=set(self._near))
        if place is not None and place.country in self._near:
            state = state_of(place.country)
            return self._party(state) if state is not None else None
        return Party(name=name)

    # -- nouns ------------------------------------------------------------------------

    def _noun(self, tree: Tree, head: int, lemma: str, depth: int) -> tuple[Party, ...]:
        token = tree.tokens[head]
        own = self._mention(token.start, token.end)
        sector = noun_sector(lemma, modifiers=modifiers_of(tree, head))
        both = self._of_both(tree, head, sector)
        if both:
            return both
        if own is None and depth < _DEEP:
            theirs = self._theirs(tree, head, sector, depth)
            if theirs:
                return theirs
        owners = self._owners(tree, head, own)
        if own is not None and own.actor.kind not in {"state", "people"}:
            found = [self._named(own, tree, head, sector)]
            beside = tree.below(head, "amod", "compound", "nmod:poss")
            others = [
                self._party(actor, found[0].sector)
                for actor in self._parties_among(tree, beside, own)
                if actor.kind == "state" and actor.side != found[0].name
            ]
            return (*others, *found)  # "Azerbaijani and Armenian forces"
        if own is not None:
            return (self._of_state(own, tree, head),)
        if sector is not None or is_wielded(lemma):
            arm = sector or ("MIL" if is_wielded(lemma) else None)
            if owners:
                return tuple(self._owned(actor, tree, head, arm) for actor in owners)
            if sector is None:
                return self._wielder(tree, head, depth)
            return (self._unnamed(tree, head, lemma, sector),)
        body = self._body(tree, head, owners)
        if body is not None:
            return (body,)
        ground = self._ground(tree, head)
        if ground is not None:
            return (ground,)
        return self._wielder(tree, head, depth)

    def _of_both(self, tree: Tree, head: int, sector: str | None) -> tuple[Party, ...]:
        """ "Officials in both countries": a party on each side."""
        for i in tree.below(head, "nmod"):
            if tree.lemmas[i] in _STATES or tree.lemmas[i] == "side":
                spoken = self._spoken(tree, i, tree.lemmas[i]) or ()
                if len(spoken) > 1:
                    told = {"sector": sector}
                    return tuple(party.model_copy(update=told) for party in spoken)
        return ()

    def _theirs(
        self, tree: Tree, head: int, sector: str | None, depth: int
    ) -> tuple[Party, ...]:
        """ "Its troops", "their positions", "his country": of whoever is meant."""
        owner = tree.first(head, "nmod:poss")
        if owner is None or tree.tokens[owner].upos != "PRON":
            return ()
        arm = sector or ("MIL" if is_wielded(tree.lemmas[head]) else None)
        return tuple(
            party.model_copy(update={"sector": arm or party.sector})
            if party.sector not in {"REB", "PRM", "UAF", "CRM"}
            else party
            for party in self.parties(tree, owner, depth + 1)
        )

    def _mention(self, start: int, end: int) -> ActorMention | None:
        return next(iter(self.scene.actors_in(start, end)), None)

    def _owners(self, tree: Tree, head: int, own: ActorMention | None) -> list[Actor]:
        """The named parties among the words that say whose the head is."""
        near: list[int] = []
        far: list[int] = []
        for i in tree.below(head, *_BEARING):
            if tree.tokens[i].deprel in {"nmod", "obl"}:
                case = case_of(tree, i)
                if case in _WHOSE:
                    near.append(i)
                elif case in _WHERE:
                    far.append(i)
            else:
                near.append(i)
        return (
            self._parties_among(tree, near, own)
            or self._headed_by(tree, head)
            or self._parties_among(tree, far, own)
        )

    def _headed_by(self, tree: Tree, head: int) -> list[Actor]:
        """The state of a government called by its head: "the Bush administration"."""
        if tree.lemmas[head] not in _GOVERNMENT:
            return []
        day = self.scene.report.date
        names = [tree.tokens[i].text for i in tree.below(head, "compound", "amod")]
        held = [find_person(name, title="government", day=day) for name in names]
        states = [state_of(holder.party) for holder in held if holder is not None]
        return [state for state in states if state is not None]

    def _parties_among(
        self, tree: Tree, tokens: list[int], own: ActorMention | None
    ) -> list[Actor]:
        """The actors named at some tokens, and the people whose office is known."""
        found: list[Actor] = []
        number = self.scene.sentence_of(tree.sentence.start)
        for i in tokens:
            for j in coordinated(tree, i):
                for k in [j, *tree.below(j, "compound", "amod", "flat", "nmod:desc")]:
                    token = tree.tokens[k]
                    mention = self._mention(token.start, token.end)
                    actor = mention.actor if mention is not None else None
                    if mention is not None and mention == own:
                        continue
                    if actor is None:
                        known = self.scene.references.person(number, k)
                        actor = known.actor if known is not None else None
                    if actor is None or actor in found or actor.kind == "agency":
                        continue
                    found.append(actor)
        return found

    def _named(
        self, mention: ActorMention, tree: Tree, head: int, sector: str | None
    ) -> Party:
        """A head that is the name of an institution, a group or an organisation."""
        actor = mention.actor
        if actor.kind == "institution" and actor.side is None:
            headed = self._headed_by(tree, head)
            settled = self.scene.references.settled(actor, tree, head)
            return self._party(headed[0] if headed else settled, actor_sector(actor))
        return self._party(actor)

    def _of_state(self, mention: ActorMention, tree: Tree, head: int) -> Party:
        """A state by its name, its capital or its people."""
        actor = mention.actor
        if actor.status == "combatant" or noun_sector(tree.lemmas[head]) in _ARMED:
            return self._party(actor, "REB")
        if mention.form == "capital":
            acts = tree.tokens[head].deprel.startswith("nsubj")
            return self._party(actor, "GOV" if acts else None)
        if mention.form == "demonym" and tree.tokens[head].text.endswith("s"):
            return self._party(actor, None if actor.name == "Palestinians" else "CVL")
        return self._party(actor)

    def _owned(self, actor: Actor, tree: Tree, head: int, sector: str | None) -> Party:
        """A noun and the party whose it is: "Hamas fighters", "Sudanese rebels"."""
        if actor.kind == "institution":
            arm = actor_sector(actor)
            if actor.side is None:
                actor = self.scene.references.settled(actor, tree, head)
            return self._party(actor, sector if sector in _NOT_OF_STATE else arm)
        if actor.kind in {"armed_group", "organisation"}:
            own = actor_sector(actor)
            return self._party(actor, own or (sector if sector == "MIL" else None))
        if sector in _ARMED:
            return self._irregular(actor, tree, head, sector)
        return self._party(actor, None if sector == "UNK" else sector)

    def _irregular(self, owner: Actor, tree: Tree, head: int, sector: str) -> Party:
        """Rebels, militias or bandits of a country or people: a party of their own."""
        words = self.scene.report.text[slice(*tree.extent(core_before(tree, head)))]
        party = resolve_actor(words)
        if party is None or party.kind in {"state", "institution"}:
            return self._party(owner, sector)
        found = self._party(party, "REB" if sector == "UAF" else sector)
        found = found.model_copy(update={"name": as_name(found.name)})
        country = found.country or actor_country(owner, near=self._near)
        return found.model_copy(update={"country": country})

    def _unnamed(self, tree: Tree, head: int, lemma: str, sector: str) -> Party:
        """A noun for people that says nobody's name."""
        state = self.scene.references.state_at(tree, head)
        country = actor_country(state, near=self._near) if state else None
        if sector in {"REB", "PRM"}:
            group = self._irregulars(lemma)
            if group is not None:
                found = self._party(group, sector)
                country = found.country or country
                return found.model_copy(update={"country": country})
        if sector in _OF_STATE and state is not None:
            return self._party(state, sector)
        if sector == "CVL" and state is not None and self.scene.crosses_border:
            return self._party(state, sector)  # as sides of victims are told
        if sector == "SOC" and lemma in _BODIES:
            country = "NGO"
        words = tree.tokens[head].text.lower()
        if tree.tokens[head].deprel in {"amod", "compound"} and words == lemma:
            words = f"{words}s"  # "civilian targets"
        if lemma in _BODIES or sector != noun_sector(lemma):
            words = " ".join(tree.tokens[i].text for i in core_before(tree, head))
        return Party(name=as_name(words), country=country, sector=sector)

    def _irregulars(self, lemma: str) -> Actor | None:
        """Who "the rebels" are: a party without a recognised army, a group named."""
        scene = self.scene
        for name in scene.conflict.b if scene.conflict is not None else ():
            state = state_of(name)
            if state is not None and scene.sides[name] and is_de_facto(name):
                return state
        party = armed_party(lemma, scene, but=frozenset({self.speaker_side} - {None}))
        return resolve_actor(party) if party is not None else None

    def _body(self, tree: Tree, head: int, owners: list[Actor]) -> Party | None:
        """A named body that no file knows: "the Third World Water Forum"."""
        token = tree.tokens[head]
        name = self.scene.references.body_at(token.start, token.end)
        if name is None:
            return None
        words = as_name(self.scene.report.text[name.start : name.end])
        owner = owners[0] if owners else None
        if owner is None:
            owner = self.scene.references.state_at(tree, head)
        country = actor_country(owner, near=self._near) if owner else None
        return Party(name=words, country=country, sector=body_sector(words))

    def _ground(self, tree: Tree, head: int) -> Party | None:
        """A place that suffers or acts, as the side that governs it."""
        state = self.scene.references.ground(tree, head)
        return self._party(state) if state is not None else None

    def _wielder(self, tree: Tree, head: int, depth: int) -> tuple[Party, ...]:
        """Whose deed or arm it is: "rebel shelling", "a raid by Turkish jets"."""
        if depth >= _DEEP:
            return ()
        for i in tree.below(head, "compound", "amod", "nmod:poss", "nmod"):
            if tree.tokens[i].deprel == "nmod" and case_of(tree, i) not in _WHOSE:
                continue
            if tree.tokens[i].upos == "ADJ" and not self._is_party(tree, i):
                continue
            found = self.parties(tree, i, depth + 1)
            if found:
                return found
        return ()

    def _is_party(self, tree: Tree, i: int) -> bool:
        token = tree.tokens[i]
        return (
            noun_sector(tree.lemmas[i]) is not None
            or self._mention(token.start, token.end) is not None
        )

    # -- parties ------------------------------------------------------------------

    @property
    def _near(self) -> tuple[str, ...]:
        return self.scene.references.countries

    def _party(self, actor: Actor, sector: str | None = None) -> Party:
        name = actor.name
        if actor.side and actor.kind not in {"organisation", "agency"}:
            name = actor.side
        return Party(
            name=name,
            country=actor_country(actor, near=self._near),
            sector=sector or actor_sector(actor),
        )


#: Bodies that are known by the words before them: "an opposition party".
_BODIES = {
    "group", "organisation", "organization", "movement", "network", "faction", "party",
    "alliance", "coalition", "union", "company", "newspaper", "charity", "wing", "body",
}  # fmt: skip
_BEARING = ("amod", "compound", "nmod:poss", "nmod:desc", "nmod", "flat", "appos")
_ENEMY = {"enemy", "foe", "adversary", "aggressor", "invader", "occupier"}
_GOVERNMENT = {"administration", "government", "regime", "cabinet"}
_SYMMETRIC = {"army", "party", "force", "rival", "camp"}
_STATES = {
    "country", "nation", "neighbour", "neighbor", "state", "government", "republic",
}  # fmt: skip

#: So many steps from a phrase to what it stands for, or whose it is.
_DEEP = 3

#: Sectors whose people belong to a state even where no word says so.
_OF_STATE = {"COP", "GOV", "JUD", "LEG", "MIL", "SPY"}
_NOT_OF_STATE = {"CVL", "EDU", "JRN", "REF", "OPP", "PRE", "LAB", "REL", "MED"}
_ARMED = {"REB", "PRM", "UAF", "CRM"}
_WHOSE = {"of", "from", "for", "by"}
_WHERE = {"in", "at", "inside", "within", "across", "on"}
