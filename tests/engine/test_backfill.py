"""A backfill: the same from every engine, nothing lost, nothing counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from herodotus.engine import engine_named
from herodotus.engine.backfill import ReadingJob, backfill, fingerprint
from herodotus.engine.manifest import Done, Kept, Manifest
from herodotus.ledger.parquet import read_back
from herodotus.model import EventClaim, Failure, Reading, Report
from herodotus.sources import read_inputs
from tests.engine.hand import FullJob, HandJob
from tests.samples import FRONT, KARABAKH

PLAN = {"run": 1}
WRONG = Failure(id="wrong", error="RecordProblem", message="line 3: no\ud800 text")


def reports(number: int = 12) -> list[Report | Failure]:
    texts = (KARABAKH, FRONT, "The river rose.", "This one is unreadable.")
    found: list[Report | Failure] = [
        Report.of(texts[at % 4], id=f"r{at}", publisher=f"Outlet {at}")
        for at in range(number)
    ]
    return [*found[:3], WRONG, *found[3:]]


def run(
    folder: Path,
    items: list[Report | Failure],
    *,
    engine: str = "serial",
    workers: int = 1,
    resume: bool = False,
    job: type[ReadingJob] = HandJob,
) -> tuple[list[Kept], list[Done]]:
    """What was done now, and what had been done before."""
    before: list[Done] = []
    with Manifest(folder, PLAN, resume=resume) as manifest:
        done = backfill(
            items,
            job=job(folder),
            engine=engine_named(engine, workers=workers),
            manifest=manifest,
            size=2,
            passed=before.append,
        )
        return list(done), before


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.parquet")}


def rows(folder: Path) -> list[Reading | Failure]:
    return [row for file in files(folder).values() for row in read_back(file)]


def test_every_engine_writes_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for engine, workers in (("serial", 1), ("processes", 1), ("processes", 3)):
        folder = tmp_path / f"{engine}-{workers}"
        done, _ = run(folder, reports(), engine=engine, workers=workers)
        found.append((files(folder), sorted(kept.done for kept in done)))
    assert len(found[0][0]) > 3
    assert found[0] == found[1] == found[2]


def test_what_was_read_is_kept_with_what_was_not(tmp_path: Path) -> None:
    done, _ = run(tmp_path, reports())
    held = rows(tmp_path)
    readings = [row for row in held if isinstance(row, Reading)]
    assert {row.report.id for row in readings} == {
        f"r{at}" for at in range(12) if at % 4 != 3
    }
    assert {row.id for row in held if isinstance(row, Failure)} == {
        "wrong",
        "r3",
        "r7",
        "r11",
    }
    assert sum(kept.done.read for kept in done) == 9
    assert sum(kept.done.claims for kept in done) == sum(
        len(row.claims) for row in readings
    )
    assert any(claim.relations for row in readings for claim in row.claims)
    errors = [failure.error for kept in done for failure in kept.failures]
    assert sorted(errors) == ["RecordProblem", *["RuntimeError"] * 3]


def test_what_is_done_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = run(tmp_path, reports())
    before = files(tmp_path)
    monkeypatch.setattr(HandJob, "load", lambda _: pytest.fail("loaded"))
    done, passed = run(tmp_path, reports(), resume=True)
    assert done == []
    assert sorted(passed) == sorted(kept.done for kept in first)
    assert files(tmp_path) == before


def test_a_run_that_was_left_goes_on_where_it_was(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole", tmp_path / "part"
    run(whole, reports())
    with Manifest(part, PLAN) as manifest:
        begun = backfill(
            reports(),
            job=HandJob(part),
            engine=engine_named("serial"),
            manifest=manifest,
            size=2,
        )
        early = [next(begun).done, next(begun).done]
        begun.close()
    done, passed = run(part, reports(), resume=True, engine="processes", workers=2)
    assert passed == early
    assert not {kept.done.shard for kept in done} & {one.shard for one in early}
    assert files(part) == files(whole)


def test_a_full_disk_ends_the_run_and_loses_nothing_that_was_noted(
    tmp_path: Path,
) -> None:
    last = Report.of(FRONT, id="last")
    with pytest.raises(OSError, match="No space left"):
        run(tmp_path, [*reports(), last], job=FullJob, engine="processes", workers=2)
    done, passed = run(tmp_path, [*reports(), last], resume=True)
    assert len(passed) > 0
    ids = [row.report.id for row in rows(tmp_path) if isinstance(row, Reading)]
    assert "last" in ids
    assert len(ids) == len(set(ids)) == 10
    assert sum(one.read for one in passed) + sum(kept.done.read for kept in done) == 10


def test_a_report_that_kills_its_workers_is_named_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    items = [*reports(), Report.of("There is poison in it.", id="p", origin="p.txt")]
    done, _ = run(tmp_path, items, engine="processes", workers=2)
    died = [row for row in rows(tmp_path) if isinstance(row, Failure) and row.id == "p"]
    assert [failure.error for failure in died] == ["WorkerDied"]
    assert died[0].message.startswith("p.txt: ")
    assert sum(kept.done.read for kept in done) == 9


def test_what_the_inputs_hold_no_more_is_dropped(tmp_path: Path) -> None:
    run(tmp_path, reports())
    run(tmp_path, reports(6), resume=True)
    ids = {row.report.id for row in rows(tmp_path) if isinstance(row, Reading)}
    assert ids == {"r0", "r1", "r2", "r4", "r5"}


def test_the_same_inputs_twice_are_read_once(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(FRONT)
    items = list(read_inputs([path, path]))
    assert len({fingerprint(item) for item in items}) == 1
    done, _ = run(tmp_path / "run", [*reports(), *reports()])
    assert len({kept.done.shard for kept in done}) == len(done)


class Huge(HandJob):
    """Finds what no column can hold."""

    def make(self, item: Report | Failure) -> Reading | Failure:
        made = super().make(item)
        if isinstance(made, Failure) or made.report.id != "r2":
            return made
        claim = EventClaim(start=2**70, end=2**70, evidence="", id="huge")
        return made.model_copy(update={"claims": (claim,)})


def test_what_does_not_come_back_whole_is_a_failure(tmp_path: Path) -> None:
    run(tmp_path, reports(), job=Huge)
    failures = {row.id: row for row in rows(tmp_path) if isinstance(row, Failure)}
    assert "Parquet" in failures["r2"].message
    assert len(rows(tmp_path)) == 13


def test_text_that_no_database_holds_is_a_failure(tmp_path: Path) -> None:
    run(tmp_path, [Report.of("Two\0died.", id="nul"), Report.of("a\ud800", id="half")])
    found = {row.id: row.error for row in rows(tmp_path) if isinstance(row, Failure)}
    assert found == {"nul": "InputError", "half": "InputError"}
