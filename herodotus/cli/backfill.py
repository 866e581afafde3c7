"""`herodotus backfill`: read an archive by many processes, and keep what was read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from herodotus.cli.backfilling import Running, cores, tell_estimate
from herodotus.cli.options import takes_reports, tells_problems
from herodotus.cli.web import Web, takes_web

if TYPE_CHECKING:
    from herodotus.model import Failure, Report

_EPILOG = """\b
Examples:
  herodotus backfill archive.jsonl --into run
  herodotus backfill archive.jsonl --into run --dry-run
  herodotus backfill news/*.warc.gz --into run --workers 8 --ledger war.db
  herodotus backfill news/*.warc.gz --into run --workers 8 --ledger war.db --resume

\b
What --json prints:
  reports     reports of the inputs, read or not
  read        those that were read
  claims      their claims
  failed      those that could not be read
  failures    these by the kind of error
  languages   those set aside for their language, by language
  resumed     reports that were done before, and not read again
  shards      files that hold them
  new         readings that the ledger did not hold
  seconds     how long it took
  per_second  reports read in a second, without those of an earlier run
"""


@click.command(epilog=_EPILOG)
@takes_reports
@takes_web(keeps=True)
@click.option(
    "--into",
    "folder",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    required=True,
    help="The folder of the run: Parquet files, and a manifest of what is done.",
)
@click.option(
    "--ledger",
    envvar="HERODOTUS_LEDGER",
    metavar="PATH|URL",
    help="Add what was read to this ledger too, as `herodotus add` would.",
)
@click.option(
    "--engine",
    type=click.Choice(["serial", "processes"]),
    default="processes",
    show_default=True,
    help="Read in this process alone, or in several. All give the same.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="So many processes that read; without it, one for each core. Each takes "
    "some 300 MB.",
)
@click.option(
    "--shard",
    "size",
    type=click.IntRange(min=1),
    default=32,
    show_default=True,
    metavar="N",
    help="About so many reports in one file; as many are lost where a worker dies.",
)
@click.option(
    "--patience",
    type=click.FloatRange(min=1),
    default=900,
    show_default=True,
    metavar="SECONDS",
    help="A report that takes a worker longer is tried once more, and left out.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with the run in FOLDER, if there is one: what is done stays.",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Count the inputs, read a few reports, say how long all would take.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@tells_problems
def backfill(
    *,
    inputs: tuple[str, ...],
    day: date | None,
    place: str | None,
    columns: dict[str, str],
    web: Web,
    folder: str,
    ledger: str | None,
    engine: str,
    workers: int | None,
    size: int,
    patience: float,
    resume: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read many reports at once, and keep what was read in a folder.

    INPUT is what `herodotus read` takes. A run that was stopped, by Ctrl-C or by a
    machine that died, goes on by the same command with --resume, and reads nothing
    again that is done.
    """
    from herodotus.cli.work import reports_in
    from herodotus.engine import engine_named
    from herodotus.ledger.parquet import needs_polars

    needs_polars()
    workers = 1 if engine == "serial" else workers or cores()

    def reports() -> Iterator[Report | Failure]:
        return reports_in(inputs, day=day, place=place, columns=columns, web=web)

    if dry_run:
        tell_estimate(reports(), Path(folder), workers=workers, as_json=as_json)
        return
    said = {"date": day, "place": place, "columns": columns, "limit": web.limit}
    plan = _plan({"inputs": inputs, **said, "since": web.since, "size": size})
    reading = engine_named(engine, workers=workers, patience=patience)
    running = Running(Path(folder), plan, engine=reading, ledger=ledger)
    running.run(reports(), resume=resume)
    running.show(as_json=as_json)
    running.finish()


def _plan(said: dict[str, object]) -> dict[str, Any]:  # plain JSON
    """What a run is of: a folder is not gone on with for another."""
    import herodotus
    from herodotus.reading import READER

    made = {"reader": READER, "version": herodotus.__version__, **said}
    plan: dict[str, Any] = json.loads(json.dumps(made, default=str))
    return plan
