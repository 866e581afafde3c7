"""What runs in a worker process: one loaded job, and a note of where it is.

The note is memory that the worker shares with the one who started it, and which is
there after the worker has died: so it is known at which item it did.
"""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import connection, parent_process
from typing import Any

from herodotus.engine.job import NOWHERE, Job, Shard, work_through

#: The fields of a note: the worker's process, the shard's number, the item's place.
PROCESS, SHARD, PLACE = range(3)

#: A shared array of three numbers; typeshed has no plain name for it.
Note = Any

_job: Job[Any, Any, Any] | None = None
_note: Note = None
_problem: Exception | None = None


def begin(job: Job[Any, Any, Any], note: Note) -> None:
    """Load the job, once, when the worker starts.

    That it cannot be loaded is told with the first shard: here, it would be taken for
    the death of the worker.
    """
    global _job, _note, _problem
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us is told, and ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    note[PROCESS] = os.getpid()
    _job, _note, _problem = job, note, None
    try:
        job.load()
    except Exception as problem:
        _problem = problem


def work(number: int, shard: Shard[Any], aside: frozenset[int]) -> Any:  # a job's Kept
    """Do a shard, with a note of each item before it is begun."""
    if _problem is not None:
        raise _problem
    assert _job is not None, "a worker begins before it works"
    _at(NOWHERE)
    _note[SHARD] = number
    return work_through(_job, shard, aside=aside, at=_at)


def _at(place: int) -> None:
    _note[PLACE] = place


def _end_with_parent() -> None:
    """End when the process that started us is gone: nobody will ask for anything."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
