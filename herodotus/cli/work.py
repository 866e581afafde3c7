"""Reports one by one through the reader, with failures named and counted."""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

import click

if TYPE_CHECKING:
    from herodotus.cli.web import Web
    from herodotus.model import Failure, Report
    from herodotus.reading import Reader

logger = logging.getLogger(__name__)

Made = TypeVar("Made")

SOME_FAILED = 1
NOTHING_READ = 3


class Tally:
    """How many reports were read and how many failed, and the exit code for that.

    With `sets_aside`, a report in another language is no failure: it is counted in
    `aside`, by its language.
    """

    def __init__(self, *, sets_aside: bool = False) -> None:
        self.read = 0
        self.skipped = 0
        self.failures: list[Failure] = []
        self.aside: Counter[str] = Counter()
        self._sets_aside = sets_aside

    def fail(self, failure: Failure) -> None:
        """Count a failure and name it on standard error."""
        from herodotus.exports.visible import visible

        if self._sets_aside and failure.error == "NotEnglish":
            self.aside[failure.language or "another language"] += 1
            click.echo(f"Set aside: {visible(failure.message)}", err=True)
            return
        self.failures.append(failure)
        complain(f"Not read: {visible(failure.message)}")

    def finish(self) -> None:
        """End the program with the exit code that the contract promises."""
        if not self.read + self.skipped:
            if not self.failures and not self.aside:
                complain("There was no report to read.")
            raise SystemExit(NOTHING_READ)
        if self.failures:
            total = self.read + self.skipped + len(self.failures) + self.aside.total()
            click.echo(
                f"{len(self.failures):,} of {total:,} reports could not be read.",
                err=True,
            )
            raise SystemExit(SOME_FAILED)


def each_report(
    inputs: Sequence[str],
    make: Callable[[Reader, Report], Made],
    *,
    day: date | None,
    place: str | None,
    columns: Mapping[str, str] | None = None,
    tally: Tally,
    known: Callable[[Report], bool] | None = None,
    has_read: Callable[[str], bool | Failure] | None = None,
    web: Web | None = None,
) -> Iterator[Made | Failure]:
    """What `make` gives for each report, in input order; a failure where it fails.

    The reader, with its language model, is loaded when the first report is there that
    is not known; known ones are counted and passed over.
    """
    from herodotus.model import Failure

    reader: Reader | None = None
    for item in reports_in(
        inputs, day=day, place=place, columns=columns, web=web, has_read=has_read
    ):
        if not isinstance(item, Failure):
            if known is not None and known(item):
                tally.skipped += 1
                continue
            reader = reader or load_reader()
            try:
                made = make(reader, item)
            except Exception as problem:  # one report must not stop the others
                logger.debug("%s could not be read", item.id, exc_info=True)
                item = Failure.of(item, problem)
            else:
                tally.read += 1
                yield made
                continue
        tally.fail(item)
        yield item


def reports_in(
    inputs: Sequence[str],
    *,
    day: date | None,
    place: str | None,
    columns: Mapping[str, str] | None = None,
    web: Web | None = None,
    has_read: Callable[[str], bool | Failure] | None = None,
) -> Iterator[Report | Failure]:
    """The reports of what a verb was given, in order, not read yet."""
    from herodotus.sources import read_inputs
    from herodotus.sources.address import is_url

    asked = web if any(map(is_url, inputs)) else None
    with asked.fetcher() if asked else nullcontext() as fetcher:
        yield from read_inputs(
            inputs,
            date=day,
            place=place,
            columns=columns,
            stdin=sys.stdin.buffer if "-" in inputs else None,
            fetcher=fetcher,
            reach=asked.reach() if asked else None,
            has_read=has_read,
        )


def complain(message: str) -> None:
    """A line on standard error, red where a terminal shows it and may."""
    colour = None if os.environ.get("NO_COLOR") else "red"
    click.secho(message, fg=colour, err=True)


def load_reader() -> Reader:
    """The reader with its model, or an end with a message that says what is missing."""
    from herodotus.errors import HerodotusError
    from herodotus.reading import Reader

    try:
        return Reader.load()
    except (HerodotusError, OSError) as problem:
        complain(f"The reader cannot start: {problem}")
        raise SystemExit(NOTHING_READ) from problem


class Step(Protocol):
    """Tells that so many reports more are done, and of what they are."""

    def __call__(self, name: str, /, count: int = 1) -> None: ...


@contextmanager
def progress(*, shown: bool) -> Iterator[Step]:
    """A line on a terminal's standard error that tells how far the work is."""
    if not shown or not sys.stderr.isatty():
        yield lambda _, count=1: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,} reports"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda name, count=1: bar.update(
            task, advance=count, description=name[:60]
        )
