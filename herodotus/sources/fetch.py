"""Addresses on the web fetched: safely, politely, and never without end.

Safely: a connection goes only where `address` and `connection` allow, at every step of
a redirect; nothing that comes back is run or trusted, and all of it is limited in size,
time and number. Politely: robots.txt is kept to, requests to one host leave a pause
between them, a server that asks for patience gets it, and we say who we are.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urlsplit

from herodotus.errors import (
    BadStatus,
    FetchProblem,
    RobotsRefused,
    TooLong,
    TooManyRedirects,
)
from herodotus.sources.address import check_url
from herodotus.sources.answers import (
    named,
    next_address,
    refuse_length,
    refuse_status,
    too_large,
)
from herodotus.sources.bodies import ACCEPTED, unpacked
from herodotus.sources.robots import CLOSED, LONGEST, OPEN, Rules, robots_rules

if TYPE_CHECKING:
    import httpcore2
    import httpx2

    from herodotus.model import Report
    from herodotus.sources.connection import Resolver

_log = logging.getLogger(__name__)

Headers = tuple[tuple[str, str], ...]

#: Is told of a report that was read from what was fetched.
Tie = Callable[["Report"], None]

_IN_MEMORY = 8 << 20
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({429, 502, 503, 504})
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x03\x04", b"PAR1", b"WARC/", b'{"')
_MOST_ROBOTS = 1000


@dataclass(frozen=True)
class Manners:
    """How far fetching goes, and how politely.

    Attributes:
        private: addresses of this machine and of networks of one's own may be fetched.
        robots: robots.txt is kept to.
        largest: bytes of a page, unpacked; `largest_archive` those of an archive.
        seconds: for one address, redirects and all; `archive_seconds` for an archive.
        stall: seconds of silence after which a server is given up.
        redirects: from one address to the next.
        retries: of a request that the server could not answer now.
        longest_wait: seconds that a server may ask us to wait.
        pause: seconds between two requests to one host.
        contact: an address for the operators of sites, in the user agent.
    """

    private: bool = False
    robots: bool = True
    largest: int = 20_000_000
    largest_archive: int = 2_000_000_000
    seconds: float = 60.0
    archive_seconds: float = 3600.0
    stall: float = 20.0
    redirects: int = 5
    retries: int = 3
    longest_wait: float = 120.0
    pause: float = 1.0
    contact: str = ""

    @classmethod
    def from_environment(cls, *, private: bool = False) -> Manners:
        """The usual manners, with what the variables of the environment change."""
        allowed = os.environ.get("HERODOTUS_ALLOW_PRIVATE", "").strip().lower()
        return cls(
            private=private or allowed in {"1", "true", "yes", "on"},
            contact=os.environ.get("HERODOTUS_CONTACT", "").strip(),
        )


@dataclass(frozen=True)
class Fetched:
    """What one address gave: close it after use.

    `asked` is the address that was asked for, `url` the one that answered in the end.
    `stream` is the body, unpacked. With the status 304 nothing has changed since the
    copy that was named in the request, and there is no body. `tie` is told of each
    report that is read from it, where it is archived.
    """

    asked: str
    url: str
    status: int
    headers: Headers
    stream: BinaryIO
    size: int
    moment: datetime.datetime
    request: Headers = field(default=(), repr=False)
    tie: Tie | None = field(default=None, repr=False, compare=False)

    def header(self, name: str) -> str | None:
        """The value of a header, or None."""
        name = name.lower()
        return next((value for key, value in self.headers if key == name), None)

    @property
    def unchanged(self) -> bool:
        """Whether the copy that the request named is still the newest."""
        return self.status == 304

    @property
    def media_type(self) -> str:
        """The type that the server says it is of, as in "text/html"."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server says its text is in."""
        return charset_of(self.header("content-type") or "")

    def __enter__(self) -> Fetched:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()


