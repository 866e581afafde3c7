"""What the words of several reports on one side's losses come to, under a policy.

Of running totals the newest of each party stands, with what the party has added since;
attacks that lie in no total add up. In a known war all of it is one toll. Elsewhere
each attack is a toll of its own: nothing says that they belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from herodotus.model import Period, Toll
from herodotus.reconciliation.accounts.estimates import (
    Estimate,
    Figure,
    added,
    decides,
    figure_of,
    may_raise,
    ranked,
    weigh,
)
from herodotus.reconciliation.accounts.grades import alleged, grade
from herodotus.reconciliation.accounts.policies import Policy
from herodotus.reconciliation.across.chains import Chain, Point, chains_of
from herodotus.reconciliation.across.clusters import (
    Cluster,
    clusters_of,
    counted,
    first_day,
)
from herodotus.reconciliation.across.words import Line, Where, Word, war

#: So many people are seldom lost in one attack and in all before it by chance.
_NO_CHANCE = 50


class Current(NamedTuple):
    """What one party's running total stands at.

    Attributes:
        figures: the total with what was added since, and the older exact figure that a
            newer wording agrees with.
        day: the last day that it takes in.
        words: those that tell it, or add to it.
        added: the days of increments.
        is_total: whether there is a total, and not increments alone.
    """

    figures: tuple[Figure, ...]
    day: int
    words: tuple[Word, ...]
    added: tuple[int, ...]
    is_total: bool


class Count(NamedTuple):
    """An estimate with the words behind it."""

    estimate: Estimate
    words: tuple[Word, ...]


class Tally(NamedTuple):
    """All that a line tells.

    Attributes:
        chains: the running totals, by party.
        clusters: the attacks and periods.
        attacks: those of them that no longer period holds.
    """

    chains: tuple[Chain, ...]
    clusters: tuple[Cluster, ...]
    attacks: tuple[Cluster, ...]


def tally_of(words: Sequence[Word], *, in_war: bool) -> Tally:
    """The running totals and attacks of one line, whose words are in order.

    Outside a known war an increment to a total that nobody gives is an attack.
    """
    main = [w for w in words if w.scope == (None, None)]
    chains = chains_of(main)
    if not in_war:
        chains = {party: chain for party, chain in chains.items() if chain.totals}
    clusters = clusters_of(words)
    if not in_war:
        clusters += _loose_increments(main, chains)
    clusters += _sub_totals(words)
    return Tally(tuple(chains.values()), tuple(clusters), tuple(counted(clusters)))


def currents_of(tally: Tally, *, policy: Policy) -> list[Current]:
    """What each party's running total stands at, the earliest told first."""
    found = [current(chain, policy=policy) for chain in tally.chains]
    return sorted(found, key=lambda one: one.words[0].order)


def current(chain: Chain, *, policy: Policy) -> Current:
    """What a party's running total stands at, with all that it has added since."""
    standing, since = chain.standing(), chain.since()
    more = [_figure(point.head, policy) for point in since]
    floor = max((point.head.low for point in standing), default=0)
    figures = []
    for point in standing:
        figure = _figure(point.head, policy)
        if point.head.low < floor and not point.head.vague:
            figure = _at_least(figure, floor)
        figures.append(_sum([figure, *more]))
    if not standing:
        figures.append(_sum(more))
    points = [*standing, *since]
    return Current(
        tuple(figures),
        max(point.day for point in points),
        tuple(word for point in points for word in point.words),
        tuple(point.day for point in since),
        is_total=bool(standing),
    )


def tolls_of(line: Line, where: Where, tally: Tally, *, policy: Policy) -> list[Toll]:
    """The tolls of one line of a theatre."""
    currents = currents_of(tally, policy=policy)
    running = _running(currents, policy)
    after = [
        Count(attack_estimate(attack, policy=policy), _told(attack))
        for attack in outside(tally.attacks, currents, policy=policy)
    ]
    counts = [count for count in (running, *after) if count is not None]
    if where.conflict is not None:
        counts = [_as_one(counts, currents, running, policy)]
    return [_toll(line, where, count, policy) for count in counts if count.words]


