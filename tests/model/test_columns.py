"""The flat columns: every field of a claim, in one order, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter

from herodotus.model import Claim
from herodotus.model.columns import COLUMNS, COLUMNS_OF, KINDS, flat
from tests.samples import front, karabakh

CLAIMS = [*karabakh()[0].claims, *front()[0].claims]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_the_columns_of_its_fields(kind: str) -> None:
    names = COLUMNS_OF[kind]
    assert set(names) == set(KINDS[kind].model_fields)
    assert names[:2] == ("id", "kind")
    assert names[-3:] == ("relations", "rule", "confidence")
    assert set(names) <= set(COLUMNS)


def test_every_kind_is_a_claim() -> None:
    assert {claim.kind for claim in CLAIMS} == set(KINDS)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: str(claim.id))
def test_a_row_reads_back_as_the_claim(claim: Claim) -> None:
    row = flat(claim)
    assert tuple(row) == COLUMNS_OF[claim.kind]
    again: Claim = TypeAdapter(Claim).validate_python(row)
    assert again == claim


def test_days_stay_days() -> None:
    dated = [flat(claim)["date_start"] for claim in CLAIMS]
    assert {type(day) for day in dated} <= {date, type(None)}
    assert any(dated)
