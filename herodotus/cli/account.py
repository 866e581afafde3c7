"""`herodotus account`: what claims come to, both sides face to face."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from herodotus.cli.options import (
    open_ledger,
    output_stream,
    takes_ledger,
    takes_policy,
    takes_scope,
    writes_output,
)

if TYPE_CHECKING:
    from herodotus.model import Scope

_EPILOG = """\b
Examples:
  herodotus account --conflict "Nagorno-Karabakh" --since 2020-09-27
  herodotus account --conflict "Nagorno-Karabakh" --as-of 2020-10-26
  herodotus account --side Mali --outcome killed --policy ucdp
  herodotus account --policy my-rules.toml --json | jq .tolls
"""


@click.command(epilog=_EPILOG)
@takes_ledger
@takes_scope
@takes_policy
@click.option("--json", "form", flag_value="json", help="One JSON object: the account.")
@writes_output
def account(
    *, ledger: str, scope: Scope, policy: str, form: str | None, output: str | None
) -> None:
    """Show each side's losses by its own account, the other side's, and third parties'.

    Below stand low, best and high under the policy: a range of claims, not a
    confidence interval. The newest total of each voice counts, with what it has added
    since; totals are checked against their parts; what cannot both be right, and what
    does not add up, is listed.
    """
    from herodotus.exports.record import json_line
    from herodotus.reconciliation import account_of

    with open_ledger(ledger) as kept:
        tellings = kept.tellings(scope)
    found = account_of(tellings, policy=policy)
    with output_stream(output) as stream:
        if form == "json":
            stream.write(json_line(found.model_dump(mode="json")))
            return
        from herodotus.cli.tables import console_for, show
        from herodotus.cli.two_sides import render_account

        console = console_for(stream if output is not None else None)
        show(render_account(found, tellings, width=console.width), console=console)
