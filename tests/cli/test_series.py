"""`herodotus series`: from a ledger to a table, JSON, CSV and a chart."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from herodotus.cli import main
from herodotus.ledger import Ledger
from herodotus.model import Reading
from tests.samples import casualty, reading_of

OURS = ("--side", "Nagorno-Karabakh", "--status", "combatant", "--outcome", "killed")
START = date(2020, 9, 27)


def told(day: int, total: int, *, more: int = 0, **said: Any) -> Reading:
    """A short report of a running total, with an increment where there is one."""
    on = date(2020, 10, day)
    text = f"{total} fighters have been killed since the war began, officials said"
    text += f", and {more} more fell on Friday." if more else "."
    fields: dict[str, Any] = {
        "victim_side": "Nagorno-Karabakh",
        "victim_status": "combatant",
        "victims": "fighters",
        "perpetrator": "Azerbaijan",
        "attributed_to": "Nagorno-Karabakh officials",
        "place": "Nagorno-Karabakh",
        "place_precision": 4,
        "date_end": on,
        **said,
    }
    claims: list[Any] = [
        casualty(
            text,
            f"{total} fighters have been killed",
            low=total,
            high=total,
            counting="cumulative",
            date_start=START,
            **fields,
        )
    ]
    if more:
        words = f"{more} more fell"
        claims.append(
            casualty(
                text,
                words,
                low=more,
                high=more,
                text=f"{more} more",
                counting="new",
                date_start=on,
                **fields,
            )
        )
    return reading_of(text, claims, date=on)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger of three reports of one war, and of a civilian toll."""
    where = str(tmp_path / "war.db")
    with Ledger(where) as kept:
        kept.add_all(
            [
                told(6, 244, more=21),
                told(14, 555),
                told(19, 729),
                told(23, 63, victim_side="Azerbaijan", victim_status="civilian"),
            ]
        )
    return where


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["series", *words], catch_exceptions=False)


def test_json_is_the_running_toll_by_date(ledger: str) -> None:
    done = run("--ledger", ledger, *OURS, "--json")
    assert done.exit_code == 0
    rows = json.loads(done.stdout)
    assert [(row["as_of"], row["low"], row["high"]) for row in rows] == [
        ("2020-10-05", 223, 223),
        ("2020-10-06", 244, 244),
        ("2020-10-14", 555, 555),
        ("2020-10-19", 729, 729),
    ]
    assert [row["implied"] for row in rows] == [True, False, False, False]
    assert {row["said_by"] for row in rows} == {"Nagorno-Karabakh officials"}
    with Ledger(ledger) as kept:
        assert {row["report"] for row in rows} <= {card.key for card in kept.reports()}
        ids = {telling.claim.id for telling in kept.tellings()}
        assert {row["claim"] for row in rows} <= ids
        assert [step.claim for step in kept.series(side="Azerbaijan")] != []


def test_the_table_shows_who_says_what_when(ledger: str) -> None:
    done = run("--ledger", ledger, *OURS)
    assert done.exit_code == 0
    assert "NAGORNO-KARABAKH, COMBATANTS, KILLED" in done.stdout
    assert "311 more than on 2020-10-06" in done.stdout
    assert "implied: 21 more, of 244 in all" in done.stdout
    assert "as told by Nagorno-Karabakh" in done.stdout
    assert "AZERBAIJAN" not in done.stdout
    assert "\x1b" not in done.stdout


def test_scopes_say_which_tolls(ledger: str) -> None:
    both = json.loads(run("--ledger", ledger, "--json").stdout)
    assert {row["side"] for row in both} == {"Nagorno-Karabakh", "Azerbaijan"}
    early = run("--ledger", ledger, *OURS, "--as-of", "2020-10-14", "--json")
    assert [row["low"] for row in json.loads(early.stdout)] == [223, 244, 555]
    none = run("--ledger", ledger, "--side", "Mali", "--json")
    assert (none.exit_code, json.loads(none.stdout)) == (0, [])
    assert "No running toll is told" in run("--ledger", ledger, "--side", "Mali").stdout


def test_csv_goes_to_a_file(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "toll.csv"
    done = run("--ledger", ledger, *OURS, "--csv", "-o", str(path))
    assert (done.exit_code, done.stdout) == (0, "")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [row["low"] for row in rows] == ["223", "244", "555", "729"]


def test_a_table_in_a_file(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "toll.txt"
    assert run("--ledger", ledger, *OURS, "-o", str(path)).exit_code == 0
    assert "729" in path.read_text(encoding="utf-8")


def test_a_chart_is_drawn_and_nothing_else_printed(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "toll.svg"
    done = run("--ledger", ledger, *OURS, "--chart", str(path))
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"Wrote {path}." in done.stderr
    assert ElementTree.fromstring(path.read_text("utf-8")).tag.endswith("svg")
    beside = run("--ledger", ledger, *OURS, "--chart", str(path), "--json")
    assert len(json.loads(beside.stdout)) == 4


def test_a_chart_of_nothing_is_not_written(ledger: str, tmp_path: Path) -> None:
    path = tmp_path / "toll.png"
    done = run("--ledger", ledger, "--side", "Mali", "--chart", str(path))
    assert done.exit_code == 0
    assert "nothing to draw" in done.stderr
    assert not path.exists()


def test_a_chart_that_cannot_be_written_is_wrong_usage(
    ledger: str, tmp_path: Path
) -> None:
    wrong = run("--ledger", ledger, "--chart", "toll.pdf")
    assert (wrong.exit_code, "neither in .svg nor in .png" in wrong.stderr) == (2, True)
    nowhere = str(tmp_path / "no" / "toll.svg")
    gone = run("--ledger", ledger, "--chart", nowhere)
    assert (gone.exit_code, f"Cannot write to {nowhere}" in gone.stderr) == (2, True)
    path = tmp_path / "toll.svg"
    path.write_text("", encoding="utf-8")
    same = run("--ledger", ledger, "--chart", str(path), "--csv", "-o", str(path))
    assert same.exit_code == 2


def test_without_what_draws_the_program_says_what_to_install(
    ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    done = run("--ledger", ledger, *OURS, "--chart", str(tmp_path / "toll.svg"))
    assert done.exit_code == 3
    assert "pip install vl-convert-python" in done.stderr


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    where = tmp_path / "none.db"
    assert run("--ledger", str(where)).exit_code == 3
    assert not where.exists()
