"""How long a run would take: all inputs are counted, and a sample of them is read."""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from herodotus.engine.backfill import fingerprint
from herodotus.engine.job import Job
from herodotus.engine.manifest import Kept
from herodotus.ledger.parquet import parquet_of
from herodotus.model import Failure, Reading, Report

#: So many reports are read for an estimate.
SAMPLE = 20


class Estimate(NamedTuple):
    """What a run would take, as far as a sample tells.

    Attributes:
        reports: how many there are to read.
        failed: how many inputs can be no report, by the name of the error.
        sampled: how many were read for the estimate.
        opening: the seconds that it took to open and count the inputs.
        reading: the seconds that one worker would read.
        bytes: how large the Parquet files would be.
    """

    reports: int
    failed: dict[str, int]
    sampled: int
    opening: float
    reading: float
    bytes: int

    def seconds(self, workers: int) -> float:
        """How long so many workers take, who read while the next inputs are opened.

        >>> Estimate(10, {}, 5, 4.0, 60.0, 0).seconds(2)
        30.0
        >>> Estimate(10, {}, 5, 4.0, 60.0, 0).seconds(60)
        4.0
        """
        return max(self.opening, self.reading / workers)


def estimate(
    reports: Iterable[Report | Failure],
    job: Job[Report | Failure, Reading | Failure, Kept],
    *,
    sample: int = SAMPLE,
    clock: Callable[[], float] = time.perf_counter,
) -> Estimate:
    """Count the inputs, and read some of the reports, as if drawn by lot.

    The same inputs give the same sample. The time goes with the length of the texts,
    and is told without that of loading the model.
    """
    begun = clock()
    drawn, number, length, failed = _drawn(reports, sample)
    opening = clock() - begun
    if not drawn:
        return Estimate(0, failed, 0, opening, 0.0, 0)
    job.load()
    job.make(drawn[0])  # what is loaded with the first report counts for none
    begun = clock()
    made = [job.make(report) for report in drawn]
    took = clock() - begun
    share = length / max(sum(len(report.text) for report in drawn), 1)
    return Estimate(
        number,
        failed,
        len(drawn),
        opening,
        took * share,
        round(len(parquet_of(made)) * share),
    )


def _drawn(
    reports: Iterable[Report | Failure], sample: int
) -> tuple[list[Report], int, int, dict[str, int]]:
    """Some reports, how many there are, how long they are together; the failures."""
    failed: Counter[str] = Counter()
    heap: list[tuple[int, int, Report]] = []  # the greatest hashes leave it first
    number = length = 0
    for item in reports:
        if isinstance(item, Failure):
            failed[item.error] += 1
            continue
        number += 1
        length += len(item.text)
        lot = -int(fingerprint(item), 16)
        heapq.heappush(heap, (lot, number, item))
        if len(heap) > sample:
            heapq.heappop(heap)
    drawn = [report for *_, report in sorted(heap, key=lambda one: one[1])]
    return drawn, number, length, dict(sorted(failed.items()))
