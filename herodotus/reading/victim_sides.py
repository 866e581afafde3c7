"""Whose people the victims are: by their own words, by the ground, by who says it.

What the words name goes first (`worded_side`); what is inferred from the parties of the
report (`inferred_side`) is marked as such by who asks.
"""

from __future__ import annotations

import re

from herodotus.gazetteer import Actor, resolve_actor
from herodotus.model import VictimStatus
from herodotus.reading.mentions import Mention
from herodotus.reading.perpetrators import agent_side, armed_party, is_place_of
from herodotus.reading.scene import Scene
from herodotus.reading.terms import lexicon, terms
from herodotus.reading.toponyms import Toponym
from herodotus.reading.tree import Tree
from herodotus.reading.victim_status import is_of_unit
from herodotus.reading.voices import Voice

_OWN = {"its", "their", "our", "his", "her"}
_ON_GROUND = {"in", "at", "near", "on", "across", "inside", "along", "around"}
_BOTH = re.compile(r"\b(?:both|two|either) (?:sides|countries|armies)\b", re.IGNORECASE)


def worded_side(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """The side that the victims' own words, or the clause of their loss, name."""
    start, end = tree.extent([*tree.under(mention.noun), *tree.at(*mention.victims)])
    if _BOTH.search(scene.report.text[start:end]):
        return "both"
    return _named(mention, tree, scene) or _loser(mention, tree, scene)


def _named(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """A side that the victims' own words name: "Turkish soldiers", "ELN rebels"."""
    noun = mention.noun
    near = [[noun]]
    for i in tree.below(noun, "amod", "compound", "nmod:poss", "nmod:desc", "flat"):
        near.append([j for j in tree.under(i) if j < noun] or [i])
    for i in tree.below(noun, "nmod", "appos"):
        if not is_place_of(tree, i) or "side" in tree.lemmas[i]:
            near.append(tree.under(i) if tree.lemmas[i] == "side" else tree.core(i))
        elif any(tree.lemmas[j] == "side" for j in tree.under(i)):
            near.append(tree.under(i))
    for i in tree.below(mention.trigger, "obl"):  # "killed on the Armenian side"
        case = tree.first(i, "case")
        if tree.lemmas[i] == "side" and case is not None and tree.lemmas[case] == "on":
            near.append(tree.under(i))
    head = tree.tokens[noun].head
    counted = tree.at(*mention.number)
    if head >= 0 and tree.tokens[noun].deprel == "nmod" and head in counted:
        near.append([head])
    for positions in near:
        start, end = tree.extent(positions)
        for actor_mention in scene.actors_in(start, end):
            if actor_mention.actor.kind != "agency" and actor_mention.actor.side:
                return actor_mention.actor.side
    return None


def _loser(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """The side that "lost 16 men" or "had 64 soldiers killed"."""
    for verb in [mention.trigger, *tree.above(mention.trigger)][:4]:
        if tree.lemmas[verb] in {"lose", "have", "suffer", "sustain"}:
            subject = tree.first(verb, "nsubj")
            if subject is not None and tree.tokens[verb].upos == "VERB":
                for actor_mention in scene.actors_in(*tree.extent(tree.core(subject))):
                    if actor_mention.actor.side:
                        return actor_mention.actor.side
        for lost in tree.below(verb, "obj"):  # "put Russian losses at 400 killed"
            if tree.lemmas[lost] in {"loss", "casualty", "toll", "dead", "death"}:
                for actor_mention in scene.actors_in(*tree.extent(tree.core(lost))):
                    if actor_mention.actor.side:
                        return actor_mention.actor.side
    return None


def keeper_of_toll(mention: Mention, tree: Tree, scene: Scene) -> Actor | None:
    """The belligerent that counts itself: "Israel's army raised its toll to 41".

    A toll "of" somebody else's people is theirs, and one that a third party keeps is
    nobody's by that word.
    """
    over = [mention.trigger, mention.noun, *[*tree.above(mention.trigger)][:2]]
    toll = next((i for i in over if tree.lemmas[i] in {"toll", "loss"}), None)
    if toll is None:
        return None
    said = {tree.tokens[i].text.lower() for i in tree.below(toll, "nmod:poss")}
    if not said & _OWN or any(_is_of_others(tree, i, scene) for i in tree.under(toll)):
        return None
    number = scene.sentence_of(tree.sentence.start)
    for verb in tree.above(toll):
        for subject in tree.below(verb, "nsubj"):
            actor = scene.references.actor_of(number, subject)
            if actor is not None and actor.side in scene.references.belligerents:
                return actor
    return None


def _is_of_others(tree: Tree, i: int, scene: Scene) -> bool:
    """Whether a name in a toll's words tells whose it is: "its toll of Kurds"."""
    named = scene.actors_in(tree.tokens[i].start, tree.tokens[i].end)
    if not any(m.actor.side for m in named):
        return False
    path = [i, *tree.above(i)]
    cases = [tree.first(j, "case") for j in path[:3]]
    return next((tree.lemmas[c] for c in cases if c is not None), None) in {"of", None}


def inferred_side(
    mention: Mention,
    tree: Tree,
    scene: Scene,
    voice: Voice | None,
    status: VictimStatus,
) -> str | None:
    if is_owned(mention, tree) or is_on_own_side(mention, tree):
        return _possessor(mention, tree, scene, voice)
    lemma = tree.lemmas[mention.noun]
    if lemma in lexicon("victims.toml", "non_state"):
        own = voice.side if voice is not None else None
        if voice is not None and own is not None and _owns_up(mention, tree, voice):
            return own
        return armed_party(
            lemma,
            scene,
            but=frozenset({own, agent_side(mention, tree, scene)} - {None}),
        )
    if lemma in lexicon("victims.toml", "state_forces"):
        return _forces(mention, tree, scene, voice)
    if lemma == "member" and is_of_unit(mention.noun, tree):
        return voice.side if voice is not None else None  # of anybody's army
    if status == "combatant":
        return _forces(mention, tree, scene, voice)
    if scene.crosses_border and mention.outcome != "displaced":
        return _people(mention, tree, scene, voice)
    return None


def is_owned(mention: Mention, tree: Tree) -> bool:
    if tree.lemmas[mention.noun] in terms().toll_nouns:
        if "own" not in (tree.lemmas[i] for i in tree.below(mention.noun)):
            return False  # "its toll" is of others, "its own dead" are its own
    return any(
        tree.tokens[i].text.lower() in _OWN
        for i in tree.below(mention.noun, "nmod:poss", "det")
    )


def is_on_own_side(mention: Mention, tree: Tree) -> bool:
    """ "Seven dead on their own side"."""
    last = tree.at(mention.start, mention.end)[-1]
    behind = tree.lemmas[last + 1 : last + 12]
    return "side" in behind and "own" in behind


def _possessor(
    mention: Mention, tree: Tree, scene: Scene, voice: Voice | None
) -> str | None:
    """Whose "its soldiers" are: the subject of the clause, else the voice."""
    if voice is not None and voice.side is not None:
        return voice.side
    number = scene.sentence_of(tree.sentence.start)
    for over in [mention.trigger, *tree.above(mention.trigger)]:
        for subject in tree.below(over, "nsubj"):
            start, end = tree.extent(tree.under(subject))
            for actor_mention in scene.actors_in(start, end):
                if actor_mention.actor.side:
                    return actor_mention.actor.side
            if voice is not None and voice.party is not None:
                continue  # "he" is whoever speaks, whose side is not known
            actor = scene.references.actor_of(number, subject)
            if actor is not None and actor.side:
                return actor.side
    return None


def _owns_up(mention: Mention, tree: Tree, voice: Voice) -> bool:
    """Whether a party tells of the death of its own: "acknowledged six deaths"."""
    cue = voice.cue.lower() if voice.cue else ""
    verbs = lexicon("victims.toml", "owning_up")
    over = [mention.trigger, *[*tree.above(mention.trigger)][:2]]
    return mention.agent is None and any(
        tree.lemmas[i] in verbs and tree.tokens[i].text.lower() in cue for i in over
    )


def _forces(
    mention: Mention, tree: Tree, scene: Scene, voice: Voice | None
) -> str | None:
    """The state whose soldiers or police they are."""
    perpetrator = agent_side(mention, tree, scene)
    states = scene.states
    if voice is not None and voice.side in states and voice.side != perpetrator:
        return voice.side
    if perpetrator is not None:
        enemies = [s for s in scene.enemies(perpetrator) if s in states]
        if enemies:
            return enemies[0]
    if scene.home is not None and scene.home != perpetrator:
        return scene.home
    return next((s for s in states if s != perpetrator), None)


def _people(
    mention: Mention, tree: Tree, scene: Scene, voice: Voice | None
) -> str | None:
    """Civilians in a war across a border: by the ground they were on, or the voice."""
    start, end = tree.sentence.start, tree.sentence.end
    sides = scene.parties
    perpetrator = agent_side(mention, tree, scene)
    for actor_mention in scene.actors_in(mention.start, end):
        actor = actor_mention.actor
        if actor.side in sides and actor.side != perpetrator:
            inside = tree.at(actor_mention.start, actor_mention.end)
            case = tree.first(inside[-1], "case") if inside else None
            if case is not None and tree.lemmas[case] in _ON_GROUND:
                return actor.side
    for toponym in scene.toponyms_in(start, end):
        if toponym.place is not None and not _is_fought_for(toponym, tree):
            found = _side_of_ground(toponym.place.country, toponym.name, scene)
            if found in sides and found != perpetrator:
                return found
            land = scene.lands.get(toponym.place.country)
            if land is not None and land != perpetrator:
                return land
    if voice is not None and voice.side in sides and voice.side != perpetrator:
        return voice.side
    perpetrator = perpetrator or _attacker(mention, tree, scene)
    if perpetrator is not None:
        enemies = [e for e in scene.enemies(perpetrator) if e in scene.parties]
        if len(enemies) == 1:
            return enemies[0]
    return None


def _is_fought_for(toponym: Toponym, tree: Tree) -> bool:
    """Whether a place is what the war is about: "fighting over Kashmir"."""
    for i in tree.at(toponym.start, toponym.end):
        case = tree.first(i, "case")
        if case is not None and tree.lemmas[case] == "over":
            return True
    return False


def _attacker(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """The side that fires in the clause before: "X's guns shelled Y; 12 died"."""
    firing = lexicon("victims.toml", "firing")
    for over in tree.above(mention.trigger):
        subject = tree.first(over, "nsubj")
        if subject is None or tree.lemmas[over] not in firing:
            continue
        for actor_mention in scene.actors_in(*tree.extent(tree.under(subject))):
            if actor_mention.actor.side is not None:
                return actor_mention.actor.side
    return None


def _side_of_ground(country: str | None, name: str, scene: Scene) -> str | None:
    direct = resolve_actor(name)
    if direct is not None and direct.side in scene.sides:
        return direct.side
    for mention in scene.actors:
        if country and mention.actor.country == country and mention.actor.side:
            return mention.actor.side
    return None
