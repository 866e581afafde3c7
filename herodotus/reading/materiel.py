"""Materiel: tanks, aircraft, guns and ships destroyed, captured or shot down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from herodotus.model import Fate, Item, MaterielClaim
from herodotus.reading.acts import happened, particle, patients, subjects
from herodotus.reading.materiel_phrases import Lost, Stock
from herodotus.reading.materiel_sides import (
    agents_of,
    is_told_by_loser,
    sides_of,
    with_known_owners,
)
from herodotus.reading.materiel_terms import materiel
from herodotus.reading.relevance import has_other_cause
from herodotus.reading.repeats import headline_end
from herodotus.reading.telling import Happening, Telling
from herodotus.reading.tree import Tree

_ON = {"on", "against", "upon"}
_AGAIN = re.compile(r"^(?:the|this|that|both|its|their)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"^(?:another|a second|a third|a further)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Fate:
    """A word that tells a fate, and the nouns that it befalls."""

    trigger: int
    fate: Fate
    nouns: list[int]
    rule: str


@dataclass(frozen=True)
class _Loss:
    """A word that tells a fate, and what it befell."""

    trigger: int
    fate: Fate
    rule: str
    things: list[Lost]


def materiel_claims(telling: Telling) -> list[MaterielClaim]:
    """The materiel claims of one report, in text order.

    Only what is counted is claimed: "three tanks", "a helicopter", "dozens of
    vehicles"; a bare "tanks were hit" says not how many and is left out. What a
    headline, a lead and a quotation all tell is told once.
    """
    scene = telling.scene
    found: list[MaterielClaim] = []
    for number, tree in enumerate(scene.trees):
        if not materiel().triggers.intersection(tree.lemmas) or scene.is_header(tree):
            continue
        stock = Stock(tree, telling, before=_item_before(found, number, telling))
        if not stock.items and stock.before is None:
            continue
        start, end = tree.sentence.start, tree.sentence.end
        other = has_other_cause(scene.report.text[start:end])
        for loss in _losses(tree, stock):
            if not other or tree.lemmas[loss.trigger] in materiel().crashes:
                found += _claims(telling, number, loss)
    once = _once(found, headline_end(scene.report.text, scene.report.body_start))
    return with_known_owners(once)


def _item_before(
    found: list[MaterielClaim], number: int, telling: Telling
) -> Item | None:
    """What the sentence before told of: the item that a bare number may count on."""
    if not found or number == 0:
        return None
    before = telling.scene.trees[number - 1].sentence
    return found[-1].item if found[-1].start >= before.start else None


def _losses(tree: Tree, stock: Stock) -> Iterator[_Loss]:
    """Every word of a sentence that tells a fate, with the materiel it befell.

    In "three destroyed tanks and two downed drones" each noun has its own word; what
    has none shares the fate of its list.
    """
    found: list[_Loss] = []
    own: dict[int, int] = {}
    for told in _fates(tree):
        lost = [
            thing
            for thing in stock.counted(told.nouns)
            if _can_befall(tree, told.trigger, thing)
        ]
        if lost and happened(tree, told.trigger):
            found.append(_Loss(told.trigger, told.fate, told.rule, lost))
            for noun in told.nouns:
                own.setdefault(noun, told.trigger)
    taken: set[int] = set()
    for loss in found:
        things = [
            thing
            for thing in loss.things
            if thing.noun not in taken
            and own.get(thing.noun, loss.trigger) == loss.trigger
        ]
        taken.update(thing.noun for thing in things)
        if things:
            yield replace(loss, things=things)


def _fates(tree: Tree) -> Iterator[_Fate]:
    """The words that tell a fate, with the nouns that it befalls."""
    terms = materiel()
    for i, lemma in enumerate(tree.lemmas):
        if lemma not in terms.triggers:
            continue
        upos = tree.tokens[i].upos
        if upos in {"VERB", "ADJ"}:
            fate = _fate(tree, i)
            if fate is not None and not _is_provenance(tree, i, fate):
                yield _Fate(i, fate, _befallen(tree, i), rule="materiel act")
            elif lemma in terms.sum_verbs and _is_sum(tree, i):
                parts = tree.below(i, "obj", "obl")
                yield _Fate(i, "destroyed", parts, rule="materiel loss")
        elif upos == "NOUN" and lemma in terms.actions:
            fate = terms.actions[lemma]
            yield _Fate(i, fate, _of(tree, i, fate), rule="materiel loss")
        elif upos == "NOUN" and lemma in terms.sum_nouns:
            parts = tree.below(i, "appos", "nmod", "dep")
            yield _Fate(i, "destroyed", parts, rule="materiel loss")


def _fate(tree: Tree, verb: int) -> Fate | None:
    terms = materiel()
    lemma = tree.lemmas[verb]
    beside = terms.particles.get(lemma)
    if beside is not None:
        found = particle(tree, verb, frozenset(beside))
        if found is not None:
            return beside[found]
        for i in tree.below(verb, "obl"):  # "left behind three of its trucks"
            case = tree.first(i, "case")
            if case == verb + 1 and tree.lemmas[case] in beside:
                return beside[tree.lemmas[case]]
        if lemma == "set" and any(tree.lemmas[i] == "fire" for i in tree.below(verb)):
            return "destroyed"
    return terms.verbs.get(lemma)


def _is_provenance(tree: Tree, verb: int, fate: Fate) -> bool:
    """Whether a word only tells where one thing came from: "in a captured Humvee"."""
    token = tree.tokens[verb]
    if fate != "captured" or token.deprel != "amod" or token.head < verb:
        return False
    return any(tree.lemmas[i] in {"a", "an"} for i in tree.below(token.head, "det"))


def _befallen(tree: Tree, verb: int) -> list[int]:
    """What an act befell; for "two tanks burned" its subject."""
    found = patients(tree, verb)
    if any(tree.lemmas[i] == "fire" for i in found):  # "set fire to six carriers"
        return [*found, *tree.below(verb, "obl", "iobj")]
    if not found and tree.lemmas[verb] in materiel().befalls:
        return subjects(tree, verb)
    if not found and tree.lemmas[verb] in materiel().particles:
        for i in tree.below(verb, "obl"):  # "made off with four tanks"
            case = tree.first(i, "case")
            if case is not None and tree.lemmas[case] in materiel().object_cases:
                found.append(i)
    return found


def _is_sum(tree: Tree, verb: int) -> bool:
    subject = tree.first(verb, "nsubj")
    return subject is not None and tree.lemmas[subject] in materiel().sum_nouns


def _of(tree: Tree, noun: int, fate: Fate) -> list[int]:
    """What a noun of action befell: "the downing of two drones", "attacks on"."""
    wanted = _ON if fate == "damaged" else {"of"}
    found = []
    for i in tree.below(noun, "nmod", "obl"):
        case = tree.first(i, "case")
        if case is not None and tree.lemmas[case] in wanted:
            found.append(i)
    return found


def _can_befall(tree: Tree, trigger: int, thing: Lost) -> bool:
    """Whether a fate fits: what is shot down flies, what sinks floats."""
    terms = materiel()
    lemma, item = tree.lemmas[trigger], thing.item
    if thing.spent and lemma not in terms.missile_verbs:
        return False
    if lemma in terms.crashes:
        return item in terms.air_items and item != "missile"
    if thing.again:
        return lemma in terms.air_verbs and item in terms.air_items
    if lemma in terms.air_verbs | {"downing", "interception", "shootdown"}:
        return item in terms.air_items
    if item == "missile":
        return lemma in terms.missile_verbs
    return lemma not in {"sink", "sinking"} or item == "vessel"


def _claims(telling: Telling, number: int, loss: _Loss) -> Iterator[MaterielClaim]:
    """One claim for each kind of thing that one act befell."""
    scene = telling.scene
    tree = scene.trees[number]
    trigger = loss.trigger
    by = agents_of(tree, trigger)
    shared_owner = next((thing.owner for thing in loss.things if thing.owner), None)
    listed: tuple[str | None, str | None] = (None, None)
    for thing in loss.things:
        tokens = [trigger, *tree.below(trigger, "aux", "aux:pass", "compound:prt")]
        start, end = tree.extent(tokens)
        start, end = min(start, thing.start), max(end, thing.end)
        voice = telling.voices.at(thing.start)
        if voice is not None and voice.stance in {"denies", "doubts"}:
            continue
        thing = replace(thing, owner=thing.owner or shared_owner)
        owner, perpetrator = sides_of(telling, tree, trigger, thing, voice)
        if owner is None and perpetrator is None:
            owner, perpetrator = listed
        listed = owner, perpetrator
        of_loser = is_told_by_loser(tree, trigger)
        accident = tree.lemmas[trigger] in materiel().crashes
        if (accident or not thing.sure) and (owner is None or not of_loser):
            continue
        happening = Happening(trigger, start, end, agent=by[0] if by else None)
        yield MaterielClaim(
            start=start,
            end=end,
            evidence=scene.report.text[start:end],
            item=thing.item,
            low=thing.low,
            high=thing.high,
            approx=thing.approx,
            text=scene.report.text[thing.start : thing.end],
            owner_side=owner,
            perpetrator=perpetrator,
            fate=loss.fate,
            rule=loss.rule,
            **telling.shared(happening, number),
        )


def _once(claims: list[MaterielClaim], headline: int) -> list[MaterielClaim]:
    """The claims without those that repeat another of the report."""
    kept: list[MaterielClaim] = []
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        twin = next((k for k in kept if _repeats(k, claim)), None)
        if twin is None:
            kept.append(claim)
        elif twin.start < headline <= claim.start:
            kept[kept.index(twin)] = claim
    return sorted(kept, key=lambda c: (c.start, c.end))


def _repeats(first: MaterielClaim, second: MaterielClaim) -> bool:
    """Whether the same things are told again: same item, count and side."""
    if first.item != second.item or first.background != second.background:
        return False
    if _ANOTHER.match(second.text):
        return False
    again = bool(_AGAIN.match(second.text))
    if again and (first.low, first.high) == (second.low, second.high):
        return True  # "the two tanks"
    sides = {first.owner_side, second.owner_side} - {None}
    if len(sides) > 1:
        return False
    if again and second.low == 1 and first.low is not None:
        return True
    if (first.low, first.high) != (second.low, second.high):
        return False
    places = {c.place for c in (first, second) if c.place_precision in {1, 2}} - {None}
    if len(places) > 1:
        return False
    voices = {first.attributed_to, second.attributed_to}
    return None in voices or len(voices) == 1 or first.low == 1 or again
