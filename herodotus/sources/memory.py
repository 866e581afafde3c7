"""What a watch remembers: feeds asked, items found and read, notices still to be sent.

One file of JSON Lines, which only grows while the watch runs. Each line is one step and
is on the disk before the next is taken, so that a step happened or did not. The feed's
validators and the items found with them are one step: an item whose page has yet to be
read is never forgotten for a "304 Not Modified". That items are done with, and which
notices came of them, is one step as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple

from herodotus.errors import WatchProblem
from herodotus.sources.locks import lock

#: The file is made short again when it is so large, and has grown fourfold.
_LARGE = 1 << 20

#: Anything that JSON can say.
Plain = dict[str, Any]


@dataclass
class Feed:
    """A feed: what its last answer is known by, when to ask again, how it failed."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0


class Item(NamedTuple):
    """One item of a feed, as it stood there at one time.

    Attributes:
        names: its id and its address: whatever has one of them is the same item.
        digest: a hash of what the feed says of it; another one is another version.
        feed: the feed that it was found in.
        entry: what the feed says.
        due: when its page may be asked for; for those not asked for, nothing.
        tries: how often its page was asked for in vain.
    """

    names: tuple[str, ...]
    digest: str
    feed: str
    entry: Plain
    due: float = 0.0
    tries: int = 0

    @property
    def key(self) -> str:
        """The name of this version of the item."""
        return f"{self.names[0]} {self.digest}"


@dataclass
class Seen:
    """An item that was read: its versions, how often it was read, and when last."""

    digests: set[str] = field(default_factory=set)
    times: int = 0
    moment: float = 0.0


@dataclass
class Outgoing:
    """A notice, the ways by which it is still to go out, and when to try again."""

    notice: Plain
    to: list[str]
    tries: int = 0
    due: float = 0.0


