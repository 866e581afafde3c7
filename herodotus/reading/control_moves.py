"""Words that tell of control: who takes, loses, holds or leaves which ground."""

from __future__ import annotations

from collections.abc import Iterator

from herodotus.model import Action
from herodotus.reading.acts import agents, is_passive, particle, patients, subjects
from herodotus.reading.belligerents import side_at
from herodotus.reading.control_terms import TAKING, control
from herodotus.reading.ground import Ground, grounds_at
from herodotus.reading.holding import holding
from herodotus.reading.move import Move
from herodotus.reading.telling import Telling
from herodotus.reading.terms import lexicon
from herodotus.reading.tree import Tree


def moves(tree: Tree, telling: Telling) -> Iterator[Move]:
    """The words of a sentence that tell of control, in their order."""
    terms = control()
    for i, lemma in enumerate(tree.lemmas):
        if lemma not in terms.triggers:
            continue
        upos = tree.tokens[i].upos
        move = holding(tree, i, telling)
        if move is not None:
            pass
        elif upos == "NOUN":
            move = _nominal(tree, i, telling)
        elif upos in {"VERB", "ADJ"} and tree.tokens[i].deprel != "amod":
            move = _verbal(tree, i, telling)
        if move is not None:
            yield move


def _verbal(tree: Tree, verb: int, telling: Telling) -> Move | None:
    terms = control()
    lemma = tree.lemmas[verb]
    action = _action(tree, verb)
    if lemma in terms.holds:
        return None
    if lemma in terms.control_of:
        under = _under_control(tree, verb)
        if under:
            held = terms.control_of[lemma]
            return _taking(tree, verb, held, under, telling, surely=True)
    if lemma in terms.falls:
        return _fallen(tree, verb, telling)
    beside = terms.drives_out.get(lemma)
    if beside is not None and action != "repelled":
        if not beside or particle(tree, verb, frozenset({beside})) is not None:
            return _driving_out(tree, verb, telling)
    if action is None:
        return None
    if action in TAKING:
        return _taking(tree, verb, action, patients(tree, verb), telling)
    if action == "repelled":
        return _repelled(tree, verb, telling)
    if action == "advance":
        return _advancing(tree, verb, telling)
    return _leaving(tree, verb, telling)


def _action(tree: Tree, verb: int) -> Action | None:
    beside = control().particles.get(tree.lemmas[verb])
    if beside is not None:
        found = particle(tree, verb, frozenset(beside))
        if found is not None:
            return beside[found]
    return control().verbs.get(tree.lemmas[verb])


def _under_control(tree: Tree, verb: int) -> list[int]:
    """The ground in "took control of the town", "lost control over it"."""
    found: list[int] = []
    for i in tree.below(verb, "obj", "nsubj:pass"):
        if tree.lemmas[i] != "control":
            continue
        for j in [*tree.below(i, "nmod"), *tree.below(verb, "obl")]:
            case = tree.first(j, "case")
            if case is not None and tree.lemmas[case] in {"of", "over"}:
                found.append(j)
    return found


def _taking(
    tree: Tree,
    verb: int,
    action: Action,
    taken: list[int],
    telling: Telling,
    *,
    surely: bool = False,
) -> Move | None:
    """Ground taken, retaken or lost."""
    lemma = tree.lemmas[verb]
    if lemma == "occupy" and tree.tokens[verb].deprel in {"acl", "acl:relcl"}:
        return None  # a state of things, not a change
    if particle(tree, verb, frozenset({"up", "part"})) is not None:
        return None  # "took up positions"
    grounds = [
        ground
        for ground in grounds_at(
            tree, taken, telling, surely=surely or lemma in control().sure
        )
        if not _is_stance(tree, verb, ground)
    ]
    if not grounds:
        return None
    by = subjects(tree, verb) if lemma == "lose" else agents(tree, verb)
    if lemma == "occupy" and is_passive(tree, verb) and not by:
        return None  # "the flats are occupied"
    if lemma == "lose" and is_passive(tree, verb):
        by = []
    return Move(verb, action, tuple(grounds), tuple(by), rule="ground act")


