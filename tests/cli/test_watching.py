"""Two hours of watching in a moment: nothing lost, nothing twice, nobody pressed."""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from herodotus.cli.watching import Courier, Gathering, Rules
from herodotus.ledger import Ledger
from herodotus.model import Reading, Report
from herodotus.reconciliation.alerts.rules import parse_rule
from herodotus.sources.fetch import Fetcher, Manners
from herodotus.sources.memory import Memory
from herodotus.sources.pace import Pace
from herodotus.sources.watching import Watch
from tests.outlet import MINUTE, START, Asked, Clock, Outlet, Story, serving
from tests.samples import casualty, reading_of

PACE = Pace(every=10 * MINUTE, pause=2, first=60, longest=3600)
END = START + 120 * MINUTE

_KILLED = re.compile(r"(\d+) soldiers of Armenia were killed near (\w+)")


class Counting:
    """A reader that finds one kind of sentence, and counts what it reads."""

    def __init__(self) -> None:
        self.read_texts: Counter[str] = Counter()

    def read(self, report: Report) -> Reading:
        self.read_texts[report.text] += 1
        claims = [
            casualty(
                report.text,
                found[0],
                low=int(found[1]),
                high=int(found[1]),
                counting="event",
                victim_side="Armenia",
                victim_status="combatant",
                place=found[2],
                date_start=report.date,
                date_end=report.date,
                attributed_to="Armenia Ministry of Defence",
            )
            for found in _KILLED.finditer(report.text)
        ]
        known = report.model_dump(exclude={"text", "sha256"})
        return reading_of(report.text, list(claims), **known)


def news(number: int, place: str, day: str = "Sept 27, 2020") -> str:
    return (
        f"YEREVAN, {day} (Wire) - {number} soldiers of Armenia were killed near "
        f"{place} in shelling from across the river, the Defence Ministry said."
    )


class Desk:
    """A watch at work, with all that it needs, which may be started again."""

    def __init__(self, folder: Path, clock: Clock, outlets: list[Outlet]) -> None:
        self.folder = folder
        self.clock = clock
        self.feeds = [outlet.feed for outlet in outlets]
        self.reader = Counting()
        self.sent: list[dict[str, Any]] = []
        self.rules: tuple[str, ...] = ("new claim",)
        self.send: Callable[[dict[str, Any]], str | None] = self._send

    @property
    def place(self) -> Path:
        return self.folder / "ledger.db"

    @contextmanager
    def opened(self) -> Iterator[tuple[Watch, Gathering, Courier]]:
        manners = Manners(private=True, retries=0, pause=PACE.pause, stall=0.2)
        chance = random.Random(7).random
        ways = {"terminal": self.send}
        with (
            Ledger(self.place) as ledger,
            Memory(self.folder / "memory.jsonl") as memory,
            Fetcher(manners, clock=self.clock, sleep=self.clock.sleep) as fetcher,
        ):
            watch = Watch(
                self.feeds,
                memory=memory,
                fetch=fetcher,
                pace=PACE,
                clock=self.clock,
                sleep=self.clock.sleep,
                chance=chance,
            )
            gathering = Gathering(
                ledger,
                memory,
                Rules(tuple(map(parse_rule, self.rules))),
                list(ways),
                load=lambda: self.reader,  # type: ignore[arg-type, return-value]  # by hand
                reader="by hand",
                clock=self.clock,
            )
            courier = Courier(memory, ways, pace=PACE, clock=self.clock, chance=chance)
            yield watch, gathering, courier

    def work(self, until: float = END) -> None:
        """Watch up to a moment."""
        with self.opened() as (watch, gathering, courier):
            gathering.catch_up()
            courier.deliver()
            for turn in watch.turns(until=until, wake=courier.next):
                gathering.take(turn)
                courier.deliver()

    def _send(self, notice: dict[str, Any]) -> str | None:
        self.sent.append(notice)
        return None

    def told(self) -> Counter[tuple[str, str]]:
        """How often each rule told of each claim."""
        return Counter(
            (notice["rule"], claim)
            for notice in self.sent
            for claim in notice["claim_ids"]
        )

    def figures(self) -> list[int | None]:
        """The figures in the ledger, one a report."""
        with Ledger(self.place) as ledger:
            return sorted(one.claim.low or 0 for one in ledger.told())  # type: ignore[union-attr]

    def digest(self) -> str:
        with Ledger(self.place) as ledger:
            assert ledger.check() == []
            return ledger.digest()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def both(
    clock: Clock, first: Outlet, second: Outlet
) -> Iterator[tuple[Outlet, Outlet]]:
    with ExitStack() as stack:
        yield stack.enter_context(serving(first)), stack.enter_context(serving(second))


