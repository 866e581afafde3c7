"""Answers that took long to work out, kept to be given again.

An answer is a file named by all that it follows from: the question, the state of the
claims that it is about (`ledger.turns`) and the rules by which it was made. So it is
never out of date; when anything changes, it is not found, and made anew. The files lie
in `answers` in the user's data folder. They may be deleted at any time, and the oldest
are, when there are too many.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import herodotus
from herodotus.gazetteer.own import data_folder
from herodotus.ledger.undisturbed import undisturbed

#: An answer from fewer claims is made anew sooner than it is looked for.
WORTH_KEEPING = 3_000

#: So many bytes of answers are kept.
ROOM = 256 * 1024 * 1024

_log = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")


def kept_or_made(
    question: tuple[str, ...],
    of: Any,  # whatever pydantic has a schema for
    make: Callable[[], tuple[_Answer, int]],
) -> _Answer:
    """The answer to a question, as it was kept, or else made now.

    Args:
        question: all that the answer follows from but the rules, which are added.
        of: its type.
        make: gives the answer and the number of claims that it was made from.
    """
    file = _folder() / f"{_name(question)}.json"
    found: _Answer | None = _kept(file, of)
    if found is not None:
        return found
    with undisturbed():
        answer, claims = make()
    if claims >= WORTH_KEEPING:
        _keep(file, answer, of)
    return answer


def _folder() -> Path:
    return data_folder() / "answers"


def _name(question: tuple[str, ...]) -> str:
    return hashlib.sha256(repr((question, _rules())).encode()).hexdigest()


@cache
def _rules() -> str:
    """A hash of the program and its data, without the names of places."""
    package = Path(herodotus.__file__).parent
    said = hashlib.sha256()
    for folder in ("model", "gazetteer", "ledger", "reconciliation", "data"):
        for file in sorted((package / folder).rglob("*.*")):
            if file.suffix in (".py", ".toml", ".tsv"):
                said.update(file.read_bytes())
    return said.hexdigest()


def _kept(file: Path, of: Any) -> Any:  # an `of`, or nothing
    from pydantic import TypeAdapter, ValidationError

    try:
        told = file.read_bytes()
    except OSError:
        return None
    with suppress(OSError):
        os.utime(file)  # asked for last
    try:
        return TypeAdapter(of).validate_json(told)
    except ValidationError:
        _log.warning("%s is damaged, and made anew", file)
        return None


def _keep(file: Path, answer: object, of: Any) -> None:
    from pydantic import TypeAdapter

    told = TypeAdapter(of).dump_json(answer)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            dir=file.parent, suffix=".part", delete=False
        ) as part:
            part.write(told)
        Path(part.name).replace(file)
        _make_room(file.parent)
    except OSError as problem:  # a disk that is full, a folder that is not ours
        _log.info("an answer could not be kept: %s", problem)


def _make_room(folder: Path) -> None:
    """Delete what was asked for longest ago, until the rest has room."""
    files = [(file, file.stat()) for file in folder.iterdir()]
    files.sort(key=lambda one: -one[1].st_mtime)
    taken = 0
    for file, known in files:
        taken += known.st_size
        if taken > ROOM:
            with suppress(OSError):
                file.unlink()
