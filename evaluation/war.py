"""The ledger on the gold: the account of the sample, and a war as it was told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from evaluation.measure import Measure
from evaluation.run import Record, digest, herodotus, records

#: The series that are asked of the war of 2020, by its two sides.
SERIES = (("Nagorno-Karabakh", "combatant"), ("Azerbaijan", "civilian"))
CONFLICT = "Nagorno-Karabakh"
BEGAN = date(2020, 9, 27)


def war(shared: Path, work: Path) -> Iterator[Measure]:
    """Rows, checks and contradictions of the sample's account; steps of two series."""
    gold, report = shared / "gold", shared / "reports" / "2020-09-28-baku.txt"
    truth, told = gold / "2020-09-28-baku.json", gold / "reports" / "dev.jsonl"
    ledger = work / "war.db"
    herodotus("add", report, ledger=ledger)
    account = json.loads(herodotus("account", ledger=ledger))
    claims = {row["id"]: row for row in records(herodotus("claims", ledger=ledger))}
    wanted = json.loads(truth.read_text("utf-8"))["accounts"]
    data = digest(truth, report)
    yield Measure(
        "account: rows of the sample, of 4", _rows_right(account, wanted["rows"]), data
    )
    yield Measure(
        "account: checks of the sample, of 2",
        _checks_right(account, wanted["checks"]),
        data,
    )
    yield Measure(
        "account: contradictions of the sample, of 2",
        _disputes_found(account, claims, wanted["contradictions"]),
        data,
    )
    herodotus("add", report, told, ledger=ledger)
    wanted_steps = _steps_wanted(records(told.read_bytes()))
    found = sum(
        _steps_found(_series(side, status, ledger), wanted_steps[side, status])
        for side, status in SERIES
    )
    yield Measure(
        "series: steps of a war as told, of 11", float(found), digest(told, report)
    )


def _series(side: str, status: str, ledger: Path) -> list[Record]:
    scope = ("--conflict", CONFLICT, "--side", side, "--status", status)
    printed = herodotus("series", *scope, "--outcome", "killed", ledger=ledger)
    steps: list[Record] = json.loads(printed)
    return steps


def _rows_right(account: Record, wanted: Sequence[Record]) -> float:
    """Rows whose three figures and whose word are as the gold has them.

    A silence is right where the side is marked undisclosed and nobody's word is best.
    """
    right = 0
    for row in wanted:
        for toll in account["tolls"]:
            names = ("side", "status", "outcome", "low", "best", "high")
            if any(toll[name] != row[name] for name in names):
                continue
            silent = row["best"] is None and toll["undisclosed"]
            said = [row["says"]] if row["says"] else []
            right += silent or toll["said_by"] == said
            break
    return float(right)


def _checks_right(account: Record, wanted: Sequence[Record]) -> float:
    found = [
        (line["stated"], line["sum"], line["holds"]) for line in account["balance"]
    ]
    return float(
        sum(
            (check["total"], sum(check["parts"]), check["holds"]) in found
            for check in wanted
        )
    )


def _disputes_found(
    account: Record, claims: dict[str, Record], wanted: Sequence[Record]
) -> float:
    """Contradictions of the gold that a pair of the account quotes, in any order."""
    pairs = [
        [claims[name]["evidence"] for name in pair]
        for pair in account["contradictions"]
        if all(name in claims for name in pair)
    ]
    found = 0
    for dispute in wanted:
        one, other = dispute["between"]
        found += any(
            _same_words(one, a) and _same_words(other, b)
            for pair in pairs
            for a, b in (pair, pair[::-1])
        )
    return float(found)


def _same_words(quote: str, evidence: str) -> bool:
    return quote in evidence or evidence in quote


def _steps_wanted(reports: Sequence[Record]) -> dict[tuple[str, str], list[Record]]:
    """The running totals that the gold gives for the two series, by the last each day.

    The war's totals of whole sides: their start is the war's, their figure exact.
    """
    wanted: dict[tuple[str, str], dict[str, Record]] = {key: {} for key in SERIES}
    for report in reports:
        for claim in report["claims"]:
            key = (claim.get("victim_side"), claim.get("victim_status"))
            total = (
                claim["kind"] == "casualty"
                and claim["outcome"] == "killed"
                and claim["counting"] == "cumulative"
                and claim["date_start"] == BEGAN.isoformat()
                and claim["low"] == claim["high"]
            )
            if not total or key not in wanted:
                continue
            known = wanted[key].get(claim["date_end"])
            if known is None or known["low"] < claim["low"]:
                wanted[key][claim["date_end"]] = claim
    return {key: list(by_day.values()) for key, by_day in wanted.items()}


def _steps_found(steps: Sequence[Record], wanted: Sequence[Record]) -> int:
    told = {
        (step["as_of"], step["low"], step["high"], step["said_by"])
        for step in steps
        if not step["implied"]
    }
    return sum(
        (claim["date_end"], claim["low"], claim["high"], claim["attributed_to"]) in told
        for claim in wanted
    )
