"""The sample report and the reports of the development set: claims against gold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import digest, herodotus, score

SAMPLE = "2020-09-28-baku"

#: Our names for the lines of the claims scorer.
LINES = {
    "count and outcome": "count+outcome",
    "and victim side": "+ victim side",
    "and victim status": "+ victim status",
    "and attribution": "+ attribution",
    "all of these, date and place": (
        "all above (side, status, attribution, date overlap, place)"
    ),
    "and counting": "+ counting (new/cumulative/event)",
    "and date (overlap)": "+ date overlap",
    "and place": "+ place",
    "materiel, item and count": "materiel item+count",
    "materiel, and owner": "materiel + owner",
}

#: The same for lines of which the gold has too few for a share: how many are found.
COUNTED = {
    "control, places found": "control place",
    "control, and by whom and how": "control + by + action",
}


def sample(shared: Path, work: Path) -> Iterator[Measure]:
    """The sample report: claims found, right and spurious."""
    report, gold = (
        shared / "reports" / f"{SAMPLE}.txt",
        shared / "gold" / f"{SAMPLE}.json",
    )
    scorer = shared / "gold" / "score_sample.py"
    reading = work / "sample.jsonl"
    reading.write_bytes(herodotus("read", report))
    last = score(scorer, gold, reading).strip().splitlines()[-1]
    figures = re.fullmatch(
        r"found (\d+) of (\d+), right (\d+) of \d+, spurious (\d+)", last
    )
    if figures is None:
        raise ValueError(f"the scorer of the sample said something new: {last}")
    data = digest(report, gold, scorer)
    found, n, right, spurious = map(int, figures.groups())
    yield Measure(f"sample: claims found, of {n}", float(found), data)
    yield Measure(f"sample: claims right, of {n}", float(right), data)
    yield Measure("sample: spurious claims", float(spurious), data)


def reports(shared: Path, work: Path) -> Iterator[Measure]:
    """The reports of the development set: F1 by what must agree; false claims."""
    gold = shared / "gold" / "reports" / "dev.jsonl"
    yield from scored("reports", gold, shared, work)


def scored(name: str, gold: Path, shared: Path, work: Path) -> Iterator[Measure]:
    """Reports with gold by the shared scorer, each figure under the set's `name`."""
    scorer = shared / "gold" / "score_claims.py"
    reading, figures = work / f"{name}.jsonl", work / f"{name}-scored.json"
    reading.write_bytes(herodotus("read", gold))
    score(scorer, reading, "--gold", gold, "--json", figures)
    result = json.loads(figures.read_text(encoding="utf-8"))
    data = digest(gold, scorer)
    for ours, theirs in LINES.items():
        yield Measure(f"{name}: {ours}, F1", result[theirs]["f1"], data)
    for ours, theirs in COUNTED.items():
        yield Measure(f"{name}: {ours}", float(result[theirs]["tp"]), data)
    negatives = result["negatives"]
    yield Measure(
        f"{name}: false claims in {negatives['reports']} negatives",
        negatives["false_positive_claims"],
        data,
    )
