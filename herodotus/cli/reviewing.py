"""The review on the terminal: one claim, one key, one decision."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import click
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from herodotus.cli.review import signed
from herodotus.cli.tables import console_for, show
from herodotus.errors import HerodotusError
from herodotus.exports.explanation import said_line, source_line
from herodotus.exports.sentence import sentence
from herodotus.exports.visible import one_line
from herodotus.reconciliation.review.decisions import FIXED, differing, edited, standing
from herodotus.reconciliation.review.merging import alike
from herodotus.reconciliation.review.queue import Question, progress

if TYPE_CHECKING:
    from herodotus.ledger import Ledger
    from herodotus.model import Claim, Decision, Telling

_KEYS = "a accept · x reject · e edit · m merge · s skip · u undo · ? help · q quit"

_HELP = """\
a  accept   the claim is read as the report has it
x  reject   the report does not say this; it counts nowhere
e  edit     set fields anew, one "field=value" a line; the words stay
m  merge    it tells the same as another claim, which you choose
s  skip     decide later; it comes back at the end
u  undo     take back your last decision of this sitting
q  quit     what you decided is kept"""

#: How many characters of the report stand on each side of the words.
_AROUND = 280

#: How many claims are offered to merge into.
_CHOICES = 9


class Review:
    """One sitting: questions out, decisions in, until the reviewer stops."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Callable[[], Iterator[Question]],
        *,
        reviewer: str,
        horizon: int,
        reveal: bool = False,
    ) -> None:
        self._ledger, self._queue, self._reviewer = ledger, queue, reviewer
        self._horizon, self._reveal = horizon, reveal
        self._made: list[Decision] = []
        self._console = console_for(None)

    def run(self, limit: int | None) -> None:
        """Ask until nothing is open, the limit is reached or the reviewer quits."""
        ahead = self._ahead()
        while question := next(ahead, None):
            verdict = self._ask(question)
            if verdict == "quit":
                break
            if verdict in ("undo", "edit", "merge"):
                ahead = self._ahead()  # figures have moved
            if limit is not None and self._answered() >= limit:
                break
        else:
            self._say("Nothing is open in this scope.")
        self._say(f"{self._answered():,} decided; all of them are kept.")

    def _ahead(self) -> Iterator[Question]:
        """The questions, with a word on how much the first of them would settle."""
        queue = self._queue()
        first = list(islice(queue, self._horizon))
        if first:
            of = progress(first)
            some = "what is open"
            if len(first) == self._horizon:
                some = f"the first {of.open:,} open claims"
            noun = "decision" if of.decisions == 1 else "decisions"
            self._say(f"{of.decisions:,} {noun} would settle {of.share:.0%} of {some}.")
        return chain(first, queue)

    def _answered(self) -> int:
        undone = {one.undoes for one in self._made if one.verdict == "undo"}
        return sum(
            one.verdict not in ("undo", "skip") and one.id not in undone
            for one in self._made
        )

    def _ask(self, question: Question) -> str:
        """One question until it is answered; what the answer was."""
        show(self._card(question), console=self._console)
        while True:
            self._say(_KEYS)
            key = _key()
            claim = question.telling.claim
            if key in ("q", "", "\x03", "\x04"):
                return "quit"
            if key == "?":
                self._say(_HELP)
            elif key == "u":
                if self._undo():
                    return "undo"
            elif key in ("a", "x", "s"):
                verdict = {"a": "accept", "x": "reject", "s": "skip"}[key]
                self._keep(signed(claim.id, verdict, self._reviewer))  # type: ignore[arg-type]
                self._show_others(claim.id)
                return verdict
            elif key == "e":
                if self._edit(claim):
                    self._show_others(claim.id)
                    return "edit"
            elif key == "m":
                if self._merge(question.telling):
                    self._show_others(claim.id)
                    return "merge"
            else:
                self._say(f"{key!r} is no key here.")

    def _card(self, question: Question) -> Panel:
        telling = question.telling
        claim = telling.claim
        report = self._ledger.report(telling.card.key)
        body = Text()
        before = report.text[max(0, claim.start - _AROUND) : claim.start]
        after = report.text[claim.end : claim.end + _AROUND]
        body.append("…" + one_line(before) + " ", style="dim")
        body.append(one_line(claim.evidence), style="bold reverse")
        body.append(" " + one_line(after) + "…\n\n", style="dim")
        body.append(sentence(claim) + "\n", style="bold")
        body.append("Asked because " + "; ".join(question.why) + ".\n")
        body.append(f"{source_line(telling.card)} · {claim.id}", style="dim")
        return Panel(body, title=claim.kind, title_align="left")

    def _keep(self, decision: Decision) -> None:
        self._ledger.decide(decision)
        self._made.append(decision)

    def _undo(self) -> bool:
        undone = {one.undoes for one in self._made if one.verdict == "undo"}
        for one in reversed(self._made):
            if one.verdict != "undo" and one.id not in undone:
                self._keep(signed(one.claim, "undo", self._reviewer, undoes=one.id))
                self._say(f"Taken back: {one.verdict} of {one.claim}.")
                return True
        self._say("There is nothing to take back in this sitting.")
        return False

    def _edit(self, claim: Claim) -> bool:
        """Ask for fields until an empty line; whether anything was changed."""
        values = claim.model_dump(mode="json")
        for name, value in values.items():
            if name not in FIXED:
                self._say(f"  {name} = {json.dumps(value, ensure_ascii=False)}")
        self._say('One "field=value" a line (null is unknown); an empty line ends.')
        changes: dict[str, Any] = {}  # any value that JSON has
        while line := _line():
            name, sign, value = line.partition("=")
            if not sign:
                self._say('That is no "field=value".')
                continue
            changes[name.strip()] = _value(value.strip())
        if not changes:
            return False
        decision = signed(claim.id, "edit", self._reviewer, changes=changes)
        try:
            changed = edited(claim, decision)
        except HerodotusError as problem:
            self._say(f"Not changed: {problem.message}.")
            return False
        self._say(sentence(changed))
        self._keep(decision)
        return True

    def _merge(self, telling: Telling) -> bool:
        """Ask which claim tells the same; whether one was chosen."""
        others = self._alike(telling)
        if not others:
            self._say("No other claim is about these people.")
            return False
        for place, other in enumerate(others, start=1):
            line = f"  {place}  {said_line(other)} · {source_line(other.card)}"
            self._say(line)
        self._say("Which one? Another key: none.")
        key = _key()
        if not (key.isdigit() and 1 <= int(key) <= len(others)):
            return False
        into = others[int(key) - 1].claim.id
        self._keep(signed(telling.claim.id, "merge", self._reviewer, into=into))
        return True

    def _alike(self, telling: Telling) -> list[Telling]:
        """The claims that may be about the same people, the likeliest first."""
        near = self._ledger.tellings(conflict=telling.conflict, kind=telling.claim.kind)
        return alike(telling, near, limit=_CHOICES)

    def _show_others(self, claim: str) -> None:
        """Where this is a second look: what the others held."""
        if not self._reveal:
            return
        for one in self._ledger.decisions(claim):
            if one.reviewer != self._reviewer and one.verdict != "undo":
                self._say(
                    f"{one.reviewer} held: {one.verdict} ({one.moment:%d %b %Y})."
                )

    def _say(self, words: str) -> None:
        self._console.print(Text(words))


