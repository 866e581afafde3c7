"""Where it happened: the most specific place that the words tie to the casualties.

A place of the count's own clause comes first; then the place of the event that the
report leads with, which often stands a paragraph further down than the toll. A running
total of a war belongs to the war's ground, or to the territory of those who died.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from herodotus.gazetteer import Place, canonical_place, find_place, state_of
from herodotus.reading.mentions import Worded
from herodotus.reading.scene import Scene, Toponym
from herodotus.reading.statements import speech
from herodotus.reading.terms import lexicon, listed
from herodotus.reading.tree import Tree
from herodotus.reading.victims import Victims
from herodotus.reading.when import RECENT, When

_CASES = {
    "in", "at", "near", "on", "around", "outside", "inside", "across", "of", "from",
    "over", "along", "close", "towards", "to", "into", "throughout", "within",
    "between", "by", "off",
}  # fmt: skip
_LOOSE = {
    "obl", "root", "dep", "parataxis", "nmod:unmarked", "obl:unmarked", "obj", "nmod",
}  # fmt: skip
_OPENING = 8


@dataclass(frozen=True)
class Spot:
    """A place as written, and the place it resolves to where that is known."""

    name: str | None
    place: Place | None


def where(
    mention: Worded, tree: Tree, scene: Scene, *, period: When, victims: Victims | None
) -> Spot:
    """The place of one mention; nothing where the text ties none to it."""
    usable = _located(tree, scene)
    clause = set(tree.under(mention.trigger))
    own = [t for t in usable if clause & set(tree.at(t.start, t.end))]
    near = _finest(own, mention) or _finest(usable, mention)
    if period.counting in {"cumulative", "new"} and scene.running_since is not None:
        if near is not None and not near.is_country and near in own:
            return _spot(near)
        return _ground(scene, victims)
    if near is not None and not near.is_country and not _is_wide(near):
        return _spot(near)
    if period.background:
        return _spot(near) if near is not None else _country(scene)
    story = story_place(scene)
    if scene.crosses_border and (near is None or near.is_country):
        if scene.running_since is not None and (story is None or _grain(story) >= 3):
            return _ground(scene, victims)
    if story is not None and (near is None or _lies_in(story, near)):
        return _spot(story)
    return _spot(near) if near is not None else _country(scene)


def _located(tree: Tree, scene: Scene) -> list[Toponym]:
    """The places of a sentence that say where something is.

    What lies between two places is at neither, and a part of a town that the gazetteer
    does not know is in the town: such names give way where there is another.
    """
    found = [
        t
        for t in scene.toponyms_in(tree.sentence.start, tree.sentence.end)
        if _is_location(t, tree, scene)
    ]
    firm = [t for t in found if not _is_loose(t, found, tree)]
    return firm or found


def _is_loose(toponym: Toponym, others: list[Toponym], tree: Tree) -> bool:
    at = tree.at(toponym.start, toponym.end)
    head = next((i for i in at if tree.tokens[i].head not in at), at[-1])
    over = tree.tokens[head].head
    for i in [head, over] if tree.tokens[head].deprel == "conj" else [head]:
        case = tree.first(i, "case") if i >= 0 else None
        if case is not None and tree.lemmas[case] == "between":
            return True
    if toponym.place is not None:
        return False
    owners = {j for i in at for j in tree.below(i, "nmod:poss")}
    return any(
        other.place is not None
        and not other.is_country
        and owners & set(tree.at(other.start, other.end))
        for other in others
    )


def story_place(scene: Scene) -> Toponym | None:
    """The finest place of the report's opening, its dateline left out."""
    skip = scene.report.dateline
    found: list[Toponym] = []
    for tree in scene.trees[:_OPENING]:
        if _is_of_old(tree, scene):
            continue
        for toponym in _located(tree, scene):
            if skip is not None and skip[0] <= toponym.start < skip[1]:
                continue
            if toponym.start >= scene.report.body_start:
                found.append(toponym)
    if not found:
        return None
    return min(found, key=lambda t: (_grain(t), t.start))


