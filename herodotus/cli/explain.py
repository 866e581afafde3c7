"""`herodotus explain`: a figure down to its words, as a tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    from rich.tree import Tree

    from herodotus.model import Account, Scope, Telling
    from herodotus.model.reason import Reason
    from herodotus.reconciliation.review.addresses import Figure

_EPILOG = """\b
Examples:
  herodotus explain
  herodotus explain best.both.killed --conflict "Nagorno-Karabakh"
  herodotus explain high.Azerbaijan.combatant.killed --as-of 2020-09-28
  herodotus explain 9f2c41aa
  herodotus explain best.killed --policy acled --json | jq .
"""


@click.command(epilog=_EPILOG)
@click.argument("what", required=False, metavar="[FIGURE|CLAIM]")
@takes_ledger
@takes_scope
@takes_policy
@click.option("--json", "form", flag_value="json", help="The trees as a JSON list.")
@writes_output
def explain(
    *,
    what: str | None,
    ledger: str,
    scope: Scope,
    policy: str,
    form: str | None,
    output: str | None,
) -> None:
    """Show why a figure is what it is: the claims behind it, down to their words.

    FIGURE is an address such as best.both.killed or low.Azerbaijan.civilian.killed:
    low, best or high, a side, a status, an outcome, in any order; what is left out is
    filled in. CLAIM is a claim's id, or the beginning of one. Without either, the
    addresses of all figures are listed.
    """
    with open_ledger(ledger) as kept:
        if what is None:
            _list(kept.account(scope, policy=policy), output)
            return
        found = kept.explain(what, scope, policy=policy)
    if not found.trees:
        raise click.UsageError(_no_such(what, found.account))
    with output_stream(output) as stream:
        if form == "json":
            stream.write(_json(found.trees))
            return
        from herodotus.cli.tables import console_for, show

        console = console_for(stream if output is not None else None)
        for about, tree in zip(found.about, found.trees, strict=True):
            show(_drawn(_title(about), tree, found.tellings), console=console)


def _title(about: Figure | Telling) -> str:
    from herodotus.exports.explanation import figure_line, said_line
    from herodotus.reconciliation.review.addresses import Figure

    if isinstance(about, Figure):
        return figure_line(about.toll, about.bound)
    return said_line(about)


def _no_such(what: str, account: Account) -> str:
    known = _addresses(account)
    if not known:
        return f"There is no claim {what}, and no figure at all in this scope."
    some = ", ".join(known[:6])
    return (
        f"There is no figure {what} in this account, nor a claim of that id. "
        f"Figures are called {some}{', ...' if len(known) > 6 else ''}; "
        "herodotus explain without a name lists them all."
    )


def _addresses(account: Account) -> list[str]:
    from herodotus.reconciliation.review.addresses import Figure, address

    return list(dict.fromkeys(address(Figure(t, "best")) for t in account.tolls))


def _list(account: Account, output: str | None) -> None:
    """Every figure of an account with its address, to be asked about."""
    from herodotus.exports.explanation import figure_line
    from herodotus.reconciliation.review.addresses import Figure, address

    with output_stream(output) as stream:
        for toll in account.tolls:
            line = f"{address(Figure(toll, 'best'))}\t{figure_line(toll, 'best')}\n"
            stream.write(line.encode("utf-8", "backslashreplace"))
    if not account.tolls:
        click.echo("There are no figures in this scope.", err=True)


def _json(trees: Sequence[Reason]) -> bytes:
    import json

    rows = [tree.model_dump(mode="json") for tree in trees]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n"


def _drawn(title: str, reason: Reason, tellings: Mapping[str, Telling]) -> Tree:
    from rich.text import Text
    from rich.tree import Tree

    tree = Tree(Text(title, style="bold"), guide_style="dim")
    below = reason.children if reason.role == "figure" else (reason,)
    for child in below:
        _grow(tree, child, tellings)
    return tree


def _grow(branch: Tree, reason: Reason, tellings: Mapping[str, Telling]) -> None:
    from rich.text import Text

    from herodotus.exports.explanation import node_line, words_line
    from herodotus.exports.visible import one_line

    line = Text(node_line(reason, tellings), style=_STYLES.get(reason.role, ""))
    if reason.claim is not None and reason.role != "check":
        telling = tellings[reason.claim]
        line.append(f"\n“{one_line(reason.quote or '')}”", style="italic")
        line.append(
            f"\n{words_line(reason, telling.card)} · {reason.claim}", style="dim"
        )
    leaf = branch.add(line)
    for child in reason.children:
        _grow(leaf, child, tellings)


_STYLES = {
    "counted": "bold",
    "part": "bold",
    "check": "green",
    "flag": "yellow",
    "dispute": "yellow",
    "aside": "dim",
    "replaced": "dim",
}
