"""Tolls: "the death toll rose from 31 to 84", "bringing the total to 40"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from herodotus.model import Outcome
from herodotus.reading.clause import Clause
from herodotus.reading.counting import Counting
from herodotus.reading.mentions import Mention
from herodotus.reading.phrases import Phrase
from herodotus.reading.terms import people

_EXCEED = {"pass", "exceed", "top", "surpass", "cross"}


class Tolls:
    """The tolls of one sentence: their value, their step and their old value."""

    def __init__(
        self, clause: Clause, counting: Counting, carried: Outcome | None = None
    ) -> None:
        self.clause = clause
        self.carried = carried
        self.counting = counting
        self.phrases = clause.phrases
        self.tree = clause.tree
        self.words = clause.words

    def find(self) -> Iterator[Mention]:
        """ "the death toll rose from 31 to 84", "bringing the total to 40"."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemmas):
            if tree.tokens[i].upos not in {"NOUN", "PROPN", "VERB", "ADJ"}:
                continue
            outcome = self._toll_outcome(i, lemma)
            bare = outcome is None and self._is_bare(i, lemma)
            outcome = self.carried if bare else outcome
            if outcome is None:
                continue
            numbers = list(self._toll_numbers(i, lemma))
            for position, role in numbers:
                quantity = self.phrases.number(position)
                if quantity is None or quantity.form in {"article", "none"}:
                    continue
                if tree.lemmas[position] == "both":  # "by both sides"
                    continue
                own = self.clause.own_outcome(position)
                own = own or self._nearer(position, i) or outcome
                phrase = self.phrases.at(position) or Phrase(
                    position, quantity, quantity.start, quantity.end
                )
                mention = self.counting.mention(own, phrase, i, "toll", toll=True)
                if mention is None:
                    continue
                if bare:
                    if not self._counts_people(phrase, position):
                        continue
                    mention = replace(mention, bare=True)
                noun = position if phrase.noun == position else phrase.noun
                if noun == position:
                    mention = replace(mention, noun=self._of_whom(i, position))
                if role == "is" and self._is_exceeded(i):
                    low = None if mention.low is None else mention.low + 1
                    mention = replace(mention, low=low, high=None)
                if role == "by":
                    mention = replace(mention, more=True)
                yield mention

    def _toll_outcome(self, i: int, lemma: str) -> Outcome | None:
        tree, words = self.tree, self.words
        token = tree.tokens[i]
        if lemma in words.toll_nouns:
            below = [tree.lemmas[j] for j in tree.under(i) if j != i]
            for j in below:
                if j in {"death", "fatality", "dead", "killed", "body", "casualty"}:
                    return "killed"
            for table in (words.acts, words.counts, words.counts_with_number):
                for j in below:
                    if j in table and j != "life":
                        return table[j]
            if lemma == "toll":
                return "killed"
            head = tree.tokens[i].head
            if head >= 0 and tree.lemmas[head] in {"bring", "take", "raise", "push"}:
                return self._outcome_before(i)
            return None
        as_noun = token.upos == "NOUN" or token.deprel in {"obj", "nsubj"}
        if lemma in {"death", "fatality", "casualty", "dead"} and as_noun:
            return "killed"
        if lemma == "loss":
            return self._losses(i)
        if lemma in {"injury", "injured", "wounded"} and token.upos in {"NOUN", "ADJ"}:
            return "injured"
        return None

    def _is_bare(self, i: int, lemma: str) -> bool:
        """Whether a count is of what was counted before: "gave the number as 31"."""
        tree = self.tree
        head = tree.tokens[i].head
        if lemma not in self.words.toll_nouns or head < 0:
            return False
        moved = tree.lemmas[head] in self.words.toll_moves
        if not (moved or self.phrases.number(head) is not None):
            return False
        articles = tree.below(i, "det")
        named = tree.first(i, "nmod:poss") is not None
        known = any(tree.lemmas[j] in self.words.toll_owned for j in articles)
        kinds = tree.below(i, "amod", "compound", "acl", "acl:relcl")
        of_what = [j for j in tree.below(i, "nmod") if self.phrases.number(j) is None]
        return (named or known) and not (kinds or of_what)

    def _counts_people(self, phrase: Phrase, position: int) -> bool:
        """Whether a number stands alone, or before people: "at 30 fighters"."""
        return phrase.noun == position or self.phrases.human(phrase.noun)

    def _of_whom(self, toll: int, number: int) -> int:
        """The people that a toll is of: "the number of rebels killed"; else itself."""
        for i in self.tree.below(toll, "nmod"):
            case = self.tree.first(i, "case")
            is_of = case is not None and self.tree.lemmas[case] == "of"
            if is_of and i != number and self.tree.lemmas[i] in people():
                return i
        return toll

    def _nearer(self, position: int, toll: int) -> Outcome | None:
        """What a second number counts: "the dead at 82 and the wounded at 534"."""
        for j in range(position - 1, toll, -1):
            if self.phrases.number(j) is not None:
                return None
            told = self.words.roles.get(self.tree.tokens[j].text.lower())
            if told is not None:
                return told
        return None

    def _losses(self, i: int) -> Outcome | None:
        """ "losses in manpower"; "bringing its losses to 21" after deaths."""
        below = {self.tree.lemmas[j] for j in self.tree.below(i, "nmod", "amod")}
        if below & {"manpower", "personnel"}:
            return "killed_or_injured"
        head = self.tree.tokens[i].head
        if head >= 0 and self.tree.lemmas[head] in {"bring", "take", "raise", "push"}:
            return self._outcome_before(i)
        return None

    def _outcome_before(self, i: int) -> Outcome | None:
        """What "the total" counts: the last casualties told before it."""
        for j in range(i - 1, -1, -1):
            if self.tree.tokens[j].deprel in {"acl:relcl", "amod"}:
                continue
            lemma = self.tree.lemmas[j]
            for table in (
                self.words.acts,
                self.words.befalls,
                self.words.counts,
                self.words.counts_with_number,
            ):
                if lemma in table:
                    return table[lemma]
        return None

    def _toll_numbers(self, i: int, lemma: str) -> Iterator[tuple[int, str]]:
        """The numbers that a toll takes, with how: "is", "by" or "from"."""
        tree, words = self.tree, self.words
        head, relation = tree.tokens[i].head, tree.tokens[i].deprel
        moved = head >= 0 and relation in {"nsubj", "nsubj:pass", "nsubj:outer", "obj"}
        is_moving = moved and tree.lemmas[head] in words.toll_moves
        if moved and self.phrases.number(head):  # "the death toll was then 90"
            yield head, "is"
            return
        scope = set(tree.under(i)) if lemma in words.toll_nouns else set()
        if is_moving:
            scope |= {j for j in tree.under(head) if not self._of_rival(j, head, i)}
        for j in range(i + 1, min(i + 8, len(tree) - 1)):
            if tree.lemmas[j] in {"number", "total"} and lemma not in words.toll_nouns:
                if self.phrases.number(j + 1):  # "civilian deaths number 21"
                    yield j + 1, "is"
        for j in sorted(scope):
            if self.phrases.number(j) is None or j == i:
                continue
            role = self._toll_role(j, i, head if is_moving else None)
            if role is not None:
                yield j, role

    def _is_exceeded(self, i: int) -> bool:
        """Whether a toll is only said to pass its number."""
        head = self.tree.tokens[i].head
        return head >= 0 and self.tree.lemmas[head] in _EXCEED

    def _of_rival(self, j: int, move: int, toll: int) -> bool:
        """Whether a number under the verb belongs to another clause."""
        tree = self.tree
        for over in [j, *tree.above(j)]:
            if over in {move, toll}:
                return False
            if tree.tokens[over].deprel in {"advcl", "ccomp", "acl:relcl", "parataxis"}:
                return True
            if tree.tokens[over].deprel == "conj" and tree.tokens[over].upos == "VERB":
                return True
        return False

    def _toll_role(self, j: int, toll: int, move: int | None) -> str | None:
        """How a number stands to a toll: its value, its step or its old value."""
        tree = self.tree
        case = tree.first(j, "case")
        word = tree.lemmas[case] if case is not None else ""
        head = tree.tokens[j].head
        quantity = self.phrases.number(j)
        first = tree.at(quantity.start, quantity.end)[0] if quantity else j
        before = tree.lemmas[first - 1] if first else ""
        if before in {"by", "from", "to"}:
            word = before
        if word == "" and head >= 0 and tree.tokens[j].deprel in {"nummod", "amod"}:
            case = tree.first(head, "case")  # "to 12 people"
            word = tree.lemmas[case] if case is not None else ""
            if word == "" and head != move and not self._is_object(head, move):
                return None
        if word in {"by", "from"}:
            return word
        if word in {"to", "at", "past", "beyond", "above", "over", "near"}:
            return "is"
        if word == "as":  # "gave the toll as 55"
            verb = tree.tokens[toll].head
            return "is" if verb >= 0 and tree.lemmas[verb] == "give" else None
        if word == "of":
            return "is" if head == toll else None
        if word == "":
            direct = head in {toll, move} or self._is_object(head, move)
            return "is" if direct and j > toll else None
        return None

    def _is_object(self, noun: int, verb: int | None) -> bool:
        token = self.tree.tokens[noun]
        return token.head == verb and token.deprel in {"obj", "xcomp", "obl", "attr"}