class Fetcher:
    """Fetches addresses one after the other, and remembers what sites have asked for.

    One for a run; not to be shared between threads. `keep` is given all that is fetched
    but robots.txt: it reads the body and leaves it at its start. `resolver` says which
    numbers a name stands for, and `sockets` connects to a number that was let through;
    `clock` and `sleep` are those by which it waits.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        resolver: Resolver | None = None,
        sockets: httpcore2.NetworkBackend | None = None,
        keep: Callable[[Fetched], Tie | None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import httpx2

        from herodotus.sources.connection import Deadline, Transport

        self.manners = manners or Manners.from_environment()
        self._keep = keep
        self._clock = clock
        self._sleep = sleep
        self._deadline = Deadline()
        self._robots: dict[str, tuple[float, Rules]] = {}
        self._last: dict[str, float] = {}
        transport = Transport(
            private=self.manners.private,
            deadline=self._deadline,
            resolver=resolver,
            sockets=sockets,
        )
        self._client = httpx2.Client(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(self.manners.stall, connect=10),
        )

    def get(
        self, url: str, *, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """What the address gives; with `etag` or `modified`, only if it is new.

        Those two are the headers ETag and Last-Modified of the copy that one has.

        Raises:
            FetchProblem: it cannot or may not be fetched; the message says why.
            TooLong: it is larger than the limit.
        """
        asked = url.partition("#")[0]
        conditions = {"if-none-match": etag, "if-modified-since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        fetched = self._patiently(asked, headers)
        if self._keep is not None:
            tie = self._keep(fetched)
            fetched.stream.seek(0)
            fetched = replace(fetched, tie=tie)
        return fetched

    def close(self) -> None:
        """End every connection."""
        self._client.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _patiently(self, url: str, headers: dict[str, str]) -> Fetched:
        """Ask again, after a while, where the server could not answer now."""
        for attempt in range(self.manners.retries + 1):
            try:
                return self._follow(url, headers)
            except FetchProblem as problem:
                wait = self._wait(problem, attempt)
                if wait is None or attempt == self.manners.retries:
                    raise
                _log.debug("%s: again in %.0f seconds", url, wait)
                self._sleep(wait)
        raise FetchProblem(f"{url} was not asked for", url=url)

    def _wait(self, problem: FetchProblem, attempt: int) -> float | None:
        """Seconds until another attempt makes sense; None where none does."""
        facts = problem.facts
        broken = facts.get("broken") and not attempt  # once is bad luck
        if not broken and facts.get("status") not in _AGAIN:
            return None
        asked = facts.get("retry_after")
        if asked is not None:
            return asked if asked <= self.manners.longest_wait else None
        grown = 2.0**attempt * random.uniform(0.5, 1.0)
        return min(grown, self.manners.longest_wait)

    def _follow(self, asked: str, headers: dict[str, str]) -> Fetched:
        """Fetch an address, going from redirect to redirect."""
        self._client.cookies.clear()
        url, seen = asked, [asked]
        self._deadline.set(self.manners.seconds)
        while True:
            try:
                self._permit(url)
                found = self._once(asked, url, headers, self.manners.largest)
            except FetchProblem as problem:
                if asked in problem.message:
                    raise
                message = (
                    f"{asked} sends on to where nothing is read: {problem.message}"
                )
                raise type(problem)(message, **problem.facts) from problem
            if isinstance(found, Fetched):
                return found
            url = found
            if url in seen:
                raise TooManyRedirects(
                    f"{asked} leads in a circle, back to {url}: check the address in "
                    "a browser",
                    url=asked,
                )
            seen.append(url)
            if len(seen) > self.manners.redirects + 1:
                raise TooManyRedirects(
                    f"{asked} sends on more than {self.manners.redirects} times, last "
                    f"to {url}: give the address at which the page is in the end",
                    url=asked,
                )

    def _permit(self, url: str) -> None:
        """Raise where the address is none to fetch, or its site asks us not to."""
        check_url(url, private=self.manners.private)
        if not self.manners.robots:
            self._pause(url, None)
            return
        rules = self._rules(url)
        if not rules.allow(url):
            raise RobotsRefused(
                f"{url} is not fetched: the robots.txt of its site asks programs to "
                "stay away from it. Save the page from a browser, and read the file",
                url=url,
            )
        self._pause(url, rules.delay)

    def _rules(self, url: str) -> Rules:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}".lower()
        found = self._robots.get(site)
        if found and self._clock() - found[0] < 24 * 3600:
            return found[1]
        address = f"{site}/robots.txt"
        try:
            rules = self._robots_at(address)
        except TooLong:
            rules = CLOSED
        except FetchProblem as problem:  # told of the address that was asked for
            message = problem.message.replace(address, url)
            raise type(problem)(message, **problem.facts | {"url": url}) from problem
        if len(self._robots) >= _MOST_ROBOTS:
            self._robots.pop(next(iter(self._robots)))
        self._robots[site] = (self._clock(), rules)
        return rules

    def _robots_at(self, address: str) -> Rules:
        """What a robots.txt says: one that is not there allows all (RFC 9309, 2.3)."""
        url = address
        for _ in range(self.manners.redirects + 1):
            try:
                check_url(url, private=self.manners.private)
                found = self._once(address, url, {}, LONGEST, cut=True)
            except BadStatus as problem:
                status = problem.facts["status"]
                if 400 <= status < 500 and status != 429:
                    return OPEN
                raise
            if isinstance(found, Fetched):
                with found:
                    data = found.stream.read(LONGEST)
                return robots_rules(data.decode("utf-8", errors="replace"))
            url = found
        return OPEN

    def _pause(self, url: str, delay: float | None) -> None:
        """Leave the host alone for as long as manners, or it, ask for."""
        host = urlsplit(url).netloc.lower()
        pause = max(self.manners.pause, min(delay or 0.0, self.manners.longest_wait))
        last = self._last.get(host)
        if last is not None:
            left = last + pause - self._clock()
            if left > 0:
                self._sleep(left)
                self._deadline.set(self.manners.seconds)
        self._last.pop(host, None)
        self._last[host] = self._clock()
        if len(self._last) > _MOST_ROBOTS:
            self._last.pop(next(iter(self._last)))

    def _once(
        self,
        asked: str,
        url: str,
        headers: dict[str, str],
        largest: int,
        *,
        cut: bool = False,
    ) -> Fetched | str:
        """One request: what came back, or the address that it sends on to."""
        with named(url), contextlib.ExitStack() as stack:
            sent = _request_headers(self.manners) | headers
            request = self._client.build_request("GET", url, headers=sent)
            response = self._client.send(request, stream=True)
            stack.callback(response.close)
            if response.status_code in _REDIRECTS:
                return next_address(url, response)
            refuse_status(url, response, conditional=bool(headers))
            body = self._body(url, response, largest, cut=cut)
            return Fetched(
                asked=asked,
                url=url,
                status=response.status_code,
                headers=_plain(response.headers),
                stream=body[0],
                size=body[1],
                moment=datetime.datetime.now(datetime.UTC),
                request=_plain(request.headers),
            )

    def _body(
        self, url: str, response: httpx2.Response, largest: int, *, cut: bool
    ) -> tuple[BinaryIO, int]:
        file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        limit, size = largest, 0
        try:
            for piece in self._pieces(url, response):
                if not size and largest == self.manners.largest:
                    limit = self._limit(piece)
                    refuse_length(url, response, limit)
                size += len(piece)
                if size > limit and not cut:
                    raise too_large(url, limit)
                file.write(piece)
                if size > limit:
                    break
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return cast("BinaryIO", file), size

    def _pieces(self, url: str, response: httpx2.Response) -> Iterator[bytes]:
        if response.status_code == 304:
            return iter(())
        coding = response.headers.get("content-encoding", "")
        return unpacked(response.iter_raw(), coding, url=url)

    def _limit(self, head: bytes) -> int:
        """Bytes that a body that begins so may have: archives have more than pages."""
        if head.startswith(_PACKED):
            self._deadline.set(self.manners.archive_seconds)
            return self.manners.largest_archive
        if head.startswith(b"%PDF"):
            return 5 * self.manners.largest
        return self.manners.largest


def charset_of(content_type: str) -> str | None:
    """The encoding that a header names.

    >>> charset_of('text/html; charset="UTF-8"')
    'utf-8'
    """
    from email.message import Message

    message = Message()
    message["content-type"] = "".join(c for c in content_type if c.isprintable())
    return message.get_content_charset()


def user_agent(contact: str = "") -> str:
    """What we call ourselves to a server.

    >>> user_agent("desk@example.org").partition(" ")[2]
    '(reads reports of armed conflict; robots.txt: herodotus; desk@example.org)'
    """
    from importlib.metadata import version

    said = ["reads reports of armed conflict", "robots.txt: herodotus"]
    # A header takes only printable ASCII, and the brackets end the remark.
    said.append("".join(c for c in contact if " " <= c <= "~" and c not in "()"))
    remark = "; ".join(part for part in said if part)
    return f"Herodotus/{version('herodotus')} ({remark})"


def _request_headers(manners: Manners) -> dict[str, str]:
    return {
        "user-agent": user_agent(manners.contact),
        "accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "accept-language": "en",
        "accept-encoding": ACCEPTED,
    }


def _plain(headers: httpx2.Headers) -> Headers:
    return tuple((name.lower(), value) for name, value in headers.multi_items())
