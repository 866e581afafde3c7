"""Noun phrases of materiel: which item, how many, and whose."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from herodotus.model import Item
from herodotus.reading.belligerents import (
    enemy_of,
    is_enemy,
    is_state,
    only_state,
    side_at,
)
from herodotus.reading.materiel_terms import Noun, materiel, models_in
from herodotus.reading.phrases import Phrases
from herodotus.reading.quantities import Quantity
from herodotus.reading.telling import Telling
from herodotus.reading.terms import lexicon
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice

_OF = {"of", "from", "belong", "include", "including", "as"}
_OWNING = {"belong", "operate", "own", "use", "fly"}
_OWN = {"its", "their", "our", "his"}
_SAME_PLURAL = {"aircraft", "gunship", "vessel", "craft", "personnel", "transport"}
_OPEN = re.compile(r"^(?:at least|no fewer|no less|not less)\b", re.IGNORECASE)
_PARTIES = {"government", "regime", "coalition", "loyalist", "junta"}
_STATE_WORDS = {"military", "army", "government", "navy", "naval", "police", "force"}


@dataclass(frozen=True)
class Lost:
    """So many of one item: the token of the noun, the bounds, and the words.

    `owner` is the side that the words themselves name; what is not `sure` is materiel
    only if a belligerent owned it. `again` marks a bare number that counts on what the
    sentence before told of; `spent` marks rockets, which are ammunition.
    """

    noun: int
    item: Item
    low: int | None
    high: int | None
    approx: bool
    start: int
    end: int
    owner: str | None
    sure: bool = True
    again: bool = False
    spent: bool = False


class Stock:
    """The materiel of one sentence."""

    def __init__(
        self, tree: Tree, telling: Telling, *, before: Item | None = None
    ) -> None:
        self.tree = tree
        self.before = before
        self.telling = telling
        self.text = telling.scene.report.text
        self._unsure: set[int] = set()

    @cached_property
    def items(self) -> dict[int, Item]:
        """The tokens that head a phrase of materiel, with the item each means."""
        tree = self.tree
        found: dict[int, Item] = {}
        models = self._models
        for i, lemma in enumerate(tree.lemmas):
            if tree.tokens[i].upos not in {"NOUN", "PROPN", "ADJ"}:
                continue
            rows = materiel().nouns.get(lemma)
            if rows is None and lemma not in materiel().model_heads:
                continue
            if self._is_inner(i):
                continue
            item = self._item(i, rows or ())
            if lemma in materiel().model_heads:
                near = [models[j] for j in tree.core(i) if j in models and j != i]
                item = near[0] if near else item
            if item is not None:
                found[i] = item
        for i, item in models.items():
            if not any(over in found for over in self._heads_of(i)):
                if not self._is_inner(i):
                    found[i] = item
        return found

    def counted(self, nouns: list[int]) -> list[Lost]:
        """The counted materiel among these nouns and what is listed with them."""
        listed: list[int] = []
        for noun in nouns:
            listed += [i for i in self._listed(noun) if i not in listed]
        listed.sort()
        found: list[Lost] = []
        open_above = False
        named = [owner for i in listed if (owner := self._owner(i)) is not None]
        sure = bool(named) or any(i in self.items.keys() - self._unsure for i in listed)
        for noun in listed:
            lost = self._lost(noun) if noun in self.items else self._some(noun)
            if lost is None:
                continue
            lost = replace(lost, sure=sure or noun not in self._unsure)
            if lost.owner is None and named:
                lost = replace(lost, owner=named[0])
            words = self.text[lost.start : lost.end]
            if open_above and lost.low == lost.high:
                lost = replace(lost, high=None)
            open_above = open_above or bool(_OPEN.match(words))
            found.append(lost)
        details = self._details(found)
        return [lost for lost in found if lost.noun not in details]

    def _details(self, found: list[Lost]) -> set[int]:
        """What only says which were counted: "two planes, a MiG and a Sukhoi".

        The tree may take an apposition for a list; parts that add up tell.
        """
        for whole in found:
            parts = [p for p in found if p.noun > whole.noun and p.item == whole.item]
            if whole.low is None or whole.low == 1 or not parts:
                continue
            told = sum(part.low or 0 for part in parts)
            apart = self.tree.first(whole.noun, "appos") is not None
            if told == whole.low if len(parts) > 1 else apart and told < whole.low:
                return {part.noun for part in parts}
        return set()

    # -- which item --------------------------------------------------------------

    def _item(self, i: int, rows: tuple[Noun, ...]) -> Item | None:
        """What a noun with its modifiers means; None where it is no materiel."""
        modifiers = self._modifiers_of(i)
        for row in rows:
            if row.fits(modifiers):
                if row.owned:
                    self._unsure.add(i)
                return row.item
        return None

    def _modifiers_of(self, i: int) -> str:
        """The words before a noun, and those it is "of", as one padded string."""
        tree = self.tree
        words = [tree.tokens[j].text for j in tree.core(i) if j < i]
        for j in tree.below(i, "nmod"):
            case = tree.first(j, "case")
            if case is not None and tree.lemmas[case] in {"of", "for", "with"}:
                words += [tree.tokens[k].text for k in tree.core(j)]
                words.append(tree.lemmas[j])
        joined = " ".join(words).lower().replace("-", " ")
        return f" {' '.join(joined.split())} "

    def _is_inner(self, i: int) -> bool:
        """Whether a noun only modifies another: "tank crew", "drone strike"."""
        token = self.tree.tokens[i]
        return token.deprel in {"compound", "amod", "nmod:poss", "nmod:desc"}

    @cached_property
    def _models(self) -> dict[int, Item]:
        """The head tokens of model names, with their items."""
        tree = self.tree
        start = tree.sentence.start
        found: dict[int, Item] = {}
        for first, last, item in models_in(self.text[start : tree.sentence.end]):
            inside = tree.at(start + first, start + last)
            heads = [i for i in inside if tree.tokens[i].head not in inside]
            if heads:
                found[heads[0]] = item
        return found

    def _heads_of(self, i: int) -> list[int]:
        """The nouns that a name only modifies: "T-72 tank", "Bayraktar TB2 drone"."""
        tree = self.tree
        found: list[int] = []
        here = i
        while tree.tokens[here].deprel in {"compound", "flat", "amod", "nmod:desc"}:
            here = tree.tokens[here].head
            if here < 0 or len(found) > len(tree):
                break
            found.append(here)
        return found

    # -- how many ----------------------------------------------------------------

    def _listed(self, noun: int) -> list[int]:
        """A noun, what it counts or holds, and what is coordinated with either."""
        tree = self.tree
        found, waiting = [], [noun]
        while waiting:
            here = waiting.pop()
            if here in found:
                continue
            found.append(here)
            waiting += tree.below(here, "conj", "appos")
            for j in tree.below(here, "nmod"):
                case = tree.first(j, "case")
                if case is None:
                    continue
                word = tree.lemmas[case]
                holds = here not in self.items and (
                    tree.lemmas[here] in materiel().containers
                    or tree.tokens[here].upos == "NUM"
                    or self._phrases.number(here) is not None
                )
                if word in {"include", "including"} or (word == "of" and holds):
                    waiting.append(j)
        return sorted(found)

    def _lost(self, noun: int) -> Lost | None:
        """How many of what a noun means; None where the words do not count it."""
        tree = self.tree
        item = self.items[noun]
        words = [i for i in tree.core(noun) if i <= noun]
        start, end = tree.extent([*words, noun, *tree.below(noun, "flat")])
        quantity = self._quantity(noun)
        if quantity is not None and quantity.form == "none":
            return None
        owner = self._owner(noun)
        spent = tree.lemmas[noun] in materiel().spent
        if quantity is None or (quantity.form == "article" and self._is_plural(noun)):
            if not self._is_single(noun) or (quantity is None and item == "vehicle"):
                return None
            return Lost(noun, item, 1, 1, False, start, end, owner, spent=spent)
        return Lost(
            noun,
            item,
            quantity.low,
            quantity.high,
            quantity.approx,
            min(start, quantity.start),
            max(end, quantity.end),
            owner,
            spent=spent,
        )

    def _some(self, number: int) -> Lost | None:
        """A number that stands for things told before: "of which 43 were shot down"."""
        quantity = self._phrases.number(number)
        if quantity is None or quantity.form == "article":
            return None
        tree = self.tree
        after = number + 1
        if after + 1 < len(tree) and tree.lemmas[after] == "of":
            if tree.tokens[after + 1].upos != "PRON":
                return None
        nouns = [i for i in tree.below(number, "nmod") if tree.tokens[i].upos != "PRON"]
        earlier = [i for i in self.items if i < number and self._is_plural(i)]
        last = max(earlier, default=None)
        item = self.items[last] if last is not None else self.before
        if tree.tokens[number].upos != "NUM" or nouns or item is None:
            return None
        return Lost(
            number,
            item,
            quantity.low,
            quantity.high,
            quantity.approx,
            quantity.start,
            quantity.end,
            self._owner(last) if last is not None else None,
            again=last is None,
            spent=last is not None and tree.lemmas[last] in materiel().spent,
        )

    def _quantity(self, noun: int) -> Quantity | None:
        """The count of a noun: its own, or the number or container it hangs on."""
        tree = self.tree
        case = tree.first(noun, "case")
        if case is not None and tree.lemmas[case] == "of":
            over = tree.tokens[noun].head
            near = [i for i in tree.below(noun, "nummod") if i < case]
            for i in [*near, over]:  # "43 of the 84 missiles"
                counted = self._phrases.number(i)
                if counted is not None and counted.form != "article":
                    return counted
            if tree.lemmas[over] in materiel().counting:
                counted = self._phrases.count(over)
                if counted is not None and counted.form != "article":
                    return counted
        found = self._phrases.count(noun)
        if found is not None and found.form != "article":
            first = tree.at(found.start, found.end)[0]
            if first > 1 and tree.lemmas[first - 1] == "of":
                return self._phrases.number(first - 2) or found
        return found

    def _is_plural(self, noun: int) -> bool:
        text = self.tree.tokens[noun].text
        return text.lower() != self.tree.lemmas[noun] and text.lower().endswith("s")

    def _is_single(self, noun: int) -> bool:
        """Whether a noun without a number is one thing: "the tank", "helicopter"."""
        tree = self.tree
        if tree.tokens[noun].upos == "PROPN" or noun in self._models:
            _, end = tree.extent(tree.at(tree.tokens[noun].start, self._name_end(noun)))
            if self.text[end - 1] == "s":
                return False
        elif self._is_plural(noun):
            return False
        if tree.lemmas[noun] in _SAME_PLURAL:
            return bool(tree.below(noun, "det"))
        return not any(tree.lemmas[i] in {"no", "any"} for i in tree.below(noun, "det"))

    def _name_end(self, noun: int) -> int:
        ends = [self.tree.tokens[i].end for i in self.tree.below(noun, "flat")]
        return max([self.tree.tokens[noun].end, *ends])

    @cached_property
    def _phrases(self) -> Phrases:
        start, end = self.tree.sentence.start, self.tree.sentence.end
        inside = [q for q in self.telling.quantities if start <= q.start < end]
        return Phrases(self.tree, inside, ())

    # -- whose -------------------------------------------------------------------

    def _owner(self, noun: int) -> str | None:
        """The side that a phrase names as the owner."""
        tree, scene = self.tree, self.telling.scene
        voice = self._voice(noun)
        spoken = voice.side if voice is not None else None
        if is_enemy(tree, noun):
            return enemy_of(spoken, scene) if spoken is not None else None
        for i in self._owning(noun):
            token = tree.tokens[i]
            if self._is_origin(token.end):
                continue
            if token.text.lower() in _OWN:
                found = self._told_of(i, spoken) or side_at(tree, i, scene, voice)
            else:
                found = side_at(tree, i, scene, voice)
            if found is not None:
                return found
        near = tree.below(noun, "amod", "compound")
        near += [j for i in near for j in tree.below(i, "compound", "amod")]
        if any(tree.lemmas[i] in _STATE_WORDS for i in near):
            return self._state(noun, spoken)
        return None

    def _told_of(self, owner: int, spoken: str | None) -> str | None:
        """Whose "their" is: of those just told to have suffered, else the speaker's.

        "Ten rebels were killed and five of their trucks destroyed, the army said."
        """
        tree = self.tree
        if spoken is None or tree.tokens[owner].text.lower() != "their":
            return spoken
        for i in range(owner - 1, -1, -1):
            token = tree.tokens[i]
            if token.deprel == "nsubj:pass" and token.upos == "NOUN":
                found = side_at(tree, i, self.telling.scene, None)
                return found or spoken
        return spoken

    def _state(self, noun: int, spoken: str | None) -> str | None:
        """Whose "army trucks" and "navy boats" are: the speaker's, its enemy's, or
        those of the state that is told of.
        """
        scene = self.telling.scene
        if len(scene.states) == 1 and is_state(scene.states[0]):
            return scene.states[0]
        for side in (spoken, *scene.enemies(spoken)):
            if side in scene.states:
                return side
        state = scene.references.state_at(self.tree, noun)
        if state is not None and is_state(state.name):
            return state.name
        return only_state(scene)

    def _owning(self, noun: int) -> list[int]:
        """The words of a phrase that can name an owner."""
        tree = self.tree
        found = tree.below(noun, "nmod:poss", "amod", "compound", "nmod:desc")
        for i in tree.below(noun, "nmod"):
            case = tree.first(i, "case")
            if case is not None and tree.lemmas[case] == "of":
                found = [*found, i]
        for i in tree.below(noun, "acl"):
            if tree.lemmas[i] in _OWNING:
                found = [*found, *tree.below(i, "obl", "obl:agent")]
        return [i for i in found if self._can_own(i)]

    def _can_own(self, i: int) -> bool:
        """Whether a word before a noun can be a party: a name, "rebel", "their"."""
        token, lemma = self.tree.tokens[i], self.tree.lemmas[i]
        if not token.text[:1].islower() or "-" in token.text or token.upos == "PRON":
            return True
        if token.deprel in {"nmod", "nmod:poss", "obl", "obl:agent"}:
            return True
        return lemma in _PARTIES or lemma in lexicon("victims.toml", "non_state")

    def _is_origin(self, end: int) -> bool:
        """Whether a country is only where the thing was built: "Russian-made"."""
        after = self.text[end : end + 14].lstrip(" -‑").lower()
        return after.startswith(materiel().origin)

    def _voice(self, noun: int) -> Voice | None:
        return self.telling.voices.at(self.tree.tokens[noun].start)
