"""`herodotus backfill`: what is kept and told, and what is left after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from evaluation.durability import made
from herodotus.cli import main
from herodotus.engine import ENGINES
from herodotus.errors import DataFileError
from herodotus.ledger import Ledger
from herodotus.ledger.parquet import read_back
from herodotus.model import Failure, Reading
from herodotus.reading import Reader
from tests.cli.conftest import ByHand
from tests.samples import FRONT, KARABAKH

FRENCH = (
    "Le ministère de la défense a déclaré mardi que douze soldats avaient été tués "
    "dans une attaque contre un poste de l'armée près de la frontière."
)


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all read by hand, in this process."""
    monkeypatch.setattr(Reader, "load", ByHand)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two reports, one on which the reader fails, one in French, a broken line."""
    texts = (KARABAKH, FRONT, "This one is unreadable to all of us.", FRENCH)
    rows = [{"id": f"r{at}", "text": text} for at, text in enumerate(texts)]
    lines = [*map(json.dumps, rows), "{broken"]
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Sixty short reports."""
    path = tmp_path / "many.jsonl"
    lines = map(json.dumps, made(60, seed=5))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def backfill(*arguments: object, engine: str = "serial") -> Result:
    command = ["backfill", *map(str, arguments), "--engine", engine]
    return CliRunner().invoke(main, command)


def counts(result: Result) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(result.stdout)
    del row["seconds"], row["per_second"]
    return row


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.parquet")}


def rows(folder: Path) -> list[Reading | Failure]:
    return [row for file in files(folder).values() for row in read_back(file)]


def test_every_engine_can_be_asked_for() -> None:
    (option,) = (
        one for one in main.commands["backfill"].params if one.name == "engine"
    )
    assert isinstance(option.type, click.Choice)
    assert set(option.type.choices) == set(ENGINES)