def print_queue(asked: Sequence[Question], *, as_json: bool) -> None:
    """What would be asked, in order."""
    if as_json:
        rows = [
            {
                "claim": one.telling.claim.id,
                "report": one.telling.card.key,
                "says": sentence(one.telling.claim),
                "quote": one.telling.claim.evidence,
                "movement": one.movement,
                "doubt": round(one.doubt, 2),
                "why": list(one.why),
            }
            for one in asked
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not asked:
        click.echo("Nothing is open in this scope.", err=True)
        return
    table = Table(box=None, header_style="dim", pad_edge=False)
    for title in ("claim", "moves", "doubt", "says", "because"):
        table.add_column(title, overflow="fold", no_wrap=title == "claim")
    for one in asked:
        table.add_row(
            one.telling.claim.id[:8],
            f"{one.movement:,}",
            f"{one.doubt:.2f}",
            Text(sentence(one.telling.claim)),
            Text("; ".join(one.why)),
        )
    show(table, console=console_for(None))


def print_log(made: Sequence[Decision], *, as_json: bool) -> None:
    """Every decision, dated and signed, and which of them stand."""
    stand = {one.id for one in standing(made).values()}
    apart = differing(made)
    if as_json:
        rows = [
            {**one.model_dump(mode="json"), "stands": one.id in stand} for one in made
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in made:
        extra = f" {json.dumps(one.changes, ensure_ascii=False)}" if one.changes else ""
        extra += f" into {one.into}" if one.into else ""
        extra += f" ({one.note})" if one.note else ""
        extra += "" if one.id in stand else " · does not stand"
        extra += " · reviewers differ" if one.claim in apart else ""
        moment = f"{one.moment:%Y-%m-%d %H:%M}"
        said = f"{one.reviewer}  {one.verdict} {one.claim}{extra}"
        click.echo(f"{moment}  {one_line(said)}")
    if not made:
        click.echo("Nothing has been decided yet.", err=True)


def _key() -> str:
    """One key: from a terminal at once, else the next letter of standard input."""
    if sys.stdin.isatty():
        try:
            return click.getchar().lower()
        except (KeyboardInterrupt, EOFError):
            return "q"
    while (letter := sys.stdin.read(1)) == "\n":
        pass
    return letter.lower()


def _line() -> str:
    """One line of what the reviewer types; empty at the end."""
    try:
        return input().strip()
    except EOFError:
        return ""


def _value(words: str) -> object:
    """A value as typed: JSON where it is that, else the words themselves.

    >>> _value("12"), _value("null"), _value("Mali")
    (12, None, 'Mali')
    """
    try:
        return json.loads(words)
    except ValueError:
        return words
