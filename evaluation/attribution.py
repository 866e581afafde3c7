"""Attributions of PolNeAR's development articles, from their raw text.

`python -m evaluation.attribution SHARED` prints what `score_attribution.py` makes of
them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.measure import Measure
from evaluation.run import Record, digest, records, score, write_records
from herodotus.language import Language


def attributions(shared: Path, work: Path) -> Iterator[Measure]:
    """Sources, cues and contents, alone and as a whole."""
    gold, scorer = _files(shared)
    result = scored(Language.load(), shared, work)
    pinned = digest(gold, scorer)
    yield Measure(
        "attribution: whole, half the words, F1",
        result["triple"]["overlap50"]["f1"],
        pinned,
    )
    for role in ("source", "cue", "content"):
        yield Measure(
            f"attribution: {role}, exact, F1", result[role]["exact"]["f1"], pinned
        )


def scored(
    language: Language, shared: Path, work: Path
) -> dict[str, Any]:  # Any: the scorer's own JSON
    """Return the scorer's verdict on a model's attributions."""
    gold, scorer = _files(shared)
    found = write_records(
        work / "attributions.jsonl", predictions(language, records(gold.read_bytes()))
    )
    result: dict[str, Any] = json.loads(score(scorer, gold, found))  # Any: as above
    return result


def predictions(language: Language, articles: Iterable[Record]) -> Iterator[Record]:
    """Yield what the model finds in each article, in the scorer's form."""
    for article in articles:
        yield {
            "id": article["id"],
            "attributions": [
                spans._asdict()
                for spans in language.analyse(article["text"]).attributions
            ],
        }


def _files(shared: Path) -> tuple[Path, Path]:
    return (
        shared / "gold" / "attribution" / "polnear-dev.jsonl",
        shared / "gold" / "score_attribution.py",
    )


def main() -> None:
    """Print the scorer's figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path, help="the folder that holds gold/")
    options.add_argument("--model", type=Path, help="a folder with another model")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        result = scored(Language.load(asked.model), asked.shared, Path(work))
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
