"""An episode in words: its title, who fights whom, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from herodotus.exports import wording
from herodotus.exports.visible import one_line
from herodotus.model import Episode, Toll

#: UCDP's types of violence in words.
TYPES = {
    1: "between a state and another party",
    2: "between parties that are no state",
    3: "against civilians",
}


def title(episode: Episode) -> str:
    """The place and the days of an episode: "Terter, 28 Sep 2020".

    >>> title(Episode(id="a", place="Terter", date_start=date(2020, 9, 28),
    ...     date_end=date(2020, 9, 28)))
    'Terter, 28 Sep 2020'
    """
    when = wording.period(episode.date_start, episode.date_end)
    where = one_line(episode.place or episode.country or "Place not known")
    return f"{where}, {when or 'day not known'}"


def parties(episode: Episode) -> str:
    """Who stands against whom; who is not named is left out.

    >>> parties(Episode(id="a", a=("Azerbaijan",), b=("Armenia", "Nagorno-Karabakh")))
    'Azerbaijan against Armenia, Nagorno-Karabakh'
    """
    camps = [", ".join(map(one_line, camp)) for camp in (episode.a, episode.b) if camp]
    return " against ".join(camps) or "parties not named"


def main_toll(episode: Episode) -> Toll | None:
    """The toll that stands for an episode in a list: of the dead, of the most people.

    >>> main_toll(Episode(id="a")) is None
    True
    """
    return next(iter(in_order(episode.tolls)), None)


def in_order(tolls: Iterable[Toll]) -> list[Toll]:
    """Tolls as they are shown: the dead first, all people before some, many before few.

    >>> in_order([])
    []
    """
    outcomes = list(wording.OUTCOMES)
    widest = {"both": 0, None: 1}
    return sorted(
        tolls,
        key=lambda toll: (
            outcomes.index(toll.outcome),
            widest.get(toll.side, 2),
            toll.status != "mixed",
            -(toll.best or toll.low or 0),
        ),
    )


def citation(
    episode: Episode, *, policy: str, permalink: str, last: date | None
) -> str:
    """How to cite an episode: what it is, told up to which day, under which policy.

    >>> citation(Episode(id="a7", place="Gao"), policy="default", permalink="http://x/",
    ...     last=date(2026, 1, 2))
    '“Gao, day not known”, as told up to 2 Jan 2026, policy default. Herodotus, http://x/'
    """
    told = f", as told up to {wording.period(last, last)}" if last else ""
    return f"“{title(episode)}”{told}, policy {policy}. Herodotus, {permalink}"
