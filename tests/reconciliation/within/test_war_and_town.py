"""The dead of a war so far and those of an attack in one town never disagree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from herodotus.model import CasualtyClaim
from herodotus.reconciliation import relate
from tests.reconciliation.claims import casualty

WAR: dict[str, Any] = {
    "counting": "cumulative",
    "place": "Ukraine",
    "place_precision": 6,
    "date_start": date(2022, 2, 24),
    "date_end": date(2022, 3, 17),
    "attributed_to": "UN",
}
TEXT = "The UN counts 780 killed. In Chernihiv, 53 were killed, the governor said."


def kinds(total: CasualtyClaim, event: CasualtyClaim) -> list[str]:
    return [r.type for c in relate([total, event], text=TEXT) for r in c.relations]


def event(**said: Any) -> CasualtyClaim:
    fields: dict[str, Any] = {
        "counting": "event",
        "place": "Chernihiv",
        "place_precision": 1,
        "date_start": date(2022, 3, 16),
        "date_end": date(2022, 3, 16),
        "attributed_to": "governor",
    }
    return casualty(TEXT, "53", 53, **{**fields, **said})


def test_a_town_and_the_whole_war_do_not_contradict_each_other() -> None:
    total = casualty(TEXT, "780", 780, **WAR)
    assert "contradicts" not in kinds(total, event())
    assert "contradicts" not in kinds(
        total, event(place="Yahidne", place_precision=None)
    )


@pytest.mark.parametrize(
    "said",
    [
        {"place": "Ukraine", "place_precision": 6},  # the same ground
        {"counting": "cumulative", "place": "Ukraine", "place_precision": 6},
    ],
)
def test_two_counts_of_one_ground_do(said: dict[str, Any]) -> None:
    assert "contradicts" in kinds(casualty(TEXT, "780", 780, **WAR), event(**said))
