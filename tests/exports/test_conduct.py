"""What was lost, held and done, in words."""

from __future__ import annotations

from typing import Any

import pytest

from herodotus.exports.conduct import coding, deed, event_type, in_words, remarks
from herodotus.exports.sheet import Sheet, side_of
from herodotus.model import ControlClaim, EventClaim, MaterielClaim, Party
from tests.samples import front

WORDS: dict[str, Any] = {"start": 0, "end": 1, "evidence": "x"}
US, THEM = Party(name="Kenya", country="KEN"), Party(name="rebels", country="SOM")


def materiel(**fields: Any) -> MaterielClaim:
    return MaterielClaim(**WORDS, **({"item": "tank", "text": "x"} | fields))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": 1, "high": 1}, "1 tank destroyed"),
        ({"low": 3, "high": 3, "fate": "captured"}, "3 tanks captured"),
        ({"low": 2, "item": "artillery"}, "2 or more artillery pieces destroyed"),
        ({"low": 1, "high": 1, "item": "artillery"}, "1 artillery piece destroyed"),
        ({"low": 2, "high": 2, "item": "aircraft"}, "2 aircraft destroyed"),
        (
            {"low": 3, "item": "equipment", "text": "several"},
            "several pieces of equipment destroyed",
        ),
        ({"text": "armour"}, "armour destroyed"),
        (
            {"low": 5, "high": 5, "item": "drone", "fate": "shot down"},
            "5 drones shot down",
        ),
    ],
)
def test_a_loss_of_materiel(fields: dict[str, Any], words: str) -> None:
    assert deed(materiel(**fields)).what == words


def test_whose_materiel_and_who_did_it() -> None:
    claim = materiel(low=1, high=1, owner_side="Kenya", perpetrator="Somalia")
    assert in_words(claim) == "of Kenya, by Somalia"
    assert in_words(materiel(owner_side="Kenya")) == "of Kenya"
    assert in_words(materiel()) == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"initiators": (US,), "targets": (THEM,)}, "Kenya → rebels (SOM)"),
        ({"targets": (US,)}, "not stated → Kenya"),
        ({"initiators": (US,)}, "Kenya"),
        ({"initiators": (US,), "targets": (US,)}, "Kenya"),
        (
            {"initiators": (US,), "targets": (THEM,), "reciprocal": True},
            "Kenya ↔ rebels (SOM)",
        ),
        (
            {"initiators": (US, THEM), "targets": (US, THEM), "reciprocal": True},
            "Kenya ↔ rebels (SOM)",
        ),
        ({}, ""),
    ],
)
def test_who_acts_on_whom(fields: dict[str, Any], words: str) -> None:
    assert in_words(EventClaim(**WORDS, **fields)) == words


def test_an_event_without_plover_is_named_by_another_scheme() -> None:
    claim = EventClaim(**WORDS, acled_sub_event_type="Grenade", cameo="193")
    assert event_type(claim) == "Grenade"
    assert coding(claim) == []
    assert event_type(EventClaim(**WORDS)) == "event"


def test_what_is_no_plain_fact_is_remarked() -> None:
    planned = EventClaim(**WORDS, modality="future", weapon="drones")
    assert remarks(planned) == ["still to come, as told", "by drones"]
    lost = ControlClaim(**WORDS, action="lost", presupposed=True, background=True)
    assert remarks(lost) == ["taken for granted", "background"]


def test_conduct_is_apart_from_losses_and_from_background() -> None:
    sheet = Sheet(*front())
    assert {kind: len(claims) for kind, claims in sheet.conduct.items()} == {
        "materiel": 4,
        "control": 4,
        "events": 5,
    }
    assert [*sheet.casualties, *sheet.silences, *sheet.history] == []
    assert sheet.sides == ("Azerbaijan", "Armenia")


def test_the_side_of_every_kind() -> None:
    reading, _ = front()
    found = {(claim.kind, side_of(claim)) for claim in reading.claims}
    assert found >= {
        ("control", "Armenia"),
        ("materiel", "Armenia"),
        ("materiel", None),
        ("event", "both"),
        ("event", "Turkey"),
    }
