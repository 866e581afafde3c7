"""What a report is about as a whole: its parties, its war, its places, its day.

A sentence such as "the army said 12 soldiers died" names neither country nor enemy.
The scene does: it is built once a report from the actors, places and times found in it,
and the rules for sides, voices, dates and places ask it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, wraps
from typing import Any, ParamSpec, TypeVar

from herodotus.gazetteer import (
    Actor,
    ActorMention,
    Conflict,
    conflicts_for,
    find_actors,
    find_place,
    resolve_actor,
    state_of,
)
from herodotus.language import Analysis
from herodotus.model import Report
from herodotus.reading.coreference import References
from herodotus.reading.naming import settled_names
from herodotus.reading.terms import listed
from herodotus.reading.times import Timex, find_times
from herodotus.reading.toponyms import Toponym as Toponym
from herodotus.reading.toponyms import apart, find_toponyms
from herodotus.reading.tree import Tree

P = ParamSpec("P")
T = TypeVar("T")

#: A war that began this many days ago or less is told as one running total.
RUNNING_WAR = timedelta(days=120)


def once_a_scene(ask: Callable[P, T]) -> Callable[P, T]:
    """Have what is asked about a scene, the last argument, worked out only once."""

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        *rest, scene = args
        assert isinstance(scene, Scene)
        asked = (ask, *rest)
        if asked not in scene.answers:
            scene.answers[asked] = ask(*args, **kwargs)
        known: T = scene.answers[asked]
        return known

    return answer


@dataclass(frozen=True)
class Scene:
    """One report's words with everything that was found in them."""

    report: Report
    analysis: Analysis
    trees: tuple[Tree, ...]
    actors: tuple[ActorMention, ...]
    toponyms: tuple[Toponym, ...]
    times: tuple[Timex, ...]
    persons: tuple[tuple[int, int], ...]
    paragraphs: tuple[int, ...] = field(default=())
    place_names: tuple[Toponym, ...] = ()
    """All place names, those inside other names too, none overlapping another."""

    @classmethod
    def of(cls, report: Report, analysis: Analysis) -> Scene:
        """The scene of an analysed report."""
        trees = tuple(Tree(sentence) for sentence in analysis.sentences)
        aside = [*report.headers, *([report.dateline] if report.dateline else [])]

        def in_prose(position: int) -> bool:
            return not any(start <= position < end for start, end in aside)

        actors = find_actors(report.text)
        analysis = replace(analysis, names=settled_names(analysis, actors))
        named = [
            t for t in find_toponyms(report, analysis, actors) if in_prose(t.start)
        ]
        return cls(
            report=report,
            analysis=analysis,
            trees=trees,
            actors=actors,
            toponyms=tuple(t for t in named if not t.inner),
            times=tuple(
                t
                for t in find_times(report.text, anchor=report.date)
                if in_prose(t.start)
            ),
            persons=_persons(analysis, actors),
            place_names=apart(named),
        )

    # -- parties ------------------------------------------------------------------

    @cached_property
    def sides(self) -> Counter[str]:
        """How often each belligerent, or its people, is named."""
        return Counter(m.actor.side for m in self.actors if m.actor.side)

    @cached_property
    def states(self) -> list[str]:
        """States named in the report, the most often named first."""
        counted = Counter(
            m.actor.side
            for m in self.actors
            if m.actor.side and m.actor.kind in {"state", "institution", "people"}
        )
        if self.report.place:
            place = find_place(self.report.place, near=None)
            for mention in self.actors:
                if place and place.country and mention.actor.country == place.country:
                    side = mention.actor.side
                    if side is not None and side in counted:
                        counted[side] += 1
                        break
        return [name for name, _ in counted.most_common()]

    @cached_property
    def groups(self) -> list[Actor]:
        """Armed groups named in the report, the most often named first."""
        named = [m.actor for m in self.actors if m.actor.kind == "armed_group"]
        order = Counter(actor.name for actor in named)
        first = {actor.name: actor for actor in reversed(named)}
        return [first[name] for name, _ in order.most_common()]

    @cached_property
    def conflict(self) -> Conflict | None:
        """The known conflict that the report tells of, if its parties or places fit."""
        places = {t.name for t in self.toponyms}
        found = conflicts_for(set(self.sides), places, self.report.date)

        def presence(conflict: Conflict) -> int:
            """How often the less named of the two principal parties is named."""
            return min(self.sides[conflict.a[0]], self.sides[conflict.b[0]])

        return max(found, key=presence, default=None)

    @cached_property
    def crosses_border(self) -> bool:
        """Whether civilians belong to one of the sides in this war."""
        if self.conflict is None:
            return False
        place = self.conflict.place
        return all(_has_land(c, place) for c in (self.conflict.a, self.conflict.b))

    @cached_property
    def lands(self) -> dict[str, str]:
        """The state or territory of each country (ISO3) that a camp stands for."""
        if self.conflict is None:
            return {}
        states = [state_of(name) for name in (*self.conflict.a, *self.conflict.b)]
        return {s.country: s.name for s in states if s is not None and s.country}

    @cached_property
    def parties(self) -> frozenset[str]:
        """The principal sides of the conflict, and allies named more than once."""
        if self.conflict is None:
            return frozenset()
        principal = {self.conflict.a[0], self.conflict.b[0]}
        others = {*self.conflict.a, *self.conflict.b} - principal
        often = {name for name in others if self.sides[name] > 1}
        return frozenset(principal | often)

    @cached_property
    def running_since(self) -> date | None:
        """The first day of a war that is still young enough for running totals."""
        day = self.report.date
        if day is None:
            return None
        if self.conflict is not None and self.conflict.start is not None:
            begun = self.conflict.start
            if timedelta(0) <= day - begun <= RUNNING_WAR:
                return begun
        return None

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last names of the people whom the report names in full."""
        names = (self.report.text[start:end].split() for start, end in self.persons)
        return frozenset(words[-1] for words in names if len(words) > 1)

    @cached_property
    def wide_names(self) -> frozenset[str]:
        """Names that the report gives to a province or district somewhere."""
        kinds = "|".join(listed("grounds.toml", "wide"))
        text, found = self.report.text, set()
        for toponym in self.toponyms:
            if re.match(rf"\W*(?:{kinds})\b", text[toponym.end :], re.IGNORECASE):
                found.add(toponym.name)
            words = toponym.name.rsplit(" ", 1)
            if len(words) == 2 and words[1].lower() in listed("grounds.toml", "wide"):
                found.add(words[0])
        return frozenset(found)

    @cached_property
    def home(self) -> str | None:
        """The state on whose ground most of the report happens."""
        counted: Counter[str] = Counter()
        for toponym in self.toponyms:
            if toponym.place is not None and toponym.place.country:
                counted[toponym.place.country] += 1 if toponym.is_country else 2
        if self.report.place:
            place = find_place(self.report.place, near=None)
            if place is not None and place.country:
                counted[place.country] += 1
        by_country = {
            m.actor.country: m.actor.side
            for m in self.actors
            if m.actor.kind in {"state", "institution", "people"} and m.actor.country
        }
        for country, _ in counted.most_common():
            if by_country.get(country):
                return by_country[country]
            state = state_of(country)  # not named, but its towns are
            if state is not None:
                return state.name
        return self.states[0] if self.states else None

    def enemies(self, side: str | None) -> list[str]:
        """The sides that fight a side, by the known conflict or by what is named."""
        if side is None:
            return []
        if self.conflict is not None:
            enemies = self.conflict.opponents(side)
            if enemies:
                return [e for e in enemies if e in self.sides]
        groups = [a.name for a in self.groups if a.name != side]
        if groups and side in self.states:
            return groups
        return [name for name, _ in self.sides.most_common() if name != side]

    @cached_property
    def answers(self) -> dict[object, Any]:  # each question has its own type
        """What was found out about the scene so far (see `once_a_scene`)."""
        return {}

    @cached_property
    def references(self) -> References:
        """What the report's pronouns, short names and bare nouns stand for."""
        return References(self)

    # -- looking around -------------------------------------------------------------

    def is_header(self, tree: Tree) -> bool:
        """Whether a sentence lies in a line of the header, with no prose in it."""
        first, last = tree.sentence.start, tree.sentence.end
        return any(start <= first and last <= end for start, end in self.report.headers)

    def actors_in(self, start: int, end: int) -> list[ActorMention]:
        """The actor mentions that overlap these characters."""
        first = max(bisect_right(self._starts("actors"), start) - 1, 0)
        last = bisect_left(self._starts("actors"), end)
        return [m for m in self.actors[first:last] if start < m.end]

    def times_in(self, start: int, end: int) -> list[Timex]:
        """The time expressions inside these characters."""
        first = bisect_left(self._starts("times"), start)
        last = bisect_left(self._starts("times"), end)
        return [t for t in self.times[first:last] if t.end <= end]

    def toponyms_in(self, start: int, end: int) -> list[Toponym]:
        """The place names inside these characters."""
        first = bisect_left(self._starts("toponyms"), start)
        last = bisect_left(self._starts("toponyms"), end)
        return [t for t in self.toponyms[first:last] if t.end <= end]

    def sentence_of(self, position: int) -> int:
        """The index of the sentence that holds a character."""
        return min(bisect_right(self._ends, position), len(self.trees) - 1)

    def _starts(self, what: str) -> list[int]:
        return self._all_starts[what]

    @cached_property
    def _all_starts(self) -> dict[str, list[int]]:
        return {
            "actors": [m.start for m in self.actors],
            "times": [t.start for t in self.times],
            "toponyms": [t.start for t in self.toponyms],
        }

    @cached_property
    def _ends(self) -> list[int]:
        return [tree.sentence.end for tree in self.trees]

    @cached_property
    def places_of(self) -> dict[str, list[tuple[int, int]]]:
        """Where each lemma stands: sentence and token."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, tree in enumerate(self.trees):
            for i, lemma in enumerate(tree.lemmas):
                found.setdefault(lemma, []).append((number, i))
        return found

    @cached_property
    def leading_groups(self) -> list[Actor]:
        """Armed groups named early or more than once, the most often named first."""
        early = len(self.report.text) * 0.7
        named = [m for m in self.actors if m.actor.kind == "armed_group"]
        count = Counter(m.actor.name for m in named)
        first = {m.actor.name: m.start for m in reversed(named)}
        return [a for a in self.groups if first[a.name] <= early or count[a.name] > 1]

    @cached_property
    def paragraph_of(self) -> tuple[int, ...]:
        """For each sentence the number of its paragraph, from 1."""
        numbers, number, last = [], 0, -1
        for tree in self.trees:
            gap = self.report.text[max(last, 0) : tree.sentence.start]
            if last < 0 or "\n" in gap:
                number += 1
            numbers.append(number)
            last = tree.sentence.end
        return tuple(numbers)


def _has_land(camp: tuple[str, ...], place: str) -> bool:
    """Whether a camp is led by a state or territory, or fights on its second's land.

    "Hezbollah;Lebanon" in a war in Lebanon: the group's civilians are Lebanon's. An
    alliance ("NATO;US") is one of states.
    """
    leader = resolve_actor(camp[0])
    allied = leader is not None and leader.kind == "organisation"
    return (
        state_of(camp[0]) is not None
        or (len(camp) > 1 and camp[1] == place)
        or (allied and any(state_of(name) is not None for name in camp[1:]))
    )


def _persons(
    analysis: Analysis, actors: Sequence[ActorMention]
) -> tuple[tuple[int, int], ...]:
    """People called by name; what the gazetteer knows as a party is no person."""
    parties = {(m.start, m.end) for m in actors}
    return tuple(
        (name.start, name.end)
        for name in analysis.names
        if name.label == "person" and (name.start, name.end) not in parties
    )


def persons_in(scene: Scene, tree: Tree) -> Sequence[tuple[int, int]]:
    """The spans of people's names in a sentence."""
    start, end = tree.sentence.start, tree.sentence.end
    return [p for p in scene.persons if start <= p[0] < end]
