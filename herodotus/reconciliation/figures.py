"""What a worded number comes to: its bounds, the figure it names, how it overlaps."""

from __future__ import annotations

import re

from herodotus.model import CasualtyClaim

#: Larger than any count of people; stands for an open top in comparisons.
OPEN = 10**12


def bounds(claim: CasualtyClaim) -> tuple[int, int]:
    """The lowest and highest number that the words allow."""
    low = 0 if claim.low is None else claim.low
    return low, OPEN if claim.high is None else claim.high


def named(claim: CasualtyClaim) -> int | None:
    """The one figure that the words name, or `None` when they name none.

    "At least 14" names 14, "up to 30" names 30, "between 30 and 50" lies about 40.
    """
    if claim.low is None or claim.high is None:
        return claim.high if claim.low is None else claim.low
    if claim.low == 0:
        return claim.high
    return (claim.low + claim.high) // 2


def worded(claim: CasualtyClaim) -> int | None:
    """The number in the words themselves: "more than 65" says 65, and means 66 or more.

    >>> from herodotus.model import CasualtyClaim
    >>> worded(CasualtyClaim(start=0, end=12, evidence="more than 65",
    ...     text="more than 65", low=66, high=None, outcome="killed"))
    65
    """
    figure = named(claim)
    if figure and claim.high is None and _ABOVE.search(claim.text):
        return figure - 1
    return figure


def is_exact(claim: CasualtyClaim) -> bool:
    """Whether the words give one number without "about"."""
    return claim.low is not None and claim.low == claim.high and not claim.approx


def is_vague(claim: CasualtyClaim) -> bool:
    """Whether the number is only a word of size, such as "dozens" or "several"."""
    return claim.high is None and bool(_SIZE_WORD.search(claim.text))


def overlap(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether some number satisfies both wordings."""
    (low, high), (other_low, other_high) = bounds(one), bounds(other)
    return low <= other_high and other_low <= high


def same_figure(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether both wordings name one number: "14" and "at least 14" do."""
    return named(one) == named(other) and not (is_vague(one) or is_vague(other))


def comparable(one: CasualtyClaim, other: CasualtyClaim, *, times: float) -> bool:
    """Whether two figures are close enough to be of the same people.

    "At least ten" may stand beside another source's 15; one source that says both, or
    "at least two" beside 40, tells of a smaller group.
    """
    small, large = sorted((named(one) or 0, named(other) or 0))
    return large <= times * small


def near(one: CasualtyClaim, other: CasualtyClaim) -> bool:
    """Whether a rounded figure may stand for the other: within a tenth of it."""
    first, second = named(one), named(other)
    if first is None or second is None or not (one.approx or other.approx):
        return False
    return abs(first - second) * 10 <= max(first, second)


def fits_within(part: CasualtyClaim, whole: CasualtyClaim) -> bool:
    """Whether so many can be among so many."""
    if bounds(part)[0] > bounds(whole)[1]:
        return False
    return is_vague(whole) or (named(part) or 0) <= (named(whole) or 0)


_ABOVE = re.compile(
    r"\b(?:more than|over|above|upwards? of|in excess of|exceed(?:s|ed|ing)?|beyond)\b",
    re.IGNORECASE,
)
_SIZE_WORD = re.compile(
    r"\b(?:dozens|scores|tens|hundreds|thousands|several|many|numerous|few|number of"
    r"|handful|multiple|some)\b",
    re.IGNORECASE,
)
