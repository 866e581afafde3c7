"""Wars told over weeks, of our own, with gold: `evaluation/wars`, see its README.

`python -m evaluation.wars [WAR...]` lists what is missed and what is too much.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evaluation.measure import HERE, Measure
from evaluation.run import Record, digest, herodotus, records

WARS = HERE / "wars"


class War(NamedTuple):
    """One war: what is asked of it, and what the ledger answers."""

    gold: Record
    texts: dict[str, str]
    claims: dict[str, Record]
    series: list[list[Record]]
    accounts: list[list[Record]]
    disputes: list[Record]


def wars(shared: Path, work: Path) -> Iterator[Measure]:
    """Steps of running tolls, rows of accounts and disputes, over all wars."""
    files = sorted(WARS.glob("*.json*"))
    told = [_told(gold, work) for gold in sorted(WARS.glob("*.gold.json"))]
    steps = [found for war in told for found in _steps(war)]
    rows = [found for war in told for found in _rows(war)]
    disputes = [found for war in told for found in _disputes(war)]
    extra = [step for war in told for step in _too_much(war)]
    for name, found in (
        ("steps of the running tolls", steps),
        ("rows of the accounts", rows),
        ("disputes that a careful reader lists", disputes),
    ):
        right = float(sum(good for good, _ in found))
        yield Measure(f"wars: {name}, of {len(found)}", right, digest(*files))
    yield Measure("wars: steps that nobody told", float(len(extra)), digest(*files))


def _told(gold: Path, work: Path) -> War:
    """What the ledger says of one war, through the commands of a user."""
    asked = json.loads(gold.read_text("utf-8"))
    reports = WARS / f"{asked['war']}.jsonl"
    ledger = work / f"{asked['war']}.db"
    herodotus("add", str(reports), ledger=ledger)
    conflict = ("--conflict", asked["conflict"])
    series = [
        _steps_of(
            line, json.loads(herodotus("series", *conflict, *_key(line), ledger=ledger))
        )
        for line in asked["series"]
    ]
    accounts = [
        json.loads(
            herodotus("account", *conflict, "--as-of", account["as_of"], ledger=ledger)
        )["tolls"]
        for account in asked["accounts"]
    ]
    disputes = json.loads(herodotus("contradictions", ledger=ledger))["disputes"]
    claims = {row["id"]: row for row in records(herodotus("claims", ledger=ledger))}
    texts = {row["id"]: row["text"] for row in records(reports.read_bytes())}
    return War(asked, texts, claims, series, accounts, disputes)


def _key(line: Record) -> list[str]:
    """The options that ask for one series; nobody can ask for a side not stated."""
    side = ["--side", line["side"]] if line["side"] else []
    return [*side, "--status", line["status"], "--outcome", line["outcome"]]


def _steps_of(line: Record, steps: Iterable[Record]) -> list[Record]:
    """The stated steps of the very side."""
    return [
        step
        for step in steps
        if not step["implied"] and step.get("side") == line["side"]
    ]


def _steps(war: War) -> Iterator[tuple[bool, str]]:
    """Each step of the gold: whether it is told, on its day, by its words."""
    for line, told in zip(war.gold["series"], war.series, strict=True):
        for step in line["steps"]:
            found = any(_same_step(step, other) for other in told)
            yield found, f"{_name(line)} {_shown(step, 'date')}"


def _too_much(war: War) -> Iterator[str]:
    """Steps of those series whose figure the gold has on no day, from nobody."""
    for line, told in zip(war.gold["series"], war.series, strict=True):
        for step in told:
            if not any(_same_figure(step, other) for other in line["steps"]):
                yield f"{_name(line)} {_shown(step, 'as_of')}"


def _same_step(step: Record, told: Record) -> bool:
    return (
        step["date"] == told["as_of"]
        and _same_figure(step, told)
        and _party(step["said_by"]) == _party(told["said_by"])
    )


def _same_figure(one: Record, other: Record) -> bool:
    return (one["low"], one["high"]) == (other["low"], other["high"])


def _party(said_by: str | None) -> str | None:
    """The name alone, without the office that words may give or leave out."""
    return said_by.partition(" (")[0] if said_by else None


def _rows(war: War) -> Iterator[tuple[bool, str]]:
    """Each row of an account: whether a toll has its key and its best."""
    for account, tolls in zip(war.gold["accounts"], war.accounts, strict=True):
        for row in account["rows"]:
            names = ("side", "status", "outcome")
            same = [toll for toll in tolls if all(toll[n] == row[n] for n in names)]
            found = any(toll["best"] == row["best"] for toll in same)
            best = [toll["best"] for toll in same]
            words = f"{account['as_of']} {_name(row)} {row['best']}, told {best}"
            yield found, words


def _disputes(war: War) -> Iterator[tuple[bool, str]]:
    """Each dispute of the gold: whether a pair of that kind quotes both."""
    pairs = [
        (found["kind"], [_place(war, found[end]) for end in ("one", "other")])
        for found in war.disputes
    ]
    for dispute in war.gold["disputes"]:
        ends = [_span(war, quote) for quote in dispute["between"]]
        right = any(
            kind == dispute["kind"] and (_meet(ends, pair) or _meet(ends, pair[::-1]))
            for kind, pair in pairs
        )
        yield right, f"{dispute['kind']}: {' | '.join(dispute['between'])}"


Span = tuple[str, int, int]


def _place(war: War, end: Record) -> Span:
    row = war.claims[end["id"]]
    return end["report"], row["start"], row["end"]


def _span(war: War, quote: str) -> Span:
    """Where the first report with these words has them."""
    for report, text in war.texts.items():
        if quote in text:
            start = text.index(quote)
            return report, start, start + len(quote)
    raise LookupError(quote)


def _meet(ends: Sequence[Span], pair: Sequence[Span]) -> bool:
    """Whether both pairs share words; a claim denied as it stands is one end."""
    met = [
        one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
        for one, other in zip(ends, pair, strict=True)
    ]
    return any(met) if pair[0] == pair[1] else all(met)


def _name(line: Record) -> str:
    return f"{line['side'] or '-'} {line['status']} {line['outcome']}"


def _shown(step: Record, day: str) -> str:
    return f"{step[day]} {step['low']}..{step['high']} {step['said_by']}"


def main() -> int:
    """List the misses of each war, for people."""
    options = argparse.ArgumentParser(prog="python -m evaluation.wars")
    options.add_argument("war", nargs="*", help="the names of wars, not all")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as work:
        for gold in sorted(WARS.glob("*.gold.json")):
            name = gold.name.removesuffix(".gold.json")
            if asked.war and name not in asked.war:
                continue
            war = _told(gold, Path(work))
            for title, found in (
                ("steps", list(_steps(war))),
                ("rows", list(_rows(war))),
                ("disputes", list(_disputes(war))),
            ):
                right = sum(good for good, _ in found)
                print(f"{name}: {title}: {right} of {len(found)}")
                for words in (words for good, words in found if not good):
                    print(f"  missed  {words}")
            for words in _too_much(war):
                print(f"  extra   {words}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
