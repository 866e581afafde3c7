"""A backfill on its way: what is done is counted, told and put into a ledger."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from herodotus.cli.options import open_ledger

if TYPE_CHECKING:
    from herodotus.cli.work import Step, Tally
    from herodotus.engine import Engine
    from herodotus.engine.manifest import Done, Kept, Manifest
    from herodotus.ledger import Ledger
    from herodotus.model import Failure, Report

_INTERRUPTED = 130


class Running:
    """A backfill on its way, and what came of it."""

    def __init__(
        self,
        folder: Path,
        plan: dict[str, Any],
        *,
        engine: Engine,
        ledger: str | None,
    ) -> None:
        from herodotus.cli.work import Tally

        self.tally: Tally = Tally(sets_aside=True)
        self.stopped: str | None = None
        self.code = 0
        self._folder, self._plan, self._ledger = folder, plan, ledger
        self._engine = engine
        self._counts: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._begun = time.monotonic()

    def run(self, reports: Iterator[Report | Failure], *, resume: bool) -> None:
        """Have all read; where it ends before its time, say why in `stopped`."""
        from herodotus.cli.work import NOTHING_READ, progress
        from herodotus.engine.manifest import Manifest
        from herodotus.errors import (
            HerodotusError,
            LedgerProblem,
            MissingExtra,
            NotThisRun,
        )

        opened = open_ledger(self._ledger, create=True) if self._ledger else None
        try:
            with (
                opened or nullcontext(),
                Manifest(self._folder, self._plan, resume=resume) as manifest,
                progress(shown=True) as step,
            ):
                self._work(reports, manifest, opened, step)
        except NotThisRun as problem:
            raise click.UsageError(problem.message) from problem
        except KeyboardInterrupt:
            self.stopped, self.code = "Stopped", _INTERRUPTED
        except (LedgerProblem, MissingExtra):
            raise  # `tells_problems` tells them for every verb
        except (HerodotusError, OSError) as problem:
            self.stopped, self.code = _sentence(problem, self._folder), NOTHING_READ

    def _work(
        self,
        reports: Iterator[Report | Failure],
        manifest: Manifest,
        ledger: Ledger | None,
        step: Step,
    ) -> None:
        from herodotus.engine.backfill import ReadingJob, backfill, failures_in
        from herodotus.engine.manifest import Kept

        def take(kept: Kept, *, fresh: bool) -> None:
            self._count(kept, fresh=fresh)
            if ledger is not None:
                self._load(manifest.content(kept.done), ledger)
            step(self._told(), kept.done.reports)

        def passed(done: Done) -> None:
            found = failures_in(manifest.content(done)) if done.failed else ()
            take(Kept(done, tuple(found)), fresh=False)

        doing = backfill(
            reports,
            job=ReadingJob(self._folder),
            engine=self._engine,
            manifest=manifest,
            size=self._plan["size"],
            passed=passed,
        )
        with closing(doing):
            for kept in doing:
                take(kept, fresh=True)

    def _count(self, kept: Kept, *, fresh: bool) -> None:
        done = kept.done
        self._counts.update(
            shards=1,
            reports=done.reports,
            read=done.read,
            claims=done.claims,
            fresh=done.read if fresh else 0,
            resumed=0 if fresh else done.reports,
        )
        self._failures.update(done.failed)
        self._languages.update(done.languages)
        self.tally.read += done.read
        for failure in kept.failures:
            self.tally.fail(failure)

    def _load(self, content: bytes, ledger: Ledger) -> None:
        from herodotus.engine.backfill import into_ledger

        loaded = into_ledger(ledger, content)
        self._counts["new"] += loaded.added.new
        for failure in loaded.failures:
            self.tally.read -= 1
            self.tally.fail(failure)
            self._failures[failure.error] += 1

    def _told(self) -> str:
        """A line of progress: how fast, and what failed."""
        failed = _by_kind(_without_languages(self._failures))
        return f"{self._rate():.1f} a second" + (
            f", failed: {failed}" if failed else ""
        )

    def _rate(self) -> float:
        return self._counts["fresh"] / max(time.monotonic() - self._begun, 0.001)

    def show(self, *, as_json: bool) -> None:
        """What came of it, as one line or as JSON."""
        failures = _without_languages(self._failures)
        seconds = time.monotonic() - self._begun
        counts = self._counts
        if as_json:
            row = {
                "reports": counts["reports"],
                "read": counts["read"],
                "claims": counts["claims"],
                "failed": sum(failures.values()),
                "failures": failures,
                "languages": dict(sorted(self._languages.items())),
                "resumed": counts["resumed"],
                "shards": counts["shards"],
                "new": counts["new"],
                "seconds": round(seconds, 1),
                "per_second": round(self._rate(), 2),
            }
            click.echo(json.dumps(row))
            return
        line = f"{counts['read']:,} reports with {counts['claims']:,} claims"
        line += f", {counts['resumed']:,} done before" if counts["resumed"] else ""
        aside = _by_kind(self._languages)
        line += f", set aside by language: {aside}" if aside else ""
        line += f", not read: {_by_kind(failures)}" if failures else ""
        took = timedelta(seconds=round(seconds))
        line += f". {took}, {self._rate():.1f} a second. Folder: {self._folder}"
        line += f". Ledger: {counts['new']:,} new" if self._ledger else ""
        click.echo(line)

    def finish(self) -> None:
        """End the program with the exit code for what came of it."""
        from herodotus.cli.work import complain

        if self.stopped is not None:
            complain(
                f"{self.stopped}. What is done is kept; the same command with --resume "
                "goes on from here."
            )
            raise SystemExit(self.code)
        self.tally.finish()


def tell_estimate(
    reports: Iterator[Report | Failure], folder: Path, *, workers: int, as_json: bool
) -> None:
    """Say how long a run would take, as one line or as JSON."""
    from herodotus.cli.work import NOTHING_READ, complain
    from herodotus.engine.backfill import ReadingJob
    from herodotus.engine.estimate import estimate
    from herodotus.errors import HerodotusError

    try:
        found = estimate(reports, ReadingJob(folder))
    except (HerodotusError, OSError) as problem:
        complain(f"{_sentence(problem, folder)}.")
        raise SystemExit(NOTHING_READ) from problem
    seconds = found.seconds(min(workers, cores()))
    if as_json:
        row = {
            "reports": found.reports,
            "failures": found.failed,
            "sampled": found.sampled,
            "workers": workers,
            "seconds": round(seconds, 1),
            "core_seconds": round(found.reading, 1),
            "bytes": found.bytes,
        }
        click.echo(json.dumps(row))
    elif found.reports:
        wall = timedelta(seconds=round(seconds))
        core = timedelta(seconds=round(found.reading))
        line = f"{found.reports:,} reports; by {found.sampled} of them, about {wall} "
        line += f"with {workers:,} workers ({core} of one core), "
        line += f"{found.bytes / 1e6:,.1f} MB of Parquet"
        failed = _by_kind(found.failed)
        click.echo(line + (f". Not to be read: {failed}" if failed else "") + ".")
    if not found.reports:
        complain("There was no report to read.")
        raise SystemExit(NOTHING_READ)


def _sentence(problem: Exception, folder: Path) -> str:
    """What is wrong, without the full stop."""
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.filename or folder}: {problem.strerror}"
    return str(problem).rstrip(".")


def _without_languages(failures: Counter[str]) -> dict[str, int]:
    return {
        name: number
        for name, number in sorted(failures.items())
        if name != "NotEnglish"
    }


def _by_kind(failures: dict[str, int] | Counter[str]) -> str:
    """Kinds with their numbers, the most frequent first.

    >>> _by_kind({"EmptyInput": 1, "TooLong": 1200})
    'TooLong 1,200, EmptyInput 1'
    """
    order = sorted(failures.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{name} {number:,}" for name, number in order)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
