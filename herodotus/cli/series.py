"""`herodotus series`: the running toll as it was told, day by day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from herodotus.cli.options import (
    open_ledger,
    output_stream,
    refuse_overwriting,
    takes_ledger,
    takes_scope,
    writes_output,
)

if TYPE_CHECKING:
    from herodotus.model import Scope, Step

_EPILOG = """\b
Examples:
  herodotus series --side Azerbaijan --status civilian --outcome killed
  herodotus series --conflict "Nagorno-Karabakh" --outcome killed --chart toll.svg
  herodotus series --side Ukraine --outcome killed --json | jq '.[].low'
"""


@click.command(epilog=_EPILOG)
@takes_ledger
@takes_scope
@click.option(
    "--json", "form", flag_value="json", help="A JSON list of steps, by date."
)
@click.option("--csv", "form", flag_value="csv", help="CSV: one line a step, by date.")
@click.option(
    "--chart",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    callback=lambda _, __, path: _drawable(path),
    help="Draw the series into this .svg or .png file. Without --json or --csv "
    "nothing else is printed.",
)
@writes_output
def series(
    *,
    ledger: str,
    scope: Scope,
    form: str | None,
    chart: str | None,
    output: str | None,
) -> None:
    """Show how a toll grew as it was told: on which day, so many, by whose word.

    A step is a running total that somebody states, or one that increments imply: "15
    more" beside "32 in all" means 17 before. Say whose toll with --side, --status and
    --outcome; several tolls are shown one after the other. What does not add up is
    marked, never mended.
    """
    if chart is not None:
        refuse_overwriting([chart], output)
    with open_ledger(ledger) as kept:
        steps = kept.series(scope)
    if chart is not None:
        _draw(steps, chart)
    if chart is None or form is not None or output is not None:
        _print(steps, form, output)


def _drawable(path: str | None) -> str | None:
    """The path of a chart, or a usage error where its ending is not known."""
    if path is not None and Path(path).suffix.lower() not in (".svg", ".png"):
        raise click.BadParameter(f"{path} ends neither in .svg nor in .png.")
    return path


def _draw(steps: tuple[Step, ...], path: str) -> None:
    from herodotus.exports.chart import write_chart

    if not any(step.as_of for step in steps):
        click.echo(f"There is nothing to draw; {path} was not written.", err=True)
        return
    try:
        write_chart(steps, path)
    except OSError as problem:
        raise click.UsageError(
            f"Cannot write to {path}: {problem.strerror}."
        ) from problem
    click.echo(f"Wrote {path}.", err=True)


def _print(steps: tuple[Step, ...], form: str | None, output: str | None) -> None:
    with output_stream(output) as stream:
        if form == "json":
            from herodotus.exports.toll_series import series_json

            stream.write(series_json(steps))
        elif form == "csv":
            from herodotus.exports.toll_series import series_csv

            stream.writelines(series_csv(steps))
        else:
            from herodotus.cli.steps import render_steps
            from herodotus.cli.tables import console_for, show

            console = console_for(stream if output is not None else None)
            plain = not console.encoding.lower().startswith("utf")
            body = render_steps(steps, width=console.width, plain=plain)
            show(body, console=console)
