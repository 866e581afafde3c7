"""Which tellings are running totals of a war, and which are added to one.

A run is all that is told of one side's people, one status and one outcome in one
conflict. Its totals are points: one party's figure on one day, however many reports
tell it. Sub-counts, history and figures that their own report replaces are no totals
(docs/codebook.md, "Step").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from herodotus.gazetteer import Conflict
from herodotus.model import CasualtyClaim, Telling
from herodotus.reconciliation.camps import conflict_named
from herodotus.reconciliation.cues import people
from herodotus.reconciliation.figures import OPEN, bounds, is_vague
from herodotus.reconciliation.page import position
from herodotus.reconciliation.parties import Parties, Voice
from herodotus.reconciliation.scope import is_individual, is_subgroup

#: On so many first days of a war the toll of its region is a running total as well.
FIRST_DAYS = 3

#: The toll of a town, or of a district [UCDP, where_prec 1 to 3], is no war's.
_DISTRICT = 3


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


class Figure(NamedTuple):
    """One claim of a run: who tells it, as of which day."""

    telling: Telling
    claim: CasualtyClaim
    party: str | None
    voice: Voice
    day: date | None
    replaced: tuple[CasualtyClaim, ...] = ()

    @property
    def teller(self) -> tuple[str | None, str | None]:
        """Whose totals make one row: a party's, or those of one outlet's own voice."""
        if self.party is not None:
            return self.party, None
        return None, self.telling.card.publisher

    @property
    def rank(self) -> tuple[object, ...]:
        """What figures are sorted by: the day of the report, then its place in it."""
        card = self.telling.card
        return card.day or date.max, card.key, position(self.claim)


class Point(NamedTuple):
    """A total by one party on one day, with all figures that tell it.

    `figure` speaks for them: the earliest that names its source. `replaced` are the
    figures that the words put it in place of.
    """

    figure: Figure
    figures: tuple[Figure, ...]

    @property
    def party(self) -> str | None:
        """The side that it is the word of, or who says it."""
        return self.figure.party

    @property
    def day(self) -> date | None:
        """The day it stands at."""
        return self.figure.day

    @property
    def claim(self) -> CasualtyClaim:
        """The claim that speaks for all."""
        return self.figure.claim

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
        old = (claim for figure in self.figures for claim in figure.replaced)
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


def runs(tellings: Iterable[Telling]) -> tuple[Run, ...]:
    """All runs that tellings make up, sorted by key; the order of tellings is nothing.

    History, and what its source denies or doubts, is left out.
    """
    given = {(t.card.key, t.claim.id): t for t in tellings if _is_news(t)}
    reports: dict[str, dict[str, CasualtyClaim]] = {}
    for (report, claim_id), telling in given.items():
        if isinstance(telling.claim, CasualtyClaim):
            reports.setdefault(report, {})[claim_id] = telling.claim
    by_key: dict[Key, list[Telling]] = {}
    for telling in given.values():
        if isinstance(telling.claim, CasualtyClaim):
            by_key.setdefault(_key(telling, telling.claim), []).append(telling)
    parties = _parties(by_key)
    return tuple(
        _run(key, by_key[key], reports, parties[key.conflict or key])
        for key in sorted(by_key, key=lambda key: key.rank)
    )


def _is_news(telling: Telling) -> bool:
    claim = telling.claim
    return not claim.background and claim.stance not in ("denies", "doubts")


def _key(telling: Telling, claim: CasualtyClaim) -> Key:
    return Key(telling.conflict, claim.victim_side, claim.victim_status, claim.outcome)


def _parties(by_key: dict[Key, list[Telling]]) -> dict[str | Key, Parties]:
    """Who speaks for whom in each conflict; without one, within each key."""
    claims: dict[str | Key, list[CasualtyClaim]] = {}
    for key, tellings in by_key.items():
        for telling in tellings:
            assert isinstance(telling.claim, CasualtyClaim)
            claims.setdefault(key.conflict or key, []).append(telling.claim)
    return {
        where: Parties(
            found, conflict=conflict_named(where) if isinstance(where, str) else None
        )
        for where, found in claims.items()
    }


def _run(
    key: Key,
    tellings: Iterable[Telling],
    reports: dict[str, dict[str, CasualtyClaim]],
    parties: Parties,
) -> Run:
    war = conflict_named(key.conflict) if key.conflict else None
    replaced = _replaced(reports, {telling.card.key for telling in tellings})
    totals: list[Figure] = []
    increments: list[Figure] = []
    for telling in tellings:
        claim = telling.claim
        assert isinstance(claim, CasualtyClaim)
        report = reports[telling.card.key]
        if (telling.card.key, claim.id) in replaced:
            continue
        figure = _figure(telling, claim, report, parties)
        if claim.counting == "new":
            if not _is_part(claim, report) and not _is_retold(claim, report):
                increments.append(figure)
        elif _is_total(figure, war) and not _is_part(claim, report):
            totals.append(figure)
    return Run(
        key,
        tuple(sorted(_points(_of_all(totals)), key=lambda point: point.rank)),
        tuple(sorted(increments, key=lambda figure: figure.rank)),
    )


def _figure(
    telling: Telling,
    claim: CasualtyClaim,
    report: dict[str, CasualtyClaim],
    parties: Parties,
) -> Figure:
    return Figure(
        telling,
        claim,
        party=parties.party(claim.attributed_to),
        voice=parties.voice(claim),
        day=claim.date_end or telling.card.day,
        replaced=tuple(_tied(claim, "supersedes", report)),
    )


def _tied(
    claim: CasualtyClaim, kind: str, report: dict[str, CasualtyClaim]
) -> list[CasualtyClaim]:
    """The claims of the same report that a claim has a relation to."""
    return [
        report[tie.claim]
        for tie in claim.relations
        if tie.type == kind and tie.claim in report and tie.claim != claim.id
    ]


def _replaced(
    reports: dict[str, dict[str, CasualtyClaim]], of: set[str]
) -> set[tuple[str, str]]:
    """The claims that their own report replaces by another: "not 30 as first said"."""
    return {
        (report, old.id)
        for report in of
        for claim in reports[report].values()
        for old in _tied(claim, "supersedes", reports[report])
    }


def _is_total(figure: Figure, war: Conflict | None) -> bool:
    """Whether a figure counts from the start of the war to a day."""
    claim = figure.claim
    if is_individual(claim) or (claim.low is None and claim.high is None):
        return False
    if claim.counting == "cumulative":
        return True
    if war is None or figure.day is None or is_vague(claim):
        return False
    if claim.date_start not in (None, war.start):
        return False
    last = war.start + timedelta(days=FIRST_DAYS - 1)
    return war.start <= figure.day <= last and not _is_of_town(claim, war)


def _is_of_town(claim: CasualtyClaim, war: Conflict | None = None) -> bool:
    """Whether a figure counts the people of a town or a district alone."""
    if claim.place is None or (war and claim.place in (war.place, *war.places)):
        return False
    if claim.place_precision is None:
        return claim.counting != "cumulative"
    return claim.place_precision <= _DISTRICT


def _is_part(claim: CasualtyClaim, report: dict[str, CasualtyClaim]) -> bool:
    """Whether a claim counts only some of those whom another of its run counts.

    "Nineteen of them children" is no total of the dead, and no more is a number of
    children alone. A total that stood earlier is a total, though the one after it
    holds its people too.
    """
    described = people("demographic").intersection(claim.victims.lower().split())
    if described and claim.victim_status != "combatant" and not _tells_each(claim):
        return True
    return any(
        not is_vague(whole)
        and not (claim.counting == "new" and whole.counting != "new")
        and (whole.victim_side, whole.victim_status, whole.outcome)
        == (claim.victim_side, claim.victim_status, claim.outcome)
        and not _stood_before(claim, whole)
        for whole in _tied(claim, "part_of", report)
    )


def _tells_each(claim: CasualtyClaim) -> bool:
    """Whether the words tell the victims one by one: "a woman and child"."""
    return claim.text.lower().split(" ")[0] in ("a", "an", "the", "one")


def _stood_before(claim: CasualtyClaim, whole: CasualtyClaim) -> bool:
    if claim.date_end is None or whole.date_end is None or is_subgroup(claim, whole):
        return False
    return claim.counting == "cumulative" and claim.date_end < whole.date_end


def _is_retold(claim: CasualtyClaim, report: dict[str, CasualtyClaim]) -> bool:
    return any(
        other.counting == "new" and position(other) < position(claim)
        for other in _tied(claim, "repeats", report)
    )


def _of_all(totals: Sequence[Figure]) -> list[Figure]:
    """Without a town's own totals: those below what the party counts in all by then."""
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
    by_id = {(f.telling.card.key, f.claim.id): f for f in in_order}
    again: dict[tuple[str, str], list[Figure]] = {}
    for (report, claim_id), figure in by_id.items():
        for tie in figure.claim.relations:
            other = by_id.get((report, tie.claim))
            if tie.type == "repeats" and other is not None:
                again.setdefault((report, claim_id), []).append(other)
                again.setdefault((report, tie.claim), []).append(figure)
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for (report, claim_id), figure in by_id.items():
        party = figure.party
        if party is None:
            others = sorted(again.get((report, claim_id), ()), key=lambda f: f.rank)
            told = (f.party for f in others if _number(f) == _number(figure))
            party = next((name for name in told if name is not None), None)
        groups.setdefault((party, *_number(figure)), []).append(figure)
    return [
        Point(min(group, key=lambda f: (f.party is None, f.rank)), tuple(group))
        for group in groups.values()
    ]


def _number(figure: Figure) -> tuple[object, ...]:
    claim = figure.claim
    return figure.day, claim.low, claim.high, claim.approx


def worth(claim: CasualtyClaim) -> tuple[int, int] | None:
    """The bounds that sums can be made with; `None` for "about 30" and "dozens"."""
    if claim.approx or is_vague(claim) or claim.low is None:
        return None
    low, high = bounds(claim)
    return low, min(high, OPEN)
