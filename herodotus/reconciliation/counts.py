"""How many victims a short report counts: people who took no part in the fighting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.estimates import estimate
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.policies import Policy, load_policy
from herodotus.reconciliation.relations import AnyClaim, relate
from herodotus.reconciliation.scope import periods_meet
from herodotus.reconciliation.tallies import Tally, largest, says_civilian, tallies


def victims(
    claims: Iterable[AnyClaim], *, policy: str = "default"
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
    heads = _of_one_event(heads)
    counts = [_count(tally, by_id, policy, parties) for tally in heads]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _of_one_event(heads: Sequence[Tally]) -> list[Tally]:
    if not heads:
        return []
    first = heads[0].claims[0]
    return [tally for tally in heads if periods_meet(tally.claims[0], first)]


def _count(
    tally: Tally, by_id: dict[str, Tally], policy: Policy, parties: Parties
) -> int | None:
    if tally.key.status == "combatant":
        return None
    best = estimate(tally.claims, policy=policy, parties=parties).best
    total = largest(tally.claims) if best is None else best
    if tally.key.status == "civilian":
        return total
    parts = [by_id[part] for part in sorted(tally.parts) if part in by_id]
    fighters = [part for part in parts if part.key.status == "combatant"]
    civilians = [part for part in parts if says_civilian(part)]
    if civilians:
        counts = [_count(part, by_id, policy, parties) or 0 for part in civilians]
        return min(total, sum(counts))
    return max(total - sum(largest(part.claims) for part in fighters), 0)
