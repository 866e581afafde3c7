"""Whose people the victims are, and whether they were fighting.

Sides follow the conventions of the codebook: combatants belong to their belligerent;
civilians are given a state or territory only where the war crosses a border.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from herodotus.gazetteer import Actor, resolve_actor
from herodotus.model import VictimStatus
from herodotus.reading.casualties import Mention
from herodotus.reading.scene import Scene
from herodotus.reading.terms import people
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice

_OWN = {"its", "their", "our", "his", "her"}
_STATE_FORCES = {
    "soldier", "troop", "serviceman", "servicewoman", "servicemember", "army", "police",
    "policeman", "policewoman", "gendarme", "officer", "conscript", "reservist",
    "paratrooper", "trooper", "military", "marine", "guardsman", "constable", "jawan",
    "general", "colonel", "sergeant", "lieutenant", "corporal", "airman", "sailor",
    "personnel", "pilot", "cadet", "commando", "ranger", "cop", "recruit", "captain",
    "crewman", "askari", "force",
}  # fmt: skip
_NON_STATE = {
    "rebel", "militant", "insurgent", "guerrilla", "guerilla", "jihadist", "jihadi",
    "terrorist", "extremist", "separatist", "gunman", "bomber", "attacker", "assailant",
    "raider", "bandit", "fighter", "militiaman", "militia", "islamist", "subversive",
    "mujahid", "hijacker", "kidnapper", "infiltrator", "intruder", "naxalite", "maoist",
    "warrior", "gunwoman", "saboteur", "operative", "cadre", "taliban", "mujahideen",
}  # fmt: skip
_BOTH = re.compile(r"\b(?:both|two|either) (?:sides|countries|armies)\b", re.IGNORECASE)
_SIDE = re.compile(r"\bside\b", re.IGNORECASE)


@dataclass(frozen=True)
class Victims:
    """Whose people the victims are and what they were."""

    side: str | None
    status: VictimStatus


def who(mention: Mention, tree: Tree, scene: Scene, voice: Voice | None) -> Victims:
    """The side and status of the victims of one mention."""
    status = _status(mention, tree)
    side = _side(mention, tree, scene, voice, status)
    if side == "both" and status == "unknown":
        status = "mixed"
    if status == "civilian" and side != "both" and not scene.crosses_border:
        if not _is_own_territory(side, scene):
            side = None
    return Victims(side, status)


def _status(mention: Mention, tree: Tree) -> VictimStatus:
    """The status that the victims' noun and its modifiers carry."""
    known = people()
    nouns = [i for i in tree.at(*mention.victims) if tree.tokens[i].upos != "VERB"]
    found: set[VictimStatus] = set()
    for i in nouns:
        lemma = tree.lemmas[i]
        status = known.status.get(lemma)
        if i == mention.noun or tree.tokens[i].deprel == "conj":
            found.add(status or "unknown")
    lemma = tree.lemmas[mention.noun]
    base: VictimStatus = known.status.get(lemma, "unknown")
    if lemma in known.open_heads or base == "unknown":
        modifying = tree.below(mention.noun, "amod", "compound", "nmod:desc")
        for i in modifying:
            for j in [i, *tree.below(i, "compound")]:
                pair = f"{tree.lemmas[j]} {lemma}"
                modifier = known.pairs.get(pair) or known.modifiers.get(tree.lemmas[j])
                if modifier is not None:
                    return modifier
        for i in tree.below(mention.noun, "nmod"):  # "members of the army"
            case = tree.first(i, "case")
            inner = known.status.get(tree.lemmas[i])
            if case is not None and tree.lemmas[case] in {"of", "from"}:
                if inner in {"combatant", "civilian"}:
                    return inner
    if mention.outcome == "displaced" and base == "unknown":
        return "civilian"
    if tree.tokens[mention.noun].upos == "PROPN" and base == "unknown":
        for i in tree.below(mention.noun, "compound", "nmod:desc", "appos", "flat"):
            title = known.status.get(tree.lemmas[i], "unknown")
            if title != "unknown":
                return title
        over = tree.tokens[mention.noun].head  # "journalist Ahmed Ali"
        if over >= 0 and tree.tokens[mention.noun].deprel in {"appos", "flat"}:
            return known.status.get(tree.lemmas[over], "unknown")
    if base == "unknown":
        found |= _spelt_out(mention.noun, tree)
    if {"combatant", "civilian"} <= found:
        return "mixed"
    return base


