"""`herodotus inspect`: what the reader saw, and by which rule it made each claim."""

from __future__ import annotations

from datetime import date
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import click

from herodotus.cli.options import (
    output_stream,
    refuse_overwriting,
    takes_reports,
    writes_output,
)

if TYPE_CHECKING:
    from herodotus.model import Failure, Reading, Report
    from herodotus.reading import Reader

_EPILOG = """\b
Examples:
  herodotus inspect report.txt
  herodotus inspect report.txt --tree
  herodotus inspect archive.jsonl --json > seen.jsonl
"""


class Seen(NamedTuple):
    """What the reader saw in one report; the reading is there for people only."""

    report: Report
    found: dict[str, Any]  # the contract's fields, any JSON
    reading: Reading | None


@click.command(epilog=_EPILOG)
@takes_reports
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="JSON Lines: one object a report, in input order.",
)
@click.option("--tree", is_flag=True, help="Add each word with its tags and its head.")
@writes_output
def inspect(
    *,
    inputs: tuple[str, ...],
    day: date | None,
    place: str | None,
    columns: dict[str, str],
    as_json: bool,
    tree: bool,
    output: str | None,
) -> None:
    """Show what the reader saw in reports: sentences, names, times, who says what.

    This is for finding out why a claim was made or missed. INPUT is as for read.
    """
    from herodotus.cli.work import Tally, each_report, progress
    from herodotus.model import Failure

    refuse_overwriting(inputs, output)

    def make(reader: Reader, report: Report) -> Seen:
        found = reader.inspect(report)
        if tree:
            found = found | {"tokens": _tokens(reader, report)}
        return Seen(report, found, None if as_json else reader.read(report))

    tally = Tally()
    with (
        output_stream(output) as stream,
        progress(shown=output is not None) as step,
    ):
        for item in each_report(
            inputs, make, day=day, place=place, columns=columns, tally=tally
        ):
            step(item.id if isinstance(item, Failure) else item.report.id)
            if as_json:
                _print_json(item, stream)
            elif isinstance(item, Seen):
                _print_page(item, stream, to_file=output is not None)
    tally.finish()


def _tokens(reader: Reader, report: Report) -> list[list[dict[str, Any]]]:
    """The words of each sentence; `head` counts within the sentence, -1 is the root."""
    return [
        [
            {
                "start": token.start,
                "end": token.end,
                "lemma": token.lemma,
                "upos": token.upos,
                "head": token.head,
                "deprel": token.deprel,
            }
            for token in sentence.tokens
        ]
        for sentence in reader.scene(report).analysis.sentences
    ]


def _print_json(item: Seen | Failure, stream: IO[bytes]) -> None:
    from herodotus.exports.record import json_line

    if isinstance(item, Seen):
        record = {"id": item.report.id, **item.found, "failure": None}
    else:
        failure = {"error": item.error, "message": item.message}
        record = {"id": item.id, **{name: [] for name in _FOUND}, "topic": None}
        record["failure"] = failure
    stream.write(json_line(record))
    stream.flush()


_FOUND = ("sentences", "timexes", "toponyms", "names", "mentions", "attributions")


def _print_page(item: Seen, stream: IO[bytes], *, to_file: bool) -> None:
    from herodotus.cli.seen import show_seen
    from herodotus.cli.tables import console_for

    console = console_for(stream if to_file else None)
    claims = item.reading.claims if item.reading else ()
    show_seen(item.report, item.found, claims, console=console)
