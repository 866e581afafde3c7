"""With what an assault was done, in the report's words."""

from __future__ import annotations

from herodotus.reading.event_triggers import Trigger
from herodotus.reading.terms import lexicon
from herodotus.reading.tree import Tree


def weapon_of(trigger: Trigger, tree: Tree) -> str | None:
    """The words for the weapon of an assault: "heavy artillery", "an air strike".

    The weapon of the clause itself counts before the kind of attack.
    """
    if trigger.act.plover != "ASSAULT":
        return None
    clause = _clause(trigger, tree)
    weapons = lexicon("events.toml", "weapons")
    for i in clause:
        if tree.lemmas[i] in weapons and tree.tokens[i].upos in {"NOUN", "PROPN"}:
            if tree.tokens[i].deprel not in {"nmod:poss"} and not _is_target(i, tree):
                return _phrase(i, tree)
    for i in [trigger.act_at, *clause]:
        if tree.tokens[i].text.lower() in lexicon("events.toml", "weapon_deeds"):
            return tree.tokens[i].text.lower()
        if tree.lemmas[i] in lexicon("events.toml", "weapon_heads"):
            kinds = lexicon("events.toml", "weapon_kinds")
            if any(tree.lemmas[j] in kinds for j in tree.below(i, "compound", "amod")):
                return _phrase(i, tree)
    return None


def _clause(trigger: Trigger, tree: Tree) -> list[int]:
    """The tokens of the trigger's clause, without the clauses joined to it."""
    found: list[int] = []
    waiting = [trigger.at]
    while waiting:
        here = waiting.pop()
        found.append(here)
        for i in tree.below(here):
            joined = tree.tokens[i].deprel in {
                "conj",
                "parataxis",
                "acl:relcl",
                "ccomp",
            }
            if not (joined and tree.tokens[i].upos == "VERB"):
                waiting.append(i)
    return sorted(found)


def _is_target(i: int, tree: Tree) -> bool:
    """Whether a weapon is what was attacked: "struck an air base", "fired at tanks"."""
    token = tree.tokens[i]
    if token.deprel in {"obj", "nsubj:pass"}:
        head = tree.lemmas[token.head]
        return head not in {
            "fire",
            "launch",
            "use",
            "drop",
            "throw",
            "hurl",
            "detonate",
        }
    case = tree.first(i, "case")
    aimed = case is not None and tree.lemmas[case] in {"at", "on", "against", "of"}
    return aimed or token.deprel in {"compound", "nmod:desc"}


def _phrase(i: int, tree: Tree) -> str:
    """A noun with the words for its kind before it, in small letters."""
    kinds = [j for j in tree.below(i, "compound", "amod") if j < i]
    run = [i]
    for j in reversed(range(i)):
        if j not in kinds and tree.tokens[j].head not in {*run, i}:
            break
        token = tree.tokens[j]
        if token.upos not in {"NOUN", "ADJ", "PUNCT"} or token.text[0].isupper():
            break
        run.append(j)
    words = sorted(run)
    while tree.tokens[words[0]].upos == "PUNCT":
        words.pop(0)
    return " ".join(tree.tokens[j].text.lower() for j in words)
