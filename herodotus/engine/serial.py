"""One shard after the other in this process: for small work, and to compare with."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from herodotus.engine.job import Item, Job, Kept, Made, Shard, work_through


class Serial:
    """Does all in this process; what kills it kills all."""

    def run(
        self, job: Job[Item, Made, Kept], shards: Iterable[Shard[Item]]
    ) -> Generator[Kept, None, None]:
        """What was kept of each shard, in order; the job is loaded for the first."""
        loaded = False
        for shard in shards:
            if not loaded:
                job.load()
                loaded = True
            yield work_through(job, shard)
