"""Reports of our own in wire style, with gold: `evaluation/reports`, see its README."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.claims import scored
from evaluation.measure import HERE, Measure

#: The older ones first.
WIRE = tuple(HERE / "reports" / f"wire-{number}.jsonl" for number in (1, 2, 3))


def wire(shared: Path, work: Path) -> Iterator[Measure]:
    """Each set of reports by the shared scorer: F1 by what must agree; false claims."""
    for gold in WIRE:
        yield from scored(gold.stem, gold, shared, work)
