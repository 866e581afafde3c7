"""Reports by the thousand: read by an engine, kept as Parquet, shard by shard.

What is done stands in a manifest, so that a run that was stopped at any moment goes on
where it was; what is done is not read again.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from herodotus.engine.engines import Engine
from herodotus.engine.job import Job, Shard
from herodotus.engine.manifest import Done, Kept, Manifest, counted, keep_shard
from herodotus.engine.shards import SIZE, cut
from herodotus.errors import HerodotusError, InputError, WorkerDied
from herodotus.ledger import Ledger, Loaded, load
from herodotus.ledger.parquet import parquet_of, read_back
from herodotus.ledger.rows import refuse_unstorable, storable
from herodotus.model import Failure, Reading, Report

if TYPE_CHECKING:
    from herodotus.reading import Reader

_log = logging.getLogger(__name__)


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


def into_ledger(ledger: Ledger, content: bytes) -> Loaded:
    """Add what the file of a shard holds to a ledger; again, it changes nothing.

    A path that was mistyped is no report that failed, and is left out.

    Raises:
        LedgerProblem: the ledger cannot be used.
    """
    rows = read_back(content)
    loaded = load(ledger, [row for row in rows if isinstance(row, Reading)])
    failures = [
        row for row in rows if isinstance(row, Failure) and row.error != "FileProblem"
    ]
    failures += loaded.failures
    if failures:
        ledger.fail_all(failures)
    return loaded


def failures_in(content: bytes) -> list[Failure]:
    """The failures that the file of a shard holds."""
    return [row for row in read_back(content) if isinstance(row, Failure)]


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
    content = _whole(made)
    if content is not None:
        return content, list(made)
    held = [
        one if isinstance(one, Failure) or _whole([one]) else _failure(one.report, _ODD)
        for one in made
    ]
    return parquet_of(held), held


_ODD = InputError("it holds a number or a character that Parquet cannot: leave it out")


def _whole(made: Sequence[Reading | Failure]) -> bytes | None:
    """The Parquet file of these, if it gives back what went in."""
    try:
        content = parquet_of(made)
        return content if read_back(content) == list(made) else None
    except HerodotusError:
        raise
    except Exception:  # polars and pydantic have many names for it
        _log.debug("A shard does not come back whole", exc_info=True)
        return None


def _failure(report: Report, problem: Exception) -> Failure:
    return storable(Failure.of(report, problem))
