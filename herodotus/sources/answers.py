"""What servers answer, and what is wrong with it, in words that say what to do."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from herodotus.errors import (
    AddressRefused,
    BadStatus,
    FetchProblem,
    TooLong,
    TooSlow,
)

if TYPE_CHECKING:
    import httpx2

_MEDIA = ("image/", "video/", "audio/", "font/")


def next_address(url: str, response: httpx2.Response) -> str:
    """The address that an answer sends on to."""
    where = response.headers.get("location", "").strip()
    if not where:
        raise FetchProblem(f"{url} sends on to no address: check it", url=url)
    try:
        return urljoin(url, where).partition("#")[0]
    except ValueError as problem:
        raise AddressRefused(f"{url} sends on to what is no address", url=url) from (
            problem
        )


def refuse_status(url: str, response: httpx2.Response, *, conditional: bool) -> None:
    """Raise where an answer is an error, or no page."""
    status = response.status_code
    media = response.headers.get("content-type", "").strip().lower()
    if 200 <= status < 300 and media.startswith(_MEDIA):
        raise FetchProblem(
            f"{url} is no page but {media.partition(';')[0]}: give the address of a "
            "page",
            url=url,
        )
    if status in {200, 203, 206} or (status == 304 and conditional):
        return
    why = _STATUS.get(status) or ("" if status < 500 else _STATUS[500])
    advice = f": {why}" if why else ""
    raise BadStatus(
        f"{url} is not there to read: its server answers {status}{advice}",
        url=url,
        status=status,
        retry_after=_retry_after(response),
    )


_STATUS = {
    401: "it wants a password. Save the page from a browser, and read the file",
    403: "it does not let us in. Save the page from a browser, and read the file",
    404: "there is no such page. Check the address",
    410: "the page was taken down. An archive of the web may have it",
    429: "it asks for fewer requests. Try again later",
    451: "it may not show the page for reasons of law",
    500: "it has a fault. Try again later",
    503: "it is busy. Try again later",
}


def _retry_after(response: httpx2.Response) -> float | None:
    """The seconds that a server asks us to wait."""
    value = response.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(0.0, (moment - datetime.datetime.now(datetime.UTC)).total_seconds())


def refuse_length(url: str, response: httpx2.Response, limit: int) -> None:
    """Raise TooLong where an answer says itself that it is too large."""
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > limit:
        raise too_large(url, limit)


def too_large(url: str, limit: int) -> TooLong:
    """The error for an address that gives more than the limit."""
    size = f"{limit / 1e6:,.0f} MB" if limit >= 1e6 else f"{limit:,} bytes"
    return TooLong(
        f"{url} is larger than {size}, the limit for one address: save it yourself, "
        "split it, and read the files",
        url=url,
        limit=limit,
    )


@contextlib.contextmanager
def named(url: str) -> Iterator[None]:
    """Tell whatever goes wrong between us and a server as a problem of its address."""
    import httpcore2
    import httpx2

    try:
        yield
    except FetchProblem as problem:
        if "url" not in problem.facts:
            facts = problem.facts | {"url": url}
            kind = type(problem)
            raise kind(f"{url} is not fetched: {problem.message}", **facts) from problem
        raise
    except (httpcore2.TimeoutException, httpx2.TimeoutException) as problem:
        raise TooSlow(
            f"{url} is too slow: it did not come to an end in the time that it is "
            "given. Try again later",
            url=url,
        ) from problem
    except (httpcore2.ConnectError, httpx2.ConnectError) as problem:
        told = str(problem)
        why = "its certificate cannot be trusted" if "CERTIF" in told else told
        raise FetchProblem(
            f"{url} cannot be reached ({why}): check the address, or try again later",
            url=url,
            broken="SSL" not in told,
        ) from problem
    except (httpx2.InvalidURL, UnicodeError) as problem:
        raise AddressRefused(
            f"{url} is not fetched: it is no address ({problem})", url=url
        ) from problem
    except (
        httpcore2.NetworkError,
        httpcore2.ProtocolError,
        httpx2.TransportError,
    ) as problem:
        raise FetchProblem(
            f"{url} broke off, or was no proper answer ({problem}): try again later",
            url=url,
            broken=True,
        ) from problem
