"""What the victims were: fighters, civilians or both, by the words for them.

A noun, its modifiers and what it is made of tell it (`data/victims.toml`); where they
do not, a uniform, a warship or the toll of an army does.
"""

from __future__ import annotations

from herodotus.model import VictimStatus
from herodotus.reading.mentions import Mention
from herodotus.reading.scene import Scene
from herodotus.reading.terms import lexicon, people
from herodotus.reading.tree import Tree


def worded_status(mention: Mention, tree: Tree) -> VictimStatus:
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


def status_by_setting(
    mention: Mention, tree: Tree, status: VictimStatus
) -> VictimStatus:
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


def is_army_that_lost(mention: Mention, tree: Tree, scene: Scene) -> bool:
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


def is_of_unit(noun: int, tree: Tree) -> bool:
    """Whether members are of a body of fighters: "members of a tank battalion"."""
    return any(tree.lemmas[i] in _units() for i in tree.below(noun, "nmod"))


def _units() -> frozenset[str]:
    return lexicon("victims.toml", "units")
