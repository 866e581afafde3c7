"""Where it happened: the most specific place that the words tie to the casualties."""

from __future__ import annotations

from herodotus.reading.casualties import Mention
from herodotus.reading.scene import Scene, Toponym
from herodotus.reading.tree import Tree

_PLACE_CASES = {"in", "at", "near", "on", "around", "outside", "inside", "across", "of",
                "from", "over", "along", "close", "towards", "to", "into", "by"}  # fmt: skip


def where(mention: Mention, tree: Tree, scene: Scene) -> Toponym | None:
    """The place of one mention, or None where the text ties none to it."""
    sentence = scene.toponyms_in(tree.sentence.start, tree.sentence.end)
    usable = [t for t in sentence if _is_location(t, mention, tree)]
    if usable:
        return _finest(usable, mention, tree)
    index = scene.trees.index(tree)
    paragraph = scene.paragraph_of[index]
    for other in range(index - 1, -1, -1):
        if scene.paragraph_of[other] != paragraph:
            break
        earlier = scene.trees[other]
        found = [
            t
            for t in scene.toponyms_in(earlier.sentence.start, earlier.sentence.end)
            if _is_location(t, None, earlier)
        ]
        if found:
            return _finest(found, None, earlier)
    return story_place(scene)


def story_place(scene: Scene) -> Toponym | None:
    """The finest place of the report's opening."""
    found: list[Toponym] = []
    for tree in scene.trees[:5]:
        for toponym in scene.toponyms_in(tree.sentence.start, tree.sentence.end):
            if toponym.start >= scene.report.body_start and _is_location(
                toponym, None, tree
            ):
                found.append(toponym)
        if any(not t.is_country for t in found):
            break
    if not found:
        return None
    return min(found, key=lambda t: (_grain(t), t.start))


def _is_location(toponym: Toponym, mention: Mention | None, tree: Tree) -> bool:
    """Whether a place name says where, rather than who."""
    at = tree.at(toponym.start, toponym.end)
    if not at:
        return False
    head = next((i for i in at if tree.tokens[i].head not in at), at[-1])
    case = tree.first(head, "case")
    if case is not None and tree.tokens[case].text.lower() in {"'s", "’s", "'", "’"}:
        return False
    if case is not None and tree.lemmas[case] in _PLACE_CASES:
        return True
    token = tree.tokens[head]
    if token.deprel in {"nsubj", "nsubj:pass"}:
        return False
    if token.deprel in {"compound", "appos", "conj", "flat", "obj", "nmod", "list"}:
        return not (token.deprel == "compound" and toponym.is_country)
    return token.deprel in {
        "obl",
        "root",
        "dep",
        "parataxis",
        "nmod:unmarked",
        "obl:unmarked",
    }


def _finest(found: list[Toponym], mention: Mention | None, tree: Tree) -> Toponym:
    def order(toponym: Toponym) -> tuple[int, int, int]:
        at = set(tree.at(toponym.start, toponym.end))
        inside = 1
        if mention is not None and at & set(tree.under(mention.trigger)):
            inside = 0
        anchor = mention.start if mention is not None else tree.sentence.start
        return (1 if toponym.is_country else 0, inside, abs(toponym.start - anchor))

    return min(found, key=order)


def _grain(toponym: Toponym) -> int:
    if toponym.is_country:
        return 9
    return toponym.place.precision if toponym.place is not None else 2
