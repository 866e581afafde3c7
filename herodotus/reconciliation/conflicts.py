"""Of which known war a claim is, and in which country its place lies.

A claim is put with a conflict by its own parties first, its own place and its own days;
what the report is about stands in for what a claim leaves out. A wrong war is worse
than none: where nothing fits well the conflict stays open. History that a report
recalls belongs to the phase of its own days, not to that of the news.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from herodotus.errors import UnknownConflict
from herodotus.gazetteer import (
    Conflict,
    canonical_place,
    conflicts_for,
    find_place,
    is_country,
    known_conflicts,
    places_named,
    resolve_actor,
)
from herodotus.gazetteer.folding import key
from herodotus.model import Claim, Reading


class Placed(NamedTuple):
    """Where a claim belongs: a known conflict by its name, a country by its ISO3."""

    conflict: str | None
    country: str | None


def assign(reading: Reading) -> dict[str, Placed]:
    """The conflict and the country of each claim of a reading, by the claim's id."""
    grounds = _grounds(reading.claims)
    day = reading.report.date
    cases = [_case(claim, grounds[claim.id].name, day) for claim in reading.claims]
    main = _main(cases, reading.report.place, day)
    return {
        claim.id: Placed(_conflict(case, main), grounds[claim.id].country)
        for claim, case in zip(reading.claims, cases, strict=True)
    }


def conflicts_named(words: str) -> tuple[str, ...]:
    """The known conflicts that a user means by some words, in the data file's order.

    An exact name is that conflict alone. Otherwise a conflict is meant where its name
    holds all the words, where it is fought in the place that they name, or where they
    name both its sides.

    >>> conflicts_named("gaza war")
    ('Gaza war',)
    >>> "First Nagorno-Karabakh war" in conflicts_named("Karabakh")
    True
    >>> conflicts_named("Eritrea and Ethiopia")[0]
    'Eritrea-Ethiopia war'

    Raises:
        UnknownConflict: where no conflict is meant, with the names nearest to it.
    """
    wanted = key(words)
    known = known_conflicts()
    exact = tuple(c.name for c in known if key(c.name) == wanted)
    if exact:
        return exact
    tokens = set(_tokens(wanted)) - _EMPTY
    for asked in dict.fromkeys((wanted, key(_plain(words)))):
        found = tuple(c.name for c in known if _means(c, asked, tokens))
        if found:
            return found
    near = _nearest(wanted)
    hint = f"; did you mean {' or '.join(near)}?" if near else "."
    raise UnknownConflict(
        f"no known conflict is called {words!r}{hint} Ask by a name, a place or both"
        " sides; all are listed in herodotus/data/conflicts.tsv",
        words=words,
        near=near,
    )


class _Case(NamedTuple):
    """What places a claim: its parties, who says it, its place, its days.

    `since` is the day from which a running total counts, `armed` whether what killed
    is an arm of war.
    """

    parties: frozenset[str]
    speaker: str | None
    place: str | None
    start: date | None
    end: date | None
    background: bool
    since: date | None
    armed: bool


class _Main(NamedTuple):
    """What a report is about: its conflict, and all parties that its claims name."""

    conflict: Conflict
    parties: frozenset[str]


_NAMING = ("victim_side", "perpetrator", "side", "owner_side", "by")

#: Parties that no war is known by: "both", and those who speak of all sides.
_NO_SIDE = {"both"}

#: What only armies and their like kill with (of the causes in causes.toml); bombs and
#: shootings are known in peace as well.
_ARMS = {"air strike", "drone strike", "missile or rocket", "shelling", "clashes"}

#: How long past its end a war's dead are counted and its prisoners exchanged.
_AFTERMATH = timedelta(days=31)


class _Ground(NamedTuple):
    """A place as the gazetteer knows it, and the country that it lies in."""

    name: str | None
    country: str | None


def _grounds(claims: Iterable[Claim]) -> dict[str, _Ground]:
    """Where each claim is, by its id.

    A village that the gazetteer knows elsewhere, or not at all, is put by its reader at
    the point of the town or country around it: that is what stands for it then.
    """
    found = {}
    around: dict[tuple[float | None, float | None], _Ground] = {}
    lost = []
    for claim in claims:
        place, point = claim.place, (claim.lat, claim.lon)
        country = _country(place, *point) if place else None
        found[claim.id] = ground = _Ground(place if country else None, country)
        if country and claim.lat is not None:
            around.setdefault(point, ground)
        elif place and not country and claim.lat is not None:
            lost.append((claim.id, point))
    for claim_id, point in lost:
        name = _states_by_point().get(point)
        state = _Ground(name, _country(name, *point)) if name else found[claim_id]
        found[claim_id] = around.get(point, state)
    return found


