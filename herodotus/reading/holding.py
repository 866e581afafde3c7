"""Ground that is held: "our troops control the town", "the port is in our hands".

A side that says so of itself tells that it took the ground; held as before ("still
holds it"), the ground was not taken by whoever says so.
"""

from __future__ import annotations

from herodotus.reading.acts import is_passive, subjects
from herodotus.reading.control_terms import control
from herodotus.reading.ground import grounds_at
from herodotus.reading.move import Move
from herodotus.reading.telling import Telling
from herodotus.reading.tree import Tree


def holding(tree: Tree, word: int, telling: Telling) -> Move | None:
    """The ground that a word tells to be held; None where it tells of none."""
    terms = control()
    lemma, upos = tree.lemmas[word], tree.tokens[word].upos
    if upos == "VERB" and lemma in terms.holds:
        return _by_verb(tree, word, telling)
    if upos != "NOUN" or lemma not in terms.held_in:
        return None
    if tree.below(word, "cop"):
        return _being(tree, word, word, telling)
    over = tree.tokens[word].head
    if over < 0 or tree.tokens[over].upos != "VERB":
        return None
    if tree.tokens[word].deprel == "obj" and lemma == "control":
        return _having(tree, over, word, telling)
    if tree.lemmas[over] in terms.remaining:
        return _being(tree, over, word, telling)
    return None


def _by_verb(tree: Tree, verb: int, telling: Telling) -> Move | None:
    """ "Our troops control most of the town", "they still hold it"."""
    by = subjects(tree, verb)
    objects = tree.below(verb, "obj")
    if not by or not objects or is_passive(tree, verb):
        return None
    meant = _MEANT.get(tree.lemmas[objects[0]], 0)
    return _move(tree, verb, verb, objects, by, telling, meant=meant)


def _being(tree: Tree, clause: int, noun: int, telling: Telling) -> Move | None:
    """ "The port is in our hands", "they were in control of it", "remains in …"."""
    terms = control()
    cases = {tree.lemmas[i] for i in tree.below(noun, "case")}
    if not cases & terms.held_cases:
        return None
    holders = tree.below(clause, "nsubj")
    of = [
        i
        for i in tree.below(noun, "nmod")
        if any(tree.lemmas[k] == "of" for k in tree.below(i, "case"))
    ]
    surely = tree.lemmas[noun] == "control"  # people are in hands, never under control
    if surely and "in" in cases:
        return _move(tree, clause, noun, of, holders, telling, surely=True)
    by = of or [noun]
    return _move(tree, clause, noun, holders, by, telling, surely=surely)


def _having(tree: Tree, verb: int, noun: int, telling: Telling) -> Move | None:
    """ "Its fighters had full control of the town", "the army keeps control of it"."""
    if tree.lemmas[verb] not in control().having | control().remaining:
        return None
    by = subjects(tree, verb)
    of = [
        i
        for i in (*tree.below(noun, "nmod"), *tree.below(verb, "obl"))
        if any(tree.lemmas[k] in {"of", "over"} for k in tree.below(i, "case"))
    ]
    if is_passive(tree, verb):
        return None
    return _move(tree, verb, noun, of, by, telling, surely=True)


def _move(
    tree: Tree,
    clause: int,
    word: int,
    held: list[int],
    by: list[int],
    telling: Telling,
    *,
    surely: bool = False,
    meant: int = 0,
) -> Move | None:
    if not by or not _is_told(tree, clause):
        return None
    found = [g for g in grounds_at(tree, held, telling, surely=surely) if not g.vague]
    if not (found or meant):
        return None
    kept = _is_kept(tree, clause, word)
    return Move(
        word,
        "repelled" if kept else "captured",
        tuple(found),
        tuple(by),
        rule="ground held",
        held=True,
        kept=kept,
        meant=0 if found else meant,
    )


def _is_told(tree: Tree, clause: int) -> bool:
    """Whether a clause asserts what holds now, and not by the way or for long."""
    token = tree.tokens[clause]
    if token.deprel in {"acl", "acl:relcl", "advcl", "amod"}:
        return False
    if token.deprel == "xcomp" and tree.lemmas[token.head] not in control().unchanged:
        return False
    return not any(tree.lemmas[i] == "have" for i in tree.below(clause, "aux"))


def _is_kept(tree: Tree, clause: int, word: int) -> bool:
    """Whether ground is held as before: "still", "continues to", "remains"."""
    near = [clause, tree.tokens[clause].head, *tree.below(clause), *tree.below(word)]
    near += [j for i in near[2:] for j in tree.below(i, "case", "mark")]
    return any(tree.lemmas[i] in control().unchanged for i in near if i >= 0)


#: How many places a pronoun may take up.
_MEANT = {"it": 1, "both": 2}
