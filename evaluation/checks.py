"""What must hold of every reading: words in their place, and the same bytes twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import Record, digest, herodotus, records, write_records

#: Every how many-th of the larger sets is read.
STRIDE = {"wad-dev": 4, "muc34-dev": 15, "aquaint": 4}


def checks(shared: Path, work: Path) -> Iterator[Measure]:
    """Over all sets: misplaced words, sets that read differently twice, failures."""
    misplaced = unstable = failed = 0
    gold = shared / "gold"
    sources = [
        gold / "reports" / "dev.jsonl",
        gold / "counts" / "wad-dev.jsonl",
        gold / "muc" / "muc34-dev.jsonl",
        gold / "time" / "aquaint.jsonl",
    ]
    for source in sources:
        rows = records(source.read_bytes())[:: STRIDE.get(source.stem, 1)]
        texts = {row["id"]: row["text"] for row in rows}
        asked = write_records(
            work / f"{source.stem}-checked.jsonl",
            ({"id": id_, "text": text} for id_, text in texts.items()),
        )
        printed = herodotus("read", asked, failures=True)
        unstable += printed != herodotus("read", asked, failures=True, seed=1)
        readings = records(printed)
        failed += sum(bool(reading["failure"]) for reading in readings)
        misplaced += sum(
            count_misplaced(reading, texts[reading["id"]]) for reading in readings
        )
    data = digest(*sources)
    yield Measure(
        "checks: claims whose words are not in the text", float(misplaced), data
    )
    yield Measure("checks: sets that read differently twice", float(unstable), data)
    yield Measure("checks: reports that failed", float(failed), data)


def count_misplaced(reading: Record, text: str) -> int:
    """How many claims of a reading quote words that are not at their place.

    >>> claim = {"start": 0, "end": 2, "evidence": "32"}
    >>> count_misplaced({"claims": [claim]}, "32 were killed")
    0
    >>> count_misplaced({"claims": [claim]}, "Some 32 were killed")
    1
    """
    return sum(
        text[claim["start"] : claim["end"]] != claim["evidence"]
        for claim in reading["claims"]
    )
