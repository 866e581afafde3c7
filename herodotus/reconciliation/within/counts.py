"""How many victims a short report counts: people who took no part in the fighting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from herodotus.model import CasualtyClaim, Claim
from herodotus.reconciliation.accounts.estimates import estimate
from herodotus.reconciliation.accounts.policies import Policy, load_policy
from herodotus.reconciliation.figures import is_vague, named, worded
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.within.relations import relate
from herodotus.reconciliation.within.scope import (
    periods_meet,
    says_anybody,
    says_civilian,
)
from herodotus.reconciliation.within.tallies import Tally, largest, tallies


def victims(
    claims: Iterable[Claim], *, policy: str = "default"
) -> dict[str, int | None]:
    """Non-combatants killed and injured in the event that a short report is about.

    A total covers its parts, but combatants among them are taken off it, and where it
    says how many civilians it holds, these count alone. Tolls of separate attacks add
    up; tolls of another day than the first one's do not belong to the event. `None`:
    the report gives no number.
    """
    claims = tuple(claims)
    if not any(claim.relations for claim in claims):
        claims = relate(claims)
    rules = load_policy(policy)
    parties = Parties(claim for claim in claims if isinstance(claim, CasualtyClaim))
    found = tallies(claims)
    return {
        outcome: _victims(
            [tally for tally in found if tally.key.outcome == outcome], rules, parties
        )
        for outcome in ("killed", "injured")
    }


def _victims(group: Sequence[Tally], policy: Policy, parties: Parties) -> int | None:
    by_id = {tally.id: tally for tally in group}
    heads = [
        tally for tally in group if not any(whole in by_id for whole in tally.wholes)
    ]
    heads = _with_figures(_of_one_event(heads))
    counts = [_count(tally, by_id, policy, parties) for tally in heads]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _of_one_event(heads: Sequence[Tally]) -> list[Tally]:
    if not heads:
        return []
    first = heads[0].claims[0]
    return [tally for tally in heads if periods_meet(tally.claims[0], first)]


def _with_figures(heads: Sequence[Tally]) -> list[Tally]:
    """Without tallies that only a word of size tells of, where others give figures."""
    told = [
        tally
        for tally in heads
        if tally.key.status != "combatant"
        and not all(is_vague(claim) for claim in tally.claims)
    ]
    return told or list(heads)


def _count(
    tally: Tally, by_id: dict[str, Tally], policy: Policy, parties: Parties
) -> int | None:
    """Those of a tally who took no part in the fighting; `None` where all did.

    Where a report gives fighters as some of a larger number of "people", the others
    are victims, whatever status the whole was given on their account.
    """
    total = _figure(tally, policy, parties)
    if total is None:
        return None
    parts = [by_id[part] for part in sorted(tally.parts) if part in by_id]
    told = [claim for part in parts for claim in part.claims[:1]]
    told += [claim for claim in tally.notes if claim.outcome == tally.key.outcome]
    told = [claim for claim in told if not is_vague(claim)]
    civilians = sum(worded(claim) or 0 for claim in told if says_civilian(claim))
    if 0 < civilians < total and not any(map(says_civilian, tally.claims)):
        return civilians
    fighters = sum(
        worded(claim) or 0
        for claim in told
        if claim.victim_status == "combatant" and claim.counting != "new"
    )
    if tally.key.status == "combatant":
        others = any(map(says_anybody, tally.claims)) and 0 < fighters < total
        return total - fighters if others else None
    return max(total - fighters, 0)


def _figure(tally: Tally, policy: Policy, parties: Parties) -> int | None:
    """The number that the best estimate rests on, in the words' own round figure."""
    best = estimate(tally.claims, policy=policy, parties=parties).best
    if best is None:
        return largest(tally.claims) or None
    told = [worded(claim) for claim in tally.claims if named(claim) == best]
    return told[0] if told else best
