"""Whose people the victims are, and whether they were fighting.

Sides follow the conventions of the codebook: combatants belong to their belligerent;
civilians are given a state or territory only where the war crosses a border.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from herodotus.gazetteer import Actor, resolve_actor
from herodotus.model import VictimStatus
from herodotus.reading.mentions import Mention
from herodotus.reading.scene import Scene
from herodotus.reading.terms import lexicon, listed, people, terms
from herodotus.reading.toponyms import Toponym
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice

_THEM = {"them", "they", "these", "those"}
_OWN = {"its", "their", "our", "his", "her"}
_ON_GROUND = {"in", "at", "near", "on", "across", "inside", "along", "around"}
_BEARING = ("amod", "compound", "nmod:poss", "nmod", "flat", "acl", "obl", "obl:agent")
_CALENDAR = {*calendar.month_name, *calendar.day_name}
_BOTH = re.compile(r"\b(?:both|two|either) (?:sides|countries|armies)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Victims:
    """Whose people the victims are and what they were.

    `inferred` marks a side that the victims' own words do not name.
    """

    side: str | None
    status: VictimStatus
    inferred: bool = False


def who(
    mention: Mention,
    tree: Tree,
    scene: Scene,
    voice: Voice | None,
    *,
    background: bool = False,
) -> Victims:
    """The side and status of the victims of one mention.

    For history that the report only recalls, no side is inferred from today's parties,
    but that of soldiers, who are some state's in any year.
    """
    status = _status(mention, tree)
    if status == "unknown":  # "43 Tamil Tigers": fighters by their name
        own = scene.actors_in(*tree.extent([mention.noun]))
        status = next((m.actor.status for m in own if m.actor.status), status)
    if status == "unknown" and tree.lemmas[mention.noun] == "man":
        if _owned(mention, tree):  # "17 of its own men"
            status = "combatant"
    status = _by_setting(mention, tree, status)
    meant = _meant(mention, tree, scene) if status == "unknown" else None
    if meant is not None:
        return meant
    if status == "unknown" and _is_army_that_lost(mention, tree, scene):
        status = "combatant"
    keeper = _keeper(mention, tree, scene)
    if keeper is not None and keeper.status == "combatant" and status == "unknown":
        status = "combatant"  # "the army put its losses at 75"
    side = keeper.side if keeper is not None else _worded(mention, tree, scene)
    inferred = side is None
    if inferred and not (background and status != "combatant"):
        side = _side(mention, tree, scene, voice, status)
        nameless = voice is not None and voice.speaker is None
        owned = _owned(mention, tree) or _on_own_side(mention, tree)
        if owned and (side is not None or nameless):
            inferred = False  # "his men", even where he has no side that is known
    if side == "both" and status == "unknown":
        status = "mixed"
    people = status == "unknown" and side == scene.home
    people = people and is_national(mention, tree, scene)
    if (status == "civilian" or people) and side != "both" and not scene.crosses_border:
        if not _is_own_territory(side, scene):
            side = None
    return Victims(side, status, inferred)


def _meant(mention: Mention, tree: Tree, scene: Scene) -> Victims | None:
    """Whom "50 of them" are of: fighters told before, and so of their party."""
    them = them_in(mention, tree)
    if them is None or mention.part:
        return None
    number = scene.sentence_of(tree.sentence.start)
    where = scene.references.antecedent(number, them)
    if where is None:
        return None
    lemma = scene.trees[where[0]].lemmas[where[1]]
    actor = scene.references.actor_of(number, them)
    status = people().status.get(lemma)
    if status != "combatant":
        return None
    side = actor.side if actor is not None else None
    if side is None and lemma in lexicon("victims.toml", "non_state"):
        side = armed_party(lemma, scene)
    return Victims(side, status, inferred=side is None)


def them_in(mention: Mention, tree: Tree) -> int | None:
    """The pronoun by which victims are taken up: "some 50 of them were killed"."""
    within = [mention.noun, *tree.below(mention.noun, "nmod")]
    return next((i for i in within if tree.tokens[i].text.lower() in _THEM), None)


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
                if lemma == "member" and tree.lemmas[i] in _units():
                    return "combatant"
                if inner in {"combatant", "civilian"}:
                    return inner
    if base == "unknown":
        among = _among(mention, tree)
        if among != "unknown":
            return among
    if mention.outcome == "displaced" and base == "unknown":
        return "civilian"
    if tree.tokens[mention.noun].upos == "PROPN" and base == "unknown":
        for i in tree.below(mention.noun, "compound", "nmod:desc", "appos", "flat"):
            behind = tree.tokens[i - 1].text.lower() if i else ""
            if tree.first(i, "nummod") is not None or behind in {"them", "whom"}:
                continue  # "87 Georgians, 40 of them soldiers"
            title = known.status.get(tree.lemmas[i], "unknown")
            if title != "unknown":
                return title
        over = tree.tokens[mention.noun].head  # "journalist Ahmed Ali"
        if over >= 0 and tree.tokens[mention.noun].deprel in {"appos", "flat"}:
            return known.status.get(tree.lemmas[over], "unknown")
    if base == "unknown":
        found |= _spelt_out(mention.noun, tree)
    joint = {"combined", "both", "joint"}
    if any(tree.lemmas[i] in joint for i in tree.below(mention.noun, "amod", "det")):
        return "mixed"
    if {"combatant", "civilian"} <= found:
        return "mixed"
    return base


def _among(mention: Mention, tree: Tree) -> VictimStatus:
    """The status of those among whom it counts: "among civilians, 291 have died"."""
    for i in tree.below(mention.trigger, "obl", "nmod"):
        case = tree.first(i, "case")
        if case is None or tree.lemmas[case] not in {"among", "amongst"}:
            continue
        if tree.first(i, "nummod") is None and not mention.part:
            return people().status.get(tree.lemmas[i], "unknown")
    return "unknown"


def _units() -> frozenset[str]:
    return lexicon("victims.toml", "units")


def _is_of_unit(noun: int, tree: Tree) -> bool:
    """Whether members are of a body of fighters: "members of a tank battalion"."""
    return any(tree.lemmas[i] in _units() for i in tree.below(noun, "nmod"))


def _by_setting(mention: Mention, tree: Tree, status: VictimStatus) -> VictimStatus:
    """The status that a uniform or a warship tells of those in it."""
    lemma = tree.lemmas[mention.noun]
    around = set(tree.lemmas)
    of = {tree.lemmas[i] for i in tree.below(mention.noun, "nmod")}
    if lemma in {"prisoner", "captive"} and "war" in of:
        return "combatant"
    if status != "unknown":
        return status
    if "uniform" in {tree.lemmas[i] for i in tree.under(mention.noun)}:
        return "combatant"
    if lemma in {"crew", "crewman"} and around & lexicon("grounds.toml", "warcraft"):
        return "combatant"
    return status


def _worded(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """The side that the victims' own words, or the clause of their loss, name."""
    start, end = tree.extent([*tree.under(mention.noun), *tree.at(*mention.victims)])
    if _BOTH.search(scene.report.text[start:end]):
        return "both"
    return _named(mention, tree, scene) or _loser(mention, tree, scene)


