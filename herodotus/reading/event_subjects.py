"""Who does what a clause or a noun tells, and whom it is done to, by the tree alone."""

from __future__ import annotations

from collections.abc import Callable

from herodotus.reading.event_lexicon import event_words
from herodotus.reading.event_triggers import Trigger
from herodotus.reading.tree import Tree


class Subjects:
    """One sentence's subjects, agents and owners of deeds, as token positions.

    `is_party` says of a token whether it heads a phrase that means somebody.
    """

    def __init__(self, tree: Tree, is_party: Callable[[int], bool]) -> None:
        self.tree = tree
        self.is_party = is_party

    def doers(self, trigger: Trigger) -> list[int]:
        """Those who do what a trigger tells."""
        tree, at = self.tree, trigger.at
        if tree.tokens[at].upos == "NOUN":
            return self.owners(at)
        told = trigger.act.plover == "ASSAULT" and self._is_in_deed(trigger)
        if trigger.act.roles == "sufferer" or told or is_done_to(tree, at):
            found = self._agents(at)
            if not found and not told and trigger.act.mode in _OWN_TROOPS:
                return self.patients(at)  # "troops were withdrawn"
            return found
        found = self.of(at)
        deed = next((i for i in found if self._is_deed(i)), None)
        if deed is not None:  # "air raids killed 12": whoever flew them
            return self.owners(deed)
        if not found and trigger.act_at != at:
            return self.owners(trigger.act_at)
        if found and found[0] in trigger.words and not self.is_party(found[0]):
            return self.owners(found[0])  # "talks between X and Y collapsed"
        return found

    def of(self, verb: int, depth: int = 0) -> list[int]:
        """The subject of a clause, through coordination, complements and relatives."""
        tree = self.tree
        token = tree.tokens[verb]
        own = tree.below(verb, "nsubj", "nsubj:outer") or tree.below(verb, "nsubj:pass")
        relative = token.deprel == "acl:relcl"
        if own and not (relative and tree.lemmas[own[0]] in _RELATIVE):
            unknown = tree.tokens[own[0]].upos == "PRON" and not self.is_party(own[0])
            if token.deprel != "ccomp" or not unknown or depth > 5:
                return own
        if depth > 5 or token.head < 0:
            return self._before(verb)
        if token.deprel in {"acl:relcl", "acl"}:
            return self._behind_noun(token.head)
        controlled = token.deprel == "xcomp" or _mark(tree, verb) in _OF_DOING
        if controlled and not is_passive(tree, token.head):
            told = [
                i for i in tree.below(token.head, "obj", "iobj") if self.is_party(i)
            ]
            if told:  # "ordered the paper to close", "accused Iran of shelling"
                return told
        if token.deprel in _JOINED:
            return self.of(token.head, depth + 1)
        if token.deprel == "amod":  # "are striking positions", read as an adjective
            return tree.below(token.head, "nsubj")
        return self.owners(token.head) if self._is_noun(token.head) else []

    def patients(self, verb: int) -> list[int]:
        """Those to whom a passive is done."""
        tree = self.tree
        found = tree.below(verb, "nsubj:pass", "obj")
        token = tree.tokens[verb]
        if found and tree.lemmas[found[0]] in _RELATIVE:
            found = []
        if not found and token.deprel in {"acl", "acl:relcl"}:
            return [token.head]
        if not found and token.deprel == "conj":
            return self.patients(token.head)
        return found

    def owners(self, noun: int) -> list[int]:
        """Whose deed a noun tells: "rebel shelling", "a raid by jets"."""
        tree = self.tree
        frames = event_words().operators["frames"]
        by, own = [], []
        for i in tree.below(
            noun, "nmod", "nmod:poss", "compound", "amod", "obl", "acl"
        ):
            relation = tree.tokens[i].deprel
            case = tree.first(i, "case")
            lemma = tree.lemmas[case] if case is not None else ""
            if relation == "acl":
                by += tree.below(i, "obl:agent")
            elif relation in {"nmod", "obl"}:
                if lemma in _BY and self.is_party(i):
                    by.append(i)
                elif lemma == "of" and tree.lemmas[noun] in frames:
                    by += self.owners(i)
            elif self.is_party(i):
                own.append(i)
        return by or own[:1]

    def _behind_noun(self, noun: int) -> list[int]:
        """The doer of what a noun's clause tells: the noun, or whoever issued it."""
        tree = self.tree
        statements = event_words().operators["statements"]
        if tree.lemmas[noun] not in statements and not self._is_deed(noun):
            return [noun]
        found = self.owners(noun)
        over = next(
            (i for i in tree.above(noun) if tree.tokens[i].upos == "VERB"), None
        )
        return found or (self.of(over) if over is not None else [])

    def _agents(self, verb: int) -> list[int]:
        """By whom: "was attacked by militiamen", "killed in a raid by jets"."""
        tree = self.tree
        for i in tree.below(verb, "obl:agent", "obl"):
            if _case(tree, i) == "by":
                return self.owners(i) if self._is_deed(i) else [i]
        for i in tree.below(verb, "obl", "advcl"):
            if self._is_deed(i):
                return self.owners(i)
        further = [
            i for i in tree.under(verb) if _case(tree, i) == "by" and self.is_party(i)
        ]
        return [i for i in further if tree.tokens[i].deprel in {"obl:agent", "obl"}][:1]

    def _before(self, verb: int) -> list[int]:
        """The phrase right before a verb that the parser gave no subject."""
        for i in reversed(range(verb)):
            if self.tree.tokens[i].upos == "PROPN" and self.is_party(i):
                return [i]
            if self.tree.tokens[i].upos in {"VERB", "PUNCT"}:
                break
        return []

    def _is_in_deed(self, trigger: Trigger) -> bool:
        """Whether the act stands behind a preposition: "died in an attack"."""
        tree = self.tree
        token = tree.tokens[trigger.act_at]
        if tree.lemmas[trigger.at] in event_words().operators["does"]:
            return False
        return token.deprel in {"obl", "obl:agent", "nmod"} and not tree.below(
            trigger.at, "obj"
        )

    def _is_deed(self, i: int) -> bool:
        act = event_words().nouns.get(self.tree.lemmas[i])
        return act is not None and act.plover in {"ASSAULT", "COERCE", "PROTEST"}

    def _is_noun(self, i: int) -> bool:
        return self.tree.tokens[i].upos == "NOUN"


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb is told from the side of whom it is done to, by its form."""
    if tree.lemmas[verb] in {"engage", "involve"}:
        return False
    return bool(tree.below(verb, "aux:pass"))


def is_done_to(tree: Tree, verb: int) -> bool:
    """Whether a verb's subject, or the noun it hangs on, is whom it is done to."""
    if is_passive(tree, verb):
        return True
    token = tree.tokens[verb]
    participle = token.text.lower().endswith(("ed", "en", "wn", "ung", "aught"))
    if token.deprel == "acl" and participle:
        return not tree.below(verb, "obj")
    if token.deprel == "conj" and participle and not tree.below(verb, "nsubj", "obj"):
        return token.head >= 0 and is_passive(tree, token.head)
    return False


def _case(tree: Tree, i: int) -> str:
    case = tree.first(i, "case")
    return tree.lemmas[case] if case is not None else ""


_RELATIVE = {"who", "that", "which", "whom"}
_JOINED = {"conj", "xcomp", "advcl", "ccomp", "parataxis", "dep"}


def _mark(tree: Tree, verb: int) -> str:
    mark = tree.first(verb, "mark")
    return tree.lemmas[mark] if mark is not None else ""


#: Modes of what a party does with its own men: they stand for it.
_OWN_TROOPS = {"withdraw", "disarm", "troops", "police"}
_OF_DOING = {"of", "for", "from"}
#: Prepositions behind a deed before whoever did it.
_BY = {"by", "from", "between", "among"}
