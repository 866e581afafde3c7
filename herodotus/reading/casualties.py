"""Who was killed, injured, missing, captured or displaced, and how many: one sentence.

Each rule starts at a word of casualty (`data/casualty_terms.toml`), finds the victims
that hang on it in the tree, and counts them. What the tree hides, because the parser
erred, a last rule picks up from plain word order. A mention names the rule that made
it, so that every figure can be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from herodotus.model import Outcome
from herodotus.reading.phrases import Phrase, Phrases
from herodotus.reading.quantities import Quantity
from herodotus.reading.terms import Terms, people, terms
from herodotus.reading.tree import Tree

_RELATIVE = {"who", "that", "which", "whom"}
_REPORTED = {
    "report", "believe", "fear", "presume", "confirm", "find", "say", "declare", "leave",
    "feel", "lie", "know", "pronounce", "shoot", "render", "remain", "go", "list",
}  # fmt: skip
_MODAL = {"would", "could", "may", "might", "should", "will", "shall", "can", "must"}
_PLANS = {"plan", "threaten", "vow", "plot", "attempt", "try", "intend", "want", "seek",
          "conspire", "order", "able", "promise", "pledge"}  # fmt: skip
_NEGATIONS = {
    "not",
    "no",
    "never",
    "nobody",
    "none",
    "n't",
    "without",
    "deny",
    "neither",
}
_REMAINS = {"body", "remains", "remain", "corpse"}


@dataclass(frozen=True)
class Mention:
    """A count of casualties as a sentence words it.

    `noun` and `trigger` are token positions; `start..end` the words that carry the
    claim; `number` the words of the count. `part` marks a sub-count of the mention
    before it ("65 of them children"); `agent` is the token of who did it, if the
    clause says so.
    """

    outcome: Outcome
    low: int | None
    high: int | None
    approx: bool
    number: tuple[int, int]
    victims: tuple[int, int]
    start: int
    end: int
    noun: int
    trigger: int
    rule: str
    form: str
    more: bool = False
    toll: bool = False
    part: bool = False
    previous: bool = False
    agent: int | None = None


def find_casualties(phrases: Phrases) -> list[Mention]:
    """The casualty counts of one sentence, in text order, each count once."""
    words = terms()
    tree = phrases.tree
    if not words.all_lemmas.intersection(tree.lemmas):
        return []
    finder = _Finder(phrases, words)
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
    if {one.outcome, other.outcome} == {"killed", "injured"}:
        dead = one if one.outcome == "killed" else other
        hurt = other if dead is one else one
        if phrases.tree.tokens[hurt.trigger].deprel == "acl:relcl":
            return dead  # "17 others who were injured have died"
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


class _Finder:
    """The rules over one sentence."""

    def __init__(self, phrases: Phrases, words: Terms) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.words = words
        self.taken: set[int] = set()

    def mentions(self) -> Iterator[Mention]:
        """All mentions, the surest rules first; later ones leave taken numbers."""
        rules = (
            self._tolls,
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
        for mention in self._parts(whole):
            if not self._is_taken(mention):
                self._take(mention)
                yield mention

    # -- rules ------------------------------------------------------------------

    def _tolls(self) -> Iterator[Mention]:
        """ "the death toll rose from 31 to 84", "bringing the total to 40"."""
        tree, words = self.tree, self.words
        for i, lemma in enumerate(tree.lemmas):
            if tree.tokens[i].upos not in {"NOUN", "PROPN", "VERB", "ADJ"}:
                continue
            outcome = self._toll_outcome(i, lemma)
            if outcome is None:
                continue
            numbers = list(self._toll_numbers(i, lemma))
            for position, role in numbers:
                quantity = self.phrases.number(position)
                if quantity is None or quantity.form in {"article", "none"}:
                    continue
                own = self._own_outcome(position) or outcome
                phrase = self.phrases.at(position) or Phrase(
                    position, quantity, quantity.start, quantity.end
                )
                mention = self._mention(own, phrase, i, "toll", toll=True)
                if mention is None:
                    continue
                noun = position if phrase.noun == position else phrase.noun
                if noun == position:
                    mention = replace(mention, noun=i)
                if role == "by":
                    mention = replace(mention, more=True)
                if role == "from":
                    mention = replace(mention, previous=True)
                yield mention

    def _toll_outcome(self, i: int, lemma: str) -> Outcome | None:
        tree, words = self.tree, self.words
        token = tree.tokens[i]
        if lemma in words.toll_nouns:
            below = [tree.lemmas[j] for j in tree.under(i) if j != i]
            for j in below:
                if j in {"death", "fatality", "dead", "killed", "body", "casualty"}:
                    return "killed"
            for table in (words.counts, words.counts_with_number, words.acts):
                for j in below:
                    if j in table and j != "life":
                        return table[j]
            if lemma == "toll":
                return "killed"
            head = tree.tokens[i].head
            if head >= 0 and tree.lemmas[head] in {"bring", "take", "raise", "push"}:
                return self._outcome_before(i)
            return None
        if lemma in {"death", "fatality", "casualty", "dead"} and token.upos == "NOUN":
            return "killed"
        if lemma in {"injury", "injured", "wounded"} and token.upos in {"NOUN", "ADJ"}:
            return "injured"
        return None

    def _outcome_before(self, i: int) -> Outcome | None:
        """What "the total" counts: the last casualties told before it."""
        for j in range(i - 1, -1, -1):
            lemma = self.tree.lemmas[j]
            for table in (self.words.acts, self.words.befalls, self.words.counts):
                if lemma in table:
                    return table[lemma]
        return None

    def _toll_numbers(self, i: int, lemma: str) -> Iterator[tuple[int, str]]:
        """The numbers that a toll takes, with how: "is", "by" or "from"."""
        tree, words = self.tree, self.words
        head, relation = tree.tokens[i].head, tree.tokens[i].deprel
        moved = head >= 0 and relation in {"nsubj", "nsubj:pass", "nsubj:outer", "obj"}
        is_moving = moved and tree.lemmas[head] in words.toll_moves
        if moved and self.phrases.number(head):  # "the death toll now is 147"
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
        if word == "of":
            return "is" if head == toll else None
        if word == "":
            direct = head in {toll, move} or self._is_object(head, move)
            return "is" if direct and j > toll else None
        return None

    def _is_object(self, noun: int, verb: int | None) -> bool:
        token = self.tree.tokens[noun]
        return token.head == verb and token.deprel in {"obj", "xcomp", "obl", "attr"}

    def _own_outcome(self, position: int) -> Outcome | None:
        """An outcome that a number brings itself: "at 65 killed and 300 wounded"."""
        for j in self.tree.below(position, "acl", "amod", "dep", "advcl", "xcomp"):
            lemma = self.tree.lemmas[j]
            for table in (self.words.acts, self.words.states):
                if lemma in table:
                    return table[lemma]
        return None

    def _phrasal(self) -> Iterator[Mention]:
        """ "shot dead", "lost their lives", "claimed 30,000 lives", "held hostage"."""
        tree = self.tree
        for i, lemma in enumerate(tree.lemmas):
            if tree.tokens[i].upos not in {"VERB", "ADJ"} or not self._real(i):
                continue
            for phrase in self.words.phrases:
                if lemma not in phrase.verbs:
                    continue
                companion = self._companion(i, phrase.companions)
                if phrase.companions and companion is None:
                    continue
                if phrase.victims == "life":
                    victims = self._lives(i)
                elif phrase.victims == "subject":
                    victims = self._subjects(i)
                else:
                    victims = [v for v in self._patients(i) if v != companion]
                if phrase.people:
                    victims = [v for v in victims if self._surely_people(v)]
                made = list(self._expand(phrase.outcome, victims, i, "phrase"))
                yield from made
                if made:
                    break

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
            if lemma in words.needs_state or lemma == "gun" or not self._real(i):
                continue
            victims = self._patients(i)
            if only_people:
                victims = [v for v in victims if self._surely_people(v)]
            yield from self._expand(outcome, victims, i, "act")

    def _befalls(self) -> Iterator[Mention]:
        """ "five people died"."""
        tree, words = self.tree, self.words
        for i, lemma in enumerate(tree.lemmas):
            outcome = words.befalls.get(lemma)
            only_people = outcome is None
            outcome = outcome or words.befalls_only_people.get(lemma)
            if outcome is None or tree.tokens[i].upos != "VERB" or not self._real(i):
                continue
            victims = self._subjects(i)
            if only_people:
                victims = [v for v in victims if self._surely_people(v)]
            for mention in self._expand(outcome, victims, i, "befall"):
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
            if outcome is None or not self._real(i):
                continue
            if tree.tokens[i].upos not in {"ADJ", "VERB", "NOUN", "ADV", "PROPN"}:
                continue
            yield from self._expand(outcome, self._bearers(i), i, "state")

    def _counts(self) -> Iterator[Mention]:
        """ "23 deaths", "the death of 16 servicemen", "12 bodies", "14 victims"."""
        tree, words = self.tree, self.words
        for i, lemma in enumerate(tree.lemmas):
            outcome = words.counts.get(lemma)
            loose = words.counts_with_number.get(lemma)
            if outcome is None and loose is None:
                continue
            token = tree.tokens[i]
            if token.upos not in {"NOUN", "PROPN", "ADJ", "VERB"} or lemma == "life":
                continue
            made = False
            if outcome is not None or lemma in _REMAINS or lemma.endswith(("tion", "ing")):
                for j in tree.below(i, "nmod"):
                    case = tree.first(j, "case")
                    if case is None or tree.lemmas[case] not in {"of", "to"}:
                        continue
                    if not self.phrases.human(j):
                        continue
                    inner = self.phrases.at(j)
                    if inner is not None and inner.quantity is None and lemma in _REMAINS:
                        continue
                    told = outcome or loose
                    if told is None:
                        continue
                    for mention in self._expand(told, [j], i, "count"):
                        made = True
                        yield mention
            if made:
                continue
            phrase = self.phrases.at(i)
            over = token.head
            if token.deprel == "nmod" and over >= 0 and self.phrases.number(over):
                phrase = self.phrases.at(over)  # "dozens of corpses of soldiers"
            if phrase is None or phrase.quantity is None:
                continue
            if phrase.quantity.form == "article" and outcome is None:
                continue
            own = outcome or loose
            if own is not None:
                mention = self._mention(own, phrase, i, "count")
                if mention is not None:
                    yield mention

    def _roles(self) -> Iterator[Mention]:
        """ "two lawmakers are among the dead", "the dead include 39 women"."""
        tree, words = self.tree, self.words
        for i, lemma in enumerate(tree.lemmas):
            outcome = words.roles.get(lemma)
            if lemma in {"victim", "casualty"}:
                outcome = "killed"
            if outcome is None:
                continue
            for victim in self._cast(i):
                for mention in self._expand(outcome, [victim], i, "role"):
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

    def _parts(self, whole: list[Mention]) -> Iterator[Mention]:
        """ "65 of them children", "including two lawmakers", "a woman among them"."""
        if not whole:
            return
        tree = self.tree
        for quantity in self.phrases.quantities:
            if quantity.form == "none":
                continue
            at = tree.at(quantity.number_start, quantity.number_end)
            if not at:
                continue
            found = self._part_phrase(at[0])
            if found is None:
                continue
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
            if (p := self.phrases.at(i)) is not None and self._is_counted(p)
        ]
        mention: Mention | None
        if not self.phrases.is_group(phrase):
            joined = [p for p in joined if not self.phrases.is_group(p)]
        if len(joined) > 1 and self._is_one_company(joined):
            mention = self._company(owner.outcome, joined, owner.trigger, "part")
        elif phrase.quantity is None or phrase.quantity.form == "article":
            return
        else:
            mention = self._mention(owner.outcome, phrase, owner.trigger, "part")
        if mention is None:
            return
        if owner.high is not None and (mention.low or 0) > owner.high:
            return
        yield replace(mention, part=True, toll=owner.toll, agent=owner.agent)

    def _part_phrase(self, number: int) -> Phrase | None:
        tree = self.tree
        position = number
        for _ in range(4):
            phrase = self.phrases.at(position)
            if phrase is not None and phrase.quantity is not None:
                if tree.lemmas[phrase.noun] in people() or phrase.noun == number:
                    return phrase
            head = tree.tokens[position].head
            if head < 0 or tree.tokens[position].deprel not in {
                "nummod", "det", "amod", "nmod", "advmod", "compound", "obl", "conj",
                "nmod:unmarked", "dep",
            }:  # fmt: skip
                return None
            position = head
        return None

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
        near = max(whole, key=lambda m: m.start)
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
            or self._is_apposed(phrase.noun, near.noun)
        )
        if tied or (listed and {"and", ","} & set(window)):
            return near
        return None

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
            for step in range(1, 5):
                i = position + step
                if i >= len(tree):
                    break
                token, lemma = tree.tokens[i], tree.lemmas[i]
                outcome = words.states.get(lemma) or (
                    words.acts.get(lemma) if token.text.lower().endswith("ed") else None
                )
                if token.text.lower() in {"slain", "dead"}:
                    outcome = "killed"
                if outcome is not None and self._real(i):
                    if step > 1 and not self._countable(position + 1, i):
                        break
                    noun = i - 1 if i - 1 > position else position
                    phrase = Phrase(noun, quantity, quantity.start, token.end)
                    mention = self._mention(outcome, phrase, i, "word order")
                    if mention is not None:
                        yield mention
                    break
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

    def _number_behind(self, number: int, quantity: Quantity) -> Iterator[Mention]:
        """ "wounding over 70", where the tree gave the number to somebody else."""
        tree = self.tree
        first = tree.at(quantity.start, quantity.end)[0]
        i = first - 1
        if i < 0 or tree.tokens[i].upos not in {"VERB", "ADJ", "NOUN"}:
            return
        outcome = self.words.acts.get(tree.lemmas[i])
        if outcome is None or not self._real(i):
            return
        phrase = self.phrases.at(number) or Phrase(
            number, quantity, quantity.start, quantity.end
        )
        mention = self._mention(outcome, phrase, i, "word order")
        if mention is not None:
            yield mention

    def _countable(self, start: int, end: int) -> bool:
        """Whether the words between a number and its participle can be victims."""
        nouns = [
            i
            for i in range(start, end)
            if self.tree.tokens[i].upos in {"NOUN", "PROPN"}
        ]
        return all(self.phrases.human(i) for i in nouns[-1:])

    # -- victims of a word ------------------------------------------------------

    def _patients(self, verb: int) -> list[int]:
        """Whom an act happened to."""
        tree = self.tree
        token = tree.tokens[verb]
        found = tree.below(verb, "obj") or tree.below(verb, "nsubj:pass")
        if not found and token.deprel == "conj" and token.head >= 0:
            # "shot and killed a guard"; "had 64 soldiers killed"
            shared = tree.below(token.head, "obj")
            after = [i for i in shared if i > verb]
            has = tree.lemmas[token.head] in {"have", "lose", "see", "leave"}
            found = after or (shared if has else [])
            last = self._number_between(found[-1], verb) if found else None
            found = [last] if last is not None else found
        found = [self._antecedent(i, verb) for i in found]
        found = [i for i in found if i is not None]
        if found:
            return found + self._company_of(verb)
        return self._bearers(verb) if _participle(token.text) else []

    def _company_of(self, verb: int) -> list[int]:
        """Those who shared the fate: "along with three men"."""
        tree = self.tree
        found = []
        for j in tree.below(verb, "obl"):
            before = tree.lemmas[max(0, min(tree.under(j)) - 2) : j]
            if "with" in before and {"along", "together"} & set(before):
                found.append(j)
        return found

    def _number_between(self, start: int, end: int) -> int | None:
        """The last number between two tokens."""
        found = (j for j in range(end - 1, start, -1) if self.phrases.number(j))
        return next(found, None)

    def _is_active(self, i: int) -> bool:
        """Whether a word of casualty has victims behind it ("wounded at least 36")."""
        tree = self.tree
        if tree.below(i, "obj") or i + 1 >= len(tree):
            return bool(tree.below(i, "obj"))
        behind = tree.tokens[i + 1].start
        return tree.tokens[i].upos == "VERB" and any(
            q.start == behind and q.form != "article" for q in self.phrases.quantities
        )

    def _bearers(self, i: int) -> list[int]:
        """Whom a state is said of: subject, modified noun, object of "left"."""
        tree = self.tree
        if self._is_active(i):
            return []
        token = tree.tokens[i]
        relation, head = token.deprel, token.head
        subjects = tree.below(i, "nsubj", "nsubj:pass", "nsubj:outer")
        if subjects:
            found = [self._antecedent(s, i) for s in subjects]
            return [s for s in found if s is not None]
        for j in tree.below(i, "nummod", "nmod", "det", "advmod", "obl", "dep"):
            if self.phrases.number(j) and j < i and tree.first(j, "case") is None:
                return [j]
        if head < 0:
            return []
        if relation in {"acl", "amod"} and head < i:
            own = self._number_between(head, i)
            if own is not None and self._surely_people(own):
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
                found = [self._antecedent(s, head) for s in found]
                return [s for s in found if s is not None and s != i]
        if relation == "conj":
            own = self._number_between(head, i)  # "13 dead and 14 injured"
            if own is not None:
                return [own]
            if self._has_object(head):
                return []
            return self._bearers(head)
        return []

    def _subjects(self, verb: int) -> list[int]:
        """Who did or met what a verb says, through coordination and relatives."""
        tree = self.tree
        here, steps = verb, 0
        while here >= 0 and steps < 5:
            found = tree.below(here, "nsubj", "nsubj:pass")
            found = [self._antecedent(i, here) for i in found]
            if any(i is not None for i in found):
                return [i for i in found if i is not None]
            token = tree.tokens[here]
            if token.deprel in {"acl", "acl:relcl"}:
                return [token.head]
            if token.deprel not in {"conj", "xcomp"}:
                return []
            here, steps = token.head, steps + 1
        return []

    def _lives(self, verb: int) -> list[int]:
        tree = self.tree
        found = [i for i in tree.below(verb, "obj", "nsubj:pass", "iobj", "obl")]
        return [i for i in found if tree.lemmas[i] in {"life", "dozen", "hundred",
                "thousand", "score"} or self.phrases.number(i)]  # fmt: skip

    def _antecedent(self, i: int, verb: int) -> int | None:
        """The noun that a relative pronoun stands for; the token itself otherwise."""
        tree = self.tree
        if tree.lemmas[i] in _RELATIVE and tree.tokens[i].upos in {
            "PRON",
            "SCONJ",
            "DET",
        }:
            if tree.tokens[verb].deprel == "acl:relcl":
                return self._human_before(tree.tokens[verb].head, i)
            for over in tree.above(verb):
                if tree.tokens[over].deprel == "acl:relcl":
                    return tree.tokens[over].head
            return None
        return i

    def _human_before(self, noun: int, pronoun: int) -> int:
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

    def _has_object(self, verb: int) -> bool:
        return bool(self.tree.below(verb, "obj")) and not _participle_only(
            self.tree.tokens[verb].text
        )

    def _companion(self, verb: int, companions: frozenset[str]) -> int | None:
        for i in self.tree.below(verb):
            if self.tree.lemmas[i] in companions:
                return i
            for j in self.tree.below(i):
                if self.tree.tokens[i].deprel in {"xcomp", "advmod", "compound:prt"}:
                    if self.tree.lemmas[j] in companions:
                        return j
        return None

    def _surely_people(self, i: int) -> bool:
        phrase = self.phrases.at(i)
        if phrase is None:
            return False
        lemma = self.tree.lemmas[phrase.noun]
        if lemma in people().not_people:
            return False
        return phrase.named or (lemma in people() and lemma != "life")

    # -- modality ---------------------------------------------------------------

    def _real(self, i: int) -> bool:
        """Whether the clause of a word tells of something that happened."""
        tree = self.tree
        chain = [i]
        if tree.tokens[i].deprel in {"xcomp", "conj", "acl"}:
            chain.append(tree.tokens[i].head)
        for j in chain:
            below = tree.below(j, "aux", "advmod", "mark", "det", "cop", "aux:pass")
            lemmas = {tree.lemmas[k] for k in below}
            if lemmas & {"not", "never", "n't"}:
                return False
            if lemmas & _MODAL and "have" not in lemmas:
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
        if "if" in marks or "unless" in marks:
            return False
        return True

    # -- making mentions --------------------------------------------------------

    def _expand(
        self, outcome: Outcome, victims: Iterable[int], trigger: int, rule: str
    ) -> Iterator[Mention]:
        """One mention for each counted phrase among coordinated victims."""
        victims = list(victims)
        for victim in victims:
            joined = [
                (i, phrase)
                for i in self.tree.conjuncts(victim)
                if i != trigger and (phrase := self.phrases.at(i)) is not None
            ]
            listed = [pair for pair in joined if self._is_counted(pair[1])]
            groups = [pair for pair in listed if self.phrases.is_group(pair[1])]
            rest = [pair for pair in listed if not self.phrases.is_group(pair[1])]
            if groups and len(rest) > 1 and self._is_one_company([p for _, p in rest]):
                mention = self._company(outcome, [p for _, p in rest], trigger, rule)
                if mention is not None:
                    yield mention
                listed = groups
            if len(listed) > 1 and self._is_one_company([p for _, p in listed]):
                mention = self._company(outcome, [p for _, p in listed], trigger, rule)
                if mention is not None:
                    yield mention
                continue
            made = []
            behind: tuple[Outcome, int] | None = None  # "one man and one child were …"
            for i, phrase in reversed(listed):
                told = (outcome, trigger)
                if i != victims[0]:
                    own = self._closer(i, phrase, victims[0], outcome, trigger)
                    if own[1] > i:
                        behind = own
                    told = own if own != (outcome, trigger) else behind or own
                mention = self._mention(told[0], phrase, told[1], rule)
                if mention is not None:
                    made.append(mention)
            yield from reversed(made)

    def _closer(
        self, i: int, phrase: Phrase, victim: int, outcome: Outcome, trigger: int
    ) -> tuple[Outcome, int]:
        """The word of casualty that a coordinated victim really belongs to.

        Parsers hang "wounded two others" and "six others were injured" on the victims
        before them; the verb that stands between, or right behind, says otherwise.
        """
        tree = self.tree
        last = max(tree.at(phrase.start, phrase.end)[-1], i)
        for j in range(last + 1, min(len(tree), last + 5)):
            told = self._told(j)
            if told is not None:
                return told, j
            if tree.tokens[j].upos not in {"AUX", "ADV"}:
                break
        for j in range(i - 1, max(victim, trigger), -1):
            told = self._told(j)
            if told is not None:
                return told, j
        own = self._own_outcome(i)
        return (own, i) if own is not None else (outcome, trigger)

    def _told(self, i: int) -> Outcome | None:
        """The outcome that a participle or adjective of casualty tells."""
        lemma = self.tree.lemmas[i]
        text = self.tree.tokens[i].text.lower()
        found = self.words.states.get(text) or self.words.states.get(lemma)
        if found is None and (text.endswith("ed") or text.endswith("ing")):
            found = self.words.acts.get(lemma)
        return found

    def _is_counted(self, phrase: Phrase) -> bool:
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

    def _is_one_company(self, phrases: list[Phrase]) -> bool:
        """ "a woman and a child" is one count; "39 women and 17 men" are two."""
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

    def _company(
        self, outcome: Outcome, phrases: list[Phrase], trigger: int, rule: str
    ) -> Mention | None:
        first = self._mention(outcome, phrases[0], trigger, rule)
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

    def _mention(
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
            noun=phrase.noun,
            trigger=trigger,
            rule=rule,
            form=_form(phrase),
            more=quantity.more if quantity is not None else False,
            toll=toll,
            agent=self._agent(trigger),
        )

    def _agent(self, trigger: int) -> int | None:
        """Who did it, where the clause of the trigger says so."""
        tree = self.tree
        for j in tree.below(trigger, "obl:agent", "obl", "nmod"):
            case = tree.first(j, "case")
            if case is not None and tree.lemmas[case] == "by":
                return j
        if tree.below(trigger, "obj"):
            subjects = tree.below(trigger, "nsubj")
            if subjects:
                return self._antecedent(subjects[0], trigger)
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

    def _is_taken(self, mention: Mention) -> bool:
        return bool(self.taken.intersection(self.tree.at(*mention.number)))

    def _take(self, mention: Mention) -> None:
        self.taken.update(self.tree.at(*mention.number))


def _form(phrase: Phrase) -> str:
    """How a count is worded; single people are "single", or "kin" of another victim."""
    if phrase.quantity is not None:
        return phrase.quantity.form
    return "kin" if phrase.kin else "single"


def _participle(text: str) -> bool:
    lower = text.lower()
    return lower.endswith(("ed", "en", "ain", "ung", "urt", "ilt", "eld", "ught"))


def _participle_only(text: str) -> bool:
    return text.lower() in {"slain", "beaten", "shot"}
