"""Low, best and high of one tally under a policy, with whose word best is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.figures import (
    OPEN,
    bounds,
    is_exact,
    is_vague,
    named,
    near,
    overlap,
)
from herodotus.reconciliation.page import position
from herodotus.reconciliation.parties import Parties
from herodotus.reconciliation.policies import Policy


class Estimate(NamedTuple):
    """The range of the claims, and the figure that the policy trusts most.

    `None` is unknown, or open at the top. `said_by` names those whose word `best` is;
    it is empty for the reporter's own.
    """

    low: int | None
    best: int | None
    high: int | None
    said_by: tuple[str, ...] = ()


class _Figure(NamedTuple):
    claim: CasualtyClaim
    low: int
    best: int
    high: int | None


def estimate(
    claims: Sequence[CasualtyClaim], *, policy: Policy, parties: Parties
) -> Estimate:
    """What claims about the same people come to.

    A voice that may only raise `high` leaves `best` unknown when it is alone, and then
    `low` is 0: nobody else claims any. Superseded figures and parts do not count.
    """
    standing = _standing(claims)
    deciding = _ranked(standing, policy, parties)
    raising = [claim for claim in standing if parties.voice(claim) in policy.high_only]
    if not deciding:
        figures = [_figure(claim, policy) for claim in raising]
        return Estimate(low=0 if raising else None, best=None, high=_highest(figures))
    figures = [_figure(claim, policy) for claim in deciding]
    low = min(figure.low for figure in figures)
    best = _best(figures, policy, parties)
    if policy.high == "best":
        high: int | None = best
    else:
        high = _highest(_bounded(figures) + [_figure(c, policy) for c in raising])
    if best is None and policy.best == "agreed" and low == high:
        best = low
    if best is not None and high is not None and high < best:
        high = best
    said_by = {
        party
        for figure in figures
        if best is None or figure.best == best or figure.low == best
        if (party := parties.party(figure.claim.attributed_to)) is not None
    }
    return Estimate(low, best, high, tuple(sorted(said_by)))


def _standing(claims: Sequence[CasualtyClaim]) -> list[CasualtyClaim]:
    ids = {claim.id for claim in claims}
    ties = [
        (claim.id, tie)
        for claim in claims
        for tie in claim.relations
        if tie.claim in ids
    ]
    set_aside = {tie.claim for _, tie in ties if tie.type == "supersedes"}
    set_aside |= {source for source, tie in ties if tie.type == "part_of"}
    set_aside |= {tie.claim for _, tie in ties if tie.type == "sums"}
    standing = [claim for claim in claims if claim.id not in set_aside]
    return sorted(standing or claims, key=position)


def _ranked(
    claims: Sequence[CasualtyClaim], policy: Policy, parties: Parties
) -> list[CasualtyClaim]:
    """The claims that may decide; words of size only where nothing else does."""
    rank = {voice: place for place, voice in enumerate(policy.voices)}
    deciding = [claim for claim in claims if parties.voice(claim) in rank]
    figures = [claim for claim in deciding if not is_vague(claim)]
    return sorted(
        figures or deciding,
        key=lambda claim: (rank[parties.voice(claim)], position(claim)),
    )


def _figure(claim: CasualtyClaim, policy: Policy) -> _Figure:
    worth = _worth(claim, policy)
    if worth is not None:
        return _Figure(claim, worth, worth, worth)
    low, high = bounds(claim)
    best = named(claim) or 0
    if high >= OPEN:
        return _Figure(claim, low, best, low if policy.open_high == "low" else None)
    return _Figure(claim, low, best, high)


def _worth(claim: CasualtyClaim, policy: Policy) -> int | None:
    """The fixed number of a word of size, where the policy has one."""
    if not is_vague(claim):
        return None
    words = claim.text.lower().split()
    return next((policy.words[word] for word in words if word in policy.words), None)


def _best(figures: Sequence[_Figure], policy: Policy, parties: Parties) -> int | None:
    if policy.best == "agreed":
        return None
    if policy.best == "lowest":
        return min(figure.low for figure in figures)
    first = figures[0]
    voice = parties.voice(first.claim)
    if first.claim.high is not None and not first.claim.approx:
        return first.best
    agreeing = [
        figure.best
        for figure in figures
        if parties.voice(figure.claim) == voice
        and (overlap(figure.claim, first.claim) or near(figure.claim, first.claim))
        and (first.claim.high is None or is_exact(figure.claim))
    ]
    return max(agreeing, default=first.best)


def _bounded(figures: Sequence[_Figure]) -> list[_Figure]:
    """Without open figures that a closed one agrees with: they say nothing more."""
    closed = [figure for figure in figures if figure.high is not None]
    return [
        figure
        for figure in figures
        if figure.high is not None
        or not any(
            other.high is not None and other.high >= figure.low for other in closed
        )
    ]


def _highest(figures: Sequence[_Figure]) -> int | None:
    tops = [figure.high for figure in figures]
    if not tops or any(top is None for top in tops):
        return None
    return max(top for top in tops if top is not None)
