"""How a clause stands to what happened: as a fact, to come, possible, or denied.

The auxiliary modes of the PLOVER manual (draft 0.8): future, hypothetical, negation.
"""

from __future__ import annotations

from herodotus.model import Modality
from herodotus.reading.event_lexicon import event_words
from herodotus.reading.tree import Tree


def modality_of(tree: Tree, verb: int) -> Modality:
    """How the clause of a verb stands.

    "Did not attack" is negated, "could strike" and "if rebels attack" hypothetical,
    "will withdraw" future.
    """
    helpers = helpers_of(tree, verb)
    words = event_words().operators
    if is_denied(tree, verb):
        return "negated"
    if helpers & words["might"] or is_conditional(tree, verb):
        return "hypothetical"
    return "future" if helpers & words["will"] else "actual"


def modality_over(tree: Tree, noun: int) -> Modality:
    """How a named event stands, by the verb over it: "an attack may follow"."""
    for over in tree.above(noun):
        if tree.tokens[over].upos == "VERB":
            return modality_of(tree, over)
    return "actual"


def helpers_of(tree: Tree, verb: int) -> set[str]:
    """The lemmas of a verb's auxiliaries."""
    return {tree.lemmas[i] for i in tree.below(verb, "aux")}


def is_denied(tree: Tree, verb: int) -> bool:
    """Whether a verb is said not to be so."""
    below = tree.below(verb, "advmod", "aux", "det", "mark")
    return any(tree.lemmas[i] in _NOT for i in below)


def is_conditional(tree: Tree, verb: int) -> bool:
    """Whether a clause is a condition."""
    marks = {tree.lemmas[i] for i in tree.below(verb, "mark")}
    return bool(marks & {"if", "unless", "whether"})


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether a verb stands behind "to"."""
    return any(tree.lemmas[i] == "to" for i in tree.below(verb, "mark"))


_NOT = {"not", "never", "n't", "no", "without"}
