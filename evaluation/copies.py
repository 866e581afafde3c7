"""Copies of wires and their updates: what a ledger makes of them, against the truth.

`python -m evaluation.copies` prints the figures and the first pairs that come out
wrong; `--seed N` makes other texts than those that the floors are pinned on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from evaluation.measure import HERE, Measure
from evaluation.run import digest
from evaluation.wires import Printed, printed
from herodotus.ledger import Ledger
from herodotus.model import CasualtyClaim, Reading, Report

#: So many reports are added at once; others come later, and some earlier ones last.
_BATCH = 97


def copies(shared: Path, work: Path) -> Iterator[Measure]:
    """Pairs of reports in one voice; wires that are one voice with their updates."""
    reports = printed()
    voices = voices_of(reports, work / "copies.db")
    precision, recall = pairs(reports, voices)
    data = digest(HERE / "wires.py", HERE / "wires.toml")
    yield Measure("copies: pairs in one voice, precision", precision, data)
    yield Measure("copies: pairs in one voice, recall", recall, data)
    folded = float(len(folded_updates(reports, voices)))
    yield Measure("copies: wires folded with their update", folded, data)


def voices_of(reports: Sequence[Printed], where: Path) -> dict[str, str]:
    """The voice of each report, by its name, in a new ledger of them all."""
    readings = [
        Reading(
            report=Report.of(one.text, id=one.id, date=one.day, publisher=one.id),
            reader="copies-1",
            claims=(_any_claim(one.text),),
        )
        for one in reports
    ]
    mixed = readings[1::2] + readings[::2][::-1]
    with Ledger(where) as ledger:
        for start in range(0, len(mixed), _BATCH):
            ledger.add_all(mixed[start : start + _BATCH])
        return {told.card.id: told.voice for told in ledger.claims()}


def _any_claim(text: str) -> CasualtyClaim:
    """A claim by which a report shows its voice; what it says does not matter."""
    words = text.split(maxsplit=1)[0]
    start = text.index(words)
    return CasualtyClaim(
        start=start,
        end=start + len(words),
        evidence=words,
        outcome="killed",
        text=words,
    )


def pairs(reports: Iterable[Printed], voices: Mapping[str, str]) -> tuple[float, float]:
    """Precision and recall of pairs that are in one voice.

    >>> from datetime import date
    >>> made = [Printed(n, date(2020, 1, 1), "", w) for n, w in ("aw", "bw", "cx")]
    >>> pairs(made, {"a": "a", "b": "a", "c": "a"})
    (0.3333333333333333, 1.0)
    """
    both = Counter((one.wire, voices[one.id]) for one in reports)
    wires, found = Counter[str](), Counter[str]()
    for (wire, voice), count in both.items():
        wires[wire] += count
        found[voice] += count
    right = _paired(both.values())
    return right / _paired(found.values()), right / _paired(wires.values())


def folded_updates(
    reports: Iterable[Printed], voices: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Wires that share a voice with the wire that they update."""
    voices_by_wire: dict[str, set[str]] = {}
    updated: dict[str, str] = {}
    for one in reports:
        voices_by_wire.setdefault(one.wire, set()).add(voices[one.id])
        if one.updates:
            updated[one.wire] = one.updates
    return [
        (new, old)
        for new, old in sorted(updated.items())
        if voices_by_wire[new] & voices_by_wire[old]
    ]


def _paired(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def main() -> int:
    """Measure, print, and show what comes out wrong."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.copies")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0, help="how many to show")
    asked = parser.parse_args()
    reports = printed(asked.seed)
    with tempfile.TemporaryDirectory() as work:
        voices = voices_of(reports, Path(work) / "copies.db")
    precision, recall = pairs(reports, voices)
    folded = folded_updates(reports, voices)
    print(f"{len(reports)} reports: precision {precision:.4f}, recall {recall:.4f}")
    print(f"updates folded: {len(folded)} {folded[:9]}")
    shown = 0
    for one, other in combinations(reports, 2):
        if shown < asked.errors and (one.wire == other.wire) != (
            voices[one.id] == voices[other.id]
        ):
            shown += 1
            print(f"\n=== {one.id} {other.id}\n{one.text}\n---\n{other.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
