"""Who was killed, injured, missing, captured or displaced, and how many: one sentence.

Each rule starts at a word of casualty (`data/casualty_terms.toml`), finds the victims
that hang on it in the tree, and counts them. What the tree hides, because the parser
erred, a last rule picks up from plain word order. A mention names the rule that made
it, so that every figure can be explained.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from herodotus.model import Outcome
from herodotus.reading.clause import Clause
from herodotus.reading.counting import Counting
from herodotus.reading.mentions import Mention
from herodotus.reading.parts import Parts
from herodotus.reading.phrases import Phrase, Phrases
from herodotus.reading.quantities import Quantity
from herodotus.reading.terms import people, terms
from herodotus.reading.tolls import Tolls

_TOLD_AS = {"confirm", "fear", "report", "find", "believe", "leave", "presume"}
_REMAINS = {"body", "remains", "remain", "corpse"}


def find_casualties(
    phrases: Phrases, *, carried: Outcome | None = None
) -> list[Mention]:
    """The casualty counts of one sentence, in text order, each count once.

    `carried` is what the counts before it counted, for a number of nothing else.
    """
    words = terms()
    tree = phrases.tree
    if not words.all_lemmas.intersection(tree.lemmas):
        return []
    finder = _Finder(phrases, carried)
    found: list[Mention] = []
    for mention in finder.mentions():
        clash = next((m for m in found if _same_number(m, mention)), None)
        if clash is None:
            found.append(mention)
        elif clash.outcome != mention.outcome and not clash.toll:
            merged = _undivided(clash, mention, phrases)
            if merged is not None:
                found[found.index(clash)] = merged
    found.sort(key=lambda m: (m.number, m.outcome))
    return found


def _same_number(one: Mention, other: Mention) -> bool:
    return one.number[0] < other.number[1] and other.number[0] < one.number[1]


def _undivided(one: Mention, other: Mention, phrases: Phrases) -> Mention | None:
    """ "killed or wounded" with a single number is a count that nobody divided."""
    adjectives = [m for m in (one, other) if _modifies_victims(m, phrases)]
    if len(adjectives) == 1:  # "six captured soldiers were killed"
        return one if adjectives[0] is other else other
    if {one.outcome, other.outcome} == {"killed", "injured"}:
        dead = one if one.outcome == "killed" else other
        hurt = other if dead is one else one
        if phrases.tree.tokens[hurt.trigger].deprel == "acl:relcl":
            return dead  # "17 others who were injured have died"
    listed = (
        "or"
        in phrases.tree.lemmas[
            min(one.trigger, other.trigger) : max(one.trigger, other.trigger)
        ]
    )
    killed = next((m for m in (one, other) if m.outcome == "killed"), None)
    others = {"captured", "missing", "displaced"} & {one.outcome, other.outcome}
    if killed is not None and others and not listed:  # "abducted and killed"
        return killed
    low, high = sorted((one.trigger, other.trigger))
    between = range(low + 1, high)
    nouns = {"NOUN", "PROPN", "PRON"}
    if high - low > 5 or any(
        phrases.number(i) or phrases.tree.tokens[i].upos in nouns for i in between
    ):
        return None
    if not {"or", "and", ",", "/"} & {phrases.tree.lemmas[i] for i in between}:
        return None
    parts = {*one.outcome.split("_or_"), *other.outcome.split("_or_")}
    ordered = [p for p in ("killed", "injured", "missing", "captured") if p in parts]
    name = "_or_".join(ordered)
    if parts <= {"killed", "captured", "missing"}:  # "abducted and killed": a sequence
        order = ("killed", "missing", "captured")
        return min(one, other, key=lambda m: order.index(m.outcome))
    allowed = {
        "killed_or_injured",
        "killed_or_injured_or_captured",
        "killed_or_injured_or_missing",
    }
    if name not in allowed:
        return None
    end = max(one.end, other.end)
    return replace(one, outcome=name, end=end, rule="undivided")  # type: ignore[arg-type]


def _modifies_victims(mention: Mention, phrases: Phrases) -> bool:
    """Whether a word of casualty only describes the victims of another."""
    return phrases.tree.tokens[mention.trigger].deprel == "amod"


class _Finder:
    """The rules over one sentence, the surest first."""

    def __init__(self, phrases: Phrases, carried: Outcome | None) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.words = terms()
        self.clause = Clause(phrases, self.words)
        self.counting = Counting(self.clause)
        self.tolls = Tolls(self.clause, self.counting, carried)
        self.parts = Parts(self.clause, self.counting)
        self.taken: set[int] = set()

    def mentions(self) -> Iterator[Mention]:
        """All mentions, the surest rules first; later ones leave taken numbers."""
        rules = (
            self.tolls.find,
            self._phrasal,
            self._acts,
            self._befalls,
            self._states,
            self._counts,
            self._roles,
            self._word_order,
        )
        whole: list[Mention] = []
        for rule in rules:
            for mention in rule():
                if rule == self._word_order and self._is_taken(mention):
                    continue
                self._take(mention)
                whole.append(mention)
                yield mention
        for mention in [*self.parts.find(whole), *self._elliptic(whole)]:
            if not self._is_taken(mention):
                self._take(mention)
                yield mention

    def _phrasal(self) -> Iterator[Mention]:
        """ "shot dead", "lost their lives", "claimed 30,000 lives", "held hostage"."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemmas):
            if tree.tokens[i].upos not in {"VERB", "ADJ"} or not self.clause.real(i):
                continue
            for phrase in self.words.phrases:
                if lemma not in phrase.verbs:
                    continue
                companion = self.clause.companion(i, phrase.companions)
                if phrase.companions and companion is None:
                    continue
                if phrase.victims == "life":
                    victims = self.clause.lives(i)
                elif phrase.victims == "subject":
                    victims = self.clause.subjects(i)
                elif phrase.victims == "owner":  # "slit the throats of five men"
                    victims = (
                        [] if companion is None else self.tree.below(companion, "nmod")
                    )
                else:
                    victims = [v for v in self.clause.patients(i) if v != companion]
                if phrase.people and not phrase.companions and self._is_idle(i):
                    continue  # "its spokesman claimed"
                if phrase.people:
                    victims = [v for v in victims if self.clause.surely_people(v)]
                if phrase.outcome == "injured":  # bodies are brought to hospital too
                    victims = [v for v in victims if tree.lemmas[v] not in _REMAINS]
                made = list(self.counting.expand(phrase.outcome, victims, i, "phrase"))
                yield from made
                if made:
                    break

    def _is_idle(self, verb: int) -> bool:
        """Whether a verb has a subject but nothing that it happens to."""
        below = self.tree.below
        return bool(below(verb, "nsubj")) and not below(verb, "obj", "obl")

    def _acts(self) -> Iterator[Mention]:
        """ "killed 14 people", "15 were wounded", "the 12 soldiers killed"."""
        tree, words = self.tree, self.words
        for i, lemma in enumerate(tree.lemmas):
            outcome = words.acts.get(lemma)
            only_people = outcome is None
            outcome = outcome or words.acts_only_people.get(lemma)
            if outcome is None or tree.tokens[i].upos not in {"VERB", "ADJ", "NOUN"}:
                continue
            if tree.tokens[i].upos == "NOUN" and not tree.tokens[i].text.endswith("ed"):
                continue
            if lemma in words.needs_state or lemma == "gun" or not self.clause.real(i):
                continue
            victims = self.clause.patients(i)
            if only_people:
                victims = [v for v in victims if self.clause.surely_people(v)]
            for mention in self.counting.expand(outcome, victims, i, "act"):
                if outcome != "displaced" or self._is_flight(mention):
                    yield mention

    def _befalls(self) -> Iterator[Mention]:
        """ "five people died"."""
        tree, words = self.tree, self.words
        for i, lemma in enumerate(tree.lemmas):
            outcome = words.befalls.get(lemma)
            only_people = outcome is None
            outcome = outcome or words.befalls_only_people.get(lemma)
            if (
                outcome is None
                or tree.tokens[i].upos != "VERB"
                or not self.clause.real(i)
            ):
                continue
            victims = self.clause.subjects(i)
            if only_people:
                victims = [v for v in victims if self.clause.surely_people(v)]
            for mention in self.counting.expand(outcome, victims, i, "befall"):
                if outcome != "displaced" or self._is_flight(mention):
                    yield mention

    def _is_flight(self, mention: Mention) -> bool:
        """Whether those who fled are a counted population, not a gunman."""
        status = people().status.get(self.tree.lemmas[mention.noun])
        return status != "combatant" and (mention.low or 0) >= 10

    def _states(self) -> Iterator[Mention]:
        """ "12 soldiers dead", "left dozens injured", "one soldier was missing"."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemmas):
            outcome = self.words.states.get(lemma) or self.words.states.get(
                tree.tokens[i].text.lower()
            )
            if outcome is None or not self.clause.real(i):
                continue
            if outcome == "captured" and self._is_let_go(i):
                continue
            if tree.tokens[i].upos not in {"ADJ", "VERB", "NOUN", "ADV", "PROPN"}:
                continue
            yield from self.counting.expand(outcome, self.clause.bearers(i), i, "state")

    def _counts(self) -> Iterator[Mention]:
        """ "23 deaths", "the death of 20 marines", "12 bodies", "14 victims"."""
        tree, words = self.tree, self.words
        for i, lemma in enumerate(tree.lemmas):
            outcome = words.counts.get(lemma)
            loose = words.counts_with_number.get(lemma)
            if outcome is None and loose is None:
                continue
            token = tree.tokens[i]
            if token.upos not in {"NOUN", "PROPN", "ADJ", "VERB"} or lemma == "life":
                continue
            if token.deprel == "compound":  # "a refugee camp"
                continue
            told = outcome or loose
            if told is None or (told == "captured" and self._is_let_go(i)):
                continue
            of_whom: list[Mention] = []
            if outcome or lemma in _REMAINS or lemma.endswith(("tion", "ing")):
                of_whom = list(self._of_whom(i, told))
                yield from of_whom
            if of_whom:
                continue
            phrase = self.phrases.at(i)
            over = token.head
            if token.deprel == "nmod" and over >= 0 and self.phrases.number(over):
                phrase = self.phrases.at(over)  # "dozens of corpses of soldiers"
            if phrase is None or phrase.quantity is None:
                continue
            if phrase.quantity.form == "article" and outcome is None:
                continue
            mention = self.counting.mention(told, phrase, i, "count")
            if mention is not None:
                yield mention

    def _is_let_go(self, i: int) -> bool:
        """Whether captives are freed by the verb they hang on."""
        head = self.tree.tokens[i].head
        freed = self.words.release
        return head >= 0 and self.tree.lemmas[head] in freed

    def _of_whom(self, i: int, outcome: Outcome) -> Iterator[Mention]:
        """ "the death of 20 marines", "the bodies of nine miners"."""
        tree = self.tree
        for j in tree.below(i, "nmod"):
            case = tree.first(j, "case")
            if case is None or tree.lemmas[case] not in {"of", "to"}:
                continue
            phrase = self.phrases.at(j)
            uncounted = phrase is not None and phrase.quantity is None
            if uncounted and tree.lemmas[i] in _REMAINS:
                continue
            if self.phrases.human(j):
                yield from self.counting.expand(outcome, [j], i, "count")

    def _roles(self) -> Iterator[Mention]:
        """ "three nurses were among the dead", "the dead include 25 monks"."""
        tree, words = self.tree, self.words
        for i, lemma in enumerate(tree.lemmas):
            outcome = words.roles.get(lemma)
            if lemma in {"victim", "casualty", "toll"}:
                outcome = "killed"
            if outcome is None:
                continue
            for victim in self._cast(i):
                for mention in self.counting.expand(outcome, [victim], i, "role"):
                    if mention.form not in {"article", "single", "kin"}:
                        yield mention

    def _cast(self, i: int) -> list[int]:
        """The people said to be among, or included in, a role such as "the dead"."""
        tree = self.tree
        role = i
        head = tree.tokens[i].head
        if head >= 0 and tree.tokens[i].deprel in {"acl", "amod"}:
            role, head = head, tree.tokens[head].head  # "those injured"
        case = tree.first(role, "case")
        around = [tree.lemmas[j] for j in range(max(0, role - 4), role)]
        if (case is not None and tree.lemmas[case] in {"among", "amongst"}) or (
            {"among", "amongst"} & set(around)
        ):
            subjects = tree.below(role, "nsubj", "nsubj:pass")
            if not subjects and head >= 0:
                subjects = tree.below(head, "nsubj", "nsubj:pass")
                if not subjects and tree.tokens[role].deprel in {"nmod", "obl"}:
                    subjects = [head] if tree.tokens[head].upos != "VERB" else []
            return [s for s in subjects if s != role]
        subject = tree.tokens[role].deprel in {"nsubj", "nsubj:pass"}
        if head >= 0 and subject and tree.first(head, "cop") is not None:
            if tree.lemmas[i] == "dead" and tree.tokens[head].upos == "NOUN":
                return [head]  # "the dead were 20 soldiers"
        if head >= 0 and tree.lemmas[head] in {"include", "number"}:
            if tree.tokens[role].deprel in {"nsubj", "nsubj:pass"}:
                return tree.below(head, "obj", "obl", "xcomp")
        if case is not None and tree.lemmas[case] == "of" and head >= 0:
            clause = [head, *tree.above(head)]
            for verb in clause:  # "Of the wounded, two were in critical condition"
                subjects = tree.below(verb, "nsubj", "nsubj:pass")
                if subjects and subjects[0] > role:
                    return subjects
        return []

    def _word_order(self) -> Iterator[Mention]:
        """A number and a word of casualty side by side, where the tree did not help."""
        tree, words = self.tree, self.words
        for quantity in self.phrases.quantities:
            if quantity.form in {"article", "none"}:
                continue
            at = tree.at(quantity.number_start, quantity.number_end)
            if not at:
                continue
            position = at[-1]
            for step in range(1, 7):
                i = position + step
                if i >= len(tree):
                    break
                token, lemma = tree.tokens[i], tree.lemmas[i]
                outcome = words.states.get(lemma) or (
                    words.acts.get(lemma) if token.text.lower().endswith("ed") else None
                )
                if token.text.lower() in {"slain", "dead"}:
                    outcome = "killed"
                if outcome == "captured" and self._is_let_go(i):
                    break
                if outcome is not None and self.clause.real(i):
                    if step > 1 and not self._countable(position + 1, i):
                        break
                    noun = i - 1 if i - 1 > position else position
                    phrase = Phrase(noun, quantity, quantity.start, token.end)
                    mention = self.counting.mention(outcome, phrase, i, "word order")
                    if mention is not None:
                        yield mention
                    break
                if token.upos == "VERB" and lemma in _TOLD_AS:
                    continue
                if token.upos not in {
                    "NOUN",
                    "ADJ",
                    "PROPN",
                    "ADP",
                    "PRON",
                    "AUX",
                    "ADV",
                }:
                    break

            yield from self._number_behind(at[0], quantity)

    def _elliptic(self, whole: list[Mention]) -> Iterator[Mention]:
        """ "98 died according to the state, and up to 300 according to newspapers"."""
        tree = self.tree
        for quantity in self.phrases.quantities:
            at = tree.at(quantity.start, quantity.end)
            if not at or quantity.form in {"article", "none"} or at[-1] + 2 > len(tree):
                continue
            before = [m for m in whole if m.end <= quantity.start]
            lead = tree.lemmas[at[0] - 1] if at[0] else ""
            if not before or lead not in {"and", "but", ",", "while"}:
                continue
            behind = tree.lemmas[at[-1] + 1]
            if behind not in {"accord", "according", "in"}:
                continue
            if behind == "in" and not self._is_placed(before[-1]):
                continue
            phrase = Phrase(before[-1].noun, quantity, quantity.start, quantity.end)
            last = before[-1]
            mention = self.counting.mention(
                last.outcome, phrase, last.trigger, "ellipsis"
            )
            if mention is not None:
                victims = (quantity.start, quantity.end)
                yield replace(mention, start=quantity.start, victims=victims)

    def _is_placed(self, mention: Mention) -> bool:
        """Whether the words behind a count say where: "423 people in Lebanon"."""
        last = self.tree.at(mention.victims[0], mention.victims[1])[-1]
        behind = self.tree.lemmas[last + 1 : last + 2]
        return behind == ["in"]

    def _number_behind(self, number: int, quantity: Quantity) -> Iterator[Mention]:
        """ "wounding over 70", where the tree gave the number to somebody else."""
        tree = self.tree
        first = tree.at(quantity.start, quantity.end)[0]
        i = first - 1
        if i < 0 or tree.tokens[i].upos not in {"VERB", "ADJ", "NOUN"}:
            return
        outcome = self.words.acts.get(tree.lemmas[i])
        if outcome is None or not self.clause.real(i):
            return
        phrase = self.phrases.at(number) or Phrase(
            number, quantity, quantity.start, quantity.end
        )
        if not self.counting.is_counted(phrase):
            return
        mention = self.counting.mention(outcome, phrase, i, "word order")
        if mention is not None:
            yield mention

    def _countable(self, start: int, end: int) -> bool:
        """Whether the words between a number and its participle can be victims."""
        nouns = [i for i in range(start, end) if self.tree.tokens[i].upos == "NOUN"]
        return all(self.phrases.human(i) for i in nouns[-1:])

    def _is_taken(self, mention: Mention) -> bool:
        return bool(self.taken.intersection(self.tree.at(*mention.number)))

    def _take(self, mention: Mention) -> None:
        self.taken.update(self.tree.at(*mention.number))
