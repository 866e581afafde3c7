"""Whose materiel it was, and who took or destroyed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from herodotus.model import Item, MaterielClaim
from herodotus.reading.acts import agents, is_passive, subjects
from herodotus.reading.belligerents import enemy_of, is_state, only_state, side_at
from herodotus.reading.materiel_phrases import Lost
from herodotus.reading.materiel_terms import materiel
from herodotus.reading.scene import Scene
from herodotus.reading.telling import Telling
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice


def sides_of(
    telling: Telling, tree: Tree, trigger: int, thing: Lost, voice: Voice | None
) -> tuple[str | None, str | None]:
    """The owner and the perpetrator: by the words, else each is the other's enemy."""
    scene = telling.scene
    spoken = voice.side if voice is not None else None
    by = agents_of(tree, trigger)
    found = (side_at(tree, token, scene, voice) for token in by)
    perpetrator = next((side for side in found if side is not None), None)
    owner = thing.owner or _loser(tree, trigger, scene, voice)
    if owner is None and not is_told_by_loser(tree, trigger):
        owner = _robbed(tree, trigger, scene, voice)
    if perpetrator == owner:
        perpetrator = None
    if owner is None:
        owner = _inferred(tree, trigger, thing.item, scene, spoken, perpetrator)
        if owner is not None and perpetrator == owner:
            perpetrator = None
    if owner is not None and perpetrator is None and not _is_accident(tree, trigger):
        enemies = scene.enemies(owner)
        perpetrator = spoken if spoken in enemies else next(iter(enemies), None)
    return owner, perpetrator


def agents_of(tree: Tree, trigger: int) -> list[int]:
    """Who did it; nobody where a word tells of one's own loss."""
    return [] if is_told_by_loser(tree, trigger) else agents(tree, trigger)


def is_told_by_loser(tree: Tree, trigger: int) -> bool:
    """Whether a word tells of one's own: "lost", "abandoned", "crashed"."""
    return tree.lemmas[trigger] in materiel().loser


def with_known_owners(claims: Sequence[MaterielClaim]) -> list[MaterielClaim]:
    """The claims, those without an owner having that of all others of the item.

    Where every tank of a report that has an owner was Ethiopia's, so were the burnt-out
    ones that journalists counted.
    """
    owners: dict[Item, Counter[str]] = {}
    for claim in claims:
        if claim.owner_side is not None:
            owners.setdefault(claim.item, Counter())[claim.owner_side] += 1
    found: list[MaterielClaim] = []
    for claim in claims:
        known = owners.get(claim.item, Counter())
        if claim.owner_side is None and claim.perpetrator is None and len(known) == 1:
            claim = claim.model_copy(update={"owner_side": next(iter(known))})
        found.append(claim)
    return found


def _loser(tree: Tree, trigger: int, scene: Scene, voice: Voice | None) -> str | None:
    """Who "lost four tanks", "left a gun behind", or whose "losses included" them."""
    if not is_told_by_loser(tree, trigger) or _is_accident(tree, trigger):
        return None
    near = subjects(tree, trigger)
    if tree.tokens[trigger].upos == "NOUN":
        near = [trigger]
    for token in near:
        found = side_at(tree, token, scene, voice)
        if found is not None:
            return found
    return None


def _robbed(tree: Tree, trigger: int, scene: Scene, voice: Voice | None) -> str | None:
    """Whom things were "seized from"."""
    for token in tree.below(trigger, "obl"):
        case = tree.first(token, "case")
        if case is not None and tree.lemmas[case] == "from":
            return side_at(tree, token, scene, voice)
    return None


def _inferred(
    tree: Tree,
    trigger: int,
    item: Item,
    scene: Scene,
    spoken: str | None,
    perpetrator: str | None,
) -> str | None:
    """The owner where no word names it: the enemy of who did it or of who tells it.

    Who tells of a loss, a crash or mere damage by nobody's hand tells of its own.
    """
    terms = materiel()
    if perpetrator is not None:
        owner = enemy_of(perpetrator, scene)
    elif spoken is not None:
        own = is_told_by_loser(tree, trigger) or _is_own_damage(tree, trigger)
        owner = spoken if own else enemy_of(spoken, scene)
    else:
        return only_state(scene) if item in terms.heavy else None
    if item in terms.air_of_states and not is_state(owner):
        for other in (spoken, *scene.enemies(owner)):
            if is_state(other) and other != perpetrator:
                return other
    return owner


def _is_own_damage(tree: Tree, trigger: int) -> bool:
    """Whether something was damaged, nobody says by whom: "two ships were damaged"."""
    if materiel().verbs.get(tree.lemmas[trigger]) != "damaged":
        return False
    return is_passive(tree, trigger) and not agents(tree, trigger)


def _is_accident(tree: Tree, trigger: int) -> bool:
    return tree.lemmas[trigger] in materiel().crashes
