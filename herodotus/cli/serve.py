"""`herodotus serve`: the page and the API over a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from herodotus.cli.options import takes_ledger

if TYPE_CHECKING:
    from herodotus.web.settings import Settings

_EPILOG = """\b
Examples:
  herodotus serve
  herodotus serve --ledger karabakh.db --open
  herodotus token add Nora --role admin
  herodotus serve --host 0.0.0.0 --base https://ledger.example

\b
On this machine alone (127.0.0.1, the default) nobody needs a token. At any other
address everybody does, and so behind a proxy on this machine: there say --tokens.
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
@click.option(
    "--tokens", is_flag=True, help="Ask for tokens, even on this machine alone."
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy before this server, whose word is taken for who asks it; one on "
    "this machine need not be named.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
def serve(
    *,
    ledger: str,
    host: str,
    port: int,
    base: str | None,
    tokens: bool,
    proxies: tuple[str, ...],
    opens: bool,
) -> None:
    """Show a ledger in a browser: read reports, compare figures, decide claims.

    Everything is served from this machine, and nothing is sent anywhere. The ledger is
    made if there is none. The same data is at every page's address with .json or .csv
    at the end; the API describes itself at /openapi.json.
    """
    from herodotus.errors import TokenProblem
    from herodotus.web.server import listen, run
    from herodotus.web.settings import Settings

    try:
        listener = listen(host, port)
    except OSError as problem:
        raise click.UsageError(
            f"Cannot listen on {host}, port {port}: {problem.strerror or problem}."
        ) from problem
    with listener:
        settings = Settings(
            host=host,
            port=listener.getsockname()[1],
            base=base,
            tokens=tokens,
            proxies=("127.0.0.1", "::1", *proxies),
        )
        try:
            run(ledger, settings, listener, ready=lambda: _tell(settings, opens=opens))
        except TokenProblem as problem:
            raise click.UsageError(problem.message) from problem


def _tell(settings: Settings, *, opens: bool) -> None:
    click.echo(f"{settings.address} is ready; Ctrl-C ends it.", err=True)
    if not settings.is_local and not settings.address.startswith("https:"):
        click.echo(
            "Over http, tokens can be read on their way: put a proxy with https before "
            "it, and name its address with --base (docs/serving.md).",
            err=True,
        )
    if opens:
        click.launch(settings.address)
