"""`herodotus export`: what a ledger holds, in the forms that others load."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from herodotus.cli.files import write_file, write_folder
from herodotus.cli.options import open_ledger, takes_ledger, takes_policy, takes_scope
from herodotus.exports.forms import FORMS, Point, form_of, view_of
from herodotus.exports.forms import export as written

if TYPE_CHECKING:
    from herodotus.exports.view import Loss
    from herodotus.model import Scope

_EPILOG = """\b
Examples:
  herodotus export --format ged --policy ucdp -o ged.csv
  herodotus export --format geojson --conflict "Nagorno-Karabakh" -o war.geojson
  herodotus export -o claims.parquet --base https://example.org/ledger
  herodotus export --format wikitext --as-of 2020-10-01
  herodotus export --format sitrep | less
  herodotus export --format bundle -o war
"""


@click.command(epilog=_EPILOG)
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMS)),
    help="The form of the file; may be left out where the name of the file says it "
    "(.geojson, .parquet, .hxl, .tsv, .wiki, .md).",
)
@takes_ledger
@takes_scope
@takes_policy
@click.option(
    "--of",
    type=click.Choice(("episodes", "claims")),
    help="With geojson: a point for each event (episodes), or for each claim.",
)
@click.option(
    "--without-text",
    is_flag=True,
    help="With bundle: leave out the texts of the reports, which belong to others; "
    "the quoted words of claims stay.",
)
@click.option(
    "--base",
    metavar="URL",
    callback=lambda _, __, url: _web_address(url),
    help="What permalinks begin with: where you publish the ledger. Without it, the "
    "page that runs on this machine.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="FILE|FOLDER",
    help="Write here instead of to standard output; parquet and bundle need it.",
)
@click.option(
    "--losses",
    "losses_file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write what the form cannot hold to this file, not to standard error.",
)
def export(
    *,
    form: str | None,
    ledger: str,
    scope: Scope,
    policy: str,
    of: Point | None,
    without_text: bool,
    base: str | None,
    output: str | None,
    losses_file: str | None,
) -> None:
    """Write what a ledger holds in the form of another program or data set.

    \b
    ged       events in the columns of UCDP GED (CSV)
    acled     events in the columns of ACLED (CSV)
    plover    acts in the columns of POLECAT (tab-separated)
    geojson   events, or claims, as points
    csv       claims, a line each
    parquet   claims, with types, for R, pandas and DuckDB
    hxl       events as CSV with HXL tags
    wikitext  the casualties of an infobox, with references
    sitrep    a situation report in Markdown
    bundle    a folder of linked pages that opens from disk

    Every row has a permalink and the words it rests on. What a form cannot hold is
    listed on standard error.
    """
    form = form or _guessed(output)
    _check(form, of=of, without_text=without_text, output=output)
    with open_ledger(ledger) as kept:
        view = view_of(kept, scope, policy=policy, base=base)
        if not view.tellings:
            click.echo("The ledger holds no claim of that scope.", err=True)
        if form == "bundle":
            from herodotus.exports.bundle import export_bundle

            text_of = None if without_text else kept.report
            bundle = export_bundle(view, text_of=text_of, policy=policy)
            number = write_folder(output or "", bundle.files)
            click.echo(f"Wrote {number:,} files to {output}.", err=True)
            losses: Iterable[Loss] = bundle.losses
        else:
            exported = written(form, view, of=of or "episodes")
            write_file(output, exported.content)
            losses = exported.losses
    _tell(losses, losses_file)


def _guessed(output: str | None) -> str:
    """The form that the name of a file means, where it means one."""
    name = Path(output or "").name.lower()
    form = form_of(name)
    if form is not None:
        return form
    if name.endswith(".csv"):
        raise click.UsageError(
            "A .csv file may be ged, acled, hxl or csv (claims): say which with "
            "--format."
        )
    raise click.UsageError(f"Say what to write with --format: {', '.join(FORMS)}.")


def _check(
    form: str, *, of: str | None, without_text: bool, output: str | None
) -> None:
    """End with a usage error where options do not go together."""
    if not FORMS[form].is_text and output in (None, "-"):
        raise click.UsageError(f"--format {form} needs --output.")
    if of is not None and form != "geojson":
        raise click.UsageError("--of goes with --format geojson only.")
    if without_text and form != "bundle":
        raise click.UsageError("--without-text goes with --format bundle only.")


def _web_address(url: str | None) -> str | None:
    if url is not None and not url.startswith(("http://", "https://")):
        raise click.BadParameter("a web address begins with http:// or https://.")
    return url


def _tell(losses: Iterable[Loss], file: str | None) -> None:
    """Say what the form cannot hold, with claims to look up."""
    from herodotus.exports.losses import loss_lines

    lines = loss_lines(losses)
    if file is not None:
        write_file(file, "".join(f"{line}\n" for line in lines).encode("utf-8"))
    elif lines:
        click.echo("Not in it:", err=True)
        for line in lines:
            click.echo(f"  {line}", err=True)
