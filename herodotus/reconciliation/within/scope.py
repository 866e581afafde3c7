"""Whom, when and where a claim counts, compared with another claim."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from herodotus.model import CasualtyClaim
from herodotus.reconciliation.cues import people

#: Up to this precision a place is a town or its surroundings [UCDP, where_prec].
_TOWN = 3


class Fit(Enum):
    """How the people of one claim stand to those of another."""

    SAME = "may be the same people"
    NARROWER = "are some of them"
    WIDER = "hold them"
    CROSSED = "are partly the same"
    APART = "are other people"


def compare(one: CasualtyClaim, other: CasualtyClaim) -> Fit:
    """How the people that one claim counts stand to those another counts.

    Outcome, side and status decide; what is not known fits everything.
    """
    return _compare(
        (one.outcome, other.outcome),
        (one.victim_side, other.victim_side),
        (one.victim_status, other.victim_status),
    )


def periods_meet(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether two claims may be about one day; unknown days meet every day."""
    return not (_ends_before(one, other) or _ends_before(other, one))


def places_apart(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether two claims name different places, neither of which is a region.

    Precision follows UCDP's `where_prec`: up to 3 is a town or its surroundings. A
    place of unknown precision may be a region where the claim is a running total.
    """
    if not one.place or not other.place:
        return False
    here, there = one.place.casefold(), other.place.casefold()
    if here in there or there in here:
        return False
    return not (_may_be_region(one) or _may_be_region(other))


def two_towns(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether two claims name different places, each known to be a town.

    UCDP's `where_prec` 1 is an exact location, 2 its surroundings.
    """
    exact = (one.place_precision or 7) <= 2 and (other.place_precision or 7) <= 2
    return exact and places_apart(one, other)


def is_of_a_war_and_a_town(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether one counts the dead of a war so far, and the other those of one town.

    A running total of a wider ground and the toll of an attack in one town of it never
    disagree: they count different people.
    """
    event, total = sorted(
        (one, other), key=lambda claim: claim.counting == "cumulative"
    )
    if event.counting == "cumulative" or total.counting != "cumulative":
        return False
    if event.place is None or (event.place_precision or _TOWN) > _TOWN:
        return False  # a village that no file knows has no precision
    return total.place != event.place and (total.place_precision or 7) > _TOWN


def other_description(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether two claims describe different kinds of people: women, and children."""
    here, there = _descriptions(one), _descriptions(other)
    return bool(here and there) and not here & there


def is_subgroup(part: CasualtyClaim, whole: CasualtyClaim) -> bool:
    """Whether a description ("children") is a part of those a general word counts."""
    return bool(_descriptions(part)) and not _descriptions(whole)


def is_individual(claim: CasualtyClaim) -> bool:
    """Whether a claim counts one person, by name or description."""
    return claim.low == claim.high == 1


def says_civilian(claim: CasualtyClaim) -> bool:
    """Whether the words themselves call those counted civilians."""
    return bool(people("civilian").intersection(_words(claim)))


def says_anybody(claim: CasualtyClaim) -> bool:
    """Whether the words are for anybody, fighter or not: "people", "bodies"."""
    return bool(people("anybody").intersection(_words(claim)))


def describe(claim: CasualtyClaim) -> str:
    """The words for the people that a claim counts."""
    return f"{claim.victims} {claim.text}"


def _descriptions(claim: CasualtyClaim) -> frozenset[str]:
    if claim.victim_status == "combatant":  # its men and women are its soldiers
        return frozenset()
    return people("demographic").intersection(_words(claim))


def _words(claim: CasualtyClaim) -> frozenset[str]:
    return _lower_words(describe(claim))


@lru_cache(maxsize=4096)
def _lower_words(phrase: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z-]+", phrase.lower()))


def _may_be_region(claim: CasualtyClaim) -> bool:
    if claim.place_precision is None:
        return claim.counting == "cumulative"
    return claim.place_precision > 3


@lru_cache(maxsize=4096)
def _compare(
    outcomes: tuple[str, str],
    sides: tuple[str | None, str | None],
    statuses: tuple[str, str],
) -> Fit:
    fits = {_outcomes(*outcomes), _sides(*sides), _statuses(*statuses)}
    if Fit.APART in fits:
        return Fit.APART
    fits.discard(Fit.SAME)
    if len(fits) == 2:
        return Fit.CROSSED
    return fits.pop() if fits else Fit.SAME


def _outcomes(here: str, there: str) -> Fit:
    if here == there:
        return Fit.SAME
    parts, others = set(here.split("_or_")), set(there.split("_or_"))
    if parts < others:
        return Fit.NARROWER
    return Fit.WIDER if others < parts else Fit.APART


def _sides(here: str | None, there: str | None) -> Fit:
    if here == there or here is None or there is None:
        return Fit.SAME
    if there == "both":
        return Fit.NARROWER
    return Fit.WIDER if here == "both" else Fit.APART


def _statuses(here: str, there: str) -> Fit:
    if here == there or "unknown" in (here, there):
        return Fit.SAME
    if there == "mixed":
        return Fit.NARROWER
    return Fit.WIDER if here == "mixed" else Fit.APART


def _ends_before(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    end, start = one.date_end, other.date_start
    return end is not None and start is not None and end < start
