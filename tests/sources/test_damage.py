"""Damaged files of every kind: each is read, or refused with a clear message."""

from __future__ import annotations

import pytest

from evaluation.mutations import KINDS, tried


# warcio, which writes the sound archives, leaves its temporary files to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_refused_by_name_or_read(kind: str) -> None:
    outcome = tried(kind, range(12))
    assert outcome.wrong == 0
    assert outcome.reports + outcome.failures >= 12


def test_a_process_of_its_own_measures_its_memory() -> None:
    from evaluation.mutations import in_process

    outcome = in_process("page", 4)
    assert (outcome.wrong, outcome.reports + outcome.failures) == (0, 4)
    assert 0 < outcome.memory < 500
