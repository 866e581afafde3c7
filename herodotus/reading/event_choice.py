"""Which of the events that a sentence's words tell are told as news by it."""

from __future__ import annotations

from collections.abc import Sequence

from herodotus.reading.event_lexicon import VERBAL, event_words
from herodotus.reading.event_triggers import Trigger
from herodotus.reading.tree import Tree


def told(triggers: Sequence[Trigger], tree: Tree) -> list[Trigger]:
    """The triggers that count, in text order.

    Of two, one inside the other's clause stands behind it. A noun that names an event
    counts where no verb of the sentence tells one.
    """
    found = [t for t in triggers if not _is_mere_toll(t, tree)]
    clauses = [t for t in found if tree.tokens[t.at].upos != "NOUN"]
    kept = [t for t in clauses if not _is_behind(t, clauses, tree)]
    kept = [t for t in kept if not _goes_on(t, kept, tree)]
    if not kept:
        named = [t for t in found if tree.tokens[t.at].upos == "NOUN"]
        kept = [t for t in named if not _is_behind(t, named, tree)]
        kept = [t for t in kept if not _is_circumstance(t, tree)][:1]
    return kept


def _is_behind(trigger: Trigger, others: Sequence[Trigger], tree: Tree) -> bool:
    """Whether a trigger lies in the clause of another."""
    over = set(tree.above(trigger.at))
    for other in others:
        if other is trigger or other.at not in over:
            continue
        if not _is_coordinate(trigger, other, tree):
            if not _is_accused(trigger, other, tree):
                return True
    return False


def _is_coordinate(trigger: Trigger, other: Trigger, tree: Tree) -> bool:
    """Whether only coordination parts two predicates."""
    here = trigger.at
    while here != other.at and here >= 0:
        deprel = tree.tokens[here].deprel
        if deprel == "parataxis" and other.act.plover in VERBAL:
            return False  # "…, the minister complained": the words of the complaint
        if deprel not in {"conj", "parataxis"}:
            return _is_own_clause(trigger, tree)
        here = tree.tokens[here].head
    return True


def _is_own_clause(trigger: Trigger, tree: Tree) -> bool:
    """Whether it is a finite clause beside the other that tells force as a fact."""
    token = tree.tokens[trigger.at]
    if token.deprel != "advcl" or trigger.modality != "actual":
        return False
    marks = {tree.lemmas[i] for i in tree.below(trigger.at, "mark")}
    return (
        trigger.act.plover in {"ASSAULT", "ACCUSE"}
        and bool(tree.below(trigger.at, "nsubj", "nsubj:pass"))
        and bool(marks & {"while", "as", "but", "whereas", "when", "after", "with"})
    )


def _is_accused(trigger: Trigger, other: Trigger, tree: Tree) -> bool:
    """Whether it is the deed of which another is accused."""
    if other.act.plover != "ACCUSE" or trigger.act.plover not in {"ASSAULT", "COERCE"}:
        return False
    token = tree.tokens[trigger.at]
    return token.head in {other.at, *tree.below(other.at, "obj", "obl")} and (
        token.deprel in {"advcl", "acl", "ccomp", "xcomp"}
    )


def _goes_on(trigger: Trigger, others: Sequence[Trigger], tree: Tree) -> bool:
    """Whether a predicate goes on about the act of the one before it.

    "Shelled the town and wounded five" is one event.
    """
    token = tree.tokens[trigger.at]
    if token.deprel != "conj" or tree.below(trigger.at, "nsubj", "nsubj:pass"):
        return False
    return any(
        other.at == token.head and other.act.plover == trigger.act.plover
        for other in others
    )


def _is_circumstance(trigger: Trigger, tree: Tree) -> bool:
    """Whether a named event is only when or why another thing happened."""
    for i in [trigger.at, *tree.above(trigger.at)]:
        case = tree.first(i, "case")
        if case is not None and tree.tokens[i].deprel in {"obl", "nmod"}:
            if tree.lemmas[case] in event_words().operators["behind"] | {"in"}:
                return True
    return False


def _is_mere_toll(trigger: Trigger, tree: Tree) -> bool:
    """Whether it tells only that people died or fell, by nobody's hand."""
    if trigger.act.roles not in {"agent", "sufferer"}:
        return False
    at = trigger.at
    for i in tree.below(at, "obl", "obl:agent"):
        for j in tree.under(i):
            if _is_deed(j, tree):
                return False
        case = tree.first(i, "case")
        if case is not None and tree.lemmas[case] == "by":
            return False
    if trigger.act.roles == "sufferer" or tree.below(at, "aux:pass", "nsubj:pass"):
        return True
    return tree.tokens[at].deprel in {"acl", "amod"}


def _is_deed(i: int, tree: Tree) -> bool:
    if tree.tokens[i].upos != "NOUN":
        return False
    act = event_words().nouns.get(tree.lemmas[i])
    return act is not None and act.plover == "ASSAULT"
