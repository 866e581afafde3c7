"""How well confidence holds: `python -m evaluation.confidence SHARED`.

By cross-validation: each claim's chance is that of weights fitted without its report.
The weights that ship were fitted on all reports; `python -m training.confidence SHARED`
fits them anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.calibration import auc, brier, calibration_error, found_by_review
from evaluation.judged import judged
from training.logistic import SCANT, Example, cross_validated, fit_kind, likely

#: Shares of all claims, the least sure first, that a reviewer may look at.
LOOKED = (0.1, 0.2, 0.3, 0.5)


class Held(NamedTuple):
    """Claims of one kind with the chances they got when their reports were held out."""

    kind: str
    examples: list[Example]
    told: list[float]

    @property
    def right(self) -> list[bool]:
        """What gold says of each."""
        return [example.right for example in self.examples]

    def of(self, set_: str) -> Held:
        """Those of one set of reports."""
        pairs = zip(self.examples, self.told, strict=True)
        kept = [(e, p) for e, p in pairs if e.set == set_]
        return Held(self.kind, [e for e, _ in kept], [p for _, p in kept])

    @property
    def sets(self) -> list[str]:
        """The sets of reports, in order."""
        return list(dict.fromkeys(example.set for example in self.examples))


def held_out(examples: Sequence[Example], kind: str) -> Held:
    """The claims of a kind, each with its chance by the other reports."""
    own = [example for example in examples if example.kind == kind]
    return Held(kind, own, cross_validated(own))


def across_sets(examples: Sequence[Example], kind: str) -> Held:
    """The same by weights fitted on the other sets only: harder, and nearer to new."""
    own = [example for example in examples if example.kind == kind]
    told = []
    fitted = {
        set_: fit_kind([e for e in own if e.set != set_])
        for set_ in dict.fromkeys(e.set for e in own)
    }
    for example in own:
        told.append(likely(fitted[example.set], example.signs))
    return Held(kind, own, told)


def figures(held: Held) -> list[str]:
    """Claims, share right, mean confidence, calibration error, Brier score, AUC.

    Few claims share one chance or two: then there is neither a curve nor an order.

    >>> signs = frozenset[str]()
    >>> one, two = (Example("s", "r", "event", signs, right) for right in (True, False))
    >>> figures(Held("event", [one, two], [0.75, 0.25]))
    ['2', '.50', '.50', '', '.062', '']
    """
    told, right = held.told, held.right
    many = len(told) >= SCANT
    error = calibration_error(told, right) if many else None
    order = auc(told, right) if many else None
    return [
        str(len(told)),
        f"{sum(right) / len(right):.2f}".removeprefix("0"),
        f"{sum(told) / len(told):.2f}".removeprefix("0"),
        "" if error is None else f"{error:.3f}".removeprefix("0"),
        f"{brier(told, right):.3f}".removeprefix("0"),
        "" if order is None else f"{order:.2f}".removeprefix("0"),
    ]


def review(held: Held) -> list[str]:
    """The share of wrong claims that a look at the least sure ones finds."""
    shares = [found_by_review(held.told, held.right, share) for share in LOOKED]
    return ["" if s is None else f"{s:.2f}".removeprefix("0") for s in shares]


def main() -> int:
    """Print the figures of each kind, and of each set of reports."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.confidence")
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    examples = judged(parser.parse_args().shared)
    head = ("claims", "right", "mean", "ECE", "Brier", "AUC")
    print(f"{'':32}" + "".join(f"{title:>8}" for title in head))
    for kind in dict.fromkeys(example.kind for example in examples):
        held = held_out(examples, kind)
        _print(kind, held)
        if len(held.sets) > 1:
            apart = across_sets(examples, kind)
            for set_ in held.sets:
                _print(f"  {set_}", held.of(set_))
                _print(f"  {set_}, by the others", apart.of(set_))
        shares = zip(LOOKED, review(held), strict=True)
        print("  wrong claims found by review:", *(f"{a:.0%} {b}" for a, b in shares))
    return 0


def _print(name: str, held: Held) -> None:
    print(f"{name:32}" + "".join(f"{figure:>8}" for figure in figures(held)))


if __name__ == "__main__":
    sys.exit(main())