def _driving_out(tree: Tree, verb: int, telling: Telling) -> Move | None:
    """Ground taken by who is thrown out of it: "drove the rebels out of the town"."""
    driven = patients(tree, verb)
    fought = control().attackers | lexicon("victims.toml", "non_state")
    if not any(
        tree.lemmas[i] in fought or side_at(tree, i, telling.scene, None)
        for i in driven
    ):
        cleared = grounds_at(tree, driven, telling)  # "cleared the town of militants"
        rid = [i for i in tree.below(verb, "obl", "nmod") if tree.lemmas[i] in fought]
        rid += [j for i in driven for j in tree.below(i, "nmod")]
        if not cleared or not any(tree.lemmas[i] in fought for i in rid):
            return None
        return Move(
            verb,
            "captured",
            tuple(cleared),
            tuple(agents(tree, verb)),
            rule="ground act",
        )
    left = [
        *tree.below(verb, "obl"),
        *(j for i in driven for j in tree.below(i, "nmod")),
    ]
    grounds = grounds_at(tree, _with_case(tree, left, {"from", "of", "out"}), telling)
    grounds = [g for g in grounds if not g.vague]
    if not grounds:
        return None
    return Move(
        verb, "captured", tuple(grounds), tuple(agents(tree, verb)), rule="ground act"
    )


def _with_case(tree: Tree, tokens: list[int], words: set[str]) -> list[int]:
    """Those of some nouns that stand behind one of these prepositions."""
    found = []
    for i in tokens:
        if words & {tree.lemmas[k] for k in tree.below(i, "case")}:
            found.append(i)
    return found


def _is_stance(tree: Tree, verb: int, ground: Ground) -> bool:
    """Whether "took positions" only means that somebody stood there."""
    lemma = tree.lemmas[verb]
    if lemma == "take" and ground.toponym is not None and ground.toponym.is_country:
        return not ground.lemma  # "it took Russia years"
    if lemma not in {"take", "occupy"} or tree.lemmas[ground.head] != "position":
        return False
    if is_passive(tree, verb) or tree.tokens[verb].deprel in {"acl", "acl:relcl"}:
        return False
    plural = tree.tokens[ground.head].text.lower() == "positions"
    told = tree.below(ground.head, "amod", "det", "nummod", "acl")
    return lemma == "occupy" or not (plural and told)


def _fallen(tree: Tree, verb: int, telling: Telling) -> Move | None:
    """A place that fell: to somebody, or without a word on whom."""
    fallen = [
        g
        for g in grounds_at(tree, subjects(tree, verb), telling)
        if not g.vague or (not g.weak and _is_definite(tree, g.head))
    ]
    if not fallen or tree.below(verb, "obj"):
        return None
    by: list[int] = []
    for i in tree.below(verb, "obl"):
        case = tree.first(i, "case")
        word = tree.lemmas[case] if case is not None else ""
        if word == "to":
            by.append(i)
        elif word in {"into", "in", "under"} and tree.lemmas[i] in control().falls_into:
            by += tree.below(i, "nmod", "nmod:poss", "amod", "compound")
        elif word in {"by", "from", "below", "off", "behind"}:
            return None  # prices, trees and rankings
    if not by and not all(g.named and g.toponym for g in fallen):
        return None
    return Move(verb, "captured", tuple(fallen), tuple(by), rule="ground act")


def _is_definite(tree: Tree, noun: int) -> bool:
    return any(tree.lemmas[i] in {"the", "this"} for i in tree.below(noun, "det"))


def _repelled(tree: Tree, verb: int, telling: Telling) -> Move | None:
    terms = control()
    held = patients(tree, verb)
    back = tree.lemmas[verb] in {"push", "drive", "throw", "beat", "turn", "repel"}
    for i in held:
        lemma = tree.lemmas[i]
        attackers = lemma in terms.attackers or side_at(tree, i, telling.scene, None)
        aims = {tree.lemmas[j] for j in tree.below(i, "acl", "nmod", "compound")}
        attempt = lemma == "attempt" and aims & (terms.attempts | terms.assaults)
        if lemma in terms.assaults or attempt or (back and attackers):
            near = [*tree.below(verb, "obl"), *tree.below(i, "nmod")]
            at = _with_case(tree, near, {"from", "on", "at", "near", "in", "around"})
            grounds = [g for g in grounds_at(tree, at, telling) if g.named]
            by = tuple(agents(tree, verb))
            return Move(verb, "repelled", tuple(grounds[:1]), by, rule="front act")
    return None


