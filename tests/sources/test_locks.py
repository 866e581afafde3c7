"""Locks: one at a time, until it is let go of."""

from __future__ import annotations

from pathlib import Path

import pytest

from herodotus.sources.locks import lock


def test_a_lock_is_held_by_one_and_can_be_had_after(tmp_path: Path) -> None:
    with lock(tmp_path / "lock"), pytest.raises(OSError):
        lock(tmp_path / "lock")
    lock(tmp_path / "lock", wait=True).close()
