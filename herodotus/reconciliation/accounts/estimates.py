"""Low, best and high of one tally under a policy, with whose word best is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.accounts.policies import Policy
from herodotus.reconciliation.figures import (
    OPEN,
    bounds,
    is_exact,
    is_vague,
    named,
    near,
    overlap,
)
from herodotus.reconciliation.parties import Parties, Voice
from herodotus.reconciliation.within.page import position


class Estimate(NamedTuple):
    """The range of the claims, and the figure that the policy trusts most.

    `None` is unknown, or open at the top. `said_by` names those whose word `best` is;
    it is empty for the reporter's own.
    """

    low: int | None
    best: int | None
    high: int | None
    said_by: tuple[str, ...] = ()


class Figure(NamedTuple):
    """What one party makes of a group of people; a `high` of `None` is open."""

    claim: CasualtyClaim
    party: str | None
    voice: Voice
    low: int
    best: int
    high: int | None


def estimate(
    claims: Sequence[CasualtyClaim], *, policy: Policy, parties: Parties
) -> Estimate:
    """What claims about the same people come to.

    A voice that may only raise `high` decides nothing when it is alone: then `low` is
    0, for nobody else claims any, and `best` what the policy says. Superseded figures
    and parts do not count.
    """
    figures = [
        figure_of(
            claim,
            policy=policy,
            party=parties.party(claim.attributed_to),
            voice=parties.voice(claim),
        )
        for claim in _standing(claims)
    ]
    return weigh(figures, policy=policy)


def figure_of(
    claim: CasualtyClaim, *, policy: Policy, party: str | None, voice: Voice
) -> Figure:
    """The figure of one claim, as the policy codes words of size and open numbers."""
    worth = _worth(claim, policy)
    if worth is not None:
        return Figure(claim, party, voice, worth, worth, worth)
    low, high = bounds(claim)
    best = named(claim) or 0
    top = high if high < OPEN else (low if policy.open_high == "low" else None)
    return Figure(claim, party, voice, low, best, top)


def weigh(
    figures: Sequence[Figure], *, policy: Policy, raising: Sequence[Figure] = ()
) -> Estimate:
    """What figures for the same people come to; of equal voices the first decides.

    `raising` are more figures, which can raise `high` and do nothing else.
    """
    deciding = ranked(figures, policy=policy)
    above = [*raising, *(f for f in figures if not decides(f, policy=policy))]
    above = [figure for figure in above if may_raise(figure, policy=policy)]
    if not deciding:
        if not above:
            return Estimate(None, None, None)
        best = 0 if policy.alone == "zero" else None
        return Estimate(low=0, best=best, high=_highest(above))
    low = min(figure.low for figure in deciding)
    best = _best(deciding, policy)
    if policy.best == "lowest" and best is not None:
        low = best  # one figure
    if policy.high == "best":
        high: int | None = best
    else:
        high = _highest(_bounded(deciding) + above)
    if best is None and policy.best == "agreed" and low == high:
        best = low
    if best is not None and high is not None and high < best:
        high = best
    said_by = {
        figure.party
        for figure in deciding
        if figure.party is not None
        and (best is None or figure.best == best or figure.low == best)
    }
    return Estimate(low, best, high, tuple(sorted(said_by)))


def ranked(figures: Sequence[Figure], *, policy: Policy) -> list[Figure]:
    """The figures that may decide; words of size only where nothing else does."""
    deciding = [figure for figure in figures if decides(figure, policy=policy)]
    told = [figure for figure in deciding if not is_vague(figure.claim)]
    return sorted(
        told or deciding, key=lambda figure: policy.rank(figure.voice, figure.claim)
    )


def added(estimates: Iterable[Estimate]) -> Estimate:
    """The sum of estimates for different people; what is unknown stays unknown.

    People of whom there is a figure at least, but none to use, leave `best` unknown.
    """
    found = list(estimates)
    lows = [one.low for one in found if one.low is not None]
    bests = [one.best for one in found if one.best is not None]
    open_best = any(one.best is None and one.low for one in found)
    highs = [one.high for one in found]
    closed = [high for high in highs if high is not None]
    return Estimate(
        sum(lows) if lows else None,
        sum(bests) if bests and not open_best else None,
        sum(closed) if len(closed) == len(highs) else None,
        tuple(sorted({party for one in found for party in one.said_by})),
    )


def decides(figure: Figure, *, policy: Policy) -> bool:
    """Whether a figure may make `best` and `low`."""
    if policy.contested == "high" and is_contested(figure):
        return False
    return figure.voice in policy.voices


def may_raise(figure: Figure, *, policy: Policy) -> bool:
    """Whether a figure that does not decide may raise `high`."""
    return figure.voice in (*policy.voices, *policy.high_only)


def is_contested(figure: Figure) -> bool:
    """Whether it is the accusation of a party to the war, which somebody denies.

    Its own fallen fighters are an admission, not an accusation.
    """
    claim = figure.claim
    admitted = claim.victim_status == "combatant" and figure.voice == "own"
    return claim.denied and figure.voice in ("own", "enemy") and not admitted


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


def _worth(claim: CasualtyClaim, policy: Policy) -> int | None:
    """The fixed number of a word of size, where the policy has one."""
    if not is_vague(claim):
        return None
    words = claim.text.lower().split()
    return next((policy.words[word] for word in words if word in policy.words), None)


def _best(figures: Sequence[Figure], policy: Policy) -> int | None:
    if policy.best == "agreed":
        return None
    if policy.best == "lowest":
        # "Up to 15" says nothing of the least: it is no claim that nobody was killed.
        sure = [figure.low for figure in figures if figure.low or not figure.high]
        return min(sure or [figure.best for figure in figures])
    first = figures[0]
    if first.claim.high is not None and not first.claim.approx:
        return first.best
    agreeing = [
        figure.best
        for figure in figures
        if figure.voice == first.voice
        and (overlap(figure.claim, first.claim) or near(figure.claim, first.claim))
        and (first.claim.high is None or is_exact(figure.claim))
    ]
    return max(agreeing, default=first.best)


def _bounded(figures: Sequence[Figure]) -> list[Figure]:
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


def _highest(figures: Sequence[Figure]) -> int | None:
    tops = [figure.high for figure in figures]
    if not tops or any(top is None for top in tops):
        return None
    return max(top for top in tops if top is not None)