def _advancing(tree: Tree, verb: int, telling: Telling) -> Move | None:
    """Forces that advance, push or move into a place."""
    by = subjects(tree, verb)
    lemma = tree.lemmas[verb]
    if not by or is_passive(tree, verb):
        return None
    grounds: list[Ground] = []
    if lemma == "enter":
        grounds = grounds_at(tree, tree.below(verb, "obj"), telling)
        if not grounds or not (grounds[0].named or grounds[0].counted):
            return None
        if grounds[0].lemma in control().raided:
            return None
    elif tree.below(verb, "obj") and not _is_measure(tree, verb):
        return None
    toward = _with_case(tree, tree.below(verb, "obl"), {*control().toward})
    near = grounds_at(tree, toward, telling)
    grounds = grounds or [g for g in near if g.named]
    abroad = [i for i in toward if not _is_time(tree, i, telling)]
    if lemma != "enter" and not near and (abroad or lemma != "advance"):
        return None
    return Move(verb, "advance", tuple(grounds[:1]), tuple(by), rule="front act")


def _leaving(tree: Tree, verb: int, telling: Telling) -> Move | None:
    """Forces that leave ground which the words name."""
    terms = control()
    lemma = tree.lemmas[verb]
    moved = patients(tree, verb)
    if lemma in terms.leaving_direct:
        grounds = [g for g in grounds_at(tree, moved, telling) if not g.vague]
        if lemma == "evacuate" and any(
            not g.lemma or g.lemma in terms.weak for g in grounds
        ):
            return None  # towns and buildings are evacuated of their people
        by = tuple(agents(tree, verb))
        if not grounds or not by:
            return None
        return Move(verb, "withdrawal", tuple(grounds), by, rule="front act")
    if any(tree.lemmas[i] in terms.never_objects for i in moved):
        return None
    left = _with_case(tree, tree.below(verb, "obl"), {*terms.leaving_cases})
    grounds = [g for g in grounds_at(tree, left, telling) if not g.vague]
    if not grounds:
        return None
    by = tuple(moved) if is_passive(tree, verb) else tuple(subjects(tree, verb))
    return Move(verb, "withdrawal", tuple(grounds), by, rule="front act")


def _nominal(tree: Tree, noun: int, telling: Telling) -> Move | None:
    """ "The capture of the town", "further advances", "the fall of the capital"."""
    terms = control()
    lemma = tree.lemmas[noun]
    if lemma == "fall":
        action: Action | None = "captured"
    else:
        action = terms.nouns.get(lemma)
    if action is None:
        return None
    if action == "advance":
        return _advance(tree, noun, telling)
    wanted = {"from"} if action == "withdrawal" else {"of"}
    inner: list[int] = []
    by = agents(tree, noun)
    deeper = [j for i in tree.below(noun, "nmod") for j in tree.below(i, "nmod")]
    for i in [*tree.below(noun, "nmod"), *(deeper if lemma == "fall" else ())]:
        case = tree.first(i, "case")
        word = tree.lemmas[case] if case is not None else ""
        if word in wanted:
            inner.append(i)
        elif (lemma, word) == ("fall", "to") or (action, word) == ("withdrawal", "of"):
            by = [i]
    grounds = [g for g in grounds_at(tree, inner, telling) if g.named or g.counted]
    if not grounds:
        return None
    return Move(noun, action, tuple(grounds), tuple(by), rule="ground noun")


def _advance(tree: Tree, noun: int, telling: Telling) -> Move | None:
    """ "Baku claimed further advances", "the rebel advance on the town continued"."""
    terms = control()
    toward = _with_case(tree, tree.below(noun, "nmod"), {*terms.toward})
    grounds = grounds_at(tree, toward, telling)
    if toward and not grounds:
        return None  # "advances in technology"
    before = {tree.lemmas[i] for i in tree.below(noun, "amod", "compound")}
    if tree.lemmas[noun] != "advance" and not (before & terms.gains or grounds):
        return None
    over = tree.tokens[noun].head
    token = tree.tokens[noun]
    if over < 0 or tree.tokens[over].upos != "VERB":
        return None
    if token.deprel == "obj" and tree.lemmas[over] in terms.reporting:
        by = subjects(tree, over)
    elif token.deprel == "nsubj" and tree.lemmas[over] in terms.going_on:
        by = agents(tree, noun)
    else:
        return None
    named = [g for g in grounds if g.named]
    return Move(noun, "advance", tuple(named[:1]), tuple(by), rule="front noun")


def _is_measure(tree: Tree, verb: int) -> bool:
    """Whether an object is only how far: "advanced five kilometres"."""
    far = {"kilometre", "kilometer", "km", "mile", "metre", "meter"}
    return all(tree.lemmas[i] in far for i in tree.below(verb, "obj"))


def _is_time(tree: Tree, i: int, telling: Telling) -> bool:
    token = tree.tokens[i]
    found = telling.scene.times_in(tree.sentence.start, tree.sentence.end)
    return any(t.start <= token.start < t.end for t in found)
