"""Who does what to whom in a sentence, as concepts: acts with their agents and objects.

An act is a word or phrase that stands for something done ("took control of"); the tree
gives who did it and what it was done to, and the concepts of those words say what kind
of party or thing they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from herodotus.reading.subevents_lexicon import Noted
from herodotus.reading.tree import Tree

_SUBJECTS = ("nsubj", "nsubj:outer", "csubj")
_PASSIVE = ("nsubj:pass", "csubj:pass")
_RELATIVE = {"who", "that", "which", "whom"}

#: Clauses that share the subject of the verb they hang on, where they have none.
_SHARING = {"conj", "xcomp", "advcl", "parataxis"}

#: Prepositions after which stands what an act is done to.
_ONTO = {
    "of", "on", "over", "at", "against", "in", "into", "with", "from", "for", "upon",
    "near", "inside", "outside", "to", "out", "toward", "towards", "between", "among",
}  # fmt: skip

#: Prepositions before the event in which something happened.
_DURING = {"in", "during", "from", "with"}

#: Words over or beside a verb that make it a plan or a possibility.
_UNREAL = {
    "threaten", "vow", "plan", "plot", "intend", "want", "warn", "could", "may",
    "might", "would", "should", "will", "attempt", "demand", "urge", "call", "hope",
    "promise", "pledge", "fear", "if", "ask", "prevent", "avoid", "try", "seek",
}  # fmt: skip
_NOT = {"not", "n't", "never", "no", "nobody", "none", "neither", "without", "deny"}


@dataclass(frozen=True)
class Act:
    """Something done: its concept, and those of who did it and of what it was done to.

    `real` is false for what is denied, planned or feared; `main` where the sentence
    says it, rather than a clause about somebody or a circumstance.
    """

    concept: str
    head: int
    agents: frozenset[str]
    objects: frozenset[str]
    real: bool
    main: bool


def acts_in(tree: Tree, noted: Sequence[Noted], wanted: Iterable[str]) -> list[Act]:
    """The acts of a sentence, for those concepts that are wanted as acts."""
    names = set(wanted)
    at: dict[int, set[str]] = {}
    for note in noted:
        for position in range(note.start, note.end):
            at.setdefault(position, set()).add(note.concept)
    events = {i for i, concepts in at.items() if concepts & names}
    found = []
    for note in noted:
        if note.concept not in names:
            continue
        head = _head(tree, note)
        own = set(range(note.start, note.end))
        agents, objects = _parties(tree, head, own, events)
        found.append(
            Act(
                note.concept,
                head,
                _concepts(tree, agents, own, at),
                _concepts(tree, objects, own, at),
                _is_real(tree, head),
                is_main(tree, head),
            )
        )
    return found


def _head(tree: Tree, note: Noted) -> int:
    """The word of a phrase that governs its other words."""
    own = range(note.start, note.end)
    return next((i for i in own if tree.tokens[i].head not in own), note.start)


def _parties(
    tree: Tree, head: int, own: set[int], events: set[int]
) -> tuple[list[int], list[int]]:
    """The heads of the agents and of the objects of an act."""
    agents: list[int] = []
    objects: list[int] = []
    for word in own | {head}:
        for below in tree.below(word):
            if below in own:
                continue
            relation = tree.tokens[below].deprel
            if relation in _SUBJECTS:
                agents.append(below)
            elif relation in _PASSIVE or relation in {"obj", "iobj"}:
                objects.append(below)
            elif relation.startswith(("obl", "nmod")):
                case = {tree.lemmas[i] for i in tree.below(below, "case")}
                if "by" in case or relation in {"nmod:poss", "obl:agent"}:
                    agents.append(below)
                elif case & _DURING and below in events:  # "in Taliban attacks"
                    agents.extend(_makers(tree, below))
                elif case & _ONTO or not case:
                    objects.append(below)
            elif relation in {"compound", "amod"} and tree.tokens[head].upos in {
                "NOUN",
                "PROPN",
            }:
                agents.append(below)
    if not agents:
        agents.extend(_inherited(tree, head))
    token = tree.tokens[head]
    if token.deprel in {"acl", "amod"} and token.head >= 0 and not objects:
        if token.text.lower().endswith("ing"):
            agents.append(token.head)
        else:
            objects.append(token.head)
    return (
        [i for a in agents for i in _antecedents(tree, a, head)],
        [i for o in objects for i in _antecedents(tree, o, head)],
    )


def _makers(tree: Tree, noun: int) -> Iterator[int]:
    """Whose attack it is: "Taliban attacks", "an attack by rebels"."""
    yield from tree.below(noun, "compound", "amod", "nmod:poss")
    for below in tree.below(noun, "nmod"):
        if "by" in {tree.lemmas[i] for i in tree.below(below, "case")}:
            yield below


def _inherited(tree: Tree, head: int) -> Iterator[int]:
    """The subject of the clause that this one hangs on."""
    here = head
    for above in tree.above(head):
        if tree.tokens[here].deprel not in _SHARING:
            return
        found = tree.below(above, *_SUBJECTS, *_PASSIVE)
        if found:
            yield from found
            return
        here = above


def _antecedents(tree: Tree, word: int, head: int) -> list[int]:
    """A word and those beside it; for a relative pronoun what it stands for."""
    token = tree.tokens[word]
    if tree.lemmas[word] in _RELATIVE and token.upos in {"PRON", "DET", "SCONJ"}:
        for above in (head, *tree.above(head)):
            if tree.tokens[above].deprel == "acl:relcl":
                return tree.conjuncts(tree.tokens[above].head)
    return tree.conjuncts(word)


def _concepts(
    tree: Tree, words: list[int], own: set[int], at: dict[int, set[str]]
) -> frozenset[str]:
    """The concepts of noun phrases; the troops of an armed group are not a state's."""
    found: set[str] = set()
    for word in words:
        here: set[str] = set()
        for position in tree.core(word):
            if position not in own:
                here |= at.get(position, set())
        found |= here - {"state_force"} if "armed_group" in here else here
    return frozenset(found)


def _is_real(tree: Tree, head: int) -> bool:
    """Whether an act is told as done, not denied, planned or feared."""
    here = head
    for step, above in enumerate((head, *tree.above(head))):
        beside = {
            tree.lemmas[i]
            for i in tree.below(above, "aux", "advmod", "det", "mark", "case")
        }
        if beside & _NOT and step == 0:
            return False
        if beside & _UNREAL and tree.tokens[above].upos in {"VERB", "AUX", "ADJ"}:
            return False
        if step and tree.tokens[here].deprel in {"xcomp", "ccomp", "acl", "obj"}:
            if tree.lemmas[above] in _UNREAL:
                return False
        if tree.tokens[above].deprel not in {"xcomp", "conj", "ccomp", "acl", "obj"}:
            break
        here = above
    return True


def is_main(tree: Tree, head: int) -> bool:
    """Whether no relative clause or apposition stands between an act and the root."""
    return not any(
        tree.tokens[i].deprel in {"acl:relcl", "acl", "appos"}
        for i in (head, *tree.above(head))
    )