def outside(
    attacks: Iterable[Cluster], currents: Sequence[Current], *, policy: Policy
) -> list[Cluster]:
    """The attacks that no running total takes in: those after the last one that counts.

    An attack on a day of which a party announces an increment, or on the day before,
    is told in that increment. One that cost just what a running total stands at is
    that total, told without its period.
    """
    last = leading(currents, policy)
    until = last.day if last is not None and last.is_total else -1
    days = {
        day
        for one in currents
        if any(decides(figure, policy=policy) for figure in one.figures)
        for day in one.added
    }
    totals = {
        (word.party, word.low)
        for one in currents
        if one.is_total
        for word in one.words
        if word.kind == "total" and word.low >= _NO_CHANCE and not word.vague
    }
    return [
        attack
        for attack in attacks
        if attack.start > until
        and not any(day in days for day in range(attack.start, attack.end + 2))
        and not any((word.party, word.low) in totals for word in attack.words)
    ]


def leading(currents: Sequence[Current], policy: Policy) -> Current | None:
    """The running total that decides: of the most trusted voice that is not stale."""
    deciding = [
        (figure, one)
        for one in currents
        for figure in one.figures
        if decides(figure, policy=policy)
    ]
    told = ranked([figure for figure, _ in deciding], policy=policy)
    allowed = {id(figure) for figure in told}
    fresh = [(f, one) for f, one in deciding if id(f) in allowed]
    newest = max((one.day for _, one in fresh), default=0)
    fresh = [(f, one) for f, one in fresh if one.day >= newest - policy.stale_after]
    if not fresh:
        return None
    return min(
        fresh,
        key=lambda item: (
            not item[1].is_total,
            policy.rank(item[0].voice, item[0].claim),
            -item[1].day,
            item[1].words[0].order,
        ),
    )[1]


def attack_estimate(attack: Cluster, *, policy: Policy) -> Estimate:
    """What one attack cost, by all who tell of it."""
    figures = [
        _sum([_figure(word, policy) for word in entry.words])
        for entry in attack.newest()
    ]
    return weigh(figures, policy=policy)


def _running(currents: Sequence[Current], policy: Policy) -> Count | None:
    """What the running totals come to; those older than the leading one only raise it.

    A toll grows: a lower figure as of an earlier day is no rival of a later one.
    """
    lead = leading(currents, policy)
    if lead is None:
        return None
    rivals: list[Current] = []
    older: list[Current] = []
    for one in currents:
        if one is not lead:
            rival = one.day >= lead.day and (one.is_total or not lead.is_total)
            (rivals if rival else older).append(one)
    figures = [figure for one in (lead, *rivals) for figure in one.figures]
    raising = [figure for one in older for figure in one.figures]
    estimate = weigh(figures, policy=policy, raising=raising)
    counting = [lead, *rivals]
    tops = {figure.high for figure in raising}
    counting += [
        one
        for one in older
        if estimate.high in {f.high for f in one.figures} and estimate.high in tops
    ]
    return Count(estimate, tuple(word for one in counting for word in one.words))


def _as_one(
    counts: Sequence[Count],
    currents: Sequence[Current],
    running: Count | None,
    policy: Policy,
) -> Count:
    """The counts of a war as one, with the totals of those who only raise `high`.

    Where the running totals have a count of their own, these are in it already.
    """
    estimate = added(count.estimate for count in counts)
    words = [word for count in counts for word in count.words]
    above = (
        []
        if running is not None
        else [
            figure
            for one in currents
            for figure in one.figures
            if may_raise(figure, policy=policy)
        ]
    )
    if above:
        words += [word for one in currents for word in one.words]
    if above and counts:
        highs = [estimate.high, *(figure.high for figure in above)]
        known = [high for high in highs if high is not None]
        high = max(known) if len(known) == len(highs) else None
        estimate = estimate._replace(high=high)
    elif above:
        estimate = weigh(above, policy=policy)
    return Count(estimate, tuple(words))


