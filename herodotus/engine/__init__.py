"""How much at once: shards of work on one process or many, and what is done of them.

An engine takes a job and shards of items, and gives what became of each shard. It knows
nothing of what the items are; `engine.backfill` has reports read by one.
"""

from herodotus.engine.engines import ENGINES, Engine, engine_named
from herodotus.engine.job import Job, Shard

__all__ = ["ENGINES", "Engine", "Job", "Shard", "engine_named"]
