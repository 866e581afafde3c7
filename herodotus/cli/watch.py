"""`herodotus watch`: follow feeds, keep what is new, tell of what was asked for."""

from __future__ import annotations

import os
import random
import shlex
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from herodotus.cli.options import open_ledger, takes_ledger, takes_policy
from herodotus.cli.web import takes_private

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from herodotus.cli.watching import Courier, Gathering, Rules, Send
    from herodotus.ledger import Ledger
    from herodotus.reconciliation.alerts.rules import Rule
    from herodotus.sources.memory import Memory
    from herodotus.sources.pace import Pace
    from herodotus.sources.watching import Watch

_EPILOG = """\b
Examples:
  herodotus watch https://example.org/news.rss
  herodotus watch https://example.org/news.rss --every 1h --until 18:00
  herodotus watch https://example.org/news.rss --when "killed today > 50"
  herodotus watch https://example.org/news.rss --once --when "new claim" --json

\b
Rules of --when:
  new claim                        what nobody had claimed before
  new party                        a party that is named for the first time
  contradiction                    claims that cannot both be right
  killed > 50                      a toll that passes a number: killed, injured,
                                   missing, captured or displaced
  civilians killed today >= 10     of some people, and of one day (or: yesterday,
                                   last 7 days)
  killed of Armenia in "Nagorno-Karabakh" > 500
                                   of a side, in a conflict, country or place

\b
Environment:
  HERODOTUS_WEBHOOK_SECRET  the secret that notices to --webhook are signed with
"""

#: No feed is asked more often than this, in seconds.
_SOONEST = 60.0

#: How often a feed is asked where nothing else is said.
_EVERY = "15m"


