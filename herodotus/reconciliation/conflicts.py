"""Of which known war a claim is, and in which country its place lies.

A claim is put with a conflict by its own parties first, its own place and its own days;
what the report is about stands in for what a claim leaves out. A wrong war is worse
than none: where nothing fits well the conflict stays open. History that a report
recalls belongs to the phase of its own days, not to that of the news.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from herodotus.gazetteer import (
    Conflict,
    conflicts_for,
    resolve_actor,
)
from herodotus.model import Claim, Reading
from herodotus.reconciliation.conflict_theatres import (
    belligerents,
    conflicts_by_name,
    grounds_of,
    is_inside,
    is_local,
    lies_in,
    names_around,
    parties_to,
)


class Placed(NamedTuple):
    """Where a claim belongs: a known conflict by its name, a country by its ISO3."""

    conflict: str | None
    country: str | None


def assign(reading: Reading) -> dict[str, Placed]:
    """The conflict and the country of each claim of a reading, by the claim's id."""
    grounds = grounds_of(reading.claims)
    day = reading.report.date
    cases = [_case(claim, grounds[claim.id].name, day) for claim in reading.claims]
    main = _main(cases, reading.report.place, day)
    return {
        claim.id: Placed(_conflict(case, main), grounds[claim.id].country)
        for claim, case in zip(reading.claims, cases, strict=True)
    }


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
    if name in belligerents():
        return (name,)
    actor = resolve_actor(name)
    if actor is None:
        return ()
    own = dict.fromkeys(filter(None, (actor.side, actor.name)))
    return tuple(side for side in own if side in belligerents())


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
        if " ".join(words[:length]) in belligerents():
            return " ".join(words[:length])
    return None


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
    named = names_around(place) if place else frozenset()
    best: tuple[int, Conflict] | None = None
    for conflict in conflicts_for(parties, named, day):
        if not (
            _fits(conflict, parties, place)
            or any(_counts_from(conflict, case) for case in news)
        ):
            continue
        said = sum(n for name, n in counts.items() if name in parties_to(conflict.name))
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
    main = conflicts_by_name()[main_name] if main_name else None
    parties, place = case.parties, case.place
    found = _on(parties, place, case)
    both = [c for c in found if _both(c, parties)]
    if main in both:
        return main_name
    both = [c for c in both if not place or is_inside(c.name, place) is not False]
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
    local = local or [c for c in found if case.armed and is_local(c, place)]
    return _first(local, case) if local else None


def _on(parties: frozenset[str], place: str | None, case: _Case) -> list[Conflict]:
    """The conflicts on the days of a claim that its parties or its place point to."""
    start, end = case.start, case.end
    if start is None or end is None:
        return []
    named = names_around(place) if place else frozenset()
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
    inside = is_inside(main.name, case.place) if case.place else None
    if case.parties & parties_to(main.name):
        return inside is not False
    strangers = [name for name in case.parties if name != name.lower()]
    if strangers:
        return bool(inside) and not any(lies_in(case.place, s) for s in strangers)
    if inside is None:
        return case.speaker is None or case.speaker in parties_to(main.name)
    return inside


def _fits(conflict: Conflict, parties: frozenset[str], place: str | None) -> bool:
    """Whether parties and a place are enough to know a war by, without its report."""
    if _both(conflict, parties):
        return True
    own = parties & parties_to(conflict.name)
    if not own or place is None:
        return False
    return is_local(conflict, place)


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
