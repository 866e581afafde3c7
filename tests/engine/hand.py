"""Jobs that read by hand, here so that worker processes can import them."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Sequence
from typing import Any

from herodotus.engine.backfill import ReadingJob
from herodotus.engine.manifest import Kept
from herodotus.model import Failure, Reading, Report
from tests.cli.conftest import ByHand


class HandJob(ReadingJob):
    """Reads by hand, and dies where a text says so."""

    def load(self) -> None:
        self._reader: Any = ByHand()  # does what a reader does

    def make(self, item: Report | Failure) -> Reading | Failure:
        if isinstance(item, Report) and "poison" in item.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().make(item)


class FullJob(HandJob):
    """Finds the disk full when it is to write the file of a certain report."""

    def keep(self, name: str, made: Sequence[Reading | Failure]) -> Kept:
        if any(isinstance(one, Reading) and one.report.id == "last" for one in made):
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().keep(name, made)
