"""Noun phrases of people: how many, who, and which words say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from herodotus.reading.quantities import Quantity
from herodotus.reading.terms import people
from herodotus.reading.tree import Tree

_ANAPHORS = {"the", "those", "these", "both", "all"}
_HIM = {"him", "her", "he", "she"}
_OWNERS = {"his", "her", "their", "its", "my", "our", "he", "she", "they", "it"}
_COLLECTIVE = {
    "people", "police", "military", "personnel", "staff", "crew", "group", "troop",
    "aid", "humanitarian", "tribal", "indigenous", "local", "islamist", "taliban",
    "militia", "peshmerga", "shia", "sunni", "other", "more", "most", "those", "gang",
    "youth", "remains", "everyone", "everybody", "figure", "name", "none", "casualty",
    "victim", "dead", "wounded", "injured", "mujahideen", "couple", "family", "one",
    "christian", "hindu", "muslim", "human", "migrant",
}  # fmt: skip
_GROUPS = {"family", "group", "crew", "party", "gang", "team", "patrol", "couple"}
_QUANTITY_RELATIONS = {
    "nummod", "det", "amod", "advmod", "compound", "nmod", "dep", "nmod:unmarked",
    "nummod:gov", "flat", "fixed", "case", "obl", "advmod:emph", "det:predet",
    "obl:unmarked", "mark", "goeswith", "nmod:npmod", "obl:npmod", "cc:preconj",
}  # fmt: skip
_PLURAL_RELATIONS = {"nmod", "obl", "appos", "flat", "dep"}


@dataclass(frozen=True)
class Phrase:
    """People in a noun phrase: the token of the noun, the count and the words.

    `quantity` is None where no number is given. `start..end` are the words of the count
    with its noun. `named` marks a person called by name, `single` one person ("the head
    of the council", "him"), `kin` one who is somebody's ("his driver").
    """

    noun: int
    quantity: Quantity | None
    start: int
    end: int
    named: bool = False
    definite: bool = False
    single: bool = False
    kin: bool = False


class Phrases:
    """The counted noun phrases of one sentence."""

    def __init__(
        self,
        tree: Tree,
        quantities: Sequence[Quantity],
        persons: Sequence[tuple[int, int]],
    ) -> None:
        self.tree = tree
        self.quantities = quantities
        self.persons = persons
        self._number_at: dict[int, Quantity] = {}
        for quantity in quantities:
            for i in tree.at(quantity.number_start, quantity.number_end):
                self._number_at[i] = quantity
            for i in tree.at(quantity.number_end, quantity.end):
                if tree.lemmas[i] == "more":  # "20 more of its men"
                    self._number_at[i] = quantity

    def number(self, position: int) -> Quantity | None:
        """The quantity whose number word stands at a token."""
        return self._number_at.get(position)

    def count(self, position: int) -> Quantity | None:
        """The quantity that modifies any noun, of people or of things."""
        return self._modifier(position)

    def at(self, position: int) -> Phrase | None:
        """The people at a token, or None where the token is no phrase of people."""
        tree, lemma = self.tree, self.tree.lemmas[position]
        quantity = self.number(position)
        if quantity is not None and quantity.form != "article":
            return self._counted(position, quantity)
        if tree.tokens[position].upos not in {
            "NOUN",
            "PROPN",
            "ADJ",
            "PRON",
            "NUM",
            "DET",
        }:
            return None
        if tree.tokens[position].text.lower() in {"them", "they"}:
            return self._antecedent(position)
        if lemma in _GROUPS:
            inner = self._inside(position)
            if inner is not None:
                return self._phrase(position, inner)
        found = self._modifier(position)
        if found is not None and (
            found.form != "article" or self._singular_person(position)
        ):
            return self._phrase(position, found)
        start, end = tree.extent(tree.core(position))
        if (
            self._is_named(position)
            or self._is_titled(position)
            or self._is_called(position)
        ):
            return Phrase(position, None, start, end, named=True)
        if lemma in people() or lemma in _HIM or self._is_another(position):
            return Phrase(
                position,
                None,
                start,
                end,
                definite=self._is_definite(position),
                single=self._is_single(position),
                kin=any(
                    tree.lemmas[i] in _OWNERS
                    or tree.tokens[i].upos in {"PROPN", "NOUN"}
                    for i in tree.below(position, "nmod:poss")
                ),
            )
        return None

    def _antecedent(self, pronoun: int) -> Phrase | None:
        """The counted people that "them" stands for: the last before it."""
        for i in range(pronoun - 1, -1, -1):
            if self.tree.lemmas[i] in people() and self.tree.tokens[i].upos == "NOUN":
                phrase = self.at(i)
                if phrase is not None and phrase.quantity is not None:
                    return phrase
        return None

    def is_group(self, phrase: Phrase) -> bool:
        """Whether people are counted by their group: "a family of six"."""
        at = self.tree.at(phrase.start, phrase.end)
        return any(self.tree.lemmas[i] in _GROUPS for i in at)

    def human(self, position: int) -> bool:
        """Whether the phrase at a token is about people, as far as its noun tells."""
        tree = self.tree
        lemma = tree.lemmas[position]
        token = tree.tokens[position]
        if lemma in people().not_people:
            return False
        if lemma in people() or token.upos == "NUM" or self.number(position):
            return True
        if token.upos == "PRON":
            return lemma not in {"it", "this", "that", "which", "what"}
        return self._is_named(position) or (token.text[:1].isupper() and _plural(token))

    def _counted(self, position: int, quantity: Quantity) -> Phrase:
        """A phrase whose head is the number: "32 of its fighters", "19 were killed"."""
        tree = self.tree
        noun, ends = position, [position]
        for i in tree.below(position, *_PLURAL_RELATIONS):
            below = tree.below(i, "case")
            if below and tree.lemmas[below[0]] in {"of", "from", "among"}:
                noun = i
                if tree.tokens[i].upos == "PRON":  # "seven of them children"
                    noun = self._of_them(position, i)
                    ends.append(noun)
                ends += tree.core(i)
                for deep in tree.below(i, "nmod"):  # dozens of corpses of soldiers
                    if tree.lemmas[i] in {"body", "corpse"}:
                        noun = deep
                break
        else:
            noun = self._noun_after(position, quantity)
            ends.append(noun)
        end = max(tree.extent(ends)[1], quantity.end)
        return Phrase(noun, quantity, quantity.start, end)

    def _of_them(self, number: int, pronoun: int) -> int:
        """What "seven of them" are: the noun behind, or the pronoun itself."""
        tree = self.tree
        head = tree.tokens[number].head
        near = [head] if head > pronoun else []
        near += range(pronoun + 1, min(pronoun + 3, len(tree)))
        for i in near:
            if tree.lemmas[i] in people() and tree.tokens[i].upos == "NOUN":
                return i
            if tree.tokens[i].upos == "PROPN" and _plural(tree.tokens[i]):
                return i  # "18 of them Americans"
        return pronoun

    def _noun_after(self, position: int, quantity: Quantity) -> int:
        """The noun that a number counts when the number was taken for the head."""
        tree = self.tree
        last = tree.at(quantity.start, quantity.end)[-1]
        for i in range(last + 1, min(last + 4, len(tree))):  # "12 and 14 soldiers"
            if tree.tokens[i].upos == "NOUN" and tree.lemmas[i] in people():
                return i
            if tree.tokens[i].upos not in {"ADJ", "NOUN", "PROPN"}:
                break
        head = tree.tokens[position].head
        if head > position and tree.tokens[position].deprel in _QUANTITY_RELATIONS:
            between = range(position + 1, head)
            if tree.tokens[head].upos in {"NOUN", "PROPN", "ADJ"} and all(
                tree.tokens[i].upos not in {"VERB", "PUNCT"} for i in between
            ):
                return head
        return position

    def _phrase(self, position: int, quantity: Quantity) -> Phrase:
        tree = self.tree
        noun = position
        if tree.lemmas[position] in {"body", "corpse", "life", "member", "dead"}:
            for i in tree.below(position, "nmod"):
                case = tree.first(i, "case")
                if case is not None and tree.lemmas[case] == "of":
                    if tree.lemmas[i] in people():
                        noun = i
                    break
        start = min(quantity.start, tree.tokens[position].start)
        core = [i for i in tree.core(position) if i <= max(position, noun)]
        end = max(quantity.end, tree.extent([*core, noun])[1])
        return Phrase(noun, quantity, start, end, definite=self._is_definite(position))

    def _modifier(self, position: int) -> Quantity | None:
        """The quantity that modifies a noun, by tree or by standing right before it."""
        tree = self.tree
        best: Quantity | None = None
        for i in tree.core(position):
            quantity = self._number_at.get(i)
            if quantity is None or i == position or i > position:
                continue
            if self._modifies(i, position):
                if best is None or (best.form == "article" != quantity.form):
                    best = quantity
        if best is None:
            best = self._adjacent(position)
        return best

    def _modifies(self, number: int, noun: int) -> bool:
        tree, i = self.tree, number
        for _ in range(4):
            token = tree.tokens[i]
            if token.deprel not in _QUANTITY_RELATIONS:
                return False
            if token.deprel in {"nmod", "obl"} and tree.first(i, "case") is not None:
                case = tree.first(i, "case")
                if case is not None and tree.lemmas[case] not in {
                    "than", "least", "about", "over", "between", "to", "up", "around",
                    "under", "above", "beyond", "near", "at",
                }:  # fmt: skip
                    return False
            if token.head == noun:
                return True
            i = token.head
            if i < 0:
                return False
        return False

    def _adjacent(self, position: int) -> Quantity | None:
        """A number before the noun with nothing but modifiers between."""
        tree = self.tree
        i = position - 1
        while i >= 0 and position - i < 7:
            quantity = self._number_at.get(i)
            if quantity is not None:
                return quantity
            if tree.tokens[i].upos not in {"ADJ", "NOUN", "PROPN", "PUNCT", "VERB"}:
                return None
            if tree.tokens[i].upos == "VERB" and tree.tokens[i].deprel != "amod":
                told = tree.tokens[i].text.endswith("ed") and position - i <= 2
                if not told or tree.below(i, "nsubj", "nsubj:pass", "aux", "mark"):
                    return None  # but "133 confirmed civilian deaths"
            if tree.tokens[i].upos == "PUNCT" and tree.tokens[i].text not in "-–":
                return None
            i -= 1
        return None

    def _inside(self, position: int) -> Quantity | None:
        """A number after "of": "a family of six"."""
        for i in self.tree.below(position, "nmod"):
            quantity = self._number_at.get(i) or self._modifier(i)
            if quantity is None:
                continue
            first = self.tree.at(quantity.start, quantity.end)[0]
            if first and self.tree.lemmas[first - 1] == "of":
                return Quantity(
                    **{
                        **quantity._asdict(),
                        "start": self.tree.tokens[position].start,
                    }
                )
        return None

    def _singular_person(self, position: int) -> bool:
        lemma = self.tree.lemmas[position]
        return (
            lemma in people()
            and lemma not in _GROUPS
            and lemma not in {"number", "handful", "lot", "majority", "dozen", "force",
                              "gang", "army", "squad", "staff", "toll", "half",
                              "hundred", "thousand", "million", "score", "body",
                              "death", "fatality", "life"}
        )  # fmt: skip

    def _is_single(self, position: int) -> bool:
        """Whether a phrase without a number is one person."""
        token, lemma = self.tree.tokens[position], self.tree.lemmas[position]
        if self._is_another(position):
            return True
        if token.upos == "PRON":
            return token.text.lower() in _HIM
        return (
            token.upos in {"NOUN", "PROPN"}
            and token.text.lower() == lemma
            and self._singular_person(position)
            and lemma not in _COLLECTIVE
        )

    def _is_named(self, position: int) -> bool:
        token = self.tree.tokens[position]
        return token.upos == "PROPN" and any(
            start <= token.start < end for start, end in self.persons
        )

    def _is_another(self, position: int) -> bool:
        """Whether "another" stands for a person: "six died and another was hurt"."""
        token = self.tree.tokens[position]
        alone = token.deprel in {"nsubj", "nsubj:pass", "obj", "conj"}
        return alone and token.text.lower() == "another"

    def _is_called(self, position: int) -> bool:
        """Whether an office is followed by its name: "the mayor, Usman Zaki,"."""
        token = self.tree.tokens[position]
        if token.upos not in {"NOUN", "PROPN"} or _plural(token):
            return False
        if self.tree.lemmas[position] in people():
            return False
        named = (i for i in self.tree.below(position, "appos") if self._is_named(i))
        return any(i > position for i in named)

    def _is_titled(self, position: int) -> bool:
        """Whether a proper noun carries a title or trade ("the deputy imam Ravil")."""
        tree = self.tree
        if tree.tokens[position].upos != "PROPN":
            return False
        titles = tree.below(position, "compound", "nmod:desc", "amod")
        return any(
            tree.lemmas[i] in people() and tree.lemmas[i] not in _COLLECTIVE
            for i in titles
        )

    def _is_definite(self, position: int) -> bool:
        below = self.tree.below(position, "det", "det:predet")
        return any(self.tree.lemmas[i] in _ANAPHORS for i in below)


def _plural(token: object) -> bool:
    text = getattr(token, "text", "")
    return text.endswith("s") and not text.endswith("'s")
