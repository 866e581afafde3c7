"""Events: PLOVER's types and countries, and the sub-event type of a short report.

`python -m evaluation.events SHARED` prints the figures; `--classes` adds one line for
each sub-event type.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.measure import HERE, Measure
from evaluation.run import Record, digest, herodotus, records, score, write_records

LABELS = HERE / "sub_event_labels.toml"


class Class(NamedTuple):
    """One label: how often it is gold, how often said, how often rightly so."""

    gold: int
    said: int
    right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return (
            2 * self.right / (self.gold + self.said) if self.gold + self.said else 0.0
        )


def events(shared: Path, work: Path) -> Iterator[Measure]:
    """PLOVER records with their actors, and sub-event types of snippets."""
    yield from plover(shared, work)
    yield from sub_events(shared)


def plover(shared: Path, work: Path) -> Iterator[Measure]:
    """Type and countries against the gold standard records of PLOVER."""
    gold = shared / "gold" / "events" / "plover-gsr-dev.jsonl"
    scorer = shared / "gold" / "score_events.py"
    texts = (
        {"id": row["id"], "text": row["text"], "date": row["date"]}
        for row in records(gold.read_bytes())
    )
    asked = write_records(work / "plover.jsonl", texts)
    readings = records(herodotus("read", asked, failures=True))
    found = write_records(work / "plover-found.jsonl", predictions(readings))
    result = json.loads(score(scorer, gold, found))
    data = digest(gold, scorer)
    for ours, theirs in (
        ("type, recall", "type_recall"),
        ("type, precision", "type_precision"),
        ("type and both countries", "type_and_both"),
    ):
        yield Measure(f"events: PLOVER {ours}", result[theirs], data)


def predictions(readings: Sequence[Record]) -> Iterator[Record]:
    """What the scorer of events wants, from what `herodotus read --json` prints."""
    for reading in readings:
        yield {
            "id": reading["id"],
            "events": [
                {
                    "type": claim["plover"],
                    "mode": claim["plover_mode"],
                    "initiators": _countries(claim["initiators"]),
                    "targets": _countries(claim["targets"]),
                }
                for claim in reading["claims"]
                if claim["kind"] == "event" and claim["plover"]
            ],
        }


def sub_events(shared: Path) -> Iterator[Measure]:
    """The one sub-event type of a snippet, over all labels of CASE 2021."""
    gold = _snippets(shared)
    value = weighted_f1(*_labels(gold))
    yield Measure("events: sub-event type, weighted F1", value, digest(gold, LABELS))


def weighted_f1(gold: Sequence[str], said: Sequence[str | None]) -> float:
    """The F1 of each gold label, weighted by how often it is gold.

    The same as scikit-learn's `f1_score(average="weighted")`.

    >>> round(weighted_f1(["a", "a", "b", "c"], ["a", "b", "b", "b"]), 4)
    0.4583
    """
    found = classes(gold, said)
    return sum(each.f1 * each.gold for each in found.values()) / len(gold)


def classes(gold: Sequence[str], said: Sequence[str | None]) -> dict[str, Class]:
    """The counts of each label that is gold somewhere."""
    wanted, given = Counter(gold), Counter(said)
    right = Counter(one for one, other in zip(gold, said, strict=True) if one == other)
    return {name: Class(wanted[name], given[name], right[name]) for name in wanted}


def _labels(gold: Path) -> tuple[list[str], list[str | None]]:
    """The gold label of each snippet, and ours by the names of the same task."""
    names = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    topics = {
        row["id"]: row.get("topic") for row in records(herodotus("inspect", gold))
    }
    rows = records(gold.read_bytes())
    said = [topics.get(row["id"]) for row in rows]
    return (
        [row["gold"]["sub_type"] for row in rows],
        [names[topic["sub_event_type"]] if topic else None for topic in said],
    )


def _snippets(shared: Path) -> Path:
    return shared / "gold" / "events" / "case2021-dev.jsonl"


def _countries(parties: Sequence[Record]) -> list[str]:
    return [party["country"] for party in parties if party["country"]]


def main() -> int:
    """Print the figures, and the counts of each class where asked."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.events")
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    parser.add_argument("--classes", action="store_true", help="a line for each label")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        for measure in events(asked.shared, Path(work)):
            print(f"{measure.name}: {measure.value:.4f}")
    if asked.classes:
        found = classes(*_labels(_snippets(asked.shared)))
        for name, each in sorted(found.items(), key=lambda pair: pair[1].f1):
            counts = f"{each.right} of {each.gold}, said {each.said}"
            print(f"{name:32}{each.f1:6.2f}  {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
