"""Killed in the middle of its work, and told to go on: nothing is lost or doubled."""

from __future__ import annotations

from pathlib import Path

from evaluation.durability import made, torment


def test_made_reports_are_the_same_each_time_and_some_are_copies() -> None:
    one = made(40, seed=1)
    assert one == made(40, seed=1) != made(40, seed=2)
    assert len({row["id"] for row in one}) == 40
    assert len({row["text"] for row in one}) == 32


def test_a_ledger_survives_kills(tmp_path: Path) -> None:
    found = torment(tmp_path, kills=3, reports=90, seed=7)
    assert found.kills >= 2
    assert found.equal
    assert found.problems == ()
    assert found.kept == tuple(sorted(found.kept))
