"""What each telling says of losses, laid out to be compared across reports.

A word is one casualty claim with its day, its party, its voice and its bounds. What one
report says of another report's silence, or leaves open, is filled in only from words
that are surely about the same people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from herodotus.gazetteer import Conflict, known_conflicts
from herodotus.model import (
    CasualtyClaim,
    NondisclosureClaim,
    Outcome,
    Telling,
    VictimStatus,
)
from herodotus.reconciliation.figures import OPEN, is_vague, named
from herodotus.reconciliation.parties import Parties, Voice
from herodotus.reconciliation.series.running import FIRST_DAYS, describes

#: `total`: a running total; `new`: an increment; `event`: the toll of one attack or
#: day; `span`: that of a period of more than a few days.
Kind = Literal["total", "new", "event", "span"]

#: A running total counts from the start of the war when it says so within these days.
_START_SLACK = 3

#: The longest period, in days, that is still one event.
_LONGEST_EVENT = 3

#: The toll of a town or a district [UCDP, where_prec 1 to 3] is no war's.
_DISTRICT = 3

_TOLD_AGAIN = ("repeats", "consistent_with", "supersedes", "contradicts")

#: What sorts a word: the day and key of its report, then its place in it.
Order = tuple[int, str, int, str]

#: An outcome at a place on a day, and how many.
Spot = tuple[Outcome, str, int, int]


@dataclass(slots=True, eq=False)
class Word:
    """One claim of losses, ready to be compared.

    Attributes:
        claim: the claim itself.
        card: the key of its report.
        source: the group of near-duplicate reports that tells it.
        order: what words are sorted by.
        day: the day as of which it counts, as an ordinal; 0 where nothing says.
        start: the first day that it counts, where the words give one.
        party: the party whose word it is; `None` for the reporter.
        voice: in which voice the party speaks of these people.
        low, high: the bounds of the number.
        figure: the one number that the words name.
        exact: whether it is one number, without "about".
        vague: whether it is only a word of size.
        kind: what it counts.
        scope: of a running total the start and the place that it counts from, where
            these are not the war's own.
        place: the folded name of a town or district; `None` for a region or nowhere.
        detail: whether its report counts these people in another figure as well.
        old: whether its report tells it as replaced by another figure.
        copies: how many reports of its source tell it.
    """

    claim: CasualtyClaim
    card: str
    source: str
    order: Order
    day: int
    start: int | None
    low: int
    high: int
    figure: int
    exact: bool
    vague: bool
    place: str | None
    copies: int
    side: str | None
    status: VictimStatus
    outcome: Outcome
    party: str | None = None
    voice: Voice = "reporter"
    kind: Kind = "event"
    scope: tuple[int | None, str | None] = (None, None)
    detail: bool = False
    old: bool = False

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.order[3]


class Line(NamedTuple):
    """Whose people, of what status, with what outcome: a line of an account."""

    side: str | None
    status: VictimStatus
    outcome: Outcome


class Where(NamedTuple):
    """Which people can be the same at all: those of one war, else of one country.

    Where neither is known, those of one place; where nothing is, of one report.
    """

    conflict: str | None = None
    country: str | None = None
    place: str | None = None
    report: str | None = None

    @property
    def rank(self) -> tuple[str, ...]:
        """What is sorted by; wars come first."""
        return tuple(part or "\U0010ffff" for part in self)


@dataclass(slots=True)
class Theatre:
    """All that is said of losses in one war, or in one country without a known war."""

    where: Where
    conflict: Conflict | None
    tellings: list[Telling] = field(default_factory=list)
    silences: list[Telling] = field(default_factory=list)
    claims: list[CasualtyClaim] = field(default_factory=list)

    def is_of_several(self) -> bool:
        """Whether more than one report counts losses here."""
        reports = (telling.card.key for telling in self.tellings)
        first = next(reports, None)
        return any(report != first for report in reports)

    def parties(self) -> Parties:
        """Who speaks for whom here."""
        return Parties(self.claims, conflict=self.conflict)


def theatres(tellings: Iterable[Telling]) -> list[Theatre]:
    """The theatres that tellings speak of; the order of tellings makes no difference.

    History, and what is only denied or doubted, is left out. A claim of which neither
    war nor place is known goes with the rest of its report where that has one theatre.
    """
    told: dict[str, Telling] = {}
    for telling in tellings:
        claim = telling.claim
        if claim.background or claim.kind not in ("casualty", "nondisclosure"):
            continue
        if claim.stance == "denies" or claim.stance == "doubts":
            continue
        other = told.setdefault(claim.id, telling)
        if other is not telling and _order(telling) < _order(other):
            told[claim.id] = telling
    found: dict[Where, Theatre] = {}
    loose: list[Telling] = []
    of_report: dict[str, set[Where]] = {}
    for telling in told.values():
        where = _where(telling)
        if where is None:
            loose.append(telling)
        else:
            _put(telling, where, found)
    if loose:
        lost = {telling.card.key for telling in loose}
        for where, theatre in found.items():
            for telling in (*theatre.tellings, *theatre.silences):
                if telling.card.key in lost:
                    of_report.setdefault(telling.card.key, set()).add(where)
    for telling in loose:
        near = of_report.get(telling.card.key, set())
        where = min(near) if len(near) == 1 else Where(report=telling.card.key)
        _put(telling, where, found)
    return sorted(found.values(), key=lambda theatre: theatre.where.rank)


def words_of(theatre: Theatre, parties: Parties) -> dict[Line, list[Word]]:
    """The words of a theatre by line, each line in the order of the reports."""
    conflict = theatre.conflict
    first = conflict.start.toordinal() if conflict is not None else None
    ground = {conflict.place, *conflict.places} if conflict is not None else set()
    words = [_word(telling, first, ground) for telling in theatre.tellings]
    words.sort(key=lambda word: word.order)
    voices: dict[tuple[object, ...], tuple[str | None, Voice]] = {}
    for word in words:
        claim = word.claim
        # Outside a known war the day says who fights whom.
        day = claim.date_end if conflict is None else None
        case = (claim.attributed_to, claim.victim_side, day)
        said = voices.get(case)
        if said is None:
            said = parties.party(claim.attributed_to), parties.voice(claim)
            voices[case] = said
        word.party, word.voice = said
    _told_with_increments(words)
    _within_reports(words)
    _of_one_event(words)
    _of_one_party(words)
    lines: dict[Line, list[Word]] = {}
    for word in words:
        key = Line(word.side, word.status, word.outcome)
        lines.setdefault(key, []).append(word)
    return lines


def war(name: str | None) -> Conflict | None:
    """The known conflict of a name."""
    return _wars().get(name) if name is not None else None


def silences_of(theatre: Theatre) -> list[tuple[int, NondisclosureClaim]]:
    """What sides do not announce, with the day of it, in the order of the reports."""
    found = []
    for telling in sorted(theatre.silences, key=_order):
        claim = telling.claim
        assert isinstance(claim, NondisclosureClaim)
        day = claim.date_end or telling.card.day
        found.append((day.toordinal() if day is not None else 0, claim))
    return found


def _where(telling: Telling) -> Where | None:
    """Where a claim belongs by itself; `None` where nothing says."""
    if telling.conflict is not None:
        return _place_of(telling.conflict, None, None)
    if telling.country is not None:
        return _place_of(None, telling.country, None)
    if telling.claim.place is not None:
        return _place_of(None, None, telling.claim.place)
    return None


@lru_cache(maxsize=4096)
def _place_of(conflict: str | None, country: str | None, place: str | None) -> Where:
    return Where(conflict, country, place)


def _put(telling: Telling, where: Where, found: dict[Where, Theatre]) -> None:
    theatre = found.get(where)
    if theatre is None:
        theatre = found[where] = Theatre(where, war(where.conflict))
    claim = telling.claim
    if isinstance(claim, CasualtyClaim):
        theatre.tellings.append(telling)
        theatre.claims.append(claim)
    else:
        theatre.silences.append(telling)


def _order(telling: Telling) -> Order:
    card, claim = telling.card, telling.claim
    day = card.date or card.kept
    return day.toordinal() if day else 0, card.key, claim.start, claim.id


def _word(telling: Telling, first: int | None, ground: set[str]) -> Word:
    """The word of a telling; a war began on the day `first` on its `ground`."""
    claim, card = telling.claim, telling.card
    assert isinstance(claim, CasualtyClaim)
    published = card.date or card.kept
    told = claim.date_end or card.date  # when it was kept is no day of the news
    low, high, counting = claim.low, claim.high, claim.counting
    precision, place = claim.place_precision, claim.place
    if (
        place is None
        or place in ground
        or (precision > _DISTRICT if precision else counting == "cumulative")
    ):
        place = None
    else:
        place = place.casefold()
    sure = low == high and low is not None
    word = Word(
        claim,
        card.key,
        telling.voice,
        (published.toordinal() if published else 0, card.key, claim.start, claim.id),
        told.toordinal() if told is not None else 0,
        claim.date_start.toordinal() if claim.date_start is not None else None,
        low or 0,
        OPEN if high is None else high,
        low if sure and low is not None else named(claim) or 0,
        sure and not claim.approx,
        high is None and is_vague(claim),
        place,
        telling.copies,
        claim.victim_side,
        claim.victim_status,
        claim.outcome,
    )
    if counting == "new":
        word.kind = "new"
    elif counting == "cumulative":
        start = word.start
        if first is not None and (start is None or abs(start - first) <= _START_SLACK):
            start = None
        word.kind = "total"
        word.scope = _scope(start, place)
    elif word.start is not None:
        word.kind = _kind(word, word.start, first)
    return word


@lru_cache(maxsize=4096)
def _scope(start: int | None, place: str | None) -> tuple[int | None, str | None]:
    return start, place


def _kind(word: Word, start: int, first: int | None) -> Kind:
    """What a figure counts that says nothing of a running total.

    In the first days of a war the toll of its region counts from the start.
    """
    if (
        first is not None
        and word.place is None
        and abs(start - first) <= 1
        and word.day - first < FIRST_DAYS
        and word.high > 1
    ):
        return "total"
    return "span" if word.day - start > _LONGEST_EVENT else "event"


def _told_with_increments(words: Sequence[Word]) -> None:
    """Who announces an increment tells the total that the same words bring it to.

    "The ministry recorded 40 more, pushing the toll to 874": the total is its own,
    unless the report names another source of it.
    """
    totals = {
        (word.card, word.id): word
        for word in words
        if word.kind == "total" and word.claim.attributed_to is None
    }
    for word in words if totals else ():
        if word.kind != "new" or word.party is None:
            continue
        for tie in word.claim.relations:
            whole = totals.get((word.card, tie.claim))
            if tie.type == "part_of" and whole is not None and whole.party is None:
                whole.party, whole.voice = word.party, word.voice


def _within_reports(words: Sequence[Word]) -> None:
    """Read off the relations within each report what a word says nothing new of.

    Side and status that one claim leaves open are those of the claim that it repeats,
    replaces or disagrees with.
    """
    by_id = {word.order[3]: word for word in words}
    offered: dict[str, set[tuple[str | None, VictimStatus]]] = {}
    related = [word for word in words if word.claim.relations]
    for word in related:
        for tie in word.claim.relations:
            other = by_id.get(tie.claim)
            if other is None or other.card != word.card:
                continue
            if tie.type in _TOLD_AGAIN:
                if tie.type == "supersedes":
                    other.old = True
                if tie.type != "repeats" and word.vague != other.vague:
                    continue
                offered.setdefault(word.id, set()).add((other.side, other.status))
                offered.setdefault(other.id, set()).add((word.side, word.status))
    for claim_id, known in offered.items():
        _fill(by_id[claim_id], known)
    for word in words:
        if word.kind == "total" and word.status != "combatant":
            claim = word.claim
            word.detail = describes(claim.victims) and not _tells_each(claim)
    for word in related:
        for tie in word.claim.relations:
            if tie.type in ("part_of", "sums"):
                other = by_id.get(tie.claim)
                if other is None or other.card != word.card:
                    continue
                part, whole = (word, other) if tie.type == "part_of" else (other, word)
                if _is_detail(part, whole):
                    part.detail = True


def _is_detail(part: Word, whole: Word) -> bool:
    """Whether a part counts in the line of its whole; an older total stays a total."""
    if (part.side, part.outcome) != (whole.side, whole.outcome) or whole.vague:
        return False
    if part.status not in (whole.status, "unknown"):
        return False
    if whole.kind == "new" and part.kind != "new":
        return False
    return not (part.kind == whole.kind == "total" and part.day < whole.day)


def _tells_each(claim: CasualtyClaim) -> bool:
    """Whether the words tell the victims one by one: "a woman and child"."""
    return claim.text.lower().split(" ")[0] in ("a", "an", "the", "one")


def _of_one_event(words: Sequence[Word]) -> None:
    """Fill in what a report leaves open of an attack that another tells in full.

    The same number of people with the same outcome, at one place on one day, are the
    same people.
    """
    known: dict[Spot, set[tuple[str | None, VictimStatus]]] = {}
    wanting: list[tuple[Spot, Word]] = []
    for word in words:
        if word.kind != "event" or word.place is None or word.figure < 2:
            continue
        key = (word.outcome, word.place, word.day, word.figure)
        if word.side is None or word.status == "unknown":
            wanting.append((key, word))
        if word.side is not None or word.status != "unknown":
            known.setdefault(key, set()).add((word.side, word.status))
    for key, word in wanting:
        _fill(word, known.get(key, ()))


def _of_one_party(words: Sequence[Word]) -> None:
    """A party that counts only its civilians counts these where it says "people".

    It counts them so where most of its totals say it. A number of children is no total,
    and one total of civilians among many of people says nothing of these.
    """
    told: dict[tuple[str | None, str | None, Outcome], Counter[VictimStatus]] = {}
    for word in words:
        if word.kind == "total" and word.side is not None:
            if word.status == "unknown" or not describes(word.claim.victims):
                of = (word.party, word.side, word.outcome)
                told.setdefault(of, Counter())[word.status] += 1
    for word in words:
        if word.kind in ("total", "new") and word.status == "unknown":
            counted = told.get((word.party, word.side, word.outcome), Counter())
            known = [status for status in counted if status != "unknown"]
            if len(known) == 1 and word.party is not None:
                if counted[known[0]] >= counted["unknown"]:
                    [word.status] = known


def _fill(word: Word, known: Iterable[tuple[str | None, VictimStatus]]) -> None:
    """Take over the one side and the one status that others give, if they agree."""
    pairs = [
        (side, status)
        for side, status in known
        if word.side is None or side in (None, word.side)
    ]
    sides = {side for side, _ in pairs if side is not None}
    if word.side is None and len(sides) == 1:
        [word.side] = sides
    statuses: set[VictimStatus] = {status for _, status in pairs} - {"unknown"}
    if word.status == "unknown" and len(statuses) == 1:
        [word.status] = statuses


@cache
def _wars() -> Mapping[str, Conflict]:
    return {conflict.name: conflict for conflict in known_conflicts()}
