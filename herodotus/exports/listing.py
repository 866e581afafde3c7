"""Claims of many reports in a list, in words: what the terminal and the page show."""

from __future__ import annotations

from typing import NamedTuple

from herodotus.exports import conduct, wording
from herodotus.exports.visible import one_line
from herodotus.model import CasualtyClaim, Claim, NondisclosureClaim, Telling


class What(NamedTuple):
    """What a claim says: the figure or the deed, and of whom; empty where not known."""

    head: str
    rest: str

    @property
    def words(self) -> str:
        """Both in one line."""
        return " · ".join(filter(None, self))


def what(claim: Claim) -> What:
    """What a claim says, the figure first.

    >>> claim = CasualtyClaim(start=0, end=1, evidence="6", text="6", low=6, high=6,
    ...     outcome="killed", victim_status="civilian")
    >>> what(claim)
    What(head='6 killed', rest='civilians')
    """
    if isinstance(claim, CasualtyClaim):
        return What(wording.figure(claim), wording.who(claim))
    if isinstance(claim, NondisclosureClaim):
        return What(wording.not_disclosed(claim), "")
    return What(conduct.deed(claim).what, conduct.in_words(claim))


def side(claim: Claim) -> str:
    """Whose people or arms a claim is about, in words; nothing where it is a deed."""
    for name in ("victim_side", "side", "owner_side"):
        if hasattr(claim, name):
            return wording.side(getattr(claim, name))
    return ""


def outlet(telling: Telling) -> str:
    """Who published the report, else what it is called."""
    return one_line(telling.card.publisher or telling.card.id)


def where_when(telling: Telling) -> str:
    """The place and the time of what a claim is about."""
    claim = telling.claim
    when = wording.period(claim.date_start, claim.date_end, beside=telling.card.date)
    return ", ".join(filter(None, (one_line(claim.place or ""), when)))


def notes(telling: Telling) -> list[str]:
    """What to bear in mind, and in how many reports of one wire the claim stands."""
    claim = telling.claim
    said = wording.remarks(claim)
    if not isinstance(claim, CasualtyClaim | NondisclosureClaim):
        said += conduct.remarks(claim)
    elif claim.background:
        said.append("background")
    if telling.copies > 1:
        said.append(f"in {telling.copies:,} reports")
    return said
