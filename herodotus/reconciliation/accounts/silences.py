"""What a side has not said: unknown, which is not zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from herodotus.model import NondisclosureClaim, Outcome, Period, Toll

#: A silence, and whether the side itself has given figures for a toll since.
Broken = Callable[[NondisclosureClaim, Toll], bool]


def with_silences(
    tolls: Sequence[Toll], silences: Iterable[NondisclosureClaim], *, broken: Broken
) -> list[Toll]:
    """Mark what a side has not announced; give it a line when nobody else does.

    The silences must be in the order in which they are told.
    """
    found = list(tolls)
    for silence in silences:
        if silence.background:
            continue
        mine = [place for place, toll in enumerate(found) if _is_about(silence, toll)]
        if not mine:
            found.append(_unknown(silence))
            mine = [len(found) - 1]
        for place in mine:
            if not broken(silence, found[place]):
                found[place] = _silent(found[place], silence)
    return found


def _is_about(silence: NondisclosureClaim, toll: Toll) -> bool:
    return (
        toll.side == silence.side
        and toll.status == silence.victim_status
        and silence.outcome in ("casualty", toll.outcome)
    )


def _unknown(silence: NondisclosureClaim) -> Toll:
    outcome: Outcome = "killed" if silence.outcome == "casualty" else silence.outcome
    return Toll(
        side=silence.side,
        status=silence.victim_status,
        outcome=outcome,
        period=Period(start=silence.date_start, end=silence.date_end),
        low=None,
        best=None,
        high=None,
    )


def _silent(toll: Toll, silence: NondisclosureClaim) -> Toll:
    changes: dict[str, object] = {"undisclosed": True}
    changes["reasons"] = tuple(dict.fromkeys((*toll.reasons, silence.id)))
    if toll.low is None and toll.high is None:  # nothing but silences
        changes["period"] = _widened(toll.period, silence)
    return toll.model_copy(update=changes)


def _widened(period: Period, silence: NondisclosureClaim) -> Period:
    return Period(
        start=_of(min, period.start, silence.date_start),
        end=_of(max, period.end, silence.date_end),
    )


def _of(
    choose: Callable[[list[date]], date], one: date | None, other: date | None
) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return choose(days) if days else None
