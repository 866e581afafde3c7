"""What the verbs take in common: inputs, a date, a place, a file to write to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, TypeVar

import click

Verb = TypeVar("Verb", bound=Callable[..., object])

_DATE = click.DateTime(formats=["%Y-%m-%d"])


def takes_reports(verb: Verb) -> Verb:
    """Give a verb its inputs, and the date and place that override theirs."""
    verb = click.option(
        "--place",
        metavar="PLACE",
        help="Where the reports were written, whatever they say themselves.",
    )(verb)
    verb = click.option(
        "--date",
        "day",
        type=_DATE,
        metavar="YYYY-MM-DD",
        callback=lambda _, __, moment: moment and _day(moment),
        help="When the reports were published, whatever they say themselves.",
    )(verb)
    return click.argument(
        "inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path()
    )(verb)


def writes_output(verb: Verb) -> Verb:
    """Give a verb the option to write to a file."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Write to this file instead of standard output.",
    )(verb)


def refuse_overwriting(inputs: Sequence[str], *outputs: str | None) -> None:
    """End with a usage error where a file would be both read and written."""
    for output in filter(None, outputs):
        for name in inputs:
            if name != "-" and _same(name, output):
                raise click.UsageError(
                    f"{output} is one of the inputs, and writing would destroy it. "
                    "Choose another file to write to."
                )


@contextmanager
def output_stream(path: str | None) -> Iterator[IO[bytes]]:
    """A file opened for writing, or standard output."""
    if path is None or path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        file = Path(path).open("wb")  # noqa: SIM115 (closed by the with below)
    except OSError as problem:
        raise click.UsageError(
            f"Cannot write to {path}: {problem.strerror}."
        ) from problem
    with file:
        yield file


def _same(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _day(moment: datetime) -> date:
    return moment.date()
