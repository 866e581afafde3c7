"""Ground that changes hands: named, counted, or only called a position."""

from __future__ import annotations

import re
from dataclasses import dataclass

from herodotus.gazetteer import Place, canonical_place, find_place
from herodotus.reading.control_terms import control
from herodotus.reading.phrases import Phrases
from herodotus.reading.scene import Scene, Toponym
from herodotus.reading.telling import Shared, Telling, located
from herodotus.reading.tree import Tree
from herodotus.reading.where import Spot

#: Ground whose place the report gives only as a wider area (UCDP where_prec 5).
_FUZZY = 5
#: From this precision on a place is a province or more (UCDP where_prec).
_REGION = 4
#: Up to this precision a place is a town (UCDP where_prec).
_TOWN = 2
#: A town of so many people is not taken for a person of the same name.
_LARGE = 20_000
#: So many characters back "the city" finds its name.
_BACK = 400


@dataclass(frozen=True)
class Ground:
    """A phrase that means ground: its head token, its words and how it is told.

    `toponym` is the place named by it or in it; `counted` marks settlements told by
    their number, whose words stand for the place ("six villages").
    """

    head: int
    start: int
    end: int
    toponym: Toponym | None
    named: bool
    counted: bool
    weak: bool
    lemma: str
    number: int | None = None

    @property
    def vague(self) -> bool:
        """Whether the words say neither which ground nor how much."""
        return self.toponym is None and not self.counted

    @property
    def coarse(self) -> bool:
        """Whether the words give no more than a region for some position or hill."""
        if self.counted or self.toponym is None or self.lemma == "":
            return self.vague
        place = self.toponym.place
        return place is not None and place.precision >= _REGION

    def is_same(self, other: Ground) -> bool:
        """Whether two phrases mean the same ground: one name, or number and kind."""
        if self.toponym is not None and other.toponym is not None:
            if self.toponym.name != other.toponym.name:
                return self._is_wider(other) or other._is_wider(self)
            if not self.counted and not other.counted:
                return True
        told = (self.lemma, self.number)
        return self.counted and told == (other.lemma, other.number)

    def _is_wider(self, other: Ground) -> bool:
        """Whether this is the country of the other's site: "a Sri Lankan base"."""
        if self.toponym is None or not self.toponym.is_country or self.counted:
            return False
        return bool(self.lemma) and self.lemma == other.lemma and not other.counted

    def shared(self, shared: Shared, text: str) -> Shared:
        """What a claim shares with others, at this ground instead of the story's."""
        toponym = self.toponym
        place = toponym.place if toponym is not None else None
        if self.counted:
            shared = {**shared, "place": " ".join(text[self.start : self.end].split())}
            if place is not None:
                shared = {**shared, "lat": place.lat, "lon": place.lon}
            if shared.get("lat") is not None:
                shared = {**shared, "place_precision": _FUZZY}
            return shared
        if toponym is None:
            words = _ARTICLE.sub("", " ".join(text[self.start : self.end].split()))
            if self.lemma in control().buildings and " " in words:
                return {**shared, "place": words}
            return shared
        name = toponym.name.strip(" ,.")
        known = canonical_place(name) if place is not None else name
        return {**shared, **located(Spot(known, place))}


def grounds_at(
    tree: Tree, tokens: list[int], telling: Telling, *, surely: bool = False
) -> list[Ground]:
    """The ground among these nouns and what is coordinated with them."""
    found: list[Ground] = []
    waiting = sorted(tokens)
    seen: set[int] = set()
    while waiting:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        inner = _names_of(tree, here, telling)
        if inner:  # "the towns of Kidal, Gao and Timbuktu"
            waiting += inner
            continue
        ground = ground_at(tree, here, telling, surely=surely)
        if ground is not None:
            found.append(ground)
            surely = surely or ground.named  # and so is what is listed with it
        waiting += tree.below(here, "conj")
        if tree.tokens[here].upos == "NUM" or tree.lemmas[here] in _COUNTING:
            waiting += _of(tree, here)
    return found


def _names_of(tree: Tree, token: int, telling: Telling) -> list[int]:
    """The names that a plural of settlements introduces, where there are several."""
    text, lemma = tree.tokens[token].text.lower(), tree.lemmas[token]
    if lemma not in control().settlements or text == lemma:
        return []
    named = [i for i in _of(tree, token) if tree.tokens[i].upos == "PROPN"]
    return [i for i in named if tree.below(i, "conj")]


