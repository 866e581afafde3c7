"""Folders and patterns to files: sorted, without what is hidden."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from herodotus.errors import FileProblem
from herodotus.sources.text import without_surrogates

_SIGNS = "*?["
_PAGES = (".html", ".htm", ".xhtml")


def files_of(name: str) -> Iterator[str]:
    """The files that an input names: itself, those of a folder, those of a pattern.

    In a folder and in those within it, names are sorted, and hidden files and what is
    no file (a pipe, a device) are passed over, and so is the folder of pictures and
    scripts that a browser saves beside a page.

    Raises:
        FileProblem: there is nothing of that name.
    """
    if name == "-" or "\0" in name:
        yield name
        return
    path = Path(name)
    if path.is_dir():
        found = False
        for file in _within(path):
            found = True
            yield str(file)
        if not found:
            raise FileProblem(
                f"{_shown(name)} is a folder without files in it: check the path",
                where=_shown(name),
            )
    elif any(sign in name for sign in _SIGNS) and not os.path.lexists(path):
        yield from _matching(name)
    else:
        yield name


def _within(folder: Path) -> Iterator[Path]:
    """The files below a folder, in the order of their paths."""
    try:
        entries = sorted(folder.iterdir())
    except PermissionError:
        yield folder  # opening it will say why it cannot be read
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink() and not _is_saved_with(entry.name, names):
                yield from _within(entry)
        elif entry.is_file():
            yield entry


def _is_saved_with(folder: str, names: set[str]) -> bool:
    """Whether a folder holds what a browser saved beside a page.

    >>> _is_saved_with("News_files", {"News_files", "News.html"})
    True
    """
    for ending in ("_files", ".files", "-Dateien", "_fichiers"):
        page = folder.removesuffix(ending)
        if page != folder and any(page + suffix in names for suffix in _PAGES):
            return True
    return False


def _matching(pattern: str) -> Iterator[str]:
    matches = glob.glob(pattern, recursive=True)  # noqa: PTH207 (it may be absolute)
    if not matches:
        raise FileProblem(
            f"{_shown(pattern)} matches no file: check the path", where=_shown(pattern)
        )
    once: dict[Path, Path] = {}  # a link may lead to what is matched anyway
    for match in sorted(matches, key=lambda match: (len(Path(match).parts), match)):
        path = Path(match)
        for file in _within(path) if path.is_dir() else [path]:
            if file.is_file():
                once.setdefault(file.resolve(), file)
    yield from sorted(map(str, once.values()))


def _shown(name: str) -> str:
    return without_surrogates(name)
