"""The account of a report: what its claims come to, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from herodotus.model import (
    Account,
    CasualtyClaim,
    Claim,
    NondisclosureClaim,
    Period,
    Toll,
)
from herodotus.reconciliation.balance import balances
from herodotus.reconciliation.estimates import Estimate, estimate
from herodotus.reconciliation.figures import is_vague
from herodotus.reconciliation.page import position
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.policies import Policy, load_policy
from herodotus.reconciliation.relations import relate
from herodotus.reconciliation.tallies import Key, Tally, all_wholes, tallies


def reconcile(claims: Iterable[Claim], *, policy: str = "default") -> Account:
    """Bring the claims of one report to an account, under a named policy.

    Increments are never added to the running total that holds them, repeated figures
    count once, background not at all. Claims that `relate` has not seen are related
    first, from the words they quote. The order of the claims makes no difference.
    """
    rules = load_policy(policy)
    claims = tuple(claims)
    if not any(claim.relations for claim in claims):
        claims = relate(claims)
    casualties = [claim for claim in claims if isinstance(claim, CasualtyClaim)]
    silences = [claim for claim in claims if isinstance(claim, NondisclosureClaim)]
    parties = Parties(casualties)
    rows: dict[Key, list[Tally]] = {}
    found = tallies(casualties)
    holders = all_wholes(found)
    for tally in found:
        rows.setdefault(tally.key, []).append(tally)
    tolls = [
        _toll(key, group, rules, parties, holders)
        for key, group_of_key in rows.items()
        for group in _by_period(group_of_key)
    ]
    tolls = _with_silences(tolls, silences)
    return Account(
        policy=rules.name,
        tolls=tuple(sorted(tolls, key=_order)),
        balance=balances(claims),
        contradictions=_contradictions(casualties),
    )


def _by_period(group: Sequence[Tally]) -> list[list[Tally]]:
    """Tallies in groups whose periods meet; increments join the running total."""
    periods: list[tuple[Period, list[Tally]]] = []
    for tally in sorted(group, key=lambda t: (_first_day(t), position(t.claims[0]))):
        here = _period([tally])
        for place, (period, members) in enumerate(periods):
            if _meet(period, here):
                members.append(tally)
                periods[place] = (_period(members), members)
                break
        else:
            periods.append((here, [tally]))
    return [members for _, members in periods]


def _toll(
    key: Key,
    group: list[Tally],
    policy: Policy,
    parties: Parties,
    holders: Mapping[str, frozenset[str]],
) -> Toll:
    totals = [tally for tally in group if _is_running(tally)]
    counted = _outermost(totals or group, holders)
    figures = [tally for tally in counted if not _is_only_words(tally)]
    estimates = [
        estimate(tally.claims, policy=policy, parties=parties)
        for tally in figures or counted
    ]
    if figures and len(figures) < len(counted):  # "... and many more"
        estimates.append(Estimate(None, None, None))
    reasons = {
        claim.id: claim for tally in group for claim in (*tally.claims, *tally.notes)
    }
    total = _added(estimates)
    return Toll(
        side=key.side,
        status=key.status,
        outcome=key.outcome,
        period=_period(counted),
        low=total.low,
        best=total.best,
        high=total.high,
        said_by=total.said_by,
        reasons=tuple(c.id for c in sorted(reasons.values(), key=position)),
    )


def _outermost(
    group: Sequence[Tally], holders: Mapping[str, frozenset[str]]
) -> list[Tally]:
    """Without the tallies whose people another one of the group holds already."""
    here = {tally.id for tally in group}
    return [tally for tally in group if not holders[tally.id] & here]


def _added(estimates: Sequence[Estimate]) -> Estimate:
    """The sum of estimates for different people; what is unknown stays unknown."""
    lows = [one.low for one in estimates if one.low is not None]
    bests = [one.best for one in estimates if one.best is not None]
    highs = [one.high for one in estimates]
    low = sum(lows) if lows else None
    best = sum(bests) if bests else None
    closed = [high for high in highs if high is not None]
    high = sum(closed) if len(closed) == len(highs) else None
    said_by = sorted({party for one in estimates for party in one.said_by})
    return Estimate(low, best, high, tuple(said_by))


def _with_silences(
    tolls: list[Toll], silences: Sequence[NondisclosureClaim]
) -> list[Toll]:
    """Mark what a side has not announced; give it a line when nobody else does."""
    for silence in sorted(silences, key=lambda claim: (claim.start, claim.id)):
        if silence.background:
            continue
        mine = [toll for toll in tolls if _silent_on(silence, toll)]
        if not mine:
            outcome = "killed" if silence.outcome == "casualty" else silence.outcome
            period = Period(start=silence.date_start, end=silence.date_end)
            mine = [
                Toll(
                    side=silence.side,
                    status=silence.victim_status,
                    outcome=outcome,
                    period=period,
                    low=None,
                    best=None,
                    high=None,
                )
            ]
            tolls = [*tolls, *mine]
        tolls = [
            toll.model_copy(
                update={"undisclosed": True, "reasons": (*toll.reasons, silence.id)}
            )
            if toll in mine
            else toll
            for toll in tolls
        ]
    return tolls


def _silent_on(silence: NondisclosureClaim, toll: Toll) -> bool:
    return (
        toll.side == silence.side
        and toll.status == silence.victim_status
        and silence.outcome in ("casualty", toll.outcome)
        and silence.side not in toll.said_by
    )


def _contradictions(
    casualties: Sequence[CasualtyClaim],
) -> tuple[tuple[str, str], ...]:
    by_id = {claim.id: claim for claim in casualties}
    pairs = {
        tuple(sorted((claim, by_id[tie.claim]), key=position))
        for claim in casualties
        for tie in claim.relations
        if tie.type == "contradicts" and tie.claim in by_id and not claim.background
    }
    ordered = sorted(pairs, key=lambda pair: [position(claim) for claim in pair])
    return tuple((first.id, second.id) for first, second in ordered)


def _is_only_words(tally: Tally) -> bool:
    return all(is_vague(claim) for claim in tally.claims)


def _is_running(tally: Tally) -> bool:
    return any(claim.counting == "cumulative" for claim in tally.claims)


def _period(group: Sequence[Tally]) -> Period:
    claims = [claim for tally in group for claim in tally.claims]
    starts = [claim.date_start for claim in claims if claim.date_start is not None]
    ends = [claim.date_end for claim in claims if claim.date_end is not None]
    return Period(start=min(starts, default=None), end=max(ends, default=None))


def _first_day(tally: Tally) -> date:
    return _period([tally]).start or date.min


def _meet(one: Period, other: Period) -> bool:
    return not (
        (one.end is not None and other.start is not None and one.end < other.start)
        or (other.end is not None and one.start is not None and other.end < one.start)
    )


def _order(toll: Toll) -> tuple[str, str, str, str, tuple[str, ...]]:
    return (
        toll.side or "\U0010ffff",
        toll.status,
        toll.outcome,
        str(toll.period.start or ""),
        toll.reasons,
    )
