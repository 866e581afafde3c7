"""The options of verbs that fetch from the web, and what fetches for them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from herodotus.sources.fetch import Fetcher
    from herodotus.sources.urls import Reach

Verb = TypeVar("Verb", bound=Callable[..., object])


class Web(NamedTuple):
    """What was said of fetching: where it may go, and how far."""

    private: bool = False
    limit: int = 100
    since: date | None = None
    keep: bool = False

    def reach(self) -> Reach:
        """How far to go from a feed or sitemap."""
        from herodotus.sources.urls import Reach

        return Reach(limit=self.limit, since=self.since)

    @contextmanager
    def fetcher(self) -> Iterator[Fetcher]:
        """What fetches, and archives what it fetches where that is wanted."""
        from herodotus.sources.archive import Archive
        from herodotus.sources.fetch import Fetcher, Manners

        manners = Manners.from_environment(private=self.private)
        keep = Archive().keep if self.keep else None
        with Fetcher(manners, keep=keep) as fetcher:
            yield fetcher


def takes_web(*, keeps: bool = False) -> Callable[[Verb], Verb]:
    """Give a verb `web`, made of the options for addresses on the web."""

    def decorate(verb: Verb) -> Verb:
        @functools.wraps(verb)
        def asked(
            *args: object,
            allow_private: bool,
            limit: int,
            since: datetime | None,
            **options: object,
        ) -> object:
            day = since.date() if since else None
            web = Web(allow_private, limit, day, keeps)
            return verb(*args, web=web, **options)

        given: Callable[..., object] = asked
        for option in reversed(_OPTIONS):
            given = option(given)
        return given  # type: ignore[return-value]

    return decorate


#: Give a verb `allow_private`: whether it may fetch from networks of one's own.
takes_private = click.option(
    "--allow-private",
    is_flag=True,
    help="Fetch addresses of this machine and of private networks too.",
)

_OPTIONS = (
    click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=100,
        show_default=True,
        metavar="N",
        help="Of a feed or sitemap, so many pages at the most.",
    ),
    click.option(
        "--since",
        type=click.DateTime(formats=["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="Of a feed or sitemap, only pages of this day or later.",
    ),
    takes_private,
)
