"""Jobs without reports, here so that worker processes can import them quickly."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from herodotus.errors import DataFileError, WorkerDied


class Words:
    """Turns words to capitals, and notes which process did it how often."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self) -> None:
        self.tell("loaded")

    def make(self, item: str) -> str:
        if item.startswith("deadly"):
            self.tell(item)
            os.kill(os.getpid(), signal.SIGKILL)
        if item.startswith("endless"):
            self.tell(item)
            time.sleep(600)
        if item.startswith("fatal") and self.tell(item) == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return item.upper()

    def lose(self, item: str, problem: WorkerDied) -> str:
        return f"{item}: {type(problem).__name__}"

    def keep(self, name: str, made: Sequence[str]) -> tuple[str, tuple[str, ...], int]:
        return name, tuple(made), os.getpid()

    def tell(self, what: str) -> int:
        """Note that it happened; how often it did by now, in all workers."""
        with (self.folder / what).open("a") as file:
            file.write(f"{os.getpid()}\n")
        return len((self.folder / what).read_text().splitlines())


class Unloadable(Words):
    """Cannot be loaded."""

    def load(self) -> None:
        raise DataFileError("The model is incomplete: install it anew.")


class Stillborn(Words):
    """Dies as it is loaded."""

    def load(self) -> None:
        self.tell("born")
        os.kill(os.getpid(), signal.SIGKILL)


class Full(Words):
    """Finds the disk full."""

    def keep(self, name: str, made: Sequence[str]) -> Any:  # never anything
        raise OSError(errno.ENOSPC, "No space left on device")
