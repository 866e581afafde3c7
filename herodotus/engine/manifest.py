"""The manifest of a run: which shards are done, what they came to, and their files.

It is one file of JSON Lines in the folder of the run. The first line says what the run
is of; each other one is a shard that is done, and is on the disk before the next is
begun to be counted. A shard without such a line is not done, whatever files there are.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple

from herodotus.engine.files import PART, write_whole
from herodotus.errors import DamagedRun, NotThisRun
from herodotus.model import Failure
from herodotus.sources.locks import lock

_NAME = "manifest.jsonl"
_LOCK = "lock"
_SHARDS = "shards"


class Done(NamedTuple):
    """A shard that is done: its file, and what it holds.

    Attributes:
        shard: its name.
        bytes: how long its file is.
        sha256: the hash of its file.
        read: how many reports were read.
        claims: how many claims they made.
        failed: how many reports could not be read, by the name of the error.
        languages: those in other languages among these, by language.
    """

    shard: str
    bytes: int
    sha256: str
    read: int = 0
    claims: int = 0
    failed: Mapping[str, int] = {}
    languages: Mapping[str, int] = {}

    @property
    def reports(self) -> int:
        """How many reports the shard has, read or not."""
        return self.read + sum(self.failed.values())


class Kept(NamedTuple):
    """A shard that is done, and the failures in it where it was done just now."""

    done: Done
    failures: tuple[Failure, ...] = ()


def shard_file(folder: Path, name: str) -> Path:
    """Where the file of a shard is: in one of 256 folders, so that none grows large."""
    return folder / _SHARDS / name[:2] / f"{name}.parquet"


def keep_shard(folder: Path, name: str, content: bytes) -> Done:
    """Write the file of a shard; what it holds is still to be filled in."""
    write_whole(shard_file(folder, name), content)
    return Done(name, len(content), hashlib.sha256(content).hexdigest())


class Manifest:
    """What is done of a run, in its folder, which no other process may use meanwhile.

    Args:
        folder: the folder; it is made where it is not there.
        plan: what the run is of, as plain JSON: inputs, reader, size of shards.
        resume: whether to go on with a run that is there.

    Raises:
        NotThisRun: the folder is in use, or holds something else.
        DamagedRun: the manifest cannot be understood.
        OSError: the folder cannot be written to.
    """

    def __init__(
        self, folder: Path, plan: Mapping[str, Any], *, resume: bool = False
    ) -> None:
        self.folder = folder
        self._path = folder / _NAME
        _refuse_others(folder, resume=resume)
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(folder)
        self._file: IO[bytes] | None = None
        try:
            self._done = self._begin(plan)
            self._file = self._path.open("ab")
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Manifest:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder."""
        if self._file is not None:
            self._file.close()
        self._lock.close()

    def done(self, shard: str) -> Done | None:
        """What a shard came to, if it is done."""
        return self._done.get(shard)

    def note(self, done: Done) -> None:
        """Have it on the disk that a shard is done."""
        self._append(_line(done))
        self._done[done.shard] = done

    def content(self, done: Done) -> bytes:
        """The file of a shard, as it was written.

        Raises:
            DamagedRun: it is not what was written.
        """
        path = shard_file(self.folder, done.shard)
        try:
            content = path.read_bytes()
        except OSError as problem:
            raise _damaged(path) from problem
        if hashlib.sha256(content).hexdigest() != done.sha256:
            raise _damaged(path)
        return content

    def drop_others(self, shards: Collection[str]) -> int:
        """Remove what is done but none of these: the inputs do not hold it any more."""
        others = [name for name in self._done if name not in shards]
        for name in others:
            self._append({"dropped": name})
            del self._done[name]
            shard_file(self.folder, name).unlink(missing_ok=True)
        return len(others)

    def _append(self, line: Mapping[str, Any]) -> None:
        assert self._file is not None, "an open manifest has a file"
        self._file.write(_encoded(line))
        self._file.flush()
        os.fsync(self._file.fileno())

    def _begin(self, plan: Mapping[str, Any]) -> dict[str, Done]:
        for part in self.folder.rglob(f"*{PART}"):
            part.unlink(missing_ok=True)  # of a worker that was killed at it
        if not self._path.exists():
            write_whole(self._path, _encoded(plan))
            return {}
        lines = list(_lines(self._path))
        if not lines or lines[0] != json.loads(json.dumps(plan)):
            raise NotThisRun(
                f"{self.folder} holds a run of other inputs, options or version: "
                f"{_difference(lines[0] if lines else {}, plan)}. Name another folder",
                where=str(self.folder),
            )
        return {done.shard: done for done in _still_there(self.folder, lines[1:])}


def _refuse_others(folder: Path, *, resume: bool) -> None:
    """Refuse a folder with something else in it, or with a run not asked for."""
    names = set()
    with suppress(FileNotFoundError):
        names = {entry.name for entry in folder.iterdir()}
    if _NAME in names and not resume:
        raise NotThisRun(
            f"{folder} holds a run already: go on with it by --resume, or name "
            "another folder",
            where=str(folder),
        )
    begun = {name for name in names if name.startswith(_NAME) and name.endswith(PART)}
    if _NAME not in names and names - begun - {_LOCK}:
        raise NotThisRun(
            f"{folder} is not empty, and holds no run. Name another folder",
            where=str(folder),
        )


def _locked(folder: Path) -> IO[bytes]:
    try:
        return lock(folder / _LOCK)
    except BlockingIOError as problem:
        raise NotThisRun(
            f"Another process works in {folder}: wait for it, or name another folder",
            where=str(folder),
        ) from problem


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a manifest; one that was broken off at the end is taken away."""
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        with path.open("r+b") as file:
            file.truncate(len(whole))
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            yield dict(json.loads(line))
        except (ValueError, TypeError) as problem:
            raise _damaged(path, f" at line {number}") from problem


def _still_there(folder: Path, lines: list[dict[str, Any]]) -> Iterator[Done]:
    """The shards that are done, and whose files are as long as they were."""
    found: dict[str, Done] = {}
    for line in lines:
        if "dropped" in line:
            found.pop(line["dropped"], None)
        else:
            done = Done(**line)
            found[done.shard] = done
    for name, done in found.items():
        with suppress(OSError):
            if shard_file(folder, name).stat().st_size == done.bytes:
                yield done


def _line(done: Done) -> dict[str, Any]:
    return {name: value for name, value in done._asdict().items() if value != {}}


def _encoded(line: Mapping[str, Any]) -> bytes:
    return json.dumps(line).encode("ascii") + b"\n"


def _difference(there: Mapping[str, Any], here: Mapping[str, Any]) -> str:
    """The names of what two plans differ in.

    >>> _difference({"reader": "a", "size": 2}, {"reader": "b", "size": 2})
    'reader differs'
    """
    names = sorted(
        name for name in there.keys() | here.keys() if there.get(name) != here.get(name)
    )
    return f"{', '.join(names) or 'nothing'} differs"


def _damaged(path: Path, where: str = "") -> DamagedRun:
    return DamagedRun(
        f"{path} is damaged{where}: "
        + (
            "name another folder"
            if where
            else "remove it, and the same command with --resume reads it anew"
        ),
        where=str(path),
    )


def counted(failures: Collection[Failure]) -> tuple[dict[str, int], dict[str, int]]:
    """How many failures there are by error, and by language among those."""
    errors = Counter(failure.error for failure in failures)
    languages = Counter(one.language for one in failures if one.language)
    return dict(sorted(errors.items())), dict(sorted(languages.items()))