def _is_of_old(tree: Tree, scene: Scene) -> bool:
    """Whether a sentence tells of times long before the report."""
    day = scene.report.date
    root = next((i for i, t in enumerate(tree.tokens) if t.head < 0), -1)
    ends = [
        t.until
        for t in scene.times_in(tree.sentence.start, tree.sentence.end)
        if t.until is not None
        and any(tree.tokens[i].head == root for i in tree.at(t.start, t.end))
    ]
    return day is not None and bool(ends) and all(day - end > RECENT for end in ends)


def _ground(scene: Scene, victims: Victims | None) -> Spot:
    """The ground of a running total: the victims' own, or that of the war."""
    conflict = scene.conflict
    if conflict is None:
        return _country(scene)
    side = victims.side if victims is not None else None
    if side is not None and victims is not None and victims.status != "combatant":
        if state_of(side) is not None:
            name = side if find_place(side) is not None else conflict.place
            return Spot(name, find_place(name))
    return Spot(conflict.place, find_place(conflict.place))


def _country(scene: Scene) -> Spot:
    """The state on whose ground the report stands, where nothing finer is said."""
    home = scene.home
    if home is None:
        return Spot(None, None)
    place = find_place(home)
    return Spot(home if place is not None else None, place)


def _spot(toponym: Toponym) -> Spot:
    place = toponym.place
    if place is not None:
        return Spot(canonical_place(toponym.name), place)
    return Spot(
        re.sub(r"\s+(?:village|town|city)$", "", toponym.name.strip(" ,.")), None
    )


def _is_location(toponym: Toponym, tree: Tree, scene: Scene) -> bool:
    """Whether a place name says where, rather than who."""
    at = tree.at(toponym.start, toponym.end)
    if not at:
        return False
    for mention in scene.actors_in(toponym.start, toponym.end):
        if mention.form == "demonym" or mention.actor.kind not in {"state", "people"}:
            return False
    head = next((i for i in at if tree.tokens[i].head not in at), at[-1])
    if _is_of_speaker(head, tree):
        return False
    case = tree.first(head, "case")
    if case is not None and tree.tokens[head].deprel == "nmod:poss":
        over = tree.tokens[head].head  # "Mogadishu's popular beach", no state's army
        return not toponym.is_country and not _is_of_speaker(over, tree)
    if case is not None:
        return tree.lemmas[case] in _CASES
    relation = tree.tokens[head].deprel
    towns = {"town", "village", "city", "settlement", "district", "suburb"}
    if any(tree.lemmas[i] in towns for i in tree.below(head, "appos")):
        return True
    if relation == "compound":
        over = tree.tokens[head].head
        return not toponym.is_country and (
            tree.lemmas[over] in lexicon("grounds.toml", "wide")
            or tree.lemmas[over] in lexicon("grounds.toml", "named_after")
            or tree.tokens[over].upos == "PROPN"
        )
    if relation in {"appos", "conj", "flat", "list"}:
        over = tree.tokens[head].head
        return over < 0 or tree.tokens[over].deprel not in {"nsubj", "nsubj:pass"}
    return relation in _LOOSE


def _is_of_speaker(i: int, tree: Tree) -> bool:
    """Whether a place belongs to who speaks: "officials in Goma said"."""
    for over in tree.above(i):
        token = tree.tokens[over]
        if token.deprel in {"nsubj", "obl:agent"} and token.head >= 0:
            return tree.lemmas[token.head] in speech().stance
        if token.upos == "VERB":
            return False
    return False


def _finest(found: list[Toponym], mention: Worded) -> Toponym | None:
    if not found:
        return None
    return min(
        found,
        key=lambda t: (t.is_country, _is_wide(t), abs(t.start - mention.start)),
    )


def _is_wide(toponym: Toponym) -> bool:
    if toponym.place is not None:
        return toponym.place.precision >= 3
    return toponym.name.lower().rstrip(" ,.").endswith(listed("grounds.toml", "wide"))


def _grain(toponym: Toponym) -> int:
    if toponym.is_country:
        return 9
    if toponym.place is not None:
        return max(1, toponym.place.precision)
    if toponym.name.lower().endswith(listed("grounds.toml", "sites")):
        return 3
    return 4 if _is_wide(toponym) else 2


def _lies_in(fine: Toponym, coarse: Toponym) -> bool:
    """Whether a fine place can lie in a coarse one, as far as is known."""
    if fine.place is None or coarse.place is None:
        return True
    return not coarse.place.country or fine.place.country == coarse.place.country
