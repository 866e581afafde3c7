"""One reading laid out for people: short names, sides, paragraphs, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from herodotus.exports import conduct, wording
from herodotus.exports.paragraphs import paragraph_at, paragraphs
from herodotus.model import (
    Account,
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    LossClaim,
    MaterielClaim,
    NondisclosureClaim,
    Reading,
)
from herodotus.reconciliation.parties import Parties, Voice

#: Sides have a letter, a colour and a pattern; there are this many colours.
TINTS = 6


class Sheet:
    """A reading and its account, with what any table or page of them needs.

    Attributes:
        claims: the claims by id, in text order.
        names: the short name of each: c1, c2, ...
        conduct: the claims of materiel, of control and of events, background included.
        sides: the sides that are named, in order of appearance.
        prose: how many paragraphs the report has, its headers left out.
    """

    def __init__(self, reading: Reading, account: Account) -> None:
        self.report = reading.report
        self.reader = reading.reader
        self.account = account
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in reading.claims}
        self.names = wording.labels(reading.claims)
        self.paragraphs = paragraphs(reading.report)
        self.prose = sum(paragraph.number > 0 for paragraph in self.paragraphs)
        counted = [claim for claim in reading.claims if not claim.background]
        self.casualties = [c for c in counted if isinstance(c, CasualtyClaim)]
        self.silences = [c for c in counted if isinstance(c, NondisclosureClaim)]
        self.history: list[LossClaim] = [
            claim
            for claim in reading.claims
            if claim.background
            and isinstance(claim, CasualtyClaim | NondisclosureClaim)
        ]
        self.conduct: dict[str, list[conduct.Conduct]] = {
            "materiel": [c for c in reading.claims if isinstance(c, MaterielClaim)],
            "control": [c for c in reading.claims if isinstance(c, ControlClaim)],
            "events": [c for c in reading.claims if isinstance(c, EventClaim)],
        }
        # Whoever acts in some event is no side yet: only those with losses or ground.
        told = (side_of(c) for c in counted if not isinstance(c, EventClaim))
        self.sides = tuple(dict.fromkeys(s for s in told if s and s != "both"))
        self._parties = Parties(self.casualties)

    def paragraph(self, claim: Claim) -> int | None:
        """The number of the paragraph where a claim begins; 0 is a header."""
        return paragraph_at(claim.start, self.paragraphs)

    def voice(self, claim: Claim) -> Voice:
        """Whether a party speaks of its own people, an enemy of them, or another."""
        if isinstance(claim, CasualtyClaim):
            return self._parties.voice(claim)
        return "third" if claim.attributed_to else "reporter"

    def mark(self, side: str | None) -> tuple[str, str]:
        """The letter and the style of a side; `both` and unknown have their own."""
        return mark(side, self.sides)

    def notes(self, claim: Claim) -> list[str]:
        """How a claim stands to others, and what to bear in mind about it."""
        return self.ties(claim) + self.remarks(claim)

    def ties(self, claim: Claim) -> list[str]:
        """How a claim stands to others, which are named by their short names."""
        return wording.relation_notes(claim, self.names, self.account)

    def remarks(self, claim: Claim) -> list[str]:
        """What to bear in mind about a claim."""
        notes = ["enemy claim"] if self.voice(claim) == "enemy" else []
        if not isinstance(claim, CasualtyClaim | NondisclosureClaim):
            notes += conduct.remarks(claim)
        return notes + wording.remarks(claim)


def mark(side: str | None, sides: Sequence[str | None]) -> tuple[str, str]:
    """The letter and the style of a side among others.

    >>> mark("Mali", ("JNIM", "Mali")), mark("both", ()), mark(None, ("Mali",))
    (('B', 'side-2'), ('±', 'side-both'), ('', 'side-none'))
    """
    if side == "both":
        return "±", "side-both"
    if side is None or side not in sides:
        return "", "side-none"
    place = sides.index(side)
    letter = chr(ord("A") + place) if place < 26 else f"S{place + 1}"
    return letter, f"side-{place % TINTS + 1}"


def side_of(claim: Claim) -> str | None:
    """The side that a claim is about: it lost people or arms, moved or acted."""
    if isinstance(claim, CasualtyClaim):
        return claim.victim_side
    if isinstance(claim, NondisclosureClaim):
        return claim.side
    if isinstance(claim, MaterielClaim):
        return claim.owner_side
    if isinstance(claim, ControlClaim):
        return claim.by
    if claim.reciprocal:
        return "both"
    return claim.initiators[0].name if claim.initiators else None
