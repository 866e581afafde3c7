"""`herodotus read`: read reports and print their claims; keep nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import IO, TYPE_CHECKING, NamedTuple

import click

from herodotus.cli.options import (
    output_stream,
    refuse_overwriting,
    takes_policy,
    takes_reports,
    writes_output,
)
from herodotus.cli.web import Web, takes_web

if TYPE_CHECKING:
    from herodotus.model import Account, Failure, Reading, Report
    from herodotus.reading import Reader

_EPILOG = """\b
Examples:
  herodotus read report.txt
  herodotus read report.txt --html report.html
  herodotus read archive.jsonl --json | jq .account.balance
  herodotus read *.txt --csv --output claims.csv
  herodotus read - --date 2020-09-28 --place Baku < copied.txt
"""


class Read(NamedTuple):
    """A report that was read, and what its claims come to."""

    reading: Reading
    account: Account


@click.command(epilog=_EPILOG)
@takes_reports
@takes_web()
@click.option(
    "--json",
    "form",
    flag_value="json",
    help="JSON Lines: one object a report, in input order.",
)
@click.option("--csv", "form", flag_value="csv", help="CSV: one line a claim.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write one self-contained page with the words highlighted. Without --json "
    "or --csv nothing else is printed.",
)
@writes_output
@takes_policy
def read(
    *,
    inputs: tuple[str, ...],
    day: date | None,
    place: str | None,
    columns: dict[str, str],
    web: Web,
    form: str | None,
    page: str | None,
    output: str | None,
    policy: str,
) -> None:
    """Read reports and print who says how many died, on which side, and what was done.

    INPUT is a file (text, a web page, JSON Lines with one report a line, and what
    docs/sources.md lists), an address on the web (https://..., of a page, a feed or a
    sitemap), or - for standard input. Several may be given. Nothing is kept.
    """
    from herodotus.cli.work import Tally, each_report, progress
    from herodotus.model import Failure

    refuse_overwriting(inputs, output, page)
    if page is not None and form is None and output is not None:
        raise click.UsageError("--output needs --json or --csv beside --html.")
    if "-" in (page,) and form is not None and output is None:
        raise click.UsageError("The page and the rows cannot both go to the screen.")

    def make(reader: Reader, report: Report) -> Read:
        return _read(reader, report, policy=policy)

    tally = Tally()
    done: list[Read] = []
    quiet = page is not None and form is None
    with (
        output_stream(None if quiet else output) as stream,
        progress(shown=not _fills_screen(form, output, quiet=quiet)) as step,
    ):
        show = _printer(form, stream, output, quiet=quiet)
        for item in each_report(
            inputs,
            make,
            day=day,
            place=place,
            columns=columns,
            tally=tally,
            web=web,
        ):
            step(item.id if isinstance(item, Failure) else item.reading.report.id)
            show(item)
            if page is not None and isinstance(item, Read):
                done.append(item)
    if page is not None and done:
        _write_page(page, done, tally.failures)
    tally.finish()


def _read(reader: Reader, report: Report, *, policy: str) -> Read:
    from herodotus.reconciliation import reconcile, relate

    reading = reader.read(report)
    claims = relate(reading.claims, text=report.text)
    reading = reading.model_copy(update={"claims": claims})
    return Read(reading, reconcile(claims, policy=policy))


def _fills_screen(form: str | None, output: str | None, *, quiet: bool) -> bool:
    """Whether results appear on a terminal themselves, where progress would mix in."""
    if quiet or output is not None:
        return False
    return sys.stdout.isatty()


def _printer(
    form: str | None, stream: IO[bytes], output: str | None, *, quiet: bool
) -> Callable[[Read | Failure], None]:
    """The function that prints one result in the form that was asked for."""
    if quiet:
        return lambda _: None
    if form == "json":
        return lambda item: _print_json(item, stream)
    if form == "csv":
        from herodotus.exports.record import csv_columns, csv_line

        stream.write(csv_line(csv_columns()))
        return lambda item: _print_csv(item, stream)
    return _table_printer(stream, to_file=output is not None)


def _print_json(item: Read | Failure, stream: IO[bytes]) -> None:
    from herodotus.exports.record import failure_record, json_line, read_record

    record = read_record(*item) if isinstance(item, Read) else failure_record(item)
    stream.write(json_line(record))
    stream.flush()


def _print_csv(item: Read | Failure, stream: IO[bytes]) -> None:
    from herodotus.exports.record import csv_lines

    if isinstance(item, Read):
        stream.writelines(csv_lines(item.reading))
        stream.flush()


def _table_printer(
    stream: IO[bytes], *, to_file: bool
) -> Callable[[Read | Failure], None]:
    from herodotus.cli.tables import console_for, show_reading

    console = console_for(stream if to_file else None)
    shown = 0

    def show(item: Read | Failure) -> None:
        nonlocal shown
        if isinstance(item, Read):
            show_reading(item.reading, item.account, console=console, first=not shown)
            shown += 1

    return show


def _write_page(path: str, done: list[Read], failures: list[Failure]) -> None:
    from herodotus.exports.html import page

    text = page([(item.reading, item.account) for item in done], failures=failures)
    with output_stream(path) as stream:
        stream.write(text.encode("utf-8"))
    if path != "-":
        click.echo(f"Wrote {path}.", err=True)
