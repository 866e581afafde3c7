"""Time expressions and names, by what `herodotus inspect` saw."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import digest, herodotus, records, score, write_records

#: Our labels of names, and what each name corpus calls the same.
LABELS = {
    "re3d": {
        "person": "Person",
        "organization": "Organisation",
        "location": "Location",
        "norp": "Nationality",
    },
    "worldwide-train": {
        "person": "Person",
        "organization": "Organization",
        "location": "Location",
        "norp": "NORP",
    },
}

#: Every how many-th article of the large name corpus is read.
STRIDE = 20


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


def names(shared: Path, work: Path) -> Iterator[Measure]:
    """Names of people, organisations, places and peoples."""
    scorer = shared / "gold" / "score_ner.py"
    for title, name, stride, criterion in (
        ("re3d, untyped", "re3d", 1, "untyped"),
        ("world news, strict", "worldwide-train", STRIDE, "strict"),
    ):
        whole = shared / "gold" / "names" / f"{name}.jsonl"
        labels = LABELS[name]
        kept = [
            {**row, "entities": _names_of(row["entities"], set(labels.values()))}
            for row in records(whole.read_bytes())[::stride]
        ]
        gold = write_records(work / f"{name}-gold.jsonl", kept)
        texts = ({"id": row["id"], "text": row["text"]} for row in kept)
        seen = records(
            herodotus("inspect", write_records(work / f"{name}.jsonl", texts))
        )
        found = write_records(
            work / f"{name}-found.jsonl",
            ({"id": row["id"], "entities": row["names"]} for row in seen),
        )
        mapping = work / f"{name}-labels.json"
        mapping.write_text(json.dumps({**labels, "*": None}), encoding="utf-8")
        result = json.loads(score(scorer, gold, found, "--map", mapping))
        yield Measure(
            f"names: {title} F1 (mostly trained on)",
            result[criterion]["f1"],
            digest(whole, scorer),
        )


def _names_of(
    entities: list[dict[str, object]], labels: set[str]
) -> list[dict[str, object]]:
    return [entity for entity in entities if entity["label"] in labels]
