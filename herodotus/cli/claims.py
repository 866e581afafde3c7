"""`herodotus claims`: what was said, out of a ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, TYPE_CHECKING

import click

from herodotus.cli.options import (
    open_ledger,
    output_stream,
    takes_ledger,
    takes_scope,
    writes_output,
)

if TYPE_CHECKING:
    from herodotus.ledger.claims import Claims
    from herodotus.model import Scope, Telling

_EPILOG = """\b
Examples:
  herodotus claims --conflict Nagorno-Karabakh --outcome killed
  herodotus claims hospital OR clinic --since 2020-10-01 --sort reported
  herodotus claims 'ceasefire "prisoners of war" -exchange' --json
  herodotus claims --side Azerbaijan --status civilian --csv -o civilians.csv
  herodotus claims --said-by "Ministry of Defence" --count

\b
WORDS are looked for in the reports and their titles, whatever their case and
accents: all of them, one of those joined by OR, "words in this order", begin*nings,
and none of those after a minus (put -so in quotes with the rest, or after --).
"""

#: A table on the screen shows so many claims, unless another number is asked for.
_ROWS = 100

#: The orders of `--sort`; ledger.queries has them too, but is slow to load.
ORDERS = (
    "date",
    "reported",
    "number",
    "confidence",
    "place",
    "side",
    "said_by",
    "conflict",
    "kind",
    "match",
)


@click.command(epilog=_EPILOG)
@click.argument("words", nargs=-1, metavar="[WORDS...]")
@takes_ledger
@takes_scope
@click.option(
    "--sort",
    type=click.Choice([*ORDERS, *(f"-{name}" for name in ORDERS)]),
    metavar="ORDER",
    help=f"{', '.join(ORDERS[:-1])} or {ORDERS[-1]}; a minus before it turns it round. "
    "Without it: match where words are looked for, else the date of the events.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="N",
    help=f"So many claims at most. A table shows {_ROWS} without it, and all with 0.",
)
@click.option("--count", is_flag=True, help="Only say how many claims there are.")
@click.option("--json", "form", flag_value="json", help="JSON Lines: one claim a line.")
@click.option("--csv", "form", flag_value="csv", help="CSV: one claim a line.")
@writes_output
def claims(
    *,
    words: tuple[str, ...],
    ledger: str,
    scope: Scope,
    sort: str | None,
    limit: int | None,
    count: bool,
    form: str | None,
    output: str | None,
) -> None:
    """List claims of the ledger: who said what, in which words, in which report.

    Each report's own claims are listed, as its newest reading has them and as
    reviewers left them; "copies" says in how many reports of one wire a claim stands.
    """
    if words:
        asked = " ".join(filter(None, (scope.text, *words)))
        scope = scope.model_copy(update={"text": asked})
    if limit is None and form is None:
        limit = _ROWS
    with open_ledger(ledger) as opened, output_stream(output) as stream:
        found = opened.claims(scope, sort=sort, limit=limit or None)
        if count:
            number = len(opened.claims(scope))
            stream.write(f"{number}\n".encode())
        elif form is not None:
            _write(found, stream, form)
        else:
            _show(found, len(opened.claims(scope)), stream, to_file=output is not None)


def _write(found: Claims, stream: IO[bytes], form: str) -> None:
    from herodotus.exports import claims_lines

    if form == "csv":
        stream.write(claims_lines.csv_header())
    line: Callable[[Telling], bytes] = getattr(claims_lines, f"telling_{form}")
    for telling in found:
        stream.write(line(telling))


def _show(found: Claims, total: int, stream: IO[bytes], *, to_file: bool) -> None:
    from herodotus.cli.claims_table import render_claims
    from herodotus.cli.tables import console_for, show

    console = console_for(stream if to_file else None)
    body = render_claims(list(found), total=total, width=console.width)
    show(body, console=console)
