"""Whether chances mean what they say: calibration error, Brier score, order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

#: So many bins, as equal in claims as can be.
BINS = 10
#: Fewer claims than this in a bin tell little.
ENOUGH = 50
#: Two-sided, 95 in a hundred.
_Z = 1.96


class Bin(NamedTuple):
    """Claims of about one confidence: how many, how sure on average, how many right."""

    least: float
    most: float
    claims: int
    told: float
    right: float

    @property
    def between(self) -> tuple[float, float]:
        """Wilson's interval for the share that is right, 95%.

        >>> Bin(0.4, 0.6, 10, 0.5, 0.5).between
        (0.24, 0.76)
        """
        n, share = self.claims, self.right
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n)) * _Z
        half /= 1 + _Z**2 / n
        return round(middle - half, 2), round(middle + half, 2)


def bins(told: Sequence[float], right: Sequence[bool], parts: int = BINS) -> list[Bin]:
    """The claims from the least sure to the surest, in parts of about equal size.

    >>> [b.right for b in bins([0.9, 0.1, 0.8, 0.2], [True, False, False, False], 2)]
    [0.0, 0.5]
    """
    pairs = sorted(zip(told, right, strict=True))
    edges = [round(n * len(pairs) / parts) for n in range(parts + 1)]
    found = []
    for first, last in pairwise(edges):
        part = pairs[first:last]
        if part:
            found.append(
                Bin(
                    part[0][0],
                    part[-1][0],
                    len(part),
                    sum(p for p, _ in part) / len(part),
                    sum(r for _, r in part) / len(part),
                )
            )
    return found


def calibration_error(told: Sequence[float], right: Sequence[bool]) -> float:
    """The expected calibration error: how far confidence and share lie apart.

    Over ten bins, or as many as have fifty claims each.

    >>> calibration_error([0.5] * 10, [True, False] * 5)
    0.0
    >>> round(calibration_error([0.9] * 10, [True, False] * 5), 2)
    0.4
    """
    whole = bins(told, right, parts=min(BINS, max(len(told) // ENOUGH, 1)))
    return sum(b.claims * abs(b.told - b.right) for b in whole) / len(told)


def brier(told: Sequence[float], right: Sequence[bool]) -> float:
    """The mean squared distance from the truth: 0 is perfect.

    >>> brier([1.0, 0.5], [True, False])
    0.125
    """
    return sum((p - r) ** 2 for p, r in zip(told, right, strict=True)) / len(told)


def auc(told: Sequence[float], right: Sequence[bool]) -> float | None:
    """How often a right claim is surer than a wrong one; None without both.

    >>> auc([0.9, 0.8, 0.7], [True, False, True])
    0.5
    """
    good = [p for p, r in zip(told, right, strict=True) if r]
    bad = [p for p, r in zip(told, right, strict=True) if not r]
    if not good or not bad:
        return None
    wins = sum((a > b) + (a == b) / 2 for a in good for b in bad)
    return wins / (len(good) * len(bad))


def found_by_review(
    told: Sequence[float], right: Sequence[bool], share: float
) -> float | None:
    """The share of all wrong claims among the least sure `share` of claims.

    >>> found_by_review([0.1, 0.5, 0.9, 0.95], [False, True, True, False], 0.25)
    0.5
    """
    pairs = sorted(zip(told, right, strict=True))
    wrong = sum(not r for _, r in pairs)
    looked = pairs[: round(share * len(pairs))]
    return sum(not r for _, r in looked) / wrong if wrong else None
