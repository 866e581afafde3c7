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
  herodotus review --settle 9f2c41aa=ann --note "we looked at it together"
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
@click.option(
    "--settle",
    multiple=True,
    metavar="CLAIM=REVIEWER",
    help="Where reviewers differ on this claim, let this one's answer count.",
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
    settle: tuple[str, ...],
    note: str | None,
) -> None:
    """Judge doubtful claims one at a time, those first that would move figures most.

    Each decision is dated, signed and only ever added: the ledger keeps what was read,
    and every account takes the decisions into it. An edit changes fields, never words;
    an undo is a decision too. Where reviewers differ the claim stands as it was read,
    until one gives way or somebody settles it.
    """
    from herodotus.cli.reviewing import Review, print_log, print_queue

    with open_ledger(ledger) as kept:
        if accept or reject or undo or settle:
            _decide(kept, accept, "accept", reviewer, note)
            _decide(kept, reject, "reject", reviewer, note)
            _take_back(kept, undo, reviewer, note)
            _settle(kept, settle, reviewer, note)
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
    from herodotus.reconciliation.review.queue import second_questions

    return second_questions(
        ledger.told(scope), ledger.decisions(), reviewer=reviewer, policy=policy
    )


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
    from herodotus.reconciliation.review.decisions import to_take_back

    for name in names:
        claim = _known(ledger, name)
        ruling = to_take_back(ledger.decisions(claim), reviewer=reviewer, claim=claim)
        if ruling is None:
            raise click.UsageError(f"No decision stands for {claim}.")
        ledger.decide(signed(claim, "undo", reviewer, undoes=ruling.id, note=note))
        click.echo(f"{claim}: no longer {ruling.verdict}ed.", err=True)


def _settle(
    ledger: Ledger, given: tuple[str, ...], reviewer: str, note: str | None
) -> None:
    from herodotus.reconciliation.review.decisions import differing, settling

    for words in given:
        name, _, whose = words.partition("=")
        claim = _known(ledger, name)
        made = ledger.decisions(claim)
        words_of = {one.reviewer: one for one in differing(made).get(claim, ())}
        if not words_of:
            raise click.UsageError(f"No reviewers differ on {claim}.")
        if whose not in words_of:
            raise click.UsageError(
                f"On {claim} these differ: {', '.join(words_of)}. "
                f"Say --settle {claim}=NAME with one of them."
            )
        for one in settling(
            words_of[whose],
            made,
            reviewer=reviewer,
            moment=datetime.now(UTC),
            note=note,
        ):
            ledger.decide(one)
        click.echo(f"{claim}: {whose}'s {words_of[whose].verdict} counts.", err=True)


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
    from herodotus.ledger.rights import login_name

    return login_name()
