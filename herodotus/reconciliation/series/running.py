"""Which tellings are running totals of a war, and which are added to one.

A run is all that is told of one side's people, one status and one outcome in one
conflict. Its totals are points: one party's figure on one day, however many reports
tell it. Sub-counts, history and figures that their own report replaces are no totals
(docs/codebook.md, "Step").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from herodotus.gazetteer import Conflict
from herodotus.model import CasualtyClaim, Telling
from herodotus.reconciliation.camps import conflict_named
from herodotus.reconciliation.cues import people
from herodotus.reconciliation.figures import OPEN, bounds, is_vague
from herodotus.reconciliation.parties import Parties, Voice
from herodotus.reconciliation.within.page import position
from herodotus.reconciliation.within.scope import is_individual, is_subgroup

#: On so many first days of a war the toll of its region is a running total as well.
FIRST_DAYS = 3

#: The toll of a town, or of a district [UCDP, where_prec 1 to 3], is no war's.
_DISTRICT = 3


#: The claims of reports, by the report's key and their own id.
Reports = dict[str, dict[str, CasualtyClaim]]


class Key(NamedTuple):
    """Whose losses, of which kind, in which war."""

    conflict: str | None
    side: str | None
    status: str
    outcome: str

    @property
    def rank(self) -> tuple[str, ...]:
        """What keys are sorted by; the unknown comes first."""
        return tuple(part or "" for part in self)


@dataclass(slots=True, eq=False)
class Figure:
    """One claim of a run: who tells it, as of which day.

    Attributes:
        numbers: the bounds that sums can be made with; see `worth`.
        rank: what figures are sorted by: the day of the report, then the place in it.
        replaced: the figures that the words put it in place of.
    """

    telling: Telling
    claim: CasualtyClaim
    party: str | None
    voice: Voice
    day: date | None
    numbers: tuple[int, int] | None
    rank: tuple[object, ...]
    replaced: tuple[CasualtyClaim, ...] = ()

    @property
    def teller(self) -> tuple[str | None, str | None]:
        """Whose totals make one row: a party's, or those of one outlet's own voice."""
        if self.party is not None:
            return self.party, None
        return None, self.telling.card.publisher


@dataclass(slots=True, eq=False)
class Point:
    """A total by one party on one day, with all figures that tell it.

    `figure` speaks for them: the earliest that names its source. `claim`, `party`,
    `day` and `numbers` are its own, and `number` is its least.
    """

    figure: Figure
    figures: tuple[Figure, ...]
    claim: CasualtyClaim
    party: str | None
    day: date | None
    numbers: tuple[int, int] | None
    number: int

    @classmethod
    def of(cls, figures: Sequence[Figure]) -> Point:
        """The point that figures make, the earliest first."""
        first = next((one for one in figures if one.party is not None), figures[0])
        claim, told = first.claim, tuple(figures)
        least = claim.low or 0
        return cls(first, told, claim, first.party, first.day, first.numbers, least)

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.numbers is not None and self.numbers[0] == self.numbers[1]

    @property
    def outlets(self) -> int:
        """How many reports tell it, copies with them."""
        copies: dict[str, int] = {}
        for figure in self.figures:
            key = figure.telling.card.key
            copies[key] = max(copies.get(key, 0), figure.telling.copies)
        return sum(copies.values())

    @property
    def replaced(self) -> tuple[CasualtyClaim, ...]:
        """What the reports say that it replaces, each number once."""
        old = [claim for figure in self.figures for claim in figure.replaced]
        found = {(claim.low, claim.high): claim for claim in sorted(old, key=position)}
        return tuple(found[numbers] for numbers in sorted(found, key=str))

    @property
    def rank(self) -> tuple[object, ...]:
        """What points are sorted by: day, number, who says it."""
        low, high = bounds(self.claim)
        return self.day or date.min, low, high, self.party or "", self.figure.rank


class Run(NamedTuple):
    """The totals and the increments of one key, by day."""

    key: Key
    totals: tuple[Point, ...]
    increments: tuple[Figure, ...]


def runs(
    tellings: Iterable[Telling], *, of: Container[str] | None = None
) -> tuple[Run, ...]:
    """All runs that tellings make up, sorted by key; the order of tellings is nothing.

    History, and what its source denies or doubts, is left out. Of the claims that are
    named by `of`, only the runs that hold one are made.
    """
    given: dict[tuple[str, str], Telling] = {}
    for telling in tellings:
        claim = telling.claim
        if claim.kind != "casualty" or claim.background:
            continue
        if claim.stance not in ("denies", "doubts"):
            given[telling.card.key, claim.id] = telling
    by_key = _by_key(given.values())
    reports = _related(given)
    replaced = _replaced(reports)
    parties = _parties(by_key)
    if of is not None:
        by_key = {
            key: told
            for key, told in by_key.items()
            if any(telling.claim.id in of for telling in told)
        }
    return tuple(
        _run(key, by_key[key], reports, replaced, parties[key.conflict or key])
        for key in sorted(by_key, key=lambda key: key.rank)
    )


def _by_key(tellings: Iterable[Telling]) -> dict[Key, list[Telling]]:
    found: dict[tuple[str | None, str | None, str, str], list[Telling]] = {}
    for telling in tellings:
        claim = telling.claim
        assert isinstance(claim, CasualtyClaim)
        side, status = claim.victim_side, claim.victim_status
        key = telling.conflict, side, status, claim.outcome
        found.setdefault(key, []).append(telling)
    return {Key(*key): told for key, told in found.items()}


def _related(given: Mapping[tuple[str, str], Telling]) -> Reports:
    """The claims of each report of which one has a relation."""
    found: Reports = {
        report: {} for (report, _), telling in given.items() if telling.claim.relations
    }
    if found:
        for (report, claim_id), telling in given.items():
            if report in found and isinstance(telling.claim, CasualtyClaim):
                found[report][claim_id] = telling.claim
    return found


def _replaced(reports: Reports) -> set[tuple[str, str]]:
    """The claims that their own report replaces by another: "not 30 as first said"."""
    return {
        (report, old.id)
        for report, claims in reports.items()
        for claim in claims.values()
        for old in _tied(claim, "supersedes", claims)
    }


def _parties(by_key: dict[Key, list[Telling]]) -> dict[str | Key, Parties]:
    """Who speaks for whom in each conflict; without one, within each key."""
    claims: dict[str | Key, list[CasualtyClaim]] = {}
    for key, tellings in by_key.items():
        told = (telling.claim for telling in tellings)
        claims.setdefault(key.conflict or key, []).extend(
            claim for claim in told if isinstance(claim, CasualtyClaim)
        )
    return {
        where: Parties(
            found, conflict=conflict_named(where) if isinstance(where, str) else None
        )
        for where, found in claims.items()
    }


def _run(
    key: Key,
    tellings: Iterable[Telling],
    reports: Reports,
    replaced: Container[tuple[str, str]],
    parties: Parties,
) -> Run:
    war = conflict_named(key.conflict) if key.conflict else None
    voices: dict[tuple[object, ...], tuple[str | None, Voice]] = {}
    totals: list[Figure] = []
    increments: list[Figure] = []
    for telling in tellings:
        claim, card = telling.claim, telling.card
        assert isinstance(claim, CasualtyClaim)
        is_new = claim.counting == "new"
        day = claim.date_end or card.day
        if not (is_new or _is_total(claim, day, war)):
            continue
        report = reports.get(card.key, {})
        if _is_part(claim, report) or (report and (card.key, claim.id) in replaced):
            continue
        if is_new and _is_retold(claim, report):
            continue
        # Outside a known war the day says who fights whom.
        case = claim.attributed_to, claim.date_end if war is None else None
        said = voices.get(case)
        if said is None:
            said = parties.party(claim.attributed_to), parties.voice(claim)
            voices[case] = said
        rank = card.day or date.max, card.key, position(claim)
        old = tuple(_tied(claim, "supersedes", report))
        figure = Figure(telling, claim, *said, day, worth(claim), rank, old)
        (increments if is_new else totals).append(figure)
    return Run(
        key,
        tuple(sorted(_points(_of_all(totals)), key=lambda point: point.rank)),
        tuple(sorted(increments, key=lambda figure: figure.rank)),
    )


def _tied(
    claim: CasualtyClaim, kind: str, report: Mapping[str, CasualtyClaim]
) -> list[CasualtyClaim]:
    """The claims of the same report that a claim has a relation to."""
    if not claim.relations:
        return []
    return [
        report[tie.claim]
        for tie in claim.relations
        if tie.type == kind and tie.claim in report and tie.claim != claim.id
    ]


def _is_total(claim: CasualtyClaim, day: date | None, war: Conflict | None) -> bool:
    """Whether a figure as of a day counts from the start of the war to it."""
    cumulative = claim.counting == "cumulative"
    if not cumulative and (war is None or day is None):
        return False
    if is_individual(claim) or (claim.low is None and claim.high is None):
        return False
    if cumulative:
        return True
    if war is None or day is None or not war.start <= day <= _first_days(war):
        return False
    if claim.date_start not in (None, war.start) or is_vague(claim):
        return False
    return not _is_of_town(claim, war)


def _first_days(war: Conflict) -> date:
    return war.start + timedelta(days=FIRST_DAYS - 1)


def _is_of_town(claim: CasualtyClaim, war: Conflict | None = None) -> bool:
    """Whether a figure counts the people of a town or a district alone."""
    if claim.place is None or (war and claim.place in (war.place, *war.places)):
        return False
    if claim.place_precision is None:
        return claim.counting != "cumulative"
    return claim.place_precision <= _DISTRICT


def _is_part(claim: CasualtyClaim, report: Mapping[str, CasualtyClaim]) -> bool:
    """Whether a claim counts only some of those whom another of its run counts.

    "Nineteen of them children" is no total of the dead, and no more is a number of
    children alone. A total that stood earlier is a total, though the one after it
    holds its people too.
    """
    if claim.victim_status != "combatant" and describes(claim.victims):
        if not _tells_each(claim):
            return True
    return bool(claim.relations) and any(
        not is_vague(whole)
        and not (claim.counting == "new" and whole.counting != "new")
        and (whole.victim_side, whole.victim_status, whole.outcome)
        == (claim.victim_side, claim.victim_status, claim.outcome)
        and not _stood_before(claim, whole)
        for whole in _tied(claim, "part_of", report)
    )


@lru_cache(maxsize=4096)
def describes(victims: str) -> bool:
    """Whether words for people say their sex or age: "children"."""
    return not people("demographic").isdisjoint(victims.lower().split())


def _tells_each(claim: CasualtyClaim) -> bool:
    """Whether the words tell the victims one by one: "a woman and child"."""
    return claim.text.lower().split(" ")[0] in ("a", "an", "the", "one")


def _stood_before(claim: CasualtyClaim, whole: CasualtyClaim) -> bool:
    if claim.date_end is None or whole.date_end is None or is_subgroup(claim, whole):
        return False
    return claim.counting == "cumulative" and claim.date_end < whole.date_end


def _is_retold(claim: CasualtyClaim, report: Mapping[str, CasualtyClaim]) -> bool:
    return any(
        other.counting == "new" and position(other) < position(claim)
        for other in _tied(claim, "repeats", report)
    )


def _of_all(totals: Sequence[Figure]) -> Sequence[Figure]:
    """Without a town's own totals: those below what the party counts in all by then."""
    if not any(_is_of_town(figure.claim) for figure in totals):
        return totals
    wide: dict[str | None, list[tuple[date, int]]] = {}
    for figure in totals:
        if figure.day is not None and not _is_of_town(figure.claim):
            low = bounds(figure.claim)[0]
            wide.setdefault(figure.party, []).append((figure.day, low))
    days: dict[str | None, list[date]] = {}
    most: dict[str | None, list[int]] = {}
    for party, told in wide.items():
        told.sort()
        days[party] = [day for day, _ in told]
        most[party] = list(accumulate((low for _, low in told), max))
    kept = []
    for figure in totals:
        place = 0
        if figure.day is not None and _is_of_town(figure.claim):
            place = bisect_right(days.get(figure.party, []), figure.day)
        if not place or bounds(figure.claim)[1] >= most[figure.party][place - 1]:
            kept.append(figure)
    return kept