def busy_outlets(clock: Clock) -> tuple[Outlet, Outlet]:
    """One outlet in all kinds of trouble, and one that repeats items of the first."""

    def mood(path: str, minute: float) -> int | str | None:
        if 20 <= minute < 30:
            return 429
        if 40 <= minute < 47:
            return 500
        if 60 <= minute < 66:
            return "stall"
        if 80 <= minute < 92:
            return "die"
        if path == "/a5" and minute < 57:
            return 503
        return None

    first = [
        Story("a0", ((0, news(2, "Vardenis")),)),
        Story("a1", ((0, news(3, "Goris")), (35, news(4, "Goris")))),  # edited
        Story("a2", ((12, news(5, "Sotk")),), until=14),  # gone before it is asked for
        Story("a3", ((9, news(6, "Kapan")),), until=32),  # removed later
        Story("a4", ((25, news(7, "Jermuk")),)),
        Story("a5", ((48, news(8, "Meghri")),)),
        Story("a6", ((62, news(9, "Sisian")),)),
        Story("a7", ((85, news(10, "Tegh")),)),
        Story("a8", ((100, news(11, "Khndzoresk")),)),
    ]
    repeated = Story("w1", ((5, news(20, "Hadrut")),), whole=True, path="/hadrut")
    second = [
        repeated,
        Story("w2", ((33, news(21, "Martuni")), (73, news(22, "Martuni"))), whole=True),
    ]
    return (
        Outlet(clock, first, mood=mood, retry_after=900),
        Outlet(clock, second, mood=lambda _, minute: 500 if minute < 8 else None),
    )


def gaps(asked: list[Asked]) -> list[float]:
    return [two.moment - one.moment for one, two in pairwise(asked)]


def pages_of(outlet: Outlet) -> list[Asked]:
    """All but robots.txt, which is asked for beside the first page."""
    return [one for one in outlet.log if one.path != "/robots.txt"]


def test_two_hours_of_a_busy_feed(clock: Clock, tmp_path: Path) -> None:
    first, second = busy_outlets(clock)
    with both(clock, first, second):
        desk = Desk(tmp_path, clock, [first, second])
        desk.work()
    # Every item that was there to be seen, once; the edited ones once more.
    assert desk.figures() == [2, 3, 4, 6, 7, 8, 9, 10, 11, 20, 21, 22]
    assert set(desk.reader.read_texts.values()) == {1}
    assert set(desk.told().values()) == {1}
    assert clock.now == END
    # No more than is allowed.
    for outlet in (first, second):
        assert min(gaps(outlet.asked("/feed"))) >= PACE.every
        assert min(gaps(pages_of(outlet))) >= PACE.pause
        assert len(outlet.asked("/robots.txt")) <= 1
    assert len(first.asked("/feed")) <= 120 / 10
    # Who asks for patience gets it.
    refused = [one for one in first.log if one.status == 429]
    assert refused
    for one in refused:
        later = [other for other in first.log if other.moment > one.moment]
        assert later[0].moment - one.moment >= 900
    # A page is fetched once, and again only where it failed or was edited.
    for path, number in Counter(one.path for one in first.log).items():
        if path in ("/a0", "/a3", "/a4", "/a6", "/a7", "/a8"):
            assert number == 1, path
    assert len([one for one in first.asked("/a1") if one.status == 200]) == 2
    assert len([one for one in first.asked("/a5") if one.status == 200]) == 1
    # What has not changed is not sent.
    assert {one.status for one in first.asked("/feed")} >= {200, 304, 429, 500}
    assert all(one.conditional for one in first.asked("/feed")[1:])


