"""`herodotus token`: who may use a ledger that is served, and as what."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from herodotus.cli.options import open_ledger, takes_ledger

if TYPE_CHECKING:
    from herodotus.model import Role, Token

_EPILOG = """\b
Roles:
  reader    reads everything that is there
  reviewer  decides claims and brings reports in, too
  admin     says who else may, too

\b
Examples:
  herodotus token add Nora --role reviewer
  herodotus token list
  herodotus token revoke Nora
"""

#: As in model.access, which is slow to load.
_ROLES = ("reader", "reviewer", "admin")


@click.group(epilog=_EPILOG)
def token() -> None:
    """Say who may use a ledger that is served: each with a token and a role."""


@token.command(epilog="\b\nExample:\n  herodotus token add Nora --role reviewer")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(_ROLES),
    default="reader",
    show_default=True,
    help="What they may do.",
)
@click.option(
    "--days", type=click.IntRange(1, 3660), help="How long it holds; else for ever."
)
@takes_ledger
def add(*, name: str, role: Role, days: int | None, ledger: str) -> None:
    """Make a token in the name of a person, who signs decisions with that name.

    It is printed this once. The ledger keeps a hash, which gives nobody the token.
    """
    from herodotus.errors import TokenProblem
    from herodotus.ledger.rights import login_name

    with open_ledger(ledger, create=True) as opened:
        try:
            issued = opened.rights.add(name, role, by=login_name(), days=days)
        except TokenProblem as problem:
            raise click.UsageError(problem.message) from problem
        told = f"The token of {issued.token.name}, {role}, in {opened.where}:"
    click.echo(told, err=True)
    click.echo(issued.secret)
    click.echo("Hand it over now: it is told this once.", err=True)


@token.command("list", epilog="\b\nExample:\n  herodotus token list --json")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON each.")
@takes_ledger
def list_tokens(*, as_json: bool, ledger: str) -> None:
    """List the tokens that there are, and were."""
    with open_ledger(ledger) as opened:
        found = opened.rights.tokens()
    for one in found:
        if as_json:
            click.echo(json.dumps(one.model_dump(mode="json"), ensure_ascii=False))
        else:
            made = one.made.date().isoformat()
            click.echo(f"{one.id}  {one.role:8}  {made}  {one.name}{_state(one)}")
    if not found and not as_json:
        click.echo("There is none: `herodotus token add` makes one.", err=True)


@token.command(epilog="\b\nExample:\n  herodotus token revoke Nora")
@click.argument("name", metavar="NAME|ID")
@takes_ledger
def revoke(*, name: str, ledger: str) -> None:
    """Take a token back: whoever has it gets in no more, within two seconds."""
    from herodotus.errors import TokenProblem
    from herodotus.ledger.rights import login_name

    with open_ledger(ledger) as opened:
        try:
            found = opened.rights.revoke(name, by=login_name())
        except TokenProblem as problem:
            raise click.UsageError(problem.message) from problem
    click.echo(f"Revoked the token of {found.name}.")


@token.command(epilog="\b\nExample:\n  herodotus token log --limit 20")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    help="So many at most.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON each.")
@takes_ledger
def log(*, limit: int, as_json: bool, ledger: str) -> None:
    """List what was done on a server, the newest first: who, when, what, from where."""
    with open_ledger(ledger) as opened:
        acts = opened.rights.acts(limit=limit)
    for one in acts:
        if as_json:
            click.echo(json.dumps(one.model_dump(mode="json"), ensure_ascii=False))
            continue
        said = [one.act, one.what, one.origin and f"from {one.origin}"]
        told = " ".join(filter(None, said))
        click.echo(f"{one.moment:%Y-%m-%d %H:%M:%S}  {one.who}  {told}")


def _state(token: Token) -> str:
    if token.revoked is not None:
        return f"  (revoked {token.revoked.date()})"
    if token.ends is None:
        return ""
    ended = "ended" if token.ends <= datetime.now(UTC) else "until"
    return f"  ({ended} {token.ends.date()})"