@click.command(epilog=_EPILOG)
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@takes_ledger
@click.option(
    "--every",
    default=_EVERY,
    show_default=True,
    metavar="TIME",
    callback=lambda _, __, words: _interval(words),
    help="Ask each feed so often, and never more: 15m, 2h, 1h30m.",
)
@click.option("--once", is_flag=True, help="Ask each feed once, then end: for cron.")
@click.option(
    "--until",
    metavar="MOMENT|TIME",
    callback=lambda _, __, words: words and _moment(words),
    help="End then: 18:00, 2020-10-01T12:00, or after a time: 2h.",
)
@click.option(
    "--when",
    "rules",
    multiple=True,
    metavar="RULE",
    callback=lambda _, __, given: tuple(map(_rule, given)),
    help='Tell when this happens, as in "killed > 50"; may be given several times.',
)
@takes_policy
@click.option(
    "--webhook",
    metavar="URL",
    callback=lambda _, __, url: url and _webhook(url),
    help="Post notices there too, as JSON, signed.",
)
@click.option(
    "--command",
    metavar="COMMAND",
    callback=lambda _, __, words: words and _command(words),
    help="Give notices to this command too, as JSON on its standard input.",
)
@click.option(
    "--memory",
    "path",
    metavar="FILE",
    help="Where to remember what was read; by default beside the ledger.",
)
@takes_private
@click.option("--json", "as_json", is_flag=True, help="Print notices as JSON Lines.")
def watch(
    *,
    feeds: tuple[str, ...],
    ledger: str,
    every: float,
    once: bool,
    until: float | None,
    rules: tuple[Rule, ...],
    policy: str,
    webhook: str | None,
    command: tuple[str, ...] | None,
    path: str | None,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Follow feeds: read each new item once, and keep its claims in a ledger.

    FEED is the address of an RSS or Atom feed, or of a JSON Feed. Servers are asked
    politely, and left alone when they fail or ask for it. Items that are edited are
    read again. A watch that was stopped, or that crashed, goes on with the same command
    where it was: nothing is lost, and nothing counted twice.

    With --when, notices are printed, and delivered by --webhook and --command.
    """
    from herodotus.cli.watching import Courier, Rules
    from herodotus.errors import WatchProblem
    from herodotus.sources.memory import Memory
    from herodotus.sources.pace import Pace

    pace = Pace(every=every)
    with open_ledger(ledger, create=True) as opened, _ends_gently():
        try:
            memory = Memory(_memory_path(path, opened.where))
        except WatchProblem as problem:
            raise click.UsageError(problem.message) from problem
        with memory, _watch_of(feeds, memory, pace, allow_private) as watching:
            ways = _ways(webhook, command, as_json=as_json)
            gathering = _gathering(opened, memory, Rules(rules, policy), ways)
            courier = Courier(memory, ways, pace=pace, chance=random.random)
            try:
                _run(watching, gathering, courier, once=once, until=until)
            except KeyboardInterrupt:
                click.echo("Stopped; the same command goes on from here.", err=True)
            _show(gathering, watching, opened.where, once=once)
            if once:
                _end(gathering, watching)


def _run(
    watching: Watch,
    gathering: Gathering,
    courier: Courier,
    *,
    once: bool,
    until: float | None,
) -> None:
    gathering.catch_up()
    courier.deliver()
    turns = watching.once() if once else watching.turns(until=until, wake=courier.next)
    for turn in turns:
        before = gathering.added
        gathering.take(turn)
        courier.deliver()
        new = gathering.added.new - before.new
        if new:
            claims = gathering.added.claims - before.claims
            _tell(f"{_count(new, 'new report')} with {_count(claims, 'claim')}")


def _gathering(
    ledger: Ledger, memory: Memory, rules: Rules, ways: dict[str, Send]
) -> Gathering:
    from herodotus.cli import work
    from herodotus.cli.watching import Gathering
    from herodotus.reading import READER

    return Gathering(
        ledger, memory, rules, list(ways), load=work.load_reader, reader=READER
    )


@contextmanager
def _watch_of(
    feeds: tuple[str, ...],
    memory: Memory,
    pace: Pace,
    private: bool,  # noqa: FBT001
) -> Iterator[Watch]:
    from dataclasses import replace

    from herodotus.sources.archive import Archive
    from herodotus.sources.fetch import Fetcher, Manners
    from herodotus.sources.watching import Watch

    usual = Manners.from_environment(private=private)
    manners = replace(usual, retries=0, pause=pace.pause)  # the watch has its own
    with Fetcher(manners, keep=Archive().keep) as fetcher:
        yield Watch(feeds, memory=memory, fetch=fetcher, pace=pace)


def _ways(
    webhook: str | None, command: tuple[str, ...] | None, *, as_json: bool
) -> dict[str, Send]:
    """How notices go out, by name."""
    from herodotus.cli.watching import print_notice, show_notice
    from herodotus.exports import delivery

    ways: dict[str, Send] = {"terminal": print_notice if as_json else show_notice}
    if webhook:
        secret = os.environ.get(_SECRET, "")

        def post(notice: dict[str, object]) -> str | None:
            now = int(time.time())
            return delivery.send(notice, url=webhook, secret=secret, timestamp=now)

        ways["webhook"] = post
    if command:
        ways["command"] = partial(delivery.run, command=command)
    return ways


def _memory_path(path: str | None, where: str) -> Path:
    """Where a watch remembers: beside a ledger's file, or in the user's data folder."""
    import hashlib
    from pathlib import Path

    from herodotus.gazetteer.own import data_folder

    if path is not None:
        return Path(path)
    if "://" in where or where == ":memory:":
        name = hashlib.sha256(where.encode()).hexdigest()[:16]
        return data_folder() / "watch" / f"{name}.jsonl"
    return Path(f"{where}.watch.jsonl")


def _show(gathering: Gathering, watching: Watch, where: str, *, once: bool) -> None:
    added = gathering.added
    line = f"{_count(added.new, 'new report')} with {_count(added.claims, 'claim')}"
    line += f", {added.duplicates:,} known already" if added.duplicates else ""
    line += f", {gathering.failed:,} not read" if gathering.failed else ""
    click.echo(f"{line}. Ledger: {where}", err=True)
    for url, due in watching.resting.items():
        at = datetime.fromtimestamp(due)
        click.echo(f"Asked not long ago: {url}; again from {at:%H:%M} on.", err=True)
    waiting = len(watching.memory.waiting)
    if once and waiting:
        click.echo(f"{_count(waiting, 'item')} will be tried again later.", err=True)
    if unsent := len(watching.memory.outgoing):
        click.echo(f"{_count(unsent, 'notice')} still to be delivered.", err=True)


def _end(gathering: Gathering, watching: Watch) -> None:
    """End with the exit code of the contract: some failed, or nothing could be read."""
    from herodotus.cli.work import NOTHING_READ, SOME_FAILED

    asked = len(watching.urls) - len(watching.resting)
    if asked and gathering.troubles >= asked and not sum(gathering.added[:2]):
        raise SystemExit(NOTHING_READ)
    if gathering.troubles or gathering.failed:
        raise SystemExit(SOME_FAILED)


def _tell(what: str) -> None:
    click.echo(f"{datetime.now():%H:%M}  {what}", err=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _ends_gently() -> Iterator[None]:
    """Have a request to end (SIGTERM) do what Ctrl-C does."""

    def stop(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


# What options say

_SECRET = "HERODOTUS_WEBHOOK_SECRET"


def _interval(words: str) -> float:
    from herodotus.sources.pace import seconds_in

    try:
        seconds = seconds_in(words)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from problem
    if seconds < _SOONEST:
        raise click.BadParameter("A feed is asked once a minute at most: say 1m.")
    return seconds


def _moment(words: str) -> float:
    """A moment as seconds since 1970: a time of today or tomorrow, a date, or a length.

    The clock is that of this machine.
    """
    from datetime import timedelta

    from herodotus.sources.pace import seconds_in

    now = datetime.now()
    try:
        clock = datetime.strptime(words, "%H:%M").time()
    except ValueError:
        pass
    else:
        at = datetime.combine(now, clock)
        return (at if at > now else at + timedelta(days=1)).timestamp()
    try:
        return time.time() + seconds_in(words)
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(words)
    except ValueError as problem:
        raise click.BadParameter(
            f"{words!r} is no moment: write it as 18:00, 2020-10-01T12:00 or 2h."
        ) from problem
    if at.timestamp() <= now.timestamp():
        raise click.BadParameter(f"{words} is past.")
    return at.timestamp()


def _rule(words: str) -> Rule:
    from herodotus.errors import RuleProblem
    from herodotus.reconciliation.alerts.rules import parse_rule

    try:
        return parse_rule(words)
    except RuleProblem as problem:
        raise click.BadParameter(problem.message) from problem


def _webhook(url: str) -> str:
    if not url.lower().startswith(("https://", "http://")):
        raise click.BadParameter(f"{url} is no address: it begins with https://.")
    if not os.environ.get(_SECRET):
        raise click.BadParameter(
            f"Set the variable {_SECRET}, so that the receiver can tell that a notice "
            "is yours; docs/watching.md says how."
        )
    return url


def _command(words: str) -> tuple[str, ...]:
    try:
        parts = tuple(shlex.split(words))
    except ValueError as problem:
        raise click.BadParameter(f"{words!r} is no command ({problem}).") from problem
    if not parts:
        raise click.BadParameter("The command is empty.")
    return parts
