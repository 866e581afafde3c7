"""The place names of a report, each with the place that it means there.

One name means one place throughout a report; only as the larger of two ("Albany, New
York") may it mean another. A namesake in a country of which the report does not speak
is not taken. A village that no table holds stands where the report puts it, in its
district, province or country, and its precision says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from herodotus.gazetteer import (
    ActorMention,
    Place,
    division_abbreviated,
    find_place,
    is_country,
    is_demonym,
    is_pinned,
    places_named,
    state_of,
)
from herodotus.gazetteer.folding import key
from herodotus.language import Analysis
from herodotus.model import Report
from herodotus.reading.toponym_choice import Naming, choose
from herodotus.reading.toponym_spans import Located, locate


@dataclass(frozen=True)
class Toponym:
    """A place name in the text and, where the gazetteer knows it, the place.

    `inner` where it is only a part of another name ("the Kunduz Regional Hospital").
    `region` is where the report puts a place that the gazetteer does not know.
    """

    start: int
    end: int
    name: str
    place: Place | None
    inner: bool = False
    region: Place | None = None

    @property
    def is_country(self) -> bool:
        """Whether it names a whole state."""
        return is_country(self.name)


def find_toponyms(
    report: Report, analysis: Analysis, actors: Sequence[ActorMention]
) -> tuple[Toponym, ...]:
    """The place names of an analysed report, in text order."""
    return resolve(
        analysis.text, locate(analysis, actors), actors=actors, home=report.place
    )


def resolve(
    text: str,
    located: Sequence[Located],
    *,
    actors: Sequence[ActorMention] = (),
    home: str | None = None,
) -> tuple[Toponym, ...]:
    """The places that names mean, all of them decided together.

    Args:
        located: the names, in text order.
        actors: who else is named; their countries tell where the report plays.
        home: where the report was written.
    """
    cast = _Cast(text, located)
    taken = {(one.start, one.end) for one in located}
    evidence = Counter(
        mention.actor.country
        for mention in actors
        if mention.actor.country and (mention.start, mention.end) not in taken
    )
    if home:
        cast.add_home(home)
    choose(cast.namings, inside=cast.inside, evidence=evidence)
    spoken_of = _spoken_of(cast, evidence)
    found = []
    for number, one in enumerate(located):
        place = cast.place_of(number)
        if place is not None and _is_stranger(place, spoken_of):
            place = place if is_pinned(one.name) else None
        found.append(Toponym(one.start, one.end, one.name, place, one.inner))
    return tuple(
        _beside(_in_region(number, found, text, cast), text)
        for number in range(len(found))
    )


def apart(toponyms: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The place names of which none overlaps another.

    A building's own name gives way to the place name in it, if that is all the
    gazetteer knows; else the longer name stays.
    """
    kept: list[Toponym] = []
    for one in sorted(toponyms, key=lambda t: (t.place is None, t.start - t.end)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda t: t.start))


#: Between a place and the larger one that it lies in.
_IN = re.compile(
    r",? (?:in|of) (?:the )?(?:[\w'-]+ ){0,3}?|, (?:in |the )?(?:[\w'-]+ ){0,2}?"
    r"| \(|/|,"
)
_POSSESSIVE = re.compile(r"['’]s? (?:[\w-]+ ){0,4}")
_ABBREVIATED = re.compile(
    r",? ?\(?([A-Z]\. ?[A-Z][a-z]*\.|[A-Z][a-z]+\.|[A-Z]{2})(?![\w])"
)


