"""`herodotus export`: what a ledger holds, in the forms that others load."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from herodotus.cli.files import write_file, write_folder
from herodotus.cli.options import open_ledger, takes_ledger, takes_policy, takes_scope

if TYPE_CHECKING:
    from herodotus.exports.view import Exported, Loss, View
    from herodotus.ledger import Ledger
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


class Format(NamedTuple):
    """A form of export: what it is, and the endings of file names that mean it."""

    what: str
    endings: tuple[str, ...] = ()
    needs_file: bool = False


FORMATS = {
    "ged": Format("events in the columns of UCDP GED (CSV)"),
    "acled": Format("events in the columns of ACLED (CSV)"),
    "plover": Format("acts in the columns of POLECAT (tab-separated)", (".tsv",)),
    "geojson": Format("events, or claims, as points", (".geojson",)),
    "csv": Format("claims, a line each"),
    "parquet": Format("claims, with types", (".parquet",), needs_file=True),
    "hxl": Format("events as CSV with HXL tags", (".hxl", ".hxl.csv")),
    "wikitext": Format("casualties of an infobox", (".wiki", ".wikitext")),
    "sitrep": Format("a situation report (Markdown)", (".md", ".markdown")),
    "bundle": Format("a folder of linked pages", needs_file=True),
}


@click.command(epilog=_EPILOG)
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMATS)),
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
    of: Literal["episodes", "claims"] | None,
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
        view = _view(kept, scope, policy=policy, base=base)
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
            exported = _export(form, view, of=of or "episodes")
            write_file(output, exported.content)
            losses = exported.losses
    _tell(losses, losses_file)


def _guessed(output: str | None) -> str:
    """The form that the name of a file means, where it means one."""
    name = Path(output or "").name.lower()
    for form, known in FORMATS.items():
        if known.endings and name.endswith(known.endings):
            return form
    if name.endswith(".csv"):
        raise click.UsageError(
            "A .csv file may be ged, acled, hxl or csv (claims): say which with "
            "--format."
        )
    raise click.UsageError(f"Say what to write with --format: {', '.join(FORMATS)}.")


def _check(
    form: str, *, of: str | None, without_text: bool, output: str | None
) -> None:
    """End with a usage error where options do not go together."""
    if FORMATS[form].needs_file and output in (None, "-"):
        raise click.UsageError(f"--format {form} needs --output.")
    if of is not None and form != "geojson":
        raise click.UsageError("--of goes with --format geojson only.")
    if without_text and form != "bundle":
        raise click.UsageError("--without-text goes with --format bundle only.")


def _web_address(url: str | None) -> str | None:
    if url is not None and not url.startswith(("http://", "https://")):
        raise click.BadParameter("a web address begins with http:// or https://.")
    return url


def _view(ledger: Ledger, scope: Scope, *, policy: str, base: str | None) -> View:
    """The claims of a scope, what they come to, and the events they are about."""
    from herodotus.exports.permalink import LOCAL
    from herodotus.exports.view import View
    from herodotus.reconciliation import account_of, relate_across
    from herodotus.reconciliation.events.episodes import episodes

    tellings = tuple(relate_across(ledger.tellings(scope)))
    account = account_of(tellings, policy=policy)
    return View(
        account=account,
        tellings=tellings,
        episodes=episodes(tellings, policy=policy),
        policy=account.policy,
        base=base or LOCAL,
    )


def _export(form: str, view: View, *, of: Literal["episodes", "claims"]) -> Exported:
    """One file in one form; only what that form needs is loaded."""
    if form == "ged":
        from herodotus.exports.ged import export_ged

        return export_ged(view)
    if form == "acled":
        from herodotus.exports.acled import export_acled

        return export_acled(view)
    if form == "plover":
        from herodotus.exports.plover import export_plover

        return export_plover(view)
    if form == "geojson":
        from herodotus.exports.geojson import export_geojson

        return export_geojson(view, of=of)
    if form == "csv":
        from herodotus.exports.claims_csv import export_csv

        return export_csv(view)
    if form == "parquet":
        from herodotus.exports.parquet import export_parquet

        return export_parquet(view)
    if form == "hxl":
        from herodotus.exports.hxl import export_hxl

        return export_hxl(view)
    if form == "wikitext":
        from herodotus.exports.wikitext import export_wikitext

        return export_wikitext(view)
    from herodotus.exports.sitrep import export_sitrep

    return export_sitrep(view)


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
