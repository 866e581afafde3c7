"""Reports of our own in wire style, with gold: `evaluation/reports`, see its README."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from evaluation.claims import COUNTED, LINES
from evaluation.measure import HERE, Measure
from evaluation.run import digest, herodotus, score

#: The older ones first.
WIRE = tuple(HERE / "reports" / f"wire-{number}.jsonl" for number in (1, 2, 3))


def wire(shared: Path, work: Path) -> Iterator[Measure]:
    """Each set of reports by the shared scorer: F1 by what must agree; false claims."""
    scorer = shared / "gold" / "score_claims.py"
    for gold in WIRE:
        reading, scored = work / gold.name, work / f"{gold.stem}-scored.json"
        reading.write_bytes(herodotus("read", gold))
        score(scorer, reading, "--gold", gold, "--json", scored)
        result = json.loads(scored.read_text(encoding="utf-8"))
        data = digest(gold, scorer)
        for ours, theirs in LINES.items():
            yield Measure(f"{gold.stem}: {ours}, F1", result[theirs]["f1"], data)
        for ours, theirs in COUNTED.items():
            yield Measure(f"{gold.stem}: {ours}", float(result[theirs]["tp"]), data)
        none = result["negatives"]
        yield Measure(
            f"{gold.stem}: false claims in {none['reports']} negatives",
            float(none["false_positive_claims"]),
            data,
        )
