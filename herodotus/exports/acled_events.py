"""Which episodes and acts are events for ACLED, of which type, between whom.

Source: ACLED Codebook; what stands for which of its types is in data/acled.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from herodotus.exports.deaths import deaths
from herodotus.exports.evidence import floor
from herodotus.exports.ged_events import UNNAMED, sides
from herodotus.exports.losses import Losses
from herodotus.exports.places import Point, country_of, days_of, point_of
from herodotus.exports.states import State, state_named, state_with
from herodotus.exports.view import View
from herodotus.gazetteer.tables import toml
from herodotus.model import (
    CasualtyClaim,
    ControlClaim,
    Episode,
    EventClaim,
    Party,
    Telling,
)

#: A month is the least exact date that ACLED codes.
_LONGEST = 31


class Setting(NamedTuple):
    """Where and when an event was, as exactly as ACLED needs to know."""

    point: Point
    state: State
    start: date
    end: date
    date_precision: int | None


class Event(NamedTuple):
    """Something that ACLED would give a row.

    `first` and `second` are the parties of each side, those named first leading;
    `at_civilians` is whether civilians are the target, `numberless` whether people
    died in a number that nobody gives. An act of its own has no `episode`.
    """

    id: str
    sub_type: str
    setting: Setting
    first: tuple[Party, ...]
    second: tuple[Party, ...]
    at_civilians: bool
    tellings: list[Telling]
    fatalities: int = 0
    numberless: bool = False
    episode: Episode | None = None

    @property
    def type(self) -> str:
        """The event type that the sub-event type belongs to."""
        return event_type(self.sub_type)


def acled_events(view: View, losses: Losses) -> Iterator[Event]:
    """The events of a view; episodes and acts that are none are told as losses."""
    held: set[str] = set()
    for episode in view.episodes:
        held.update(episode.claims)
        tellings = view.found(episode.claims)
        sub_type, setting = _sub_type(episode, tellings), _setting(episode)
        if sub_type is None:
            losses.add("episodes of no type that ACLED codes", episode.claims[:1])
        elif isinstance(setting, str):
            losses.add(setting, episode.claims[:1])
        else:
            yield _of_episode(episode, sub_type, setting, tellings, view)
    for group in _acts(view.tellings, held):
        setting = _setting(_as_episode(group))
        if isinstance(setting, str):
            losses.add(setting, [group[0].claim.id])
        else:
            yield _of_acts(setting, group)


@cache
def event_type(sub_type: str) -> str:
    """The event type of a sub-event type.

    >>> event_type("Armed clash")
    'Battles'
    """
    types: dict[str, list[str]] = rules()["types"]
    return next(name for name, subs in types.items() if sub_type in subs)


def rules() -> dict[str, Any]:  # TOML holds values of many types
    """What data/acled.toml says."""
    return toml("acled.toml")


def _setting(episode: Episode) -> Setting | str:
    """Where and when, or what ACLED lacks of it."""
    point, days = point_of(episode), days_of(episode)
    state = state_with(country_of(episode))
    if point is None or state is None:
        return "events without a place or a country"
    if days is None:
        return "events without a day"
    if (days[1] - days[0]).days >= _LONGEST or episode.date_precision == 5:
        return "events dated to more than a month"
    return Setting(point, state, *days, episode.date_precision)


def _of_episode(
    episode: Episode,
    sub_type: str,
    setting: Setting,
    tellings: list[Telling],
    view: View,
) -> Event:
    one_sided = episode.type == 3
    first, second = episode.a, episode.b
    if one_sided:
        perpetrator = sides(episode, episode.type)[0]
        first, second = () if perpetrator == UNNAMED else (perpetrator,), ()
    counted = deaths(
        episode.tolls,
        a=episode.a,
        b=episode.b,
        one_sided=one_sided,
        floors=lambda toll: floor(toll, view),
    )
    dead = [toll for toll in episode.tolls if toll.outcome == "killed"]
    of_civilians = bool(dead) and all(toll.status == "civilian" for toll in dead)
    return Event(
        episode.id,
        sub_type,
        setting,
        tuple(Party(name=name) for name in first),
        tuple(Party(name=name) for name in second),
        one_sided or _targets(sub_type) or (not second and of_civilians),
        tellings,
        fatalities=counted.best,
        numberless=any(toll.best is None for toll in dead),
        episode=episode,
    )


def _targets(sub_type: str) -> bool:
    return sub_type in rules()["civilians"]["sub_event_types"]


def _sub_type(episode: Episode, tellings: Sequence[Telling]) -> str | None:
    """The type that most voices tell, else what ground, causes and parties say.

    An attack in which combatants die is no violence against civilians.
    """
    order = [sub for subs in rules()["types"].values() for sub in subs]
    fought = any(toll.status == "combatant" for toll in episode.tolls)
    told: dict[str, set[str]] = {}
    for claim, _, voice, *_ in tellings:
        if isinstance(claim, EventClaim) and is_coded(claim):
            told.setdefault(claim.acled_sub_event_type or "", set()).add(voice)
    if fought and episode.type != 3:
        told.pop("Attack", None)
    if told:
        return min(told, key=lambda sub: (-len(told[sub]), order.index(sub)))
    for claim, *_ in tellings:
        if isinstance(claim, ControlClaim) and claim.action in _TAKEN and claim.by:
            own = state_named(claim.by)
            if own is not None and own == state_with(country_of(episode)):
                return "Government regains territory"
            return "Non-state actor overtakes territory"
    causes: dict[str, str] = rules()["causes"]
    for claim, *_ in tellings:
        if isinstance(claim, CasualtyClaim) and claim.cause in causes:
            return causes[claim.cause]
    if episode.type is None or not episode.tolls:
        return None
    return "Attack" if episode.type == 3 else "Armed clash"


_TAKEN = ("captured", "recaptured")


def is_coded(claim: EventClaim) -> bool:
    """Whether ACLED codes an act: it happened, is news and of one of its types."""
    types: dict[str, list[str]] = rules()["types"]
    return (
        claim.modality == "actual"
        and not claim.background
        and claim.acled_sub_event_type in types.get(claim.acled_event_type or "", ())
    )


def _acts(tellings: Iterable[Telling], held: set[str]) -> Iterator[list[Telling]]:
    """Acts in no episode, those of one type, place, day and parties together."""
    groups: dict[tuple[object, ...], list[Telling]] = {}
    for telling in tellings:
        claim = telling.claim
        if not isinstance(claim, EventClaim) or claim.id in held or not is_coded(claim):
            continue
        parties = frozenset(party.name for party in (*claim.initiators, *claim.targets))
        day = claim.date_start or claim.date_end or telling.card.day
        key = (claim.acled_sub_event_type, telling.country, claim.place, day, parties)
        groups.setdefault(key, []).append(telling)
    yield from groups.values()


def _as_episode(group: Sequence[Telling]) -> Episode:
    """Where and when an act was; one without a day has that of its report."""
    claim, card = group[0].claim, group[0].card
    day = claim.date_start or claim.date_end or card.day
    return Episode(
        id="",
        place=claim.place,
        country=group[0].country,
        lat=claim.lat,
        lon=claim.lon,
        place_precision=claim.place_precision,
        date_start=day,
        date_end=claim.date_end or day,
        date_precision=claim.date_precision,
    )


def _of_acts(setting: Setting, group: list[Telling]) -> Event:
    claim = group[0].claim
    assert isinstance(claim, EventClaim)
    sub_type = claim.acled_sub_event_type or ""
    civilian: dict[str, str] = rules()["inter"]["sectors"]
    of_civilians = bool(claim.targets) and all(
        civilian.get(party.sector or "") == "Civilians" for party in claim.targets
    )
    return Event(
        claim.id,
        sub_type,
        setting,
        claim.initiators,
        () if of_civilians else claim.targets,
        of_civilians or _targets(sub_type),
        group,
    )
