"""Time expressions and their values, by what `herodotus inspect` saw."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import digest, herodotus, records, score, write_records


def times(shared: Path, work: Path) -> Iterator[Measure]:
    """Time expressions: same words in part, and the same value."""
    scorer = shared / "gold" / "score_timex.py"
    for title, name, dated in (
        ("AQUAINT", "aquaint", True),
        ("WikiWars", "wikiwars", False),  # its document date is no anchor
    ):
        gold = shared / "gold" / "time" / f"{name}.jsonl"
        texts = [
            {
                "id": r["id"],
                "text": r["text"],
                **({"date": r["dct"][:10]} if dated else {}),
            }
            for r in records(gold.read_bytes())
        ]
        seen = records(
            herodotus("inspect", write_records(work / f"{name}.jsonl", texts))
        )
        found = write_records(
            work / f"{name}-found.jsonl",
            ({"id": row["id"], "timex": row["timexes"]} for row in seen),
        )
        result = json.loads(score(scorer, gold, found))
        yield Measure(
            f"time: {title}, value F1", result["value"]["f1"], digest(gold, scorer)
        )