def _spelt_out(noun: int, tree: Tree) -> set[VictimStatus]:
    """The statuses that a list behind "14 people" names: soldiers and passengers."""
    found: set[VictimStatus] = set()
    for i in tree.below(noun, "appos", "nmod", "conj", "parataxis"):
        case = tree.first(i, "case")
        if tree.tokens[i].deprel == "nmod" and (
            case is None or tree.lemmas[case] not in {"include", "including"}
        ):
            continue
        for j in tree.conjuncts(i):
            status = people().status.get(tree.lemmas[j])
            if status is not None and status != "unknown":
                found.add(status)
    return found


def _side(
    mention: Mention,
    tree: Tree,
    scene: Scene,
    voice: Voice | None,
    status: VictimStatus,
) -> str | None:
    words = scene.report.text[mention.victims[0] : mention.victims[1]]
    clause_end = min(mention.end + 60, tree.sentence.end)
    if _BOTH.search(scene.report.text[mention.start : clause_end]):
        return "both"
    named = _named(mention, tree, scene)
    if named is not None:
        return named
    if _owned(mention, tree):
        own = _possessor(mention, tree, scene, voice)
        if own is not None:
            return own
    lemma = tree.lemmas[mention.noun]
    if lemma in _NON_STATE:
        return _armed(words, lemma, mention, tree, scene)
    if lemma in _STATE_FORCES:
        return _forces(mention, tree, scene, voice)
    if status == "combatant":
        return _forces(mention, tree, scene, voice)
    if scene.crosses_border:
        return _people(mention, tree, scene, voice)
    return None


