"""How well a toll is supported, in the grades of Airwars.

The grades and what they ask for are those of Airwars' methodology ("Our approach to
grading"). It grades harm to civilians; fighters are in none of its grades. A grade is a
proposal: Airwars' own rest on the judgement of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from herodotus.gazetteer import Conflict
from herodotus.model import CasualtyClaim, VictimStatus
from herodotus.reconciliation.accounts.estimates import Estimate
from herodotus.reconciliation.parties import Voice

#: Each grade and what it means; docs/codebook.md lists the same.
GRADES = {
    "Confirmed": "the party that is said to have done it says so itself",
    "Fair": "two or more sources, independent of each other, none of them an enemy",
    "Weak": "one source, or the enemy of the victims' side alone",
    "Contested": "more than one party is blamed, or the blame is denied",
    "Discounted": "the sources have taken it back: their last figure is none",
}


class Told(Protocol):
    """A claim with whose word it is: a word of several reports, or of one."""

    @property
    def claim(self) -> CasualtyClaim: ...
    @property
    def party(self) -> str | None: ...
    @property
    def voice(self) -> Voice: ...
    @property
    def source(self) -> str: ...


class Teller(NamedTuple):
    """A claim of the one report that there is, with whose word it is."""

    claim: CasualtyClaim
    party: str | None
    voice: Voice
    source: str = ""


def grade(
    status: VictimStatus,
    words: Sequence[Told],
    estimate: Estimate,
    *,
    conflict: Conflict | None = None,
) -> str | None:
    """The grade of a toll by the words behind it; `None` for fighters."""
    if status == "combatant":
        return None
    if estimate.low == 0 and estimate.high == 0:
        return "Discounted"
    if any(_admits(word) for word in words):
        return "Confirmed"
    blamed = {who for word in words if (who := word.claim.perpetrator) is not None}
    if _of_two_camps(blamed, conflict) or any(word.claim.denied for word in words):
        return "Contested"
    return "Fair" if len(sources(words)) > 1 else "Weak"


def alleged(words: Iterable[Told], *, side: str | None) -> tuple[str, ...]:
    """The parties said to have done it, by name; the victims' own is not among them."""
    named = {word.claim.perpetrator for word in words} - {None, side}
    return tuple(sorted(who for who in named if who is not None))


def sources(words: Iterable[Told]) -> set[str]:
    """Who tells it independently: parties, and outlets that are no copies.

    An outlet that relays a party's word is no second source; nor is an enemy.
    """
    return {
        f"outlet {word.source}" if word.party is None else f"party {word.party}"
        for word in words
        if word.voice != "enemy"
    }


def _admits(word: Told) -> bool:
    claim = word.claim
    if word.party is None or claim.perpetrator is None:
        return False
    return word.party == claim.perpetrator and claim.stance in ("asserts", "confirms")


def _of_two_camps(blamed: set[str], conflict: Conflict | None) -> bool:
    """Whether parties that do not fight side by side are blamed."""
    if len(blamed) < 2:
        return False
    return conflict is None or not (
        blamed <= set(conflict.a) or blamed <= set(conflict.b)
    )
