"""The command line: one module for each verb.

Only click is imported here; a verb imports what it needs when it is called, so that
`herodotus --help` starts at once.
"""

from __future__ import annotations

import click

from herodotus.cli.account import account
from herodotus.cli.add import add
from herodotus.cli.backfill import backfill
from herodotus.cli.claims import claims
from herodotus.cli.contradictions import contradictions
from herodotus.cli.db import db
from herodotus.cli.explain import explain
from herodotus.cli.export import export
from herodotus.cli.gazetteer import gazetteer
from herodotus.cli.inspect import inspect
from herodotus.cli.read import read
from herodotus.cli.review import review
from herodotus.cli.series import series
from herodotus.cli.serve import serve
from herodotus.cli.source import source
from herodotus.cli.token import token
from herodotus.cli.watch import watch

_EPILOG = """\b
Examples:
  herodotus read report.txt
  herodotus read *.txt --html page.html
  herodotus read archive.jsonl --json > claims.jsonl
  cat report.txt | herodotus read - --date 2020-09-28 --place Baku

\b
Exit codes:
  0  done
  1  some reports failed; each is named on standard error
  2  wrong usage
  3  nothing could be read
"""


@click.group(
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda context, _, wanted: _print_version(context) if wanted else None,
    help="Show the version and exit.",
)
def main() -> None:
    """Take war reports apart: who says how many died, on which side, in whose words.

    Herodotus never says what is true. It says who said what, where and when, and
    whether the figures add up. Everything runs on this machine; nothing is sent
    anywhere but what you ask for.
    """


def _print_version(context: click.Context) -> None:
    import herodotus

    click.echo(f"herodotus {herodotus.__version__}")
    context.exit()


main.add_command(read)
main.add_command(add)
main.add_command(backfill)
main.add_command(watch)
main.add_command(inspect)
main.add_command(db)
main.add_command(gazetteer)
main.add_command(serve)
main.add_command(claims)
main.add_command(series)
main.add_command(account)
main.add_command(explain)
main.add_command(source)
main.add_command(review)
main.add_command(contradictions)
main.add_command(export)
main.add_command(token)

__all__ = ["main"]