def _points(totals: Iterable[Figure]) -> list[Point]:
    """One point a party, day and number; what a reporter tells again is the same."""
    in_order = sorted(totals, key=lambda figure: figure.rank)
    again = _told_again(in_order)
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for figure in in_order:
        party, number = figure.party, _number(figure)
        if party is None:
            others = sorted(again.get(id(figure), ()), key=lambda f: f.rank)
            told = (f.party for f in others if _number(f) == number)
            party = next((name for name in told if name is not None), None)
        groups.setdefault((party, *number), []).append(figure)
    return [Point.of(group) for group in groups.values()]


def _told_again(figures: Sequence[Figure]) -> dict[int, list[Figure]]:
    """The figures of its report that tell the same as one does."""
    related = [figure for figure in figures if figure.claim.relations]
    if not related:
        return {}
    by_id = {(f.telling.card.key, f.claim.id): f for f in figures}
    again: dict[int, list[Figure]] = {}
    for figure in related:
        for tie in figure.claim.relations:
            other = by_id.get((figure.telling.card.key, tie.claim))
            if tie.type == "repeats" and other is not None:
                again.setdefault(id(figure), []).append(other)
                again.setdefault(id(other), []).append(figure)
    return again


def _number(figure: Figure) -> tuple[object, ...]:
    claim = figure.claim
    return figure.day, claim.low, claim.high, claim.approx


def worth(claim: CasualtyClaim) -> tuple[int, int] | None:
    """The bounds that sums can be made with; `None` for "about 30" and "dozens"."""
    if claim.approx or is_vague(claim) or claim.low is None:
        return None
    low, high = bounds(claim)
    return low, min(high, OPEN)
