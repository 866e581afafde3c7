"""Whose people the victims are, and whether they were fighting.

Sides follow the conventions of the codebook: combatants belong to their belligerent;
civilians are given a state or territory only where the war crosses a border.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from herodotus.model import VictimStatus
from herodotus.reading.belligerents import is_state
from herodotus.reading.mentions import Mention
from herodotus.reading.perpetrators import armed_party
from herodotus.reading.scene import Scene
from herodotus.reading.terms import lexicon, people
from herodotus.reading.tree import Tree
from herodotus.reading.victim_sides import (
    inferred_side,
    is_on_own_side,
    is_owned,
    keeper_of_toll,
    worded_side,
)
from herodotus.reading.victim_status import (
    is_army_that_lost,
    status_by_setting,
    worded_status,
)
from herodotus.reading.voices import Voice

_THEM = {"them", "they", "these", "those"}


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
    status = worded_status(mention, tree)
    if status == "unknown":  # "43 Tamil Tigers": fighters by their name
        own = scene.actors_in(*tree.extent([mention.noun]))
        status = next((m.actor.status for m in own if m.actor.status), status)
    if status == "unknown" and tree.lemmas[mention.noun] == "man":
        if is_owned(mention, tree):  # "17 of its own men"
            status = "combatant"
    status = status_by_setting(mention, tree, status)
    meant = _meant(mention, tree, scene) if status == "unknown" else None
    if meant is not None:
        return meant
    if status == "unknown" and is_army_that_lost(mention, tree, scene):
        status = "combatant"
    keeper = keeper_of_toll(mention, tree, scene)
    if keeper is not None and keeper.status == "combatant" and status == "unknown":
        status = "combatant"  # "the army put its losses at 75"
    side = keeper.side if keeper is not None else worded_side(mention, tree, scene)
    inferred = side is None
    if inferred and not (background and status != "combatant"):
        side = inferred_side(mention, tree, scene, voice, status)
        nameless = voice is not None and voice.speaker is None
        owned = is_owned(mention, tree) or is_on_own_side(mention, tree)
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


def on_the_ground(victims: Victims, scene: Scene) -> Victims:
    """Civilians of a war's running total: of the party on whose land it is fought.

    Where the ground is a territory that both sides claim, nobody's by that word.
    """
    war = scene.conflict
    if victims.status != "civilian" or war is None or not scene.crosses_border:
        return victims
    if war.place not in scene.parties or not is_state(war.place):
        return victims
    return replace(victims, side=war.place, inferred=True)


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
