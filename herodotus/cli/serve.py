"""`herodotus serve`: the page and the API over a ledger."""

from __future__ import annotations

import click

from herodotus.cli.options import takes_ledger

_EPILOG = """\b
Examples:
  herodotus serve
  herodotus serve --ledger karabakh.db --open
  herodotus serve --ledger postgresql://me@host/wars --host 0.0.0.0 --port 80

\b
On this machine alone (127.0.0.1, the default) nobody needs a token. At any other
address everybody does.
"""

#: As in web.settings, which is slow to load.
_PORT = 8470


@click.command(epilog=_EPILOG)
@takes_ledger
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to listen on.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="The port to listen on; 0 takes any that is free.",
)
@click.option(
    "--base",
    metavar="URL",
    help="What permalinks begin with, where the server is reached by another address "
    "than that it listens on.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
def serve(*, ledger: str, host: str, port: int, base: str | None, opens: bool) -> None:
    """Show a ledger in a browser: read reports, compare figures, decide claims.

    Everything is served from this machine, and nothing is sent anywhere. The ledger is
    made if there is none. The same data is at every page's address with .json or .csv
    at the end; the API describes itself at /openapi.json.
    """
    from herodotus.web.server import listen, run
    from herodotus.web.settings import Settings

    try:
        listener = listen(host, port)
    except OSError as problem:
        raise click.UsageError(
            f"Cannot listen on {host}, port {port}: {problem.strerror or problem}."
        ) from problem
    with listener:
        settings = Settings(host=host, port=listener.getsockname()[1], base=base)
        click.echo(f"{settings.address} shows {ledger}; Ctrl-C ends it.", err=True)
        if opens:
            click.launch(settings.address)
        run(ledger, settings, listener)
