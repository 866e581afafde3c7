"""How events are scored: weighted F1, labels, and what the scorer is given."""

from __future__ import annotations

import tomllib

import pytest

from evaluation.events import LABELS, Class, classes, predictions, weighted_f1
from herodotus.reading.subevents_lexicon import sub_event_types


def test_weighted_f1_is_that_of_a_worked_example() -> None:
    # gold a: P 2/3, R 2/3, F 2/3, three times; b: P 1/2, R 1, F 2/3, once;
    # c: never said, F 0, twice. (3 * 2/3 + 1 * 2/3 + 2 * 0) / 6
    gold = ["a", "a", "a", "b", "c", "c"]
    said = ["a", "a", "b", "b", None, "a"]
    assert weighted_f1(gold, said) == pytest.approx((2 + 2 / 3) / 6)


def test_a_label_that_is_never_gold_costs_precision_only_where_it_stands() -> None:
    assert classes(["a", "a"], ["a", "z"]) == {"a": Class(2, 1, 1)}
    assert weighted_f1(["a", "a"], ["a", "z"]) == pytest.approx(2 / 3)


def test_all_right_is_one_and_all_wrong_is_nothing() -> None:
    assert weighted_f1(["a", "b"], ["a", "b"]) == 1
    assert weighted_f1(["a", "b"], ["b", None]) == 0


def test_every_type_of_the_reader_has_one_label_of_the_task() -> None:
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    assert sorted(labels) == sorted(sub_event_types())
    assert len(set(labels.values())) == len(labels)


def test_the_scorer_is_given_events_with_a_plover_type_and_their_countries() -> None:
    event = {
        "kind": "event",
        "plover": "ASSAULT",
        "plover_mode": "aerial",
        "initiators": [{"name": "Israel", "country": "ISR", "sector": "MIL"}],
        "targets": [{"name": "residents", "country": None, "sector": "CVL"}],
    }
    other = {**event, "plover": None}
    reading = {"id": "r1", "claims": [{"kind": "casualty"}, event, other]}
    assert list(predictions([reading])) == [
        {
            "id": "r1",
            "events": [
                {
                    "type": "ASSAULT",
                    "mode": "aerial",
                    "initiators": ["ISR"],
                    "targets": [],
                }
            ],
        }
    ]