def test_failures_of_a_server_are_further_and_further_apart(
    clock: Clock, tmp_path: Path
) -> None:
    outlet = Outlet(clock, [], mood=lambda *_: "die")
    with serving(outlet):
        Desk(tmp_path, clock, [outlet]).work(until=START + 24 * 60 * MINUTE)
    apart = gaps(outlet.asked("/feed"))
    assert min(apart) >= PACE.every
    assert len(apart) <= 24 + 6
    assert apart[-1] > apart[0]


def test_the_same_item_in_another_feed_is_read_once(
    clock: Clock, tmp_path: Path
) -> None:
    text = news(30, "Shushi")
    one = Outlet(clock, [Story("x", ((0, text),), whole=True)])
    two = Outlet(clock, [Story("x", ((0, text),), whole=True)])
    two.stories = [one.stories[0]]
    with both(clock, one, two):
        desk = Desk(tmp_path, clock, [one, two])
        desk.work(until=START + 30 * MINUTE)
    assert desk.figures() == [30]
    assert sum(desk.reader.read_texts.values()) == 1


def test_feeds_that_number_their_items_are_not_mixed_up(
    clock: Clock, tmp_path: Path
) -> None:
    one = Outlet(clock, [Story("1", ((0, news(30, "Shushi")),), path="/a")])
    two = Outlet(clock, [Story("1", ((0, news(31, "Hadrut")),), path="/b")])
    one.names = two.names = "{guid}"
    with both(clock, one, two):
        desk = Desk(tmp_path, clock, [one, two])
        desk.work(until=START + 30 * MINUTE)
    assert desk.figures() == [30, 31]


def test_an_edited_item_is_another_report_of_the_same_voice(
    clock: Clock, tmp_path: Path
) -> None:
    text = news(30, "Shushi")
    edited = text.replace("in shelling", "in heavy shelling")
    outlet = Outlet(clock, [Story("x", ((0, text), (15, edited)), whole=True)])
    with serving(outlet):
        desk = Desk(tmp_path, clock, [outlet])
        desk.work(until=START + 60 * MINUTE)
    with Ledger(desk.place) as ledger:
        assert len(ledger.reports()) == 2
        assert len({telling.voice for telling in ledger.told()}) == 1
        assert [telling.copies for telling in ledger.tellings()] == [2]
    assert set(desk.told().values()) == {1}  # the edit says nothing new


def test_a_watch_goes_on_where_an_earlier_one_ended(
    clock: Clock, tmp_path: Path
) -> None:
    first, second = busy_outlets(clock)
    with both(clock, first, second):
        desk = Desk(tmp_path, clock, [first, second])
        for minute in range(3, 121, 3):
            desk.work(until=START + minute * MINUTE)
        assert desk.figures() == [2, 3, 4, 6, 7, 8, 9, 10, 11, 20, 21, 22]
        assert set(desk.reader.read_texts.values()) == {1}
        assert min(gaps(first.asked("/feed"))) >= PACE.every
        assert min(gaps(pages_of(first))) >= PACE.pause


