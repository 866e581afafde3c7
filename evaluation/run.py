"""Running the product and the scorers, each as its user would: as a command."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

#: A record of JSON Lines: whatever the writer put in it.
Record = dict[str, Any]


class CommandFailed(Exception):
    """A command that was run to measure ended badly; its last words are the message."""


def herodotus(
    verb: str,
    *arguments: str | Path,
    ledger: Path | None = None,
    failures: bool = False,
    seed: int = 0,
) -> bytes:
    """What `herodotus VERB ARGUMENT... --json` prints, of a ledger where one is given.

    With `failures`, reports that could not be read (exit code 1) are let pass. `seed`
    is Python's for the order of sets, on which nothing may depend.
    """
    command = [sys.executable, "-m", "herodotus", verb, *map(str, arguments), "--json"]
    command += ["--ledger", str(ledger)] if ledger is not None else []
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return _run(command, allowed=(0, 1) if failures else (0,), environment=environment)


def score(scorer: Path, *arguments: str | Path) -> str:
    """What a scorer prints."""
    command = [sys.executable, str(scorer), *map(str, arguments)]
    return _run(command, allowed=(0,)).decode("utf-8")


def records(lines: bytes) -> list[Record]:
    """The records of JSON Lines."""
    # Not splitlines(): a text may hold other line separators than the newline.
    return [json.loads(line) for line in lines.split(b"\n") if line.strip()]


def write_records(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write JSON Lines, and give the path back."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def digest(*paths: Path) -> str:
    """One SHA-256 over what measures: gold and scorers, in this order."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _run(
    command: list[str],
    *,
    allowed: tuple[int, ...],
    environment: Mapping[str, str] | None = None,
) -> bytes:
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    if done.returncode not in allowed:
        words = done.stderr.decode("utf-8", "replace").strip()[-1500:]
        raise CommandFailed(f"{' '.join(command)} ended {done.returncode}: {words}")
    return done.stdout
