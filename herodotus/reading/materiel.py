"""Materiel: tanks, aircraft, guns and ships destroyed, captured or shot down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from herodotus.model import Fate, Item, MaterielClaim
from herodotus.reading.acts import (
    agents,
    happened,
    particle,
    patients,
    subjects,
)
from herodotus.reading.belligerents import enemy_of, side_at
from herodotus.reading.materiel_phrases import Lost, Stock
from herodotus.reading.materiel_terms import materiel
from herodotus.reading.relevance import has_other_cause
from herodotus.reading.repeats import headline_end
from herodotus.reading.telling import Happening, Telling
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice

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
        stock = Stock(tree, telling)
        if not stock.items:
            continue
        start, end = tree.sentence.start, tree.sentence.end
        if has_other_cause(scene.report.text[start:end]):
            continue
        for loss in _losses(tree, stock):
            found += _claims(telling, number, loss)
    return _once(found, headline_end(scene.report.text, scene.report.body_start))


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
            if _can_befall(tree, told.trigger, thing.item)
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
            if fate is not None:
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
        if lemma == "set" and any(tree.lemmas[i] == "fire" for i in tree.below(verb)):
            return "destroyed"
    return terms.verbs.get(lemma)


def _befallen(tree: Tree, verb: int) -> list[int]:
    """What an act befell; for "two tanks burned" its subject."""
    found = patients(tree, verb)
    if any(tree.lemmas[i] == "fire" for i in found):  # "set fire to six carriers"
        return [*found, *tree.below(verb, "obl", "iobj")]
    if not found and tree.lemmas[verb] in materiel().befalls:
        return subjects(tree, verb)
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


def _can_befall(tree: Tree, trigger: int, item: Item) -> bool:
    """Whether a fate fits: what is shot down flies, what sinks floats."""
    terms = materiel()
    lemma = tree.lemmas[trigger]
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
    by = [] if _is_of_loser(tree, trigger) else agents(tree, trigger)
    shared_owner = next((thing.owner for thing in loss.things if thing.owner), None)
    for thing in loss.things:
        tokens = [trigger, *tree.below(trigger, "aux", "aux:pass", "compound:prt")]
        start, end = tree.extent(tokens)
        start, end = min(start, thing.start), max(end, thing.end)
        voice = telling.voices.at(thing.start)
        if voice is not None and voice.stance in {"denies", "doubts"}:
            continue
        owner, perpetrator = _sides(
            telling, tree, trigger, by, thing.owner or shared_owner, voice
        )
        if not thing.sure and (owner is None or not _is_of_loser(tree, trigger)):
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


def _is_of_loser(tree: Tree, trigger: int) -> bool:
    return tree.lemmas[trigger] in {"lose", "loss"}


def _sides(
    telling: Telling,
    tree: Tree,
    trigger: int,
    by: list[int],
    owner: str | None,
    voice: Voice | None,
) -> tuple[str | None, str | None]:
    """Whose it was and who did it: by the words, else each is the other's enemy."""
    scene = telling.scene
    if owner is None and _is_of_loser(tree, trigger):
        owner = _loser(telling, tree, trigger, voice)
    perpetrator = None
    for token in by:
        perpetrator = perpetrator or side_at(tree, token, scene, voice)
    if perpetrator == owner:
        perpetrator = None
    spoken = voice.side if voice is not None else None
    for token in tree.below(trigger, "obl") if owner is None else ():
        case = tree.first(token, "case")  # "seized from the Iraqi army"
        if case is not None and tree.lemmas[case] == "from":
            owner = side_at(tree, token, scene, voice)
    if owner is None and perpetrator is not None:
        owner = enemy_of(perpetrator, scene)
    if owner is None and spoken is not None:
        owner = spoken if _is_of_loser(tree, trigger) else enemy_of(spoken, scene)
    if owner is not None and perpetrator is None:
        enemies = scene.enemies(owner)
        perpetrator = spoken if spoken in enemies else next(iter(enemies), None)
    return owner, perpetrator


def _loser(
    telling: Telling, tree: Tree, trigger: int, voice: Voice | None
) -> str | None:
    """Who "lost four tanks", or whose "losses included" them."""
    near = subjects(tree, trigger)
    if tree.tokens[trigger].upos == "NOUN":
        near = [trigger]
    for token in near:
        found = side_at(tree, token, telling.scene, voice)
        if found is not None:
            return found
    return None


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
    sides = {first.owner_side, second.owner_side} - {None}
    if len(sides) > 1:
        return False
    again = bool(_AGAIN.match(second.text))
    if again and second.low == 1 and first.low is not None:
        return True
    if (first.low, first.high) != (second.low, second.high):
        return False
    places = {c.place for c in (first, second) if c.place_precision in {1, 2}} - {None}
    if len(places) > 1:
        return False
    voices = {first.attributed_to, second.attributed_to}
    return None in voices or len(voices) == 1 or first.low == 1 or again