def ground_at(
    tree: Tree, token: int, telling: Telling, *, surely: bool = False
) -> Ground | None:
    """The ground that the noun phrase headed by a token means; None if it is none."""
    scene, lemma = telling.scene, tree.lemmas[token]
    named = toponym_at(tree, token, scene)
    if named is None:
        named = _known_place(tree, token, scene, surely=surely)
    if named is not None and lemma not in control().ground:
        return Ground(token, named.start, named.end, named, True, False, False, "")
    if lemma not in control().ground or tree.tokens[token].upos not in _NOMINAL:
        return None
    before = {tree.lemmas[i] for i in tree.below(token, "amod", "compound")}
    if before & control().not_ground and lemma not in control().buildings:
        return None
    inside = [i for i in tree.core(token) if not _is_aside(tree, i, token)]
    start, end = tree.extent(inside)
    start = min(start, _number_start(tree, token, start))
    named = named or _named_within(tree, inside, scene)
    if named is None or named.is_country:
        named = _name_before(tree, token, scene) or named
    if named is None and _is_told_before(tree, token):
        if lemma in control().settlements:
            named = _last_named(start, scene) or _known_before(tree, token, scene)
        else:
            named = _site_before(tree, token, scene)
    number = _number(tree, token, telling)
    counted = number is not None and lemma in control().settlements
    if named is not None and not counted:
        return Ground(token, start, end, named, True, False, False, lemma)
    weak = lemma in control().weak and not before
    return Ground(token, start, end, named, False, counted, weak, lemma, number)


def toponym_at(tree: Tree, token: int, scene: Scene) -> Toponym | None:
    """The place whose name holds a token; names of actors alone are none."""
    at = tree.tokens[token]
    for toponym in scene.toponyms_in(tree.sentence.start, tree.sentence.end):
        if toponym.start < at.end and at.start < toponym.end:
            return toponym
    return None


def _is_told_before(tree: Tree, token: int) -> bool:
    """Whether "the city" or "the base" stands for one named before."""
    if tree.tokens[token].text.lower() != tree.lemmas[token]:
        return False
    below = [i for i in tree.below(token) if tree.tokens[i].deprel != "case"]
    return bool(below) and all(tree.lemmas[i] in {"the", "that", "to"} for i in below)


def _last_named(start: int, scene: Scene) -> Toponym | None:
    """The last town named before a character."""
    towns = [
        t
        for t in scene.toponyms_in(max(0, start - _BACK), start)
        if t.place is None or t.place.precision <= _TOWN
    ]
    return towns[-1] if towns else None


def _known_before(tree: Tree, token: int, scene: Scene) -> Toponym | None:
    """A place of the gazetteer named earlier in the sentence, not seen as a place."""
    for i in range(token - 1, -1, -1):
        if tree.tokens[i].deprel in {"obj", "obl", "nsubj", "nsubj:pass", "nmod"}:
            found = _known_place(tree, i, scene, surely=False)
            if found is not None and not found.is_country:
                return found
    return None


def _name_before(tree: Tree, token: int, scene: Scene) -> Toponym | None:
    """The name of a site that no file knows: "the Rumangabo base"."""
    before = [
        i
        for i in tree.below(token, "compound", "nmod:desc")
        if tree.tokens[i].upos == "PROPN" and i < token
    ]
    if not before or tree.tokens[token].upos != "NOUN":
        return None
    start, end = tree.extent([j for i in before for j in tree.under(i)])
    person = any(first < end and start < last for first, last in scene.persons)
    if person or scene.actors_in(start, end):
        return None
    name = scene.report.text[start:end]
    return Toponym(start, end, name, find_place(name))


def _site_before(tree: Tree, token: int, scene: Scene) -> Toponym | None:
    """The place of the site of that kind told of before: "the base at Kolbiyow"."""
    here = (scene.sentence_of(tree.sentence.start), token)
    for number, i in reversed(scene.places_of.get(tree.lemmas[token], ())):
        if (number, i) < here:
            there = scene.trees[number]
            found = _named_within(there, [*there.core(i), *_where(there, i)], scene)
            if found is not None and not found.is_country:
                return found
    return None


def _where(tree: Tree, site: int) -> list[int]:
    """Where something is done to a site: "attacked a base in the town of Kidal"."""
    found: list[int] = []
    over = tree.tokens[site].head
    if over >= 0 and tree.tokens[over].upos == "VERB":
        for i in tree.below(over, "obl"):
            case = tree.first(i, "case")
            if i > site and case is not None and tree.lemmas[case] in _INSIDE:
                found += tree.core(i)
    return found


