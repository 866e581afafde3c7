"""From victims to counts: one mention for each number, or for each small company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from herodotus.model import Outcome
from herodotus.reading.clause import Clause
from herodotus.reading.mentions import Mention
from herodotus.reading.phrases import Phrase
from herodotus.reading.terms import people


class Counting:
    """Makes the mentions of one sentence out of the victims found in it."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.phrases = clause.phrases
        self.tree = clause.tree

    def expand(
        self, outcome: Outcome, victims: Iterable[int], trigger: int, rule: str
    ) -> Iterator[Mention]:
        """One mention for each counted phrase among coordinated victims."""
        victims = list(victims)
        for victim in victims:
            joined = [
                (i, phrase)
                for i in self.fellows(victim)
                if i != trigger and (phrase := self.phrases.at(i)) is not None
            ]
            listed = [pair for pair in joined if self.is_counted(pair[1])]
            groups = [pair for pair in listed if self.phrases.is_group(pair[1])]
            rest = [pair for pair in listed if not self.phrases.is_group(pair[1])]
            if groups and len(rest) > 1 and self.is_one_company([p for _, p in rest]):
                mention = self.company(outcome, [p for _, p in rest], trigger, rule)
                if mention is not None:
                    yield mention
                listed = groups
            if len(listed) > 1 and self.is_one_company([p for _, p in listed]):
                mention = self.company(outcome, [p for _, p in listed], trigger, rule)
                if mention is not None:
                    yield mention
                continue
            made = []
            behind: tuple[Outcome, int] | None = None  # "two boys and one girl were …"
            for i, phrase in reversed(listed):
                told = self._right_behind(phrase) or (outcome, trigger)
                if i != victims[0]:
                    own = self.closer(i, phrase, victims[0], outcome, trigger)
                    if own[1] > i:
                        behind = own
                    told = own if own != (outcome, trigger) else behind or own
                mention = self.mention(told[0], phrase, told[1], rule)
                if mention is not None:
                    made.append(mention)
            yield from reversed(made)

    def _right_behind(self, phrase: Phrase) -> tuple[Outcome, int] | None:
        """What the word behind a count says of it: "five people dead"."""
        last = self.tree.at(phrase.start, phrase.end)[-1]
        if phrase.quantity is None or last + 1 >= len(self.tree):
            return None
        told = self.clause.told(last + 1)
        if told is None or self.clause.is_active(last + 1):
            return None
        return told, last + 1

    def fellows(self, victim: int) -> list[int]:
        """The victims coordinated with one, each person once.

        "An elder and former chairman" is one person, "a mullah or imam" too; "the head
        of the council and his driver" are two, wherever the parser hung the driver.
        """
        tree = self.tree
        found = tree.conjuncts(victim)
        if any(tree.lemmas[c] == "or" for i in found[1:] for c in tree.below(i, "cc")):
            found = [
                i for i in found if i == victim or self.phrases.number(i) is not None
            ]
        for inner in tree.below(victim, "nmod"):
            for i in tree.below(inner, "conj"):
                phrase = self.phrases.at(i)
                if phrase is None or i in found:
                    continue
                counted = self.phrases.number(i) is None and phrase.quantity is not None
                if phrase.kin or (counted and self._is_apart(inner, i)):
                    found.append(i)
        return [i for i in found if i == victim or not self._is_title(i)]

    def _is_apart(self, place: int, i: int) -> bool:
        """Whether a counted people only seems a conjunct of where others are from.

        "45 soldiers from Uganda, 10 Kenyans and five Burundians".
        """
        phrase = self.phrases.at(place)
        if not self.phrases.human(i) or self.tree.tokens[place].upos != "PROPN":
            return False
        return phrase is None or phrase.quantity is None

    def _is_title(self, i: int) -> bool:
        """Whether a second noun only says more of the person before it."""
        phrase = self.phrases.at(i)
        return (
            phrase is not None
            and phrase.single
            and not phrase.kin
            and not phrase.definite
            and self.tree.lemmas[i] not in people().by_age_or_sex
        )

    def closer(
        self, i: int, phrase: Phrase, victim: int, outcome: Outcome, trigger: int
    ) -> tuple[Outcome, int]:
        """The word of casualty that a coordinated victim really belongs to.

        Parsers hang "wounded two others" and "six others were injured" on the victims
        before them; the verb that stands between, or right behind, says otherwise.
        """
        tree = self.tree
        last = max(tree.at(phrase.start, phrase.end)[-1], i)
        for j in range(last + 1, min(len(tree), last + 5)):
            told = self.clause.told(j)
            if told is not None:
                return told, j
            if tree.tokens[j].upos not in {"AUX", "ADV"}:
                break
        for j in range(i - 1, max(victim, trigger), -1):
            told = self.clause.told(j)
            if told is not None:
                return told, j
        own = self.clause.own_outcome(i)
        return (own, i) if own is not None else (outcome, trigger)

    def is_counted(self, phrase: Phrase) -> bool:
        if phrase.named or phrase.single:
            return True
        if phrase.quantity is None or phrase.quantity.form == "none":
            return False
        noun = self.tree.lemmas[phrase.noun]
        if noun in people().not_people:
            return False
        if phrase.definite and phrase.quantity.form != "article":
            return noun in people() and phrase.quantity.start < phrase.quantity.end
        return True

    def is_one_company(self, phrases: list[Phrase]) -> bool:
        """ "a nurse and a monk" are one count; "25 monks and 14 nuns" are two."""
        quantities = [p.quantity for p in phrases]
        if any(q is not None and (q.high is None or q.high > 9) for q in quantities):
            return False
        if any(p.named or p.kin or self.phrases.is_group(p) for p in phrases):
            return False
        articles = [q is None or q.form == "article" for q in quantities]
        if not any(articles):
            return False
        if all(articles):
            return True
        status = people().status
        kinds = {status.get(self.tree.lemmas[p.noun], "unknown") for p in phrases}
        return len(kinds - {"unknown"}) <= 1

    def company(
        self, outcome: Outcome, phrases: list[Phrase], trigger: int, rule: str
    ) -> Mention | None:
        first = self.mention(outcome, phrases[0], trigger, rule)
        if first is None:
            return None
        low = sum(1 if p.quantity is None else p.quantity.low or 0 for p in phrases)
        high = sum(1 if p.quantity is None else p.quantity.high or 0 for p in phrases)
        end = max(p.end for p in phrases)
        return replace(
            first,
            low=low,
            high=high,
            number=(first.number[0], end),
            victims=(first.victims[0], end),
            end=max(first.end, end),
        )

    def mention(
        self,
        outcome: Outcome,
        phrase: Phrase,
        trigger: int,
        rule: str,
        *,
        toll: bool = False,
    ) -> Mention | None:
        tree = self.tree
        quantity = phrase.quantity
        if quantity is None and not (phrase.named or phrase.single):
            return None
        if quantity is not None and quantity.form == "none":
            return None
        trigger_span = tree.tokens[trigger]
        start = min(phrase.start, trigger_span.start)
        end = max(phrase.end, trigger_span.end)
        return Mention(
            outcome=outcome,
            low=1 if quantity is None else quantity.low,
            high=1 if quantity is None else quantity.high,
            approx=False if quantity is None else quantity.approx,
            number=(phrase.start, phrase.end)
            if quantity is None
            else (quantity.start, quantity.end),
            victims=(phrase.start, phrase.end),
            start=start,
            end=end,
            noun=self._people(phrase.noun),
            trigger=trigger,
            rule=rule,
            form=_form(phrase),
            more=self._is_more(phrase),
            toll=toll,
            agent=self.clause.agent(trigger),
        )

    def _people(self, noun: int) -> int:
        """The noun of the victims: of "two of whom" or "of them" the people before."""
        if self.tree.lemmas[noun] not in {"who", "whom", "they", "them"}:
            return noun
        tree = self.tree
        before = (i for i in range(noun - 1, -1, -1) if tree.tokens[i].upos == "NOUN")
        return next((i for i in before if tree.lemmas[i] in people()), noun)

    def _is_more(self, phrase: Phrase) -> bool:
        """Whether a count adds to an earlier one: "15 more", "43 new bodies"."""
        if phrase.quantity is None:
            return False
        tree = self.tree
        if tree.lemmas[phrase.noun] not in self.clause.words.all_lemmas:
            return phrase.quantity.more
        added = {tree.lemmas[i] for i in tree.below(phrase.noun, "amod")}
        return phrase.quantity.more or bool(added & {"new", "additional", "further"})


def _form(phrase: Phrase) -> str:
    """How a count is worded; single people are "single", or "kin" of another victim."""
    if phrase.quantity is not None:
        return phrase.quantity.form
    return "kin" if phrase.kin else "single"
