"""Place names: where they stand in the text, and where on earth they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import Record, digest, herodotus, records, score, write_records
from herodotus.gazetteer import find_actors
from herodotus.reading.toponym_spans import Located
from herodotus.reading.toponyms import resolve

#: Each corpus, and what it is called in the table.
CORPORA = {"lgl": "LGL", "geovirus": "GeoVirus"}


def places(shared: Path, work: Path) -> Iterator[Measure]:
    """Place names found (F1), and resolved within 161 km when told where they stand."""
    scorer = shared / "gold" / "score_geo.py"
    for name, title in CORPORA.items():
        gold = shared / "gold" / "places" / f"{name}.jsonl"
        data = digest(gold, scorer)
        rows = records(gold.read_bytes())
        texts = ({"id": row["id"], "text": row["text"]} for row in rows)
        seen = records(
            herodotus("inspect", write_records(work / f"{name}.jsonl", texts))
        )
        found = _scored(scorer, gold, seen, work / f"{name}-found.jsonl")
        told = _scored(
            scorer, gold, [resolved(row) for row in rows], work / f"{name}-told.jsonl"
        )
        detection, resolution = found["detection"], found["resolution"]
        yield Measure(f"places: {title}, found, F1", detection["relaxed"]["f1"], data)
        yield Measure(
            f"places: {title}, found with the same words, F1",
            detection["strict"]["f1"],
            data,
        )
        yield Measure(
            f"places: {title}, within 161 km, given the names",
            told["resolution"]["given_spans"]["acc161"],
            data,
        )
        yield Measure(
            f"places: {title}, within 161 km, of the names found",
            resolution["matched_only"]["acc161"],
            data,
        )
        yield Measure(
            f"places: {title}, found and within 161 km, F1",
            found["end_to_end_161km"]["f1"],
            data,
        )


def resolved(row: Record) -> Record:
    """A gold record with our coordinates for its own place names."""
    marked = sorted(row["toponyms"], key=lambda one: (one["start"], one["end"]))
    text = row["text"]
    located = [
        Located(one["start"], one["end"], text[one["start"] : one["end"]])
        for one in marked
    ]
    toponyms = [
        {
            "start": one.start,
            "end": one.end,
            "lat": one.place.lat if one.place else None,
            "lon": one.place.lon if one.place else None,
        }
        for one in resolve(text, located, actors=find_actors(text))
    ]
    return {"id": row["id"], "toponyms": toponyms}


def _scored(scorer: Path, gold: Path, rows: Sequence[Record], path: Path) -> Record:
    found = write_records(
        path, ({"id": row["id"], "toponyms": row["toponyms"]} for row in rows)
    )
    result: Record = json.loads(score(scorer, gold, found))
    return result
