"""Answers that are kept are those that would be made, and never out of date."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from herodotus.ledger import Ledger, answers, facets, queries
from herodotus.model import Decision, Telling
from tests.ledger.war import totals
from tests.samples import front, karabakh

#: Every question whose answer is kept.
QUESTIONS: dict[str, Callable[[Ledger], object]] = {
    "account": lambda ledger: ledger.account(),
    "account of a policy": lambda ledger: ledger.account(policy="acled"),
    "series": lambda ledger: ledger.series(),
    "disputes": lambda ledger: ledger.disputes(),
    "episodes": lambda ledger: ledger.episodes(),
    "figure": lambda ledger: ledger.explain("best.killed"),
    "claim": lambda ledger: ledger.explain(ledger.claims()[0].claim.id),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the answers; all are kept, from however few claims."""
    monkeypatch.setenv("HERODOTUS_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(answers, "WORTH_KEEPING", 1)
    return tmp_path / "data" / "answers"


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add_all([karabakh()[0], front()[0]])
    return ledger


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many claims were fetched, for each answer that was made."""
    fetched: list[int] = []
    tellings = queries.tellings

    def counting(*given: Any, **more: Any) -> list[Telling]:
        found = tellings(*given, **more)
        fetched.append(len(found))
        return found

    monkeypatch.setattr(queries, "tellings", counting)
    return fetched


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_is_made_once(
    name: str, full: Ledger, folder: Path, asked: list[int]
) -> None:
    made = QUESTIONS[name](full)
    assert len(list(folder.iterdir())) == 1
    assert QUESTIONS[name](full) == made
    assert len(asked) == 1


def test_how_claims_are_spread_is_counted_once(
    full: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = full.claims().spread(["side", "month"])
    assert counted.total == len(full.claims())
    monkeypatch.setattr(facets, "spread", None)
    assert full.claims().spread(["side", "month"]) == counted
    full.add(totals(id="more"))
    with pytest.raises(TypeError):
        full.claims().spread(["side", "month"])


def test_a_change_makes_it_anew(full: Ledger, folder: Path, asked: list[int]) -> None:
    before = full.account()
    full.add(totals(id="more"))
    after = full.account()
    assert len(asked) == 2
    assert after != before
    claim = full.claims()[0].claim.id
    full.decide(
        Decision(
            claim=claim, verdict="reject", reviewer="a", moment="2024-01-01T00:00Z"
        )
    )
    full.account()
    assert len(asked) == 3


def test_questions_are_told_apart(full: Ledger, folder: Path) -> None:
    assert full.account(policy="acled").policy == "acled"
    assert full.account(policy="ucdp").policy == "ucdp"
    assert full.account(outcome="injured") != full.account(outcome="killed")
    assert full.explain("low.killed").about != full.explain("high.killed").about


def test_other_rules_make_it_anew(
    full: Ledger, folder: Path, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    full.account()
    monkeypatch.setattr(answers, "_rules", lambda: "those of another version")
    full.account()
    assert len(asked) == 2


def test_a_damaged_answer_is_made_anew(full: Ledger, folder: Path) -> None:
    made = full.account()
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert full.account() == made
    assert full.account() == made


def test_where_nothing_can_be_kept_answers_are_given(
    full: Ledger, folder: Path
) -> None:
    folder.parent.mkdir()
    folder.write_text("a file where the folder would be")
    assert full.account() == full.account()


def test_few_claims_are_not_worth_it(
    full: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "WORTH_KEEPING", 10_000)
    full.account()
    assert not folder.exists()


def test_the_oldest_make_room(
    full: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.account()
    (first,) = folder.iterdir()
    monkeypatch.setattr(answers, "ROOM", first.stat().st_size + 10)
    full.account(policy="acled")
    (second,) = folder.iterdir()
    assert second != first


def test_circles_are_collected_again_after_an_error(
    full: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "fold", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        full.account()
    assert gc.isenabled()
