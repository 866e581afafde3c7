"""Kill `herodotus add` in the middle of its work, again and again: is anything lost?

    python -m evaluation.durability [--kills 50] [--reports 2000] [--seed 1947]

Made reports are added by the command, with the real reader. Its process is killed
(SIGKILL) at a random moment, every second time at the moment at which it writes, and
the same command is given again, until it comes to its end. The ledger must then equal
that of a run which nobody disturbed, and `herodotus db check` must find it whole.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from herodotus.ledger import Ledger

_SIDES = (
    ("Azerbaijan", "the Azerbaijani Defence Ministry"),
    ("Armenia", "the Armenian Defence Ministry"),
    ("Nagorno-Karabakh", "the Nagorno-Karabakh Defence Ministry"),
)
_TOWNS = ("Terter", "Barda", "Ganja", "Shushi", "Martuni", "Askeran", "Hadrut", "Goris")
_OUTLETS = ("Northern Wire", "Evening Post", "Caucasus Radio", "Harbour Times")
_PEOPLE = ("soldiers", "civilians", "servicemen", "reservists", "residents")
_MEANS = ("shelling", "an air strike", "a drone attack", "mortar fire", "clashes")


class Outcome(NamedTuple):
    """What came of the kills.

    Attributes:
        kills: how often the command was killed.
        writing: how many of these while the ledger's file was being written.
        kept: how many reports were there after each kill.
        equal: whether the ledger holds what the undisturbed one does.
        problems: what `db check` says.
        seconds: how long all took.
    """

    kills: int
    writing: int
    kept: tuple[int, ...]
    equal: bool
    problems: tuple[str, ...]
    seconds: float


def main() -> None:
    """Kill, compare, tell."""
    parser = argparse.ArgumentParser(description="What is left after a kill?")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1947)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="herodotus-durability-") as folder:
        found = torment(
            Path(folder), kills=asked.kills, reports=asked.reports, seed=asked.seed
        )
    sys.exit(tell(found, f"{asked.reports:,} reports", kills=asked.kills))


def tell(found: Outcome, what: str, *, kills: int) -> int:
    """Print what came of the kills; the exit code for that."""
    print(
        f"{found.kills} kills ({found.writing} at a write) of an add of "
        f"{what}, {found.seconds:.0f} s"
    )
    print(f"reports kept after each kill: {', '.join(map(str, found.kept))}")
    print(f"equal to the undisturbed ledger: {'yes' if found.equal else 'NO'}")
    print(f"problems found by db check: {len(found.problems)}")
    for problem in found.problems[:20]:
        print(f"  {problem}")
    enough = found.kills >= kills
    if not enough:
        print(f"the work was done before {kills} kills: ask for more reports")
    return 0 if found.equal and not found.problems and enough else 1


#: Writes made reports into a folder as an archive of some kind, and says where.
Write = Callable[[Path, list[dict[str, Any]]], Path]


def as_lines(folder: Path, rows: list[dict[str, Any]]) -> Path:
    """The reports as JSON Lines."""
    archive = folder / "archive.jsonl"
    lines = [json.dumps(row) for row in rows]
    archive.write_text("\n".join(lines), encoding="utf-8")
    return archive


def torment(
    folder: Path, *, kills: int, reports: int, seed: int, write: Write = as_lines
) -> Outcome:
    """Add made reports to two ledgers, one undisturbed, one under kills."""
    begun = time.monotonic()
    archive = write(folder, made(reports, seed=seed))
    quiet, loud = folder / "quiet.db", folder / "loud.db"
    undisturbed = start(archive, quiet)
    chance = random.Random(seed)
    latest = max(0, reports - 60)  # later, the work might be over before the kill
    moments = sorted(chance.uniform(0, latest) for _ in range(kills))
    struck = [
        blow
        for number, moment in enumerate(moments)
        if (blow := _kill(archive, loud, moment, chance, at_write=number % 2 > 0))
    ]
    finish(start(archive, loud))
    finish(undisturbed)
    with Ledger(quiet) as one, Ledger(loud) as other:
        return Outcome(
            kills=len(struck),
            writing=sum(blow.writing for blow in struck),
            kept=tuple(blow.kept for blow in struck),
            equal=one.digest() == other.digest() and len(one) > 0,
            problems=tuple(one.check() + other.check()),
            seconds=time.monotonic() - begun,
        )


def made(number: int, *, seed: int) -> list[dict[str, Any]]:
    """Short reports as of a wire; every fifth is a copy in another outlet."""
    chance = random.Random(seed)
    found: list[dict[str, Any]] = []
    for ordinal in range(number):
        if found and ordinal % 5 == 4:
            others = [one for one in _OUTLETS if one != found[-1]["publisher"]]
            copy = {**found[-1], "publisher": chance.choice(others)}
            found.append({**copy, "id": f"made-{ordinal}"})
            continue
        side, ministry = chance.choice(_SIDES)
        town, other = chance.sample(_TOWNS, 2)
        dead, hurt = chance.randint(2, 90), chance.randint(2, 200)
        people, means = chance.choice(_PEOPLE), chance.choice(_MEANS)
        day = date(2020, 9, 27) + timedelta(chance.randint(0, 43))
        found.append(
            {
                "id": f"made-{ordinal}",
                "date": day.isoformat(),
                "place": town,
                "publisher": chance.choice(_OUTLETS),
                "text": f"{dead} {people} of {side} were killed in {means} near {town} "
                f"on {day:%A}, {ministry} said. Another {hurt} people were wounded in "
                f"{other}, bulletin {ordinal} added.",
            }
        )
    return found


class _Blow(NamedTuple):
    """A kill: how many reports were there after it; whether it came at a write."""

    kept: int
    writing: bool


def _kill(
    archive: Path,
    ledger: Path,
    moment: float,
    chance: random.Random,
    *,
    at_write: bool,
) -> _Blow | None:
    """Give the command, and kill it a little after so many reports are there.

    None where it came to its end before.
    """
    process = start(archive, ledger)
    _await(process, lambda: _reports(ledger) >= moment)
    time.sleep(chance.uniform(0, 0.3))
    log = Path(f"{ledger}-wal")
    writing = False
    if at_write:
        before = _state(log)
        _await(process, lambda: _state(log) != before)
        writing = _state(log) != before
        time.sleep(chance.uniform(0, 0.01))
    process.kill()
    process.wait()
    if process.returncode == 0:
        return None
    return _Blow(_reports(ledger), writing)


def start(archive: Path, ledger: Path) -> subprocess.Popen[bytes]:
    """Give the command; its process. What it complains of goes into a file.

    In a pipe that nobody reads while it works, it would wait for ever.
    """
    command = [sys.executable, "-m", "herodotus", "add", str(archive)]
    with _complaints(ledger).open("wb") as complaints:
        return subprocess.Popen(
            [*command, "--ledger", str(ledger), "--json"],
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        )


def finish(process: subprocess.Popen[bytes]) -> None:
    """Wait for a command to end, as it must, well."""
    if process.wait():
        ledger = Path(process.args[-2])  # type: ignore[index, arg-type]
        raise SystemExit(f"herodotus add failed: {_complaints(ledger).read_text()}")


def _complaints(ledger: Path) -> Path:
    return ledger.with_suffix(".complaints")


def _await(process: subprocess.Popen[bytes], reached: Callable[[], bool]) -> None:
    """Wait until something is so, or the process ends."""
    while process.poll() is None and not reached():
        time.sleep(0.005)


def _reports(ledger: Path) -> int:
    """How many reports there are, asked without the program that is tested."""
    try:
        with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.Error:
        return 0


def _state(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


if __name__ == "__main__":
    main()
