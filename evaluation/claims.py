"""The sample report and the reports of the development set: claims against gold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import digest, herodotus, score

SAMPLE = "2020-09-28-baku"
SAMPLE_KINDS = ("casualty", "nondisclosure")

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
}


def sample(shared: Path, work: Path) -> Iterator[Measure]:
    """The sample report: claims found, right and spurious."""
    report, gold = (
        shared / "reports" / f"{SAMPLE}.txt",
        shared / "gold" / f"{SAMPLE}.json",
    )
    scorer = shared / "gold" / "score_sample.py"
    whole = json.loads(gold.read_text(encoding="utf-8"))
    wanted = [c for c in whole["claims"] if c["kind"] in SAMPLE_KINDS]
    asked = work / "sample-gold.json"
    asked.write_text(json.dumps({**whole, "claims": wanted}), encoding="utf-8")
    reading = work / "sample.jsonl"
    reading.write_bytes(herodotus("read", report))
    last = score(scorer, asked, reading).strip().splitlines()[-1]
    figures = re.fullmatch(
        r"found (\d+) of \d+, right (\d+) of \d+, spurious (\d+)", last
    )
    if figures is None:
        raise ValueError(f"the scorer of the sample said something new: {last}")
    data = digest(report, gold, scorer)
    found, right, spurious = map(float, figures.groups())
    n = len(wanted)
    yield Measure(f"sample: claims found, of {n}", found, data)
    yield Measure(f"sample: claims right, of {n}", right, data)
    yield Measure("sample: spurious claims", spurious, data)


def reports(shared: Path, work: Path) -> Iterator[Measure]:
    """The reports of the development set: F1 by what must agree; false claims."""
    gold = shared / "gold" / "reports" / "dev.jsonl"
    scorer = shared / "gold" / "score_claims.py"
    reading, scored = work / "reports.jsonl", work / "reports-scored.json"
    reading.write_bytes(herodotus("read", gold))
    score(scorer, reading, "--gold", gold, "--json", scored)
    result = json.loads(scored.read_text(encoding="utf-8"))
    data = digest(gold, scorer)
    for ours, theirs in LINES.items():
        yield Measure(f"reports: {ours}, F1", result[theirs]["f1"], data)
    negatives = result["negatives"]
    yield Measure(
        f"reports: false claims in {negatives['reports']} negatives",
        negatives["false_positive_claims"],
        data,
    )
