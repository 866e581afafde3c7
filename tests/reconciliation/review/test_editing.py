"""The fields of a claim as a reviewer fills them in, and what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodotus.model import CasualtyClaim, Claim, Decision, EventClaim, Party
from herodotus.model.columns import COLUMNS_OF, KINDS
from herodotus.reconciliation.review.decisions import FIXED, edited
from herodotus.reconciliation.review.editing import (
    changes_written,
    editable_fields,
    written,
    wrong_changes,
)
from tests.reconciliation.review.test_answering import CLAIM, NOON

EVENT = EventClaim(
    id="e",
    start=0,
    end=4,
    evidence="shot",
    initiators=(Party(name="Mali", country="MLI", sector="MIL"),),
    contexts=("military",),
)


def test_every_field_but_the_fixed_ones_may_be_changed() -> None:
    for kind in KINDS:
        names = {field.name for field in editable_fields(kind)}
        assert names == set(COLUMNS_OF[kind]) - FIXED


def test_choices_are_those_of_the_model() -> None:
    fields = {field.name: field for field in editable_fields("casualty")}
    assert fields["counting"].choices == ("new", "cumulative", "event")
    assert fields["victim_side"].may_be_unknown
    assert not fields["outcome"].may_be_unknown


@pytest.mark.parametrize("claim", [CLAIM, EVENT])
def test_a_form_sent_back_as_it_was_changes_nothing(claim: Claim) -> None:
    form = {f.name: written(claim, f) for f in editable_fields(claim.kind)}
    assert changes_written(claim, form) == ({}, {})


def test_what_is_written_becomes_values_of_a_decision() -> None:
    form = {"low": "1,200", "high": "", "date_start": "2020-09-27", "denied": "yes"}
    changes, wrong = changes_written(CLAIM, form)
    assert wrong == {}
    assert changes == {
        "low": 1200,
        "high": None,
        "date_start": "2020-09-27",
        "denied": True,
    }
    made = Decision(
        claim="a", verdict="edit", reviewer="ann", moment=NOON, changes=changes
    )
    claim = edited(CLAIM, made)
    assert isinstance(claim, CasualtyClaim)
    assert (claim.low, claim.high, claim.date_start) == (1200, None, date(2020, 9, 27))


def test_parties_are_written_a_line_each() -> None:
    form = {"initiators": "Mali / MLI / MIL\r\nrebels", "targets": "JNIM / /REB"}
    changes, wrong = changes_written(EVENT, form | {"contexts": "military\nlegal"})
    assert wrong == {}
    assert changes["contexts"] == ["military", "legal"]
    assert changes["initiators"][1] == {
        "name": "rebels",
        "country": None,
        "sector": None,
    }
    assert changes["targets"] == [{"name": "JNIM", "country": None, "sector": "REB"}]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"low": "six"}, "low"),
        ({"low": "-1"}, "low"),
        ({"low": "9"}, "low"),
        ({"high": "1"}, "high"),
        ({"outcome": ""}, "outcome"),
        ({"denied": "perhaps"}, "denied"),
        ({"date_start": "yesterday"}, "date_start"),
        ({"date_start": "2020-10-02", "date_end": "2020-10-01"}, "date_end"),
    ],
)
def test_what_is_wrong_stands_at_its_field(form: dict[str, str], field: str) -> None:
    _, wrong = changes_written(CLAIM, form)
    assert list(wrong) == [field]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"low": "six"}, "write a whole number"),
        ({"low": "-1"}, "this has to be 0 or more"),
        ({"lat": "north"}, "write a number"),
        ({"date_start": "yesterday"}, "write a day as 2020-09-28"),
        ({"denied": "perhaps"}, "choose yes or no"),
        (
            {"stance": "shouts"},
            "choose one of 'asserts', 'confirms', 'denies', 'accuses' or 'doubts'",
        ),
        ({"low": "9"}, "low 9 is above high 5"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(
    form: dict[str, str], message: str
) -> None:
    _, wrong = changes_written(CLAIM, form)
    assert list(wrong.values()) == [message]


@pytest.mark.parametrize(
    "changes", [{"lat": float("nan")}, {"lon": float("inf")}, {"date_start": 5}]
)
def test_values_that_no_ledger_holds_are_refused(changes: dict[str, object]) -> None:
    assert list(wrong_changes(CLAIM, changes)) == list(changes)


def test_what_is_fixed_cannot_be_changed() -> None:
    assert list(wrong_changes(CLAIM, {"evidence": "x", "low": 1})) == ["evidence"]
    assert changes_written(CLAIM, {"evidence": "x", "id": "b"}) == ({}, {})


@given(st.dictionaries(st.sampled_from(COLUMNS_OF["casualty"]), st.text()))
def test_whatever_is_written_is_taken_or_refused(form: dict[str, str]) -> None:
    changes, wrong = changes_written(CLAIM, form)
    if changes and not wrong:
        made = Decision(
            claim="a", verdict="edit", reviewer="ann", moment=NOON, changes=changes
        )
        assert edited(CLAIM, made).evidence == CLAIM.evidence
