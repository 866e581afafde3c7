"""Watching feeds: each asked when its time has come, each new item read once.

A watch takes turns: it asks the feed, or fetches the page, whose time comes next, and
gives what it found to whoever reads it. An item is done with only when that has said so
(`Memory.settle`); whatever happens before, it is found again.

No host is asked for anything while it is left alone: between any two requests, after a
failure, and for as long as it asks for.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from herodotus.errors import (
    AddressRefused,
    EmptyInput,
    InputError,
    RobotsRefused,
    TooManyRedirects,
    TooSlow,
)
from herodotus.model import Failure, Report
from herodotus.sources import feeds
from herodotus.sources.entries import (
    feed_item,
    host_of,
    names_of,
    plain_entry,
    without_page,
)
from herodotus.sources.fetch import Fetched, Tie
from herodotus.sources.kinds import Known, failed
from herodotus.sources.memory import Feed, Item, Memory
from herodotus.sources.pace import Pace, back_off
from herodotus.sources.urls import fetched_reports

_log = logging.getLogger(__name__)

#: So many items are given at once, at the most.
TOGETHER = 20

#: A wait of more seconds than this is used to give what was found so far.
_WAIT = 5.0

#: Answers that are no fault of the host as a whole: only the address is left alone.
_OF_ONE_ADDRESS = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 451, 500, 501})

#: A page that is answered so is asked for a few times more, and then given up.
_GONE = frozenset({401, 402, 403, 404, 405, 406, 410, 451})
_TRIES_OF_GONE = 3

#: An item that is edited all the time is read again after so many intervals at most.
_LONGEST_INTERVALS = 96


class Fetches(Protocol):
    """Whatever fetches an address once: `fetch.Fetcher` without attempts of its own."""

    def get(
        self, url: str, *, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """What the address gives; an InputError where it gives nothing."""


class Arrival(NamedTuple):
    """An item, and the reports that it holds, or why they cannot be had."""

    item: Item
    reports: tuple[Report | Failure, ...]


class Turn(NamedTuple):
    """What came since the last turn: items to be read, and what went wrong."""

    arrivals: tuple[Arrival, ...] = ()
    troubles: tuple[str, ...] = ()


class _Job(NamedTuple):
    """A feed to ask or a page to fetch, and when that may be done."""

    ready: float
    due: float
    url: str
    item: Item | None


class Watch:
    """Follows feeds.

    Args:
        urls: the addresses of the feeds.
        memory: what earlier watches remember; this one goes on from there.
        fetch: fetches an address, without attempts of its own.
        pace: how often, and how patiently.
        clock: the seconds since 1970; `sleep` lets some pass.
        chance: a random number from 0 to 1.
    """

    def __init__(
        self,
        urls: Sequence[str],
        *,
        memory: Memory,
        fetch: Fetches,
        pace: Pace | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.urls = tuple(dict.fromkeys(urls))
        self.memory = memory
        self.pace = pace or Pace()
        self._fetch = fetch
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self.resting: dict[str, float] = {}  # feeds that `once` left alone, until when
        self._gone: set[str] = set()  # feeds that are asked no more in this run
        self._arrivals: list[Arrival] = []
        self._troubles: list[str] = []
        self._ties: dict[str, Tie] = {}  # from articles in feeds to the archive

    def turns(
        self,
        *,
        until: float | None = None,
        wake: Callable[[], float | None] = lambda: None,
    ) -> Iterator[Turn]:
        """Turn after turn, for ever or up to a moment.

        A turn comes when something was found and there is time, and at the moment that
        `wake` names, if it names one, even with nothing in it. Whoever takes a turn
        settles its items before taking the next.
        """
        while True:
            job = self._next()
            now, woken = self._clock(), wake()
            if woken is not None and woken <= now:
                yield self._turn()
                continue
            if job is None or (until is not None and job.ready > until):
                if self._has_turn(soon=False):
                    yield self._turn()
                elif until is None or until <= now:
                    return
                else:
                    self._sleep(min(until, woken or until) - now)
            elif self._has_turn(soon=job.ready - now <= _WAIT):
                yield self._turn()
            elif job.ready > now:
                self._sleep(min(job.ready, woken or job.ready) - now)
            else:
                self._do(job)

    def once(self) -> Iterator[Turn]:
        """Ask each feed whose time has come, and fetch what waits, each one time."""
        horizon = self._clock()
        known = {url: self.memory.feeds.get(url, Feed()).due for url in self.urls}
        self.resting = {url: due for url, due in known.items() if due > horizon}
        while (job := self._next(horizon)) is not None:
            wait = job.ready - self._clock()
            if self._has_turn(soon=wait <= _WAIT):
                yield self._turn()
            elif wait > 0:
                self._sleep(wait)
            else:
                self._do(job)
        if self._has_turn(soon=False):
            yield self._turn()

    # Which is next

    def _next(self, horizon: float | None = None) -> _Job | None:
        """What can be done soonest; of those due by the horizon, where one is given."""
        here = {arrival.item.key for arrival in self._arrivals}
        jobs = [
            self._job(url, self.memory.feeds.get(url, Feed()).due, None)
            for url in self.urls
            if url not in self._gone
        ]
        jobs += [
            self._job(str(item.entry["url"] or ""), item.due, item)
            for item in self.memory.waiting.values()
            if item.key not in here
        ]
        if horizon is not None:
            jobs = [job for job in jobs if job.due <= horizon]
        now = self._clock()
        # Feeds go before pages: what a feed drops before it is asked would be lost.
        return min(
            jobs,
            key=lambda job: (max(job.ready, now), job.item is not None),
            default=None,
        )

    def _job(self, url: str, due: float, item: Item | None) -> _Job:
        if item is not None and item.entry["content"] is not None:
            return _Job(due, due, url, item)  # nothing is asked for
        held, _ = self.memory.hosts.get(host_of(url), (0.0, 0))
        return _Job(max(due, held), due, url, item)

    def _has_turn(self, *, soon: bool) -> bool:
        """Whether to give what was found; where the next job is soon, only if much."""
        if soon:
            return len(self._arrivals) >= TOGETHER
        return bool(self._arrivals or self._troubles)

    def _turn(self) -> Turn:
        turn = Turn(tuple(self._arrivals), tuple(self._troubles))
        self._arrivals, self._troubles = [], []
        return turn

    # Doing it

    def _do(self, job: _Job) -> None:
        if job.item is None:
            self._ask(job.url)
        elif job.item.entry["content"] is not None:
            self._arrive(job.item, self._within_feed(job.item))
        elif not job.url:
            self._arrive(job.item, (without_page(job.item),))
        else:
            self._visit(job.item, job.url)

    def _ask(self, url: str) -> None:
        """Ask a feed what is new.

        When to ask again is noted first: whatever becomes of this program, the feed has
        its rest.
        """
        feed = self.memory.feeds.get(url, Feed())
        due = self._clock() + self.pace.every * (1 + self._jitter())
        self.memory.asked(url, replace(feed, due=due))
        try:
            with self._get(url, feed.etag, feed.modified) as fetched:
                due = max(due, self._clock() + self.pace.every)
                self._asked(url, replace(feed, due=due, failures=0), fetched)
        except InputError as problem:
            self._feed_failed(url, feed, problem)

    def _asked(self, url: str, feed: Feed, fetched: Fetched) -> None:
        """Note what a feed answered, and in the same step what is to be read of it."""
        if fetched.unchanged:
            self.memory.asked(url, feed)
            return
        try:
            fresh = self._fresh(url, fetched)
        except EmptyInput as problem:  # all may have been removed, or it is no feed
            self._troubles.append(problem.message)
            self.memory.asked(url, replace(feed, etag=None, modified=None))
            return
        if fetched.tie is not None:
            whole = (item for item in fresh if item.entry["content"] is not None)
            self._ties.update((item.key, fetched.tie) for item in whole)
        etag, modified = fetched.header("etag"), fetched.header("last-modified")
        self.memory.asked(url, replace(feed, etag=etag, modified=modified), fresh)

    def _fresh(self, url: str, fetched: Fetched) -> list[Item]:
        """The items of a feed that were not read as they are now."""
        fresh: dict[str, Item] = {}
        stream = fetched.stream
        for entry in feeds.feed_items(stream, fetched.url, base=fetched.url):
            item = Item(names_of(entry, url), entry.said, url, plain_entry(entry))
            if self.memory.has(item.names, item.digest):
                continue
            due = self._when_again(item)
            fresh.setdefault(item.key, item._replace(due=due))
        return list(reversed(fresh.values()))  # the oldest first

    def _when_again(self, item: Item) -> float:
        """When an item may be read: at once, but for pages that change all the time."""
        if item.entry["content"] is not None:
            return 0.0
        known = [self.memory.seen[n] for n in item.names if n in self.memory.seen]
        times = max((seen.times for seen in known), default=0)
        if not times:
            return 0.0
        last = max(seen.moment for seen in known)
        return last + self.pace.every * min(2.0 ** (times - 1), _LONGEST_INTERVALS)

    def _visit(self, item: Item, url: str) -> None:
        """Fetch the page of an item; that it was tried is noted first."""
        tried = item._replace(
            tries=item.tries + 1,
            due=self._clock() + self._back_off(item.tries + 1, None),
        )
        self.memory.put_off(tried)
        try:
            with self._get(url) as fetched:
                known = feed_item(item).known(Known())
                reports = tuple(_surely(item, fetched_reports(fetched, known)))
        except InputError as problem:
            self._page_failed(tried, problem)
        else:
            self._arrive(item, reports)

    def _within_feed(self, item: Item) -> Iterator[Report | Failure]:
        """The report of an item whose article stood in the feed."""
        tie = self._ties.pop(item.key, None)
        for report in feeds.content_reports(feed_item(item), item.feed, Known()):
            if tie is not None and isinstance(report, Report):
                tie(report)
            yield report

    def _arrive(self, item: Item, reports: Iterable[Report | Failure]) -> None:
        self._arrivals.append(Arrival(item, tuple(_surely(item, reports))))

    def _get(
        self, url: str, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """One request; that it is made, and what it says of the host, are noted."""
        host = host_of(url)
        failures = self.memory.hosts.get(host, (0.0, 0))[1]
        rest = self._clock() + self.pace.pause
        self.memory.held(host, until=rest, failures=failures)
        try:
            fetched = self._fetch.get(url, etag=etag, modified=modified)
        except InputError as problem:
            self._blame(host, problem)
            raise
        try:
            rest = self._clock() + self.pace.pause
            self.memory.held(host, until=rest, failures=0)
        except BaseException:
            fetched.stream.close()
            raise
        return fetched

    def _blame(self, host: str, problem: InputError) -> None:
        """Leave a host alone that cannot answer."""
        status = problem.facts.get("status")
        failures = self.memory.hosts.get(host, (0.0, 0))[1]
        wait = self.pace.pause
        if status not in _OF_ONE_ADDRESS and _may_pass(problem):
            failures += 1
            wait = self._back_off(failures, problem)
        self.memory.held(host, until=self._clock() + wait, failures=failures)

    def _back_off(self, failures: int, problem: InputError | None) -> float:
        asked = problem.facts.get("retry_after") if problem else None
        return back_off(self.pace, failures, chance=self._chance(), asked=asked)

    def _jitter(self) -> float:
        return self.pace.jitter * self._chance()

    def _feed_failed(self, url: str, feed: Feed, problem: InputError) -> None:
        if isinstance(problem, AddressRefused):  # and so nobody was asked
            self._gone.add(url)
            self.memory.asked(url, feed)
            self._troubles.append(problem.message)
            return
        failures = feed.failures + 1
        wait = max(self.pace.every, self._back_off(failures, problem))
        due = self._clock() + wait
        self.memory.asked(url, replace(feed, due=due, failures=failures))
        again = f"again in {_length(wait)}"
        if problem.facts.get("status") == 410:
            self._gone.add(url)
            again = "it is not asked again"
        self._troubles.append(f"{problem.message} ({again})")

    def _page_failed(self, item: Item, problem: InputError) -> None:
        if item.tries >= self._tries(problem):
            self._arrive(item, (failed(problem, str(item.entry["url"])),))
            return
        wait = self._back_off(item.tries, problem)
        self.memory.put_off(item._replace(due=self._clock() + wait))
        _log.info("%s (again in %s)", problem.message, _length(wait))

    def _tries(self, problem: InputError) -> int:
        """How often a page is asked for that gives nothing of this kind."""
        if problem.facts.get("status") in _GONE:
            return _TRIES_OF_GONE
        # A robots.txt that is out of order forbids everything for a while.
        passing = _may_pass(problem) or isinstance(problem, RobotsRefused)
        return self.pace.tries if passing else 1


def _may_pass(problem: InputError) -> bool:
    """Whether a problem is one of now: an answer of the server, or none at all."""
    if isinstance(problem, AddressRefused | RobotsRefused | TooManyRedirects):
        return False
    facts = problem.facts  # `host` is named where no address is known of it
    return isinstance(problem, TooSlow) or any(
        facts.get(name) for name in ("status", "broken", "host")
    )


def _surely(
    item: Item, reports: Iterable[Report | Failure]
) -> Iterator[Report | Failure]:
    """The reports; what no reader of pages should raise is a failure all the same."""
    try:
        yield from reports
    except Exception as problem:  # one page must not end a watch
        _log.debug("%s", item.names[0], exc_info=True)
        where = str(item.entry["url"] or item.names[0])
        message = f"{where} cannot be read ({type(problem).__name__}: {problem})"
        yield Failure(id=where, error=type(problem).__name__, message=message)


def _length(seconds: float) -> str:
    """A length of time in words.

    >>> _length(90), _length(7200)
    ('90 seconds', '2 hours')
    """
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    if seconds < 7200:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.0f} hours"
