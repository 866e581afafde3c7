"""An outlet on loopback: a feed and its pages, which change as a made clock goes on.

The clock is moved by whoever sleeps by it, so that hours pass at once, and the server
answers, and notes what it was asked, by the same clock.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from feedgenerator import Atom1Feed

#: The made clock begins here: 27 September 2020, 06:00 UTC.
START = 1_601_186_400.0

MINUTE = 60.0


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self, now: float = START) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let some time pass."""
        assert seconds >= 0
        self.now += seconds

    @property
    def minute(self) -> float:
        """How many minutes have passed."""
        return (self.now - START) / MINUTE


class Story(NamedTuple):
    """An item: from when to when it stands in the feed, and what it says by then.

    `texts` are pairs of a minute and the words from then on. With `whole`, the feed
    carries the article, else only its address.
    """

    guid: str
    texts: tuple[tuple[float, str], ...]
    until: float = 1e9
    whole: bool = False
    path: str = ""

    def text(self, minute: float) -> str | None:
        """What it says at that minute; nothing where it is not in the feed."""
        said = [words for since, words in self.texts if since <= minute]
        return said[-1] if said and minute < self.until else None


class Asked(NamedTuple):
    """A request as the server saw it: when, for what, under which conditions."""

    moment: float
    path: str
    conditional: bool
    status: int


#: What the server does at a minute instead of answering: a status, "stall" or "die".
Mood = Callable[[str, float], int | str | None]


class Outlet:
    """A server with one feed, `/feed`, of its stories; `log` is what it was asked."""

    def __init__(
        self,
        clock: Clock,
        stories: list[Story],
        *,
        mood: Mood = lambda path, minute: None,
        retry_after: int | None = None,
    ) -> None:
        self.clock = clock
        self.stories = stories
        self.mood = mood
        self.retry_after = retry_after
        self.names = "tag:wire.example,2020:{guid}"
        self.log: list[Asked] = []
        self.stopped = threading.Event()
        outlet = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with contextlib.suppress(ConnectionError, TimeoutError):
                    outlet.answer(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def feed(self) -> str:
        """The address of the feed."""
        return f"{self.url}/feed"

    def asked(self, path: str) -> list[Asked]:
        """The requests for one path."""
        return [one for one in self.log if one.path == path]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request, by the clock."""
        minute, path = self.clock.minute, request.path
        etag = request.headers.get("If-None-Match")
        mood = None if path == "/robots.txt" else self.mood(path, minute)
        body = None if mood else self._body(path, minute)
        own = f'"{hashlib.sha256(body).hexdigest()[:12]}"' if body else ""
        status = mood if isinstance(mood, int) else 0
        if not mood:
            status = 404 if body is None else 304 if etag == own else 200
        self.log.append(Asked(self.clock(), path, etag is not None, status))
        if mood == "stall":
            self.stopped.wait(5)
        if isinstance(mood, str):
            request.close_connection = True
            return
        request.send_response(status)
        sent = b"" if status == 304 else body or b"gone"
        if status == 200:
            request.send_header("ETag", own)
        if status in (429, 503) and self.retry_after is not None:
            request.send_header("Retry-After", str(self.retry_after))
        kind = "application/atom+xml" if path == "/feed" else "text/html; charset=utf-8"
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(sent)))
        request.end_headers()
        request.wfile.write(sent)

    def _body(self, path: str, minute: float) -> bytes | None:
        if path == "/feed":
            return self._feed(minute)
        for story in self.stories:
            if path == self._path(story) and (text := story.text(minute)):
                return page(story.guid, text)
        return None

    def _path(self, story: Story) -> str:
        return story.path or f"/{story.guid}"

    def _feed(self, minute: float) -> bytes:
        feed = Atom1Feed("Caucasus Wire", self.url, "News")
        for story in reversed(self.stories):
            text = story.text(minute)
            if text is None:
                continue
            published = START + story.texts[0][0] * MINUTE
            changed = max(since for since, _ in story.texts if since <= minute)
            feed.add_item(
                title=f"Bulletin {story.guid}",
                link=self.url + self._path(story),
                description=f"{text[:60]}…",
                content=article(text) if story.whole else None,
                unique_id=self.names.format(guid=story.guid),
                pubdate=datetime.fromtimestamp(published, UTC),
                updateddate=datetime.fromtimestamp(START + changed * MINUTE, UTC),
            )
        return str(feed.writeString("utf-8")).encode("utf-8")


class _Server(ThreadingHTTPServer):
    """A server that minds nobody who hangs up."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serving(outlet: Outlet) -> Iterator[Outlet]:
    """The outlet, answering for the time of a test."""
    thread = threading.Thread(target=outlet.server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield outlet
    finally:
        outlet.stopped.set()
        outlet.server.shutdown()
        thread.join()
        outlet.server.server_close()


def article(text: str) -> str:
    """The words of a story as an article: with paragraphs that say nothing of tolls."""
    return "".join(f"<p>{part}</p>" for part in (text, *_AROUND))


def page(guid: str, text: str) -> bytes:
    """The page of a story, with a menu."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>Bulletin {guid}</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Bulletin {guid}</h1>{article(text)}</article></body></html>"
    ).encode()


_WORDS = """\
Residents of the villages along the river said that they had spent the night in
cellars, and that the road to the north was closed to all but ambulances and the
lorries of the army.

Foreign ministers of three states called on both sides to hold their fire and to
come back to the talks that were broken off in the summer, and offered to send
mediators within days.

Officials on the other side of the front said that they knew nothing of it, and
spoke of calm along the whole of the line since the evening before that day, as they
had on the days before.
"""
_AROUND = tuple(" ".join(words.split()) for words in _WORDS.split("\n\n"))
