"""Where a connection may go: the addresses of the open web, and nothing inside.

A page, a feed or a redirect names an address, and whoever wrote it may name one of this
machine or of the network around it. So an address is judged twice: as it is written
(`check_url`), and as the number that is connected to (`why_refused`), which alone is
sure, since a name may stand for any number and for another one a second later.

The ranges are those of the IANA registries of special-purpose addresses (RFC 6890 and
those after it).
"""

from __future__ import annotations

import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from herodotus.errors import AddressRefused

Address = IPv4Address | IPv6Address

#: What the setting allows: networks of one's own.
_INSIDE = tuple(
    (ip_network(network), words)
    for network, words in (
        ("127.0.0.0/8", "this machine itself"),
        ("10.0.0.0/8", "a private network"),
        ("172.16.0.0/12", "a private network"),
        ("192.168.0.0/16", "a private network"),
        ("169.254.0.0/16", "the local link"),
        ("100.64.0.0/10", "a provider's own network"),
        ("198.18.0.0/15", "a network for measurements"),
        ("::1/128", "this machine itself"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "the local link"),
        ("fec0::/10", "a private network"),
    )
)

#: What nothing allows: no server has such an address, or it hides another address.
_NOWHERE = tuple(
    (ip_network(network), words)
    for network, words in (
        ("0.0.0.0/8", "no address of a server"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved for examples"),
        ("192.88.99.0/24", "a relay between two networks"),
        ("198.51.100.0/24", "reserved for examples"),
        ("203.0.113.0/24", "reserved for examples"),
        ("224.0.0.0/4", "an address of many receivers"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "no address of a server"),
        ("::ffff:0:0/96", "an IPv4 address in the clothes of IPv6"),
        ("64:ff9b::/96", "an IPv4 address in the clothes of IPv6"),
        ("64:ff9b:1::/48", "an IPv4 address in the clothes of IPv6"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "reserved for examples"),
        ("2002::/16", "an IPv4 address in the clothes of IPv6"),
        ("3fff::/20", "reserved for examples"),
        ("ff00::/8", "an address of many receivers"),
    )
)

#: The only part of IPv6 whose addresses are handed out to servers.
_GLOBAL_6 = ip_network("2000::/3")

_WEB = {"http": 80, "https": 443}
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)")
_QUAD = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}")
_UNPRINTABLE = re.compile(
    r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202e\u2066-\u2069]"
)
_LONGEST = 4000

ALLOW = "allow it with --allow-private or HERODOTUS_ALLOW_PRIVATE=1"


def is_url(name: str) -> bool:
    """Whether an input is an address on the web, and no file.

    >>> is_url("https://example.org/a"), is_url("reports/a.txt")
    (True, False)
    """
    return name[:8].lower().startswith(("http://", "https://"))


def check_url(url: str, *, private: bool = False) -> None:
    """Raise AddressRefused where an address, as it is written, leads nowhere good.

    >>> check_url("https://example.org/news?page=2")
    >>> check_url("http://0x7f.1/")
    Traceback (most recent call last):
    herodotus.errors.AddressRefused: http://0x7f.1/ is not fetched: 0x7f.1 is a number \
that is not written as an address: write it as four numbers, like 198.51.100.7
    """
    if len(url) > _LONGEST:
        raise _refused(url[:80] + "…", f"it is longer than {_LONGEST:,} characters")
    if odd := _UNPRINTABLE.search(url):
        shown = _UNPRINTABLE.sub("�", url)
        raise _refused(
            shown, f"it holds a character that no address has (U+{ord(odd[0]):04X})"
        )
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as problem:
        raise _refused(url, f"it is no address ({problem})") from problem
    if parts.scheme not in _WEB:
        raise _refused(url, "only addresses that begin with http:// or https:// are")
    if not host:
        raise _refused(url, "it names no host")
    if parts.username is not None or parts.password is not None:
        raise _refused(
            url.replace(parts.netloc, f"…@{host}", 1),
            "it holds the name or password of a user: leave them out",
        )
    if not private and port is not None and port < 1024 and port not in _WEB.values():
        raise _refused(
            url, f"port {port} is that of another service than the web: {ALLOW}"
        )
    _check_host(url, host, private=private)


def why_refused(address: str | Address, *, private: bool = False) -> str | None:
    """Why no connection may go to a numeric address; None where it may.

    `private` allows networks of one's own, and nothing else.

    >>> why_refused("192.168.0.1"), why_refused("192.168.0.1", private=True)
    ('a private network', None)
    >>> why_refused("::ffff:127.0.0.1", private=True)
    'an IPv4 address in the clothes of IPv6'
    >>> why_refused("9.9.9.9") is None
    True
    """
    try:
        number = ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(number, IPv6Address) and number.scope_id is not None and not private:
        return "the local link"
    for network, words in _INSIDE:
        if number in network:
            return None if private else words
    for network, words in _NOWHERE:
        if number in network:
            return words
    if isinstance(number, IPv6Address):
        return None if number in _GLOBAL_6 and number.is_global else "reserved"
    return None if number.is_global else "reserved"


def _check_host(url: str, host: str, *, private: bool) -> None:
    plain = unicodedata.normalize("NFKC", host).replace("\u3002", ".").removesuffix(".")
    if ":" in host or "[" in host:
        try:
            number = IPv6Address(host)
        except ValueError as problem:
            raise _refused(url, f"{host} is no address") from problem
        reason = why_refused(number, private=private)
    elif _NUMBER.fullmatch(plain.rsplit(".", 1)[-1]):
        # Programs read 127.1, 0x7f.1 and 2130706433 alike, as one and the same.
        if plain != host.removesuffix(".") or not _QUAD.fullmatch(plain):
            raise _refused(
                url,
                f"{host} is a number that is not written as an address: write it as "
                "four numbers, like 198.51.100.7",
            )
        reason = why_refused(plain, private=private)
    else:
        local = plain.casefold() == "localhost" or plain.casefold().endswith(
            ".localhost"
        )
        reason = "this machine itself" if local and not private else None
    if reason is not None:
        raise refused(url, host, reason)


def refused(url: str, address: str, reason: str) -> AddressRefused:
    """The error for a numeric address, or a name of one, that is not connected to."""
    own = any(reason == words for _, words in _INSIDE)
    advice = f": if you trust it, {ALLOW}" if own else ""
    return _refused(url, f"{address} is {reason}{advice}")


def _refused(url: str, reason: str) -> AddressRefused:
    return AddressRefused(f"{url} is not fetched: {reason}", url=url)
