"""Fit how sure the reader is: `python -m training.confidence SHARED`.

Reads the reports that have gold, fits the weights of each kind of claim, and writes
them to `herodotus/data/confidence.toml`; measures by cross-validation, and brings the
figures and the diagram of docs/confidence.md up to it. To be run again when rules of
reading have changed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.calibration import bins
from evaluation.confidence import (
    LOOKED,
    Held,
    across_sets,
    figures,
    held_out,
    review,
)
from evaluation.diagram import diagram
from evaluation.judged import judged
from herodotus.reading.confidence import Weights
from training.logistic import Example, fit_kind

ROOT = Path(__file__).parents[1]
DATA = ROOT / "herodotus" / "data" / "confidence.toml"
PAGE = ROOT / "docs" / "confidence.md"
PICTURE = ROOT / "docs" / "confidence.svg"

KINDS = ("casualty", "materiel", "control", "event")
#: No gold says when a silence was rightly read: by judgement, about .8.
NONDISCLOSURE = Weights(1.39, {})
#: So many of the heaviest signs are shown on the page.
SHOWN = 20

HEADER = """\
# How sure a claim of each kind is: log odds, `base` without any sign and a weight for
# each sign seen about it (herodotus/reading/confidence.py). What the chance means and
# how well it holds stands in docs/confidence.md.
# Made by: python -m training.confidence SHARED. Not to be edited by hand.
# Method: logistic regression with an L2 penalty, a kind at a time; of kinds with few
# claims the rules alone are weighed. Chances below are cross-validated by report.
"""

BLOCK = re.compile(r"(?s)(<!-- figures: [^\n]*-->\n).*?(<!-- end -->)")


def main() -> None:
    """Judge, fit, measure, write."""
    parser = argparse.ArgumentParser(
        prog="python -m training.confidence", description=__doc__
    )
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    examples = judged(parser.parse_args().shared)
    held = {kind: held_out(examples, kind) for kind in KINDS}
    fitted = {kind: fit_kind(held[kind].examples) for kind in KINDS}
    DATA.write_text(
        data({**fitted, "nondisclosure": NONDISCLOSURE}, held), encoding="utf-8"
    )
    page = PAGE.read_text(encoding="utf-8")
    block = tables(examples, held, fitted["casualty"])
    PAGE.write_text(
        BLOCK.sub(lambda found: found[1] + block + found[2], page), encoding="utf-8"
    )
    tolls = held["casualty"]
    picture = diagram(
        bins(tolls.told, tolls.right), tolls.told, title="Casualty claims"
    )
    PICTURE.write_text(picture, encoding="utf-8")
    for kind in KINDS:
        print(kind, *figures(held[kind]))


def data(fitted: Mapping[str, Weights], held: Mapping[str, Held]) -> str:
    """The weights as the package reads them, with what they were fitted on."""
    parts = [HEADER]
    for kind, weighed in fitted.items():
        lines = [f"[{kind}]"]
        if kind in held:
            claims, right, _, error, score, order = figures(held[kind])
            sets = ", ".join(held[kind].sets)
            lines.insert(0, f"# {claims} claims of {sets}; {right} are right.")
            curve = f", ECE {error}, AUC {order}" if error else ""
            lines.insert(1, f"# Brier {score}{curve}.")
        else:
            lines.insert(0, "# No gold: by judgement.")
        lines.append(f"base = {weighed.base:.3f}")
        if weighed.signs:
            lines.append(f"[{kind}.signs]")
            lines += [f'"{s}" = {w:.3f}' for s, w in sorted(weighed.signs.items())]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def tables(
    examples: Sequence[Example], held: Mapping[str, Held], fitted: Weights
) -> str:
    """The figures of the page, as Markdown."""
    tolls = held["casualty"]
    apart = across_sets(examples, "casualty")
    title = ["claims", "right", "mean confidence", "ECE", "Brier", "AUC"]
    sets = []
    for name in tolls.sets:
        sets.append([f"`{name}`, other reports", *figures(tolls.of(name))])
        sets.append([f"`{name}`, other sets only", *figures(apart.of(name))])
    looked = [f"{share:.0%}" for share in LOOKED]
    shown = sorted(fitted.signs.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    count = {s: sum(s in e.signs for e in tolls.examples) for s, _ in shown}
    return "\n".join(
        [
            "### By kind\n",
            table(["kind", *title], [[k, *figures(held[k])] for k in KINDS]),
            "### Casualty claims by reports, and by what the weights were fitted on\n",
            table(["reports, fitted on", *title], sets),
            "### The diagram in figures\n",
            table(
                ["confidence", "claims", "mean", "right", "95% interval"],
                [
                    [
                        f"{b.least:.2f}-{b.most:.2f}", str(b.claims), f"{b.told:.2f}",
                        f"{b.right:.2f}", "{:.2f}-{:.2f}".format(*b.between),
                    ]
                    for b in bins(tolls.told, tolls.right)
                ],
            ),
            "### What review of the least sure claims finds\n",
            table(
                ["of all wrong claims, looking at the least sure", *looked],
                [[k, *review(held[k])] for k in ("casualty", "event")],
            ),
            "### The signs that weigh most, for casualty claims\n",
            table(
                ["sign", "claims", "weight"],
                [[s, str(count[s]), f"{w:+.2f}"] for s, w in shown[:SHOWN]],
            ),
        ]
    )  # fmt: skip


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown.

    >>> print(table(["kind", "claims"], [["event", "9"]]))
    | kind | claims |
    | --- | --- |
    | event | 9 |
    <BLANKLINE>
    """
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


if __name__ == "__main__":
    main()
