"""`herodotus review`: judge one doubtful claim at a time, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import click

from herodotus.cli.options import (
    open_ledger,
    takes_ledger,
    takes_policy,
    takes_scope,
)

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.model import Decision, Scope, Verdict
    from herodotus.reconciliation.review.queue import Question

_EPILOG = """\b
Keys:
  a accept   x reject   e edit   m merge   s skip   u undo   ? help   q quit

\b
Examples:
  herodotus review --conflict "Nagorno-Karabakh"
  herodotus review --list --limit 50
  herodotus review --reject 9f2c41aa --note "an earlier war"
  herodotus review --log
"""

#: How many questions the share that is settled is worked out over.
_HORIZON = 100


@click.command(epilog=_EPILOG)
@takes_ledger
@takes_scope
@takes_policy
@click.option(
    "--reviewer",
    envvar="HERODOTUS_REVIEWER",
    metavar="NAME",
    callback=lambda _, __, name: name or _login(),
    help="Who signs the decisions; by default your login name.",
)
@click.option("--limit", type=click.IntRange(1), help="Ask so many and no more.")
@click.option("--second", is_flag=True, help="Judge anew what others have judged.")
@click.option("--list", "listed", is_flag=True, help="List what would be asked.")
@click.option("--log", "logged", is_flag=True, help="List what was decided, by whom.")
@click.option("--json", "form", flag_value="json", help="--list or --log as JSON.")
@click.option("--accept", multiple=True, metavar="CLAIM", help="Accept this claim.")
@click.option("--reject", multiple=True, metavar="CLAIM", help="Reject this claim.")
@click.option(
    "--undo", multiple=True, metavar="CLAIM", help="Take back what stands of it."
)
@click.option("--note", metavar="WORDS", help="A note, kept with the decisions.")
def review(
    *,
    ledger: str,
    scope: Scope,
    policy: str,
    reviewer: str,
    limit: int | None,
    second: bool,
    listed: bool,
    logged: bool,
    form: str | None,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    undo: tuple[str, ...],
    note: str | None,
) -> None:
    """Judge doubtful claims one at a time, those first that would move figures most.

    Each decision is dated, signed and only ever added: the ledger keeps what was read,
    and every account takes the decisions into it. An edit changes fields, never words;
    an undo is a decision too.
    """
    from herodotus.cli.reviewing import Review, print_log, print_queue

    with open_ledger(ledger) as kept:
        if accept or reject or undo:
            _decide(kept, accept, "accept", reviewer, note)
            _decide(kept, reject, "reject", reviewer, note)
            _take_back(kept, undo, reviewer, note)
        elif logged:
            print_log(kept.decisions(), as_json=form == "json")
        elif listed:
            asked = list(islice(_queue(kept, scope, policy), limit or 20))
            print_queue(asked, as_json=form == "json")
        elif form is not None:
            raise click.UsageError("--json goes with --list or --log.")
        else:
            Review(
                kept,
                lambda: (
                    _second(kept, scope, policy, reviewer)
                    if second
                    else _queue(kept, scope, policy)
                ),
                reviewer=reviewer,
                horizon=_HORIZON,
                reveal=second,
            ).run(limit)


def _queue(ledger: Ledger, scope: Scope, policy: str) -> Iterator[Question]:
    from herodotus.reconciliation.review.queue import questions

    return questions(ledger.tellings(scope), ledger.decisions(), policy=policy)


def _second(
    ledger: Ledger, scope: Scope, policy: str, reviewer: str
) -> Iterator[Question]:
    """The claims that others have judged and this reviewer has not."""
    from herodotus.reconciliation.review.decisions import standing
    from herodotus.reconciliation.review.queue import questions

    made = ledger.decisions()
    mine = {one.claim for one in made if one.reviewer == reviewer}
    others = set(standing(made)) - mine
    tellings = [telling for telling in ledger.told(scope) if telling.claim.id in others]
    return questions(tellings, policy=policy)


def _decide(
    ledger: Ledger,
    names: tuple[str, ...],
    verdict: Verdict,
    reviewer: str,
    note: str | None,
) -> None:
    for name in names:
        claim = _known(ledger, name)
        ledger.decide(signed(claim, verdict, reviewer, note=note))
        click.echo(f"{claim}: {verdict}ed.", err=True)


def _take_back(
    ledger: Ledger, names: tuple[str, ...], reviewer: str, note: str | None
) -> None:
    from herodotus.reconciliation.review.decisions import standing

    for name in names:
        claim = _known(ledger, name)
        ruling = standing(ledger.decisions(claim)).get(claim)
        if ruling is None:
            raise click.UsageError(f"No decision stands for {claim}.")
        ledger.decide(signed(claim, "undo", reviewer, undoes=ruling.id, note=note))
        click.echo(f"{claim}: no longer {ruling.verdict}ed.", err=True)


def _known(ledger: Ledger, name: str) -> str:
    telling = ledger.find_claim(name)
    if telling is None:
        raise click.UsageError(f"There is no claim {name} in {ledger.where}.")
    return telling.claim.id


def signed(claim: str, verdict: Verdict, reviewer: str, **more: object) -> Decision:
    """A decision of now."""
    from herodotus.model import Decision

    given = {name: value for name, value in more.items() if value is not None}
    return Decision.model_validate(
        {
            "claim": claim,
            "verdict": verdict,
            "reviewer": reviewer,
            "moment": datetime.now(UTC),
            **given,
        }
    ).identified()


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "anonymous"
