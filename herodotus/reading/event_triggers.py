"""Which words of a sentence tell events: verbs and nouns, alone or with companions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from herodotus.model import Modality
from herodotus.reading.event_lexicon import Act, event_words
from herodotus.reading.tree import Tree


@dataclass(frozen=True)
class Trigger:
    """A predicate that tells an event: the token, its act, and the words it took in.

    `act_at` is the token that names the act itself ("raid" in "launched a raid").
    `asked_by` is the verb of saying by whose subject an act is demanded ("must").
    """

    at: int
    act: Act
    act_at: int
    words: frozenset[int]
    modality: Modality = "actual"
    rule: str = ""
    asked_by: int | None = None


def trigger_at(tree: Tree, i: int) -> Trigger | None:
    """The act that a verb or noun itself tells, alone or with a companion."""
    words = event_words()
    noun = tree.tokens[i].upos == "NOUN"
    names = names_of(tree, i)
    company: dict[str, int] = {}
    act, companions = None, frozenset[str]()
    phrases = words.kinds if noun else words.phrases
    if any(name in phrases for name in names):
        company = company_of(tree, i)
        act, companions = words.phrase(names, company, noun=noun)
    if companions and act is None:
        return None
    if act is None:
        known = words.nouns if noun else words.verbs
        act = next((known[name] for name in reversed(names) if name in known), None)
    if act is None:
        return None
    used = frozenset([i, *(company[word] for word in companions)])
    if noun:
        return Trigger(i, act, i, used, rule="event noun")
    return Trigger(i, act, i, used, rule="event verb")


def names_of(tree: Tree, i: int) -> tuple[str, ...]:
    """The names to look a token up by: with its particle where such a verb is known.

    "Called off" is no "call".
    """
    lemma = tree.lemmas[i]
    beside = [j for j in tree.below(i, "compound:prt", "advmod") if i < j <= i + 4]
    if i + 1 < len(tree) and tree.tokens[i + 1].upos in {"ADP", "ADV", "ADJ"}:
        beside.append(i + 1)
    longer = dict.fromkeys(f"{lemma} {tree.lemmas[j]}" for j in beside)
    known = tuple(name for name in longer if name in event_words().known)
    return known or (lemma,)


def company_of(tree: Tree, head: int) -> dict[str, int]:
    """The words that stand with a verb or noun, and where.

    They are objects, particles and the like, and their kinds ("chemical" weapons). When
    and after what it happened is no company: "declared independence after a war".
    """
    found: dict[str, int] = {}
    noun = tree.tokens[head].upos == "NOUN"
    behind = event_words().operators["behind"]
    for i in tree.below(head, *(_WITH_NOUN if noun else _WITH_VERB)):
        case = tree.first(i, "case")
        if case is not None and tree.lemmas[case] in behind:
            continue
        for j in tree.conjuncts(i):
            found.setdefault(tree.lemmas[j], j)
            found.setdefault(tree.tokens[j].text.lower(), j)
            if tree.tokens[j].upos in {"NOUN", "PROPN", "ADJ", "VERB"}:
                for k in tree.below(j, *_KIND):
                    found.setdefault(tree.lemmas[k], k)
    return found


def any_trigger(tree: Tree, tokens: Iterable[int], plover: str) -> Trigger | None:
    """The first noun among some tokens that tells an act of a type."""
    for i in tokens:
        found = trigger_at(tree, i) if tree.tokens[i].upos == "NOUN" else None
        if found is not None and found.act.plover == plover:
            return found
    return None


_WITH_VERB = (
    "obj", "iobj", "obl", "obl:agent", "nsubj:pass", "nsubj", "compound:prt", "xcomp",
    "advmod", "cop", "advcl", "nmod",
)  # fmt: skip
_WITH_NOUN = (
    "compound", "amod", "nmod", "nmod:poss", "acl", "flat", "nmod:desc", "obl",
)  # fmt: skip
_KIND = ("compound", "amod", "nmod", "case", "flat")
