"""The words of a report cut into nested highlights, so that no browser has to count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Stretch(NamedTuple):
    """A highlighted stretch of text: its offsets and a key of the caller's."""

    start: int
    end: int
    key: str


class Open(NamedTuple):
    """A highlight begins here, or goes on after one that crosses it was closed."""

    key: str


class Close(NamedTuple):
    """The innermost highlight ends here, or makes way for one that crosses it."""

    key: str


class Words(NamedTuple):
    """Plain characters of the text."""

    start: int
    end: int


def nest(
    stretches: Iterable[Stretch], start: int, end: int
) -> Iterator[Open | Close | Words]:
    """The text from `start` to `end` as words and properly nested highlights.

    Of two stretches that begin together the longer one is outside. Where stretches
    cross, the later one is closed and opened again. A stretch that reaches beyond
    the limits is cut there.

    >>> [type(p).__name__ for p in nest([Stretch(2, 4, "a")], 0, 5)]
    ['Words', 'Open', 'Words', 'Close', 'Words']
    """
    waiting = sorted(
        (s for s in stretches if s.start < end and s.end > start),
        key=lambda s: (max(s.start, start), -s.end, s.key),
    )
    waiting.reverse()
    opened: list[Stretch] = []
    at = start
    while waiting or opened:
        following = min(
            [end, *(s.end for s in opened)]
            + ([max(waiting[-1].start, start)] if waiting else [])
        )
        if following > at:
            yield Words(at, following)
            at = following
        yield from _close(opened, at, end)
        while waiting and max(waiting[-1].start, start) <= at < end:
            stretch = waiting.pop()
            yield Open(stretch.key)
            opened.append(stretch)
    if at < end:
        yield Words(at, end)


def _close(opened: list[Stretch], at: int, end: int) -> Iterator[Open | Close]:
    """Close what ends at `at`, and open again what lay over it and goes on."""
    ending = [place for place, s in enumerate(opened) if s.end <= at or at >= end]
    if not ending:
        return
    over = opened[ending[0] :]
    del opened[ending[0] :]
    for stretch in reversed(over):
        yield Close(stretch.key)
    if at >= end:
        return
    for stretch in over:
        if stretch.end > at:
            yield Open(stretch.key)
            opened.append(stretch)
