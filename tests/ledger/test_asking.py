"""A question that makes no sense says which of its words, and what may stand there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from herodotus.errors import HerodotusError, ScopeProblem
from herodotus.ledger import Ledger
from herodotus.ledger.asking import scope_of


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("as_of", "x", "'x' is no day: write it as YYYY-MM-DD"),
        ("since", "2020-02-30", "'2020-02-30' is no day: write it as YYYY-MM-DD"),
        ("until", 20200101, "20200101 is no day: write it as YYYY-MM-DD"),
        ("kind", "toll", "'toll' is none of casualty, materiel, control, event"),
        ("outcome", "dead", "'dead' is none of killed, injured, missing"),
        ("confidence", "high", "'high' is no number"),
        ("denied", "perhaps", "'perhaps' is neither True nor False"),
        ("place", 7, "7 is no text"),
        ("sides", "Mali", "there is no such thing to ask by; there are conflict, side"),
    ],
)
def test_what_cannot_be_asked_is_named_with_what_can(
    name: str, value: object, words: str
) -> None:
    with pytest.raises(ScopeProblem) as told:
        scope_of({name: value})
    assert str(told.value).startswith(f"{name}: {words}")
    assert (told.value.field, told.value.value) == (name, value)
    assert "pydantic" not in str(told.value)


def test_a_day_may_be_words_or_a_date() -> None:
    assert scope_of({"as_of": "2020-09-28"}) == scope_of({"as_of": date(2020, 9, 28)})


def test_every_question_to_a_ledger_says_so(tmp_path: Path) -> None:
    with Ledger(tmp_path / "war.db") as ledger:
        for question in (ledger.account, ledger.claims, ledger.series, ledger.tellings):
            with pytest.raises(HerodotusError, match="write it as YYYY-MM-DD"):
                question(as_of="x")