class _Cast:
    """The names of a report: which mentions are one naming, and what lies in what."""

    def __init__(self, text: str, located: Sequence[Located]) -> None:
        self.namings: list[Naming] = []
        self.inside: list[tuple[int, int]] = []
        self.outer: dict[int, int] = {}
        self._of: dict[int, int] = {}
        self._divisions: dict[int, Place] = {}
        self._numbers: dict[tuple[str, bool], int] = {}
        self._located = located
        larger = self._larger(text)
        for i, one in enumerate(located):
            self._of[i] = self._naming(one.name, as_region=i in larger.values())
        for small, large in larger.items():
            self.outer[small] = large
            self.inside.append((self._of[small], self._of[large]))
        for i, one in enumerate(located):
            if i in larger:
                continue
            found = _ABBREVIATED.match(text, one.end)
            division = division_abbreviated(found[1]) if found else None
            if division is not None and text[one.end : one.end + 1] in ",(":
                self._divisions[i] = division
                number = self._fixed(division)
                self.inside.append((self._of[i], number))

    def _larger(self, text: str) -> dict[int, int]:
        """For each mention the one right beside it that it is said to lie in."""
        found = {}
        for i, (one, other) in enumerate(pairwise(self._located)):
            between = text[one.end : other.start]
            if len(between) > 40 or "\n" in between:
                continue
            if _IN.fullmatch(between):
                found[i] = i + 1
            elif _POSSESSIVE.fullmatch(between):
                found[i + 1] = i
        return found

    def _naming(self, name: str, *, as_region: bool) -> int:
        plain = key(name).removeprefix("the ")
        places: Sequence[Place] = places_named(name)
        if not places:
            state = state_of(name)  # "Russian", should that stand as a place
            other = division_abbreviated(name)
            other = other or (find_place(state.name) if state else None)
            places = [other] if other is not None else []
        if as_region:
            regions = [place for place in places if place.precision >= 3]
            as_region = 0 < len(regions) < len(places)
            places = regions or places
        number = self._numbers.setdefault((plain, as_region), len(self.namings))
        if number == len(self.namings):
            self.namings.append(Naming(plain, places))
        else:
            self.namings[number].count += 1
        return number

    def _fixed(self, place: Place) -> int:
        number = self._numbers.setdefault((place.name, True), len(self.namings))
        if number == len(self.namings):
            self.namings.append(Naming(key(place.name), [place]))
        return number

    def add_home(self, name: str) -> None:
        """The place that a report was written at speaks like three mentions."""
        self.namings[self._naming(name, as_region=False)].count += 2

    def division_of(self, mention: int) -> Place | None:
        """The division whose shortened name follows a mention ("Akron, Ohio")."""
        return self._divisions.get(mention)

    def place_of(self, mention: int) -> Place | None:
        """What a mention means."""
        return self.namings[self._of[mention]].best


def _spoken_of(cast: _Cast, evidence: Counter[str]) -> Counter[str]:
    """How many names and people of each country the report has."""
    found = Counter(evidence)
    for naming in cast.namings:
        place = naming.best
        if place is not None and place.country:
            found[place.country] += 2 if place.precision >= 4 else 1
    return found


def _is_stranger(place: Place, spoken_of: Counter[str]) -> bool:
    """Whether a place is a small one, alone in a country that nothing else names."""
    if place.precision > 3 or place.population > 200_000 or place.side:
        return False
    if place.geonameid is None and place.precision <= 2:
        return False
    return spoken_of[place.country] < 2 and len(spoken_of) > 1


#: Words that put a thing beside a place, not into it.
_NEAR = re.compile(
    r"(?i)\b(?:near|nearby|outside|around|close to|outskirts of|suburbs? of"
    r"|(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)? of"
    r"|(?:km|kilomet(?:er|re)s?|miles?) (?:\w+ )?(?:from|of|off))"
    r" (?:the (?:[\w-]+ ){0,2}(?:of )?)?$"
)


def _beside(toponym: Toponym, text: str) -> Toponym:
    """A place that something is near to, with UCDP's precision for that, 2."""
    place = toponym.place
    if place is None or place.precision != 1:
        return toponym
    if not _NEAR.search(text, max(0, toponym.start - 50), toponym.start):
        return toponym
    return replace(toponym, place=place._replace(precision=2))


def _in_region(
    number: int, found: Sequence[Toponym], text: str, cast: _Cast
) -> Toponym:
    """A place that no table holds, in the region that the report gives for it.

    That is the larger place beside it ("Khor, in Idlib province"), else the district
    or province of its sentence, else the one that the report names most, else the
    only country of the report.
    """
    toponym = found[number]
    if toponym.place is not None or is_demonym(toponym.name):
        return toponym
    outer = cast.outer.get(number)
    region = found[outer].place if outer is not None else cast.division_of(number)
    if region is None or region.precision <= 2:
        region = _of_sentence(toponym, found, text)
    if region is None:
        areas = Counter(
            t.place for t in found if t.place and t.place.precision in _AREA
        )
        lands = {t.place.country for t in found if t.place and t.place.country}
        if areas:
            region = areas.most_common(1)[0][0]
        elif len(lands) == 1:
            region = next(t.place for t in found if t.place and t.place.country)
            if region.precision <= 2:
                region = region._replace(precision=5)
    return replace(toponym, region=region)


#: UCDP's where_prec of a district and of a province.
_AREA = (3, 4)


def _of_sentence(toponym: Toponym, found: Sequence[Toponym], text: str) -> Place | None:
    """The nearest district or province in the words around a place name."""
    near = []
    for other in found:
        if other.place is None or other.place.precision not in _AREA:
            continue
        start, end = min(toponym.end, other.end), max(toponym.start, other.start)
        if end - start < 150 and not _SENTENCE_END.search(text, start, end):
            near.append((end - start, other.place))
    return min(near, key=lambda pair: pair[0])[1] if near else None


_SENTENCE_END = re.compile(r"[.!?][\"”’']? +[\"“‘']?[A-Z]|\n")
