"""Engines: everything is done, by as many as there are, whoever dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from herodotus.engine import ENGINES, Shard, engine_named
from herodotus.engine.processes import Processes
from herodotus.errors import DataFileError, WorkersLost
from tests.engine.jobs import Full, Stillborn, Unloadable, Words

Kept = tuple[str, tuple[str, ...], int]


def shards(*words: str, size: int = 2) -> list[Shard[str]]:
    return [
        Shard(f"{at:03}", words[at : at + size]) for at in range(0, len(words), size)
    ]


def made(found: list[Kept]) -> list[str]:
    return [word for _, words, _ in sorted(found) for word in words]


WORDS = [f"word{number}" for number in range(24)]


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_gives_the_same(tmp_path: Path, name: str, workers: int) -> None:
    engine = engine_named(name, workers=workers)
    found = list(engine.run(Words(tmp_path), shards(*WORDS)))
    assert made(found) == [word.upper() for word in WORDS]
    number = 1 if name == "serial" else workers
    loaded = (tmp_path / "loaded").read_text().split()
    assert len(loaded) == len(set(loaded)) == number
    assert {str(process) for *_, process in found} <= set(loaded)


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_is_loaded_where_there_is_nothing_to_do(
    tmp_path: Path, name: str
) -> None:
    assert list(engine_named(name, workers=2).run(Words(tmp_path), [])) == []
    assert not (tmp_path / "loaded").exists()


def test_no_more_is_taken_in_than_workers_have_at_hand(tmp_path: Path) -> None:
    taken = 0

    def endless() -> Iterator[Shard[str]]:
        nonlocal taken
        while True:
            taken += 1
            yield Shard(str(taken), ("word",))

    with closing(Processes(2).run(Words(tmp_path), endless())) as running:
        for given, _ in zip(range(1, 20), running, strict=False):
            assert taken <= given + 4


def test_an_item_on_which_two_workers_died_is_set_aside(tmp_path: Path) -> None:
    words = ["a", "deadly", "b", *WORDS]
    found = list(Processes(2).run(Words(tmp_path), shards(*words, size=3)))
    assert made(found) == ["A", "deadly: WorkerDied", "B", *map(str.upper, WORDS)]
    assert len((tmp_path / "deadly").read_text().split()) == 2


def test_two_deadly_items_of_a_shard_are_both_set_aside(tmp_path: Path) -> None:
    words = ["deadly one", "a", "deadly two"]
    found = list(Processes(1).run(Words(tmp_path), shards(*words, size=3)))
    assert made(found) == ["deadly one: WorkerDied", "A", "deadly two: WorkerDied"]


def test_what_a_worker_died_on_once_is_done_by_the_next(tmp_path: Path) -> None:
    words = ["a", "fatal", *WORDS]
    found = list(Processes(2).run(Words(tmp_path), shards(*words)))
    assert made(found) == [word.upper() for word in words]
    assert len((tmp_path / "fatal").read_text().split()) == 2


def test_an_item_that_does_not_come_to_an_end_is_set_aside(tmp_path: Path) -> None:
    engine = Processes(2, patience=0.5)
    found = list(engine.run(Words(tmp_path), shards("a", "endless", *WORDS)))
    assert made(found)[:3] == ["A", "endless: WorkerDied", "WORD0"]
    assert len(found) == 13
    assert len((tmp_path / "endless").read_text().split()) == 2


def test_workers_killed_from_outside_are_replaced(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(200)]
    killed: set[int] = set()
    found: list[Kept] = []
    for kept in Processes(2).run(Words(tmp_path), shards(*words)):
        found.append(kept)
        if len(killed) < 3 and kept[2] not in killed:
            killed.add(kept[2])
            os.kill(kept[2], signal.SIGKILL)
    assert len(killed) == 3
    assert made(found) == [word.upper() for word in words]
    assert sorted(name for name, *_ in found) == [one.name for one in shards(*words)]


def test_a_job_that_cannot_be_loaded_is_told_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="install it anew"):
        list(Processes(2).run(Unloadable(tmp_path), shards("a", "b")))


def test_workers_that_die_unborn_end_the_run(tmp_path: Path) -> None:
    with pytest.raises(WorkersLost, match="fewer workers"):
        list(Processes(1).run(Stillborn(tmp_path), shards("a", "b")))
    assert len((tmp_path / "born").read_text().split()) == 3


def test_a_full_disk_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        list(Processes(2).run(Full(tmp_path), shards(*WORDS)))


def test_a_run_that_is_left_leaves_no_worker_behind(tmp_path: Path) -> None:
    before = threading.active_count()
    running = Processes(2).run(Words(tmp_path), shards(*WORDS))
    next(running)
    running.close()
    for process in map(int, (tmp_path / "loaded").read_text().split()):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    for _ in range(100):
        if threading.active_count() <= before:
            return
        time.sleep(0.05)
    pytest.fail("threads are left behind")
