"""Around a word of casualty: its victims, its agent, and whether it really happened.

A word of casualty tells of an act ("killed 14 people"), of a fate ("five died") or of a
state ("left 12 dead"). Where its victims hang in the tree differs with each, and with
the errors that parsers make of coordination; the methods here find them.
"""

from __future__ import annotations

from herodotus.model import Outcome
from herodotus.reading.phrases import Phrases
from herodotus.reading.terms import Terms, people

_RELATIVE = {"who", "that", "which", "whom"}
_REPORTED = {
    "report", "believe", "fear", "presume", "confirm", "find", "say", "declare",
    "leave", "feel", "lie", "know", "pronounce", "shoot", "render", "remain", "go",
    "list",
}  # fmt: skip
_MODAL = {"would", "could", "may", "might", "should", "will", "shall", "can", "must"}
_PLANS = {
    "plan", "threaten", "vow", "plot", "attempt", "try", "intend", "want", "seek",
    "conspire", "order", "able", "promise", "pledge",
}  # fmt: skip


class Clause:
    """One sentence, asked from the side of its words of casualty.

    All positions are token indices of the sentence.
    """

    def __init__(self, phrases: Phrases, words: Terms) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.words = words

    def patients(self, verb: int) -> list[int]:
        """Whom an act happened to."""
        tree = self.tree
        token = tree.tokens[verb]
        found = tree.below(verb, "obj") or tree.below(verb, "nsubj:pass")
        found = [self.of_total(i) for i in found]
        if not found and token.deprel == "conj" and token.head >= 0:
            # "shot and killed a guard"; "had 64 soldiers killed"
            shared = tree.below(token.head, "obj")
            after = [i for i in shared if i > verb]
            has = tree.lemmas[token.head] in {"have", "lose", "see", "leave"}
            found = after or (shared if has else [])
            last = self.number_between(found[-1], verb) if found else None
            if last is not None and last not in tree.under(found[-1]):
                found = [last]
        if not found and token.deprel == "conj" and tree.below(verb, "aux:pass"):
            found = self.subjects(verb)  # "two gunmen entered and were shot dead"
        found = self.antecedents(found, verb)
        if found:
            return found + self.company_of(verb)
        return self.bearers(verb) if _participle(token.text) else []

    def of_total(self, i: int) -> int:
        """The people of "a total of 12 people"; the token itself otherwise."""
        if self.tree.lemmas[i] != "total" or self.phrases.number(i) is not None:
            return i
        counted = self.tree.below(i, "nmod")
        return next((j for j in counted if self.phrases.count(j) is not None), i)

    def company_of(self, verb: int) -> list[int]:
        """Those who shared the fate: "along with three men"."""
        tree = self.tree
        found = []
        for j in tree.below(verb, "obl"):
            case = tree.first(j, "case")
            if case is not None and tree.lemmas[case] == "with":
                phrase = self.phrases.at(j)
                if phrase is not None and phrase.kin:  # "with his wife"
                    found.append(j)
                    continue
            before = tree.lemmas[max(0, min(tree.under(j)) - 2) : j]
            if "with" in before and {"along", "together"} & set(before):
                found.append(j)
        return found

    def number_between(self, start: int, end: int) -> int | None:
        """The last number between two tokens."""
        found = (j for j in range(end - 1, start, -1) if self.phrases.number(j))
        return next(found, None)

    def is_bare(self, number: int) -> bool:
        """Whether a number has no noun ("12 soldiers dead and 30 wounded")."""
        phrase = self.phrases.at(number)
        return phrase is not None and phrase.noun == number

    def is_active(self, i: int) -> bool:
        """Whether a word of casualty has victims behind it ("wounded at least 36")."""
        tree = self.tree
        if tree.below(i, "obj") or i + 1 >= len(tree):
            return bool(tree.below(i, "obj"))
        behind = tree.tokens[i + 1].start
        return tree.tokens[i].upos == "VERB" and any(
            q.start == behind and q.form != "article" for q in self.phrases.quantities
        )

    def bearers(self, i: int) -> list[int]:
        """Whom a state is said of: subject, modified noun, object of "left"."""
        tree = self.tree
        if self.is_active(i):
            return []
        token = tree.tokens[i]
        relation, head = token.deprel, token.head
        subjects = tree.below(i, "nsubj", "nsubj:pass", "nsubj:outer")
        if subjects:
            return self.antecedents(subjects, i)
        for j in tree.below(i, "nummod", "nmod", "det", "advmod", "obl", "dep"):
            if self.phrases.number(j) and j < i and tree.first(j, "case") is None:
                return [j]
        if head < 0:
            return []
        if relation in {"acl", "amod"} and head < i:
            own = self.number_between(head, i)
            if own is not None and (self.surely_people(own) or self.is_bare(own)):
                return [own]
        if relation in {"acl", "amod", "acl:relcl", "dep", "nmod"}:
            if tree.tokens[head].upos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}:
                return [head]
        if relation in {"xcomp", "advcl", "obj", "advmod"}:
            if relation == "xcomp" or tree.lemmas[head] in _REPORTED:
                found = tree.below(head, "obj") if relation != "obj" else []
                if not found and tree.tokens[head].deprel in {"acl", "acl:relcl"}:
                    return [tree.tokens[head].head]
                found = found or tree.below(head, "nsubj:pass", "nsubj")
                return [s for s in self.antecedents(found, head) if s != i]
        if relation == "conj":
            own = self.number_between(head, i)  # "21 dead and 50 injured"
            if own is not None:
                return [own]
            if self.has_object(head):
                return []
            return self.bearers(head)
        return []

    def subjects(self, verb: int) -> list[int]:
        """Who did or met what a verb says, through coordination and relatives."""
        tree = self.tree
        here, steps = verb, 0
        while here >= 0 and steps < 5:
            found = self.antecedents(tree.below(here, "nsubj", "nsubj:pass"), here)
            if found:
                return found
            token = tree.tokens[here]
            if token.deprel in {"acl", "acl:relcl"}:
                return [token.head]
            if token.deprel not in {"conj", "xcomp"}:
                return []
            here, steps = token.head, steps + 1
        return []

    def lives(self, verb: int) -> list[int]:
        tree = self.tree
        counted = {"life", "dozen", "hundred", "thousand", "score"}
        found = []
        for i in tree.below(verb, "obj", "nsubj:pass", "iobj", "obl"):
            if tree.lemmas[i] not in counted and self.phrases.number(i) is None:
                continue
            phrase = self.phrases.at(i)
            of_whom = tree.below(i, "nmod")
            if (phrase is None or phrase.quantity is None) and of_whom:
                found += of_whom  # "the lives of 21 soldiers"
            else:
                found.append(i)
        return found

    def antecedents(self, positions: list[int], verb: int) -> list[int]:
        """The nouns that these dependents of a verb stand for."""
        found = (self.antecedent(i, verb) for i in positions)
        return [i for i in found if i is not None]

    def antecedent(self, i: int, verb: int) -> int | None:
        """The noun that a relative pronoun stands for; the token itself otherwise."""
        tree = self.tree
        if tree.lemmas[i] in _RELATIVE and tree.tokens[i].upos in {
            "PRON",
            "SCONJ",
            "DET",
        }:
            if tree.tokens[verb].deprel == "acl:relcl":
                return self.human_before(tree.tokens[verb].head, i)
            for over in tree.above(verb):
                if tree.tokens[over].deprel == "acl:relcl":
                    return tree.tokens[over].head
            return None
        return i

    def human_before(self, noun: int, pronoun: int) -> int:
        """The antecedent of "who": the noun itself, or the people just before it."""
        if self.tree.lemmas[pronoun] not in {"who", "whom"}:
            return noun
        if self.phrases.human(noun) and self.phrases.at(noun) is not None:
            return noun
        for j in range(min(pronoun, len(self.tree)) - 1, -1, -1):
            lemma = self.tree.lemmas[j]
            if lemma in people() and self.phrases.at(j) is not None:
                return j
        return noun

    def has_object(self, verb: int) -> bool:
        return bool(self.tree.below(verb, "obj")) and not _participle_only(
            self.tree.tokens[verb].text
        )

    def companion(self, verb: int, companions: frozenset[str]) -> int | None:
        for i in self.tree.below(verb):
            if self.tree.lemmas[i] in companions:
                return i
            for j in self.tree.below(i):
                if self.tree.tokens[i].deprel in {"xcomp", "advmod", "compound:prt"}:
                    if self.tree.lemmas[j] in companions:
                        return j
        return None

    def surely_people(self, i: int) -> bool:
        phrase = self.phrases.at(i)
        if phrase is None:
            return False
        lemma = self.tree.lemmas[phrase.noun]
        if lemma in people().not_people:
            return False
        return phrase.named or (lemma in people() and lemma != "life")

    def real(self, i: int) -> bool:
        """Whether the clause of a word tells of something that happened."""
        tree = self.tree
        chain = [i]
        conjoined = tree.tokens[i].deprel == "conj"
        if tree.tokens[i].deprel in {"xcomp", "acl"} or (
            conjoined and not tree.tokens[i].text.endswith("ing")
        ):
            chain.append(tree.tokens[i].head)
        for j in chain:
            below = tree.below(j, "aux", "advmod", "mark", "det", "cop", "aux:pass")
            lemmas = {tree.lemmas[k] for k in below}
            if lemmas & {"not", "never", "n't"}:
                return False
            if lemmas & _MODAL and not ("have" in lemmas and lemmas & {"may", "must"}):
                return False
        marks = {tree.lemmas[k] for k in tree.below(i, "mark")}
        if "to" in marks and "have" not in {
            tree.lemmas[k] for k in tree.below(i, "aux")
        }:
            head = tree.tokens[i].head
            if head >= 0 and tree.lemmas[head] in _PLANS:
                return False
            if tree.tokens[i].deprel in {"advcl", "acl"}:
                return False
        return not marks & {"if", "unless", "whether"}

    def agent(self, trigger: int) -> int | None:
        """Who did it, where the clause of the trigger says so."""
        tree = self.tree
        for j in tree.below(trigger, "obl:agent", "obl", "nmod"):
            case = tree.first(j, "case")
            if case is not None and tree.lemmas[case] == "by":
                return j
        if tree.below(trigger, "obj"):
            subjects = tree.below(trigger, "nsubj")
            if subjects:
                return self.antecedent(subjects[0], trigger)
        token = tree.tokens[trigger]
        verb = token.head
        if verb >= 0 and token.deprel in {"advcl", "conj", "acl", "xcomp"}:
            if tree.below(trigger, "obj") or tree.lemmas[verb] == "leave":
                above = tree.below(verb, "nsubj")
                return above[0] if above else None
        if verb >= 0 and token.deprel == "amod":  # "left 12 soldiers dead"
            over = tree.tokens[verb].head
            if over >= 0 and tree.lemmas[over] == "leave":
                return tree.first(over, "nsubj")
        return None

    def told(self, i: int) -> Outcome | None:
        """The outcome that a participle or adjective of casualty tells."""
        lemma = self.tree.lemmas[i]
        text = self.tree.tokens[i].text.lower()
        found = self.words.states.get(text) or self.words.states.get(lemma)
        if found is None and text.endswith(("ed", "ing")):
            found = self.words.acts.get(lemma)
        if found is None and self.tree.tokens[i].upos == "VERB":
            for phrase in self.words.phrases:  # "three others sustained injuries"
                if lemma in phrase.verbs and self.companion(i, phrase.companions):
                    return phrase.outcome
        return found

    def own_outcome(self, position: int) -> Outcome | None:
        """An outcome that a number brings itself: "at 18 killed and 70 wounded"."""
        for j in self.tree.below(position, "acl", "amod", "dep", "advcl", "xcomp"):
            lemma = self.tree.lemmas[j]
            for table in (self.words.acts, self.words.states):
                if lemma in table:
                    return table[lemma]
        return None


def _participle(text: str) -> bool:
    lower = text.lower()
    return lower.endswith(("ed", "en", "ain", "ung", "urt", "ilt", "eld", "ught"))


def _participle_only(text: str) -> bool:
    return text.lower() in {"slain", "beaten", "shot"}
