"""What a watch found on its way into the ledger, and notices on their way out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from herodotus.cli.work import complain
from herodotus.exports.visible import one_line, visible

if TYPE_CHECKING:
    from herodotus.ledger import Added, Ledger
    from herodotus.model import Decision, Failure, Reading, Report, Telling
    from herodotus.reading import Reader
    from herodotus.reconciliation.alerts.rules import Rule
    from herodotus.sources.memory import Memory
    from herodotus.sources.pace import Pace
    from herodotus.sources.watching import Turn

#: Sends a notice; says why it could not, or None.
Send = Callable[[dict[str, Any]], str | None]

#: A notice that nobody took after so many attempts is given up.
_TRIES = 40


class Rules(NamedTuple):
    """When to tell of something, under which policy."""

    rules: tuple[Rule, ...] = ()
    policy: str = "default"


class Gathering:
    """Reads what a watch found, adds it to the ledger, and asks the rules about it.

    An item is settled with its notices in one step, after its claims are in the ledger:
    after a crash before that it is found again, and the ledger knows it.
    """

    def __init__(
        self,
        ledger: Ledger,
        memory: Memory,
        rules: Rules,
        ways: Sequence[str],
        *,
        load: Callable[[], Reader],
        reader: str,
        clock: Callable[[], float] = time.time,
    ) -> None:
        from herodotus.ledger import Added

        self.ledger = ledger
        self.memory = memory
        self.rules = rules
        self.added: Added = Added()
        self.failed = 0
        self.troubles = 0  # feeds that could not be asked, as often as they could not
        self._ways = list(ways)
        self._load = load
        self._loaded: Reader | None = None
        self._name = reader
        self._clock = clock
        self._parties: dict[str, frozenset[str]] = {}  # known, by the words of a rule

    def take(self, turn: Turn) -> None:
        """Have all items of a turn read, added and settled."""
        from herodotus.model import Failure

        for trouble in turn.troubles:
            complain(f"Not read: {visible(trouble)}")
        self.troubles += len(turn.troubles)
        reports: list[Report] = []
        failures: list[Failure] = []
        for arrival in turn.arrivals:
            for one in arrival.reports:
                if isinstance(one, Failure):
                    failures.append(one)
                else:
                    reports.append(one)
        self._add(self._unknown(reports), failures)
        items = [arrival.item for arrival in turn.arrivals]
        self._settle(items)

    def catch_up(self) -> None:
        """Tell of what an earlier watch added and did not come to tell of."""
        if self.memory.untold:
            self._settle(())

    def _unknown(self, reports: Iterable[Report]) -> list[Report]:
        """The reports that are still to be read, each once."""
        from herodotus.ledger import report_key

        unknown: dict[str, Report] = {}
        for report in reports:
            if not self.ledger.knows(report, self._name):
                unknown.setdefault(report_key(report), report)
        self.memory.adding(unknown)
        return list(unknown.values())

    def _add(self, reports: Sequence[Report], failures: list[Failure]) -> None:
        from herodotus.ledger import load
        from herodotus.model import Failure

        readings: list[Reading] = []
        for report in reports:
            try:
                readings.append(self._read(report))
            except Exception as problem:  # one report must not stop the others
                failures.append(Failure.of(report, problem))
        loaded = load(self.ledger, readings)
        failures += loaded.failures
        if failures:
            self.ledger.fail_all(failures)
            for failure in failures:
                complain(f"Not read: {visible(failure.message)}")
        self.failed += len(failures)
        self.added += loaded.added

    def _read(self, report: Report) -> Reading:
        from herodotus.reconciliation import relate

        self._loaded = self._loaded or self._load()
        reading = self._loaded.read(report)
        claims = relate(reading.claims, text=report.text)
        return reading.model_copy(update={"claims": claims})

    def _settle(self, items: Sequence[Any]) -> None:  # items of the watch's memory
        notices = self._notices() if self.rules.rules and self.memory.untold else []
        sent = [(notice, self._ways) for notice in notices]
        self.memory.settle(items, moment=self._clock(), notices=sent)

    def _notices(self) -> list[dict[str, Any]]:
        """What the rules make of the reports that none of them has looked at."""
        from herodotus.exports.notices import notice_of
        from herodotus.reconciliation.alerts.changes import alerts

        moment = datetime.fromtimestamp(self._clock(), UTC)
        notices = []
        for rule, before, after in self._looked_at(moment.date()):
            told = self.memory.told.get(rule.words, set())
            for alert in alerts(
                rule, before, after, today=moment.date(), policy=self.rules.policy
            ):
                notice = notice_of(
                    alert, moment=moment, ledger=self.ledger.where, told=told
                )
                if notice is not None:
                    notices.append(notice)
        return notices

    def _looked_at(
        self, today: date
    ) -> Iterator[tuple[Rule, list[Telling], list[Telling]]]:
        """Each rule that may find something, with the claims before and after."""
        from herodotus.reconciliation.alerts.changes import parties_in, reach

        untold = self.memory.untold
        kinds, since = reach(self.rules.rules, today=today)
        near = self.ledger.told_near(untold, kinds=kinds, since=since)
        new = [telling for telling in near if telling.card.key in untold]
        made = self.ledger.decisions() if new else []
        around = _before_and_after(near, untold, made)
        everything: tuple[list[Telling], list[Telling]] | None = None
        for rule in self.rules.rules:
            if rule.subject != "party":
                yield rule, *around
            elif not parties_in(rule, new) <= self._parties.get(
                rule.words, frozenset()
            ):
                everything = everything or _before_and_after(
                    self.ledger.told(), untold, made
                )
                self._parties[rule.words] = parties_in(rule, everything[1])
                yield rule, *everything


def _before_and_after(
    told: list[Telling], untold: Container[str], made: Sequence[Decision]
) -> tuple[list[Telling], list[Telling]]:
    """Claims without those of the reports that are untold, and with them."""
    from herodotus.reconciliation.review.decisions import decided
    from herodotus.reconciliation.voices.folding import fold

    known = [telling for telling in told if telling.card.key not in untold]
    return fold(decided(known, made)), fold(decided(told, made))


class Courier:
    """Delivers notices, each by every way that it is to go, until it is taken."""

    def __init__(
        self,
        memory: Memory,
        ways: dict[str, Send],
        *,
        pace: Pace,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float],
    ) -> None:
        self.memory = memory
        self.ways = ways
        self._pace = pace
        self._clock = clock
        self._chance = chance

    def next(self) -> float | None:
        """When there is something to deliver; None where there is nothing."""
        dues = [one.due for one in self.memory.outgoing.values() if self._can(one.to)]
        return min(dues, default=None)

    def deliver(self) -> None:
        """Try to deliver all notices whose time has come."""
        for id, one in list(self.memory.outgoing.items()):
            if one.due > self._clock() or not self._can(one.to):
                continue
            refused = ""
            for way in [way for way in one.to if way in self.ways]:
                problem = self.ways[way](one.notice)
                if problem is None:
                    self.memory.delivered(id, way)
                else:
                    refused = f"{way}: {problem}"
            if refused:
                self._put_off(id, one.tries + 1, refused)

    def _can(self, to: Iterable[str]) -> bool:
        return any(way in self.ways for way in to)

    def _put_off(self, id: str, tries: int, why: str) -> None:
        from herodotus.sources.pace import back_off

        if tries >= _TRIES:
            complain(f"Notice {id} was given up after {tries} attempts ({why})")
            for way in list(self.memory.outgoing[id].to):
                self.memory.delivered(id, way)
            return
        wait = back_off(self._pace, tries, chance=self._chance(), asked=None)
        self.memory.undelivered(id, tries=tries, due=self._clock() + wait)
        complain(f"Notice {id} could not be delivered ({one_line(why)})")


def show_notice(notice: dict[str, Any]) -> str | None:
    """A notice on the terminal: what it is, and the words of a few of its claims."""
    moment = datetime.fromisoformat(notice["moment"]).astimezone()
    lines = [f"{moment:%H:%M}  {notice['summary']}"]
    claims = notice["claims"][:_SHOWN]
    for claim in claims:
        outlet = claim["report_publisher"] or claim["report"]
        words = one_line(claim["evidence"])
        lines.append(f"       {one_line(str(outlet))}: “{words}”")
    if (more := len(notice["claim_ids"]) - len(claims)) > 0:
        lines.append(f"       and {more:,} more")
    click.echo("\n".join(lines))
    return None


def print_notice(notice: dict[str, Any]) -> str | None:
    """A notice as a line of JSON."""
    click.echo(json.dumps(notice, ensure_ascii=False))
    return None


#: So many claims of a notice are shown on the terminal.
_SHOWN = 5