def _toll(line: Line, where: Where, count: Count, policy: Policy) -> Toll:
    words = sorted(set(count.words), key=lambda word: word.order)
    estimate = count.estimate
    starts = [w.start if w.start is not None else w.day for w in words]
    days = [word.day for word in words if word.day]
    return Toll(
        side=line.side,
        status=line.status,
        outcome=line.outcome,
        period=Period(start=_date(min(starts)), end=_date(max(days, default=0))),
        low=estimate.low,
        best=estimate.best,
        high=estimate.high,
        said_by=estimate.said_by,
        reasons=tuple(word.id for word in words),
        conflict=where.conflict,
        country=where.country,
        place=_place(words, where),
        alleged=alleged(words, side=line.side),
        grade=grade(line.status, words, estimate, conflict=war(where.conflict))
        if policy.grades
        else None,
    )


def _place(words: Sequence[Word], where: Where) -> str | None:
    """The one place that the words name, outside a known war."""
    if where.conflict is not None:
        return None
    places = {word.claim.place for word in words if word.claim.place}
    return places.pop() if len(places) == 1 else where.place


def _figure(word: Word, policy: Policy) -> Figure:
    return figure_of(word.claim, policy=policy, party=word.party, voice=word.voice)


def _sum(figures: Sequence[Figure]) -> Figure:
    """The figures of different people by one party, as one."""
    first = figures[0]
    if len(figures) == 1:
        return first
    highs = [figure.high for figure in figures]
    closed = [high for high in highs if high is not None]
    return first._replace(
        low=sum(figure.low for figure in figures),
        best=sum(figure.best for figure in figures),
        high=sum(closed) if len(closed) == len(highs) else None,
    )


def _at_least(figure: Figure, floor: int) -> Figure:
    """A figure that an older exact one of the same party raises: tolls only grow."""
    high = figure.high if figure.high is None else max(figure.high, floor)
    return figure._replace(low=floor, best=max(figure.best, floor), high=high)


def _told(attack: Cluster) -> tuple[Word, ...]:
    """The words behind the figures of an attack: what each party tells last."""
    last = {
        (entry.head.party, word.figure, word.low)
        for entry in attack.newest()
        for word in entry.words
    }
    return tuple(w for w in attack.words if (w.party, w.figure, w.low) in last)


def _sub_totals(words: Sequence[Word]) -> Iterator[Cluster]:
    """Running totals of a town, or since another day than the war's first."""
    scopes: dict[tuple[int | None, str | None], list[Word]] = {}
    for word in words:
        if word.kind == "total" and word.scope != (None, None):
            scopes.setdefault(word.scope, []).append(word)
    for (start, place), told in scopes.items():
        points: list[Point] = [
            point for chain in chains_of(told).values() for point in chain.standing()
        ]
        heads = sorted(
            (word for point in points for word in point.words),
            key=lambda word: word.order,
        )
        if heads:
            first = start if start is not None else min(map(first_day, told))
            last = max(word.day for word in heads)
            yield Cluster(first, max(first, last), place, heads, running=True)


def _loose_increments(
    words: Sequence[Word], chains: dict[str | None, Chain]
) -> Iterator[Cluster]:
    """Increments of parties that give no total, a day and place at a time."""
    days: dict[tuple[str | None, int, int], list[Word]] = {}
    for word in words:
        if word.kind == "new" and word.party not in chains and not word.detail:
            key = (word.place, word.day, word.figure)
            days.setdefault(key, []).append(word)
    for (place, day, _), told in days.items():
        yield Cluster(day, day, place, told)


def _date(day: int) -> date | None:
    return date.fromordinal(day) if day > 0 else None
