"""How sure: the chance that a careful reader would make the same claim.

The chance follows from signs that are seen while reading: the rule that made the claim,
whether its words name the side and the source or the rest of the report lends them, how
the number is worded, how long the sentence is. Each sign has a weight, fitted on
reports with gold (`data/confidence.toml`); docs/confidence.md says how well that holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from math import exp

from herodotus.gazetteer import resolve_actor
from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
)
from herodotus.reading.repeats import headline_end
from herodotus.reading.speech import speech
from herodotus.reading.telling import Telling
from herodotus.reading.terms import table
from herodotus.reading.tree import Tree
from herodotus.reading.voices import Voice

#: Nothing that is read is certain, and nothing is out of the question.
LEAST, MOST = 0.01, 0.99
_LONG, _VERY_LONG = 30, 45
_MANY = 3
#: Words are the same word when they begin alike: "Azerbaijani" names Azerbaijan.
_STEM = 5
_QUOTES = re.compile(r"[\"“”]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class Weights:
    """What the signs of one kind of claim weigh, in log odds; `base` is without any."""

    base: float
    signs: Mapping[str, float]

    def odds(self, signs: Iterable[str]) -> float:
        """The log odds of a claim with these signs; one not weighed says nothing."""
        return self.base + sum(self.signs.get(sign, 0.0) for sign in sorted(signs))


def sure(claims: Sequence[Claim], telling: Telling) -> list[Claim]:
    """The claims of one report, each with its confidence."""
    seen = Signs(claims, telling)
    known = weights()
    return [
        claim.model_copy(
            update={"confidence": chance(known[claim.kind], seen.of(claim))}
        )
        for claim in claims
    ]


def chance(weighed: Weights, signs: Iterable[str]) -> float:
    """The chance that a claim with these signs is right, in hundredths.

    >>> chance(Weights(1.1, {"long sentence": -1.1}), {"long sentence"})
    0.5
    >>> chance(Weights(9.0, {}), ())
    0.99
    """
    likely = 1 / (1 + exp(-weighed.odds(signs)))
    return min(max(round(likely, 2), LEAST), MOST)


@cache
def weights() -> dict[str, Weights]:
    """The weights of each kind of claim, read once."""
    return {
        kind: Weights(given["base"], given.get("signs", {}))
        for kind, given in table("confidence.toml").items()
    }


class Signs:
    """What there is to see about the claims of one report."""

    def __init__(self, claims: Sequence[Claim], telling: Telling) -> None:
        self.claims = claims
        self.telling = telling
        self.scene = telling.scene
        self.text = telling.scene.report.text

    def of(self, claim: Claim) -> frozenset[str]:
        """The signs of one claim, by name."""
        number = self.scene.sentence_of(claim.start)
        tree = self.scene.trees[number]
        voice = self.telling.voices.at(_counted_at(claim, self.text))
        found = [iter([f"rule {claim.rule}"])]
        if isinstance(claim, CasualtyClaim):
            found += [
                self._side(claim.victim_side, claim, tree),
                self._victims(claim, voice, tree),
                self._count(claim, number),
            ]
        elif isinstance(claim, MaterielClaim):
            found.append(self._side(claim.owner_side, claim, tree))
        elif isinstance(claim, ControlClaim):
            found.append(self._side(claim.by, claim, tree))
        elif isinstance(claim, EventClaim):
            found.append(self._event(claim, number))
        if not isinstance(claim, NondisclosureClaim):
            found += [
                self._source(claim, voice, number),
                self._words(claim, tree),
                self._setting(claim, tree),
            ]
        return frozenset(chain.from_iterable(found))

    # -- of every kind ----------------------------------------------------------------

    def _source(self, claim: Claim, voice: Voice | None, here: int) -> Iterator[str]:
        """Who says it: named here, going on from before, renamed, nobody."""
        if len(self._said_in.get(here, ())) > 1:
            yield "several sources in the sentence"
        if claim.stance != "asserts":
            yield "source confirms, accuses or denies"
        if claim.relayed_by is not None:
            yield "through an agency"
        if claim.attributed_to is None:
            yield from self._no_source(voice, here)
            return
        if voice is None or voice.continued:
            yield "source from before"
        tree = self.scene.trees[here]
        name = _stems(claim.attributed_to)
        if not name <= _stems(self.text[tree.sentence.start : tree.sentence.end]):
            yield "source renamed"
            if not name <= self._stems:
                yield "source by a word that is not in the report"
        if claim.speaker is not None:
            yield "source is a person"
        elif resolve_actor(claim.attributed_to) is None:
            yield "source of no known party"

    def _no_source(self, voice: Voice | None, here: int) -> Iterator[str]:
        """Where the report speaks itself: whether somebody else may be speaking."""
        yield "no source"
        if voice is not None and voice.party is None:
            yield "a source that nobody names"
        elif voice is not None and voice.continued:
            yield "source from before set aside"
        elif voice is not None:
            yield "source set aside"
        elif here in self._said_in or here - 1 in self._said_in:
            yield "no source, but one beside it"
        elif not self._said_in:
            yield "no source in the whole report"
        if not speech().stance.keys().isdisjoint(self.scene.trees[here].lemmas):
            yield "no source, but a verb of speech"

    def _words(self, claim: Claim, tree: Tree) -> Iterator[str]:
        """The sentence and where it stands."""
        before = self.text[tree.sentence.start : claim.start]
        if len(_QUOTES.findall(before)) % 2:
            yield "inside a quotation"
        if len(tree.tokens) > _VERY_LONG:
            yield "very long sentence"
        elif len(tree.tokens) > _LONG:
            yield "long sentence"
        if claim.start < self._headline:
            yield "in a headline"

    def _setting(self, claim: Claim, tree: Tree) -> Iterator[str]:
        """Where and when, and how much of it the sentence itself tells."""
        scene = self.scene
        start, end = tree.sentence.start, tree.sentence.end
        if claim.background:
            yield "history"
        if claim.denied:
            yield "disputed"
        if claim.place is None:
            yield "no place"
        elif claim.place not in {t.name for t in scene.toponyms_in(start, end)}:
            yield "place from elsewhere"
        if not scene.times_in(start, end):
            yield "day from elsewhere"
        if scene.conflict is None:
            yield "no known war"
        elif scene.crosses_border:
            yield "war across a border"
        if len(scene.sides) > _MANY:
            yield "many parties in the report"

    def _side(self, side: str | None, claim: Claim, tree: Tree) -> Iterator[str]:
        """Whose: by the words of the claim, by the sentence, by the report."""
        if side is None:
            yield "no side"
        elif side == "both":
            yield "both sides"
        elif not self._names(side, claim.start, claim.end):
            if self._names(side, tree.sentence.start, tree.sentence.end):
                yield "side from the sentence"
            else:
                yield "side from elsewhere"

    def _names(self, side: str, start: int, end: int) -> bool:
        named = self.scene.actors_in(start, end)
        return any(side in {m.actor.side, m.actor.name} for m in named)

    # -- of one kind ------------------------------------------------------------------

    def _victims(
        self, claim: CasualtyClaim, voice: Voice | None, tree: Tree
    ) -> Iterator[str]:
        """Who the victims are to those who fight and to those who speak."""
        side, status = claim.victim_side, claim.victim_status
        yield f"victims {status}"
        if status == "combatant" and side is None:
            yield "fighters of no side"
        if status == "civilian" and side is not None:
            yield "civilians of a side"
        if voice is not None and voice.side is not None and side is not None:
            yield "own losses" if voice.side == side else "losses of others"
        if claim.perpetrator is None:
            yield "no perpetrator"
        named = self.scene.actors_in(tree.sentence.start, tree.sentence.end)
        sides = {m.actor.side for m in named if m.actor.side}
        if not sides:
            yield "no party in the sentence"
        elif len(sides) >= _MANY:
            yield "many parties in the sentence"

    def _count(self, claim: CasualtyClaim, number: int) -> Iterator[str]:
        """How the number is worded, and which others stand beside it."""
        yield f"counting {claim.counting}"
        if claim.outcome not in {"killed", "injured"}:
            yield "neither killed nor injured"
        if claim.low == claim.high == 1:
            yield "one person"
        elif claim.high is None:
            yield "open number"
        elif claim.low == 0:
            yield "possibly none"
        elif not _DIGIT.search(claim.text):
            yield "number in words"
        if claim.approx:
            yield "rounded number"
        if self._tolls_in[number] >= _MANY:
            yield "many counts in the sentence"
        elif self._tolls_in[number] == 1:
            yield "only count of the sentence"
        if self._told[claim.outcome, claim.low] > 1:
            yield "same count told twice"

    def _event(self, claim: EventClaim, number: int) -> Iterator[str]:
        """How fully the sentence tells who did it to whom."""
        yield f"type {claim.plover}"
        yield f"modality {claim.modality}"
        if not claim.initiators:
            yield "no initiator"
        if not claim.targets:
            yield "no target"
        if len(claim.initiators) > 1 or len(claim.targets) > 1:
            yield "several parties to it"
        if claim.reciprocal:
            yield "reciprocal"
        if any(p.country is None for p in (*claim.initiators, *claim.targets)):
            yield "a party of no known country"
        if self._events_in[number] > 1:
            yield "several events in the sentence"

    # -- of the report ----------------------------------------------------------------

    @cached_property
    def _headline(self) -> int:
        return headline_end(self.text, self.scene.report.body_start)

    @cached_property
    def _stems(self) -> frozenset[str]:
        return _stems(self.text)

    @cached_property
    def _said_in(self) -> dict[int, set[str]]:
        """The parties that are cited in each sentence."""
        found: dict[int, set[str]] = {}
        for statement, voice in self.telling.voices.heard:
            if voice.party is not None:
                number = self.scene.sentence_of(statement.cue[0])
                found.setdefault(number, set()).add(voice.party)
        return found

    @cached_property
    def _tolls_in(self) -> Counter[int]:
        return self._counted(CasualtyClaim)

    @cached_property
    def _events_in(self) -> Counter[int]:
        return self._counted(EventClaim)

    def _counted(self, kind: type[CasualtyClaim | EventClaim]) -> Counter[int]:
        """How many claims of a kind each sentence has."""
        return Counter(
            self.scene.sentence_of(claim.start)
            for claim in self.claims
            if isinstance(claim, kind)
        )

    @cached_property
    def _told(self) -> Counter[tuple[str, int | None]]:
        """How often each number is told of each outcome."""
        return Counter(
            (claim.outcome, claim.low)
            for claim in self.claims
            if isinstance(claim, CasualtyClaim)
        )


def _stems(words: str) -> frozenset[str]:
    """The beginnings of the longer words."""
    return frozenset(word[:_STEM] for word in _WORD.findall(words.casefold()))


def _counted_at(claim: Claim, text: str) -> int:
    """Where the number of a claim stands; without one, where its words begin."""
    if isinstance(claim, CasualtyClaim | MaterielClaim):
        return max(text.find(claim.text, claim.start, claim.end), claim.start)
    return claim.start