def _keeper(mention: Mention, tree: Tree, scene: Scene) -> Actor | None:
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
    if _owned(mention, tree) or _on_own_side(mention, tree):
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
    if lemma == "member" and _is_of_unit(mention.noun, tree):
        return voice.side if voice is not None else None  # of anybody's army
    if status == "combatant":
        return _forces(mention, tree, scene, voice)
    if scene.crosses_border and mention.outcome != "displaced":
        return _people(mention, tree, scene, voice)
    return None


def _owns_up(mention: Mention, tree: Tree, voice: Voice) -> bool:
    """Whether a party tells of the death of its own: "acknowledged six deaths"."""
    cue = voice.cue.lower() if voice.cue else ""
    verbs = lexicon("victims.toml", "owning_up")
    over = [mention.trigger, *[*tree.above(mention.trigger)][:2]]
    return mention.agent is None and any(
        tree.lemmas[i] in verbs and tree.tokens[i].text.lower() in cue for i in over
    )


def _named(mention: Mention, tree: Tree, scene: Scene) -> str | None:
    """A side that the victims' own words name: "Turkish soldiers", "ELN rebels"."""
    noun = mention.noun
    near = [[noun]]
    for i in tree.below(noun, "amod", "compound", "nmod:poss", "nmod:desc", "flat"):
        near.append([j for j in tree.under(i) if j < noun] or [i])
    for i in tree.below(noun, "nmod", "appos"):
        if not _is_place_of(tree, i) or "side" in tree.lemmas[i]:
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


