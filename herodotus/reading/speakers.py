"""Who a source is: from its words to a party, a person and a side.

An institution counts under the name that its state gives it, a person with the office
that the report gives. Those whom nobody else names ("two officers", "hospital sources
and survivors") keep the report's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from herodotus.gazetteer import (
    Actor,
    ActorMention,
    by_state_names,
    resolve_actor,
    state_of,
    with_state,
)
from herodotus.gazetteer.institutions import bare_institutions, is_anonymous
from herodotus.model import Stance
from herodotus.reading.coreference import LOCAL_BODIES, is_of_war
from herodotus.reading.scene import Scene
from herodotus.reading.speech import Interval, speech
from herodotus.reading.terms import people
from herodotus.reading.titles import ranks_before
from herodotus.reading.tree import Tree


@dataclass(frozen=True)
class Voice:
    """The party that answers for a claim.

    `side` is the belligerent it speaks for, when it speaks for one. `continued` marks
    a voice from earlier in the paragraph, where the sentence itself names none.
    """

    party: str | None
    speaker: str | None
    side: str | None
    cue: str | None
    stance: Stance
    relayed_by: str | None
    country: str | None = None
    continued: bool = False


class Speakers:
    """The sources of a report, ready to be asked who they are."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def named(
        self, span: Interval, words: str, cue: str, stance: Stance
    ) -> Voice | None:
        mentions = self._mentions(span)
        person = self.person(span)
        agencies = [m for m in mentions if m.actor.kind == "agency"]
        parties = [m for m in mentions if m.actor.kind != "agency"]
        tree, heads = self._heads(span)
        nouns = {tree.lemmas[i] for i in heads}
        if person is None and not parties and agencies:
            if not self._is_human(span) or nouns & speech().reporters:
                names = [m.actor.name for m in agencies]
                agency = next((name for name in names if name[0].isupper()), names[0])
                if _TALLY & set(words.lower().split()):
                    return Voice(f"{agency} tally", None, None, cue, stance, None)
                carried = self._state_media(words) if _STATE.search(words) else None
                return Voice(carried, None, None, cue, stance, agency)
        owners = [m for m in parties if m.actor.kind not in {"state", "people"}]
        if person is None and not owners and nouns & speech().media:
            carried = self._state_media(words) if _STATE.search(words) else None
            return Voice(carried, None, None, cue, stance, plain(words))
        if _BOTH.search(words) and person is None:
            return Voice("both", None, None, cue, stance, None)
        actor = self._party(span, words, parties)
        if person is not None:
            return self.spoken(person, actor, cue, stance)
        if actor is None and self._is_nobody(span):
            if "official" not in words.lower().split() or self.scene.home is None:
                return Voice(None, None, None, cue, stance, None)
            actor = with_state(bare_institutions()["officials"].actor, self.scene.home)
        local = self._local(span, words, actor)
        if local is not None:
            return Voice(local, None, None, cue, stance, None)
        if not (self._can_speak(span) or nouns & speech().media):
            return None
        side = actor.side if actor is not None else None
        country = actor.country if actor is not None else None
        if actor is None or self._keeps_words(span, actor):
            return Voice(self._wording(span), None, side, cue, stance, None, country)
        name = self._full_body(span, actor) or actor.name
        return Voice(name, None, side, cue, stance, None, country)

    def _full_body(self, span: Interval, actor: Actor) -> str | None:
        """The report's own name of a body that is known under a shorter one.

        "The United Nations Mission in Liberia" is more than the UN.
        """
        if actor.kind != "organisation":
            return None
        text = self.scene.report.text
        tree, heads = self._heads(span)
        if not heads or not tree.tokens[heads[0]].text[0].isupper():
            return None
        start, end = tree.extent(tree.core(heads[0]))
        name = plain(text[start:end])
        inner = [m for m in self.scene.actors_in(start, end) if m.actor == actor]
        words = sum(len(text[m.start : m.end].split()) for m in inner)
        return name if inner and len(name.split()) > words + 1 else None

    def _mentions(self, span: Interval) -> list[ActorMention]:
        """The parties named in a source, not in a clause on it ("taken there by X")."""
        tree, heads = self._heads(span)
        clauses = [
            tree.extent(tree.under(j))
            for i in heads
            if tree.lemmas[i] in speech().speakers or tree.lemmas[i] in people()
            for j in tree.below(i, "acl", "acl:relcl")
        ]
        return [
            m
            for m in self.scene.actors_in(*span)
            if not any(a <= m.start < b for a, b in clauses)
        ]

    def _state_media(self, words: str) -> str | None:
        """ "State television": of the state on whose ground the report is."""
        home = self.scene.home
        return f"{home} {plain(words).lower()}" if home is not None else None

    def _is_nobody(self, span: Interval) -> bool:
        """Whether a source is only words ("earlier reports", "preliminary data")."""
        tree, heads = self._heads(span)
        if not heads:
            return False
        owned = any(tree.below(i, "nmod:poss", "nmod") for i in heads)
        named = any(tree.tokens[i].upos == "PROPN" for i in tree.at(*span))
        return (
            not owned
            and not named
            and all(tree.lemmas[i] in speech().words for i in heads)
        )

    def _keeps_words(self, span: Interval, actor: Actor) -> bool:
        """Whether a source is told better by the report's words than by its party.

        "Hospital workers and survivors" are no institution, and a hospital or a
        health institute of a place is not its government.
        """
        tree, heads = self._heads(span)
        if not heads:
            return False
        head = heads[0]
        if actor.kind == "institution":
            stated = any(m.actor.side is not None for m in self._mentions(span))
            nameless = is_anonymous(replace(actor, side=None))
            kind = nameless or tree.lemmas[head] == "source"
            return not stated and (kind or self._is_told_apart(tree, head))
        at = tree.tokens[head]
        named = self.scene.actors_in(at.start, at.end)
        of_place = actor.kind in {"state", "people"} and not named
        return of_place and tree.lemmas[head] in speech().bodies

    def _is_told_apart(self, tree: Tree, head: int) -> bool:
        """Whether officials are told by a word of their own ("railway officials")."""
        return tree.lemmas[head] in _STAFF and any(
            i < head
            and tree.tokens[i].deprel in {"compound", "amod"}
            and not self.scene.actors_in(tree.tokens[i].start, tree.tokens[i].end)
            for i in tree.below(head)
        )

    def _heads(self, span: Interval) -> tuple[Tree, list[int]]:
        """The nouns that the phrase of a source hangs on, with their tree."""
        tree = self.scene.trees[self.scene.sentence_of(span[0])]
        at = tree.at(*span)
        return tree, [i for i in at if tree.tokens[i].head not in at]

    def _wording(self, span: Interval) -> str:
        """A source in the report's words: without days, states by their names."""
        text = self.scene.report.text
        words = text[slice(*span)]
        for time in reversed(self.scene.times_in(*span)):
            before = words[: time.start - span[0]]
            before = _BEFORE_DAY.sub("", before)
            words = f"{before.rstrip()} {words[time.end - span[0] :].lstrip()}"
        return by_state_names(plain(words))

    def spoken(
        self, person: str, actor: Actor | None, cue: str, stance: Stance
    ) -> Voice:
        """A named person, with the office that the report gives."""
        known = self.scene.references.known(person)
        if actor is None or actor.kind == "agency":
            actor = known.actor
        party = person
        if known.role is not None:
            party = f"{person} ({known.role})"
            actor = known.actor or actor
        elif actor is not None and actor.kind == "institution":
            party = f"{person} ({actor.name})"
        side = actor.side if actor is not None else None
        country = actor.country if actor is not None else None
        return Voice(party, person, side, cue, stance, None, country)

    def _local(self, span: Interval, words: str, actor: Actor | None) -> str | None:
        """A town's or province's own authority: "Donetsk city administration"."""
        stated = any(m.actor.side for m in self.scene.actors_in(*span))
        bare = _ARTICLE.sub("", words)
        found = _LOCAL.match(bare) if stated else _LOCAL.search(bare)
        if found is None or (actor is not None and actor.kind != "institution"):
            return None
        office = found.group(0).lower()
        places = self.scene.toponyms_in(span[0], span[1] + 60)
        places = [p for p in places if not p.is_country]
        within = self.scene.report.text[span[0] : span[1] + 60].split(".")[0]
        if places and places[0].name in within:
            return f"{places[0].name} {office}"
        return office

    def _is_human(self, span: Interval) -> bool:
        """Whether the noun of a source is a person's ("a doctor and media reports")."""
        tree, heads = self._heads(span)
        return any(tree.lemmas[i] in people() for i in heads)

    def _can_speak(self, span: Interval) -> bool:
        """Whether a source is somebody who can be heard, not "a U.S. air strike"."""
        scene = self.scene
        tree, heads = self._heads(span)
        for i in heads:
            start, end = tree.tokens[i].start, tree.tokens[i].end
            if tree.lemmas[i] in speech().speakers | speech().anaphors | speech().nouns:
                return True
            if scene.actors_in(start, end) or scene.references.body_at(start, end):
                return True
            if any(p[0] < end and start < p[1] for p in scene.persons):
                return True
        return not heads

    def person(self, span: Interval) -> str | None:
        """The full name of the person who is the source, not of whom it is of.

        "A spokesman for the forces loyal to Machar" is not Machar.
        """
        inside = [p for p in self.scene.persons if span[0] <= p[0] and p[1] <= span[1]]
        tree, heads = self._heads(span)
        inside = [p for p in inside if self._heads_source(tree, heads, p)]
        if not inside:
            return None
        name = self.scene.report.text[slice(*inside[-1])]
        return self.scene.references.known(" ".join(name.split())).name

    def _heads_source(self, tree: Tree, heads: list[int], person: Interval) -> bool:
        """Whether a name stands for a source and not in a phrase that hangs on it."""
        at = tree.at(*person)
        _, before = ranks_before(tree, at[0])
        if before >= 0 and tree.tokens[before].text == ",":
            return True
        here = next((i for i in at if tree.tokens[i].head not in at), -1)
        while here >= 0 and here not in heads:
            if tree.tokens[here].deprel in _WITHIN:
                return False
            here = tree.tokens[here].head
        return True

    def _party(
        self, span: Interval, words: str, mentions: list[ActorMention]
    ) -> Actor | None:
        """The institution or party in a source's words, with its state."""
        tree, heads = self._heads(span)
        at_heads = {(tree.tokens[i].start, tree.tokens[i].end) for i in heads}
        best = _best(
            mentions,
            heading=[
                m for m in mentions for a, b in at_heads if m.start < b and a < m.end
            ],
        )
        if best is not None:
            if best.kind == "institution" and best.side is None:
                return self._with_home(best, span)
            if best.kind != "state" or not _REBELS.search(words):
                return best
            rebels = resolve_actor(words)  # "a Malian rebel spokesman" is not Mali's
            return rebels if rebels is not None and rebels.kind != "state" else None
        found = resolve_actor(words)
        if found is not None and found.kind == "institution" and found.side is None:
            return self._with_home(found, span)
        if found is not None and found.kind == "armed_group":
            if not found.name.islower():
                return found
            return None if _ANY.match(words) else self._group_meant(span)
        if found is not None and found.kind in {"state", "organisation"}:
            return found
        return None

    def _group_meant(self, span: Interval) -> Actor | None:
        """The group that "the rebels" are: named before, or the report's only one."""
        scene = self.scene
        number = scene.sentence_of(span[0])
        tree = scene.trees[number]
        at = tree.at(*span)
        for i in at:
            if tree.tokens[i].head not in at:
                actor = scene.references.actor_of(number, i)
                if actor is not None and actor.kind == "armed_group":
                    return actor
        words = scene.report.text[slice(*span)]
        return scene.groups[0] if len(scene.groups) == 1 else resolve_actor(words)

    def _with_home(self, actor: Actor, span: Interval) -> Actor:
        """An institution without a state takes the state that the report gives it.

        First the state in the same words; for armed forces then the state whose
        soldiers the sentence tells of; then an institution of that name told in full;
        then the state on whose ground the report happens, or its enemy where the report
        calls that state the aggressor.
        """
        scene = self.scene
        for mention in scene.actors_in(*span):
            if mention.actor.kind == "state":
                return with_state(actor, mention.actor.name)
        tree = scene.trees[scene.sentence_of(span[0])]
        told = scene.references.in_sentence(actor, tree)
        if told is not None:  # "Thirteen Israeli soldiers died, the army said"
            return self._of_state(actor, told)
        if actor.name in LOCAL_BODIES:  # "rockets hit northern Israel, police said"
            lands = {
                t.place.country
                for t in scene.toponyms_in(tree.sentence.start, tree.sentence.end)
                if t.place is not None and t.place.country
            }
            state = state_of(lands.pop()) if len(lands) == 1 else None
            if state is not None and state.name in scene.sides:
                return self._of_state(actor, state.name)
        own = scene.references.own_state
        if own is not None and self._is_at_war(actor, own.name):
            return with_state(actor, own.name)
        for mention in scene.actors:
            same = mention.actor.kind == "institution" and mention.actor.side
            if same and mention.actor.name.endswith(actor.name.split()[-1]):
                return mention.actor
        home = scene.home
        if home is None:
            return actor
        side = scene.references.accuser(home) or home
        side = scene.references.with_an_army(actor, side) or side
        return self._of_territory(actor, self._of_state(actor, side), tree)

    def _of_territory(self, bare: Actor, placed: Actor, tree: Tree) -> Actor:
        """The institution of a territory that the sentence names, under its own name.

        "In Gaza, the health ministry said": not the Palestinian one in Ramallah.
        """
        if is_of_war(bare) or bare.status is not None:
            return placed
        for toponym in self.scene.toponyms_in(tree.sentence.start, tree.sentence.end):
            land = resolve_actor(toponym.name)
            if land is None or land.side != placed.side:
                continue
            own = resolve_actor(f"{toponym.name} {bare.name}")
            if own is not None and own.kind == "institution":
                if own.side == placed.side and own.name.startswith(toponym.name):
                    return own
        return placed

    def _of_state(self, actor: Actor, state: str) -> Actor:
        """An institution of a state; one that is only a kind of source has no name."""
        placed = with_state(actor, state)
        return replace(placed, name=actor.name) if is_anonymous(actor) else placed

    def _is_at_war(self, actor: Actor, state: str) -> bool:
        """Whether the army of the state that a report is written from fights in it."""
        return is_of_war(actor) and any(
            m.actor.kind == "institution"
            and m.actor.status == "combatant"
            and m.actor.side == state
            for m in self.scene.actors
        )


