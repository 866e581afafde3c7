"""Whose word a claim is: a party's own, its enemy's, a third's, the reporter's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from herodotus.gazetteer import Conflict, conflicts_for, resolve_actor
from herodotus.model import CasualtyClaim
from herodotus.reconciliation.cues import armed_pattern

#: `own`: a party on its own side's people, an ally's included (those who fight the
#: same enemy, by the report or by the known conflicts); `enemy`: on the other side's;
#: `third`: anybody else who is named; `reporter`: the report's own voice.
Voice = Literal["own", "enemy", "third", "reporter"]


_ROLE = re.compile(r"\(([^)]+)\)$")

#: A name, or its people's, at the head of an institution or of the office in brackets.
_NAMING = r"(?:^|\()(?:the )?{}(?:i|n|an|ian|ese)?(?!\w)"


class Parties:
    """The parties that claims name, and who speaks for which of them.

    Where the conflict is known, it says before all else who stands with whom.
    """

    def __init__(
        self, claims: Iterable[CasualtyClaim], *, conflict: Conflict | None = None
    ):
        pairs = {(claim.victim_side, claim.perpetrator) for claim in claims}
        self._conflict = conflict
        sides = {side for pair in pairs for side in pair}
        if conflict is not None:
            sides |= {*conflict.a, *conflict.b}
        self.sides = frozenset(side for side in sides if side and side != "both")
        self._voices: dict[tuple[str | None, str | None, date | None], Voice] = {}
        self._parties: dict[str, str] = {}
        self._opponents: dict[str, set[str]] = {}
        for victims, perpetrator in pairs:
            if perpetrator and victims in self.sides:
                self._oppose(perpetrator, victims or "")

    def party(self, attributed_to: str | None) -> str | None:
        """The side that an institution or official speaks for, or its own name.

        "Nagorno-Karabakh Ministry of Defence" speaks for Nagorno-Karabakh where the
        report counts Nagorno-Karabakh among the sides.
        """
        if attributed_to is None:
            return None
        if attributed_to not in self._parties:
            self._parties[attributed_to] = self._speaks_for(attributed_to)
        return self._parties[attributed_to]

    def voice(self, claim: CasualtyClaim) -> Voice:
        """In which voice a claim speaks of its victims."""
        party = self.party(claim.attributed_to)
        if party is None or claim.attributed_to is None:
            return "reporter"
        if claim.victim_side is None or claim.victim_side == "both":
            return "third"
        if party == claim.victim_side:
            return "own"
        day = claim.date_end if self._conflict is None else None
        case = (claim.attributed_to, claim.victim_side, day)
        if case not in self._voices:
            self._voices[case] = self._across(party, claim)
        return self._voices[case]

    def _speaks_for(self, attributed_to: str) -> str:
        said = attributed_to.casefold()
        for side in sorted(self.sides, key=lambda name: (-len(name), name)):
            if re.search(_NAMING.format(re.escape(side.casefold())), said):
                return side
        return attributed_to

    def _across(self, party: str, claim: CasualtyClaim) -> Voice:
        """The voice of a party that speaks of another's people."""
        side = claim.victim_side or ""
        role = _ROLE.search(party)  # "Name (Somalia police chief)"
        actor = resolve_actor(role[1] if role else party)
        if party not in self.sides and actor is not None and actor.side is not None:
            party = actor.side
            if party == side:
                return "own"
        if self._conflict is not None:
            a, b = self._conflict.a, self._conflict.b
            for ours_named, theirs in ((a, b), (b, a)):
                if party in ours_named and side in ours_named:
                    return "own"
                if party in ours_named and side in theirs:
                    return "enemy"
        ours = self._opponents.get(party, set())
        if side in ours:
            return "enemy"
        if ours & self._opponents.get(side, set()):
            return "own"
        day = claim.date_end if self._conflict is None else self._conflict.start
        for conflict in conflicts_for({party, side}, (), day):
            if side in conflict.opponents(party):
                return "enemy"
            if {party, side} <= {*conflict.a} or {party, side} <= {*conflict.b}:
                return "own"
        armed = armed_pattern().search((claim.attributed_to or "").lower())
        return "enemy" if party in self.sides or armed else "third"

    def _oppose(self, one: str, other: str) -> None:
        if one != other:
            self._opponents.setdefault(one, set()).add(other)
            self._opponents.setdefault(other, set()).add(one)

    def same_voice(self, one: CasualtyClaim, other: CasualtyClaim) -> bool:
        """Whether two claims may be one party's word, the reporter's included."""
        first, second = self.party(one.attributed_to), self.party(other.attributed_to)
        return first is None or second is None or first == second

    def enemy_only(self, one: CasualtyClaim, other: CasualtyClaim) -> bool:
        """Whether exactly one of the two is a party's word about its enemy.

        What one and the same source says is not weighed against itself.
        """
        if one.attributed_to == other.attributed_to:
            return False
        return (self.voice(one) == "enemy") != (self.voice(other) == "enemy")
