"""How often a server is asked, and how long it is left alone when it cannot answer."""

from __future__ import annotations

import re
from typing import NamedTuple

_PARTS = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")
_UNITS = (86_400, 3600, 60, 1)


class Pace(NamedTuple):
    """How a watch is paced; all in seconds.

    Attributes:
        every: between two requests for one feed, at the least.
        pause: between two requests to one host, at the least.
        first: how long a server that fails is left alone the first time; each time
            after that, twice as long.
        longest: the longest that it is left alone, and that a server may ask for.
        jitter: the share by which waits are lengthened at random, so that many
            watches do not ask at once.
        tries: requests for one page before it is given up.
    """

    every: float = 900.0
    pause: float = 2.0
    first: float = 60.0
    longest: float = 6 * 3600.0
    jitter: float = 0.1
    tries: int = 14


def back_off(pace: Pace, failures: int, *, chance: float, asked: float | None) -> float:
    """The seconds to wait after so many failures in a row.

    `chance` is a random number from 0 to 1; `asked` is what the server asks for, which
    counts where it is more, but for a day at the most.

    >>> pace = Pace(first=60, longest=3600, jitter=0.1)
    >>> [back_off(pace, n, chance=0, asked=None) for n in (1, 2, 3, 10)]
    [60.0, 120.0, 240.0, 3600.0]
    >>> back_off(pace, 1, chance=0, asked=500), back_off(pace, 1, chance=1, asked=None)
    (500.0, 66.0)
    """
    wait = min(pace.longest, pace.first * 2.0 ** min(failures - 1, 40))
    wait = max(wait, min(asked or 0.0, 86_400.0))
    return wait * (1 + pace.jitter * chance)


def seconds_in(words: str) -> float:
    """The seconds that a length of time stands for.

    >>> seconds_in("15m"), seconds_in("1h30m"), seconds_in("90")
    (900.0, 5400.0, 90.0)

    Raises:
        ValueError: it is no length of time.
    """
    found = _PARTS.fullmatch(words.replace(" ", "").lower())
    if not found or not any(found.groups()):
        raise ValueError(f"{words!r} is no length of time: write it as 90s, 15m or 2h")
    counts = (int(number or 0) for number in found.groups())
    return float(sum(n * unit for n, unit in zip(counts, _UNITS, strict=True)))