def _best(mentions: list[ActorMention], heading: list[ActorMention]) -> Actor | None:
    """The most telling actor: an institution with its state, a group, then a state."""
    order = {
        "institution": 0,
        "organisation": 1,
        "armed_group": 2,
        "state": 3,
        "people": 4,
    }
    known = [m for m in mentions if m.actor.kind in order]
    if not known:
        return None
    return min(
        known,
        key=lambda m: (
            order[m.actor.kind]
            + (2.5 if m.actor.side is None and order[m.actor.kind] == 0 else 0),
            m not in heading,
            m.start,
        ),
    ).actor


def plain(words: str) -> str:
    """A source's words without determiners and clauses.

    >>> plain("the regional governor, who was there")
    'regional governor'
    """
    words = re.split(r"[,;(–—]| who | which | that ", " ".join(words.split()))[
        0
    ].strip()
    previous = None
    while previous != words:
        previous = words
        words = _DETERMINERS.sub("", words)
    return words.strip(" “”\"'‘’")


_DETERMINERS = re.compile(
    r"^(?:the|a|an|some|several|many|other|another|one|its|their|his|her|this|that|two|"
    r"three|four|both|all|most|more|various|different|local|senior|top|also)\s+",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"\b(?:city|town|regional|provincial|district|municipal|village|county|local)\s+"
    r"(?:administration|governor|government|council|authorit(?:y|ies)|mayor|officials?|"
    r"chief|commissioner|police(?: chief| officer| official)?)\b|"
    r"\b(?:governor|mayor)['’]s (?:office|spokes(?:wo)?man|administration)\b",
    re.IGNORECASE,
)
_REBELS = re.compile(
    r"\b(?:rebel|separatist|insurgent|militant|guerrilla|jihadist|opposition)s?\b",
    re.IGNORECASE,
)
_STAFF = {"official", "worker", "officer", "authority", "staff"}
_STATE = re.compile(r"^(?:the )?state (?:media|television|tv|radio)$", re.IGNORECASE)
#: What joins a day to the words before it.
_BEFORE_DAY = re.compile(r"\s+(?:on|late|early|later|in|since|overnight)\s*$")
_ANY = re.compile(r"^(?:an?|another|some|one) ", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|some|several)\s+", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:both|the two|each|either) (?:sides?|countries|country|governments?|armies|"
    r"ministries)\b",
    re.IGNORECASE,
)
_TALLY = {"tally", "count", "toll"}
#: Phrases that hang on a source: "the army, led by X", "a spokesman for X".
_WITHIN = {"nmod", "nmod:poss", "obl", "obl:agent", "obj"}
