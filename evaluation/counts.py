"""Victims per short report (WAD): the account's best estimates against gold.

`python -m evaluation.counts SHARED` scores and prints; `--errors N` shows the first N
texts that come out wrong, with the claims that they were counted from.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from evaluation.measure import Measure
from evaluation.run import Record, digest, herodotus, records, score, write_records
from herodotus.model import Claim
from herodotus.reconciliation import victims

_CLAIMS = TypeAdapter(list[Claim])


def counts(shared: Path, work: Path) -> Iterator[Measure]:
    """Killed and injured, exact match: people who took no part in the fighting."""
    gold, scorer = _gold(shared), _scorer(shared)
    readings = records(herodotus("read", gold, failures=True))
    predicted = write_records(work / "counts.jsonl", predictions(readings))
    result = json.loads(score(scorer, gold, predicted))
    data = digest(gold, scorer)
    for outcome in ("killed", "injured"):
        yield Measure(f"counts: {outcome}, exact", result[outcome]["exact"], data)


def predictions(readings: list[Record]) -> Iterator[Record]:
    """What the scorer wants, from what `herodotus read --json` prints."""
    for reading in readings:
        claims = _CLAIMS.validate_python(
            [c for c in reading["claims"] if c["kind"] in ("casualty", "nondisclosure")]
        )
        yield {"id": reading["id"], **victims(claims)}


def _gold(shared: Path) -> Path:
    return shared / "gold" / "counts" / "wad-dev.jsonl"


def _scorer(shared: Path) -> Path:
    return shared / "gold" / "score_counts.py"


def _errors(gold: Path, readings: list[Record], most: int) -> Iterator[str]:
    told = {row["id"]: row for row in predictions(readings)}
    claims = {row["id"]: row["claims"] for row in readings}
    for record in records(gold.read_bytes()):
        ours, theirs = told.get(record["id"], {}), record["gold"]
        wrong = [
            f"{outcome} {ours.get(outcome)}, gold {theirs[field]}"
            for outcome, field in (("killed", "deaths"), ("injured", "injured"))
            if theirs[field] is not None and (ours.get(outcome) or 0) != theirs[field]
        ]
        if not wrong or most <= 0:
            continue
        most -= 1
        yield f"\n{record['id']}: {'; '.join(wrong)}\n  {record['text']}"
        number = {c["id"]: c.get("text") for c in claims.get(record["id"], [])}
        for claim in claims.get(record["id"], []):
            ties = [f"{t['type']} {number[t['claim']]!r}" for t in claim["relations"]]
            says = [claim.get(f) for f in ("outcome", "low", "high", "text", "victims")]
            says += [claim.get(f) for f in ("victim_side", "victim_status", "counting")]
            marks = "background " * claim["background"] + claim.get("rule", "")
            yield f"   - {says} {marks} {ties}"


def main() -> int:
    """Score, print, and show errors where asked."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.counts")
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    parser.add_argument("--errors", type=int, default=0, help="how many to show")
    asked = parser.parse_args()
    gold = _gold(asked.shared)
    readings = records(herodotus("read", gold, failures=True))
    with tempfile.TemporaryDirectory() as work:
        predicted = write_records(Path(work) / "counts.jsonl", predictions(readings))
        print(score(_scorer(asked.shared), gold, predicted))
    for line in _errors(gold, readings, asked.errors):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
