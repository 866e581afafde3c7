"""Which of a hundred misses remain, by cause: `python -m evaluation.misses SHARED`.

`misses.tsv` lists what the reader got wrong in the development sets at one commit, by
aspects of claims, each with its cause; docs/error-analysis.md says what causes mean.
Matching is the scorer's own, so that a miss is gone when the scorer no longer sees it.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from evaluation.counts import predictions
from evaluation.run import Record, herodotus, records

MISSES = Path(__file__).parent / "misses.tsv"

#: What may be wrong with a claim that was found, by the scorer's name for it.
ASPECTS = {
    "+ counting (new/cumulative/event)": "counting",
    "+ victim side": "side",
    "+ victim status": "status",
    "+ attribution": "attribution",
    "+ date overlap": "date",
    "+ place": "place",
}


class Miss(NamedTuple):
    """One thing read wrongly: where it stands, what is wrong, and why."""

    set: str
    report: str
    claim: str
    what: str
    cause: str


def load_misses(path: Path = MISSES) -> list[Miss]:
    """The misses of a table whose comment lines open with `#`."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return [Miss(**row) for row in csv.DictReader(lines, delimiter="\t")]


def remaining(misses: Iterable[Miss], faults: set[tuple[str, ...]]) -> list[Miss]:
    """The misses that are still among the faults."""
    return [miss for miss in misses if tuple(miss)[:4] in faults]


def report_faults(
    scorer: ModuleType, golds: Iterable[Record], readings: Iterable[Record]
) -> set[tuple[str, ...]]:
    """What is wrong with the casualty claims of the reports, as the scorer matches."""
    told = {reading["id"]: reading["claims"] for reading in readings}
    return {
        ("reports", gold["id"], claim, what)
        for gold in golds
        for claim, what in _claim_faults(scorer, gold["claims"], told[gold["id"]])
    }


def count_faults(
    golds: Iterable[Record], told: Iterable[Mapping[str, object]]
) -> set[tuple[str, ...]]:
    """The outcomes whose number of victims is not the gold's; none given is 0."""
    ours = {row["id"]: row for row in told}
    return {
        ("counts", gold["id"], outcome, "count")
        for gold in golds
        for outcome, field in (("killed", "deaths"), ("injured", "injured"))
        if gold["gold"][field] is not None
        and (ours[gold["id"]].get(outcome) or 0) != gold["gold"][field]
    }


def summary(before: Iterable[Miss], after: Iterable[Miss]) -> str:
    """The misses by cause, the commonest first, then and now.

    >>> one, two = Miss("counts", "a", "killed", "count", "history"), Miss(*"bcdef")
    >>> print(summary([one, two], [one]))
    cause    before  after
    f             1      0
    history       1      1
    all           2      1
    """
    then = Counter(miss.cause for miss in before)
    now = Counter(miss.cause for miss in after)
    causes = sorted(then, key=lambda cause: (-then[cause], cause))
    rows = [(cause, then[cause], now[cause]) for cause in causes]
    rows.append(("all", then.total(), now.total()))
    width = max(len(cause) for cause, _, _ in rows)
    head = f"{'cause':{width}}  before  after"
    return "\n".join([head, *(f"{c:{width}}  {b:6}  {a:5}" for c, b, a in rows)])


def load_scorer(path: Path) -> ModuleType:
    """The scorer of claims as a module: its matching is what decides."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python module")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def _claim_faults(
    scorer: ModuleType, gold: list[Record], told: list[Record]
) -> set[tuple[str, str]]:
    wanted = [c for c in gold if c["kind"] == "casualty" and not c.get("optional")]
    spare = [c for c in gold if c["kind"] == "casualty" and c.get("optional")]
    ours = [c for c in told if c["kind"] == "casualty"]
    pairs = _matched(scorer, wanted, ours)
    faults = {
        (str(gold.index(wanted[i])), ASPECTS[name])
        for i, j in pairs
        for name, agrees in scorer.ATTRS
        if name in ASPECTS and not agrees(wanted[i], ours[j])
    }
    found = {i for i, _ in pairs}
    faults |= {
        (str(gold.index(claim)), "missed")
        for i, claim in enumerate(wanted)
        if i not in found
    }
    used = {j for _, j in pairs}
    rest = [claim for j, claim in enumerate(ours) if j not in used]
    absorbed = {j for _, j in _matched(scorer, spare, rest)}
    return faults | {
        (_figures(claim), "spurious")
        for j, claim in enumerate(rest)
        if j not in absorbed
    }


def _matched(
    scorer: ModuleType, gold: list[Record], ours: list[Record]
) -> list[tuple[int, int]]:
    def agree(g: Record, p: Record) -> bool:
        counts = scorer.count_ok(g, p, False)
        return bool(counts and scorer.outcome_ok(g, p, False))

    def rank(g: Record, p: Record) -> tuple[bool, int, float]:
        alike = sum(bool(agrees(g, p)) for _, agrees in scorer.ATTRS)
        apart = abs(scorer.iv(g)[0] - scorer.iv(p)[0])
        return bool(scorer.count_exact(g, p)), alike, -apart

    return list(scorer.greedy(gold, ours, agree, rank))


def _figures(claim: Record) -> str:
    high = "" if claim["high"] is None else claim["high"]
    return f"{claim['outcome']}:{claim['low']}-{high}"


def main() -> int:
    """Read both sets and print what remains."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.misses")
    parser.add_argument("shared", type=Path, help="the folder that holds gold/")
    parser.add_argument("--list", action="store_true", help="each that remains, too")
    asked = parser.parse_args()
    gold = asked.shared / "gold"
    reports, counts = gold / "reports" / "dev.jsonl", gold / "counts" / "wad-dev.jsonl"
    faults = report_faults(
        load_scorer(gold / "score_claims.py"),
        records(reports.read_bytes()),
        records(herodotus("read", reports)),
    ) | count_faults(
        records(counts.read_bytes()),
        predictions(records(herodotus("read", counts, failures=True))),
    )
    misses = load_misses()
    left = remaining(misses, faults)
    print(summary(misses, left))
    if asked.list:
        print(*("\t".join(miss) for miss in left), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