@cache
def _states_by_point() -> dict[tuple[float | None, float | None], str]:
    names = {name for c in known_conflicts() for name in (c.place, *c.places)}
    places = {name: find_place(name) for name in sorted(names | _belligerents())}
    return {
        (place.lat, place.lon): name
        for name, place in places.items()
        if place is not None and is_country(name)
    }


def _case(claim: Claim, place: str | None, day: date | None) -> _Case:
    held = claim.__dict__  # a model takes long to say that it has no such field
    names = [held.get(field) for field in _NAMING]
    if claim.kind == "event":
        names += [party.name for party in (*claim.initiators, *claim.targets)]
    start = claim.date_start or claim.date_end
    end = claim.date_end or claim.date_start
    if end is None and not claim.background:
        start = end = day
    return _Case(
        frozenset(side for name in names if name for side in _sides(name)),
        _speaks_for(claim.attributed_to) if claim.attributed_to else None,
        place,
        start,
        end,
        claim.background,
        claim.date_start if held.get("counting") == "cumulative" else None,
        held.get("cause") in _ARMS,
    )


@lru_cache(maxsize=20_000)
def _sides(name: str) -> tuple[str, ...]:
    """The parties to wars that a name means: "Somalia police" means Somalia."""
    if name in _NO_SIDE:
        return ()
    if name in _belligerents():
        return (name,)
    actor = resolve_actor(name)
    if actor is None:
        return ()
    own = dict.fromkeys(filter(None, (actor.side, actor.name)))
    return tuple(side for side in own if side in _belligerents())


@lru_cache(maxsize=20_000)
def _speaks_for(name: str) -> str | None:
    """The party that an institution or official speaks for.

    "Shushan Stepanyan (Armenia Ministry of Defence)" speaks for Armenia.
    """
    office = name.rsplit("(", 1)[-1].rstrip(")")
    sides = _sides(name) or _sides(office)
    if sides:
        return sides[0]
    words = office.split()
    for length in range(len(words) - 1, 0, -1):
        if " ".join(words[:length]) in _belligerents():
            return " ".join(words[:length])
    return None


@cache
def _belligerents() -> frozenset[str]:
    return frozenset(
        party for conflict in known_conflicts() for party in (*conflict.a, *conflict.b)
    )


def _main(cases: Iterable[_Case], where: str | None, day: date | None) -> _Main | None:
    """The conflict that the news of a report is about; none where nothing fits well."""
    news = [case for case in cases if not case.background]
    counts: dict[str, int] = {}
    places: dict[str, int] = {}
    for case in news:
        for party in case.parties | ({case.speaker} if case.speaker else set()):
            counts[party] = counts.get(party, 0) + 1
        if case.place:
            places[case.place] = places.get(case.place, 0) + 1
    if not counts and not places:
        return None
    days = [case.end for case in news if case.end]
    if day is None and days:
        day = max(days)
    if day is None:
        return None
    parties = frozenset(counts)
    place = max(places, key=lambda name: (places[name], name)) if places else where
    named = _where(place) if place else frozenset()
    best: tuple[int, Conflict] | None = None
    for conflict in conflicts_for(parties, named, day):
        if not (
            _fits(conflict, parties, place)
            or any(_counts_from(conflict, case) for case in news)
        ):
            continue
        said = sum(n for name, n in counts.items() if name in _parties(conflict.name))
        if best is None or said > best[0]:
            best = said, conflict
    return _Main(best[1], parties) if best else None


def _conflict(case: _Case, main: _Main | None) -> str | None:
    if case.end is None or case.start is None:
        return None
    return _chosen(case, main.conflict.name if main else None)


@lru_cache(maxsize=50_000)
def _chosen(case: _Case, main_name: str | None) -> str | None:
    """The conflict of a claim in a report about `main_name`."""
    main = _by_name()[main_name] if main_name else None
    parties, place = case.parties, case.place
    found = _on(parties, place, case)
    both = [c for c in found if _both(c, parties)]
    if main in both:
        return main_name
    both = [c for c in both if not place or _inside(c.name, place) is not False]
    if both:
        return _first(both, case)
    if main is not None and _about(main, case):
        if _covers(main, case):
            return main_name
        sides = frozenset((main.a[0], main.b[0]))
        others = _on(sides | parties, place or main.place, case)
        phases = [c for c in others if _both(c, sides) and _about(c, case)]
        return _first(phases, case) if phases else None
    local = [c for c in found if _fits(c, parties, place)]
    local = local or [c for c in found if _counts_from(c, case)]
    local = local or [c for c in found if case.armed and _local(c, place)]
    return _first(local, case) if local else None


