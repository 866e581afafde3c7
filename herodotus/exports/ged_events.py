"""Which episodes are events for UCDP GED, of which type, between whom, where, when.

Source: UCDP Georeferenced Event Dataset Codebook: an event is an incident of organised
violence with at least one direct death at a place and a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from herodotus.exports.deaths import Deaths, best_of, deaths
from herodotus.exports.evidence import dead, floor
from herodotus.exports.losses import Losses
from herodotus.exports.places import Point, country_of, days_of, point_of
from herodotus.exports.states import State, state_named, state_with
from herodotus.exports.view import View
from herodotus.model import CasualtyClaim, Episode, EventClaim, Telling, ViolenceType

UNNAMED = "Unknown"
CIVILIANS = "Civilians"

#: A row belongs to one calendar year; nothing longer has a place in the data set.
_LONGEST = 366

_VIOLENT = {
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Riots",
}


class Event(NamedTuple):
    """An episode that GED would code, with what its row is worked out from.

    `a` and `b` are the first party of each side; who is not named is `UNNAMED`, and
    the targets of one-sided violence are `CIVILIANS`.
    """

    episode: Episode
    tellings: list[Telling]
    dead: list[CasualtyClaim]
    type: ViolenceType
    a: str
    b: str
    deaths: Deaths
    point: Point
    state: State | None
    start: date
    end: date

    @property
    def dyad(self) -> str:
        """The two parties, as UCDP names a dyad."""
        return f"{side_name(self.a)} - {side_name(self.b)}"


def ged_events(view: View, losses: Losses) -> Iterator[Event]:
    """The episodes that GED would code; every other is told as a loss."""
    for episode in view.episodes:
        tellings = view.found(episode.claims)
        claims = dead(tellings)
        kind = _type(episode)
        counted = _deaths(episode, claims, kind, view)
        point, days = point_of(episode), days_of(episode)
        if counted.high == 0:
            why = "episodes in which no death is claimed"
        elif not _is_violence(episode, tellings):
            why = "episodes with deaths, but no act of violence"
        elif point is None:
            why = "episodes without a place"
        elif days is None:
            why = "episodes without a day"
        elif (days[1] - days[0]).days > _LONGEST:
            why = "episodes longer than a year"
        else:
            a, b = sides(episode, kind)
            state = state_with(country_of(episode))
            yield Event(
                episode, tellings, claims, kind, a, b, counted, point, state, *days
            )
            continue
        losses.add(why, episode.claims[:1])


def side_name(party: str) -> str:
    """A party as UCDP names a side.

    >>> side_name("Myanmar"), side_name("Nagorno-Karabakh")
    ('Government of Myanmar (Burma)', 'Nagorno-Karabakh')
    """
    state = state_named(party)
    return party if state is None else f"Government of {state.ucdp}"


def is_unknown(event: Event) -> bool:
    """Whether some side's dead are numbered by nobody, which GED has to code as 0."""
    return any(
        toll.outcome == "killed" and toll.best is None and not best_of(toll)
        for toll in event.episode.tolls
    )


def _type(episode: Episode) -> ViolenceType:
    """UCDP's type of violence; where the episode has none, by its parties and dead."""
    if episode.type is not None:
        return episode.type
    parties = (*episode.a, *episode.b)
    civilian = [t.status == "civilian" for t in episode.tolls if t.outcome == "killed"]
    if not (episode.a and episode.b) and civilian and all(civilian):
        return 3
    if parties and not any(state_named(party) for party in parties):
        return 2
    return 1


def _deaths(
    episode: Episode, claims: list[CasualtyClaim], kind: ViolenceType, view: View
) -> Deaths:
    """The dead by column; deaths without any number make at least one possible."""
    counted = deaths(
        episode.tolls,
        a=episode.a,
        b=episode.b,
        one_sided=kind == 3,
        floors=lambda toll: floor(toll, view),
    )
    if counted.high == 0 and any(c.low is None and c.high is None for c in claims):
        return counted._replace(high=1)
    return counted


def _is_violence(episode: Episode, tellings: list[Telling]) -> bool:
    """Whether somebody is said to have killed: a flood kills, and is no event."""
    if episode.type is not None or (episode.a and episode.b):
        return True
    for claim, *_ in tellings:
        if isinstance(claim, EventClaim) and claim.acled_event_type in _VIOLENT:
            return True
        if isinstance(claim, CasualtyClaim) and (claim.cause or claim.perpetrator):
            return True
    return False


def sides(episode: Episode, kind: ViolenceType | None) -> tuple[str, str]:
    """The two sides of the dyad; in one-sided violence the perpetrator comes first."""
    if kind != 3:
        return (*episode.a, UNNAMED)[0], (*episode.b, UNNAMED)[0]
    tolls = [toll for toll in episode.tolls if toll.outcome == "killed"]
    alleged = [party for toll in tolls for party in toll.alleged]
    victims = {toll.side for toll in tolls}
    others = [p for p in (*episode.a, *episode.b) if p not in victims]
    return (*alleged, *others, UNNAMED)[0], CIVILIANS
