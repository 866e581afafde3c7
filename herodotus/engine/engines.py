"""The engines by their names. All give the same; they differ in how much at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from typing import Protocol

from herodotus.engine.job import Item, Job, Kept, Made, Shard
from herodotus.engine.processes import PATIENCE, Processes
from herodotus.engine.serial import Serial


class Engine(Protocol):
    """Does shards, in bounded memory, in any order, each at least once."""

    def run(
        self, job: Job[Item, Made, Kept], shards: Iterable[Shard[Item]], /
    ) -> Generator[Kept, None, None]:
        """What was kept of each shard, as it is done."""


#: What makes an engine with so many workers and so much patience, by its name.
ENGINES: Mapping[str, Callable[[int, float], Engine]] = {
    "serial": lambda _, __: Serial(),
    "processes": lambda workers, patience: Processes(workers, patience=patience),
}


def engine_named(name: str, *, workers: int = 1, patience: float = PATIENCE) -> Engine:
    """The engine of this name; one by itself has all the patience there is.

    >>> type(engine_named("processes", workers=2)).__name__
    'Processes'
    """
    return ENGINES[name](workers, patience)
