"""Whose word a claim is: a party's own, its enemy's, a third's, the reporter's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.cues import armed_pattern

#: `own`: a party on its own people; `enemy`: a fighting party on the other side's;
#: `third`: anybody else who is named; `reporter`: the report's own voice.
Voice = Literal["own", "enemy", "third", "reporter"]


class Parties:
    """The parties that a report's claims name, and who speaks for which of them."""

    def __init__(self, claims: Iterable[CasualtyClaim]):
        claims = list(claims)
        sides = {claim.victim_side for claim in claims}
        sides |= {claim.perpetrator for claim in claims}
        self.sides = frozenset(side for side in sides if side and side != "both")
        self._opponents: dict[str, set[str]] = {}
        for claim in claims:
            if claim.perpetrator and claim.victim_side in self.sides:
                self._oppose(claim.perpetrator, claim.victim_side or "")

    def party(self, attributed_to: str | None) -> str | None:
        """The side that an institution or official speaks for, or its own name.

        "Nagorno-Karabakh Ministry of Defence" speaks for Nagorno-Karabakh where the
        report counts Nagorno-Karabakh among the sides.
        """
        if attributed_to is None:
            return None
        said = attributed_to.casefold()
        for side in sorted(self.sides, key=lambda name: (-len(name), name)):
            name = side.casefold()
            if said.startswith(name) or f"({name}" in said:
                return side
        return attributed_to

    def voice(self, claim: CasualtyClaim) -> Voice:
        """In which voice a claim speaks of its victims."""
        party = self.party(claim.attributed_to)
        if party is None or claim.attributed_to is None:
            return "reporter"
        if claim.victim_side is None or claim.victim_side == "both":
            return "third"
        if party == claim.victim_side:
            return "own"
        ours = self._opponents.get(party, set())
        if claim.victim_side in ours:
            return "enemy"
        if ours & self._opponents.get(claim.victim_side, set()):
            return "third"  # an ally: both fight the same enemy
        fights = party in self.sides or armed_pattern().search(
            claim.attributed_to.lower()
        )
        return "enemy" if fights else "third"

    def _oppose(self, one: str, other: str) -> None:
        if one != other:
            self._opponents.setdefault(one, set()).add(other)
            self._opponents.setdefault(other, set()).add(one)

    def same_voice(self, one: CasualtyClaim, other: CasualtyClaim) -> bool:
        """Whether two claims may be one party's word, the reporter's included."""
        first, second = self.party(one.attributed_to), self.party(other.attributed_to)
        return first is None or second is None or first == second

    def enemy_only(self, one: CasualtyClaim, other: CasualtyClaim) -> bool:
        """Whether exactly one of the two is a party's word about its enemy."""
        return (self.voice(one) == "enemy") != (self.voice(other) == "enemy")
