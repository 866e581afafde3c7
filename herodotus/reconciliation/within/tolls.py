"""The tolls of one report: what its claims come to, by the relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from herodotus.model import CasualtyClaim, Period, Toll
from herodotus.reconciliation.accounts.estimates import Estimate, added, estimate
from herodotus.reconciliation.accounts.grades import Teller, alleged, grade
from herodotus.reconciliation.accounts.policies import Policy
from herodotus.reconciliation.figures import is_vague
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.within.page import position
from herodotus.reconciliation.within.tallies import Key, Tally, all_wholes, tallies


def tolls_of_report(
    casualties: Iterable[CasualtyClaim], *, policy: Policy, parties: Parties
) -> list[Toll]:
    """The tolls of the related claims of one report, whatever their order.

    Increments are never added to the running total that holds them, repeated figures
    count once, background not at all.
    """
    rows: dict[Key, list[Tally]] = {}
    found = tallies(casualties)
    holders = all_wholes(found)
    for tally in found:
        rows.setdefault(tally.key, []).append(tally)
    return [
        _toll(key, group, policy, parties, holders)
        for key, group_of_key in rows.items()
        for group in _by_period(group_of_key)
    ]


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
    total = added(estimates)
    tellers = [
        Teller(claim, parties.party(claim.attributed_to), parties.voice(claim))
        for claim in reasons.values()
    ]
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
        alleged=alleged(tellers, side=key.side),
        grade=grade(key.status, tellers, total) if policy.grades else None,
    )


def _outermost(
    group: Sequence[Tally], holders: Mapping[str, frozenset[str]]
) -> list[Tally]:
    """Without the tallies whose people another one of the group holds already."""
    here = {tally.id for tally in group}
    return [tally for tally in group if not holders[tally.id] & here]


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
