"""Which side a phrase means: for owners of materiel and for those who take ground."""

from __future__ import annotations

from herodotus.gazetteer import is_de_facto, resolve_actor, state_of
from herodotus.model import Party
from herodotus.reading.parties import parties_of
from herodotus.reading.scene import Scene
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice

_ENEMY = {"enemy", "hostile", "opposing", "foe", "adversary", "occupier", "invader"}
_JOINT = {"allied", "coalition", "joint", "multinational", "international", "combined"}
_OWN = {"its", "their", "our", "his", "her", "my"}
_SPEAKERS = {"it", "they", "we", "he", "she", "i"}
_UNARMED = {"CVL", "JRN", "EDU", "BUS", "REF", "MED", "LAB", "AGR", "NGO", "HRI"}
_IRREGULAR = {"REB", "PRM", "UAF", "CRM"}
#: Codes that ISO 3166 leaves to users stand for breakaway territories.
_BREAKAWAY = "X"
_BEARING = ("amod", "compound", "nmod:poss", "nmod:desc", "det")


def side_at(tree: Tree, token: int, scene: Scene, voice: Voice | None) -> str | None:
    """The belligerent that the noun phrase at a token means, as its speaker says it.

    "Its forces" and "it" are the speaker's where a speaker is known, "the enemy" is who
    fights the speaker.
    """
    spoken = voice.side if voice is not None else None
    if is_enemy(tree, token):
        return enemy_of(spoken, scene)
    if spoken is not None and is_own(tree, token):
        others = _subject_over(tree, token)
        if others is not None:
            return side_at(tree, others, scene, voice) or spoken
        return spoken
    joint = any(tree.lemmas[i] in _JOINT for i in tree.below(token, *_BEARING))
    if joint and not scene.actors_in(*tree.extent(tree.core(token))):
        return None  # "allied forces": of whom, nobody says
    for party in parties_of(tree, token, scene, speaker_side=spoken):
        if _can_fight(party, scene):
            return party.name
    return None


def _subject_over(tree: Tree, token: int) -> int | None:
    """Those whom "they" takes up: "rebels left the town days after they took it"."""
    if tree.tokens[token].text.lower() != "they":
        return None
    for over in tree.above(token):
        for i in tree.below(over, "nsubj", "nsubj:pass"):
            plural = tree.tokens[i].text.lower() != tree.lemmas[i]
            if i < token and tree.tokens[i].upos == "NOUN" and plural:
                return i
        if tree.tokens[over].deprel in {"ccomp", "parataxis"}:
            return None
    return None


def is_enemy(tree: Tree, token: int) -> bool:
    """Whether a phrase says "the enemy", "enemy tanks", "hostile drones"."""
    words = [token, *tree.below(token, *_BEARING)]
    return any(tree.lemmas[i] in _ENEMY for i in words)


def is_own(tree: Tree, token: int) -> bool:
    """Whether a phrase is "it", "we", "our forces", "its tanks"."""
    if tree.tokens[token].text.lower() in _SPEAKERS:
        return True
    own = tree.below(token, "nmod:poss", "det")
    return any(tree.tokens[i].text.lower() in _OWN for i in own)


def enemy_of(side: str | None, scene: Scene) -> str | None:
    """The side that fights a side, where the report or the known war tells."""
    return next(iter(scene.enemies(side)), None)


def is_state(name: str | None) -> bool:
    """Whether a side is a state, not a territory that only has a code of our own."""
    state = state_of(name) if name is not None else None
    if name is None or state is None or is_de_facto(name):
        return False
    return not (state.country or "").startswith(_BREAKAWAY)


def only_state(scene: Scene) -> str | None:
    """The state in a war of one against an armed group or a breakaway territory."""
    if scene.conflict is None:
        return None
    camps = scene.conflict.a[0], scene.conflict.b[0]
    states = [name for name in camps if is_state(name)]
    return states[0] if len(states) == 1 else None


def is_civilian(tree: Tree, token: int, scene: Scene) -> bool:
    """Whether those meant bear no arms: protesters, settlers, students, reporters."""
    parties = parties_of(tree, token, scene)
    return bool(parties) and all(party.sector in _UNARMED for party in parties)


def _can_fight(party: Party, scene: Scene) -> bool:
    """Whether a party is one that the report or the gazetteer knows as a side."""
    if party.sector in _UNARMED:
        return False
    if party.name in scene.sides or party.sector in _IRREGULAR:
        return True
    actor = state_of(party.name) or resolve_actor(party.name)
    return actor is not None and actor.kind in {"state", "armed_group", "people"}
