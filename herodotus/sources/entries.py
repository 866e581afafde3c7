"""Entries of feeds as a watch keeps them: by which names, and as plain values."""

from __future__ import annotations

import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from herodotus.model import Failure
from herodotus.sources import feeds
from herodotus.sources.memory import Item

#: Parts of an address that tell who led to it, and not what is there.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "at_campaign", "at_medium")


def names_of(entry: feeds.Item, feed: str) -> tuple[str, ...]:
    """What an item is known by: its id and its address.

    An id that is no address may be one that other feeds use for something else.

    >>> one = feeds.Item(1, "17", "https://a.org/x?utm_id=r", None, None, None, None)
    >>> names_of(one, "https://a.org/feed")
    ('https://a.org/feed 17', 'https://a.org/x')
    """
    own = entry.key
    if not own.startswith(("http://", "https://", "tag:", "urn:")):
        own = f"{feed} {own}"
    elif own == entry.url:
        own = _plain(own)
    return tuple(dict.fromkeys([own, *([_plain(entry.url)] if entry.url else [])]))


def _plain(url: str) -> str:
    """An address without what tells who led to it."""
    try:
        parts = urlsplit(url)
        kept = [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if not name.lower().startswith(_TRACKING)
        ]
        return parts._replace(query=urlencode(kept)).geturl()
    except ValueError:
        return url


def host_of(url: str) -> str:
    """The host and port of an address, whose requests are kept apart in time."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url


def plain_entry(entry: feeds.Item) -> dict[str, object]:
    """What a feed says of an item, as JSON can say it."""
    day = entry.published
    return {**entry._asdict(), "published": day.isoformat() if day else None}


def feed_item(item: Item) -> feeds.Item:
    """The entry that an item was made from."""
    day = item.entry["published"]
    published = datetime.date.fromisoformat(day) if day else None
    return feeds.Item(**{**item.entry, "published": published})


def without_page(item: Item) -> Failure:
    """The failure of an item that leads nowhere."""
    where = f"{item.feed}: {item.entry['title'] or item.names[0]}"
    message = f"{where} has neither an article nor the address of one"
    return Failure(id=item.names[0], error="EmptyInput", message=message)
