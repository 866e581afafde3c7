"""The claims behind one row of event data: who says it, in which report and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from herodotus.exports.view import View
from herodotus.exports.visible import one_line
from herodotus.model import Card, CasualtyClaim, Claim, Episode, Telling, Toll
from herodotus.reconciliation.figures import is_vague
from herodotus.reconciliation.parties import Parties

#: The columns of our own that stand after those of another data set.
OURS = ("herodotus_permalink", "herodotus_quote", "herodotus_policy")


class Source(NamedTuple):
    """One voice that tells of an event: its first report, and who speaks in it."""

    card: Card
    speakers: tuple[str, ...]

    @property
    def outlet(self) -> str:
        """Who published it, else the agency that it comes from, else its name."""
        return self.card.publisher or self.card.agency or self.card.id

    @property
    def day(self) -> date | None:
        """The day of the report."""
        return self.card.day


def sources(tellings: Iterable[Telling]) -> list[Source]:
    """The voices behind some tellings, the earliest first; copies are one voice."""
    by_voice: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=_published):
        by_voice.setdefault(telling.voice, []).append(telling)
    return [
        Source(told[0].card, tuple(dict.fromkeys(speaker(t.claim) for t in told)))
        for told in by_voice.values()
    ]


def speaker(claim: Claim) -> str:
    """Who makes a claim, in a word or two; the report itself where nobody is named."""
    return one_line(claim.attributed_to or claim.speaker or "the report itself")


def dead(tellings: Iterable[Telling]) -> list[CasualtyClaim]:
    """The claims of deaths among some tellings, without the history they recall."""
    return [
        claim
        for claim, *_ in tellings
        if isinstance(claim, CasualtyClaim)
        and claim.outcome == "killed"
        and not claim.background
    ]


def behind(episode: Episode, view: View) -> list[Telling]:
    """The tellings behind the deaths of an episode, else its leading claim."""
    reasons = [
        reason
        for toll in episode.tolls
        if toll.outcome == "killed"
        for reason in toll.reasons
    ]
    found = view.found(dict.fromkeys(reasons))
    return found or view.found(episode.claims)[:1]


def floor(toll: Toll, view: View) -> int:
    """The most that a claim behind a toll vouches for, where its top is open."""
    lows = (
        telling.claim.low or 0
        for telling in view.found(toll.reasons)
        if isinstance(telling.claim, CasualtyClaim)
    )
    return max(lows, default=0)


def is_one_eyed(claims: Sequence[CasualtyClaim]) -> bool:
    """Whether deaths stand on an enemy's word or on a word of size alone.

    UCDP codes such an event "Check vague or biased source".
    """
    parties = Parties(claims)
    return bool(claims) and all(
        is_vague(claim) or parties.voice(claim) == "enemy" for claim in claims
    )


def provenance(tellings: Sequence[Telling], view: View) -> dict[str, str]:
    """Where to look a row up, in which words it stands, and under which policy.

    Addresses are parted by a space, the words in the same order by " | ".
    """
    links = [view.permalink(telling.claim.id) for telling in tellings]
    words = [one_line(telling.claim.evidence) for telling in tellings]
    return dict(
        zip(OURS, (" ".join(links), " | ".join(words), view.policy), strict=True)
    )


def _published(telling: Telling) -> tuple[date, str, str]:
    return telling.card.day or date.max, telling.card.key, telling.claim.id