def _named(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """A side that the victims' own words name: "Turkish soldiers", "ELN rebels"."""
    positions = [*tree.core(mention.noun), *tree.at(*mention.victims)]
    for i in tree.below(mention.noun, "nmod", "appos"):
        positions += tree.under(i)
    if not positions:
        return None
    start, end = tree.extent(positions)
    end = (
        min(end, tree.tokens[mention.trigger].start)
        if (
            mention.trigger > mention.noun
            and tree.tokens[mention.trigger].start > start
        )
        else end
    )
    for actor_mention in scene.actors_in(start, end):
        actor = actor_mention.actor
        if actor.kind == "agency" or actor.side is None:
            continue
        inside = tree.at(actor_mention.start, actor_mention.end)
        if inside and _is_place_of(tree, inside[-1]):
            continue
        return actor.side
    return None


def _is_place_of(tree: Tree, i: int) -> bool:
    """Whether a name is only where it happened ("soldiers in Mali")."""
    case = tree.first(i, "case")
    return case is not None and tree.lemmas[case] in {
        "in", "at", "near", "on", "from", "across", "inside", "into", "by", "with",
        "against", "to", "between",
    }  # fmt: skip


def _owned(mention: Mention, tree: Tree) -> bool:
    near = [*tree.at(*mention.victims), *tree.core(mention.noun)]
    return any(
        tree.tokens[i].text.lower() in _OWN and tree.tokens[i].upos in {"PRON", "DET"}
        for i in near
    )


def _possessor(
    mention: Mention, tree: Tree, scene: Scene, voice: Voice | None
) -> str | None:
    """Whose "its soldiers" are: the subject of the clause, else the voice."""
    if voice is not None and voice.side is not None:
        return voice.side
    for over in [mention.trigger, *tree.above(mention.trigger)]:
        for subject in tree.below(over, "nsubj"):
            start, end = tree.extent(tree.under(subject))
            for actor_mention in scene.actors_in(start, end):
                if actor_mention.actor.side:
                    return actor_mention.actor.side
    return None


def _armed(
    words: str, lemma: str, mention: Mention, tree: Tree, scene: Scene
) -> str | None:
    """The armed group that "rebels" or "militants" are in this report."""
    groups = scene.groups
    if groups:
        return groups[0].name
    phrase = resolve_actor(_spoken_party(mention, tree, scene))
    return phrase.side or phrase.name if phrase is not None else None


def _spoken_party(mention: Mention, tree: Tree, scene: Scene) -> str:
    """The fullest wording of an unnamed party: "pro-Russian separatists"."""
    lemma = tree.lemmas[mention.noun]
    best = scene.report.text[mention.victims[0] : mention.victims[1]]
    best = re.sub(r"^[\W\d]*(?:\w+ )*?(?=\S*$)", "", best) if False else best
    for other in scene.trees:
        for i, word in enumerate(other.lemmas):
            if word == lemma:
                below = other.below(i, "amod", "compound")
                if below:
                    start, _ = other.extent(below)
                    return scene.report.text[start : other.tokens[i].end]
    token = tree.tokens[mention.noun]
    return token.text


def _forces(
    mention: Mention, tree: Tree, scene: Scene, voice: Voice | None
) -> str | None:
    """The state whose soldiers or police they are."""
    perpetrator = agent_side(mention, tree, scene)
    states = scene.states
    if voice is not None and voice.side in states and voice.side != perpetrator:
        return voice.side
    if perpetrator is not None:
        enemies = [s for s in scene.enemies(perpetrator) if s != perpetrator]
        in_report = [s for s in enemies if s in scene.sides]
        if in_report:
            return in_report[0]
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
            if inside and _is_place_of(tree, inside[-1]):
                return actor.side
    for toponym in scene.toponyms_in(start, end):
        if toponym.place is not None:
            found = _side_of_ground(toponym.place.country, toponym.name, scene)
            if found in sides and found != perpetrator:
                return found
    if voice is not None and voice.side in sides:
        return voice.side
    if perpetrator is not None:
        enemies = [e for e in scene.enemies(perpetrator) if e in scene.sides]
        if len(enemies) == 1:
            return enemies[0]
    return None


def _side_of_ground(country: str | None, name: str, scene: Scene) -> str | None:
    direct = resolve_actor(name)
    if direct is not None and direct.side in scene.sides:
        return direct.side
    for mention in scene.actors:
        if country and mention.actor.country == country and mention.actor.side:
            return mention.actor.side
    return None


def _is_own_territory(side: str | None, scene: Scene) -> bool:
    """Civilians named by a people ("Palestinians") keep their side where it fights."""
    return side is not None and any(
        m.actor.side == side and m.actor.kind == "people" for m in scene.actors
    )


def agent_side(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """The side of who did it, by the agent of the clause or the attack's adjective."""
    actor = perpetrator(mention, tree, scene)
    return actor.side if actor is not None else None


def perpetrator(mention: Mention, tree: Tree, scene: Scene) -> Actor | None:
    """Who did it: the agent named in the clause, its possessor or its adjective."""
    if mention.agent is None:
        return None
    start, end = tree.extent(tree.under(mention.agent))
    for actor_mention in scene.actors_in(start, end):
        inside = tree.at(actor_mention.start, actor_mention.end)
        if inside and _is_place_of(tree, inside[-1]) and inside[-1] != mention.agent:
            continue
        if actor_mention.actor.side is not None:
            return actor_mention.actor
    token = tree.tokens[mention.agent]
    if tree.lemmas[mention.agent] in _NON_STATE:
        named = scene.groups
        if named:
            return named[0]
        below = tree.below(mention.agent, "amod", "compound")
        first = min([*below, mention.agent])
        return resolve_actor(scene.report.text[tree.tokens[first].start : token.end])
    return None
