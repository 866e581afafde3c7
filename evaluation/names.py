"""Names and mentions: on the articles that were kept out of training."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import Record, digest, herodotus, records, score, write_records

#: Of each name corpus, every how many-th article is kept out of training.
APART = {"worldwide-train": 10, "re3d": 5}

#: Our labels, and what each name corpus calls the same.
LABELS = {
    "worldwide-train": {
        "person": "Person",
        "organization": "Organization",
        "location": "Location",
        "norp": "NORP",
    },
    "re3d": {
        "person": "Person",
        "organization": "Organisation",
        "location": "Location",
        "facility": "Location",
    },
}

#: Each measure: its words, the corpus, and which of our lists it is about. re3d marks
#: descriptions and pronouns as well as names, so that mentions answer it.
MEASURES = (
    ("world news", "worldwide-train", "names"),
    ("re3d", "re3d", "mentions"),
    ("re3d, by names alone", "re3d", "names"),
)


def names(shared: Path, work: Path) -> Iterator[Measure]:
    """Names, and every mention, of people, organisations and places."""
    scorer = shared / "gold" / "score_ner.py"
    for corpus, labels in LABELS.items():
        whole = shared / "gold" / "names" / f"{corpus}.jsonl"
        kept = [
            {**row, "entities": _labelled(row["entities"], set(labels.values()))}
            for row in apart(records(whole.read_bytes()), APART[corpus])
        ]
        gold = write_records(work / f"{corpus}-gold.jsonl", kept)
        texts = ({"id": row["id"], "text": row["text"]} for row in kept)
        asked = write_records(work / f"{corpus}.jsonl", texts)
        seen = records(herodotus("inspect", asked))
        mapping = work / f"{corpus}-labels.json"
        mapping.write_text(json.dumps({**labels, "*": None}), encoding="utf-8")
        for title, measured, kind in MEASURES:
            if measured != corpus:
                continue
            found = write_records(
                work / f"{corpus}-{kind}.jsonl",
                ({"id": row["id"], "entities": row[kind]} for row in seen),
            )
            result = json.loads(score(scorer, gold, found, "--map", mapping))
            yield Measure(
                f"{kind}: {title}, strict F1",
                result["strict"]["f1"],
                digest(whole, scorer),
            )


def apart(rows: list[Record], every: int) -> list[Record]:
    """The articles that no training has seen.

    >>> apart([{"id": number} for number in range(1, 8)], 3)
    [{'id': 3}, {'id': 6}]
    """
    return rows[every - 1 :: every]


def _labelled(entities: list[Record], labels: set[str]) -> list[Record]:
    return [entity for entity in entities if entity["label"] in labels]
