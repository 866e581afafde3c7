"""`herodotus db`: keep a ledger in good order: check, refresh, copy, back up."""

from __future__ import annotations

import json

import click

from herodotus.cli.options import open_ledger, takes_ledger, tells_problems

_EPILOG = """\b
Examples:
  herodotus db info
  herodotus db check --ledger karabakh.db
  herodotus db backup karabakh-2020-10-01.db --ledger karabakh.db
  herodotus db copy karabakh.db postgresql://me@host/wars
"""

_PROBLEMS = 1


@click.group(epilog=_EPILOG)
def db() -> None:
    """Keep a ledger in good order: check it, copy it, back it up."""


@db.command(epilog="\b\nExample:\n  herodotus db info --ledger karabakh.db")
@takes_ledger
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def info(*, ledger: str, as_json: bool) -> None:
    """What a ledger holds: reports, claims, readers, days, its size and version."""
    with open_ledger(ledger) as opened:
        found = opened.summary()
        if as_json:
            row = {"ledger": opened.where, **found._asdict()}
            click.echo(json.dumps(row, default=str, ensure_ascii=False))
            return
        click.echo(f"Ledger     {opened.where}")
    click.echo(f"Version    {found.version}")
    click.echo(f"Size       {found.size / 1e6:,.1f} MB")
    click.echo(f"Reports    {found.reports:,} (in {found.voices:,} voices)")
    if found.first and found.last:
        click.echo(f"Days       {found.first} to {found.last}")
    click.echo(f"Claims     {found.claims:,}")
    click.echo(f"Decisions  {found.decisions:,}")
    click.echo(f"Failures   {found.failures:,}")
    for reader, count in found.readers.items():
        click.echo(f"Reader     {reader}: {count:,} readings")


@db.command(epilog="\b\nExample:\n  herodotus db check --ledger karabakh.db")
@takes_ledger
def check(*, ledger: str) -> None:
    """Check that a ledger is whole, down to the words of every claim.

    Each problem is printed on a line of its own; the exit code is 1 if there is any.
    Else a hash of the contents is printed: ledgers of the same hash hold the same.
    """
    with open_ledger(ledger) as opened:
        found = opened.check()
        where, digest = opened.where, opened.digest()
    for problem in found:
        click.echo(problem)
    if found:
        click.echo(
            f"{len(found):,} problems in {where}. What is derived (voices, conflicts, "
            "countries, what counts) `herodotus db refresh` makes anew; for the rest "
            "there is the last backup.",
            err=True,
        )
        raise SystemExit(_PROBLEMS)
    click.echo(f"{where} is whole. Its contents: {digest}")


@db.command(epilog="\b\nExample:\n  herodotus db refresh --ledger karabakh.db")
@takes_ledger
def refresh(*, ledger: str) -> None:
    """Make anew all that is derived: voices, conflicts, countries, the search index.

    For after an update of the program, whose rules may be others.
    """
    with open_ledger(ledger) as opened:
        opened.refresh()
        click.echo(f"{opened.where} is fresh.")


@db.command(epilog="\b\nExample:\n  herodotus db upgrade --ledger karabakh.db")
@takes_ledger
def upgrade(*, ledger: str) -> None:
    """Bring the tables of a ledger to the version of this program.

    Every verb does so itself when it opens an older ledger; make a backup before.
    """
    with open_ledger(ledger) as opened:
        version = opened.summary().version
        click.echo(f"{opened.where} is at version {version}.")


@db.command(
    epilog="\b\nExamples:\n  herodotus db copy karabakh.db postgresql://me@host/wars\n"
    "  herodotus db copy postgresql://me@host/wars karabakh.db"
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@tells_problems
def copy(*, source: str, target: str) -> None:
    """Copy all of one ledger into a new one, in either kind of database.

    It is copied whole, and compared row by row, or not at all. FROM and TO are paths
    or URLs.
    """
    with open_ledger(source) as old, open_ledger(target, create=True) as new:
        rows = old.copy_to(new)
        told = f"{rows['reports']:,} reports with {rows['claims']:,} claims"
        click.echo(f"Copied {told} to {new.where}.")


@db.command(
    epilog="\b\nExample:\n  herodotus db backup karabakh-today.db --ledger karabakh.db"
)
@click.argument("file", type=click.Path(dir_okay=False))
@takes_ledger
def backup(*, file: str, ledger: str) -> None:
    """Write a ledger, as it is now, into a new FILE; others may add to it meanwhile.

    The file is a ledger itself, in SQLite. To go back to it, name it with --ledger.
    """
    with open_ledger(ledger) as opened:
        opened.backup(file)
    click.echo(f"Wrote {file}.")