class Memory:
    """The memory of one watch; one process at a time has it open.

    Raises:
        WatchProblem: another watch has it open, or it cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.feeds: dict[str, Feed] = {}
        self.hosts: dict[str, tuple[float, int]] = {}  # held until, failures in a row
        self.waiting: dict[str, Item] = {}
        self.seen: dict[str, Seen] = {}
        self.untold: set[str] = set()  # keys of reports that no rule has looked at
        self.told: dict[str, set[str]] = {}  # claims that each rule has told of
        self.outgoing: dict[str, Outgoing] = {}
        self._lock: IO[bytes] | None = None
        self._file: IO[bytes] | None = None
        self._short = 0  # bytes of the file when it was last written anew
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(path)
            for line in _lines(path):
                self._apply(line)
            self._rewrite()
        except OSError as problem:
            self.close()
            raise WatchProblem(
                f"{path} cannot be used to remember what was read: "
                f"{problem.strerror or problem}",
                where=str(path),
            ) from problem
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        for file in (self._file, self._lock):
            if file is not None:
                file.close()

    def asked(self, url: str, feed: Feed, found: Iterable[Item] = ()) -> None:
        """Note what a feed answered, and which items it holds that are to be read."""
        items = [_plain(item) for item in found]
        self._note({"feed": url, **asdict(feed), "found": items})

    def held(self, host: str, *, until: float, failures: int) -> None:
        """Note that a host is left alone until a moment."""
        self._note({"host": host, "until": until, "failures": failures})

    def put_off(self, item: Item) -> None:
        """Note that an item is to be tried again."""
        self._note({"item": _plain(item)})

    def adding(self, reports: Iterable[str]) -> None:
        """Note the keys of reports that are about to be added to the ledger."""
        coming = sorted(set(reports) - self.untold)
        if coming:
            self._note({"adding": coming})

    def settle(
        self,
        items: Iterable[Item],
        *,
        moment: float,
        notices: Iterable[tuple[Plain, list[str]]] = (),
    ) -> None:
        """Note that items are read and added, and the notices that came of it.

        With that every rule has looked at all reports that were being added.
        """
        done = [[list(item.names), item.digest] for item in items]
        sent = [{"notice": notice, "to": to} for notice, to in notices]
        if done or sent or self.untold:
            self._note({"done": done, "moment": moment, "notices": sent})

    def delivered(self, notice: str, way: str) -> None:
        """Note that a notice went out one way."""
        self._note({"delivered": notice, "by": way})

    def undelivered(self, notice: str, *, tries: int, due: float) -> None:
        """Note that a notice could not be delivered, and when to try again."""
        self._note({"undelivered": notice, "tries": tries, "due": due})

    def has(self, names: Iterable[str], digest: str) -> bool:
        """Whether this version of an item was read, or waits for it."""
        every = set(names)
        if any(digest in self.seen[name].digests for name in every & set(self.seen)):
            return True
        return any(
            item.digest == digest and every & set(item.names)
            for item in self.waiting.values()
        )

    # One line is one step.

    def _note(self, line: Plain) -> None:
        assert self._file is not None
        try:
            self._file.write(_encoded(line))
            self._file.flush()
            os.fsync(self._file.fileno())
            self._apply(line)
            if self._file.tell() > max(_LARGE, 4 * self._short):
                self._rewrite()
        except OSError as problem:
            raise WatchProblem(
                f"{self.path} cannot be written: {problem.strerror or problem}",
                where=str(self.path),
            ) from problem

    def _rewrite(self) -> None:
        """Put what is remembered now in the place of how it came about."""
        before, self._file = self._file, None
        if before is not None:
            before.close()
        self._file = _rewritten(self.path, self._lines())
        self._short = self._file.tell()

    def _apply(self, line: Plain) -> None:
        match line:
            case {"feed": url, "found": found, **state}:
                self.feeds[url] = Feed(**state)
                for item in map(_item, found):
                    self._found(item)
            case {"host": host, "until": until, "failures": failures}:
                self.hosts[host] = (until, failures)
            case {"item": plain}:
                item = _item(plain)
                self.waiting[item.key] = item
            case {"adding": reports}:
                self.untold.update(reports)
            case {"done": done, "moment": moment, "notices": notices}:
                self._settle(done, moment, notices)
            case {"delivered": notice, "by": way}:
                self._delivered(notice, way)
            case {"undelivered": notice, "tries": tries, "due": due}:
                if notice in self.outgoing:
                    self.outgoing[notice].tries = tries
                    self.outgoing[notice].due = due
            case {"seen": name, "digests": digests, "times": times, "moment": moment}:
                self.seen[name] = Seen(set(digests), times, moment)
            case {"rule": rule, "told": claims}:
                self.told.setdefault(rule, set()).update(claims)
            case {"outgoing": outgoing}:
                one = Outgoing(**outgoing)
                self.outgoing[one.notice["id"]] = one

    def _found(self, item: Item) -> None:
        """Have an item wait to be read; a page is fetched as it is, once, not twice."""
        for key, other in list(self.waiting.items()):
            same = other.names[0] == item.names[0]
            if same and item.entry.get("content") is None is other.entry.get("content"):
                del self.waiting[key]
        self.waiting[item.key] = item

    def _settle(self, done: list[Any], moment: float, notices: list[Plain]) -> None:
        for names, digest in done:
            self.waiting.pop(f"{names[0]} {digest}", None)
            for name in names:
                seen = self.seen.setdefault(name, Seen())
                seen.digests.add(digest)
                seen.times += 1
                seen.moment = moment
        for one in notices:
            notice = one["notice"]
            told = self.told.setdefault(notice["rule"], set())
            told.update(notice["claim_ids"])
            if one["to"]:
                self.outgoing[notice["id"]] = Outgoing(notice, list(one["to"]))
        self.untold.clear()

    def _delivered(self, notice: str, way: str) -> None:
        one = self.outgoing.get(notice)
        if one is not None:
            one.to = [other for other in one.to if other != way]
            if not one.to:
                del self.outgoing[notice]

    def _lines(self) -> Iterator[Plain]:
        """All that is remembered, in as few lines as may be."""
        for url, feed in self.feeds.items():
            yield {"feed": url, **asdict(feed), "found": []}
        for host, (until, failures) in self.hosts.items():
            yield {"host": host, "until": until, "failures": failures}
        for item in self.waiting.values():
            yield {"item": _plain(item)}
        for name, seen in self.seen.items():
            yield {"seen": name, **asdict(seen), "digests": sorted(seen.digests)}
        if self.untold:
            yield {"adding": sorted(self.untold)}
        for rule, claims in self.told.items():
            yield {"rule": rule, "told": sorted(claims)}
        for outgoing in self.outgoing.values():
            yield {"outgoing": asdict(outgoing)}


def _plain(item: Item) -> Plain:
    return {**item._asdict(), "names": list(item.names)}


def _item(plain: Mapping[str, Any]) -> Item:
    return Item(**{**plain, "names": tuple(plain["names"])})


def _encoded(line: Plain) -> bytes:
    text = json.dumps(line, ensure_ascii=True, separators=(",", ":"))
    return text.encode("ascii") + b"\n"


def _lines(path: Path) -> Iterator[Plain]:
    """The steps that were noted; one that broke off at the end never happened.

    Raises:
        WatchProblem: a line in the midst is none of ours.
    """
    with suppress(FileNotFoundError), path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.endswith(b"\n"):
                return
            try:
                found = json.loads(line)
            except ValueError as problem:
                raise WatchProblem(
                    f"{path} is damaged at line {number}: name another file with "
                    "--memory, or remove it, and items will be read anew",
                    where=str(path),
                ) from problem
            if isinstance(found, dict):
                yield found


def _rewritten(path: Path, lines: Iterable[Plain]) -> IO[bytes]:
    """The file with these lines in the place of the old one, opened to go on."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.writelines(map(_encoded, lines))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return path.open("ab")


def _locked(path: Path) -> IO[bytes]:
    try:
        return lock(path.with_name(path.name + ".lock"))
    except OSError as problem:
        raise WatchProblem(
            f"Another watch uses {path}: end that one, or name another file with "
            "--memory",
            where=str(path),
        ) from problem
