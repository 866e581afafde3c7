"""The tolls of some claims without one of them: what a rejection would come to.

To work out all tolls anew for each claim of a long war takes a second a claim. Where
nothing else is read off a claim, it only has to leave the line that it stands in, and
the other lines stay as they are; else all is worked out anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from herodotus.model import CasualtyClaim, Telling, Toll
from herodotus.reconciliation.accounts.account import tolls_here
from herodotus.reconciliation.accounts.policies import Policy
from herodotus.reconciliation.across.lines import tally_of
from herodotus.reconciliation.across.survey import Survey, survey
from herodotus.reconciliation.across.words import Line, Word


class Removal:
    """The tolls of claims that can move one another's, with and without each."""

    def __init__(self, tellings: Iterable[Telling], *, policy: Policy) -> None:
        self._tellings = list(tellings)
        self._policy = policy
        self.surveys = survey(self._tellings)

    @cached_property
    def tolls(self) -> tuple[Toll, ...]:
        """The tolls of all claims."""
        return self._tolls(self.surveys)

    def without(self, name: str) -> tuple[Toll, ...]:
        """The tolls as they would be, were this claim not there."""
        place = self._alone.get(name)
        if place is not None:
            surveys = list(self.surveys)
            surveys[place] = _leaving(surveys[place], self._words[name])
            return self._tolls(surveys)
        rest = [telling for telling in self._tellings if telling.claim.id != name]
        return self._tolls(survey(rest))

    def _tolls(self, surveys: Iterable[Survey]) -> tuple[Toll, ...]:
        return tuple(
            toll for one in surveys for toll in tolls_here(one, policy=self._policy)
        )

    @cached_property
    def _words(self) -> dict[str, Word]:
        return {
            word.id: word
            for one in self.surveys
            for words in one.lines.values()
            for word in words
        }

    @cached_property
    def _alone(self) -> dict[str, int]:
        """The claims off which nothing else is read, each with its survey's place."""
        found: dict[str, int] = {}
        for place, one in enumerate(self.surveys):
            if one.theatre.where.conflict is not None:
                found |= dict.fromkeys(_alone(one), place)
        return found


def _leaving(one: Survey, word: Word) -> Survey:
    """A survey without a word off which nothing else is read."""
    line = Line(word.side, word.status, word.outcome)
    words = [other for other in one.lines[line] if other is not word]
    lines, tallies = {**one.lines, line: words}, dict(one.tallies)
    if words:
        in_war = one.theatre.where.conflict is not None
        tallies[line] = tally_of(words, in_war=in_war)
    else:
        del lines[line], tallies[line]
    return one._replace(lines=lines, tallies=tallies)


def _alone(one: Survey) -> Iterable[str]:
    """The claims of a war that leave no other claim changed when they go.

    No relation ties them; another claim names the same parties; three reports or more
    speak, so that across reports stays across reports; and no side or status that
    another claim leaves open can be filled in from them.
    """
    theatre = one.theatre
    if len({telling.card.key for telling in theatre.tellings}) <= 2:
        return
    tied = {
        end
        for claim in theatre.claims
        for tie in claim.relations
        for end in (claim.id, tie.claim)
    }
    pairs = Counter(map(_pair, theatre.claims))
    words = [word for line in one.lines.values() for word in line]
    vague = [word for word in words if _leaves_open(word.claim)]
    spots = {_spot(word) for word in vague}
    counts = {_count(word) for word in vague}
    for word in words:
        if (
            word.id not in tied
            and pairs[_pair(word.claim)] > 1
            and _spot(word) not in spots
            and _count(word) not in counts
        ):
            yield word.id


def _pair(claim: CasualtyClaim) -> tuple[str | None, str | None]:
    return claim.victim_side, claim.perpetrator


def _leaves_open(claim: CasualtyClaim) -> bool:
    return claim.victim_side is None or claim.victim_status == "unknown"


def _spot(word: Word) -> tuple[object, ...]:
    return word.outcome, word.place, word.day, word.figure


def _count(word: Word) -> tuple[object, ...]:
    return word.party, word.outcome
