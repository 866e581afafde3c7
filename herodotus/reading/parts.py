"""Sub-counts: "65 of them children", "including two lawmakers", lists of a total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from herodotus.reading.clause import Clause
from herodotus.reading.counting import Counting
from herodotus.reading.mentions import Mention
from herodotus.reading.phrases import Phrase
from herodotus.reading.terms import people


class Parts:
    """The counts of one sentence that are parts of another count of it."""

    def __init__(self, clause: Clause, counting: Counting) -> None:
        self.counting = counting
        self.phrases = clause.phrases
        self.tree = clause.tree

    def find(self, whole: list[Mention]) -> Iterator[Mention]:
        """ "65 of them children", "including two lawmakers", "a woman among them"."""
        if not whole:
            return
        tree = self.tree
        for quantity in self.phrases.quantities:
            if quantity.form == "none":
                continue
            vague = quantity.form == "vague" and (quantity.low or 0) < 12
            at = tree.at(quantity.number_start, quantity.number_end)
            if not at:
                continue
            found = self._part_phrase(at[0])
            if found is None or (vague and {"them", "whom"} & self._beside(at[0])):
                continue  # "many of them" is no count of its own
            before = [m for m in whole if m.start <= quantity.start]
            owner = self._owner(found, quantity.start, before or whole)
            if owner is None:
                continue
            yield from self._as_part(found, owner)

    def _as_part(self, phrase: Phrase, owner: Mention) -> Iterator[Mention]:
        """A sub-count with its outcome; single people described add no count."""
        tree = self.tree
        first = phrase.noun
        while tree.tokens[first].deprel == "conj" and tree.tokens[first].head >= 0:
            first = tree.tokens[first].head
        joined = [
            p
            for i in tree.conjuncts(first)
            if (p := self.phrases.at(i)) is not None and self.counting.is_counted(p)
        ]
        mention: Mention | None
        if not self.phrases.is_group(phrase):
            joined = [p for p in joined if not self.phrases.is_group(p)]
        if len(joined) > 1 and self.counting.is_one_company(joined):
            mention = self.counting.company(
                owner.outcome, joined, owner.trigger, "part"
            )
        elif phrase.quantity is None or phrase.quantity.form == "article":
            return
        else:
            mention = self.counting.mention(
                owner.outcome, phrase, owner.trigger, "part"
            )
        if mention is None:
            return
        if owner.high is not None and (mention.low or 0) > owner.high:
            return
        yield replace(
            mention, part=True, whole=owner.number, toll=owner.toll, agent=owner.agent
        )

    def _part_phrase(self, number: int) -> Phrase | None:
        tree = self.tree
        position = number
        for _ in range(4):
            phrase = self.phrases.at(position)
            if phrase is not None and phrase.quantity is not None:
                noun = phrase.noun
                if tree.lemmas[noun] in people() or noun == number:
                    return phrase
                if tree.tokens[noun].upos == "PRON" or self.phrases.human(noun):
                    if {"them", "whom"} & self._beside(number):
                        return phrase  # "30 of them critically", "18 of them Danes"
            head = tree.tokens[position].head
            if head < 0 or tree.tokens[position].deprel not in {
                "nummod", "det", "amod", "nmod", "advmod", "compound", "obl", "conj",
                "nmod:unmarked", "dep",
            }:  # fmt: skip
                return None
            position = head
        return None

    def _beside(self, number: int) -> set[str]:
        """The words right behind a number."""
        behind = self.tree.tokens[number + 1 : number + 4]
        return {token.text.lower() for token in behind}

    def _owner(
        self, phrase: Phrase, start: int, whole: list[Mention]
    ) -> Mention | None:
        """The mention that a sub-count belongs to, if the words tie them."""
        tree = self.tree
        first = tree.at(phrase.start, phrase.end)
        if not first:
            return None
        window = tree.lemmas[max(0, first[0] - 4) : first[0]]
        after = tree.lemmas[first[-1] + 1 : first[-1] + 4]
        inside = tree.lemmas[first[0] : first[-1] + 3]
        near = max(whole, key=lambda m: (m.number[0] < start, m.number[0], m.start))
        listed = any(
            w.start <= start
            and {"include", "including", "among"}
            & set(tree.lemmas[max(0, tree.at(*w.number)[0]) : first[0]])
            for w in whole
        )
        tied = (
            {"include", "including"} & set(window)
            or {"among", "amongst"} & set(window + after)
            or ("of" in inside and {"they", "whom", "them", "who"} & set(inside))
            or {"whom"} & set(window)
            or self._is_apposed(phrase.noun, near.noun)
            or self._is_spelt_out(phrase.noun, near, first[0])
        )
        if tied or (listed and {"and", ","} & set(window)):
            return near
        return None

    def _is_spelt_out(self, noun: int, whole: Mention, first: int) -> bool:
        """Whether a list behind a colon spells out those of a clause before it.

        "On that side 24 people have died: 12 civilians and 12 soldiers."
        """
        last = self.tree.at(*whole.number)[-1]
        told = max(last, whole.trigger)
        texts = [token.text for token in self.tree.tokens[told + 1 : first]]
        if ":" not in texts or self.tree.lemmas[noun] not in people():
            return False
        return not any(
            token.upos == "VERB" for token in self.tree.tokens[told + 1 : first]
        )

    def _is_apposed(self, noun: int, whole: int) -> bool:
        """Whether a phrase stands in a list that spells a total out."""
        here, apposed = noun, False
        for _ in range(4):
            if here == whole:
                return apposed
            token = self.tree.tokens[here]
            if token.deprel not in {"conj", "appos", "parataxis"}:
                return False
            apposed = apposed or token.deprel == "appos" or self._behind_dash(here)
            here = token.head
            if here < 0:
                return False
        return here == whole and apposed

    def _behind_dash(self, i: int) -> bool:
        texts = {self.tree.tokens[j].text for j in self.tree.below(i, "punct")}
        return bool(texts & {"–", "—", ":", "-"})
