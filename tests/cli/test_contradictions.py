"""`herodotus contradictions`: from a ledger to both sides' words."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.ledger import Ledger
from herodotus.model import Claim, Reading
from tests.reconciliation.happenings import MONDAY, control, event
from tests.samples import casualty, reading_of

GROUND = "Moscow said its troops took Bakhmut. Kyiv said it beat attacks there off."
BLAME = "Baku blames Yerevan for shelling Terter. Yerevan denies it shelled the town."
DAY = date(2023, 5, 20)
STORY = "the river froze and snow fell on the town while trains ran late for days " * 4
TOWN: dict[str, Any] = {"place": ("Bakhmut", 1), "on": DAY}


def ground() -> Reading:
    claims: list[Claim] = [
        control(GROUND, "took Bakhmut", "captured", "Russia",
                attributed_to="Russia Ministry of Defence", **TOWN),
        control(GROUND, "beat attacks there off", "repelled", "Ukraine",
                attributed_to="Ukraine military", **TOWN),
    ]  # fmt: skip
    return reading_of(GROUND, claims, date=DAY, title="A town fought for")


def blame(after: str = "", title: str = "Blame") -> Reading:
    text = BLAME + after
    claims: list[Claim] = [
        event(text, "Baku blames Yerevan for shelling Terter", "ACCUSE", "Azerbaijan",
              "Armenia", attributed_to="Azerbaijan", stance="accuses", on=MONDAY),
        event(text, "Yerevan denies it shelled the town", "REJECT", "Armenia", None,
              attributed_to="Armenia", on=MONDAY),
    ]  # fmt: skip
    return reading_of(text, claims, date=MONDAY, title=title)


def toll_of(day: int, total: int) -> Reading:
    """A running total by one party, on a day of October 2020."""
    text = f"{total} fighters have been killed since the war began, officials said."
    claim = casualty(
        text, f"{total} fighters", low=total, high=total, counting="cumulative",
        victim_side="Nagorno-Karabakh", victim_status="combatant",
        attributed_to="Nagorno-Karabakh officials", place="Nagorno-Karabakh",
        date_start=date(2020, 9, 27), date_end=date(2020, 10, day),
    )  # fmt: skip
    return reading_of(text, [claim], date=date(2020, 10, day))


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    where = str(tmp_path / "war.db")
    with Ledger(where) as kept:
        kept.add_all([ground(), blame(), toll_of(14, 555), toll_of(19, 500)])
    return where


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["contradictions", *words], catch_exceptions=False)


def test_both_sides_are_shown_with_their_words_and_reports(ledger: str) -> None:
    done = run("--ledger", ledger)
    assert done.exit_code == 0
    lines = done.stdout
    assert "Russia and Ukraine disagree on whether Russia took Bakhmut." in lines
    assert "“took Bakhmut” Russia Ministry of Defence" in lines
    assert "“beat attacks there off” Ukraine military" in lines
    assert "A town fought for, Saturday 20 May 2023" in " ".join(lines.split())
    assert "Armenia denies what Azerbaijan says of it." in lines
    assert lines.index("GROUND") < lines.index("BLAME") < lines.index("DOES NOT ADD UP")
    assert "\x1b" not in lines


def test_json_has_both_claims_and_the_flags(ledger: str) -> None:
    record = json.loads(run("--ledger", ledger, "--json").stdout)
    assert [one["kind"] for one in record["disputes"]] == ["accusation", "control"]
    one = record["disputes"][1]
    assert (one["one"]["evidence"], one["other"]["evidence"]) == (
        "took Bakhmut",
        "beat attacks there off",
    )
    assert one["one"]["report_date"] == "2023-05-20"
    assert [flag["type"] for flag in record["flags"]] == ["total_falls"]
    with Ledger(ledger) as kept:
        assert {d.about for d in kept.disputes()} == {
            dispute["about"] for dispute in record["disputes"]
        }


def test_csv_has_a_line_for_each_dispute_and_flag(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "contradictions.csv"
    done = run("--ledger", ledger, "--csv", "-o", str(path))
    assert (done.exit_code, done.stdout) == (0, "")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [row["kind"] for row in rows] == ["accusation", "control", "total_falls"]
    assert rows[1]["other_attributed_to"] == "Ukraine military"
    assert all(row["one_id"] and row["one_report"] for row in rows)
    assert all(None not in row and None not in row.values() for row in rows)


def test_a_scope_leaves_the_others_out(ledger: str) -> None:
    done = run("--ledger", ledger, "--place", "Bakhmut", "--json")
    assert [one["kind"] for one in json.loads(done.stdout)["disputes"]] == ["control"]
    nothing = run("--ledger", ledger, "--place", "Odesa")
    assert (nothing.exit_code, nothing.stdout.strip()) == (
        0,
        "Nothing here contradicts anything else.",
    )


def test_a_dispute_that_several_reports_tell_is_one_with_all_its_tellers(
    ledger: str,
) -> None:
    with Ledger(ledger) as kept:
        for number in range(2, 6):  # of other words, and so no copies of one report
            after = " ".join(f"{word}-{number}" for word in STORY.split())
            kept.add(blame(f" {after}", f"Report {number}"))
    lines = " ".join(run("--ledger", ledger).stdout.split())
    assert lines.count("Armenia denies what Azerbaijan says of it.") == 1
    told = [
        lines.count(title) for title in ("Blame,", *map("Report {}".format, "2345"))
    ]
    assert sum(told) == 6
    assert set(told) == {0, 2}, "of a report the words of both sides, or none"
    assert lines.count("and 2 more claims") == 2
    pairs = json.loads(run("--ledger", ledger, "--json").stdout)["disputes"]
    assert sum(one["kind"] == "accusation" for one in pairs) == 5
