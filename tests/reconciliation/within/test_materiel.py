"""Lost equipment: what is told again, and what two sources cannot both have right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.model import ControlClaim, EventClaim, MaterielClaim, fingerprint
from herodotus.reconciliation import reconcile, relate
from tests.samples import front

TEXT = "Two tanks. Two tanks. Three tanks."
SUNDAY = {"date_start": date(2020, 10, 4), "date_end": date(2020, 10, 4)}
HERE = {"place": "Terter", "owner_side": "Armenia", **SUNDAY}


def tanks(nth: int, number: int, **said: Any) -> MaterielClaim:
    """A claim of tanks at a place of the text, from 0."""
    start = (0, 11, 22)[nth]
    end = TEXT.index(".", start)
    claim = MaterielClaim(
        start=start,
        end=end,
        evidence=TEXT[start:end],
        text=TEXT[start:end].split()[0],
        low=number,
        high=number,
        **({"item": "tank"} | HERE | said),
    ).identified(fingerprint(TEXT))
    assert isinstance(claim, MaterielClaim)
    return claim


def ties(*claims: MaterielClaim) -> list[tuple[str, int, int]]:
    """Each relation by the places of its two claims among those given."""
    place = {claim.id: number for number, claim in enumerate(claims)}
    return [
        (tie.type, place[claim.id], place[tie.claim])
        for claim in relate(claims)
        for tie in claim.relations
    ]


def test_a_loss_told_again_repeats() -> None:
    assert ties(tanks(0, 2), tanks(1, 2)) == [("repeats", 1, 0)]
    assert ties(tanks(0, 2, attributed_to="Baku"), tanks(1, 2)) == [("repeats", 1, 0)]


def test_a_drone_shot_down_is_a_drone_destroyed() -> None:
    first = tanks(0, 2, item="drone", fate="shot down")
    assert ties(first, tanks(1, 2, item="drone")) == [("repeats", 1, 0)]


def test_two_sources_with_two_numbers_contradict_each_other() -> None:
    one = tanks(0, 2, attributed_to="Yerevan")
    other = tanks(2, 3, attributed_to="Baku")
    assert ties(one, other) == [("contradicts", 1, 0)]


def test_who_denies_a_loss_contradicts_who_tells_it() -> None:
    one = tanks(0, 2, attributed_to="Baku")
    denied = tanks(1, 2, attributed_to="Yerevan", stance="denies")
    assert ties(one, denied) == [("contradicts", 1, 0)]


@pytest.mark.parametrize(
    "said",
    [
        {"item": "drone"},
        {"owner_side": "Azerbaijan"},
        {"owner_side": None},
        {"fate": "captured"},
        {"place": "Shusha"},
        {"background": True},
        {"date_start": date(2020, 10, 5), "date_end": date(2020, 10, 5)},
    ],
)
def test_another_loss_stands_alone(said: dict[str, Any]) -> None:
    assert ties(tanks(0, 2), tanks(1, 2, **said)) == []


def test_rounded_or_undated_figures_do_not_contradict() -> None:
    one = tanks(0, 2, attributed_to="Yerevan")
    assert ties(one, tanks(2, 3, attributed_to="Baku", approx=True)) == []
    assert ties(one, tanks(2, 3, attributed_to="Baku", date_start=None)) == []


def test_claims_of_other_kinds_pass_untouched() -> None:
    reading, account = front()
    kept = [c for c in reading.claims if isinstance(c, ControlClaim | EventClaim)]
    assert kept
    assert all(claim.relations == () for claim in kept)
    assert [*account.tolls, *account.balance] == []


@given(st.permutations(front()[0].claims))
def test_the_order_of_claims_makes_no_difference(claims: list[Any]) -> None:
    assert relate(claims) == relate(front()[0].claims)
    assert reconcile(claims) == reconcile(front()[0].claims)
