"""The estimate: all is counted, and a sample stands for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from herodotus.engine.estimate import estimate
from herodotus.model import Failure, Reading, Report
from tests.engine.hand import HandJob


class Timed(HandJob):
    """Takes a second for each ten characters, by a clock of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.now = 0.0
        self.seen: list[str] = []

    def make(self, item: Report | Failure) -> Reading | Failure:
        if isinstance(item, Report):
            self.seen.append(item.id)
            self.now += len(item.text) / 10
        return super().make(item)


def reports(number: int) -> Iterator[Report | Failure]:
    yield Failure(id="x", error="TooLong", message="x is too long")
    for at in range(number):
        yield Report.of("ten signs." * (1 + at % 5), id=f"r{at}")


def test_time_goes_with_the_length_of_the_texts(tmp_path: Path) -> None:
    job = Timed(tmp_path)
    found = estimate(reports(200), job, sample=10, clock=lambda: job.now)
    assert (found.reports, found.sampled) == (200, 10)
    assert found.failed == {"TooLong": 1}
    assert found.reading == pytest.approx(600)  # forty times 1 + 2 + 3 + 4 + 5
    assert found.bytes > 0


def test_the_sample_is_drawn_from_all_and_is_the_same_again(tmp_path: Path) -> None:
    seen = []
    for _ in range(2):
        job = Timed(tmp_path)
        estimate(reports(300), job, sample=12)
        seen.append(job.seen[1:])
    assert seen[0] == seen[1]
    places = [int(id.removeprefix("r")) for id in seen[0]]
    assert places == sorted(places)
    assert min(places) < 100 < 200 < max(places)


def test_opening_inputs_is_timed_apart(tmp_path: Path) -> None:
    ticks = count()
    found = estimate(
        reports(3), Timed(tmp_path), sample=2, clock=lambda: float(next(ticks))
    )
    assert found.opening == 1.0
    assert found.seconds(1000) == 1.0


def test_nothing_takes_no_time(tmp_path: Path) -> None:
    found = estimate([], Timed(tmp_path))
    assert (found.reports, found.reading, found.bytes) == (0, 0.0, 0)