def _is_army_that_lost(mention: Mention, tree: Tree, scene: Scene) -> bool:
    """Whether it is an army's loss: "the army has lost about 14,000 killed"."""
    for verb in [mention.trigger, *tree.above(mention.trigger)][:3]:
        subject = tree.first(verb, "nsubj")
        if subject is None or tree.lemmas[verb] not in {"lose", "suffer", "sustain"}:
            continue
        at = tree.tokens[subject]
        return any(
            m.actor.kind == "institution" and m.actor.status == "combatant"
            for m in scene.actors_in(at.start, at.end)
        )
    return False


def _is_place_of(tree: Tree, i: int) -> bool:
    """Whether a name is only where it happened ("soldiers in Mali")."""
    case = tree.first(i, "case")
    return case is not None and tree.lemmas[case] in {
        "in", "at", "near", "on", "across", "inside", "into", "with", "against", "to",
        "between", "over", "along", "outside", "around", "towards", "by",
    }  # fmt: skip


def _owned(mention: Mention, tree: Tree) -> bool:
    if tree.lemmas[mention.noun] in terms().toll_nouns:
        if "own" not in (tree.lemmas[i] for i in tree.below(mention.noun)):
            return False  # "its toll" is of others, "its own dead" are its own
    return any(
        tree.tokens[i].text.lower() in _OWN
        for i in tree.below(mention.noun, "nmod:poss", "det")
    )


def _on_own_side(mention: Mention, tree: Tree) -> bool:
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


def armed_party(
    lemma: str, scene: Scene, *, but: frozenset[str | None] = frozenset()
) -> str | None:
    """Who "rebels" or "militants" are in this report; none of those in `but`.

    A group named early or often; else the party in the report's fullest wording:
    "pro-Russian separatists" rather than "rebels", "jihadists" rather than "gunmen".
    """
    leading = scene.leading_groups or scene.groups[:1]
    for actor in leading:
        side = actor.side or actor.name
        if side not in but:
            return side
    parties = listed("victims.toml", "parties")
    vague = lemma in lexicon("victims.toml", "vague_parties")
    words = parties if vague else (lemma, *parties)
    wordings = [w for word in words if (w := _wording(word, scene)) is not None]
    for wording in [*wordings, _wording(lemma, scene) or lemma]:
        party = resolve_actor(wording)
        if party is not None and (party.side or party.name) not in but:
            return party.side or party.name
    return None


def _wording(lemma: str, scene: Scene) -> str | None:
    """How the report calls a party, in its fullest words."""
    bare = None
    for number, i in scene.places_of.get(lemma, ()):
        tree = scene.trees[number]
        below = [
            j
            for j in tree.below(i, "amod", "compound")
            if j < i and _is_name_like(tree.tokens[j].text)
        ]
        if below:
            start, _ = tree.extent(below)
            return scene.report.text[start : tree.tokens[i].end]
        text = tree.tokens[i].text
        bare = bare or (text if text.endswith("s") else f"{text}s")
    return bare


def _is_name_like(word: str) -> bool:
    """Whether a modifier names a party: "Tuareg", "pro-Russian"; no month or day."""
    return (word[:1].isupper() and word not in _CALENDAR) or "-" in word


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


def is_national(mention: Mention, tree: Tree, scene: Scene) -> bool:
    """Whether victims are called by their country and no more: "nine Iraqis".

    At home, in a war within a country, that says no more than "nine people".
    """
    token = tree.tokens[mention.noun]
    found = scene.actors_in(token.start, token.end)
    return any(m.form == "demonym" and m.actor.kind == "state" for m in found)


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
    level = [mention.agent]
    while level:
        for i in level:  # "Colombia's rebel band" is the rebels', not Colombia's
            if tree.lemmas[i] in lexicon(
                "victims.toml", "non_state"
            ) and not scene.actors_in(*tree.extent([i])):
                party = armed_party(tree.lemmas[i], scene)
                if party is not None:
                    return Actor(name=party, kind="armed_group", side=party)
        for i in level:
            for actor_mention in scene.actors_in(*tree.extent([i])):
                if actor_mention.actor.side is not None:
                    return actor_mention.actor
            if tree.tokens[i].upos == "PRON":  # "it killed 12 militants"
                number = scene.sentence_of(tree.sentence.start)
                meant = scene.references.actor_of(number, i)
                if meant is not None and meant.side is not None:
                    return meant
        level = [
            j
            for i in level
            for j in tree.below(i, *_BEARING)
            if _is_by(tree, j)
            or not (_is_place_of(tree, j) or tree.tokens[j].deprel.startswith("obl"))
        ]
    return None


def _is_by(tree: Tree, i: int) -> bool:
    case = tree.first(i, "case")
    return case is not None and tree.lemmas[case] in {"by", "from"}
