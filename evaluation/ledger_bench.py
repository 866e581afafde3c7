"""How fast a ledger is: a million made-up claims in, and questions to them.

`python -m evaluation.ledger_bench` fills an SQLite ledger in a temporary folder with
the readings of `evaluation.generated` and measures, in this process and on a warm
ledger: how many claims a second `Ledger.add_all` takes in (near-duplicates, full text
and all derived columns included; making the readings up is not counted); a filtered
list of a hundred claims; the account of one conflict, of the median size and of the
largest; and what `herodotus explain` does for one figure. Accounts and explanations are
asked for with nothing kept from before, and, where they are kept, once more ("again").
Questions are asked several times and the median counts; machines differ, so nothing
fails here. `--claims 50000` is a quick run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from evaluation import generated
from herodotus.gazetteer.own import data_folder
from herodotus.ledger import Ledger
from herodotus.model import Scope

#: Readings that are added at once, as by `herodotus add`.
BATCH = 1000
TIMES = 7

#: Least and aim.
ADD = (2000, 10_000)
QUERY = (0.100, 0.030)
ACCOUNT = (1.0, 0.300)
EXPLAIN = (0.200, 0.050)


class Size(NamedTuple):
    """A conflict and how many claims it has."""

    conflict: str
    claims: int


def main() -> None:
    """Fill a ledger, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.ledger_bench")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--ledger", type=Path, help="keep the ledger here, or use it")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="herodotus-bench-") as folder:
        os.environ["HERODOTUS_DATA"] = folder  # where answers are kept
        where = asked.ledger or Path(folder) / "ledger.db"
        if not where.exists():
            fill(where, asked.claims, seed=asked.seed)
        with Ledger(where) as ledger:
            ask(ledger, where)


def fill(where: Path, claims: int, *, seed: int) -> None:
    """Add made-up readings and say how fast they went in."""
    source = generated.readings(claims, seed=seed)
    taken, done, last = 0.0, 0, 0.0
    with Ledger(where) as ledger:
        while batch := list(islice(source, BATCH)):
            start = time.perf_counter()
            added = ledger.add_all(batch)
            last = time.perf_counter() - start
            taken, done = taken + last, done + added.claims
            _tell(f"{done:,} claims, {done / taken:,.0f} a second")
    _tell("")
    size = where.stat().st_size / 1e6
    print(f"{done:,} claims in a ledger of {size:,.0f} MB, in {taken:,.0f} s")
    _show("claims a second in", done / taken, ADD, "at least", "{:,.0f}")
    _show(
        "of the last thousand reports", added.claims / last, ADD, "at least", "{:,.0f}"
    )


def ask(ledger: Ledger, where: Path) -> None:
    """Ask the questions and say how long each took."""
    sizes = conflicts(ledger)
    middle, largest = sizes[len(sizes) // 2], sizes[0]
    scope = filtered(ledger, largest.conflict)
    found = len(ledger.claims(scope))
    print(f"{len(sizes)} conflicts; the filtered list is of {found:,} claims")
    seconds = timed(lambda: list(ledger.claims(scope, limit=100)))
    _show("a hundred of them, in seconds", seconds, QUERY, "at most", "{:.3f}")
    seconds = timed(lambda: list(ledger.claims(scope, limit=100, sort="-number")))
    _show("the hundred largest figures", seconds, QUERY, "at most", "{:.3f}")
    worded = scope.model_copy(update={"text": '"defence ministry" tanks'})
    seconds = timed(lambda: list(ledger.claims(worded, limit=100)))
    _show("with words in their reports", seconds, QUERY, "at most", "{:.3f}")
    for name, one in (("median", middle), ("largest", largest)):
        title = f"account, {name} of {one.claims:,} claims"
        _show_both(title, partial(ledger.account, conflict=one.conflict), ACCOUNT)
    for name, one in (("median", middle), ("largest", largest)):
        title = f"one figure explained, {name} conflict"
        _show_both(title, explained(ledger, one.conflict), EXPLAIN)


def _show_both(
    title: str, question: Callable[[], object], asked: tuple[float, float]
) -> None:
    """What a question takes when nothing is kept, and when its answer is."""
    seconds = timed(question, before=forget)
    _show(title, seconds, asked, "at most", "{:.3f}")
    if (data_folder() / "answers").exists():
        _show("  again", timed(question), asked, "at most", "{:.3f}")


def forget() -> None:
    """Delete all answers that are kept."""
    shutil.rmtree(data_folder() / "answers", ignore_errors=True)


def conflicts(ledger: Ledger) -> list[Size]:
    """The conflicts of the ledger, the largest first."""
    from herodotus.gazetteer import known_conflicts

    sizes = [
        Size(conflict.name, len(ledger.claims(conflict=conflict.name)))
        for conflict in known_conflicts()
    ]
    return sorted((one for one in sizes if one.claims), key=lambda one: -one.claims)


def filtered(ledger: Ledger, conflict: str) -> Scope:
    """One side's dead in a quarter of the days that a conflict's claims are about."""
    claims = ledger.claims(conflict=conflict, outcome="killed")
    side = getattr(claims[0].claim, "victim_side", None)
    first, last = claims[0].card.day, claims[len(claims) - 1].card.day
    assert first is not None
    assert last is not None
    days = (last - first) / 4
    since = first + days + timedelta(1)
    return Scope(
        conflict=conflict,
        side=side,
        outcome="killed",
        since=since,
        until=since + days,
    )


def explained(ledger: Ledger, conflict: str) -> Callable[[], object]:
    """The question of why the figure with the most reasons is what it is."""
    from herodotus.reconciliation.review.addresses import Figure, address

    account = ledger.account(conflict=conflict)
    toll = max(account.tolls, key=lambda toll: len(toll.reasons))
    name = address(Figure(toll, "best"))
    return lambda: ledger.explain(name, conflict=conflict)


def timed(
    question: Callable[[], object], *, before: Callable[[], None] = lambda: None
) -> float:
    """The median of the seconds that a question takes, after it was asked once."""
    question()
    taken: list[float] = []
    for _ in range(TIMES):
        before()
        start = time.perf_counter()
        question()
        taken.append(time.perf_counter() - start)
        if sum(taken) > 30:
            break
    return statistics.median(taken)


def _tell(progress: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{progress}")


def _show(
    name: str, figure: float, asked: tuple[float, float], word: str, form: str
) -> None:
    least, aim = (form.format(number) for number in asked)
    print(f"{name:44}{form.format(figure):>10}   ({word} {least}, aim {aim})")


if __name__ == "__main__":
    main()