def _on(parties: frozenset[str], place: str | None, case: _Case) -> list[Conflict]:
    """The conflicts on the days of a claim that its parties or its place point to."""
    start, end = case.start, case.end
    if start is None or end is None:
        return []
    named = _where(place) if place else frozenset()
    found: dict[str, Conflict] = {}
    for day in dict.fromkeys((end, start + (end - start) / 2, start)):
        for conflict in conflicts_for(parties, named, day):
            found.setdefault(conflict.name, conflict)
    return list(found.values())


def _first(conflicts: list[Conflict], case: _Case) -> str:
    """The likeliest of these; of a long time, the one whose days are most like it.

    The dead of the 1990s are those of a war of 1988 to 1994 rather than those of the
    thirty years that came after it.
    """
    if case.start == case.end:
        return conflicts[0].name
    return max(conflicts, key=lambda conflict: _likeness(conflict, case)).name


def _likeness(conflict: Conflict, case: _Case) -> float:
    """How much of a claim's days are a war's, and of the war's days the claim's."""
    own = _overlap(conflict, case)
    if case.start is None or case.end is None:
        return own
    last = conflict.end + _AFTERMATH if conflict.end else case.end
    days = (last - conflict.start).days + 1
    return own + own * ((case.end - case.start).days + 1) / days


def _overlap(conflict: Conflict, case: _Case) -> float:
    """How much of a claim's days a war holds, as a share; its aftermath counts."""
    if case.start is None or case.end is None:
        return 0.0
    last = conflict.end + _AFTERMATH if conflict.end else date.max
    days = (min(case.end, last) - max(case.start, conflict.start)).days + 1
    return max(0, days) / ((case.end - case.start).days + 1)


def _covers(main: Conflict, case: _Case) -> bool:
    """Whether a claim's days are those of a war: most for history, else the last.

    What began years before the war is history too, whether or not its report says so.
    """
    long_before = case.start is not None and case.start < main.start - _YEAR
    if case.background or long_before:
        return _overlap(main, case) > _MOST
    day = case.end
    if day is None or day < main.start:
        return False
    return main.end is None or day <= main.end + _AFTERMATH


#: History belongs to a war that holds more than this share of its days.
_MOST = 0.5

_YEAR = timedelta(days=366)


def _about(main: Conflict, case: _Case) -> bool:
    """Whether a claim may be about the war that the report is about.

    One of the war's parties is named, or nobody is but "rebels", and the place is none
    outside it. Strangers in the midst of a war are there because of it.
    """
    inside = _inside(main.name, case.place) if case.place else None
    if case.parties & _parties(main.name):
        return inside is not False
    strangers = [name for name in case.parties if name != name.lower()]
    if strangers:
        return bool(inside) and not any(_lies_in(case.place, s) for s in strangers)
    if inside is None:
        return case.speaker is None or case.speaker in _parties(main.name)
    return inside


def _fits(conflict: Conflict, parties: frozenset[str], place: str | None) -> bool:
    """Whether parties and a place are enough to know a war by, without its report."""
    if _both(conflict, parties):
        return True
    own = parties & _parties(conflict.name)
    if not own or place is None:
        return False
    return _local(conflict, place)


def _local(conflict: Conflict, place: str | None) -> bool:
    """Whether a place is the theatre of a war, more exactly than by its country."""
    if place is None:
        return False
    where = {key(name) for name in _where(place)}
    listed = {key(name) for name in (conflict.place, *conflict.places)}
    return any(not _is_state(name) for name in where & listed)


@lru_cache(maxsize=20_000)
def _is_state(name: str) -> bool:
    """Whether a name is a whole country's, and not that of a land within one.

    The gazetteer knows "Nagorno-Karabakh" as a party with a land of its own; that land
    is a region all the same [UCDP GED codebook, where_prec 4].
    """
    found = find_place(name)
    return is_country(name) and (found is None or found.precision >= _COUNTRY)


#: A whole country, as a place [UCDP GED codebook, where_prec 6].
_COUNTRY = 6


