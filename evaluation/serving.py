"""`herodotus serve` as a process of its own, for what asks it as its users do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

#: A server is there after so many seconds, or is not; the same for its end.
_PATIENCE = 60


class Served(NamedTuple):
    """A server that runs: where it can be asked, and its process."""

    address: str
    process: int


@contextmanager
def served(where: str, folder: str, *options: str) -> Iterator[Served]:
    """`herodotus serve` over a ledger, while it runs.

    Args:
        where: the ledger, a path or a URL.
        folder: where the server has its data folder, and its log.
        options: further options of `herodotus serve`.

    Raises:
        RuntimeError: it did not start; what it said is told.
    """
    with Path(folder, "serve.log").open("w+") as log:
        command = [sys.executable, "-m", "herodotus", "serve", "--port", "0"]
        server = subprocess.Popen(
            [*command, "--ledger", where, *options],
            stderr=log,
            env=os.environ | {"HERODOTUS_DATA": folder},
        )
        try:
            yield Served(_address(server, Path(log.name)), server.pid)
        finally:
            server.terminate()
            server.wait(timeout=_PATIENCE)


def _address(server: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        said = re.search(r"http://\S+", log.read_text())
        if said:
            return said.group()
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start: {log.read_text()}")
