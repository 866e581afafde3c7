"""Locks on files, which end with the process that holds them, however that ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO


def lock(path: Path, *, wait: bool = False) -> IO[bytes]:
    """Hold a lock until what is returned is closed; other processes wait, or give up.

    Raises:
        OSError: another one holds it, and it is not waited for.
    """
    file = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            how = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK
            msvcrt.locking(file.fileno(), how, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        file.close()
        raise
    return file
