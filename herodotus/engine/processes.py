"""Shards on several processes of this machine, each with a job that it loaded once.

Each worker is a pool of one process, so that its death breaks nothing else and it is
known which shard it was at. It has a second shard waiting, so that it need not wait
itself; no more shards than these are in memory.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import get_context
from typing import Any, Generic

from herodotus.engine.job import NOWHERE, Item, Job, Kept, Made, Shard
from herodotus.engine.worker import PLACE, PROCESS, SHARD, begin, work
from herodotus.errors import WorkersLost

_log = logging.getLogger(__name__)

#: So many shards are with a worker: the one it is at, and the next.
_DEPTH = 2

#: An item at which so many workers died is set aside.
_DEATHS = 2

#: So many seconds an item may take; then its worker is killed.
PATIENCE = 900.0

#: So often it is looked whether one takes longer, in seconds.
_LOOK = 1.0

#: After so many deaths in a row away from any item, the machine is at fault.
_BARREN = 3


class Processes:
    """Does shards on so many worker processes.

    A shard whose worker died is done again by a new one. An item at which two died is
    set aside by `Job.lose`, and the rest of its shard goes on. One that takes longer
    than `patience` seconds is taken for one at which its worker died.
    """

    def __init__(self, workers: int, *, patience: float = PATIENCE) -> None:
        self.workers = workers
        self.patience = patience

    def run(
        self, job: Job[Item, Made, Kept], shards: Iterable[Shard[Item]]
    ) -> Generator[Kept, None, None]:
        """What was kept of each shard, as it is done, in any order.

        Raises:
            WorkersLost: they die before they have begun.
            Exception: whatever `Job.load` or `Job.keep` raised in a worker.
        """
        slots: list[_Slot[Item, Kept]] = [_Slot(job) for _ in range(self.workers)]
        left = iter(shards)
        try:
            while True:
                _hand_out(left, slots)
                futures = [asked.future for slot in slots for asked in slot.waiting]
                if not futures:
                    break
                wait(futures, timeout=_LOOK, return_when=FIRST_COMPLETED)
                for slot in slots:
                    slot.look(self.patience)
                    yield from slot.finished()
        except BaseException:
            for slot in slots:
                slot.kill()
            raise
        for slot in slots:
            slot.end()


def _hand_out(left: Iterator[Shard[Item]], slots: list[_Slot[Item, Kept]]) -> None:
    """Give each worker a shard before any has a second one."""
    for depth in range(1, _DEPTH + 1):
        for slot in slots:
            if len(slot.waiting) < depth:
                shard = next(left, None)
                if shard is None:
                    return
                slot.give(shard)


@dataclass
class _Asked(Generic[Item]):
    """A shard that a worker was given, and what is known of its items."""

    number: int
    shard: Shard[Item]
    future: Future[Any]  # of a Kept
    deaths: Counter[int] = field(default_factory=Counter)

    @property
    def aside(self) -> frozenset[int]:
        return frozenset(at for at, times in self.deaths.items() if times >= _DEATHS)

    @property
    def done(self) -> bool:
        """Whether there is an answer, which the death of a worker is not."""
        return self.future.done() and not isinstance(
            self.future.exception(), BrokenProcessPool
        )


class _Slot(Generic[Item, Kept]):
    """One worker process, and the next one in its place when it dies."""

    def __init__(self, job: Job[Item, Any, Kept]) -> None:
        self.waiting: deque[_Asked[Item]] = deque()
        self._job = job
        self._numbers = count()
        self._barren = 0
        self._at = (NOWHERE, NOWHERE)
        self._since = time.monotonic()
        self._begin()

    def give(self, shard: Shard[Item]) -> None:
        """Have the worker do a shard after those that it has."""
        self.waiting.append(_Asked(next(self._numbers), shard, Future()))
        self._submit(self.waiting[-1])

    def finished(self) -> Iterator[Kept]:
        """What was kept of the shards that are done; the others go on."""
        while self.waiting and self.waiting[0].future.done():
            if not self.waiting[0].done:
                self._revive()
                return
            self._barren = 0
            yield self.waiting.popleft().future.result()

    def look(self, patience: float) -> None:
        """Kill the worker if it is at the same item for longer than that."""
        at = (self._note[SHARD], self._note[PLACE])
        if at != self._at or at[1] == NOWHERE:
            self._at, self._since = at, time.monotonic()
        elif time.monotonic() - self._since > patience:
            _log.warning("A worker takes too long for an item, and is killed")
            self._terminate()
            self._since = time.monotonic()

    def end(self) -> None:
        """Let the worker go when it has nothing to do any more."""
        self._pool.shutdown(wait=True)

    def kill(self) -> None:
        """End the worker in the middle of its work."""
        self._terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _terminate(self) -> None:
        if self._note[PROCESS]:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(self._note[PROCESS], signal.SIGTERM)

    def _begin(self) -> None:
        context = get_context("spawn")  # a fork of a process with threads may hang
        self._note = context.RawArray("q", 3)
        self._note[PLACE] = NOWHERE
        self._note[SHARD] = NOWHERE
        self._pool = ProcessPoolExecutor(
            1, mp_context=context, initializer=begin, initargs=(self._job, self._note)
        )

    def _submit(self, asked: _Asked[Item]) -> None:
        try:
            asked.future = self._pool.submit(
                work, asked.number, asked.shard, asked.aside
            )
        except BrokenProcessPool:  # it died while it waited
            self._revive()

    def _revive(self) -> None:
        """Start a new worker, and give it what the dead one has not done.

        Raises:
            WorkersLost: it is of no use.
        """
        self._pool.shutdown(wait=True)
        self._blame(self._note[SHARD], self._note[PLACE])
        if self._barren >= _BARREN:
            raise WorkersLost(
                f"Worker processes died {_BARREN} times in a row without a report at "
                "hand. There may be too little memory: use fewer workers"
            )
        self._begin()
        for asked in [asked for asked in self.waiting if not asked.done]:
            self._submit(asked)

    def _blame(self, number: int, place: int) -> None:
        for asked in self.waiting:
            if asked.number == number and place != NOWHERE and not asked.done:
                asked.deaths[place] += 1
                _log.warning(
                    "A worker died at item %d of shard %s; another takes its place",
                    place + 1,
                    asked.shard.name,
                )
                return
        self._barren += 1
        _log.warning("A worker died between items; another takes its place")
