"""A series: the running toll as it was told, stated and implied, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from herodotus.model import CasualtyClaim, Flag, Step, Telling
from herodotus.reconciliation.figures import OPEN
from herodotus.reconciliation.series.flags import flags_of, part_flags
from herodotus.reconciliation.series.increments import Implied, implied
from herodotus.reconciliation.series.running import Key, Point, Run, runs


def series(tellings: Iterable[Telling]) -> tuple[Step, ...]:
    """The steps of every running toll that tellings make up, by key and day.

    A key is a conflict, side, status and outcome. A step is a total that somebody
    states, or one that the arithmetic implies; the same figure by the same party on
    the same day is one step, however many reports tell it. A total of an unknown day
    comes first.
    """
    given = tuple(tellings)
    parts = part_flags(given)
    return tuple(step for run in runs(given) for step in _steps(run, parts))


def _steps(run: Run, parts: Iterable[Flag]) -> list[Step]:
    seen = _seen([*flags_of(run), *parts])
    rises = _rises(run.totals)
    found = [
        (point.rank, False, _stated(run.key, point, seen, rises))
        for point in run.totals
    ]
    days = {(point.party, point.day, point.numbers) for point in run.totals}
    for value in implied(run):
        if (value.party, value.day, (value.low, value.high)) in days:
            continue  # somebody of that party states it as well
        rank = value.day, value.low, value.high, value.party or "", ()
        found.append((rank, True, _implied(run.key, value, seen)))
    return [step for *_, step in sorted(found, key=lambda item: item[:2])]


def _seen(flags: Iterable[Flag]) -> dict[str, list[str]]:
    """The types of flag that each claim is part of."""
    seen: dict[str, set[str]] = {}
    for flag in flags:
        for claim in flag.claims:
            seen.setdefault(claim, set()).add(flag.type)
    return {claim: sorted(types) for claim, types in seen.items()}


def _stated(
    key: Key, point: Point, seen: Mapping[str, list[str]], rises: Mapping[int, str]
) -> Step:
    claim = point.claim
    notes = [f"in place of {_figure(old)}" for old in point.replaced]
    if id(point) in rises:
        notes.insert(0, rises[id(point)])
    if claim.approx or claim.low != claim.high:
        notes.append(f"worded “{claim.text}”")
    return Step(
        as_of=point.day,
        low=claim.low,
        high=claim.high,
        said_by=claim.attributed_to,
        claim=claim.id,
        report=point.figure.telling.card.key,
        side=key.side,
        status=key.status,
        outcome=key.outcome,
        conflict=key.conflict,
        flags=tuple(seen.get(claim.id, ())),
        note="; ".join(notes) or None,
        outlets=point.outlets,
    )


def _implied(key: Key, value: Implied, seen: Mapping[str, list[str]]) -> Step:
    claim = value.increment.claim
    return Step(
        as_of=value.day,
        low=value.low,
        high=None if value.high >= OPEN else value.high,
        said_by=value.said_by,
        claim=claim.id,
        report=value.increment.telling.card.key,
        implied=True,
        side=key.side,
        status=key.status,
        outcome=key.outcome,
        conflict=key.conflict,
        flags=tuple(seen.get(claim.id, ())),
        note=f"implied: {value.note}",
        outlets=value.increment.telling.copies,
    )


def _rises(totals: Iterable[Point]) -> dict[int, str]:
    """How much more each exact total is than the last of its party on another day."""
    last: dict[tuple[str | None, str | None], Point] = {}
    before: dict[tuple[str | None, str | None], Point] = {}
    found = {}
    for point in totals:
        numbers = point.numbers
        if numbers is None or numbers[0] != numbers[1] or point.day is None:
            continue
        teller = point.figure.teller
        latest = last.get(teller)
        if latest is not None and latest.day != point.day:
            before[teller] = latest
        last[teller] = point
        earlier = before.get(teller)
        if earlier is not None:
            more = numbers[0] - (earlier.claim.low or 0)
            words = f"{more:,} more than" if more > 0 else f"{-more:,} fewer than"
            if more == 0:
                words = "the same as"
            found[id(point)] = f"{words} on {earlier.day}"
    return found


def _figure(claim: CasualtyClaim) -> str:
    return claim.text or str(claim.low)
