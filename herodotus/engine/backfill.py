"""Reports by the thousand: read by an engine, kept as Parquet, shard by shard.

What is done stands in a manifest, so that a run that was stopped at any moment goes on
where it was; what is done is not read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from herodotus.engine.engines import Engine
from herodotus.engine.job import Job, Shard
from herodotus.engine.manifest import Done, Kept, Manifest, counted, keep_shard
from herodotus.engine.shards import SIZE, cut
from herodotus.errors import HerodotusError, InputError, WorkerDied
from herodotus.ledger.parquet import parquet_of, read_back
from herodotus.ledger.rows import refuse_unstorable, storable
from herodotus.model import Failure, Reading, Report

if TYPE_CHECKING:
    from herodotus.reading import Reader


def backfill(
    reports: Iterable[Report | Failure],
    *,
    job: Job[Report | Failure, Reading | Failure, Kept],
    engine: Engine,
    manifest: Manifest,
    size: int = SIZE,
    passed: Callable[[Done], None] = lambda _: None,
) -> Generator[Kept, None, None]:
    """Every shard of the reports that is not done yet, when it is done and noted.

    At the end the folder holds what these reports come to, and nothing else.

    Args:
        reports: what is to be read; failures among them are kept as they are.
        job: how it is read.
        engine: by how many at once.
        manifest: what is done already; its plan should name `size`.
        size: how many reports a shard has, in the mean.
        passed: is told of shards that were done before this run.

    Raises:
        OSError: the disk is full. What was noted is kept.
        EngineProblem: the run cannot go on.
    """
    seen: set[str] = set()

    def left() -> Iterator[Shard[Report | Failure]]:
        for shard in cut(reports, fingerprint, size=size):
            if shard.name in seen:
                continue  # the same reports came before, all of them
            seen.add(shard.name)
            done = manifest.done(shard.name)
            if done is None:
                yield shard
            else:
                passed(done)

    with closing(engine.run(job, left())) as running:
        for kept in running:
            manifest.note(kept.done)
            yield kept
    manifest.drop_others(seen)


def fingerprint(item: Report | Failure) -> str:
    """A hash of all that is known of a report, or of a failure.

    >>> one = Report.of("Two died.", publisher="Alpha")
    >>> fingerprint(one) == fingerprint(one.model_copy(update={"publisher": "Beta"}))
    False
    """
    said = {name: value for name, value in item.__dict__.items() if name != "text"}
    plain = json.dumps([type(item).__name__, said], default=str)
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


class ReadingJob:
    """Reads reports and keeps what was read as Parquet, a file for each shard."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._reader: Reader | None = None

    def load(self) -> None:
        """Load the reader.

        Raises:
            DataFileError: its files are not whole.
        """
        from herodotus.reading import Reader

        self._reader = Reader.load()

    def make(self, item: Report | Failure) -> Reading | Failure:
        """The reading of a report; where it cannot be read, the failure."""
        import herodotus

        if isinstance(item, Failure):
            return storable(item)
        try:
            refuse_unstorable(item)
            return herodotus.read(item, reader=self._reader)
        except Exception as problem:  # one report must not stop the others
            return _failure(item, problem)

    def lose(self, item: Report | Failure, problem: WorkerDied) -> Reading | Failure:
        """The failure of a report at which workers died."""
        return item if isinstance(item, Failure) else _failure(item, problem)

    def keep(self, name: str, made: Sequence[Reading | Failure]) -> Kept:
        """Write the Parquet file of a shard."""
        content, held = _written(made)
        failures = [one for one in held if isinstance(one, Failure)]
        readings = [one for one in held if isinstance(one, Reading)]
        errors, languages = counted(failures)
        done = keep_shard(self.folder, name, content)._replace(
            read=len(readings),
            claims=sum(len(reading.claims) for reading in readings),
            failed=errors,
            languages=languages,
        )
        return Kept(done, tuple(failures))


def _written(
    made: Sequence[Reading | Failure],
) -> tuple[bytes, list[Reading | Failure]]:
    """A Parquet file and what it gives back: what it cannot give is a failure in it."""
    try:
        content = parquet_of(made)
        if read_back(content) == list(made):
            return content, list(made)
    except HerodotusError:
        raise
    except Exception as problem:
        if len(made) == 1:
            return _written([_unkept(made[0], problem)])
    if len(made) == 1:
        return _written([_unkept(made[0], InputError("it holds what Parquet cannot"))])
    held = [one for each in made for one in _written([each])[1]]
    return parquet_of(held), held


def _unkept(one: Reading | Failure, problem: Exception) -> Failure:
    if isinstance(one, Failure):  # its words were replaced already: it is ours
        raise problem
    return _failure(one.report, problem)


def _failure(report: Report, problem: Exception) -> Failure:
    return storable(Failure.of(report, problem))