class Crash(BaseException):
    """The end of a program, at a moment at which nobody expects it."""


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Has the program end before, in, or after the step of that number."""
    left = 0
    real = os.fsync

    def fsync(file: int) -> None:
        nonlocal left
        real(file)
        left -= 1
        if left == 0:
            raise Crash

    def after(steps: int) -> None:
        nonlocal left
        left = steps

    monkeypatch.setattr(os, "fsync", fsync)
    return after


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_crash_loses_nothing_and_counts_nothing_twice(
    clock: Clock,
    tmp_path: Path,
    crashing: Callable[[int], None],
    seed: int,
    torn: bool,
) -> None:
    first, second = quiet_outlets(clock)
    desk = Desk(tmp_path, clock, [first, second])
    chance = random.Random(seed)
    crashes = 0
    with both(clock, first, second):
        while clock.now < END:
            crashing(chance.randint(3, 30))
            try:
                desk.work()
            except Crash:
                crashes += 1
                if torn and chance.random() < 0.5:
                    _tear(tmp_path / "memory.jsonl")
                clock.sleep(PACE.pause)
        crashing(0)
        desk.work(until=END + 600 * MINUTE)
    assert crashes > 5
    assert desk.figures() == [2, 3, 4, 5, 6, 20, 21, 22]
    assert len(desk.told()) == 8
    assert min(gaps(pages_of(first))) >= PACE.pause
    if not torn:
        assert min(gaps(first.asked("/feed"))) >= PACE.every


def quiet_outlets(clock: Clock) -> tuple[Outlet, Outlet]:
    """Two outlets without trouble, whose items come, are edited and repeated."""
    first = [
        Story("a0", ((0, news(2, "Vardenis")),)),
        Story("a1", ((0, news(3, "Goris")), (65, news(4, "Goris")))),
        Story("a2", ((40, news(5, "Sotk")),)),
        Story("a3", ((90, news(6, "Kapan")),)),
    ]
    second = [
        Story("w1", ((5, news(20, "Hadrut")),), whole=True),
        Story("w2", ((33, news(21, "Martuni")), (73, news(22, "Martuni"))), whole=True),
        first[0],
    ]
    return Outlet(clock, first), Outlet(clock, second)


def _tear(file: Path) -> None:
    """Leave only half of the last line, as a write that broke off does."""
    data = file.read_bytes()
    last = data.rstrip(b"\n").rfind(b"\n") + 1
    file.write_bytes(data[: last + (len(data) - last) // 2])


def test_a_notice_is_offered_until_it_is_taken(clock: Clock, tmp_path: Path) -> None:
    outlet = Outlet(clock, [Story("x", ((0, news(60, "Shushi")),), whole=True)])
    desk = Desk(tmp_path, clock, [outlet])
    desk.rules = ("killed > 50", "new party")
    moments: list[float] = []

    def refuse_twice(notice: dict[str, Any]) -> str | None:
        moments.append(clock.now)
        if len(moments) <= 2:
            return "it answers 503"
        desk.sent.append(notice)
        return None

    desk.send = refuse_twice
    with serving(outlet):
        desk.feeds = [outlet.feed]
        desk.work(until=START + 30 * MINUTE)
        desk.work(until=START + 60 * MINUTE)
    assert sorted(notice["rule"] for notice in desk.sent) == [
        "killed > 50",
        "new party",
    ]
    assert len(moments) == 4
    assert max(moments) - min(moments) >= PACE.first
    assert set(desk.told().values()) == {1}


def test_the_whole_ledger_is_read_only_where_a_party_may_be_new(
    clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [
        Story(f"x{n}", ((n * 10, news(60 + n, town)),), whole=True)
        for n, town in enumerate(("Shushi", "Hadrut", "Sotk", "Goris"))
    ]
    outlet = Outlet(clock, stories)
    times = Counter[str]()
    told = Ledger.told

    def counted(ledger: Ledger, *asked: Any) -> Any:
        times["told"] += 1
        return told(ledger, *asked)

    monkeypatch.setattr(Ledger, "told", counted)
    with serving(outlet):
        desk = Desk(tmp_path, clock, [outlet])
        desk.rules = ("killed > 50", "contradiction", "new claim")
        desk.work(until=START + 15 * MINUTE)
        assert times["told"] == 0
        assert {notice["rule"] for notice in desk.sent} == {"killed > 50", "new claim"}
        desk.rules = ("new party",)
        desk.work(until=START + 60 * MINUTE)
    assert times["told"] == 1
    assert "new party" not in {notice["rule"] for notice in desk.sent}