@pytest.mark.usefixtures("by_hand")
class TestByHand:
    """What is told, apart from the model and from other processes."""

    def test_reports_and_failures_are_kept_and_told(
        self, archive: Path, tmp_path: Path
    ) -> None:
        result = backfill(archive, "--into", tmp_path / "run", "--json")
        assert result.exit_code == 1
        assert "line 5" in result.stderr
        assert "the reader stumbled" in result.stderr
        assert "Set aside" in result.stderr
        held = rows(tmp_path / "run")
        readings = [row for row in held if isinstance(row, Reading)]
        assert counts(result) == {
            "reports": 5,
            "read": 2,
            "claims": sum(len(reading.claims) for reading in readings),
            "failed": 2,
            "failures": {"RecordProblem": 1, "RuntimeError": 1},
            "languages": {"fr": 1},
            "resumed": 0,
            "shards": len(files(tmp_path / "run")),
            "new": 0,
        }
        assert {row.report.id for row in readings} == {"r0", "r1"}
        assert len(held) == 5

    def test_the_ledger_holds_what_add_would_have_put_there(
        self, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one, two = tmp_path / "one.db", tmp_path / "two.db"
        result = backfill(archive, "--into", tmp_path / "run", "--ledger", one)
        assert "2 new" in result.stdout
        monkeypatch.setattr("herodotus.cli.work.load_reader", ByHand)
        CliRunner().invoke(main, ["add", str(archive), "--ledger", str(two)])
        with Ledger(one) as filled, Ledger(two) as added:
            assert filled.digest() == added.digest()
            assert filled.failures() == added.failures()
            assert filled.check() == []

    def test_what_is_done_is_loaded_later_and_not_read_again(
        self, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run = tmp_path / "run"
        backfill(archive, "--into", run)
        before = files(run)
        monkeypatch.setattr(Reader, "load", lambda: pytest.fail("loaded"))
        again = ("--ledger", tmp_path / "late.db", "--resume", "--json")
        result = backfill(archive, "--into", run, *again)
        assert result.exit_code == 1
        assert "line 5" in result.stderr
        assert counts(result)["resumed"] == 5
        assert counts(result)["new"] == 2
        assert counts(backfill(archive, "--into", run, *again))["new"] == 0
        assert files(run) == before

    def test_a_folder_of_something_else_is_left_alone(
        self, archive: Path, tmp_path: Path
    ) -> None:
        backfill(archive, "--into", tmp_path / "run")
        again = backfill(archive, "--into", tmp_path / "run")
        assert again.exit_code == 2
        assert "--resume" in again.stderr
        other = backfill(archive, archive, "--into", tmp_path / "run", "--resume")
        assert other.exit_code == 2
        assert "inputs differs" in other.stderr

    def test_a_full_disk_is_told(
        self, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("herodotus.engine.manifest.keep_shard", full)
        monkeypatch.setattr("herodotus.engine.backfill.keep_shard", full)
        result = backfill(archive, "--into", tmp_path / "run")
        assert result.exit_code == 3
        assert "No space left on device" in result.stderr
        assert "--resume" in result.stderr

    def test_a_dry_run_says_how_long_and_writes_nothing(
        self, archive: Path, tmp_path: Path
    ) -> None:
        arguments = (archive, "--into", tmp_path / "run", "--dry-run")
        result = backfill(*arguments, "--json")
        assert result.exit_code == 0
        row = json.loads(result.stdout)
        assert row["reports"] == row["sampled"] == 3
        assert row["failures"] == {"NotEnglish": 1, "RecordProblem": 1}
        assert row["seconds"] >= 0 < row["bytes"]
        assert "3 reports" in backfill(*arguments).stdout
        assert not (tmp_path / "run").exists()

    @pytest.mark.parametrize("dry", [(), ("--dry-run",)])
    def test_a_reader_that_cannot_start_is_told(
        self,
        archive: Path,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        dry: tuple[str, ...],
    ) -> None:
        def load() -> Reader:
            raise DataFileError("The model is incomplete: install it anew.")

        monkeypatch.setattr(Reader, "load", load)
        result = backfill(archive, "--into", tmp_path / "run", *dry)
        assert result.exit_code == 3
        assert "install it anew." in result.stderr
        assert ".." not in result.stderr

    @pytest.mark.parametrize("dry", [(), ("--dry-run",)])
    def test_no_report_is_told(self, tmp_path: Path, dry: tuple[str, ...]) -> None:
        (tmp_path / "empty").mkdir()
        into = ("--into", tmp_path / "run")
        result = backfill(tmp_path / "empty", *into, *dry)
        assert result.exit_code == 3


def started(
    archive: Path, folder: Path, *more: str, limit: int | None = None
) -> subprocess.Popen[str]:
    """The command, as it is run, with two workers; with files of `limit` KB at most."""
    command = [sys.executable, "-m", "herodotus", "backfill", str(archive)]
    command += ["--into", str(folder), "--workers", "2", "--shard", "2", *more]
    if limit is not None:
        command = ["bash", "-c", f'ulimit -f {limit}; exec "$@"', "bash", *command]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    with process:
        out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def done(folder: Path) -> int:
    """How many shards the manifest has."""
    with suppress(FileNotFoundError):
        return max(len((folder / "manifest.jsonl").read_bytes().splitlines()) - 1, 0)
    return 0


def until(holds: Callable[[], bool]) -> None:
    for _ in range(6000):
        if holds():
            return
        time.sleep(0.02)
    pytest.fail("it does not come to that")


def children(process: int) -> list[int]:
    """The processes that this one started, and they in turn."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [*map(int, found), *(more for one in found for more in children(int(one)))]


def workers(process: int) -> list[int]:
    """Those of them that read: they have the model in memory."""
    return [
        one
        for one in children(process)
        if "spawn_main" in Path(f"/proc/{one}/cmdline").read_text()
    ]


def alive(process: int) -> bool:
    with suppress(OSError):
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    return False


@pytest.fixture
def undisturbed(many: Path, tmp_path: Path) -> Path:
    """The folder of a run that nobody disturbed, by one process."""
    folder = tmp_path / "undisturbed"
    result = backfill(many, "--into", folder, "--shard", 2)
    assert result.exit_code == 0
    return folder


class TestKilled:
    """The program as it is run, with the model, and killed in several ways."""

    def test_a_worker_that_is_killed_is_replaced(
        self, many: Path, tmp_path: Path, undisturbed: Path
    ) -> None:
        folder = tmp_path / "run"
        process = started(many, folder)
        until(lambda: done(folder) > 2)
        os.kill(workers(process.pid)[0], signal.SIGKILL)
        code, _, err = finished(process)
        assert code == 0
        assert "another takes its place" in err
        assert files(folder) == files(undisturbed)

    def test_a_run_that_is_killed_goes_on_and_counts_nothing_twice(
        self, many: Path, tmp_path: Path, undisturbed: Path
    ) -> None:
        folder, ledger = tmp_path / "run", tmp_path / "war.db"
        process = started(many, folder, "--ledger", str(ledger))
        until(lambda: done(folder) > 4)
        orphans = children(process.pid)
        process.kill()
        finished(process)
        until(lambda: not any(map(alive, orphans)))
        kept = done(folder)
        assert len(files(folder)) < len(files(undisturbed))
        more = ("--ledger", str(ledger), "--resume", "--json")
        code, out, _ = finished(started(many, folder, *more))
        row = json.loads(out)
        assert code == 0
        assert row["reports"] == row["read"] == 60
        assert row["resumed"] >= kept
        assert files(folder) == files(undisturbed)
        with Ledger(ledger) as filled:
            assert len(filled) == 60
            assert filled.check() == []

    def test_what_is_interrupted_says_how_to_go_on(
        self, many: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "run"
        process = started(many, folder)
        until(lambda: done(folder) > 2)
        orphans = children(process.pid)
        process.send_signal(signal.SIGINT)
        code, out, err = finished(process)
        assert code == 130
        assert "--resume" in err
        assert "Traceback" not in err
        until(lambda: not any(map(alive, orphans)))
        assert " reports with " in out

    def test_a_quota_ends_the_run_and_more_room_lets_it_go_on(
        self, many: Path, tmp_path: Path, undisturbed: Path
    ) -> None:
        sizes = sorted(len(file) for file in files(undisturbed).values())
        limit = sizes[len(sizes) // 2] // 1024
        folder = tmp_path / "run"
        code, _, err = finished(started(many, folder, limit=limit))
        assert code == 3
        assert "File too large" in err
        assert len(files(folder)) < len(sizes)
        code, _, err = finished(started(many, folder, "--resume"))
        assert (code, err) == (0, "")
        assert files(folder) == files(undisturbed)
