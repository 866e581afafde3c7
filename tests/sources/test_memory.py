"""What a watch remembers: over a restart, a torn write, a second watch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from herodotus.errors import WatchProblem
from herodotus.sources.memory import Feed, Item, Memory, Outgoing, Seen

FEED = "https://wire.example/feed"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "memory.jsonl"


def item(name: str, digest: str = "1", content: str | None = None) -> Item:
    entry = {"content": content, "url": f"https://wire.example/{name}", "title": None}
    return Item((name, f"https://wire.example/{name}"), digest, FEED, entry)


def notice(id: str, *claims: str) -> tuple[dict[str, Any], list[str]]:
    made = {"id": id, "rule": "new claim", "claim_ids": list(claims)}
    return made, ["terminal", "webhook"]


def everything(memory: Memory) -> tuple[object, ...]:
    return (
        memory.feeds,
        memory.hosts,
        memory.waiting,
        memory.seen,
        memory.untold,
        memory.told,
        memory.outgoing,
    )


def busy(memory: Memory) -> None:
    memory.asked(FEED, Feed("e1", "monday", 10.0), [item("a"), item("b"), item("c")])
    memory.held("wire.example", until=5.0, failures=2)
    memory.put_off(item("b")._replace(tries=1, due=60.0))
    memory.adding(["r1", "r2"])
    memory.settle([item("a")], moment=7.0, notices=[notice("n1", "c1", "c2")])
    memory.settle([], moment=8.0, notices=[notice("n2", "c3")])
    memory.delivered("n1", "terminal")
    memory.undelivered("n1", tries=2, due=90.0)
    memory.adding(["r3"])


def test_all_is_there_after_a_restart_and_after_two(place: Path) -> None:
    with Memory(place) as memory:
        busy(memory)
        before = everything(memory)
    for _ in range(2):
        with Memory(place) as memory:
            assert everything(memory) == before
    assert memory.feeds == {FEED: Feed("e1", "monday", 10.0)}
    assert memory.hosts == {"wire.example": (5.0, 2)}
    assert [one.tries for one in memory.waiting.values()] == [1, 0]
    assert memory.seen["https://wire.example/a"] == Seen({"1"}, 1, 7.0)
    assert memory.untold == {"r3"}
    assert memory.told == {"new claim": {"c1", "c2", "c3"}}
    assert memory.outgoing["n1"] == Outgoing(
        notice("n1", "c1", "c2")[0], ["webhook"], 2, 90.0
    )
    assert memory.outgoing["n2"].to == ["terminal", "webhook"]


def test_a_notice_that_went_out_every_way_is_forgotten(place: Path) -> None:
    with Memory(place) as memory:
        busy(memory)
        for way in ("terminal", "webhook", "webhook"):
            memory.delivered("n2", way)
        assert list(memory.outgoing) == ["n1"]


def test_a_line_that_broke_off_never_happened(place: Path) -> None:
    with Memory(place) as memory:
        busy(memory)
        before = memory.untold
    data = place.read_bytes()
    lines = data.splitlines(keepends=True)
    for cut in range(1, len(lines[-1])):
        place.write_bytes(data[:-cut])
        with Memory(place) as memory:
            assert memory.untold == before - {"r3"}
            assert memory.waiting


def test_a_file_that_grows_is_made_short_again(place: Path) -> None:
    with Memory(place) as memory:
        busy(memory)
        sizes = []
        name = "wire" * 60
        for moment in range(6000):
            memory.held(f"{moment % 3}{name}", until=moment, failures=0)
            sizes.append(place.stat().st_size)
        memory.adding(["r4"])
        before = everything(memory)
    assert max(sizes) < 1_100_000
    assert min(sizes[3000:]) < 10_000
    with Memory(place) as memory:
        assert everything(memory) == before


def test_a_damaged_file_is_named(place: Path) -> None:
    with Memory(place) as memory:
        busy(memory)
    lines = place.read_bytes().splitlines(keepends=True)
    lines[1] = b"{half\n"
    place.write_bytes(b"".join(lines))
    with pytest.raises(WatchProblem, match="damaged at line 2"):
        Memory(place)


def test_two_watches_do_not_share_a_memory(place: Path) -> None:
    with Memory(place), pytest.raises(WatchProblem, match="Another watch"):
        Memory(place)
    with Memory(place):
        pass


def test_a_folder_is_no_memory(tmp_path: Path) -> None:
    with pytest.raises(WatchProblem, match="cannot be used"):
        Memory(tmp_path)


def test_an_item_is_known_by_any_of_its_names(place: Path) -> None:
    with Memory(place) as memory:
        memory.asked(FEED, Feed(), [item("a")])
        assert memory.has(["other", "https://wire.example/a"], "1")
        memory.settle([item("a")], moment=1.0)
        assert memory.has(["a"], "1")
        assert not memory.has(["a"], "2")
        assert not memory.has(["b"], "1")


def test_a_page_that_waits_is_fetched_once_whatever_the_edits(place: Path) -> None:
    with Memory(place) as memory:
        memory.asked(FEED, Feed(), [item("a", "1")])
        memory.asked(FEED, Feed(), [item("a", "2")])
        assert [one.digest for one in memory.waiting.values()] == ["2"]
        memory.asked(FEED, Feed(), [item("b", "1", "<p>x"), item("b", "2", "<p>y")])
        assert [one.digest for one in memory.waiting.values()] == ["2", "1", "2"]