def _counts_from(conflict: Conflict, case: _Case) -> bool:
    """Whether a running total counts from the day on which a war began.

    "1,203 civilians killed in Ukraine since 24 February" names one side, and no town;
    the day alone says which war it is, and so does the month ("since April").
    """
    if case.since is None or case.background:
        return False
    month = case.since.day == 1 and case.since == conflict.start.replace(day=1)
    return month or abs(case.since - conflict.start) <= _SLACK


#: The first day of a war is told as that of the news of it as well.
_SLACK = timedelta(days=1)


def _both(conflict: Conflict, parties: frozenset[str]) -> bool:
    return not parties.isdisjoint(conflict.a) and not parties.isdisjoint(conflict.b)


@cache
def _by_name() -> dict[str, Conflict]:
    return {conflict.name: conflict for conflict in known_conflicts()}


@cache
def _parties(name: str) -> frozenset[str]:
    conflict = _by_name()[name]
    return frozenset((*conflict.a, *conflict.b))


@lru_cache(maxsize=20_000)
def _where(place: str) -> frozenset[str]:
    """The names by which wars may know a place: its own, its province's, its country's.

    A place that another party held counts as that party's land too.
    """
    names = {place, canonical_place(place)}
    found = find_place(place)
    if found is not None:
        names |= {found.admin1, found.side or ""}
        names.add(_country_names().get(found.country, ""))
    return frozenset(filter(None, names))


@cache
def _country_names() -> dict[str, str]:
    """The states that wars are fought in or by, by ISO3."""
    names = {name for c in known_conflicts() for name in (c.place, *c.places)}
    found = {}
    for name in sorted(names | _belligerents()):
        place = find_place(name) if _is_state(name) else None
        if place is not None:
            found[place.country] = canonical_place(name)
    return found


@lru_cache(maxsize=20_000)
def _inside(name: str, place: str) -> bool | None:
    """Whether a place lies in the countries of a war; `None` where nobody knows it."""
    found = find_place(place)
    if found is None:
        return None
    return found.country in _theatre(name)


@lru_cache(maxsize=20_000)
def _lies_in(place: str | None, party: str) -> bool:
    """Whether a place lies in the land that a party is called after."""
    found = find_place(place) if place else None
    land = find_place(party)
    return found is not None and land is not None and found.country == land.country


@cache
def _theatre(name: str) -> frozenset[str]:
    """The countries that a war is fought in: of its places and principal parties."""
    conflict = _by_name()[name]
    names = (conflict.place, *conflict.places, conflict.a[0], conflict.b[0])
    return frozenset(
        place.country for place in map(find_place, names) if place is not None
    )


@lru_cache(maxsize=50_000)
def _country(place: str, lat: float | None, lon: float | None) -> str | None:
    """The country of a place: of that name, the one where the claim says it is."""
    named = places_named(place)
    if lat is None or lon is None:
        return named[0].country if named else None
    near = [(abs(p.lat - lat) + abs(p.lon - lon), n) for n, p in enumerate(named)]
    if not near:
        return None
    off, number = min(near)
    return named[number].country or None if off < _NEAR else None


_NEAR = 0.5  # degrees

#: Words that say nothing of which war is meant.
_EMPTY = {"a", "the", "of", "in", "and", "between", "vs", "v", "versus"}
_EMPTY |= {"war", "wars", "conflict", "conflicts", "fighting"}


def _tokens(plain: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in plain).split()


def _plain(words: str) -> str:
    """The canonical name behind words, as of a people: "Ukrainian" is Ukraine."""
    actor = resolve_actor(words)
    return (actor.side or actor.name) if actor else canonical_place(words)


def _means(conflict: Conflict, asked: str, tokens: set[str]) -> bool:
    named = set(_tokens(key(conflict.name)))
    if (tokens and tokens <= named) or (set(_tokens(asked)) - _EMPTY or {""}) <= named:
        return True
    if asked in {key(place) for place in (conflict.place, *conflict.places)}:
        return True
    return all(
        any(set(_tokens(key(party))) <= tokens for party in side)
        for side in (conflict.a, conflict.b)
    )


def _nearest(wanted: str) -> tuple[str, ...]:
    """The names of conflicts that look most like some words, or whose places do."""
    names: dict[str, str] = {}
    for conflict in known_conflicts():
        for name in (conflict.name, conflict.place):
            names.setdefault(key(name), conflict.name)
            for token in _tokens(key(name)):
                if len(token) > 3 and token not in _EMPTY:
                    names.setdefault(token, conflict.name)
    close = get_close_matches(wanted, names, n=5, cutoff=0.7)
    return tuple(dict.fromkeys(names[name] for name in close))[:3]
