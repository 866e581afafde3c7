"""A claim in one sentence says who, how many, of whom, and how it is told."""

from __future__ import annotations

from typing import Any

import pytest

from herodotus.exports.sentence import sentence
from herodotus.model import (
    CasualtyClaim,
    Claim,
    ControlClaim,
    EventClaim,
    MaterielClaim,
    NondisclosureClaim,
    Party,
)

SPAN: dict[str, Any] = {"start": 0, "end": 1, "evidence": "x"}


def dead(**fields: Any) -> CasualtyClaim:
    return CasualtyClaim(**SPAN, **{"outcome": "killed", "text": "x"} | fields)


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            dead(low=1, high=1, victim_status="civilian"),
            "The report itself said that 1 civilian was killed.",
        ),
        (
            dead(
                low=15,
                high=15,
                counting="new",
                attributed_to="Mali army",
                speaker="Souleymane Dembélé",
                victim_side="Mali",
                victim_status="combatant",
            ),
            (
                "Mali army (Souleymane Dembélé) said that 15 more combatants of Mali "
                "were killed."
            ),
        ),
        (
            dead(low=5, high=9, attributed_to="Mali", stance="denies", denied=True),
            "Mali denied that 5 to 9 people were killed: somebody disputes it.",
        ),
        (
            dead(low=3, high=3, victim_side="both", background=True, place="Kidal"),
            (
                "The report itself said that 3 people of both sides were killed: "
                "Kidal; history, not news."
            ),
        ),
        (
            NondisclosureClaim(**SPAN, side="Mali", victim_status="combatant"),
            (
                "The report itself said that Mali has not told: military casualties "
                "not announced."
            ),
        ),
        (
            MaterielClaim(
                **SPAN, item="tank", text="two tanks", low=2, high=2, owner_side="Mali"
            ),
            "The report itself said: two tanks (tank) of Mali: destroyed.",
        ),
        (
            ControlClaim(
                **SPAN, action="captured", by="Mali", place="Ber", presupposed=True
            ),
            "The report itself said: Mali: captured, taken for granted: Ber.",
        ),
        (
            EventClaim(
                **SPAN,
                plover="ASSAULT",
                initiators=(Party(name="Mali"),),
                targets=(Party(name="JNIM"),),
                modality="negated",
                weapon="drones",
            ),
            "The report itself said: assault, Mali → JNIM did not happen: by drones.",
        ),
    ],
)
def test_a_claim_in_a_sentence(claim: Claim, words: str) -> None:
    assert sentence(claim) == words