def _known_place(
    tree: Tree, token: int, scene: Scene, *, surely: bool
) -> Toponym | None:
    """A name that was not seen as a place: one of the gazetteer, or one that says so.

    `surely` marks the object of a verb that is only done to places: "retook Timbuktu".
    """
    if tree.tokens[token].upos != "PROPN":
        return None
    inside = [token, *tree.below(token, "flat", "compound")]
    start, end = tree.extent(inside)
    kinds = {tree.lemmas[i] for i in inside}
    kinds |= {tree.lemmas[i] for i in tree.below(token, "appos")}
    surely = surely or bool(kinds & (control().ground | control().name_words))
    person = any(first < end and start < last for first, last in scene.persons)
    actors = scene.actors_in(start, end)
    if any(mention.form != "capital" for mention in actors):
        return None
    near = {m.actor.country for m in scene.actors if m.actor.country}
    name = scene.report.text[start:end]
    place = find_place(name, near=near)
    if place is not None and (not near or place.country in near):
        if surely or not person or _is_town_of_two_words(place, name):
            return Toponym(start, end, name, place)
    if actors or (person and not surely):
        return None
    return Toponym(start, end, name, None) if surely else None


def _is_town_of_two_words(place: Place, name: str) -> bool:
    """Whether a name is more likely this town than somebody's: "Wad Madani"."""
    large = place.precision <= _TOWN and (place.population or 0) >= _LARGE
    return large and " " in name


def _named_within(tree: Tree, tokens: list[int], scene: Scene) -> Toponym | None:
    """The finest place named in a phrase: "the village of Talysh", "the Ganja base"."""
    start, end = tree.extent(tokens)
    found = [
        t
        for t in scene.toponyms_in(start, end)
        if not any(
            m.form == "demonym" or m.actor.kind == "armed_group"
            for m in scene.actors_in(t.start, t.end)
        )
    ]
    return min(
        found,
        key=lambda t: (
            t.is_country,
            t.place.precision if t.place is not None else 2,
            t.start,
        ),
        default=None,
    )


def _number(tree: Tree, token: int, telling: Telling) -> int | None:
    """The least number that the words give, if it is not one: "six", "several"."""
    start, end = tree.sentence.start, tree.sentence.end
    inside = [q for q in telling.quantities if start <= q.start < end]
    phrases = Phrases(tree, inside, ())
    quantity = phrases.count(token) or phrases.number(tree.tokens[token].head)
    if quantity is None or quantity.form in {"article", "none"}:
        return None
    return quantity.low if quantity.low != 1 else None


def _number_start(tree: Tree, token: int, start: int) -> int:
    """Where "six of the villages" begins."""
    over = tree.tokens[token].head
    if over >= 0 and over < token and tree.tokens[over].upos == "NUM":
        if tree.tokens[token].deprel == "nmod":
            return tree.tokens[over].start
    return start


def _is_aside(tree: Tree, i: int, head: int) -> bool:
    """Whether a word of a phrase stands beside the ground, not in it: "near Iran"."""
    here = i
    while here != head:
        token = tree.tokens[here]
        if token.deprel in {"amod", "advmod"} and here > head:
            return True  # "close to the border"
        case = tree.first(here, "case")
        if token.head == head and case is not None:
            if tree.lemmas[case] in {"from", "by", "after", "with", "since", "during"}:
                return True
        here = token.head
        if here < 0:
            return True
    return False


def _of(tree: Tree, number: int) -> list[int]:
    found = []
    for i in tree.below(number, "nmod", "obl"):
        case = tree.first(i, "case")
        if case is not None and tree.lemmas[case] == "of":
            found.append(i)
    return found


_ARTICLE = re.compile(r"^(?:the|a|an)\s", re.IGNORECASE)
_INSIDE = {"in", "at", "near", "outside"}
_NOMINAL = {"NOUN", "PROPN"}
_COUNTING = {
    "dozen", "score", "number", "hundred", "part", "most", "much", "half", "all", "lot",
    "majority", "rest", "series", "control", "string", "pair", "couple", "bulk", "some",
    "one", "two", "many", "several", "percent", "third", "quarter", "swathe", "stretch",
    "handful", "section", "chunk", "swath",
}  # fmt: skip
