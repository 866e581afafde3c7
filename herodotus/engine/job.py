"""A job: what is made of an item, and what is done with all that a shard gave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from herodotus.errors import WorkerDied

Item = TypeVar("Item")
Item_contra = TypeVar("Item_contra", contravariant=True)
Made = TypeVar("Made")
Kept = TypeVar("Kept")
Kept_co = TypeVar("Kept_co", covariant=True)

#: The place of no item: the worker is between items.
NOWHERE = -1


@dataclass(frozen=True)
class Shard(Generic[Item]):
    """Some items that are worked on together, under a name that tells what they are."""

    name: str
    items: tuple[Item, ...]


class Job(Protocol[Item_contra, Made, Kept_co]):
    """What workers do. It travels to each of them, and so can be pickled."""

    def load(self) -> None:
        """Get ready; once in each worker, before all else."""

    def make(self, item: Item_contra, /) -> Made:
        """What an item comes to; where that fails, what stands for it. Raises nothing.

        It depends on the item alone, so that any worker may do it, and do it again.
        """

    def lose(self, item: Item_contra, problem: WorkerDied, /) -> Made:
        """What stands for an item at which workers died."""

    def keep(self, name: str, made: Sequence[Made], /) -> Kept_co:
        """Put what a shard came to on the disk, and say so; again, if need be."""


def work_through(
    job: Job[Item, Made, Kept],
    shard: Shard[Item],
    *,
    aside: Collection[int] = (),
    at: Callable[[int], None] = lambda _: None,
) -> Kept:
    """Have a job do a shard: what was kept of it.

    Args:
        job: what is to be done; it is loaded.
        shard: the items.
        aside: the places of items that are not to be touched.
        at: is told the place of each item before it is begun, and NOWHERE after all.
    """
    made = []
    for place, item in enumerate(shard.items):
        if place in aside:
            made.append(job.lose(item, _DIED))
            continue
        at(place)
        made.append(job.make(item))
    at(NOWHERE)
    return job.keep(shard.name, made)


_DIED = WorkerDied(
    "two workers died on it, or did not come to an end; it is left out. If there was "
    "memory enough, please report this as a mistake in the reader"
)
