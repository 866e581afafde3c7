"""Files that are on the disk whole, or not there."""

from __future__ import annotations

import os
from pathlib import Path

from herodotus.ledger.copying import sync

#: The end of the name of a file that is not whole yet.
PART = ".part"


def write_whole(path: Path, content: bytes) -> None:
    """Have a file on the disk when this returns; until then, nothing of that name.

    Raises:
        OSError: the disk is full, or may not be written to; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}{PART}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)
