"""`herodotus claims`: what was said, listed, counted and written out."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.cli.claims import ORDERS
from herodotus.exports.record import claim_record
from herodotus.ledger import Ledger
from herodotus.ledger.queries import SORTS
from herodotus.model.columns import COLUMNS_OF, TELLING_COLUMNS
from tests.ledger.war import WIRE, totals, week


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger of one week, with a wire in two outlets."""
    where = str(tmp_path / "war.db")
    with Ledger(where) as kept:
        kept.add_all(week())
        for name in ("Gamma", "Delta"):
            words = f"{WIRE} {name}"
            kept.add(totals(words, id=name, publisher=name, date=date(2020, 10, 20)))
    return where


def run(ledger: str, *words: str, columns: int = 130) -> Result:
    arguments = ["claims", "--ledger", ledger, *words]
    runner = CliRunner(env={"COLUMNS": str(columns)})
    return runner.invoke(main, arguments, catch_exceptions=False)


def test_a_table_of_claims(ledger: str) -> None:
    printed = run(ledger, "--side", "Azerbaijan", columns=160).output
    assert "3 killed · civilians" in printed
    (dead,) = week()[0].claims[:1]
    assert dead.id[:8] in printed
    assert "Vagif Dargahli, Azerbaijan Ministry of Defence" in printed
    assert "Ganja, 4 Oct" in printed
    assert "disputed in the report" in printed
    assert "military casualties not announced" in printed
    assert printed.rstrip().endswith("2 claims")


def test_a_narrow_screen_shows_blocks(ledger: str) -> None:
    printed = run(ledger, "--side", "Azerbaijan", columns=60).output
    assert max(map(len, printed.splitlines())) <= 60
    assert "3 killed · civilians · Azerbaijan" in printed
    assert "The Alpha" in printed


def test_deeds_stand_in_the_table_too(ledger: str) -> None:
    printed = run(ledger, "--report", "totals").output
    for words in ("5 tanks destroyed", "captured", "assault", "201 killed in all"):
        assert words in printed


def test_a_claim_of_a_wire_says_in_how_many_reports_it_stands(ledger: str) -> None:
    printed = run(ledger, "--publisher", "gamma", "--kind", "materiel").output
    assert "in 3 reports" in printed


def test_a_table_ends_somewhere_and_says_so(ledger: str) -> None:
    printed = run(ledger, "--limit", "2").output
    assert "2 of 18 claims; --limit shows more" in printed
    assert "18 claims" in run(ledger, "--limit", "0").output


def test_nothing_found(ledger: str) -> None:
    assert run(ledger, "nowhere").output.strip() == "No claims found."


def test_rows_are_those_of_the_contract(ledger: str) -> None:
    lines = run(ledger, "--json").stdout.splitlines()
    rows = {row["id"]: row for row in map(json.loads, lines)}
    assert len(lines) == 18
    for reading in week():
        for claim in reading.claims:
            row = rows[claim.id]
            assert {name: row[name] for name in COLUMNS_OF[claim.kind]} == (
                claim_record(claim)
            )
            assert row["report"] == reading.report.id
            assert row["report_publisher"] == reading.report.publisher
            assert set(row) <= set(TELLING_COLUMNS)
    (dead,) = (row for row in rows.values() if row.get("victim_status") == "civilian")
    assert dead["report_date"] == "2020-10-05"
    assert dead["country"] == "AZE"
    assert dead["copies"] == 1
    assert dead["voice"] == dead["report_key"]


def test_csv_has_the_same_rows(ledger: str) -> None:
    text = run(ledger, "--csv", "--sort", "-number").stdout
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == TELLING_COLUMNS
    assert [row["low"] for row in rows[:3]] == ["201", "201", "201"]
    assert {row["contexts"] for row in rows if row["kind"] == "event"} == {"military"}


def test_rows_go_to_a_file(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    done = run(ledger, "--json", "--limit", "3", "-o", str(path))
    assert done.stdout == ""
    assert len(path.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ((), 18),
        (("newspaper",), 1),
        (("newspaper", "OR", "alpha"), 1),
        (("ganja -officials",), 0),
        (("--search", "soldiers", "ganja"), 2),
        (("--outcome", "killed", "--side", "the Azeri side"), 1),
        (("--no-background", "--outcome", "killed"), 7),
        (("--as-of", "2020-10-05"), 2),
        (("--limit", "1"), 18),
    ],
)
def test_claims_are_counted(ledger: str, asked: tuple[str, ...], number: int) -> None:
    assert run(ledger, "--count", *asked).stdout == f"{number}\n"


def test_wrong_usage(ledger: str, tmp_path: Path) -> None:
    unknown = run(ledger, "--conflict", "war of the moons")
    assert unknown.exit_code == 2
    assert "war of the moons" in unknown.output
    assert run(ledger, "--sort", "size").exit_code == 2
    missing = run(str(tmp_path / "none.db"))
    assert missing.exit_code == 3
    assert "There is no ledger" in missing.output


def test_the_orders_are_those_of_the_ledger() -> None:
    assert ORDERS == SORTS


def test_no_language_model_is_loaded(ledger: str) -> None:
    asked = (
        "import sys; from herodotus.cli import main;"
        f"main(['claims', '--ledger', {ledger!r}, '--count'], standalone_mode=False);"
        "heavy = {'onnxruntime', 'tokenizers', 'polars', 'pandas', 'altair'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "18\n"), done.stderr
