"""Files and folders that are there whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click

#: By this file a folder is known as a bundle of ours, which may be made anew.
_MARK = "account.json"


def write_file(path: str | None, content: bytes) -> None:
    """Write a file in one stroke, or to standard output.

    Whoever reads the file meanwhile sees the old one or the new one, never a part.
    """
    if path is None or path == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    whole = Path(path)
    try:
        if whole.exists() and not whole.is_file():  # a pipe, or a device
            whole.write_bytes(content)
            return
        whole = whole.resolve()
        part = _beside(whole)
        try:
            part.write_bytes(content)
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
    except OSError as problem:
        raise _refusal(path, problem) from problem


def write_folder(path: str, files: Iterable[tuple[str, bytes]]) -> int:
    """Write a folder of files in one stroke, and say how many there are.

    An older bundle at that place is replaced; any other folder is left alone.
    """
    whole = Path(path)
    if whole.exists() and not _replaceable(whole):
        raise click.UsageError(
            f"{path} is there already and is no bundle. Choose another folder."
        )
    number = 0
    try:
        whole = whole.resolve()
        part = _beside(whole)
        try:
            for name, content in files:
                file = part / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                number += 1
            if whole.exists():
                shutil.rmtree(whole)
            part.rename(whole)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as problem:
        raise _refusal(path, problem) from problem
    return number


def _replaceable(path: Path) -> bool:
    """Whether a folder is empty, or a bundle made before."""
    if not path.is_dir():
        return False
    names = {entry.name for entry in path.iterdir()}
    return not names or {"index.html", _MARK} <= names


def _beside(path: Path) -> Path:
    """A name for what is not whole yet, in the same folder and so on the same disk."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _refusal(path: str, problem: OSError) -> click.UsageError:
    return click.UsageError(f"Cannot write to {path}: {problem.strerror or problem}.")
