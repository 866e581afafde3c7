"""Whether the parts that a report gives equal the totals that it states."""

from __future__ import annotations

from collections.abc import Iterable

from herodotus.model import Balance, CasualtyClaim, Claim
from herodotus.reconciliation.figures import named
from herodotus.reconciliation.within.page import position


def balances(claims: Iterable[Claim]) -> tuple[Balance, ...]:
    """One balance for each stated total whose parts the report gives.

    Read off the `sums` relations that `relate` has found. A balance that does not hold
    is only there where the words give the parts as all of the total.
    """
    casualties = {
        claim.id: claim for claim in claims if isinstance(claim, CasualtyClaim)
    }
    found = []
    for whole in sorted(casualties.values(), key=position):
        stated = named(whole)
        parts = [
            casualties[tie.claim]
            for tie in whole.relations
            if tie.type == "sums" and tie.claim in casualties
        ]
        if stated is None or not parts or whole.background:
            continue
        total = sum(named(part) or 0 for part in parts)
        found.append(
            Balance(
                whole=whole.id,
                parts=tuple(part.id for part in sorted(parts, key=position)),
                stated=stated,
                sum=total,
                holds=total == stated,
            )
        )
    return tuple(found)
